"""How far the pass in view has come."""

from playground.frames.passing import has_arrived
from playground.trace import Phase


def arrived(session) -> str | None:
    """The last phase whose numbers are there: "" if none is yet, None where no pass is told."""
    phase, names = session.phase, session.phases
    if phase is None or has_arrived(Phase.of(phase), session.walk.progress):
        return phase
    return ("", *names)[names.index(phase)]
