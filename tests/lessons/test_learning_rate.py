"""What lesson 4 says of its runs: tried natively, the way a student tries it."""

import asyncio

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.lessons import learning_rate
from playground.lessons.descent import RATES, STEPS, Strip, arrival, essence, first_losses, first_steps
from playground.lessons.learning_rate import LESSON, VALLEY, XOR, calmed, parabola
from playground.views.lessons import overshoot, strip, threshold, valley
from tests.lessons.opening import is_done, opened, told, words

RIGHT = {"strip": "2", "bounce": [0.5] * 20, "diverge": "0", "valley": "1", "threshold": "2/8.573", "largest": "1", "batch": "1", "momentum": "2"}


def after(step, steps, **changes):
    """A session that has opened a step, answered rightly, changed some settings from the start on and trained so far."""
    session = opened(LESSON, LESSON.by_name[step])

    async def story():
        session.tutor.answer(RIGHT[step])
        session.configure(**changes)
        session.reset()
        await session.step(steps)

    asyncio.run(story())
    return session


def going_on(session, steps, **changes):
    """The same session after a change while it trains."""
    async def story():
        session.configure(**changes)
        await session.step(steps)

    asyncio.run(story())
    return session


def full_strip(config):
    made = Strip(config)
    for _ in made.fill():
        pass
    return made


# -- the strip -------------------------------------------------------------------------------------


def test_the_strip_goes_from_crawling_through_good_and_bouncing_to_diverged():
    marks = [lane.mark for lane in full_strip(Config(**XOR)).lanes]
    assert marks == ["crawling"] * 3 + ["good"] * 2 + ["bouncing"] + ["diverged"] * 2


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_start_small_rates_crawl_and_large_ones_diverge(seed):
    marks = [lane.mark for lane in full_strip(Config(**XOR | {"seed": seed})).lanes]
    assert marks[:2] == ["crawling"] * 2 and marks[-3:] == ["bouncing", "diverged", "diverged"]


def test_every_lane_is_the_run_that_its_rate_makes():
    for lane in full_strip(Config(**XOR)).lanes[:6]:
        training = Training(Config(**XOR | {"lr": lane.rate}))
        training.advance(STEPS)
        assert np.array_equal(lane.training.network.parameters, training.network.parameters)
        assert lane.losses[-1] == training.evaluate().train_loss and len(lane.losses) == STEPS + 1


def test_a_lane_that_diverges_is_back_at_its_last_finite_state_and_its_curve_ends_with_the_overshoot():
    lane = full_strip(Config(**XOR)).lanes[-1]
    assert len(lane.losses) == lane.training.diverged.step + 2 and lane.losses[-1] > 1e6 * lane.losses[0]
    assert np.isfinite(lane.training.network.parameters).all()


def test_the_session_fills_its_strip_once_the_prediction_is_made_and_pressing_one_takes_its_rate():
    session = opened(LESSON, LESSON.by_name["strip"])
    assert "disabled" in strip.html(session, words) and session.strip.strip.lanes[0].training.step == 0

    async def story():
        session.tutor.answer("2")
        async with asyncio.timeout(60):
            while not session.strip.strip.over:
                await asyncio.sleep(0.01)
        strip.ACTIONS["take-rate"](session, "0.3")

    before = session.strip.strip
    asyncio.run(story())
    assert session.strip.strip is before and session.config.lr == 0.3
    html = str(strip.html(session, words))
    assert html.count("crawling</span>") == 3 and html.count("diverged</span>") == 2 and html.count('aria-pressed="true"') == 1


def test_the_strip_rests_while_training_runs_and_begins_anew_for_another_network():
    session = opened(LESSON, LESSON.by_name["strip"])

    async def story():
        session.tutor.answer("2")
        session.run()
        await asyncio.sleep(0.2)
        assert session.strip.strip.lanes[0].training.step <= 1 and session.training.step > 1
        session.pause()
        before = session.strip.strip
        session.configure(seed=3)
        assert session.strip.strip is not before
        await asyncio.sleep(0.3)
        assert session.strip.strip.lanes[0].training.step > 1
        session.tutor.open("learning-rate", "valley")
        assert session.strip.strip is None

    asyncio.run(story())


# -- the tasks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rate", "done"), [(1e-5, False), (1e-3, False), (0.01, False), (0.1, True), (0.3, True), (10, False), (100, False)])
def test_only_a_good_rate_leaves_a_tenth_of_the_loss(rate, done):
    assert is_done(after("strip", STEPS, lr=rate)) == done


def test_a_slow_rate_does_not_count_however_long_it_takes():
    session = after("strip", STEPS, lr=0.01)
    assert not is_done(going_on(session, 8000)) and session.evaluation().train_loss < 0.1 * learning_rate.first_loss(session)


@pytest.mark.parametrize("rate", [0.03, 0.1])
@pytest.mark.parametrize("bounced", [60, 150, 400])
def test_a_lower_rate_calms_the_bouncing_net(bounced, rate):
    session = after("bounce", bounced)
    assert not is_done(session)
    assert is_done(going_on(session, 200, lr=rate))


def test_the_calm_is_that_of_the_present_rate():
    calm = going_on(after("bounce", 60), 200, lr=0.1)
    assert calmed(calm)
    calm.configure(lr=0.03)
    assert not calmed(calm)
    assert calmed(going_on(calm, 20))


def test_a_net_that_never_bounced_has_not_been_calmed():
    assert not is_done(after("bounce", 300, lr=0.1))


