"""Lesson 2: every number against a hand calculation and against differences; its tasks done natively as a learner would."""

import asyncio
import math

import pytest

from playground.explain import Bias, Edge, Loss, Unit
from playground.lessons import chain_rule as lesson
from playground.lessons import hand
from playground.lessons.nudging import HALVES, epsilon_of, nudge
from playground.lessons.terms import terms
from playground.settings import SettingError
from playground.texts import CATALOGUES
from playground.trace import phases
from playground.views.lessons import chain_exercise, chain_nudge, chain_pass, chain_path, chain_sketch, chain_table, chain_update
from playground.views.panels import lesson as panel
from tests.lessons.opening import opened

PARAMETERS = [*(of for _, row in chain_table.PARAMETERS for of in row)]

# The lesson's example, worked by hand. x = (−1, 3), y = 1, f = sigmoid, L = (ŷ − y)².
E15, E2 = math.exp(-1.5), math.exp(2)
A2, A3 = 1 / (1 + E15), 1 / (1 + E2)  # z⁽¹⁾₂ = 1·(−1) + 0.5·3 + 1 = 1.5, z⁽¹⁾₃ = −0.5·(−1) − 0.5·3 − 1 = −2
Y_HAT = 1 * 0.5 - 1.5 * A2 + 0.5 * A3 + 0.5  # a⁽¹⁾₁ = σ(0.75·(−1) + 0.25·3 + 0) = σ(0) = ½
ERROR = 2 * (Y_HAT - 1)
S1, S2, S3 = 0.25, A2 * (1 - A2), A3 * (1 - A3)
D1, D2, D3 = ERROR * 1 * S1, ERROR * -1.5 * S2, ERROR * 0.5 * S3
BY_HAND = {
    "z/1/1": 0, "z/1/2": 1.5, "z/1/3": -2, "a/1/1": 0.5, "a/1/2": A2, "a/1/3": A3, "z/2/1": Y_HAT, "a/2/1": Y_HAT,
    "loss": (Y_HAT - 1) ** 2, "error": ERROR, "slope/2/1": 1, "delta/2/1": ERROR,
    "gradient/edge/2/1/1": 0.5 * ERROR, "gradient/edge/2/2/1": A2 * ERROR, "gradient/edge/2/3/1": A3 * ERROR,
    "gradient/bias/2/1": ERROR, "slope/1/1": S1, "slope/1/2": S2, "slope/1/3": S3, "delta/1/1": D1, "delta/1/2": D2, "delta/1/3": D3,
    "gradient/edge/1/1/1": -D1, "gradient/edge/1/1/2": -D2, "gradient/edge/1/1/3": -D3,
    "gradient/edge/1/2/1": 3 * D1, "gradient/edge/1/2/2": 3 * D2, "gradient/edge/1/2/3": 3 * D3,
    "gradient/bias/1/1": D1, "gradient/bias/1/2": D2, "gradient/bias/1/3": D3,
}  # fmt: skip


def step(name):
    return lesson.LESSON.by_name[name]


def at(name, answered=True):
    """A session at a step, its question answered."""
    session = opened(lesson.LESSON, step(name))
    if answered and step(name).ask:
        session.tutor.answer(repr(step(name).ask.right(session)))
    return session


def say(key, **values):
    return CATALOGUES["en"][key].format(**values)


# -- the numbers -----------------------------------------------------------------------------------


def test_every_number_is_what_one_gets_by_hand():
    found = {quantity.name: quantity.value for quantity in hand.quantities(lesson.numbers(at("forward")))}
    assert found == pytest.approx(BY_HAND, abs=1e-14)


@pytest.mark.parametrize("of", PARAMETERS, ids=str)
def test_every_gradient_agrees_with_a_central_difference_and_is_the_product_of_its_path(of):
    session = at("forward")
    tried = nudge(session, of, 1e-5)
    assert tried.difference < 1e-9
    product = math.prod(link.factor.value for link in hand.links(lesson.numbers(session), of))
    assert product == pytest.approx(BY_HAND[f"gradient/{of}"], abs=1e-14) == tried.gradient


def test_the_thirteen_parameters_are_all_in_the_table():
    assert len(PARAMETERS) == len(set(PARAMETERS)) == 13


@pytest.mark.parametrize(
    ("name", "slip", "value"),
    [
        ("error", "half", ERROR / 2), ("error", "sign", -ERROR), ("error", "loss", (Y_HAT - 1) ** 2),
        ("second", "preactivation", 1.5 * ERROR), ("second", "incoming", ERROR), ("slope", "activation", A2),
        ("slope", "other", 1 - A2**2), ("delta", "weight", ERROR * S2), ("delta", "slope", ERROR * -1.5),
        ("delta", "activation", ERROR * -1.5 * A2), ("path", "weight", 3 * ERROR * S3), ("path", "slope", 3 * ERROR * 0.5),
        ("path", "incoming", D3), ("update", "sign", -1.5 + 0.05 * A2 * ERROR), ("update", "rate", -1.5 - A2 * ERROR),
    ],
)  # fmt: skip
def test_a_likely_mistake_is_named(name, slip, value):
    session = at(name, answered=False)
    assert not session.tutor.answer(f"{value:.4f}".replace(".", ","))
    assert session.tutor.study.slips["chain-rule", name] == slip


