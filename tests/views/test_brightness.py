"""A pass in which all is dim is turned up by one factor, which the legend tells; nothing else is, at no other time."""

import asyncio
import re

import numpy as np
import pytest

from playground.explain.digits import ten_to
from playground.views.brightness import gain
from playground.views.panels import light

NEAR = 1e-6  # of the output to its target


@pytest.fixture
def app(app):
    """Of a sample that the network has nearly learned."""
    app.session.configure(hidden=(3, 2), out="identity", loss="half_mse", lr=1e-5)
    x = [1.5, -2.0]
    app.session.look_at(x, app.session.trace(x, 0.0).output + NEAR)
    return app


def legend(app):
    return str(light.html(app.session, app.view.say))


def named(app):
    """{place from the left: name} of the marks of the legend."""
    return {float(x): name for x, name in re.findall(r'<text x="(\d+)"[^>]*>([^<]*)</text>', legend(app))}


def test_a_pass_has_one_factor_from_its_first_phase_to_its_last_and_none_is_left_after_it(app):
    session = app.session
    assert gain(session) == 1
    for name in session.phases:
        for progress in (0.0, 0.5, 1.0):
            session.walk.show(name, progress)
            assert gain(session) == 1000, name
    session.leave_pass()
    assert gain(session) == 1


def test_training_and_the_wave_after_a_step_are_not_turned_up(app):
    session, seen = app.session, []
    session.on("phase", lambda phase: seen.append(gain(session)))

    async def story():
        session.run()
        seen.append(gain(session))
        session.pause()
        await session.step()
        while session.phase != "update":
            await asyncio.sleep(0.01)
        session.pause()

    asyncio.run(story())
    assert len(seen) > 3 and set(seen) == {1.0}
    session.show_phase("update")
    assert gain(session) > 1  # it is dim still


def test_a_bright_network_beside_it_leaves_a_dim_one_as_it_is(app):
    session = app.session
    session.show_phase("backward/1")
    assert gain(session) == 1000
    session.configure(versus="act=relu")  # whose output is another, far from the target
    session.show_phase("backward/1")
    assert gain(session) == 1


def test_lamps_of_every_network_in_sight_have_the_one_factor_that_the_legend_tells(app):
    session = app.session
    session.configure(versus="lr=1")  # the same network, before it has trained
    session.show_phase("backward/1")
    halos = [app.view._moment().lamps, *(one.lamps for one in app.view._moment().beside)]
    sizes = np.concatenate([np.abs(delta) for delta in session.trace().dz[:-1]])
    for lamps in halos:
        np.testing.assert_allclose(lamps, np.clip(1 + np.log10(1000 * sizes) / 8, 0, None))


def test_the_legend_always_gives_true_sizes(app):
    usual = named(app)
    assert list(usual.values()) == ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1", "&gt;1"] and "turned up" not in legend(app)
    app.session.show_phase("loss")
    assert "turned up ×1000" in legend(app)
    for place, name in named(app).items():
        power = {text: power for power in range(-20, 3) if (text := ten_to(power))}[name]
        assert usual[place] == ten_to(power + 3)  # the mark that a size 1000 times as large has otherwise


def test_light_that_is_not_shown_yet_is_not_spoken_of(app, monkeypatch):
    app.session.show_phase("loss")
    monkeypatch.setattr(type(app.session.tutor), "lights", False)
    assert "turned up" not in legend(app)
