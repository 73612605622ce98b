"""500 steps of ours are 500 steps of TensorFlow Playground's published rule (its nn.ts), written down here by hand.

Its rule, sample by sample: forward, z = b + Σ w·a and a = f(z); backward from ∂E/∂ŷ = ŷ − y, adding
up ∂E/∂z at every node and ∂E/∂w at every link; after the last sample of a batch each bias and
weight moves by the learning rate times the mean of what it has added up.

What is another's there and is not compared: its biases start at 0.1; it does not shuffle; samples
left over at the end of an epoch join the next one's first batch; and L1 cuts for good a link whose
weight would change its sign. L2, half the square of each weight, is the same and is compared.
"""

import math

import pytest

from playground.config import Config
from playground.engine import Training
from playground.engine.randomness import BatchOrder

STEPS, TOLERANCE = 500, 1e-9
PUBLISHED = {"loss": "half_mse", "init": "uniform", "out": "tanh", "opt": "sgd", "samples": 200}

# Each activation with its derivative: of z, or of a = f(z), as there.
ACTIVATIONS = {
    "tanh": (math.tanh, lambda z, a: 1 - a * a),
    "relu": (lambda z: max(0.0, z), lambda z, a: 0.0 if z <= 0 else 1.0),
    "sigmoid": (lambda z: 1 / (1 + math.exp(-z)), lambda z, a: a * (1 - a)),
    "identity": (lambda z: z, lambda z, a: 1.0),
}


class Link:
    """A weight between two nodes and the ∂E/∂w added up since the last update."""

    def __init__(self, source, target, weight):
        self.source, self.target, self.weight = source, target, weight
        self.added = 0.0


class Node:
    """A bias, the links that come in and go out, and the ∂E/∂z added up since the last update."""

    def __init__(self, activation, bias):
        self.f, self.slope = ACTIVATIONS[activation]
        self.bias, self.incoming, self.outgoing = bias, [], []
        self.z = self.a = self.da = self.dz = self.added = 0.0


class TensorFlowPlayground:
    """Its network: `layers` of nodes, the inputs first. `weights[k][i][j]` and `biases[k][j]` are what it starts from."""

    def __init__(self, weights, biases, activations):
        self.layers = [[Node("identity", 0.0) for _ in weights[0]]]
        for matrix, row, activation in zip(weights, biases, activations, strict=True):
            layer = [Node(activation, bias) for bias in row]
            for i, source in enumerate(self.layers[-1]):
                for j, target in enumerate(layer):
                    link = Link(source, target, matrix[i][j])
                    source.outgoing.append(link)
                    target.incoming.append(link)
            self.layers.append(layer)
        self.samples = 0

    def forward(self, inputs):
        for node, value in zip(self.layers[0], inputs, strict=True):
            node.a = value
        for layer in self.layers[1:]:
            for node in layer:
                node.z = node.bias
                for link in node.incoming:
                    node.z += link.weight * link.source.a
                node.a = node.f(node.z)

    def backward(self, target):
        (output,) = self.layers[-1]
        output.da = output.a - target
        for layer in reversed(self.layers[1:]):
            for node in layer:
                if node is not output:
                    node.da = sum(link.weight * link.target.dz for link in node.outgoing)
                node.dz = node.da * node.slope(node.z, node.a)
                node.added += node.dz
                for link in node.incoming:
                    link.added += node.dz * link.source.a
        self.samples += 1

    def update(self, lr, l2):
        for node in (node for layer in self.layers[1:] for node in layer):
            node.bias -= lr * node.added / self.samples
            node.added = 0.0
            for link in node.incoming:
                decay = lr * l2 * link.weight
                link.weight -= lr / self.samples * link.added
                link.weight -= decay
                link.added = 0.0
        self.samples = 0

    def parameters(self):
        """As (weights[k][i][j], biases[k][j])."""
        weights = [[[link.weight for link in node.outgoing] for node in layer] for layer in self.layers[:-1]]
        return weights, [[node.bias for node in layer] for layer in self.layers[1:]]


def batches(training):
    """The samples (inputs, target) of one batch after the other, without end: the order is ours, for both."""
    inputs, y = training.dataset.train.inputs.T.tolist(), training.dataset.train.y.tolist()
    size = len(y) if training.config.batch == "all" else training.config.batch
    order, epoch = BatchOrder(training.config.seed, len(y)), 0
    while True:
        visits = order.of_epoch(epoch).tolist()
        for start in range(0, len(y), size):
            yield [(inputs[i], y[i]) for i in visits[start : start + size]]
        epoch += 1


def published_run(training, steps):
    """(weights, biases) after so many steps of the published rule from where a Training starts."""
    config, start = training.config, training.network.plain()
    theirs = TensorFlowPlayground(start["weights"], start["biases"], (*config.activations, config.output))
    for _, batch in zip(range(steps), batches(training), strict=False):
        for inputs, target in batch:
            theirs.forward(inputs)
            theirs.backward(target)
        theirs.update(config.lr, config.rate if config.reg == "l2" else 0.0)
    return theirs.parameters()


def flat(nested):
    return [number for item in nested for number in flat(item)] if isinstance(nested, (list, tuple)) else [nested]


@pytest.mark.parametrize("batch", [1, 10, 30, "all"])
@pytest.mark.parametrize("act", ACTIVATIONS)
def test_500_steps_agree_with_the_published_rule(act, batch):
    training = Training(Config(**PUBLISHED, act=act, batch=batch, hidden="4,2"))
    start = flat(list(training.network.plain().values()))
    theirs = flat(published_run(training, STEPS))
    assert training.advance(STEPS) == STEPS
    ours = flat(list(training.network.plain().values()))
    assert ours == pytest.approx(theirs, rel=0, abs=TOLERANCE)
    assert max(abs(after - before) for after, before in zip(ours, start, strict=True)) > 0.01  # they have gone somewhere


@pytest.mark.parametrize(
    "settings",
    [
        {"hidden": ""},
        {"hidden": "8,8,8", "data": "spiral", "features": "x1,x2,sin(x1),sin(x2)", "lr": 0.1, "noise": 20},
        {"hidden": "6,4", "act": "tanh,relu", "data": "xor", "train": 80, "seed": 7},
        {"hidden": "5", "data": "hills", "out": "identity", "lr": 0.1},
        {"hidden": "4,2", "reg": "l2", "rate": 0.01},
    ],
    ids=lambda settings: settings["hidden"] or "no hidden layer",
)
def test_other_shapes_data_and_l2_agree_as_well(settings):
    training = Training(Config(**PUBLISHED | settings))
    theirs = flat(published_run(training, STEPS))
    assert training.advance(STEPS) == STEPS
    assert flat(list(training.network.plain().values())) == pytest.approx(theirs, rel=0, abs=TOLERANCE)
