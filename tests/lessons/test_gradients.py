"""What lesson 5 says of its runs: tried natively, the way a student tries it."""

import asyncio

import numpy as np
import pytest

from playground.config import Config
from playground.engine import ACTIVATIONS, Training
from playground.lessons import gradients
from playground.lessons.gradients import LESSON, first_share, is_stack, shares, spreads, way
from playground.views.lessons import cures, depths, keep, knob, product, slopes, staircase, variance
from playground.views.panels import lesson as panel
from playground.views.words import percent
from tests.lessons import opening
from tests.lessons.opening import is_done, opened, told, words


def after(step, steps=0, answer="0", **changes):
    return opening.after(LESSON, step, steps, [0.5, 0.5] if step == "deaf" else answer, **changes)


# -- what the student does ----------------------------------------------------------------------------


def test_ten_sigmoid_layers_learn_nothing():
    session = after("deaf", 500)
    assert is_done(session) and not is_done(after("deaf", 499))
    assert abs(session.evaluation().train_accuracy - 0.5) < 0.05
    assert shares(session.diagnosis().gradient_norms)[0] < 1e-5
    asyncio.run(session.step(1500))
    assert session.evaluation().train_accuracy < 0.6


def test_the_curve_that_came_is_the_staircase_on_its_log_axis():
    session = after("deaf")
    norms = session.diagnosis().gradient_norms
    heights = gradients.heights(session)
    assert len(heights) == 11 and max(heights) == 1
    assert heights == pytest.approx([1 + np.log10(norm / max(norms)) / 8 for norm in norms])


def test_twice_the_depth_is_about_the_square_and_depth_stands_in_the_exponent():
    assert first_share(12) == pytest.approx(first_share(6) ** 2, rel=0.5)
    per_layer = [first_share(depth) ** (1 / depth) for depth in gradients.DEPTHS[1:]]
    assert max(per_layer) < 0.3 and min(per_layer) > 0.15  # «about a fifth»
    session = after("depth", answer="1")
    for depth in (8, 16):
        depths.ACTIONS["gradients-depth"](session, str(depth))
        assert not is_done(session) and len(session.config.hidden) == depth
    depths.ACTIONS["gradients-depth"](session, "24")
    assert is_done(session) and set(session.tutor.notes["seen"]) == {6, 8, 16}
    assert depths.html(session, words).count("faint") == 3


def test_another_activation_is_no_way_to_a_vanishing_gradient_of_sigmoid():
    assert not is_done(after("depth", answer="1", hidden=(8,) * 24, act="softplus"))


def test_no_slope_is_above_a_quarter_and_what_nine_of_them_leave():
    session = after("slope", answer="1/262144")
    assert session.tutor.finished
    assert all(0 < step.mean_slope < 0.25 and step.slopes < 0.25 for step in way(session))
    assert told(session)["power"] == "3.8×10⁻⁶"


def test_the_measured_factor_is_the_ninth_root():
    session = after("factor", answer="0.2048")
    assert session.tutor.study.answers[LESSON.name, "factor"] == 0.2048
    first, last = gradients.deltas_at_start()
    norms = session.diagnosis().delta_norms
    assert (first, last) == pytest.approx((norms[0], norms[9]))


@pytest.mark.parametrize("gain", [7, 9, 12])
def test_large_weights_bring_the_gradient_through_sigmoid_but_it_does_not_find_the_circle(gain):
    session = after("factor", answer="0.2048")
    knob.ACTIONS[knob.ACTION](session, str(gain))
    assert is_done(session)
    steps = way(session)
    assert all(step.weights > 2 for step in steps[1:]) and np.mean([step.mean_slope for step in steps]) < 0.2
    asyncio.run(session.step(1500))
    assert session.evaluation().train_accuracy < 0.7


def test_weights_that_are_hardly_larger_do_not_bring_it_through():
    assert not is_done(after("factor", answer="0.2048", gain=6))
    assert not is_done(after("factor", answer="0.2048", act="tanh"))


def test_tanh_and_relu_learn_what_sigmoid_does_not():
    session = after("acts", 700, answer="1")
    assert is_done(session) and not is_done(after("acts", 20, answer="1"))
    accuracies = [training.evaluate().train_accuracy for _, training, _ in gradients.runs(session)]
    assert accuracies[0] < 0.6 and min(accuracies[1:]) >= 0.95
    assert gradients.first_share(act="tanh") > gradients.first_share(act="relu") > 1000 * gradients.first_share()


def test_the_legend_tells_of_each_network_its_ends_and_what_it_has_learned():
    session = after("acts", 700, answer="1")
    html = str(staircase.html(session, words))
    for _, training, diagnosis in gradients.runs(session):
        first, *_, last = map(gradients.tenfold, diagnosis.gradient_norms)
        assert all(f"<td>{text}</td>" in html for text in (first, last, percent(training.evaluate().train_accuracy)))
    assert "layer 1<" in html and "layer 11<" in html


