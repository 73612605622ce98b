"""Data sets: labelled points of the plane [−6, 6]², drawn with a generator and split in two.

Circle, xor, gauss, spiral, plane and hills are TensorFlow Playground's (its dataset.ts), noise
included: `noise` from 0 to 0.5 moves points, or asks a moved point for the label.
"""

import math
from dataclasses import dataclass

import numpy as np

from playground.engine import randomness
from playground.engine.features import inputs_of

_HILLS = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))


def _square(rng, n, half_width):
    return rng.uniform(-half_width, half_width, (n, 2))


def _signs(n):
    """Half of them +1, half −1 (n,)."""
    return np.where(np.arange(n) < n // 2, 1.0, -1.0)


def circle(rng, n, noise):
    """+1 within 2.5 of the middle, −1 in a ring from 3.5 to 5."""
    inner = _signs(n) > 0
    radius = rng.uniform(np.where(inner, 0.0, 3.5), np.where(inner, 2.5, 5.0))
    angle = rng.uniform(0, 2 * math.pi, n)
    points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    asked = points + _square(rng, n, 5) * noise
    return points, np.where(np.hypot(*asked.T) < 2.5, 1.0, -1.0)


def xor(rng, n, noise):
    """+1 where x1 and x2 agree in sign, −1 where not; 0.3 kept free along the axes."""
    size, first = rng.uniform(0.3, 5.3, (n, 2)), np.where(rng.random(n) < 0.5, 1.0, -1.0)
    points = size * np.column_stack([first, first * _signs(n)])
    asked = points + _square(rng, n, 5) * noise
    return points, np.where(asked.prod(axis=1) >= 0, 1.0, -1.0)


def gauss(rng, n, noise):
    """Two clouds about ±(2, 2); noise widens their variance from 0.5 to 4."""
    labels = _signs(n)
    return 2 * labels[:, None] + rng.standard_normal((n, 2)) * math.sqrt(0.5 + 7 * noise), labels


def spiral(rng, n, noise):
    """Two arms of one and three quarter turns."""
    labels = _signs(n)
    along = np.concatenate([np.arange(part) / part for part in (n // 2, n - n // 2)])
    angle = 3.5 * math.pi * along + np.where(labels > 0, 0, math.pi)
    points = 5 * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return points + _square(rng, n, 1) * noise, labels


def moons(rng, n, noise):
    """Two interleaved half circles of radius 3."""
    labels, angle = _signs(n), rng.uniform(0, math.pi, n)
    points = 3 * np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25]) * labels[:, None]
    return points + _square(rng, n, 2) * noise, labels


def plane(rng, n, noise):
    """Regression: (x1 + x2) / 10, so up to ±1.2 in the corners."""
    points = _square(rng, n, 6)
    return points, (points + _square(rng, n, 6) * noise).sum(axis=1) / 10


def hills(rng, n, noise):
    """Regression: six cones of radius 2, three up and three down."""
    points = _square(rng, n, 6)
    asked = points + _square(rng, n, 6) * noise
    heights = [sign * np.clip(1 - np.hypot(*(asked - (x1, x2)).T) / 2, 0, 1) for x1, x2, sign in _HILLS]
    return points, np.sum(heights, axis=0)


DATASETS = {function.__name__: function for function in (circle, xor, gauss, spiral, moons, plane, hills)}


@dataclass(frozen=True, eq=False)
class Samples:
    """Points x (n × 2), the network's inputs for them (features × n) and targets y (n,)."""

    x: np.ndarray
    inputs: np.ndarray
    y: np.ndarray

    def plain(self):
        """As JSON has it."""
        return {"x": self.x.tolist(), "y": self.y.tolist()}


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples to train on and samples to test with, of which there may be none."""

    train: Samples
    test: Samples

    @property
    def tested(self):
        """Whether there is a test set."""
        return len(self.test.y) > 0

    def plain(self):
        """As JSON has it: {train: {x, y}, test: {x, y}}."""
        return {"train": self.train.plain(), "test": self.test.plain()}

    def nearest(self, point):
        """The sample nearest to a point (2,) of the plane, as (x [x1, x2], y)."""
        x, y = np.concatenate([self.train.x, self.test.x]), np.concatenate([self.train.y, self.test.y])
        at = np.argmin(((x - point) ** 2).sum(axis=1))
        return x[at].tolist(), float(y[at])


def make_dataset(config):
    """The data of a Config: drawn (or its own points), shuffled, split; labels −1/+1, or 0/1 for a sigmoid output."""
    rng = randomness.stream(config.seed, randomness.DATA)
    points, y = _labelled_points(config, rng)
    if config.task == "classification" and config.output == "sigmoid":
        y = (y + 1) / 2
    order = rng.permutation(len(y))
    share = _share(len(y), config.train)
    parts = order[:share], order[share:]
    return Dataset(*(Samples(points[part], inputs_of(points[part], config.features), y[part]) for part in parts))


def _share(samples, percent):
    """How many are trained on: one at least, and all of them only where that is asked for, or where there is no other."""
    most = samples if percent == 100 else samples - 1
    return max(min(round(samples * percent / 100), most), 1)


def _labelled_points(config, rng):
    if config.data == "custom":  # drawn by hand: they stay where they were put
        table = np.array(config.points, dtype=float)
        return table[:, :2], table[:, 2]
    return DATASETS[config.data](rng, config.samples, config.noise / 100)
