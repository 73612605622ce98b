"""Runs inside Pyodide: compiles /source/NAME.py to /target/NAME.pyc for every name in job["names"].

The browser's own CPython compiles, so the magic number fits. Unchecked-hash .pyc are never compared
with a source, and carry no time: the same source gives the same bytes.

Prose stays behind: it is a sixth of what would travel, and nobody reads it in a page. A docstring, or a help text of a
property, becomes one character, not nothing: NumPy does not start without docstrings, and a data class without one writes
its own, which takes time.
"""
import ast
import importlib.util
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path

SHORTEST = "-"
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
HELP = ("doc", "help", "np_ret")  # as param, Bokeh, and numpy.ma (what it must find in a docstring) call the argument


def without_prose(tree):
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body[0].value.value = SHORTEST
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in HELP and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str):
                    keyword.value.value = SHORTEST
    return tree


def pyc(source, path):
    code = compile(without_prose(ast.parse(source)), path, "exec", dont_inherit=True, optimize=0)
    return _code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False)


for name in job["names"]:  # noqa: F821 (job is set by run_in_pyodide.mjs)
    target = Path("/target", name).with_suffix(".pyc")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pyc(Path("/source", name).read_bytes(), f"{job['prefix']}/{name}"))  # noqa: F821