def test_fractions_and_rounded_numbers_are_right():
    assert at("slope", answered=False).tutor.answer("0,149")
    assert at("error", answered=False).tutor.answer("-7/3")


def test_no_mistake_counts_that_gives_the_right_number():
    for quantity in hand.quantities(lesson.numbers(at("forward"))):
        assert quantity.judged(quantity.value) == "right"
        assert all(quantity.judged(value) != "right" for value in quantity.slips.values())


# -- the numbers one by one ------------------------------------------------------------------------


def test_the_terms_follow_the_phases_and_name_each_subject_once_in_a_phase():
    walk = [*terms(lesson.SIZES)]
    names = phases(2)
    order = [names.index(phase) for _, phase in walk]
    assert order == sorted(order) and set(order) == set(range(len(names) - 1)) and len(set(walk)) == len(walk)


def test_the_way_forward_ends_at_the_loss_and_that_is_the_task():
    session = at("forward")
    for _ in range(20):
        chain_pass._move(session, "1")
        if session.pinned == Loss():
            break
        assert not session.tutor.finished
    assert session.phase == "loss" and session.tutor.finished


@pytest.mark.parametrize(("name", "last"), [("second", Bias(2, 1)), ("delta", Bias(1, 3))])
def test_the_way_back_leads_to_the_last_number_of_the_layer(name, last):
    session = at(name)
    while not session.tutor.finished:
        before = session.pinned, session.phase
        chain_pass._move(session, "1")
        assert (session.pinned, session.phase) != before
    assert session.pinned == last


@pytest.mark.parametrize("name", ["error", "second", "slope", "delta", "path", "update"])
def test_the_figure_does_not_tell_the_answer_before_it_is_given(name):
    session = at(name, answered=False)
    answer = chain_table.plain(step(name).ask.right(session), 4)
    figure = {"path": chain_path, "update": chain_update}.get(name, chain_pass)
    for move in range(3):
        chain_pass._move(session, "1")
        session.show_phase("update")
        assert answer not in str(figure.html(session, say)), move


def test_once_the_path_is_known_the_numbers_of_every_layer_are_in_the_table():
    hidden, shown = (str(chain_path.html(at("path", answered), say)) for answered in (False, True))
    gradient = chain_table.plain(BY_HAND["gradient/bias/1/2"], 4)
    assert gradient not in hidden and gradient in shown


def test_as_long_as_a_question_is_open_the_table_it_is_about_comes_first():
    asked, answered = (str(chain_pass.html(at("forward", answered), say)) for answered in (False, True))
    assert asked.index("chain-table") < asked.index("terms-on") and answered.index("chain-table") > answered.index("terms-on")


def test_one_button_at_a_time_stands_out():
    accent = 'class="pill accent" id="terms-on"'
    assert accent not in str(chain_pass.html(at("forward", answered=False), say))
    session = at("forward")
    assert accent in str(chain_pass.html(session, say))
    while not session.tutor.finished:
        chain_pass._move(session, "1")
    assert accent not in str(chain_pass.html(session, say))


@pytest.mark.parametrize(("subject", "phase", "lit"), [
    (Unit(1, 2), "forward/1/z", {Unit(1, 2), Edge(1, 1, 2), Edge(1, 2, 2)}),
    (Unit(1, 2), "forward/1/a", {Unit(1, 2)}),
    (Unit(1, 2), "backward/1/a", {Unit(1, 2), Edge(2, 2, 1)}),
    (Unit(2, 1), "backward/2/a", {Unit(2, 1)}),
    (Edge(1, 2, 3), "backward/1", {Edge(1, 2, 3), Unit(0, 2), Unit(1, 3)}),
    (Bias(1, 3), "backward/1", {Unit(1, 3)}),
    (Loss(), "loss", {Unit(2, 1)}),
])  # fmt: skip
def test_what_is_at_work_is_lit_in_the_small_drawing(subject, phase, lit):
    assert chain_sketch.at_work(subject, phase) == lit


def test_the_small_drawing_tells_no_more_than_the_table():
    session = at("forward", answered=False)
    assert "0.818" not in str(chain_pass.html(session, say))
    session = at("delta")
    assert 'class="back">0.522<' not in str(chain_pass.html(session, say))
    session.show_phase("backward/1/z")
    assert 'class="back">0.522<' in str(chain_pass.html(session, say))


