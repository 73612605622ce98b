"""A trace: one sample's way forward through the network and backward, as plain copies; nothing is updated."""

from dataclasses import dataclass

import numpy as np

from playground.engine import inputs_of
from playground.engine.backpropagation import Backpropagation, with_ones


@dataclass(frozen=True)
class Trace:
    """What one sample does, per weight layer (lists; arrays of shape (units,), dW (n_in × n_out)).

    `z`, `a`: pre-activations and activations; `da`, `dz`: ∂L/∂a and ∂L/∂z; `dW`, `db`: the
    gradient. L is this sample's loss, without the regulariser. `x`: the point (2,), `inputs`:
    its features, `y`: the target.
    """

    x: np.ndarray
    inputs: np.ndarray
    y: float
    z: list
    a: list
    da: list
    dz: list
    dW: list
    db: list
    output: float
    loss: float

    def plain(self):
        """As JSON has it."""
        lists = {name: [layer.tolist() for layer in getattr(self, name)] for name in ("z", "a", "da", "dz", "dW", "db")}
        return {"x": self.x.tolist(), "y": self.y, **lists, "output": self.output, "loss": self.loss}


def trace_sample(network, loss, x, y, features=("x1", "x2")):
    """The Trace of the point x (2,) with target y: `loss` is a record of LOSSES, `features` those of the Config.

    ValueError where x is not two finite numbers or y is not one.
    """
    x, y = _finite("x", x, (2,)), _finite("y", y, ())
    inputs = inputs_of(x, features)
    backpropagate = Backpropagation(network, loss, 1, np.empty_like(network.parameters))
    with np.errstate(all="ignore"):
        value = backpropagate(with_ones(inputs), y.reshape(1))
        dz = [layer[:, 0].copy() for layer in backpropagate.dz]
        output = backpropagate.a[-1][0]
        da = [weights.dot(delta) for weights, delta in zip(network.weights[1:], dz[1:], strict=True)]
        da.append(loss.derivative(output, y.reshape(1)))
    gradients = network.as_layers(backpropagate.gradient)
    return Trace(
        x=x, inputs=inputs[:, 0], y=float(y),
        z=[z[:, 0].copy() for z in backpropagate.z], a=[a[:, 0].copy() for a in backpropagate.a],
        da=da, dz=dz, dW=[layer[:-1].copy() for layer in gradients], db=[layer[-1].copy() for layer in gradients],
        output=float(output[0]), loss=value,
    )  # fmt: skip


def _finite(name, value, shape):
    try:
        array = np.array(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: numbers are needed") from None
    if array.shape != shape or not np.isfinite(array).all():
        raise ValueError(f"{name}: {'two finite numbers are' if shape else 'one finite number is'} needed")
    return array
