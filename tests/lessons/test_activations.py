"""What lesson 3 says of its runs: tried natively, the way a student tries it."""

import asyncio
import re

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.engine.activations import ACTIVATIONS
from playground.lessons import activations, measures
from playground.lessons import atlas as atlas_of
from playground.lessons.activations import LESSON
from playground.lessons.atlas import OUTPUTS, PROPERTIES, RANGES
from playground.lessons.claims import CLAIMS, FUNCTIONS, KINDS
from playground.settings import ACTIVATIONS as NAMES
from playground.settings import SettingError
from playground.views.lessons import claims, functions, revive, slope, units
from playground.views.words import short
from tests.lessons.opening import after, is_done, opened, words


def start(step, answer="0", **changes):
    return after(LESSON, step, answer=answer, **changes)


def train(session, steps):
    asyncio.run(session.step(steps))
    return session


# -- the functions ---------------------------------------------------------------------------------


def test_all_functions_but_the_identity_are_in_the_pictures():
    assert set(FUNCTIONS) == set(NAMES) - {"identity"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_pressing_a_curve_takes_its_function_and_marks_it(name):
    session = start("shapes", "4")
    functions.ACTIONS["function-take"](session, name)
    html = str(functions.html(session, words))
    assert session.config.act == name and html.count('aria-pressed="true"') == 1
    assert f'id="function-{name}" aria-pressed="true"' in html
    assert is_done(session) == (ACTIVATIONS[name].greatest_slope > 1) == (name in ("gelu", "silu"))


def test_slopes_are_hidden_while_they_are_to_be_judged_by_the_curves():
    asked = opened(LESSON, LESSON.by_name["shapes"])
    assert 'class="slope"' not in functions.html(asked, words) and "Dashed" not in functions.html(asked, words)
    for session in (start("shapes", "4"), opened(LESSON, LESSON.by_name["flat"])):
        assert functions.html(session, words).count('class="slope"') == len(FUNCTIONS)


def test_the_step_that_kills_pulls_weights_and_bias_of_the_dead_down():
    session = opened(LESSON, LESSON.by_name["kill"])
    session.tutor.answer("1")
    before = session.training.network.layers[0].copy()
    session.configure(lr=0.5)
    asyncio.run(session.step(1))
    dead = [unit - 1 for unit in measures.silent(session.training)]
    assert dead and (session.training.network.layers[0] < before)[:, dead].all()


def test_pictures_hold_with_any_net():
    for changes in ({"hidden": ""}, {"hidden": (16,) * 24, "gain": 100, "init": "normal"}, {"hidden": "2,3", "act": "relu,tanh"}):
        session = start("choose", "2", **changes)
        for figure in (functions, units, revive, claims, slope):
            assert "nan" not in str(figure.html(session, words))
        for step in LESSON.steps:
            assert not step.task or not step.task.done(session)


def test_what_is_said_below_a_curve_is_so_of_the_net_that_has_it():
    session = start("centred", "0", act="tanh")
    saturation = session.diagnosis().saturation[0]
    assert f"saturated {saturation:.1%}" in str(functions.html(session, words))
    assert measures.flat(session.training) == pytest.approx(saturation)


# -- race, saturation, mean ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_the_sigmoid_falls_behind_whatever_the_dice(seed):
    session = train(start("race", seed=seed), 300)
    sigmoid, tanh, relu = (measures.accuracy(training) for training in activations.trainings(session))
    assert is_done(session) and sigmoid < 0.7 < 0.95 <= min(tanh, relu)


def test_a_smaller_start_takes_the_sigmoid_out_of_saturation():
    session = start("flat", "0.0165")
    assert not session.tutor.locked and not is_done(session)
    session.configure(gain=1)
    assert is_done(session)


def test_another_function_is_no_cure_for_saturation_here():
    session = start("flat", "0.0165", act="silu")
    assert not is_done(session)


@pytest.mark.parametrize("seed", range(3))
def test_only_what_is_centred_mixes_the_signs_of_a_samples_gradients(seed):
    session = start("centred", seed=seed)
    assert activations.one_sign(session) and not is_done(session)
    session.configure(act="tanh")
    assert is_done(session) and not activations.one_sign(session)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "tanh"])
def test_of_the_eight_only_tanh_is_centred(name):
    assert not is_done(start("centred", act=name))


# -- dead units ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lr", [0.3, 0.5, 1, 2])
def test_one_step_with_too_high_a_rate_kills(lr):
    session = train(start("kill", "1", lr=lr), 1)
    assert is_done(session)
    assert session.status()["dead_units"][0] == len(measures.silent(session.training)) >= 2


def test_what_kills_is_that_weights_and_biases_go_down():
    session = train(start("kill", "1", lr=0.5), 1)
    change = session.training.network.as_layers(session.training.last_change)[0]
    for unit in measures.silent(session.training):
        assert (change[:, unit - 1] < 0).all()
    assert (session.training.dataset.train.inputs > 0).all()


