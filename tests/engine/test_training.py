"""Training: repeatable to the bit however it is sliced, stopped in time when it diverges."""

import warnings

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from tests.reference.parity import CASES, all_parameters
from tests.reference.plain_network import PlainNetwork

EXPLODING = {"data": "plane", "act": "relu", "hidden": "8,8", "lr": 3, "seed": 1}
SLOWLY_EXPLODING = {"data": "gauss", "hidden": "", "out": "identity", "batch": "all", "lr": 0.24}  # a little over 2/λ


def parameters_of(training):
    return training.network.parameters.copy()


@pytest.mark.parametrize("case", CASES)
def test_slices_of_any_length_give_the_same_bits(case):
    whole, sliced = Training(Config(**CASES[case])), Training(Config(**CASES[case]))
    whole.advance(1000)
    for steps in (1, 2, 3, 24, 25, 26, 119, 300, 500):
        assert sliced.advance(steps) == steps
    assert sliced.step == whole.step == 1000 and sliced.epoch == whole.epoch
    assert (parameters_of(sliced) == parameters_of(whole)).all()


def test_a_run_learns_and_is_the_same_run_every_time():
    first, second = all_parameters(), all_parameters()
    assert first == second


@pytest.mark.parametrize("data, settings", [("circle", {}), ("xor", {}), ("gauss", {}), ("moons", {"hidden": "8,8", "lr": 0.1}),
                                            ("plane", {}), ("hills", {"hidden": "8,8", "lr": 0.1})])  # fmt: skip
def test_every_data_set_can_be_learned(data, settings):
    training = Training(Config(data=data, **settings))
    before = training.evaluate()
    training.advance(5000)
    after = training.evaluate()
    assert after.train_loss < before.train_loss / 3
    assert (after.test_accuracy is None) if training.config.task == "regression" else after.test_accuracy > 0.9


def test_the_engine_does_what_the_plain_network_does():
    training = Training(Config(batch="all", hidden="4,2"))
    plain = PlainNetwork((2, 4, 2, 1), np.random.default_rng(0))
    plain.weights = [w.copy() for w in training.network.weights]
    plain.biases = [b.copy() for b in training.network.biases]
    x, y = training.dataset.train.x, training.dataset.train.y[:, None]
    for _ in range(200):
        loss = plain.step(x, y, 0.03)
    training.advance(200)
    assert training.batch_loss == pytest.approx(loss, rel=1e-10)
    for ours, theirs in zip(training.network.weights, plain.weights, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-12)


def test_an_epoch_visits_every_sample_once_and_the_next_in_another_order():
    training = Training(Config(samples=45, train=50, batch=10))
    seen = []
    for _ in range(2):
        batches = training._batches.upcoming(100)
        assert [len(y) for _, y in batches] == [10, 10, 2]
        seen.append(np.hstack([inputs[:2] for inputs, _ in batches]).T.tolist())
        training.advance(3)
    assert sorted(seen[0]) == sorted(seen[1]) == sorted(training.dataset.train.x.tolist())
    assert seen[0] != seen[1]
    assert (training.epoch, training.step) == (2, 6)


@pytest.mark.parametrize("batch", [1, 250, 1000, "all"])
def test_batches_of_any_size_make_whole_epochs(batch):
    training = Training(Config(batch=batch))
    training.advance(250 if batch == 1 else 1)
    assert training.epoch == 1


def test_streams_of_randomness_are_independent():
    one, other = Training(Config(act="tanh", init="normal")), Training(Config(act="relu", init="he_uniform"))
    assert (one.dataset.train.x == other.dataset.train.x).all()
    batches = [training._batches.upcoming(1)[0][0] for training in (one, other)]
    assert (batches[0] == batches[1]).all()
    noisy = Training(Config(noise=30, init="normal"))
    assert (parameters_of(noisy) == parameters_of(one)).all()


def test_another_seed_is_another_run():
    one, other = Training(Config(seed=0)), Training(Config(seed=2**32 - 1))
    assert not (parameters_of(one) == parameters_of(other)).any(where=one.network.weight_mask() > 0)


