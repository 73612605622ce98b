"""A single neuron is drawn with the numbers of its pass: products, their sum, and its place on the curve."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.geometry import FIELD_LEFT, SUM, SUM_RADIUS, Geometry
from playground.frames.neuron import MOST_INPUTS, neuron
from playground.trace import trace_sample


def drawn(output="tanh", features=("x1", "x2"), x=(2.0, -1.0), weights=None):
    config = Config(hidden=(), out=output, features=features)
    training = Training(config)
    if weights:
        training.set_parameters([np.array(weights[:-1])[:, None]], [np.array(weights[-1:])])
    network = training.network
    trace = trace_sample(network, training.loss, list(x), 1.0, config.features)
    return neuron(network, trace, Geometry(network.sizes)), trace


def test_products_and_bias_add_up_to_z_and_f_of_it_is_the_output():
    one, trace = drawn(weights=(0.5, -1.5, 0.25))
    assert one.products.tolist() == [1.0, 1.5] and one.bias == 0.25
    assert one.z == pytest.approx(one.products.sum() + one.bias) == 2.75
    assert one.output == pytest.approx(np.tanh(2.75)) == trace.output


@pytest.mark.parametrize("output", ["identity", "tanh", "sigmoid"])
@pytest.mark.parametrize("scale", [0.1, 1.0, 1000.0])
def test_the_place_on_the_curve_is_inside_its_square(output, scale):
    one, _ = drawn(output, weights=(scale, scale, -scale))
    assert (one.curve >= 0).all() and (one.curve <= 1).all()
    assert (one.at >= 0).all() and (one.at <= 1).all()
    assert np.interp(one.at[0], *one.curve.T) == pytest.approx(one.at[1], abs=0.05)


def test_where_z_is_no_number_there_is_a_curve_without_a_place():
    one, _ = drawn(weights=(1e308, 1e308, 0.0))
    assert one.at is None and np.isfinite(one.curve).all()


def test_numbers_stand_beside_few_edges_and_not_beside_many():
    few, _ = drawn()
    many, _ = drawn(features=("x1", "x2", "x1^2", "x2^2"))
    assert len(few.places) == 2 <= MOST_INPUTS and len(many.places) == 0


def test_edges_end_at_the_sum_of_a_single_neuron_and_at_the_field_otherwise():
    assert Geometry((2, 1)).edges["x1"].tolist() == [SUM - SUM_RADIUS] * 2
    assert Geometry((2, 3, 1)).edges["x1"].max() == FIELD_LEFT