def test_a_path_leads_from_its_weight_to_the_output():
    assert chain_sketch.on_the_path(Edge(1, 2, 3)) == {Unit(0, 2), Edge(1, 2, 3), Unit(1, 3), Edge(2, 3, 1), Unit(2, 1)}
    assert chain_sketch.on_the_path(Bias(2, 1)) == {Unit(2, 1)}


# -- nudging, updating -----------------------------------------------------------------------------


def test_an_epsilon_between_is_best_and_the_task_is_done_there_only():
    session = at("nudge", answered=False)
    session.tutor.answer("1")
    done = set()
    for halves in HALVES:
        session.tutor.study.done.clear()
        chain_nudge._slide(session, str(halves))
        if session.tutor.finished:
            done.add(epsilon_of(halves))
    assert 1e-5 in done and max(done) < 1e-4 and min(done) > 1e-8
    assert "circle" in str(chain_nudge.html(session, say))


def test_a_parabola_needs_no_small_epsilon():
    session = at("nudge")
    session.pin(lesson.SECOND)
    assert nudge(session, lesson.SECOND, 0.1).difference < 1e-12


def test_steps_on_the_sample_let_its_loss_fall_by_the_update_that_was_asked_for():
    session = at("update")
    weight = step("update").ask.right(session)
    chain_update._step(session, None)
    assert session.training.network.weights[1][1, 0] == pytest.approx(weight, abs=1e-15)
    for _ in range(20):
        if session.tutor.finished:
            break
        chain_update._step(session, None)
    losses = lesson.steps_taken(session)
    assert session.tutor.finished and losses == sorted(losses, reverse=True) and losses[-1] == session.trace().loss
    assert session.tutor.study.bests["chain-rule"]["facts"]["steps"] == len(losses) - 1


def test_there_is_a_rate_that_needs_fewer_steps():
    def count(lr):
        session = at("update")
        session.configure(lr=lr)
        while not session.tutor.finished:
            chain_update._step(session, None)
        return len(lesson.steps_taken(session)) - 1

    assert count(0.12) < count(0.05) <= 10


def test_a_step_out_of_all_bounds_is_not_made():
    session = at("update")
    session.configure(lr=100)
    for _ in range(50):
        chain_update._step(session, None)
    assert session.tutor.notes["overshot"] and math.isfinite(session.trace().loss)
    assert say("chain-rule.figure.overshot") in str(chain_update.html(session, say))


def test_the_losses_begin_anew_where_the_network_was_changed_otherwise():
    session = at("update")
    for _ in range(3):
        chain_update._step(session, None)
    session.reset()
    assert session.trace().loss == lesson.START_LOSS
    chain_update._step(session, None)
    assert len(lesson.steps_taken(session)) == 2


# -- her own exercise ------------------------------------------------------------------------------

OWN = {"x1": "1", "x2": "1/2", "y": "0"} | {str(of): "0,5" for of in PARAMETERS}
# z⁽¹⁾ = 0.5·1 + 0.5·½ + 0.5 = 1.25 for all three, a = σ(1.25); ŷ = 3·0.5·a + 0.5; L = ŷ²
OWN_A = 1 / (1 + math.exp(-1.25))
OWN_Y = 1.5 * OWN_A + 0.5
OWN_DELTA = 2 * OWN_Y * 0.5 * OWN_A * (1 - OWN_A)


def test_an_exercise_of_her_own_is_judged_number_by_number():
    session = at("exercise")
    chain_exercise._use(session, OWN)
    assert session.probe == ([1.0, 0.5], 0.0) and lesson.own_exercise(session)
    given = {"z/1/1": "5/4", "a/1/2": f"{OWN_A:.3f}", "loss": f"{OWN_Y**2:.4f}", "error": f"{OWN_Y:.4f}", "delta/1/1": " ", "slope/1/3": "7"}
    chain_exercise._check(session, given)
    assert lesson.checked(session) == {
        "z/1/1": "right", "a/1/2": "right", "loss": "right", "error": "half", "slope/1/3": "wrong",
    }  # fmt: skip
    assert not session.tutor.finished
    html = str(chain_exercise.html(session, say))
    assert say("chain-rule.figure.slip.half", symbol="∂L/∂ŷ") in html
    chain_exercise._check(session, given | {"gradient/edge/1/2/3": f"{OWN_DELTA / 2:.4f}"})
    assert session.tutor.finished


