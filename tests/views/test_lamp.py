"""Wherever the size of a gradient is told there is its light: on one scale, in the colours of the picture."""

import re

import numpy as np

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT
from playground.frames.gradient_flow import ALWAYS, GradientFlowFrame
from playground.frames.light import DECADES, colours, level
from playground.lessons import LESSONS
from playground.session import Session
from playground.texts import say
from playground.views.lamp import lamp
from playground.views.lessons import chain_table, product, staircase, units
from tests.lessons.opening import opened

SIZES = (0.0, 1e-12, 1e-8, 1e-5, 0.01, 1.0, 1e6, np.inf)


def words(key, **values):
    return say("en", key, **values)


def radius(html):
    return float(re.search(r' r="([\d.]+)"', html)[1])


def test_a_lamp_is_as_large_and_bright_as_the_light_of_its_size():
    light_page, dark_page = Session(Config(theme="light")), Session(Config(theme="dark"))
    radii = [radius(lamp(size, light_page)) for size in SIZES]
    assert radii == sorted(radii) and len({*radii}) == 4  # up to 10⁻⁸ and from 1 on all are alike
    assert lamp(-0.01, light_page) == lamp(0.01, light_page)
    for session, palette in ((light_page, LIGHT), (dark_page, DARK)):
        for size in SIZES:
            red, green, blue = colours(level(np.array([size])), palette)[0, :3]
            assert f"rgb({red},{green},{blue})" in lamp(size, session)


def test_the_gradient_flow_has_the_decades_and_the_colours_of_the_light():
    diagnosis = Diagnostics(Training(Config(hidden=(8,) * 10, act="sigmoid"))).measure()
    frame = GradientFlowFrame(11)
    for palette in (LIGHT, DARK):
        out = FrameBuffer(frame.fields())
        frame.fill(out, diagnosis, palette)
        assert ALWAYS[0] == 10.0**-DECADES and out["norms.range"][0] <= ALWAYS[0]
        for column, sizes in (("norm_color", diagnosis.gradient_norms), ("delta_color", diagnosis.delta_norms)):
            assert np.array_equal(out[f"norms.{column}"], colours(level(np.array(sizes)), palette))


def test_a_staircase_stands_on_the_light_of_its_treads():
    session = opened(LESSONS["gradients"], LESSONS["gradients"].by_name["deaf"])
    norms = session.diagnosis().gradient_norms

    def shades():
        return re.findall(r'<rect [^>]*fill="rgb\((\d+),(\d+),(\d+)\)"', staircase.picture(session, [norms], words))

    assert [tuple(map(int, shade)) for shade in shades()] == [tuple(shade) for shade in colours(level(np.array(norms)), LIGHT)[:, :3].tolist()]
    session.tutor.answer([0.5, 0.5])
    assert session.night
    assert [tuple(map(int, shade)) for shade in shades()] == [tuple(shade) for shade in colours(level(np.array(norms)), DARK)[:, :3].tolist()]


def test_tables_have_a_lamp_for_every_gradient_that_they_tell():
    session = opened(LESSONS["gradients"], LESSONS["gradients"].by_name["factor"])
    assert str(product.html(session, words)).count("lamp") == 10
    session = opened(LESSONS["activations"], LESSONS["activations"].by_name["kill"])
    assert str(units.html(session, words)).count("lamp") == session.training.network.sizes[1]
    session = opened(LESSONS["chain-rule"], LESSONS["chain-rule"].by_name["update"])
    assert str(chain_table.table(session, words)).count("lamp") == 13 + 2 * 4  # parameters; ∂L/∂a and δ of every unit
    session.show_phase("forward/2/a")
    assert "lamp" not in str(chain_table.table(session, words))
