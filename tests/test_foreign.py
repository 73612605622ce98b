"""Texts that somebody else has made cannot end Python: what is nested too deep, or no end of signs, reaches no parser."""

import ast
import json
from contextlib import suppress
from types import SimpleNamespace

import pytest

from playground import foreign
from playground.export import Unreadable
from playground.export.tables import read_json
from playground.kept import KeptRuns
from playground.lessons import LESSONS
from playground.lessons.study import Study
from playground.points import read

# Each of these ends Python itself in a browser once a parser sees it, or might.
ENDLESS = {
    "a long rule": "-" * 5000 + "1", "a sum": "[" + "+1" * 20_000 + "]", "a sum with blanks": "[" + "1 + " * 5000 + "1]", "a sum by lines": "[1" + "\n-1e-5" * 5000 + "]", "many brackets": "[" * 100_000, "objects": '{"a":' * 5000, "signs": "[" + "-" * 100_000 + "1]", "brackets": "[" * 190 + "1" + "]" * 190, "calls": "x = " + "f(" * 150 + "1" + ")" * 150,
    "denials": "x = " + "not " * 5000 + "1", "functions": "x = " + "lambda: " * 3000 + "1", "powers": "x=[" + "2**" * 5000 + "2]", "parts": "x = a" + ".b" * 20_000,
    "conditions": "x = " + "1 if 1 else " * 3000 + "1", "branches": "if 1:\n x=1\n" + "elif 1:\n x=1\n" * 2000, "comparisons": "x = 1 " + "not in 1 " * 3000,
}  # fmt: skip



@pytest.fixture
def parsed(monkeypatch):
    """The parsers that are given something, by name, one after another."""
    used = []
    for module, parser in (("ast", ast.parse), ("json", json.loads)):
        noted = lambda text, parser=parser: (used.append(parser.__name__), parser(text))[1]  # noqa: E731
        monkeypatch.setattr(foreign, module, SimpleNamespace(**{parser.__name__: noted}))
    return used


@pytest.mark.parametrize("name", ENDLESS)
def test_what_would_end_python_in_a_browser_is_not_read_as_python(name, parsed):
    read(ENDLESS[name])
    with suppress(Unreadable):
        read_json(ENDLESS[name])
    assert "parse" not in parsed or name == "a sum by lines"  # as a print of NumPy, with commas in its gaps, it is a plain list


@pytest.mark.parametrize("name", ["brackets", "many brackets", "objects"])
def test_what_is_nested_too_deep_is_not_read_as_json_wherever_it_comes_from(name, parsed):
    text = ENDLESS[name]
    assert not len(KeptRuns.from_json(text)[0])
    assert not Study.from_json(text, LESSONS.values()).answers
    with pytest.raises(Unreadable):
        read_json(text)
    read(text)
    assert parsed == []


def test_brackets_in_quotes_are_words():
    assert foreign.json_of('["' + "[" * 1000 + '", "a\\"["]') == ["[" * 1000, 'a"[']


@pytest.mark.parametrize("text", ["[1, (2, -3.5e-2)]", "x = np.array([[1., 2.]])", "{'a': [None, True]}", "f('x', dtype=torch.float32)"])
def test_literals_calls_and_names_for_them_are_read(text):
    assert len(foreign.literals_of(text)) == 1
