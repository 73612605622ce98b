"""The session: what each action does to the run, and what it tells."""

import asyncio

import numpy as np
import pytest

from playground.config import Config
from playground.session import Interrupted, Session
from playground.settings import SettingError


class InstantScreen:
    """A screen that draws at once and counts."""

    def __init__(self):
        self.shown = 0

    def idle(self):
        return True

    async def drawn_enough(self):
        await asyncio.sleep(0)

    def show(self):
        self.shown += 1


def session(**settings):
    made = Session(Config(**settings))
    made.screen = InstantScreen()
    return made


def heard(made, event):
    told = []
    made.on(event, lambda *details: told.append(details))
    return told


def parameters(made):
    return made.training.network.parameters.copy()


def run(work):
    return asyncio.run(work)


def test_step_resolves_when_its_steps_are_done():
    made = session()
    run(made.step(137))
    assert made.training.step == 137


def test_steps_in_the_session_are_the_steps_of_the_engine():
    from playground.engine import Training

    made, alone = session(data="xor"), Training(Config(data="xor"))
    run(made.step(500))
    alone.advance(500)
    assert np.array_equal(parameters(made), alone.network.parameters)


def test_a_running_training_hears_pause_and_stays_paused():
    made = session(pace="max")

    async def story():
        made.run()
        await asyncio.sleep(0.1)
        made.pause()
        at_pause = made.training.step
        await asyncio.sleep(0.05)
        return at_pause

    at_pause = run(story())
    assert at_pause > 0 and made.training.step == at_pause and not made.status()["running"]


def test_two_clicks_on_train_start_one_loop():
    def steps_after(clicks):
        made = session(pace="step")

        async def story():
            for _ in range(clicks):
                made.run()
            for _ in range(40):  # turns of the event loop
                await asyncio.sleep(0)

        run(story())
        return made.training.step

    assert steps_after(clicks=2) == steps_after(clicks=1) > 0


@pytest.mark.parametrize(("pace", "steps"), [("step", 1), ("epoch", 25)])
def test_pace_says_how_much_a_frame_trains(pace, steps):
    made = session(pace=pace)
    assert made._steps_per_frame() == steps


def test_reset_goes_back_to_the_same_initial_weights():
    made = session()
    initial = parameters(made)
    run(made.step(50))
    made.reset()
    assert made.training.step == 0 and np.array_equal(parameters(made), initial)


def test_seeking_back_and_running_on_equals_the_first_run_to_the_bit():
    made = session(opt="adam")
    run(made.step(700))
    first = parameters(made)
    run(made.seek(123))
    assert made.training.step == 123
    run(made.step(577))
    assert np.array_equal(parameters(made), first)


def test_seeking_back_past_a_change_brings_its_old_value_back():
    made = session(lr=0.1)
    run(made.step(100))
    made.configure(lr=0.5)
    run(made.step(100))
    later = parameters(made)
    run(made.seek(50))
    assert made.config.lr == 0.1
    run(made.seek(200))
    assert made.config.lr == 0.5 and np.array_equal(parameters(made), later)


def test_seeking_ahead_trains_until_there():
    made = session()
    run(made.step(10))
    run(made.seek(300))
    assert made.training.step == 300


def test_seeking_far_ahead_can_be_interrupted():
    made = session()

    async def story():
        far = asyncio.ensure_future(made.seek(10**9))
        await asyncio.sleep(0.03)
        made.pause()
        with pytest.raises(Interrupted):
            await far

    run(story())


def test_going_another_way_from_the_past_forgets_the_old_future():
    made = session(lr=0.1)
    run(made.step(100))
    made.configure(lr=0.5)
    run(made.step(100))
    run(made.seek(50))
    run(made.step(100))
    assert made.record.losses()[-1, 0] <= 150


def test_a_refused_setting_changes_nothing():
    made = session()
    before, told = made.config, heard(made, "config")
    with pytest.raises(SettingError) as refusal:
        made.configure(lr="banana", data="xor")
    assert refusal.value.key == "lr" and made.config == before and not told


def test_a_live_change_keeps_the_weights_and_a_restart_does_not():
    made = session()
    run(made.step(40))
    weights = parameters(made)
    made.configure(lr=0.5)
    assert made.training.step == 40 and np.array_equal(parameters(made), weights)
    made.configure(act="relu")
    assert made.training.step == 0


def test_training_goes_on_through_a_change_of_activation():
    made = session(pace="max")

    async def story():
        made.run()
        await asyncio.sleep(0.05)
        made.configure(act="relu")
        await asyncio.sleep(0.05)
        made.pause()

    run(story())
    assert made.config.act == "relu" and made.training.step > 0


