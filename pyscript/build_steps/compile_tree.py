"""Runs inside Pyodide: compiles /source/NAME.py to /target/NAME.pyc for every name in job["names"].

The browser's own CPython compiles, so the magic number fits. Unchecked-hash .pyc are never compared
with a source, and carry no time: the same source gives the same bytes. Docstrings stay: NumPy fails
to import without them.
"""
import importlib.util
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path

for name in job["names"]:  # noqa: F821 (job is set by run_in_pyodide.mjs)
    source = Path("/source", name).read_bytes()
    code = compile(source, f"{job['prefix']}/{name}", "exec", dont_inherit=True, optimize=0)  # noqa: F821
    target = Path("/target", name).with_suffix(".pyc")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), checked=False))
