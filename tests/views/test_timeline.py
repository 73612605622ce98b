"""The timeline names every phase of a pass, in order, in symbols and in a word."""

from playground.texts import say
from playground.trace import phases
from playground.views.timeline import timeline


def english(key, /, **values):
    return say("en", key, **values)


def test_a_network_of_two_layers_has_these_symbols_and_words():
    entries = timeline(phases(2), 2, english)
    assert [entry["symbol"] for entry in entries] == ["x", "z¹", "a¹", "z²", "ŷ", "L", "δ²", "δ¹", "W←"]
    assert [entry["word"] for entry in entries] == ["input", "sum", "bend", "sum", "output", "loss", "back", "back", "update"]
    assert [entry["name"] for entry in entries] == list(phases(2))


def test_the_way_back_is_told_apart_from_the_way_forward():
    sides = [entry["side"] for entry in timeline(phases(2), 2, english)]
    assert sides == ["forward"] * 5 + ["loss", "backward", "backward", "update"]
