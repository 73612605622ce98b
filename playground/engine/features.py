"""Features: from points of the plane to the network's inputs."""

import numpy as np

FEATURES = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1 * x1,
    "x2^2": lambda x1, x2: x2 * x2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x1, x2: np.sin(x1),
    "sin(x2)": lambda x1, x2: np.sin(x2),
}


def inputs_of(points, names):
    """The network's inputs (features × n) of points (n × 2), one row per feature name."""
    x1, x2 = np.asarray(points, dtype=float).reshape(-1, 2).T
    return np.array([FEATURES[name](x1, x2) for name in names])
