"""That the tests themselves are found: pytest passes over some folders by their names, and says nothing."""

from fnmatch import fnmatch
from pathlib import Path

TESTS = Path(__file__).parent


def test_no_folder_of_tests_is_passed_over(pytestconfig):
    folders = {file.parent.name for file in TESTS.rglob("test_*.py")}
    assert "build" in folders
    assert not [name for name in folders for pattern in pytestconfig.getini("norecursedirs") if fnmatch(name, pattern)]


def test_ci_runs_the_tests_that_the_readme_names():
    assert [line.split("build.py ")[1] for line in (TESTS.parent / ".ci/run").read_text().splitlines() if "build.py" in line] == ["test"]