def test_reset_is_the_same_run_again():
    training = Training(Config(opt="adam"))
    start = parameters_of(training)
    training.advance(137)
    end = parameters_of(training)
    training.reset()
    assert (training.step, training.epoch, training.batch_loss) == (0, 0, None)
    assert (parameters_of(training) == start).all()
    training.advance(137)
    assert (parameters_of(training) == end).all()


@pytest.mark.parametrize("opt", ["sgd", "momentum", "nesterov", "rmsprop", "adam"])
def test_going_on_from_a_restored_state_is_the_first_run_to_the_bit(opt):
    training = Training(Config(opt=opt, lr=0.01))
    training.advance(63)
    state = training.state()
    training.advance(200)
    first = parameters_of(training)
    training.restore(state)
    assert training.step == 63
    training.advance(200)
    assert (parameters_of(training) == first).all()


def test_a_state_is_a_copy():
    training = Training(Config(opt="momentum"))
    state = training.state()
    before = state.parameters.copy()
    training.advance(10)
    assert (state.parameters == before).all() and not state.memory.any()


def test_a_state_brings_its_live_settings_back_and_leaves_the_view():
    training = Training(Config(lr=0.1, opt="adam"))
    training.advance(5)
    state = training.state()
    training.reconfigure(training.config.replace(lr=1, opt="sgd", batch=3, lang="zh"))
    training.restore(state)
    assert training.config == Config(lr=0.1, opt="adam", lang="zh")


def test_a_live_change_keeps_parameters_and_place():
    training = Training(Config())
    training.advance(30)
    before, place = parameters_of(training), (training.step, training.epoch)
    training.reconfigure(training.config.replace(lr=0.5, batch=7, reg="l2", rate=0.01, clip=1, opt="adam"))
    assert (parameters_of(training) == before).all() and (training.step, training.epoch) == place
    assert training.advance(200) == 200 and not (parameters_of(training) == before).any()


def test_a_view_change_leaves_the_run_alone_in_every_bit():
    training, other = Training(Config(opt="adam")), Training(Config(opt="adam"))
    training.advance(10)
    training.reconfigure(training.config.replace(lang="en", pace="max"))
    training.advance(10)
    other.advance(20)
    assert (parameters_of(training) == parameters_of(other)).all()


def test_a_change_that_needs_a_restart_is_refused():
    with pytest.raises(ValueError):
        Training(Config()).reconfigure(Config(seed=1))


def test_divergence_stops_at_the_last_good_state():
    training = Training(Config(**EXPLODING))
    done = training.advance(10_000)
    assert training.diverged.step == training.step == done < 10_000
    assert np.isfinite(parameters_of(training)).all()
    assert training.advance(10) == 0
    assert np.isfinite(training.evaluate().train_loss)


@pytest.mark.parametrize("slice_", [1, 2, 7, 10_000])
@pytest.mark.parametrize("settings", [EXPLODING, EXPLODING | {"batch": "all"}, SLOWLY_EXPLODING | {"opt": "momentum", "lr": 0.47},
                                      {"data": "plane", "act": "leaky_relu", "hidden": "8,8,8,8", "lr": 1},
                                      SLOWLY_EXPLODING, SLOWLY_EXPLODING | {"batch": 30, "reg": "l2", "rate": 10, "lr": 0.12},
                                      SLOWLY_EXPLODING | {"hidden": "3", "act": "identity", "batch": 10}])  # fmt: skip
def test_divergence_ends_in_the_same_state_however_it_is_sliced(settings, slice_):
    whole, sliced = Training(Config(**settings)), Training(Config(**settings))
    whole.advance(10_000)
    assert whole.diverged
    while not sliced.diverged:
        sliced.advance(slice_)
    assert sliced.diverged == whole.diverged
    assert (parameters_of(sliced) == parameters_of(whole)).all()


def test_the_state_after_divergence_is_the_one_before_the_step_that_failed():
    training, careful = Training(Config(**EXPLODING)), Training(Config(**EXPLODING))
    training.advance(10_000)
    careful.advance(training.step)
    assert not careful.diverged
    assert (parameters_of(careful) == parameters_of(training)).all()
    assert careful.advance(2) < 2 or careful.diverged