def test_with_care_the_net_learns_and_nobody_dies():
    session = train(start("kill", "1"), 2000)
    assert not is_done(session) and not measures.silent(session.training)
    assert session.evaluation().train_accuracy >= 0.95


@pytest.mark.parametrize(("opt", "lr"), [("sgd", 0.003), ("sgd", 0.02), ("adam", 0.01), ("momentum", 0.001)])
def test_the_dead_never_come_back(opt, lr):
    session = start("back")
    before, layers = measures.silent(session.training), session.training.network.layers[0].copy()
    session.configure(opt=opt, lr=lr)
    train(session, 100)
    assert not is_done(session)
    train(session, 150)
    assert is_done(session) and not session.training.diverged
    columns = [unit - 1 for unit in before]
    assert len(before) == 4 and before <= activations.never_back(session)
    assert np.array_equal(layers[:, columns], session.training.network.layers[0][:, columns])


def test_long_training_without_a_dead_unit_proves_nothing():
    session = start("back")
    session.configure(lr=0.01)
    session.reset()
    train(session, 400)
    assert not activations.never_back(session) and not is_done(session)


def test_a_death_of_the_last_moment_does_not_count_as_never_back():
    session = start("back")
    session.configure(lr=0.01)
    session.reset()
    train(session, 300)
    network = session.training.network
    session.set_parameters(network.weights, [network.biases[0] - 100, network.biases[1]])
    train(session, 50)
    assert measures.silent(session.training) and not is_done(session)


@pytest.mark.parametrize("name", ["leaky_relu", "elu"])
def test_the_same_weights_under_a_function_with_a_slope_come_back(name):
    session = start("revive", "1")
    parameters, dead = session.training.network.parameters.copy(), measures.silent(session.training)
    revive.ACTIONS["weights-to"](session, name)
    assert session.config.act == name and np.array_equal(session.training.network.parameters, parameters)
    assert measures.silent(session.training) == dead and not is_done(session)
    assert measures.unit_gradients(session.training)[[unit - 1 for unit in dead]].all()
    train(session, 250)
    assert is_done(session) and activations.revived(session) <= dead


def test_the_same_weights_under_relu_do_not():
    session = start("revive", "1")
    dead = measures.silent(session.training)
    revive.ACTIONS["weights-to"](session, "relu")
    train(session, 1000)
    assert not is_done(session) and dead <= measures.silent(session.training)
    revive.ACTIONS["weights-to"](session, "elu")  # from the same weights again, not from where ReLU has come to
    assert measures.silent(session.training) == dead


def test_new_weights_are_no_revival():
    session = start("revive", "1", act="leaky_relu")
    train(session, 500)
    assert not is_done(session)


def test_only_offered_functions_take_the_weights():
    session = start("revive", "1")
    for name in ("identity", "nonsense", None):
        with pytest.raises(SettingError):
            revive.ACTIONS["weights-to"](session, name)


def test_the_units_table_tells_what_the_diagnosis_tells():
    session = start("back")
    html = str(units.html(session, words))
    assert html.count('class="dead"') == session.diagnosis().dead_units[0] == 4
    deltas = measures.unit_gradients(session.training)
    whole = Diagnostics(session.training).measure().gradient_norms[0]
    assert np.linalg.norm(deltas) >= whole > 0  # with the biases, which the diagnosis leaves out


# -- the table -------------------------------------------------------------------------------------


def test_the_table_is_complete():
    hidden, output = [(act, kind) for act in FUNCTIONS for kind in KINDS[:3]], [(act, "output") for act in OUTPUTS]
    assert sorted((claim.act, claim.kind) for claim in CLAIMS) == sorted(hidden + output)
    html = str(claims.html(start("table"), words))
    ids = re.findall(r' id="([^"]+)"', html)
    cells = len(PROPERTIES) * (len(FUNCTIONS) + len(OUTPUTS))
    assert html.count('data-do="atlas-show"') == cells and html.count('data-do="claim-show"') == len(CLAIMS)
    assert html.count("<button") == cells + len(CLAIMS) and len(ids) == len(set(ids)) and "softmax" in html


@pytest.mark.parametrize("act", RANGES)
def test_ranges_ends_and_symmetry_in_the_table_are_those_of_the_functions(act):
    z = np.linspace(-40, 40, 80_001)
    a, said = ACTIVATIONS[act](z), RANGES[act]
    assert a.min() == pytest.approx(said.low, abs=1e-3) or (said.low == -np.inf and a[0] == a.min() < -0.3)
    assert a.max() == pytest.approx(said.high) or (said.high == np.inf and a[-1] == a.max() >= 40)
    assert said.reached == (act in ("relu", "gelu", "silu"))
    assert atlas_of.is_odd(act) == (act in ("identity", "tanh"))
    ends = {"sigmoid": "both", "tanh": "both", "identity": "none", "leaky_relu": "nearly"}
    assert atlas_of.flat_ends(act) == ends.get(act, "left")


