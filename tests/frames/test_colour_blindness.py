"""Colours that mean something are told apart by everyone: simulated for the three common kinds of colour blindness.

Simulation: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency (IEEE
TVCG 15(6), 2009), their matrices for linear RGB at full severity. Distance: Euclidean in OKLab (Ottosson 2020), where about
0.02 can just be noticed side by side.
"""

from itertools import combinations

import numpy as np
import pytest

from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.emphasis import at_phase
from playground.frames.light import colours, level
from playground.frames.network import EDGE_OPACITY
from playground.trace import Phase, phases

KINDS = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
LMS = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
LAB = [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]]
APART = 0.08  # four just noticeable differences: two things that are not side by side are not mistaken for each other
MEANT = ("positive", "negative", "gradient", "check")
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
EACH = pytest.mark.parametrize("kind", KINDS)


def seen(colour, kind):
    """OKLab (lightness, a, b) of colours (…×3, 0–255) as somebody of a kind sees them."""
    share = np.asarray(colour) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.cbrt(np.clip(linear @ np.transpose(KINDS[kind]), 0, 1) @ np.transpose(LMS)) @ np.transpose(LAB)


def distance(one, other, kind):
    return np.linalg.norm(seen(one, kind) - seen(other, kind), axis=-1)


def over(ground, colour, opacity):
    return opacity * colour + (1 - opacity) * ground


def light(sizes, palette):
    return colours(level(np.asarray(sizes)), palette)[:, :3].astype(float)


def test_the_simulation_leaves_grey_grey_and_takes_red_from_green():
    grey, red, green = map(rgb, ("#808080", "#b05028", "#5a8028"))
    for kind in KINDS:
        np.testing.assert_allclose(seen(grey, kind), seen(grey, "usual"), atol=2e-3)
    usual, *others = (distance(red, green, kind) for kind in KINDS)
    assert max(others[:2]) < usual / 2 < others[2]


@BOTH
@EACH
@pytest.mark.parametrize(("one", "other"), [*combinations(MEANT, 2)])
def test_signs_gradients_and_checks_are_told_apart(palette, kind, one, other):
    assert distance(rgb(getattr(palette, one)), rgb(getattr(palette, other)), kind) >= APART


@BOTH
@EACH
@pytest.mark.parametrize("name", [*MEANT, "accent"])
def test_whatever_means_something_stands_out_from_the_card(palette, kind, name):
    assert distance(rgb(getattr(palette, name)), rgb(palette.card), kind) >= 3 * APART


@BOTH
@EACH
def test_light_is_ordered_by_its_lightness_alone_and_a_hundredfold_is_seen(palette, kind):
    sizes = np.logspace(-8, 1, 46)
    lightness = seen(light(sizes, palette), kind)[:, 0]
    assert (np.diff(lightness) * (1 if palette is DARK else -1) > 0).all()
    steps = light(10.0 ** np.arange(-8, 1, 2), palette)
    assert (distance(steps[:-1], steps[1:], kind)[1:] >= APART).all()
    assert distance(steps[-1], light([10.0], palette)[0], kind) >= APART


@BOTH
@EACH
@pytest.mark.parametrize("sign", ["positive", "negative"])
def test_on_the_way_back_a_lit_edge_is_not_taken_for_the_weight_of_one_that_is_not_lit_yet(palette, kind, sign):
    """At the end of each phase: light from 10⁻³ on, as much as is seen of it over the card."""
    card, sizes = rgb(palette.card), np.logspace(-3, 1, 17)
    opacity = np.clip(level(sizes), 0, 1)[:, None]
    beams = over(card, light(sizes, palette), opacity)
    for name in phases(3):
        emphasis = at_phase(3, Phase.of(name))
        if not emphasis.beams:
            continue
        for strength in emphasis.edges[emphasis.gradients == 0]:
            weight = over(card, rgb(getattr(palette, sign)), EDGE_OPACITY * strength)
            assert (distance(beams, weight, kind) >= APART).all(), (name, strength)
