"""Seeing Gradients: a NumPy neural network that a learner can watch think and learn."""

__version__ = "0.1.0"
