"""The curve beside an explanation: the engine's own function, at the sample's own place, over the training set's own z."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import ACTIVATIONS, LOSSES, Diagnostics, Training
from playground.explain import Bias, Edge, Unit, subjects
from playground.frames.activation import BINS, of_loss, of_parameter, of_unit, reach
from playground.trace import trace_sample
from tests.explain.passes import OUTPUTS, a_pass, traced

INPUTS = np.random.default_rng(1).normal(0, 2, (5, 200))


@pytest.mark.parametrize("act", ACTIVATIONS)
def test_a_units_curve_is_its_activation_through_the_samples_place_with_its_slope(act):
    network, trace, _ = a_pass(act=act)
    curve = of_unit(network, INPUTS, trace, Unit(1, 2))
    z, a = curve.at
    assert (z, a) == (trace.z[0][1], trace.a[0][1])
    assert curve.y == pytest.approx(ACTIVATIONS[act](curve.x))
    assert curve.slope == pytest.approx((ACTIVATIONS[act](z + 1e-6) - ACTIVATIONS[act](z - 1e-6)) / 2e-6, abs=1e-6)
    assert curve.x[0] < z < curve.x[-1] and curve.x[0] < -3 and curve.x[-1] > 3


def test_the_histogram_counts_every_z_of_the_training_set():
    network, trace, _ = a_pass()
    curve, z = of_unit(network, INPUTS, trace, Unit(2, 1)), network.forward(INPUTS).z[1][0]
    assert len(curve.counts) == BINS and curve.counts.sum() == len(z)
    for place, (low, high) in enumerate(zip(curve.bins[:-1], curve.bins[1:], strict=True)):
        assert curve.counts[place] == ((z >= low) & (z < high)).sum()


@pytest.mark.parametrize("act", ["tanh", "relu", "sigmoid", "elu", "identity"])
def test_saturation_and_dead_units_are_those_of_the_diagnostics(act):
    training = Training(Config(act=act, hidden=(6, 4), gain=4, init="normal"))
    training.network.biases[0][2] = -100  # dead with ReLU, saturated with others
    diagnosis, samples = Diagnostics(training).measure(), training.dataset.train
    trace = trace_sample(training.network, training.loss, samples.x[0], samples.y[0])
    for layer, size in enumerate((6, 4), start=1):
        curves = [of_unit(training.network, samples.inputs, trace, Unit(layer, j + 1)) for j in range(size)]
        assert np.mean([curve.saturated for curve in curves]) == pytest.approx(diagnosis.saturation[layer - 1])
        assert sum(curve.dead for curve in curves) == diagnosis.dead_units[layer - 1]


def test_flat_parts_of_a_curve_are_those_with_hardly_any_slope():
    network, trace, _ = a_pass(act="tanh")
    curve = of_unit(network, 10 * INPUTS, trace, Unit(1, 1))
    assert (curve.flat == (1 - curve.y**2 < 0.05)).all() and curve.flat.any() and not curve.flat.all()


@pytest.mark.parametrize("out, loss", OUTPUTS)
def test_the_losss_curve_is_the_loss_of_each_output_with_its_slope(out, loss):
    network, trace, _ = a_pass(out=out, loss=loss)
    curve = of_loss(network, LOSSES[loss], trace)
    assert curve.at == (trace.output, trace.loss)
    near = np.interp([trace.output - 1e-3, trace.output + 1e-3], curve.x, curve.y)
    assert curve.slope == trace.da[-1][0]
    assert np.interp(trace.output, curve.x, curve.y) == pytest.approx(trace.loss, rel=0.05, abs=0.02)
    assert (near[1] - near[0]) / 2e-3 == pytest.approx(curve.slope, rel=0.2, abs=0.2)


@pytest.mark.parametrize("act", ACTIVATIONS)
def test_a_parameters_curve_is_the_loss_of_the_network_with_that_parameter_changed(act):
    for out, loss in OUTPUTS:
        network, trace, config = a_pass(act=act, out=out, loss=loss)
        for of in [Edge(1, 3, 2), Bias(1, 1), Edge(2, 1, 2), Bias(3, 1), Edge(3, 2, 1)]:
            curve = of_parameter(network, LOSSES[loss], trace, of)
            row, column = (of.source - 1, of.target - 1) if isinstance(of, Edge) else (-1, of.index - 1)
            for place in (0, 50, 120):
                changed = type(network)(network.sizes, [a.name for a in network.activations])
                changed.parameters[:] = network.parameters
                changed.layers[of.layer - 1][row, column] = curve.x[place]
                assert curve.y[place] == pytest.approx(traced(changed, config).loss)
            gradients = trace.dW[of.layer - 1] if isinstance(of, Edge) else trace.db[of.layer - 1][None]
            assert curve.slope == gradients[row, column]
            assert curve.at == (network.layers[of.layer - 1][row, column], trace.loss)


def test_nothing_infinite_is_drawn_and_no_sample_that_cannot_be():
    network, trace, config = a_pass(act="relu", out="identity", loss="mse", hidden=(3, 3), spread=1e90)
    assert not np.isfinite(trace.loss) or trace.loss > 1e100
    for subject in subjects(network.sizes):
        if isinstance(subject, (Edge, Bias)):
            curve = of_parameter(network, LOSSES["mse"], trace, subject)
        elif isinstance(subject, Unit) and subject.layer:
            curve = of_unit(network, INPUTS, trace, subject)
        else:
            curve = of_loss(network, LOSSES["mse"], trace)
        assert np.isfinite(curve.x).all() and np.isfinite(curve.y).all()
        assert curve.at is None or np.isfinite(curve.at).all()


@pytest.mark.parametrize("value, end", [(0, 5), (-5, 5), (5.01, 10), (-70, 100), (4321, 4321)])
def test_a_parameter_is_moved_in_a_range_that_holds_it(value, end):
    assert reach(value) == end
