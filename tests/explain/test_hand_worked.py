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
# z⁽¹⁾₁ = 0.5·1 + 0.25·2 + 0 = 1      z⁽¹⁾₂ = 0.2·1 − 0.6·2 + 0.1 = −0.9    z⁽¹⁾₃ = −0.3·1 + 0.6·2 − 0.1 = 0.8
# a⁽¹⁾  = max(0, z⁽¹⁾) = (1, 0, 0.8)    f′(z⁽¹⁾) = (1, 0, 1)
# z⁽²⁾₁ = 0.7·1 − 0.8·0 + 0.5·0.8 + 0.1 = 1.2 = ŷ,   L = 0.2² = 0.04,   ∂L/∂ŷ = 2·0.2 = 0.4 = δ⁽²⁾₁
# ∂L/∂a⁽¹⁾ = W⁽²⁾·0.4 = (0.28, −0.32, 0.2);   δ⁽¹⁾ = that · f′ = (0.28, 0, 0.2)
# ∂L/∂w⁽²⁾₃₁ = 0.8·0.4 = 0.32,  w⁽²⁾₃₁ ← 0.5 − 0.1·0.32 = 0.468
# ∂L/∂w⁽¹⁾₂₃ = 2·0.2 = 0.4,     w⁽¹⁾₂₃ ← 0.6 − 0.1·0.4 = 0.56
# ∂L/∂b⁽¹⁾₁ = 0.28,             b⁽¹⁾₁ ← 0 − 0.1·0.28 = −0.028


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
        "z3(1) = w13(1) ⋅ x1 + w23(1) ⋅ x2 + b3(1)",
        "0.8 = −0.3 ⋅ 1 + 0.6 ⋅ 2 + (−0.1)",
        "a3(1) = max(0,z3(1))",
        "0.8 = max(0,0.8)",
        "∂L/∂a3(1) = w31(2) ⋅ δ1(2)",
        "0.2 = 0.5 ⋅ 0.4",
        "f′(z3(1)) = 1 , z3(1)&gt;0",
        "1 = 1 , 0.8&gt;0",
        "δ3(1)=∂L/∂z3(1) = ∂L/∂a3(1) ⋅ f′(z3(1))",
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
        "z1(2) = w11(2) ⋅ a1(1) + w21(2) ⋅ a2(1) + w31(2) ⋅ a3(1) + b1(2)",
        "1.2 = 0.7 ⋅ 1 + (−0.8) ⋅ 0 + 0.5 ⋅ 0.8 + 0.1",
        "y^=a1(2) = z1(2)",
        "1.2 = 1.2",
        "∂L/∂y^ = 2 ⋅ (y^−y)",
        "0.4 = 2 ⋅ (1.2−1)",
        "f′(z1(2)) = 1",
        "1 = 1",
        "δ1(2)=∂L/∂z1(2) = ∂L/∂y^ ⋅ f′(z1(2))",
        "0.4 = 0.4 ⋅ 1",
    ]
    assert written(worked, Loss())[:2] == ["L = (y^−y)2", "0.04 = (1.2−1)2"]


def test_two_weights_and_a_bias(worked):
    assert written(worked, Edge(2, 3, 1)) == [
        "w31(2) ⋅ a3(1)",
        "0.5 ⋅ 0.8 = 0.4",
        "∂L/∂w31(2) = a3(1) ⋅ δ1(2)",
        "0.32 = 0.8 ⋅ 0.4",
        "w31(2) ← w31(2) − η ⋅ ∂L/∂w31(2)",
        "0.468 = 0.5 − 0.1 ⋅ 0.32",
    ]
    assert written(worked, Edge(1, 2, 3))[3::2] == ["0.4 = 2 ⋅ 0.2", "0.56 = 0.6 − 0.1 ⋅ 0.4"]
    assert written(worked, Bias(1, 1)) == [
        "b1(1) = 0",
        "∂L/∂b1(1) = δ1(1)",
        "0.28 = 0.28",
        "b1(1) ← b1(1) − η ⋅ ∂L/∂b1(1)",
        "−0.028 = 0 − 0.1 ⋅ 0.28",
    ]


def test_a_way_to_the_loss(worked):
    # 2 · 1 · 0.5 · 1 · 0.4 = 0.4
    assert rows(path(*worked, Edge(1, 2, 3))) == [
        "∂L/∂w23(1) = x2 ⋅ f′(z3(1)) ⋅ w31(2) ⋅ f′(z1(2)) ⋅ ∂L/∂y^",
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