@pytest.mark.parametrize("what", PROPERTIES)
@pytest.mark.parametrize("act", RANGES)
def test_a_cells_button_shows_what_it_says_with_numbers_of_the_net(act, what):
    session = start("table")
    claims.ACTIONS["atlas-show"](session, f"output/{act}/{what}" if act == "identity" else f"hidden/{act}/{what}")
    html = str(claims.html(session, words))
    assert html.count('class="shown"') == 1 and html.count('aria-pressed="true"') == 1 and "nan" not in html
    z = measures.first_z(session.training)
    expected = {"range": f"{z.size} values", "centred": f"average {short(float(z.mean()))}", "cost": "10000 numbers"}
    assert expected.get(what, "<svg") in html


def test_a_cell_shows_something_whatever_net_a_claim_has_left():
    session = start("table")
    asyncio.run(claims.ACTIONS["claim-show"](session, "identity.output"))
    claims.ACTIONS["atlas-show"](session, "hidden/gelu/saturates")
    assert session.config.hidden == () and str(claims.html(session, words)).count('class="shown"') == 1


def test_a_cost_is_measured_when_it_is_asked_for():
    session = start("table")
    claims.ACTIONS["atlas-show"](session, "hidden/gelu/cost")
    ours, least = session.tutor.notes["cost"]
    assert ours > least > 0


@pytest.mark.parametrize("cell", ["", "hidden/relu", "hidden/nothing/range", "hidden/relu/nothing", None])
def test_what_is_no_cell_is_refused(cell):
    with pytest.raises(SettingError):
        claims.ACTIONS["atlas-show"](start("table"), cell)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_a_claims_button_sets_up_the_nets_that_show_it(claim):
    session = start("table")
    asyncio.run(claims.ACTIONS["claim-show"](session, claim.name))
    assert session.experiment.clock == claim.steps and len(activations.trainings(session)) == 2
    assert session.tutor.step.name == "table" and session.config.act == claim.settings["act"]
    assert claim.seen(session)
    html = str(claims.html(session, words))
    assert words(f"activations.measure.{claim.measure.__name__}") in html and 'class="seen"' in html


def test_another_net_is_not_taken_for_that_of_a_claim():
    session = start("table")
    asyncio.run(claims.ACTIONS["claim-show"](session, "tanh.strength"))
    session.configure(seed=5)
    assert 'role="status"' not in str(claims.html(session, words))


@pytest.mark.parametrize("name", ["", "relu", "relu.nonsense", None])
def test_what_is_no_claim_is_refused(name):
    with pytest.raises(SettingError):
        asyncio.run(claims.ACTIONS["claim-show"](start("table"), name))


def test_the_texts_name_the_places_from_which_the_curves_fall():
    for name, place in (("gelu", -0.75), ("silu", -1.28)):
        slope_at = ACTIVATIONS[name].slope
        assert slope_at(place - 0.01) < 0 < slope_at(place + 0.01)


# -- the learner's choice --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "solves"), [("sigmoid", False), ("relu", False), ("silu", True), ("tanh", True), ("gelu", True)],
)  # fmt: skip
def test_which_functions_solve_the_circle_in_time(name, solves):
    session = start("choose", "2", act=name)
    for _ in range(30):
        train(session, 10)
    assert is_done(session) == solves
    assert (LESSON.name in session.tutor.study.bests) == solves


@pytest.mark.parametrize("changes", [{"hidden": "8"}, {"lr": 0.3}, {"opt": "adam"}, {"features": "x1^2,x2^2"}, {"seed": 3}, {"batch": 1}])
def test_nothing_but_the_function_may_differ(changes):
    session = start("choose", "2", act="silu", **changes)
    assert not activations.same_but_for_the_function(session)


def test_too_many_steps_do_not_count():
    assert not is_done(train(start("choose", "2", act="silu"), activations.MOST_STEPS + 200))


def test_slopes_at_the_closing_card_are_those_of_the_pass():
    session = opened(LESSON, LESSON.by_name["end"])
    trace = session.trace()
    f = session.training.network.activations[0].slope(trace.z[0][0])
    assert trace.dz[0][0] == pytest.approx(float(f) * trace.da[0][0])
    assert "<math>" in str(slope.html(session, words))


def test_the_quarter_that_the_sigmoid_passes_on_is_all_it_has():
    training = Training(Config(act="sigmoid", hidden="8"))
    assert ACTIVATIONS["sigmoid"].slope(measures.first_z(training)).max() <= 0.25
