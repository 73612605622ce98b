"""The session: what each action does to the run, and what it tells."""

import asyncio

import numpy as np
import pytest

from playground.config import Config
from playground.session import Interrupted, Session
from playground.settings import SettingError
from playground.trace import trial_step
from playground.walk import PASS_PHASE
from tests.screens import InstantScreen


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
    assert made.steps_per_frame() == steps


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


def test_training_goes_on_once_a_change_can_be_seen():
    made, painted = session(), asyncio.Event()
    made.screen.at_rest = painted.wait

    async def story():
        made.run()
        painted.set()
        await until(lambda: made.training.step > 0)
        painted.clear()
        made.configure(lr=0.5)
        before = made.training.step
        for _ in range(20):
            await asyncio.sleep(0)
        assert made.training.step == before and made.running
        painted.set()
        await until(lambda: made.training.step > before)

    asyncio.run(story())


def test_a_few_steps_are_made_at_once_however_slow_the_machine():
    made = session()
    made.slices.seconds_per_step = 1.0

    async def story():
        asyncio.get_running_loop().call_soon(made.pause)
        await made.step(4)

    asyncio.run(story())
    assert made.training.step == 4


@pytest.mark.parametrize("way", [lambda made: made.step(10_000_000), lambda made: made.seek(10**9)], ids=["steps", "a seek far ahead"])
def test_whoever_asked_for_steps_that_something_else_cuts_short_hears_of_it(way):
    made = session()

    async def story():
        long = asyncio.ensure_future(way(made))
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


async def until(holds, seconds=5.0):
    """Waits, turn by turn of the event loop, until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.005)


@pytest.fixture
def quick(monkeypatch):
    """A phase of a slow pass takes a fifth of its time. Gives that time, in seconds at speed 1."""
    monkeypatch.setattr("playground.walk.PASS_PHASE", PASS_PHASE / 5)
    return PASS_PHASE / 5


@pytest.mark.usefixtures("quick")
def test_a_pass_told_slowly_walks_through_every_phase_and_stays_at_the_end():
    made = session(hidden=(2,), speed=10)
    told = heard(made, "phase")

    async def story():
        made.tell_pass()
        await until(lambda: not made.telling)

    run(story())
    assert tuple(phase for (phase,) in told) == made.phases
    assert made.phase == "update" and made.training.step == 0


def test_a_pass_can_be_held_and_goes_on_from_where_it_was():
    made = session(hidden=(2,), speed=1)

    async def story():
        made.tell_pass()
        await until(lambda: made.walk.progress > 0.05)
        made.pause()
        held = made.phase, made.walk.progress
        await asyncio.sleep(0.1)
        assert (made.phase, made.walk.progress) == held and not made.telling
        made.tell_pass()
        await until(lambda: made.walk.progress > held[1])
        return held

    phase, _ = run(story())
    assert made.phase == phase == "input"


def test_a_sample_that_is_chosen_tells_its_pass_from_the_start_unless_training_runs():
    made = session(pace="max")

    async def story():
        made.show_phase("backward/2")
        made.tell_pass_of([1.0, -2.0], 1.0)
        assert made.telling and made.phase == "input" and made.probe == ([1.0, -2.0], 1.0)
        made.run()
        made.tell_pass_of([2.0, 2.0], -1.0)
        assert made.running and made.phase is None and made.probe == ([2.0, 2.0], -1.0)
        made.pause()

    run(story())


def test_phases_are_stepped_through_either_way_and_past_the_ends_lies_the_whole_network():
    made = session(hidden=(2,))

    async def story():
        seen = []
        for count in (1, 1, -1, -1, -1, 1):
            made.step_phase(count)
            seen.append(made.phase)
        return seen

    assert run(story()) == ["input", "forward/1/z", "input", None, "update", None]


def test_in_the_update_of_a_told_pass_edges_slide_to_what_a_step_on_this_sample_would_make():
    made = session(opt="adam", lr=0.1)
    run(made.step(5))
    before = parameters(made)
    made.show_phase("update", 0.5)
    half, _ = made.shown()
    made.show_phase("update")
    whole, _ = made.shown()
    expected = trial_step(made.training, made.trace())
    np.testing.assert_allclose(whole.parameters, expected, rtol=0, atol=1e-15)
    np.testing.assert_allclose(half.parameters, (before + expected) / 2, rtol=0, atol=1e-15)
    assert np.array_equal(parameters(made), before) and not np.array_equal(expected, before)
    made.leave_pass()
    assert made.shown()[0] is made.training.network


def test_after_a_step_the_wave_shows_the_pass_before_it_and_slides_to_what_it_has_made():
    made = session(lr=0.5)
    before = parameters(made)
    seen = {}

    def look(phase):
        network, trace = made.shown()
        seen[phase] = network.parameters.copy(), made.updated() if phase == "update" else trace.loss

    made.on("phase", look)

    async def story():
        await made.step()
        await until(lambda: "update" in seen and made.phase is None)

    run(story())
    np.testing.assert_allclose(seen["backward/2"][0], before, rtol=0, atol=1e-14)
    np.testing.assert_allclose(seen["update"][0], before, rtol=0, atol=1e-14)
    assert np.array_equal(seen["update"][1], parameters(made))
    assert seen["loss"][1] != made.trace().loss


@pytest.mark.parametrize("action", [
    lambda made: made.run(), lambda made: made.pause(), lambda made: made.reset(), lambda made: made.start_step(),
    lambda made: made.show_phase("loss"), lambda made: made.step_phase(-1), lambda made: made.leave_pass(),
    lambda made: made.configure(hidden=(3, 3)), lambda made: made.configure(act="relu"),
])  # fmt: skip
def test_a_pass_being_told_is_ended_by_whatever_else_is_asked_for(action, quick):
    made = session(speed=10)

    async def story():
        made.tell_pass()
        await until(lambda: made.phase == "forward/1/z")
        told = heard(made, "phase")
        action(made)
        assert not made.telling
        await asyncio.sleep(1.5 * quick / 10)
        made.pause()
        assert ("forward/1/a",) not in told

    run(story())


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("change", [{"speed": 10}, {"lang": "zh"}, {"theme": "dark"}, {"sample": "1,1,1"}, {"lr": 0.5}])
def test_a_pass_being_told_goes_on_through_a_change_of_view(change):
    made = session(speed=5)

    async def story():
        made.tell_pass()
        await until(lambda: made.phase == "forward/1/z")
        made.configure(**change)
        assert made.telling
        await until(lambda: made.phase == "forward/1/a")
        made.pause()

    run(story())


def test_a_network_that_cannot_be_updated_finitely_is_shown_as_it_is():
    made = session(hidden="", out="identity", loss="mse")
    made.set_parameters([[[1e300], [1e300]]], [[0.0]])
    made.show_phase("update")
    assert np.isfinite(made.shown()[0].parameters).all()


def test_what_is_kept_on_the_device_is_told_and_found_again():
    session, told = Session(), []
    session.on("keep", lambda *what: told.append(what))
    session.keep("runs", "[]")
    assert told == [("runs", "[]")] and session.surroundings.kept == {"runs": "[]"}
