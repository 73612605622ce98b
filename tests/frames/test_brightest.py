"""The brightest light in sight: what a phase has lit and not more, with its true size, which stands beside it where all is white."""

from dataclasses import replace

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.explain import Edge, Unit
from playground.frames.brightest import brightest
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.emphasis import at_phase
from playground.frames.geometry import FIELD_LEFT, Geometry
from playground.frames.labels import notes, text_width
from playground.frames.light import cores, level
from playground.frames.network import NetworkFrame
from playground.frames.pointing import edge_number
from playground.trace import Phase, trace_sample

EXPLODING = Config(hidden=(8, 8, 8, 8), act="relu", out="identity", gain=5.0)


def passing(config=EXPLODING):
    training = Training(config)
    return training.network, trace_sample(training.network, training.loss, (-2.0, 1.5), -1.0, config.features)


def value(trace, found):
    """The number that lights what was found."""
    layers = {"δ": trace.dz, "∂L/∂a": trace.da, "∂L/∂w": trace.dW}[found.name]
    place = (found.subject.source - 1, found.subject.target - 1) if isinstance(found.subject, Edge) else found.subject.index - 1
    return abs(layers[found.subject.layer - 1][place])


def test_at_rest_it_is_the_largest_of_all_units_and_edges_that_are_drawn():
    _, trace = passing()
    found = brightest(trace)
    assert found.size == max(np.abs(layer).max() for layer in (*trace.dz[:-1], *trace.dW)) == value(trace, found)


@pytest.mark.parametrize("name", ["input", "forward/2/z", "forward/5/a", "loss"])
def test_before_the_way_back_all_is_dark(name):
    assert brightest(passing()[1], Phase.of(name)) is None


def test_on_the_way_back_only_what_has_been_lit_counts():
    _, trace = passing()
    assert brightest(trace, Phase.of("backward/5/a")).subject == Unit(5, 1)
    assert brightest(trace, Phase.of("backward/5/z")).size == abs(trace.dz[4][0])
    assert brightest(trace, Phase.of("backward/3/a")).size == max(np.abs(layer).max() for layer in (*trace.dW[3:], trace.da[2], trace.dz[3]))
    assert brightest(trace, Phase.of("backward/3")).size == max(np.abs(layer).max() for layer in (*trace.dW[2:], *trace.dz[2:4]))
    assert brightest(trace, Phase.of("update")) == brightest(trace)


def test_what_is_no_number_is_past_all_numbers_and_where_nothing_is_lit_there_is_none():
    _, trace = passing()
    assert brightest(replace(trace, dW=[np.full_like(layer, np.nan) for layer in trace.dW])).size == np.inf
    assert brightest(replace(trace, dW=[0 * layer for layer in trace.dW], dz=[0 * layer for layer in trace.dz])) is None


def test_past_all_brightness_the_number_stands_at_the_brightest():
    _, trace = passing()
    geometry, found = Geometry((2, 8, 8, 8, 8, 1)), brightest(trace)
    columns = notes(geometry, trace, 0.6)
    (text,), (x,) = columns["text"], columns["x"]
    mantissa, _, power = text.removeprefix("|∂L/∂w| = ").partition("×10")
    assert isinstance(found.subject, Edge) and found.size > 10
    assert float(mantissa) * 10.0 ** int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")) or 0) == pytest.approx(found.size, rel=0.05)
    place = geometry.marks["x"][edge_number(geometry.sizes, found.subject)]
    half = text_width(text) / 2 / 0.6
    assert abs(x - place) < half and half <= x <= FIELD_LEFT - half


def test_while_brightness_tells_it_there_is_no_number():
    _, trace = passing(Config(hidden=(4, 2)))
    assert brightest(trace).size < 10 and notes(Geometry((2, 4, 2, 1)), trace, 0.6)["text"] == []


def test_on_paper_what_burns_has_a_white_core_that_widens_and_at_night_it_is_white_itself():
    levels = level(np.logspace(-3, 5, 33))
    paper = cores(levels, LIGHT)
    assert not paper[levels <= 1].any() and (np.diff(paper[levels > 1]) >= 0).all() and 0.4 < paper[levels > 1].min() and paper.max() < 1
    assert not cores(levels, DARK).any()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_an_edge_that_burns_has_two_strokes_over_it_and_others_none(palette):
    network, trace = passing()
    frame = NetworkFrame(Geometry(network.sizes))
    out = FrameBuffer(frame.fields())
    emphasis = at_phase(5, Phase.of("backward/3"))
    frame.fill(out, network, trace, emphasis, np.zeros(32), palette)
    colours, widths = out["burning.color"].reshape(-1, 2, 4), out["burning.width"].reshape(-1, 2)
    sizes = np.abs(np.concatenate([layer.ravel() for layer in trace.dW]))
    lit = np.repeat([False, False, True, True, True], [layer.size for layer in trace.dW])
    burns = (sizes > 1) & lit
    assert burns.any() and (colours[..., 3].any(axis=1) == burns).all()
    assert (widths[burns, 0] > widths[burns, 1]).all()
    card = (colours[burns, :, :3] == rgb(palette.card)).all(axis=2)
    assert (card == ([False, True] if palette is LIGHT else [True, False])).all()
