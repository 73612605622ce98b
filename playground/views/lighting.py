"""Keeps lit in the picture what the explanation of the subject in hand speaks of."""

from playground.explain import Edge
from playground.frames.colours import Palette
from playground.frames.geometry import Geometry
from playground.frames.lit import lit, sources
from playground.frames.pointing import edge_number
from playground.trace import Phase
from playground.views.explanation import lines_behind
from playground.views.picture import Picture


class Lighting:
    """Follows a session; sends columns to the picture only when something else is to be lit."""

    def __init__(self, session, picture: Picture):
        self._session, self._picture = session, picture
        self._shown = None
        self._edges = (), ()  # sizes of a network, and the numbers of its lit edges

    def follow(self, geometry: Geometry, palette: Palette) -> None:
        """Nothing is lit while nothing is in hand."""
        subject, sought = self._session.subject, self._session.sought
        found = sources(self._lines(subject)) if subject else {}
        shown = subject, sought, found, geometry.sizes, palette
        if shown != self._shown:
            self._shown = shown
            edges = {each for each in (subject, *found) if isinstance(each, Edge)}
            self._edges = geometry.sizes, tuple(edge_number(geometry.sizes, edge) for edge in edges)
            self._picture.put(lit(geometry, subject, found, palette, sought))

    def edges(self, geometry: Geometry) -> tuple[int, ...]:
        """The numbers of the edges that are lit, in the order of `Geometry.edges`; of a network just made none are yet."""
        sizes, numbers = self._edges
        return numbers if sizes == geometry.sizes else ()

    def _lines(self, subject) -> list:
        """What the explanation says; on a pass's way forward, and where gradients are not spoken of, only how the subject comes about."""
        lines, phase = lines_behind(self._session, subject, checks=False), self._session.phase
        forward = phase is not None and Phase.of(phase).direction in ("input", "forward")
        forward = forward or not self._session.tutor.in_sight("backward")
        return [line for line in lines if line.kind == "forward" or not forward]
