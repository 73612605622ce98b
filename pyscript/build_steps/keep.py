"""Which files of the standard library, the packages and the app travel to the browser: here is all that is left out, and why.

`try_app.py` proves at each build that what the app needs is still there, `tests/build/test_trimming.py` for every scene. The
README's table of weights tells the same in fewer words.
"""
from pathlib import PurePosixPath

# Modules of Pyodide's standard library (with their submodules), under the reason why nobody in a worker calls them.
STANDARD_LIBRARY_WITHOUT = {
    "frozen into the interpreter itself": {
        "_collections_abc", "_sitebuiltins", "abc", "codecs", "genericpath", "importlib.util", "io", "ntpath", "os",
        "posixpath", "runpy", "site", "stat", "zipimport"},
    "stand-ins for what Pyodide has in C": {
        "_pydatetime", "_pyio", "_py_abc", "zoneinfo._zoneinfo"},
    "other platforms": {
        "_android_support", "_apple_support", "_ios_support", "asyncio.proactor_events", "asyncio.windows_events",
        "asyncio.windows_utils", "ctypes._aix", "ctypes.macholib", "ctypes.util", "ctypes.wintypes", "nturl2path"},
    "debuggers, tests, documentation, jokes": {
        "__hello__", "__phello__", "antigravity", "bdb", "doctest", "pdb", "pstats", "pyclbr", "pydoc",
        "symtable", "tabnanny", "this", "timeit", "trace", "tracemalloc", "unittest.async_case"},
    "terminals and command lines": {
        "_pyrepl", "asyncio.__main__", "cmd", "code", "fileinput", "getopt", "getpass", "json.tool", "optparse", "pty",
        "pyodide.console", "rlcompleter", "sysconfig.__main__", "tty"},
    "processes, servers and what crosses networks": {
        "concurrent.futures.process", "ftplib", "http.cookiejar", "http.cookies", "http.server", "imaplib", "logging.config",
        "logging.handlers", "multiprocessing", "netrc", "poplib", "pyodide.http", "smtplib", "socketserver", "urllib.robotparser",
        "wsgiref", "xmlrpc"},
    "mail, but for what reads the versions of packages": {
        "email._header_value_parser", "email.contentmanager", "email.generator", "email.headerregistry", "email.mime",
        "email.policy", "mailbox"},
    "formats that nothing of ours reads": {
        "configparser", "filecmp", "plistlib", "shelve", "tarfile", "tomllib", "wave", "xml"},
    "installing and compiling": {
        "compileall", "modulefinder", "pickletools", "py_compile", "zipapp"},
    "not imported by anything that travels": {"fractions", "graphlib", "sched", "statistics"},
}
# Of the 120 text encodings, those that Python itself or a browser's text can need.
ENCODINGS = {"__init__", "aliases", "ascii", "charmap", "cp1252", "cp437", "hex_codec", "base64_codec", "idna", "latin_1",
             "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_16", "utf_16_be", "utf_16_le",
             "utf_32", "utf_8", "utf_8_sig"}

