"""Imports the packages in the worker, without the half of Panel that holds on to the page.

Panel's own bridge (`panel.io.pyodide`) evaluates JavaScript text at import and keeps JavaScript
objects alive in Python; neither a strict page nor a memory snapshot allows that. A module with the
one name that `panel.io` takes from it stands in; `playground.browser` does the real work.
"""

import sys
import types


def _no_server(*args, **kwargs):
    raise RuntimeError("There is no server in the browser.")


bridge = types.ModuleType("panel.io.pyodide")
bridge.serve = _no_server
sys.modules["panel.io.pyodide"] = bridge

import numpy  # noqa: E402, F401
import panel  # noqa: E402, F401
