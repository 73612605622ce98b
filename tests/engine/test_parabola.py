"""The quadratic case against the engine itself: its loss, its gradient steps, and the border at 2/λ_max by experiment."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.engine.curvature import start_of
from playground.engine.parabola import Parabola

LINEAR = {"hidden": "", "out": "identity", "batch": "all"}
RUNS = [
    LINEAR | {"data": data, "loss": loss, "seed": seed, "noise": 10}
    for data in ("gauss", "plane") for loss in ("mse", "half_mse") for seed in (0, 3)
]  # fmt: skip


def training_of(run, **changes):
    return Training(Config(**run | changes))


def test_by_hand_two_points():
    """x = ±1 with a 1 for the bias: H = ½ Σ x xᵀ of ½ MSE is the unit matrix, so any rate below 2 converges."""
    training = training_of(LINEAR, data="custom", points="1,0,1;-1,0,-1;1,0,1;-1,0,-1", features="x1", train=50)
    parabola = Parabola.of(training)
    x = training.dataset.train.x[:, 0]
    mean = x.mean()
    assert parabola.hessian == pytest.approx(np.array([[1, mean], [mean, 1]]))
    assert parabola.curvatures == pytest.approx([1 - abs(mean), 1 + abs(mean)])
    assert parabola.threshold == pytest.approx(2 / (1 + abs(mean)))


@pytest.mark.parametrize("run", RUNS)
def test_the_loss_is_the_parabola_everywhere(run):
    training = training_of(run, lr=0.01)
    parabola = Parabola.of(training)
    for _ in range(5):
        assert parabola.loss(training.network.parameters) == pytest.approx(training.evaluate().train_loss, rel=1e-12)
        training.advance(3)


@pytest.mark.parametrize("run", RUNS)
def test_a_step_multiplies_every_distance_by_its_factor(run):
    training = training_of(run, lr=0.07)
    parabola = Parabola.of(training)
    before = parabola.distances(training.network.parameters)
    training.advance(1)
    assert parabola.distances(training.network.parameters) == pytest.approx(before * parabola.factors(0.07), abs=1e-12)


@pytest.mark.parametrize("run", RUNS)
def test_below_the_border_it_converges_and_above_it_diverges(run):
    border = Parabola.of(training_of(run)).threshold
    below, above = (training_of(run, lr=share * border) for share in (0.97, 1.03))
    below.advance(4000)
    above.advance(4000)
    assert Parabola.of(below).is_reached(below.evaluate().train_loss) and not below.diverged
    assert above.diverged and above.evaluate().train_loss > 1000


@pytest.mark.parametrize("share", [0.95, 1.05])
def test_momentum_bears_nearly_twice_the_rate(share):
    run = RUNS[0] | {"opt": "momentum"}
    training = training_of(run, lr=share * 1.9 * Parabola.of(training_of(run)).threshold)
    training.advance(4000)
    assert bool(training.diverged) == (share > 1)


@pytest.mark.parametrize("run", RUNS)
def test_its_greatest_curvature_is_the_one_that_the_start_of_a_run_has(run):
    training = training_of(run)
    assert start_of(training, settled=1e-9).curvature == pytest.approx(Parabola.of(training).curvatures[-1], rel=0.03)


@pytest.mark.parametrize("changes", [{"hidden": "2"}, {"out": "tanh", "data": "gauss"}, {"reg": "l2", "rate": 0.1}, {"data": "gauss", "out": "sigmoid", "loss": "bce"}])
def test_what_is_no_parabola_is_none(changes):
    assert Parabola.of(training_of(RUNS[0] | changes)) is None
