"""The quadratic case: the squared loss of one affine layer, whose second derivatives are the same everywhere."""

from dataclasses import dataclass

import numpy as np

from playground.engine.affine import least_squares

_WEIGHT = {"half_mse": 1.0, "mse": 2.0}  # the second derivative of the loss of one sample by its output


@dataclass(frozen=True)
class Parabola:
    """loss(p) = `least` + ½ (p − `lowest`)ᵀ `hessian` (p − `lowest`), p (n,) being the weights and the bias.

    `hessian` (n × n); `curvatures` (n,): its eigenvalues, ascending; `directions` (n × n): an eigenvector in each row.
    """

    hessian: np.ndarray
    curvatures: np.ndarray
    directions: np.ndarray
    lowest: np.ndarray
    least: float

    @classmethod
    def of(cls, training) -> "Parabola | None":
        """The training loss of a Training, exactly; None where it is none: hidden layers, an output that bends, another loss, a regulariser."""
        config, samples = training.config, training.dataset.train
        if config.hidden or config.output != "identity" or config.loss_name not in _WEIGHT or config.reg != "none":
            return None
        inputs = np.vstack([samples.inputs, np.ones(len(samples.y))])
        hessian = _WEIGHT[config.loss_name] * inputs @ inputs.T / len(samples.y)
        curvatures, vectors = np.linalg.eigh(hessian)
        lowest = least_squares(samples.inputs, samples.y).flat
        least = _WEIGHT[config.loss_name] / 2 * float(np.mean((lowest @ inputs - samples.y) ** 2))
        return cls(hessian, curvatures, vectors.T, lowest, least)

    @property
    def threshold(self) -> float:
        """2/λ_max: from this learning rate on every step of gradient descent leads farther out along the steepest direction."""
        return 2 / float(self.curvatures[-1])

    def factors(self, rate: float) -> np.ndarray:
        """1 − ηλ (n,): what one step of gradient descent multiplies the distance along each direction by."""
        return 1 - rate * self.curvatures

    def distances(self, parameters: np.ndarray) -> np.ndarray:
        """How far parameters (… × n) are from the lowest point along each direction (… × n)."""
        return (parameters - self.lowest) @ self.directions.T

    def loss(self, parameters: np.ndarray) -> float:
        """The loss at parameters (n,)."""
        return self.least + float(self.distances(parameters) ** 2 @ self.curvatures) / 2

    def is_reached(self, loss: float, within: float = 0.01) -> bool:
        """Whether a training loss is the least one but for a hundredth of it."""
        return loss <= (1 + within) * self.least
