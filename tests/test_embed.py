"""The element for course pages has an attribute for every setting, by its name or by one that nobody else claims."""

import re
from pathlib import Path

from playground.calls import NAMES
from playground.settings import SETTINGS

EMBED = (Path(__file__).resolve().parents[1] / "pyscript" / "embed" / "main.js").read_text(encoding="utf-8")


def listed(name):
    return re.findall(r'"([\w-]+)"', re.search(rf"const {name} = \[(.*?)\];", EMBED, re.DOTALL)[1])


def test_every_setting_is_an_attribute():
    assert listed("SETTINGS") == list(SETTINGS)


def test_every_call_of_the_page_is_a_call_of_the_element():
    assert sorted(listed("CALLS")) == sorted(NAMES)


def test_no_attribute_is_claimed_by_html_or_by_elements_themselves():
    called = dict(re.findall(r'(\w+): "(\w+)"', re.search(r"const CALLED = \{(.*?)\}", EMBED)[1]))
    names = {called.get(key, key) for key in SETTINGS}
    claimed = {"hidden", "focus", "blur", "click", "title", "id", "style", "slot", "dir", "inert", "remove", "children", "animate", "closest", "matches"}
    assert not names & claimed