def test_about_half_of_what_comes_back_is_lost_in_relu():
    steps = way(after("acts", answer="1", act="relu", versus=""))
    assert np.mean([step.mean_slope for step in steps]) == pytest.approx(0.5, abs=0.15)


@pytest.mark.parametrize(
    ("step", "right", "wrong"), [("xavier", 1 / 4, (0.1, 0.2, 0.3, 0.6)), ("he", 8**-0.5, (0.25, 0.3, 0.45, 0.6))]
)  # fmt: skip
def test_the_rule_keeps_both_spreads_and_other_weights_do_not(step, right, wrong):
    for sigma in wrong:
        assert not is_done(after(step, answer="0.4" if step == "xavier" else "1", gain=sigma)), sigma
    session = after(step, answer="0.4" if step == "xavier" else "1", gain=round(right / 0.005) * 0.005)
    assert is_done(session)
    assert told(session)["sum"] == {"xavier": "1", "he": "2.02"}[step]


@pytest.mark.parametrize(("act", "sigma", "times"), [("identity", 0.25, 1.0), ("relu", 0.25, 0.5), ("relu", 8**-0.5, 1.0)])
def test_the_variance_rule_holds_on_average_over_starts(act, sigma, times):
    ratios = []
    for seed in range(60):
        training = Training(Config(**gradients.WIDE | {"act": act, "hidden": (16,) * 2, "gain": sigma, "seed": seed}))
        z = training.network.forward(training.dataset.train.inputs).z
        ratios.append((z[1] ** 2).mean() / (z[0] ** 2).mean())
    assert np.mean(ratios) == pytest.approx(times, rel=0.15)


def test_many_turns_in_vain_bring_a_hint():
    session = after("xavier", answer="0.4")
    for turn in range(knob.TURNS):
        assert session.tutor.study.tries == {}
        knob.ACTIONS[knob.ACTION](session, 0.3 + turn / 100)
    assert session.tutor.study.tries == {(LESSON.name, "xavier"): 1}
    knob.ACTIONS[knob.ACTION](session, 0.25)
    assert is_done(session)


def test_relu_at_the_same_weights_shrinks_by_the_root_of_a_half():
    ask = LESSON.by_name["he"].ask
    assert ask.right(None) == 1
    forward, _ = spreads(after("he", answer="1"))
    assert (forward[-1] / forward[0]) ** (1 / 15) == pytest.approx(0.5**0.5, abs=0.02)


def test_with_weights_too_large_twice_the_depth_is_about_the_square_as_well():
    assert gradients.growth(12) == pytest.approx(gradients.growth(6) ** 2, rel=0.5)
    assert LESSON.by_name["grow"].ask.right(None) == 2
    session = after("grow", answer="2")
    for depth in (12, 20):
        depths.ACTIONS["gradients-depth"](session, str(depth))
        assert not is_done(session)
    depths.ACTIONS["gradients-depth"](session, "24")
    assert is_done(session) and 2 < float(told(session)["factor"]) < 3
    html = depths.html(session, words)
    assert html.count("faint") == 3 and "‖δ‖ of each hidden layer" in html
    session.configure(act="tanh")
    assert not LESSON.by_name["grow"].task.done(session)


def test_a_shortcut_adds_one_to_the_factor_of_a_layer():
    def layer(a):
        return a + ACTIVATIONS["sigmoid"](0.8 * a)
    slope = 0.8 * ACTIVATIONS["sigmoid"].slope(0.0)
    assert (layer(1e-6) - layer(-1e-6)) / 2e-6 == pytest.approx(1 + slope)
    session = opened(LESSON, LESSON.by_name["cures"])
    assert cures.html(session, words) is None
    assert slope == pytest.approx(gradients.LEFT_OVER) and not session.tutor.answer("0.2") and session.tutor.answer("1.2")
    assert cures.html(session, words).count("<dt>") == 4


def test_clipping_saves_the_net_that_explodes():
    session = after("clip", 1200, answer="0,03")
    lost = session.comparison.alternatives[0].training
    assert is_done(session) and lost.diverged
    assert told(session)["step"] == lost.diverged.step + 1 == 1
    assert session.evaluation().train_accuracy >= 0.95  # this is the one in the picture
    html = str(staircase.html(session, words))
    assert "clipped at 1" in html and "no clipping" in html and html.count("diverged") == 1
    then = dict(told(session))
    assert float(then["accuracy"].rstrip("%")) >= 95 and then["then"] == session.training.step
    asyncio.run(session.step(300))  # it goes on to learn, and what is said is of that moment still
    assert told(session) == then and session.evaluation().train_accuracy > float(then["accuracy"].rstrip("%")) / 100


