"""Which files of the standard library, the packages and the app travel to the browser.

`try_imports.py` proves after each change here that what the app imports is still there.
"""
from pathlib import PurePosixPath

# Modules nobody calls in a worker: debuggers, documentation tools, servers, terminals, mail, other platforms.
STANDARD_LIBRARY_WITHOUT = {
    "_android_support", "_apple_support", "_ios_support", "_pyrepl", "antigravity", "cProfile", "compileall", "doctest",
    "ensurepip", "ftplib", "idlelib", "imaplib", "lib2to3", "mailbox", "modulefinder", "pdb", "poplib", "profile",
    "pstats", "pty", "pyclbr", "pydoc", "pydoc_data", "rlcompleter", "site-packages", "smtplib", "tabnanny", "test",
    "this", "trace", "tracemalloc", "turtle", "turtledemo", "unittest", "venv", "wave", "wsgiref", "xmlrpc", "zipapp",
}

# Folders, as they begin, that no import of the app reaches.
PACKAGES_WITHOUT = (
    "bin/", "etc/", "share/", "typings/",
    "bokeh/command/", "bokeh/sampledata/", "bokeh/server/static/", "bokeh/sphinxext/",
    "numpy/_core/include/", "numpy/_core/lib/", "numpy/_pyinstaller/", "numpy/conftest", "numpy/distutils/", "numpy/doc/",
    "numpy/f2py/", "numpy/random/lib/", "numpy/random/_examples/", "numpy/testing/", "numpy/typing/",
    "panel/dist/", "panel/examples/", "panel/tests/", "panel/package-lock.json", "pyviz_comms/labextension/schemas/", "pyviz_comms/labextension/static/",
    "tqdm/contrib/",
)

# Data that is read at run time; every other file that is no Python module stays behind.
DATA = (".so", ".html", ".css", ".js", "panel/package.json", "pyviz_comms/labextension/package.json", "bokeh/_sri/3.9.2.json", "_templates/", "xyzservices/data/", ".dist-info/METADATA")
NATIVE_TESTS = ("_multiarray_tests", "_umath_tests", "_rational_tests", "_operand_flag_tests", "_struct_ufunc_tests")


def standard_library(name):
    top = PurePosixPath(name).parts[0].removesuffix(".py")
    return name.endswith(".py") and top not in STANDARD_LIBRARY_WITHOUT


def package(name):
    return (_is_module(name) or _is_data(name)) and not _is_left_out(name)


def app(name):
    return not name.endswith((".pyc", ".md"))


def shortened(name, content):
    """A data file as it travels: of a package's METADATA (asked for its version) only the head, not the readme."""
    return content.split(b"\n\n", 1)[0] + b"\n" if name.endswith("/METADATA") else content


def _is_module(name):
    return name.endswith(".py") and "-" not in name.split("/")[0]


def _is_data(name):
    return name.endswith(DATA) or any(folder in name for folder in DATA if folder.endswith("/"))


def _is_left_out(name):
    parts = PurePosixPath(name).parts
    host_only = parts[-1].endswith(".so") and "cpython" in parts[-1] and "emscripten" not in parts[-1]
    return (name.startswith(PACKAGES_WITHOUT) or "tests" in parts or host_only or parts[-1].startswith(NATIVE_TESTS))
