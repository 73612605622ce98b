"""The way of the data is the way of the imports: config → engine → trace → frames → views → session → apps."""

import ast
import sys
from pathlib import Path

import pytest

PLAYGROUND = Path(__file__).resolve().parents[1] / "playground"

# Each row may import the rows above it and itself, never one below.
ORDER = [
    {"settings", "packages", "pasted", "foreign"},
    {"config", "presets", "tfplayground"},
    {"engine"},
    {"trace", "record", "walk", "comparison", "experiment", "kept", "slices"},
    {"explain"},
    {"export"},
    {"frames"},
    {"texts", "lessons", "points"},
    {"views"},
    {"tutor", "deeper", "strip", "welcome"},
    {"session"},
    {"document", "calls"},
    {"apps"},
    {"browser", "served"},
]
ROW = {name: row for row, names in enumerate(ORDER) for name in names}
MODULES = sorted(PLAYGROUND.rglob("*.py"))


def imports_of(file):
    """The full names of all modules that a file imports, also inside functions."""
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


@pytest.mark.parametrize("file", MODULES, ids=relative)
def test_every_module_has_a_place_in_the_order(file):
    assert part_of(file) in {*ROW, "__init__"}


@pytest.mark.parametrize("file", [f for f in MODULES if part_of(f) in ROW], ids=relative)
def test_imports_follow_the_way_of_the_data(file):
    backwards = [name for name in imports_of(file) if own_part(name) in ROW and ROW[own_part(name)] > ROW[part_of(file)]]
    assert not backwards


@pytest.mark.parametrize("file", sorted((PLAYGROUND / "engine").glob("*.py")), ids=relative)
def test_the_engine_knows_numpy_the_standard_library_and_config_only(file):
    allowed = sys.stdlib_module_names | {"numpy"}
    ours = ("engine", "config", "settings")
    assert not [name for name in imports_of(file) if name.split(".")[0] not in allowed and own_part(name) not in ours]


@pytest.mark.parametrize("file", [f for f in MODULES if part_of(f) != "browser"], ids=relative)
def test_only_browser_py_knows_of_javascript(file):
    assert not {"js", "pyodide", "pyodide_js"} & {name.split(".")[0] for name in imports_of(file)}


@pytest.mark.parametrize("file", [f for f in MODULES if part_of(f) in ("config", "engine", "trace", "frames")], ids=relative)
def test_nothing_before_the_views_knows_of_bokeh_or_panel(file):
    assert not {"bokeh", "panel"} & {name.split(".")[0] for name in imports_of(file)}
