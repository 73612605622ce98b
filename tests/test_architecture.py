"""The way of the data is the way of the imports: config → engine → trace → frames → views → session → apps."""

import ast
import sys
from functools import cache
from pathlib import Path

PLAYGROUND = Path(__file__).resolve().parents[1] / "playground"

# Each row may import the rows above it and itself, never one below.
ORDER = [
    {"settings", "goals", "packages", "pasted", "foreign"},
    {"config", "presets", "tfplayground"},
    {"engine"},
    {"trace", "record", "walk", "comparison", "experiment", "kept", "slices"},
    {"explain"},
    {"export"},
    {"frames"},
    {"texts", "lessons", "points"},
    {"views"},
    {"tutor", "deeper", "strip", "welcome", "filming", "pursuit"},
    {"session"},
    {"document", "calls"},
    {"apps"},
    {"browser", "served"},
]
ROW = {name: row for row, names in enumerate(ORDER) for name in names}
MODULES = sorted(PLAYGROUND.rglob("*.py"))


@cache
def imports_of(file):
    """The full names of all modules that a file imports, also inside functions."""
    return tuple(_imports_of(file))


def _imports_of(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            yield node.module
            if node.module == "playground":
                yield from (f"playground.{alias.name}" for alias in node.names)


def own_part(name):
    """`engine` of `playground.engine.losses`; None for what is not ours."""
    parts = name.split(".")
    return parts[1] if parts[0] == "playground" and len(parts) > 1 else None


def part_of(file):
    return file.relative_to(PLAYGROUND).with_suffix("").parts[0]


def relative(file):
    return file.relative_to(PLAYGROUND).as_posix()


def offenders(files, offends):
    """{file: what offends}, of those that do."""
    return {relative(file): found for file in files if (found := sorted(offends(file)))}


def roots_of(file):
    """The first part of every name that a file imports."""
    return {name.split(".")[0] for name in imports_of(file)}


def test_every_module_has_a_place_in_the_order():
    assert offenders(MODULES, lambda file: {part_of(file)} - {*ROW, "__init__"}) == {}


def test_imports_follow_the_way_of_the_data():
    def backwards(file):
        return [name for name in imports_of(file) if own_part(name) in ROW and ROW[own_part(name)] > ROW[part_of(file)]]
    assert offenders([file for file in MODULES if part_of(file) in ROW], backwards) == {}


def test_the_engine_knows_numpy_the_standard_library_and_config_only():
    allowed, ours = sys.stdlib_module_names | {"numpy"}, ("engine", "config", "settings")

    def others(file):
        return [name for name in imports_of(file) if name.split(".")[0] not in allowed and own_part(name) not in ours]
    assert offenders((PLAYGROUND / "engine").glob("*.py"), others) == {}


def test_only_browser_py_knows_of_javascript():
    assert offenders([file for file in MODULES if part_of(file) != "browser"], lambda file: {"js", "pyodide", "pyodide_js"} & roots_of(file)) == {}


def test_nothing_before_the_views_knows_of_bokeh_or_panel():
    before = [file for file in MODULES if part_of(file) in ("config", "engine", "trace", "frames")]
    assert offenders(before, lambda file: {"bokeh", "panel"} & roots_of(file)) == {}
