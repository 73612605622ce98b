"""One network worked by hand, 2-3-1 with squared error, and the very numbers as a learner reads them."""

import re

import pytest

from playground.config import Config
from playground.engine import Network
from playground.explain import Bias, Edge, Loss, Unit, explain, mathml, path
from tests.explain.passes import traced

# x = (1, 2), y = 1; ReLU in the hidden layer, identity output, L = (ŷ − y)², η = 0.1.
W1, B1 = [[0.5, 0.2, -0.3], [0.25, -0.6, 0.6]], [0.0, 0.1, -0.1]
W2, B2 = [[0.7], [-0.8], [0.5]], [0.1]
# z¹₁ = 0.5·1 + 0.25·2 + 0 = 1      z¹₂ = 0.2·1 − 0.6·2 + 0.1 = −0.9    z¹₃ = −0.3·1 + 0.6·2 − 0.1 = 0.8
# a¹  = max(0, z¹) = (1, 0, 0.8)    f′(z¹) = (1, 0, 1)
# z²₁ = 0.7·1 − 0.8·0 + 0.5·0.8 + 0.1 = 1.2 = ŷ,   L = 0.2² = 0.04,   ∂L/∂ŷ = 2·0.2 = 0.4 = δ²₁
# ∂L/∂a¹ = W²·0.4 = (0.28, −0.32, 0.2);   δ¹ = that · f′ = (0.28, 0, 0.2)
# ∂L/∂w²₃₁ = 0.8·0.4 = 0.32,  w²₃₁ ← 0.5 − 0.1·0.32 = 0.468
# ∂L/∂w¹₂₃ = 2·0.2 = 0.4,     w¹₂₃ ← 0.6 − 0.1·0.4 = 0.56
# ∂L/∂b¹₁ = 0.28,             b¹₁ ← 0 − 0.1·0.28 = −0.028


@pytest.fixture
def worked():
    config = Config(hidden="3", act="relu", out="identity", loss="mse", lr=0.1, batch=1)
    network = Network.of(config)
    network.set_parameters([W1, W2], [B1, B2])
    return network, traced(network, config, (1, 2)), config


def rows(line):
    """The rows of a line's table as text, a space between cells."""
    tables = re.findall(r"<mtr>(.*?)</mtr>", mathml(line))
    return [" ".join(re.sub("<[^>]*>", "", cell) for cell in re.findall("<mtd>(.*?)</mtd>", row)).strip() for row in tables]


def written(worked, subject):
    return [row for line in explain(*worked, subject) for row in rows(line)]


def test_a_hidden_unit(worked):
    assert written(worked, Unit(1, 3)) == [
        "z31 = w131 ⋅ x1 + w231 ⋅ x2 + b31",
        "0.8 = −0.3 ⋅ 1 + 0.6 ⋅ 2 + (−0.1)",
        "a31 = max(0,z31)",
        "0.8 = max(0,0.8)",
        "∂L/∂a31 = w312 ⋅ δ12",
        "0.2 = 0.5 ⋅ 0.4",
        "f′(z31) = 1 , z31&gt;0",
        "1 = 1 , 0.8&gt;0",
        "δ31=∂L/∂z31 = ∂L/∂a31 ⋅ f′(z31)",
        "0.2 = 0.2 ⋅ 1",
    ]


def test_a_dead_unit(worked):
    assert written(worked, Unit(1, 2))[1::2] == [
        "−0.9 = 0.2 ⋅ 1 + (−0.6) ⋅ 2 + 0.1",
        "0 = max(0,−0.9)",
        "−0.32 = −0.8 ⋅ 0.4",
        "0 = 0 , −0.9≤0",
        "0 = −0.32 ⋅ 0",
    ]


def test_the_output_and_the_loss(worked):
    assert written(worked, Unit(2, 1)) == [
        "z12 = w112 ⋅ a11 + w212 ⋅ a21 + w312 ⋅ a31 + b12",
        "1.2 = 0.7 ⋅ 1 + (−0.8) ⋅ 0 + 0.5 ⋅ 0.8 + 0.1",
        "ŷ=a12 = z12",
        "1.2 = 1.2",
        "∂L/∂ŷ = 2 ⋅ (ŷ−y)",
        "0.4 = 2 ⋅ (1.2−1)",
        "f′(z12) = 1",
        "1 = 1",
        "δ12=∂L/∂z12 = ∂L/∂ŷ ⋅ f′(z12)",
        "0.4 = 0.4 ⋅ 1",
    ]
    assert written(worked, Loss())[:2] == ["L = (ŷ−y)2", "0.04 = (1.2−1)2"]


def test_two_weights_and_a_bias(worked):
    assert written(worked, Edge(2, 3, 1)) == [
        "w312 ⋅ a31",
        "0.5 ⋅ 0.8 = 0.4",
        "∂L/∂w312 = a31 ⋅ δ12",
        "0.32 = 0.8 ⋅ 0.4",
        "w312 ← w312 − η ⋅ ∂L/∂w312",
        "0.468 = 0.5 − 0.1 ⋅ 0.32",
    ]
    assert written(worked, Edge(1, 2, 3))[3::2] == ["0.4 = 2 ⋅ 0.2", "0.56 = 0.6 − 0.1 ⋅ 0.4"]
    assert written(worked, Bias(1, 1)) == [
        "b11 = 0",
        "∂L/∂b11 = δ11",
        "0.28 = 0.28",
        "b11 ← b11 − η ⋅ ∂L/∂b11",
        "−0.028 = 0 − 0.1 ⋅ 0.28",
    ]


def test_a_way_to_the_loss(worked):
    # 2 · 1 · 0.5 · 1 · 0.4 = 0.4
    assert rows(path(*worked, Edge(1, 2, 3))) == [
        "∂L/∂w231 = x2 ⋅ f′(z31) ⋅ w312 ⋅ f′(z12) ⋅ ∂L/∂ŷ",
        "0.4 = 2 ⋅ 1 ⋅ 0.5 ⋅ 1 ⋅ 0.4",
    ]


def test_the_checks_agree_with_the_hand(worked):
    line = explain(*worked, Edge(1, 2, 3))[1]
    assert line.check.verdict == "agrees" and line.check.numeric == pytest.approx(0.4) and line.check.epsilon == 1e-5


def test_the_numpy_lines_are_those_of_a_textbook(worked):
    hidden = explain(*worked, Unit(1, 3))
    assert [line.numpy for line in hidden] == [
        "z1[2] = x @ W1[:, 2] + b1[2]", "a1[2] = np.maximum(0, z1[2])", "da1[2] = dz2 @ W2[2]", "slope1[2] = z1[2] > 0",
        "dz1[2] = da1[2] * (z1[2] > 0)"]  # fmt: skip
    assert [line.numpy_layer for line in hidden][-1] == "dz1 = (dz2 @ W2.T) * (z1 > 0)"
    assert [line.numpy_layer for line in explain(*worked, Edge(2, 3, 1))][1:] == ["dW2 = np.outer(a1, dz2)", "W2 -= lr * dW2"]