def test_a_clipped_step_is_as_long_as_the_learning_rate():
    training = Training(Config(**gradients.EXPLODING | {"clip": 1}))
    training.advance(1)
    assert np.linalg.norm(training.last_change) == pytest.approx(0.03)


@pytest.mark.parametrize(
    "changes",
    [{"act": "tanh"}, {"act": "relu"}, {"init": "xavier_uniform", "gain": 1}, {"init": "he_normal", "gain": 1},
     {"init": "normal", "gain": 1}, {"act": "tanh", "init": "xavier_normal"}],
)  # fmt: skip
def test_one_change_is_not_enough_for_twelve_layers(changes):
    session = after("twelve", 1500, answer="2", **changes)
    assert not is_done(session) and session.evaluation().train_accuracy < 0.6


@pytest.mark.parametrize("changes", [{"act": "tanh", "init": "xavier_uniform"}, {"act": "relu", "init": "he_normal"}])
def test_both_changes_make_twelve_layers_learn(changes):
    session = after("twelve", 1000, answer="2", gain=1, **changes)
    assert is_done(session) and len(session.config.hidden) == 12
    assert session.tutor.study.bests[LESSON.name]["score"] == 1000
    assert told(session)["accuracy"] == "100.0%"


@pytest.mark.parametrize(
    "changes", [{"hidden": "8,8"}, {"data": "gauss"}, {"features": "x1^2,x2^2"}, {"data": "plane"}],
    ids=["shallow", "gauss", "squares", "plane"],
)  # fmt: skip
def test_an_easier_thing_does_not_count(changes):
    session = after("twelve", 1500, answer="2", **{"act": "tanh", "init": "xavier_uniform", "gain": 1, **changes})
    assert not is_done(session)


def test_in_the_closing_net_every_factor_is_about_one():
    session = opened(LESSON, LESSON.by_name["end"])
    factors = [step.factor for step in way(session)[1:]]
    assert all(0.3 < factor < 3 for factor in factors)
    assert keep.html(session, words).count("<mfrac") == 3


# -- the figures ---------------------------------------------------------------------------------------


def test_before_the_prediction_the_figures_give_nothing_away():
    for step in ("deaf", "acts", "xavier", "he", "clip", "twelve"):
        session = opened(LESSON, LESSON.by_name[step])
        figure = {"xavier": variance, "he": variance}.get(step, staircase)
        assert figure.html(session, words) is None
    html = str(product.html(opened(LESSON, LESSON.by_name["factor"]), words))
    curve = slopes.html(opened(LESSON, LESSON.by_name["slope"]), words)
    assert "slope σ′(z)" not in curve and "0.25" not in curve
    assert "1.53×10⁻⁸" in html and "mean" not in html


def test_the_columns_of_the_product_are_the_factors_and_end_at_the_share():
    session = after("factor", answer="0.2048")
    html = str(product.html(session, words))
    assert gradients.tenfold(way(session)[-1].delta / way(session)[0].delta) in html
    assert all(gradients.tenfold(step.factor) in html for step in way(session)[1:])


def test_the_sum_is_shown_once_it_has_been_found():
    session = after("he", answer="1")
    assert "<math" not in str(variance.html(session, words))
    session.configure(gain=0.355)
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in str(variance.html(session, words)) and is_stack(session, "relu", 16)


@pytest.mark.parametrize(
    "changes",
    [{"hidden": ""}, {"hidden": "1"}, {"hidden": (16,) * 24, "init": "constant", "gain": 100, "act": "relu", "out": "identity"},
     {"init": "zeros"}, {"init": "zeros", "act": "relu"}, {"gain": 100}, {"act": "relu", "hidden": (1,) * 24, "seed": 3}],
)  # fmt: skip
def test_figures_of_extreme_networks_have_no_nan(changes):
    session = after("deaf", **changes)
    for figure in (staircase, depths, product, variance, keep, slopes):
        html = str(figure.html(session, words))
        assert "nan" not in html and "inf" not in html


@pytest.mark.parametrize("step", LESSON.steps, ids=lambda step: step.name)
@pytest.mark.parametrize(
    "changes",
    [{"hidden": ""}, {"hidden": "3", "data": "plane"}, {"hidden": "4,4", "act": "relu,tanh"},
     {"hidden": (16,) * 24, "init": "constant", "gain": 100}, {"versus": "lr=1;lr=100"}, {"init": "zeros"}],
    ids=["none", "regression", "mixed", "huge", "versus", "zeros"],
)  # fmt: skip
def test_a_step_stands_whatever_the_learner_changes(step, changes):
    answers = {"slope": "1/262144", "factor": "0.2048", "xavier": "0.4", "clip": "0.03", "cures": "1.2"}
    session = after(step.name, **changes, answer=answers.get(step.name, "0"))
    asyncio.run(session.step(3))
    assert "task" in panel.html(session, words) or not step.task