# Folders and files of the packages, as they begin, under the reason why the app never reaches them.
PACKAGES_WITHOUT = {
    "not Python's": ("bin/", "etc/", "share/", "typings/", "pyviz_comms/labextension/schemas/", "pyviz_comms/labextension/static/"),
    "whole packages, which Bokeh and Panel import only for data frames, Markdown, map tiles, dates as text, progress of loops "
    "and annotations": (
        "dateutil/", "linkify_it/", "markdown/", "markdown_it/", "mdit_py_plugins/", "mdurl/", "narwhals/", "numbergen/", "tqdm/",
        "typing_extensions.py", "xyzservices/"),
    "what is asked of packages but for their versions": (
        "packaging/_elffile", "packaging/_manylinux", "packaging/_musllinux", "packaging/_parser", "packaging/_ranges",
        "packaging/_tokenizer", "packaging/dependency_groups", "packaging/direct_url", "packaging/licenses/", "packaging/markers",
        "packaging/metadata", "packaging/pylock", "packaging/ranges", "packaging/requirements", "packaging/specifiers",
        "packaging/tags", "packaging/utils"),
    "commands, examples, samples, documentation, tests": (
        "bokeh/command/", "bokeh/sampledata/", "bokeh/sphinxext/", "numpy/_pyinstaller/", "numpy/conftest",
        "numpy/doc/", "numpy/ma/testutils", "numpy/ma/timer_comparison", "numpy/random/_examples/", "numpy/testing/",
        "panel/command/", "panel/tests/"),
    "what compiles, and what is compiled against": (
        "numpy/_core/include/", "numpy/_core/lib/", "numpy/f2py/", "numpy/random/lib/", "numpy/typing/",
        "panel/compiler", "panel/io/compile", "panel/io/convert"),
    "parts of NumPy that nobody asks for": (
        "numpy/_core/defchararray", "numpy/_core/strings", "numpy/char/", "numpy/compat/", "numpy/ctypeslib", "numpy/fft/",
        "numpy/lib/_user_array_impl", "numpy/lib/recfunctions", "numpy/lib/user_array", "numpy/linalg/lapack_lite", "numpy/ma/mrecords",
        "numpy/matlib", "numpy/polynomial/", "numpy/rec/", "numpy/strings/"),
    "servers and their clients": (
        "bokeh/client/", "bokeh/io/webdriver", "bokeh/server/auth_provider", "bokeh/server/contexts", "bokeh/server/server",
        "bokeh/server/session", "bokeh/server/tornado", "bokeh/server/urls", "bokeh/server/util", "bokeh/server/views/",
        "bokeh/util/tornado", "panel/auth", "panel/io/admin", "panel/io/application", "panel/io/django", "panel/io/fastapi",
        "panel/io/handlers", "panel/io/liveness", "panel/io/reload", "panel/io/rest", "panel/io/server"),
    "notebooks and consoles": (
        "panel/io/ipywidget", "panel/io/jupyter_", "panel/io/mime_render", "param/ipython"),
    "Panel's bridge to the page, in whose place ours stands": ("panel/io/pyodide",),
    "scripts and styles, which travel by themselves as far as the page has use for them": (
        "bokeh/server/static/", "panel/dist/", "panel/package-lock.json"),
    "parts of components that the app has not": (
        "panel/chat/langchain", "panel/models/tabulator", "panel/models/perspective", "panel/models/vtk", "panel/pane/_textual",
        "panel/pane/vtk/synch", "jinja2/ext", "jinja2/meta", "jinja2/nativetypes", "jinja2/sandbox"),
}
LEFT_OUT = tuple(beginning for beginnings in PACKAGES_WITHOUT.values() for beginning in beginnings)

# Data that is read at run time; every other file that is no Python module stays behind.
DATA = (".so", ".dist-info/METADATA", "bokeh/_sri/3.9.2.json", "panel/layout/flexbox.html", "panel/package.json",
        "pyviz_comms/labextension/package.json", "pyviz_comms/comm.js", "pyviz_comms/notebook.js")
DATA_FOLDERS = ("bokeh/core/_templates/", "panel/_templates/", "panel/theme/css/")
NATIVE_TESTS = ("_multiarray_tests", "_umath_tests", "_rational_tests", "_operand_flag_tests", "_struct_ufunc_tests")


def standard_library(name):
    module = name.removesuffix(".py").replace("/", ".")
    if not name.endswith(".py") or any(_is_or_is_in(module, left) for lefts in STANDARD_LIBRARY_WITHOUT.values() for left in lefts):
        return False
    return not module.startswith("encodings.") or module.removeprefix("encodings.") in ENCODINGS


def package(name):
    return (_is_module(name) or _is_data(name)) and not _is_left_out(name)


def app(name):
    return not name.endswith((".pyc", ".md"))


def shortened(name, content):
    """A data file as it travels: of a package's METADATA (asked for its version) only the head, not the readme."""
    return content.split(b"\n\n", 1)[0] + b"\n" if name.endswith("/METADATA") else content


def _is_or_is_in(module, package):
    return module == package or module.startswith(f"{package}.")


def _is_module(name):
    return name.endswith(".py") and "-" not in name.split("/")[0]


def _is_data(name):
    return name.endswith(DATA) or name.startswith(DATA_FOLDERS)


def _is_left_out(name):
    parts = PurePosixPath(name).parts
    host_only = parts[-1].endswith(".so") and "cpython" in parts[-1] and "emscripten" not in parts[-1]
    return (name.startswith(LEFT_OUT) or "tests" in parts or host_only or parts[-1].startswith(NATIVE_TESTS))
