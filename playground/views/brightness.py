"""By what the light of the error is turned up, in the picture and in its legend."""

from playground.frames.light import gain_of
from playground.views import networks


def gain(session) -> float:
    """One factor for a whole pass that is told, and for all networks in sight; 1 at rest, while training runs, and in the wave
    after a step: there a network that converges is to grow dark."""
    if session.phase is None or session.walk.before is not None or not session.tutor.lights:
        return 1.0
    trainings = networks.networks(session) if networks.are_drawn(session) else [session.training]
    in_sight = ("gain", *(training.network for training in trainings), *session.probe[0], session.probe[1])
    return session.experiment.once(in_sight, lambda: gain_of(networks.trace_of(session, training) for training in trainings))
