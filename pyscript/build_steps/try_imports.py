"""Runs inside Pyodide: imports the modules job["modules"] from the archive made for the page.

Proves, before anything is published, that nothing was trimmed that they need.
"""
import importlib
import sys
import types

import js

sys.path.insert(0, "/packages")
stub = types.ModuleType("pyodide_http")  # the worker gives the same stub; without it Panel imports pandas
stub.patch_all = lambda: None
sys.modules["pyodide_http"] = stub
for name in ("XMLHttpRequest", "document", "window"):  # a worker or page has them, Node does not
    setattr(js, name, js.Object.new())
for module in job["modules"]:  # noqa: F821 (job is set by run_in_pyodide.mjs)
    importlib.import_module(module)