def test_a_rate_of_ten_diverges_and_the_last_finite_state_is_kept():
    session = after("diverge", 100)
    end = session.training.diverged
    assert is_done(session) and session.training.step == end.step
    assert np.isfinite(session.training.network.parameters).all()
    html = str(overshoot.html(session, words))
    assert f"Step {end.step + 1} was not taken" in html and "lost" in html
    facts = told(session)
    assert facts["bad"] == end.step + 1 and facts["loss"] == "2.08×10⁷" and end.loss == pytest.approx(2.08e7, rel=1e-3)
    assert facts["loss"] in html and facts["times"] in html  # sentence and table say it in the same way


def test_nothing_is_said_of_a_run_before_the_prediction():
    assert not overshoot.html(opened(LESSON, LESSON.by_name["diverge"]), words)


def test_a_diverged_net_goes_on_from_there_at_a_lower_rate():
    session = after("diverge", 100)
    at = session.training.step
    going_on(session, 20, lr=1e-4)
    assert session.training.step == at + 20 and not session.training.diverged


def test_just_below_the_border_the_way_leads_from_side_to_side():
    session = after("valley", 60)
    steep = parabola(session).distances(first_steps(essence(session.config), 40))[:, -1]
    assert is_done(session) and (steep[1:] * steep[:-1] < 0).all() and (np.abs(steep[1:]) < np.abs(steep[:-1])).all()


@pytest.mark.parametrize("times", [1.02, 1.05, 1.1])
def test_above_the_border_the_net_swings_out(times):
    border = parabola(opened(LESSON, LESSON.by_name["threshold"])).threshold
    assert is_done(after("threshold", 400, lr=times * border))


@pytest.mark.parametrize("times", [0.5, 0.98, 1.3])
def test_below_the_border_or_far_above_it_shows_nothing_of_it(times):
    border = parabola(opened(LESSON, LESSON.by_name["threshold"])).threshold
    assert not is_done(after("threshold", 400, lr=times * border))


def test_the_growth_is_seen_before_it_counts():
    border = parabola(opened(LESSON, LESSON.by_name["threshold"])).threshold
    assert not is_done(after("threshold", 5, lr=1.05 * border))


def test_a_net_that_was_blown_up_first_does_not_count():
    session = after("threshold", 30, lr=5)
    assert not is_done(going_on(session, 1, lr=1.05 * parabola(session).threshold))


@pytest.mark.parametrize("times", [0.9, 0.95, 0.99])
def test_a_rate_right_below_the_border_converges_and_is_noted_as_best(times):
    border = parabola(opened(LESSON, LESSON.by_name["largest"])).threshold
    session = after("largest", 1500, lr=times * border)
    assert is_done(session)
    assert session.tutor.study.bests[LESSON.name]["score"] == pytest.approx(-times)


@pytest.mark.parametrize("times", [0.5, 0.89, 1.01])
def test_a_smaller_rate_or_one_past_the_border_is_not_the_largest(times):
    border = parabola(opened(LESSON, LESSON.by_name["largest"])).threshold
    assert not is_done(after("largest", 1500, lr=times * border))


def test_a_net_that_had_converged_before_does_not_count():
    session = after("largest", 400, lr=0.1)
    assert not is_done(going_on(session, 5, lr=0.95 * parabola(session).threshold))


def test_momentum_or_single_points_are_no_help_at_the_border():
    border = parabola(opened(LESSON, LESSON.by_name["largest"])).threshold
    assert not is_done(after("largest", 800, lr=1.2 * border, opt="momentum"))
    assert not is_done(after("largest", 2000, lr=0.95 * border, batch=10))


@pytest.mark.parametrize("steps", [250, 500, 1000])
def test_single_points_jitter_at_the_rate_that_suits_all_of_them(steps):
    session = after("batch", steps)
    assert not is_done(session) and learning_rate.noise(session.comparison.alternatives[0])[1] > 2
    assert learning_rate.reached(session.training)


@pytest.mark.parametrize("jittering", [100, 500])
def test_a_lower_rate_brings_single_points_to_rest(jittering):
    session = after("batch", jittering)
    assert not is_done(session)
    assert is_done(going_on(session, 500, lr=0.01))


def test_momentum_arrives_in_about_a_tenth_of_the_steps():
    session = after("momentum", 200)
    assert not is_done(session)
    assert is_done(going_on(session, 5))
    plain, fast = arrival(essence(session.config), 3000), arrival(essence(session.config, opt="momentum"), 3000)
    assert 8 < plain / fast < 14


def test_half_of_the_border_is_sooner_there_than_nearly_all_of_it():
    facts = told(opened(LESSON, LESSON.by_name["largest"]))
    assert facts["half"] < facts["near"]


# -- the figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", [valley, threshold])
@pytest.mark.parametrize("changes", [{}, {"lr": 100}, {"lr": 1e-5}, {"loss": "mse"}, {"hidden": "4"}, {"data": "plane"}, {"out": "tanh"}])
def test_the_valley_is_drawn_whatever_becomes_of_the_run(figure, changes):
    html = str(figure.html(after("valley", 300, **changes), words))
    assert "nan" not in html and "inf" not in html
    assert ("ellipse" in html) == (changes not in ({"hidden": "4"}, {"out": "tanh"}))


def test_the_border_is_not_told_before_it_has_been_worked_out():
    session = opened(LESSON, LESSON.by_name["threshold"])
    assert "0.2333" not in threshold.html(session, words)
    asyncio.run(_answer(session, "2/8.573"))
    assert "0.2333" in threshold.html(session, words)


async def _answer(session, given):
    session.tutor.answer(given)


def test_the_first_losses_are_those_of_the_run():
    run = essence(Config(**VALLEY | {"lr": 0.1}))
    training = Training(run)
    training.advance(17)
    assert first_losses(run, 20)[17] == training.evaluate().train_loss
    assert np.array_equal(first_steps(run, 20)[17], training.network.parameters)
    assert RATES[0] == 1e-5 and RATES[-1] == 100
