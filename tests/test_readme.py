"""The README says what the settings are."""

import re
from pathlib import Path

import pytest

from playground.settings import SETTINGS

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", README, re.MULTILINE))


def test_every_setting_has_a_row_and_every_row_is_a_setting():
    assert [key for key in ROWS if key in SETTINGS] == list(SETTINGS)


@pytest.mark.parametrize("setting", [s for s in SETTINGS.values() if s.choices and s.key != "scene"], ids=lambda s: s.key)
def test_the_row_names_every_choice(setting):
    row = ROWS[setting.key]
    assert all(f"`{choice}`" in row or choice in row for choice in setting.choices)


@pytest.mark.parametrize("key", ["data", "act", "init", "opt", "lr", "batch", "noise", "samples", "seed", "pace", "speed"])
def test_the_row_tells_the_default(key):
    default = ROWS[key].rsplit("|", 1)[1].strip(" `")
    assert default == str(SETTINGS[key].default).removesuffix(".0")