def test_who_has_looked_takes_other_numbers():
    session = at("exercise")
    answers = {"loss": f"{OWN_Y**2:.4f}", "gradient/edge/1/1/1": f"{OWN_DELTA:.4f}"}
    chain_exercise._use(session, OWN)
    chain_exercise._show(session, None)
    assert chain_table.plain(OWN_Y**2, 4) in str(chain_exercise.html(session, say))
    chain_exercise._check(session, answers)
    assert not session.tutor.finished
    chain_exercise._show(session, None)  # hidden again, or taken over once more, they have been seen all the same
    chain_exercise._use(session, OWN)
    chain_exercise._check(session, answers)
    assert not session.tutor.finished
    chain_exercise._use(session, OWN | {"y": "1"})
    chain_exercise._check(session, {"loss": f"{(OWN_Y - 1) ** 2:.4f}", "gradient/edge/1/1/1": f"{OWN_DELTA * (OWN_Y - 1) / OWN_Y:.4f}"})
    assert session.tutor.finished


@pytest.mark.parametrize("change", [{"act": "relu"}, {"act": "tanh"}, {"loss": "half_mse"}])
def test_her_numbers_stay_when_she_takes_another_function(change):
    session = at("exercise")
    chain_exercise._use(session, OWN)
    session.configure(**change)
    assert (session.training.network.parameters == 0.5).all() and session.probe == ([1.0, 0.5], 0.0)
    session.reset()
    assert (session.training.network.parameters == 0.5).all()
    session.tutor.again()
    assert (session.training.network.weights[0] == lesson.WEIGHTS[0]).all()


@pytest.mark.parametrize("act", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize(("loss", "first"), [("mse", 2.0), ("half_mse", 1.0)])
def test_an_exercise_is_judged_by_its_own_functions(act, loss, first):
    session = at("exercise")
    chain_exercise._use(session, OWN)
    session.configure(act=act, loss=loss)
    f, slope = {"relu": (1.25, 1.0), "tanh": (math.tanh(1.25), 1 - math.tanh(1.25) ** 2), "sigmoid": (OWN_A, OWN_A * (1 - OWN_A))}[act]
    y_hat = 1.5 * f + 0.5
    by_hand = {"a/1/1": f, "loss": first / 2 * y_hat**2, "error": first * y_hat, "gradient/edge/1/2/3": first * y_hat * 0.5 * slope * 0.5}
    chain_exercise._check(session, {name: f"{value:.5g}".replace(".", ",") for name, value in by_hand.items()})
    assert set(lesson.checked(session).values()) == {"right"} and session.tutor.finished


def test_the_lessons_own_numbers_are_no_exercise_of_hers():
    session = at("exercise")
    chain_exercise._check(session, {name: repr(float(value)) for name, value in BY_HAND.items()})
    assert set(lesson.checked(session).values()) == {"right"} and not session.tutor.finished


@pytest.mark.parametrize("text", ["", "x", "1e9", "1/0", None])
def test_what_is_no_number_is_refused_and_changes_nothing(text):
    session = at("exercise")
    before = session.training.network.parameters.copy()
    with pytest.raises(SettingError):
        chain_exercise._use(session, OWN | {"edge/1/1/1": text})
    assert (session.training.network.parameters == before).all() and session.probe == ([-1.0, 3.0], 1.0)


# -- the parameters a step begins with -------------------------------------------------------------


def test_reset_and_going_back_give_the_parameters_of_the_step():
    session = at("update")
    begin = session.training.network.parameters.copy()
    asyncio.run(session.step(1))
    assert (session.training.network.parameters != begin).any()
    asyncio.run(session.seek(0))
    assert (session.training.network.parameters == begin).all()
    asyncio.run(session.step(1))
    session.reset()
    assert (session.training.network.parameters == begin).all()


@pytest.mark.parametrize("change", [{"hidden": "4"}, {"hidden": ""}, {"features": "x1,x2,x1*x2"}, {"act": "relu"}, {"loss": "half_mse"}])
@pytest.mark.parametrize("name", [one.name for one in lesson.LESSON.steps])
def test_every_step_bears_another_network(name, change):
    session = at(name, answered=False)
    session.configure(**change)
    assert str(panel.html(session, say))
    if step(name).ask and "act" not in change and "loss" not in change:
        session.tutor.answer("1")
    session.show_phase("update")
    assert str(panel.html(session, say))


def test_the_wave_after_a_training_step_leads_nobody_away():
    session = at("forward")
    chain_pass._move(session, "1")
    session.walk.wave(session.training.network).close()  # it has begun
    session.walk._enter(session.walk.timeline.to("update"), 0.5)
    chain_pass._move(session, "1")
    assert (session.pinned, session.phase) == chain_pass.TERMS[2]


def test_a_unit_in_hand_shows_slope_and_delta_together():
    session = at("delta")
    session.pin(Unit(1, 2))
    session.show_phase("backward/1/z")
    html = str(chain_pass.html(session, say))
    assert CATALOGUES["en"]["explain.dz"] in html and "slope1[1]" in html
