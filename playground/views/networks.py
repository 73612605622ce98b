"""The networks side by side, the main one first, and what the sample in view does in each."""

import numpy as np

from playground.engine import Training
from playground.trace import Trace, trace_sample, trial_step


def networks(session) -> list[Training]:
    """The trainings side by side, the main network's first."""
    return [session.training, *(other.training for other in session.comparison.alternatives)]


def are_drawn(session) -> bool:
    """Whether the compared networks are drawn as networks, to see their light: not where it is not spoken of, nor single neurons."""
    return session.tutor.in_sight("backward") and all(len(training.network.sizes) > 2 for training in networks(session))


def trace_of(session, training: Training) -> Trace:
    """The pass of the sample in view through one of the networks."""
    network, (x, y) = training.network, session.probe
    return session.experiment.once((network, *x, y), lambda: trace_sample(network, training.loss, x, y, training.config.features))


def updated(session, training: Training) -> np.ndarray:
    """The flat parameters that a step on the sample in view alone would make of one of the networks."""
    trace = trace_of(session, training)
    return session.experiment.once(("updated", training.network, *trace.x, trace.y), lambda: trial_step(training, trace))
