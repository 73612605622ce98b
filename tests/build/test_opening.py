"""What stands in the page before Python is there is what Python says: the first picture, and a slow pass with its numbers."""

import base64
import gzip
import json
import re
import struct

import pytest

from build_steps import opening, site
from build_steps.places import DIST
from playground.explain.digits import plain
from playground.session import Session, Surroundings
from playground.views.panels import PANELS

DIALOGS = {"teachers", "worksheet", "takeaway", "owndata"}


@pytest.fixture(scope="module", autouse=True)
def built():
    site.build()


def first():
    text = re.search(r'id="first">([^<]*)<', (DIST / "index.html").read_text(encoding="utf-8"))[1]
    shared = json.loads(gzip.decompress(base64.b85decode(text.replace(",", "<"))))
    return {name: {piece: shared["texts"][at] for piece, at in pieces.items()} for name, pieces in shared["openings"].items()}


def rest(name):
    content = gzip.decompress((DIST / opening.FOLDER / f"{name}.gz").read_bytes())
    length = struct.unpack_from("<I", content)[0]
    return json.loads(content[4 : 4 + length])


def session(name):
    variant = opening.VARIANTS[name]
    return Session(surroundings=Surroundings(lang=variant["lang"], dark=variant["dark"]))


@pytest.mark.parametrize("name", opening.VARIANTS)
def test_the_page_holds_the_opening_of_each_language_and_theme_and_the_part_what_is_not_seen_of_it(name):
    pieces = first()[name]
    said = json.loads(pieces["page"])
    assert f"{said['lang']}.{said['theme']}" == name
    numbers, own = json.loads(pieces["numbers"]), session(name)
    assert numbers[2] == pytest.approx(own.evaluation().train_loss, rel=1e-12)
    held = {piece.removeprefix("panel.") for piece in pieces if piece.startswith("panel.")}
    assert held == PANELS.keys() - DIALOGS and rest(name)["panels"].keys() == DIALOGS
    assert "NaN" not in "".join(pieces.values()) and "undefined" not in "".join(text for piece, text in pieces.items() if piece.startswith("mark."))


@pytest.mark.parametrize("name", ["zh.light", "en.dark"])
def test_the_recording_goes_through_every_phase_of_the_default_pass_and_tells_its_numbers(name):
    own, stills, texts = session(name), rest(name)["recording"], ""
    told, marks = {}, first()[name]
    places = {piece.removeprefix("mark.") for piece in marks if piece.startswith("mark.")}
    for still in stills:
        texts = still.get("texts", texts)
        told[still["phase"]] = re.sub("<[^>]*>", "", texts)
        assert still["marks"].keys() <= places
    assert tuple(told) == own.phases
    assert {still["phase"] for still in stills if still["marks"]} == set(own.phases)  # each moves
    assert {still["phase"].split("/")[0] for still in stills if still["dark"]} == (set() if own.dark else {"backward"})
    trace = own.trace()
    assert f"L = {plain(trace.loss, 4)}" in told["loss"]
    for layer, (a, dz) in enumerate(zip(trace.a[:-1], trace.dz[:-1], strict=True), start=1):
        assert all(plain(abs(value), 3) in told[f"forward/{layer}/a"] for value in a)
        assert all(plain(abs(value), 3) in told[f"backward/{layer}/z"] for value in dz)
