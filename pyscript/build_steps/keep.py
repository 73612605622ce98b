"""Which files of the standard library, the packages and the app travel to the browser.

`try_app.py` proves at each build that what the app needs is still there.
"""
from pathlib import PurePosixPath

# Modules nobody calls in a worker: debuggers, documentation, servers, terminals, processes, mail, other platforms.
STANDARD_LIBRARY_WITHOUT = {
    "__phello__", "__hello__", "_aix_support", "_android_support", "_apple_support", "_ios_support", "_pydecimal", "_pyio",
    "_pyrepl", "antigravity", "compileall", "dbm", "doctest", "ensurepip", "filecmp", "fileinput", "ftplib", "idlelib",
    "imaplib", "lib2to3", "mailbox", "modulefinder", "multiprocessing", "netrc", "nturl2path", "optparse", "pdb",
    "pickletools", "plistlib", "poplib", "pstats", "pty", "pyclbr", "pydoc", "pydoc_data", "rlcompleter", "sched",
    "shelve", "site-packages", "smtplib", "sqlite3", "symtable", "tabnanny", "test", "this", "timeit", "trace",
    "tracemalloc", "turtle", "turtledemo", "venv", "wave", "wsgiref", "xmlrpc", "zipapp",
}
# Of the 120 text encodings, those that Python itself or a browser's text can need.
ENCODINGS = {"__init__", "aliases", "ascii", "charmap", "cp1252", "cp437", "hex_codec", "base64_codec", "idna", "latin_1",
             "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_16", "utf_16_be", "utf_16_le",
             "utf_32", "utf_8", "utf_8_sig"}

# Folders and files, as they begin, that the app never reaches. Bokeh and Panel import narwhals, markdown and
# xyzservices only for data frames, the old Markdown renderer and map tiles.
PACKAGES_WITHOUT = (
    "bin/", "etc/", "share/", "typings/", "markdown/", "narwhals/", "xyzservices/",
    "bokeh/command/", "bokeh/sampledata/", "bokeh/server/static/", "bokeh/sphinxext/",
    "numpy/_core/include/", "numpy/_core/lib/", "numpy/_pyinstaller/", "numpy/conftest", "numpy/distutils/", "numpy/doc/",
    "numpy/f2py/", "numpy/fft/", "numpy/ma/testutils", "numpy/ma/timer_comparison", "numpy/polynomial/",
    "numpy/random/lib/", "numpy/random/_examples/", "numpy/testing/", "numpy/typing/",
    "packaging/dependency_groups", "packaging/licenses/", "packaging/metadata", "packaging/pylock",
    "panel/command/", "panel/dist/", "panel/examples/", "panel/io/fastapi", "panel/io/jupyter_", "panel/tests/",
    "panel/package-lock.json", "panel/pane/vtk/synch", "pyviz_comms/labextension/schemas/", "pyviz_comms/labextension/static/",
    "tqdm/contrib/",
)

# Data that is read at run time; every other file that is no Python module stays behind.
DATA = (".so", ".html", ".css", ".js", "_templates/", ".dist-info/METADATA", "bokeh/_sri/3.9.2.json", "panel/package.json",
        "pyviz_comms/labextension/package.json")
NATIVE_TESTS = ("_multiarray_tests", "_umath_tests", "_rational_tests", "_operand_flag_tests", "_struct_ufunc_tests")


def standard_library(name):
    top, *rest = PurePosixPath(name.removesuffix(".py")).parts
    return name.endswith(".py") and top not in STANDARD_LIBRARY_WITHOUT and (top != "encodings" or rest[0] in ENCODINGS)


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
