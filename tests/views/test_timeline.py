"""The timeline names every phase of a pass, in order, in symbols and in words."""

from playground.texts import say
from playground.trace import phases
from playground.views.timeline import timeline


def english(key, /, **values):
    return say("en", key, **values)


def column(name, layers=2):
    return [entry[name] for entry in timeline(phases(layers), layers, english)]


def test_a_network_of_two_layers_has_these_symbols_in_this_order():
    assert column("symbol") == ["x", "z⁽¹⁾", "a⁽¹⁾", "z⁽²⁾", "ŷ", "L", "∂ŷ", "δ⁽²⁾", "∂W⁽²⁾", "∂a⁽¹⁾", "δ⁽¹⁾", "∂W⁽¹⁾", "W←"]
    assert column("name") == list(phases(2))


def test_every_phase_has_words_that_say_what_and_where():
    words = column("word")
    assert words[:6] == ["input", "weighted sum, layer 1", "activation, layer 1", "weighted sum, layer 2", "output, layer 2", "loss"]
    assert words[6:9] == ["what comes back, layer 2", "through the slope, layer 2", "gradient of the weights, layer 2"]
    assert len(set(words)) == len(words)


def test_the_phases_of_a_layer_stand_together_on_each_way():
    assert column("group") == ["input", *["layer 1"] * 2, *["layer 2"] * 2, "loss", *["layer 2"] * 3, *["layer 1"] * 3, "update"]


def test_the_way_back_is_told_apart_from_the_way_forward():
    assert column("side") == ["forward"] * 5 + ["loss"] + ["backward"] * 6 + ["update"]


def test_symbols_of_the_deepest_network_name_their_layers():
    symbols = column("symbol", layers=25)
    assert "δ⁽²⁴⁾" in symbols and "∂W⁽¹⁰⁾" in symbols and len(symbols) == 128