def test_a_lower_learning_rate_lets_a_diverged_run_go_on():
    training = Training(Config(**EXPLODING))
    training.advance(10_000)
    training.reconfigure(training.config.replace(lr=1e-5, clip=1))
    assert training.diverged is None
    assert training.advance(100) == 100


def test_a_view_change_does_not_hide_a_divergence():
    training = Training(Config(**EXPLODING))
    training.advance(10_000)
    training.reconfigure(training.config.replace(lang="zh"))
    assert training.diverged


def test_a_live_change_just_before_the_divergence_still_leads_back_to_a_good_state():
    training = Training(Config(**EXPLODING))
    training.advance(10_000)
    last_good = training.step
    for steps in (last_good, last_good + 1):
        again = Training(Config(**EXPLODING))
        again.advance(steps)
        again.reconfigure(again.config.replace(lr=2.9))
        again.advance(50)
        assert np.isfinite(parameters_of(again)).all()
        if again.diverged:
            again.reconfigure(again.config.replace(lr=1e-5, clip=0.1))
            assert again.advance(50) == 50


def test_a_run_that_is_infinite_from_the_start_stops_there():
    training = Training(Config(init="constant", gain=100, hidden=(16,) * 24, act="relu", data="plane", out="identity",
                               features="x1^2,x2^2", loss="mse"))  # fmt: skip
    training.set_parameters([w * 1e8 for w in training.network.weights], [b for b in training.network.biases])
    assert training.advance(10) == 0
    assert training.diverged.reason == "infinite" and training.diverged.loss is None


def test_parameters_that_overflow_behind_a_saturated_output_are_noticed():
    training = Training(Config(hidden="", out="sigmoid", loss="mse", features="x1", reg="l2", rate=10, lr=100))
    done = training.advance(10_000)
    assert done < 10_000 and training.diverged.reason == "parameters"
    assert np.isfinite(parameters_of(training)).all()


def test_new_parameters_and_reset_end_a_divergence():
    for cure in (Training.reset, lambda t: t.set_parameters(**Training(t.config).network.plain())):
        training = Training(Config(**EXPLODING))
        training.advance(10_000)
        cure(training)
        assert training.diverged is None and training.advance(1) == 1


def test_no_warning_leaks_from_a_run_that_explodes():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for settings in (EXPLODING, {"hidden": (16,) * 24, "init": "normal", "gain": 100, "act": "elu", "lr": 100}):
            training = Training(Config(**settings))
            training.advance(500)
            training.evaluate()


def test_regularisation_and_clipping_come_before_the_optimiser_in_this_order():
    training = Training(Config(reg="l2", rate=0.5, clip=0.01, lr=1))
    before = parameters_of(training)
    training.advance(1)
    assert np.linalg.norm(parameters_of(training) - before) == pytest.approx(0.01, rel=1e-9)


def test_biases_are_not_regularised():
    training = Training(Config(reg="l1", rate=1))
    training.network.parameters[:] = 2
    assert training.regulariser_gradient().tolist() == training.network.weight_mask().tolist()
    assert training.penalty() == 2 * (8 + 8 + 2)


def test_accuracy_is_the_share_on_the_right_side():
    training = Training(Config(hidden="", data="custom", points="1,1,1;2,2,1;-1,-1,-1;3,3,-1;4,4,1;-4,-4,-1", train=50))
    training.set_parameters([[[1.0], [1.0]]], [[0.0]])
    right = [np.sign(s.x.sum(axis=1)) == s.y for s in (training.dataset.train, training.dataset.test)]
    result = training.evaluate()
    assert (result.train_accuracy, result.test_accuracy) == (right[0].mean(), right[1].mean())


@pytest.mark.parametrize("out, loss", [("sigmoid", "bce"), ("sigmoid", "mse"), ("tanh", "mse"), ("identity", "half_mse")])
def test_every_output_learns_to_classify(out, loss):
    training = Training(Config(out=out, loss=loss, data="gauss", lr=0.1))
    training.advance(500)
    assert training.evaluate().test_accuracy > 0.95
