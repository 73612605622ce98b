"""One scale of light: monotone over twelve decades, the same for whatever is drawn with it, readable on paper and at night."""

from dataclasses import replace

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.emphasis import at_phase
from playground.frames.gauge import GaugeFrame
from playground.frames.geometry import Geometry
from playground.frames.inside import InsideFrame
from playground.frames.lamps import lamps
from playground.frames.light import BURNING, DIM, GAINS, colours, gain_of, level
from playground.frames.lights import LightsFrame
from playground.frames.network import NetworkFrame
from playground.frames.passing import Pass, Step
from playground.trace import Phase, phases, trace_sample

SIZES = np.logspace(-9, 5, 57)


def luminance(rgba):
    """Relative luminance (WCAG 2) of colours (n×4 uint8)."""
    linear = np.where((c := rgba[:, :3] / 255) <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def test_a_decade_is_an_eighth_of_the_way_from_dark_to_one():
    np.testing.assert_allclose(level(np.array([1, 0.1, 1e-4, 1e-8, 1e-12, 0, 10, 1e9])), [1, 0.875, 0.5, 0, 0, 0, 1.125, BURNING])


def test_signs_do_not_matter_and_what_is_not_finite_burns():
    np.testing.assert_array_equal(level(-SIZES), level(SIZES))
    np.testing.assert_array_equal(level(np.array([np.nan, np.inf, -np.inf])), BURNING)


@pytest.mark.parametrize(("palette", "sense"), [(LIGHT, -1), (DARK, 1)])
def test_the_larger_the_brighter_at_night_and_the_darker_on_paper(palette, sense):
    steps = np.diff(luminance(colours(level(SIZES), palette))) * sense
    assert (steps >= -1e-3).all()
    inner = (SIZES[:-1] > 1e-8) & (SIZES[1:] < 10)
    assert (steps[inner] > 0).all()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_is_dark_is_hardly_told_from_the_card_and_what_is_one_stands_out(palette):
    card = luminance(np.append(rgb(palette.card), 255)[None])[0]
    dark, bright = luminance(colours(level(np.array([1e-8, 1.0])), palette))
    contrast = [(max(card, one) + 0.05) / (min(card, one) + 0.05) for one in (dark, bright)]
    assert contrast[0] < 1.25 and contrast[1] > 7


def dimmed(factor, config=Config(hidden=(3, 2), act="sigmoid")):  # noqa: B008: a Config cannot change
    """(training, trace) of a pass whose whole error is so many times as large as it is."""
    training = Training(config)
    trace = trace_sample(training.network, training.loss, (1.5, -2.0), 1.0)
    return training, replace(trace, **{name: [factor * layer for layer in getattr(trace, name)] for name in ("da", "dz", "dW", "db")})


def brightest(trace):
    return max(np.abs(layer).max() for layer in (*trace.da, *trace.dz, *trace.dW))


@pytest.mark.parametrize("factor", np.logspace(-14, 3, 35))
def test_a_pass_is_turned_up_by_a_power_of_1000_and_only_where_its_brightest_light_is_dim(factor):
    _, trace = dimmed(factor)
    gain = gain_of([trace])
    assert np.log10(gain) % 3 == pytest.approx(0) and gain >= 1
    assert gain == 1 if brightest(trace) >= DIM else DIM * (1 - 1e-9) <= brightest(trace) * gain < 1


def test_networks_that_are_seen_together_are_turned_up_by_one_factor_and_by_none_if_one_of_them_is_bright():
    (_, dark), (_, dim), (_, bright) = (dimmed(factor) for factor in (1e-9, 1e-5, 1))
    assert gain_of([dark]) > gain_of([dark, dim]) == gain_of([dim, dark]) == gain_of([dim]) > gain_of([dark, bright]) == 1


@pytest.mark.parametrize("factor", [0.0, np.nan, np.inf])
def test_what_is_quite_dark_and_what_is_not_finite_is_not_turned_up(factor):
    assert gain_of([dimmed(factor)[1]]) == 1


def test_what_is_hardly_above_0_is_turned_up_by_no_more_than_the_largest_factor():
    assert gain_of([dimmed(1e-300)[1]]) == GAINS[-1]


@pytest.mark.parametrize("gain", GAINS)
def test_turned_up_the_larger_is_still_the_brighter_and_a_thousand_times_as_large_is_three_decades_brighter(gain):
    levels = level(SIZES, gain)
    assert (np.diff(levels) >= 0).all()
    np.testing.assert_allclose(levels, level(gain * SIZES))


@pytest.mark.parametrize("name", phases(3))
def test_all_light_of_a_pass_that_is_turned_up_is_as_if_its_whole_error_were_larger(name):
    training, dim = dimmed(1e-5)
    _, larger = dimmed(1e-2)
    geometry = Geometry(training.network.sizes)
    for progress in (0.3, 0.55, 0.8, 1.0):
        told = Pass(training.network, dim, Phase.of(name), progress, gain=1e3)
        told, other = (replace(told, trace=trace, gain=gain, step=step_of(training, trace)) for trace, gain in ((dim, 1e3), (larger, 1.0)))
        lit, expected = (drawn(geometry, training, one) for one in (told, other))
        for array in lit.arrays:
            np.testing.assert_allclose(lit[array].astype(float), expected[array].astype(float), rtol=1e-5, atol=1e-5, err_msg=array)


def step_of(training, trace):
    return Step([-0.3 * layer for layer in trace.dW], training.network.forward(trace.inputs[:, None]), trace)


def drawn(geometry, training, told):
    """What is drawn of a pass, but for maps, field and charts."""
    frames = NetworkFrame(geometry), LightsFrame(geometry), InsideFrame(geometry), GaugeFrame()
    out = FrameBuffer([field for frame in frames for field in frame.fields()])
    network, lights, inside, gauge = frames
    emphasis = at_phase(len(told.trace.z), told.phase, told.progress, told.gain)
    network.fill(out, told.network, told.trace, emphasis, lamps(told.trace, told), DARK, step=told.step)
    lights.fill(out, told, DARK)
    inside.fill(out, told, DARK)
    gauge.fill(out, told, training.loss, DARK)
    return out