def test_steps_that_something_else_cuts_short_say_so():
    made = session()

    async def story():
        long = asyncio.ensure_future(made.step(10_000_000))
        await asyncio.sleep(0.03)
        made.pause()
        with pytest.raises(Interrupted):
            await long

    run(story())


def test_a_diverging_run_stops_at_a_finite_state_and_goes_on_with_a_smaller_rate():
    made = session(lr=100, out="identity", act="relu", init="he_normal")
    run(made.step(5000))
    status = made.status()
    assert status["diverged"] and np.isfinite(parameters(made)).all() and np.isfinite(status["train_loss"])
    made.configure(lr=0.001)
    assert not made.status()["diverged"]
    stopped_at = made.training.step
    run(made.step(10))
    assert made.training.step == stopped_at + 10


@pytest.mark.parametrize("pace", ["step", "epoch", "max"])
def test_nobody_is_told_of_a_run_that_has_diverged_and_goes_on(pace):
    made = session(lr=100, out="identity", act="identity", pace=pace)
    seen = []
    made.on("status", lambda: seen.append(made.status()))

    async def story():
        made.run()
        for _ in range(200):
            await asyncio.sleep(0)
            seen.append(made.status())

    run(story())
    assert seen[-1]["diverged"] and not any(status["running"] and status["diverged"] for status in seen)


def test_a_hidden_page_pauses_and_a_visible_one_goes_on():
    made = session(pace="max")

    async def story():
        made.run()
        await asyncio.sleep(0.02)
        made.surround(visible=False)
        paused_at = made.training.step
        await asyncio.sleep(0.03)
        assert made.training.step == paused_at and not made.running
        made.surround(visible=True)
        await asyncio.sleep(0.03)
        made.pause()
        return paused_at

    paused_at = run(story())
    assert made.training.step > paused_at


def test_a_page_that_was_paused_by_hand_stays_paused_when_it_comes_back():
    made = session()
    made.surround(visible=False)
    made.surround(visible=True)
    assert not made.running


def test_one_step_shows_the_way_back_layer_by_layer():
    made = session(hidden=(3, 2), speed=10)
    told = heard(made, "phase")

    async def story():
        await made.step()
        await asyncio.sleep(0.3)

    run(story())
    assert [phase for (phase,) in told] == ["loss", "backward/3", "backward/2", "backward/1", "update"]
    assert made.phase is None


def test_reduced_motion_shows_no_wave():
    made = session()
    made.surround(reduced_motion=True)
    told = heard(made, "phase")

    async def story():
        await made.step()
        await asyncio.sleep(0.05)

    run(story())
    assert not told


def test_showing_a_phase_stops_training_there():
    made = session(pace="max")

    async def story():
        made.run()
        await asyncio.sleep(0.02)
        made.show_phase("backward/2")
        stopped_at = made.training.step
        await asyncio.sleep(0.02)
        return stopped_at

    assert run(story()) == made.training.step
    assert made.status()["phase"] == "backward/2"
    with pytest.raises(ValueError, match="forward/1/z"):
        made.show_phase("sideways")


def test_an_error_in_the_loop_is_told_and_stops_training():
    made = session(pace="max")
    told = heard(made, "error")
    made.record.advance = lambda steps: 1 / 0

    async def story():
        made.run()
        await asyncio.sleep(0.02)

    run(story())
    assert isinstance(told[0][0], ZeroDivisionError) and not made.running


def test_a_pass_told_slowly_walks_through_every_phase_and_stays_at_the_end():
    made = session(hidden=(2,), speed=10)
    told = heard(made, "phase")

    async def story():
        made.tell_pass()
        await asyncio.sleep(0.14 * 8 + 0.3)

    run(story())
    assert tuple(phase for (phase,) in told) == made.phases
    assert made.phase == "update" and not made.telling and made.training.step == 0


def test_a_pass_can_be_held_and_goes_on_from_where_it_was():
    made = session(hidden=(2,), speed=10)
    made.show_phase("loss")

    async def story():
        made.tell_pass()
        await asyncio.sleep(0.05)
        made.pause()
        held = made.phase
        await asyncio.sleep(0.3)
        return held

    assert run(story()) == made.phase == "loss"


def test_what_is_kept_on_the_device_is_told_and_found_again():
    session, told = Session(), []
    session.on("keep", lambda *what: told.append(what))
    session.keep("runs", "[]")
    assert told == [("runs", "[]")] and session.surroundings.kept == {"runs": "[]"}
