"""Keeps lit in the picture what the explanation of the subject in hand speaks of."""

from playground.frames.colours import Palette
from playground.frames.geometry import Geometry
from playground.frames.lit import lit, sources
from playground.views.explanation import lines_behind
from playground.views.picture import Picture


class Lighting:
    """Follows a session; sends columns to the picture only when something else is to be lit."""

    def __init__(self, session, picture: Picture):
        self._session, self._picture = session, picture
        self._shown = None

    def follow(self, geometry: Geometry, palette: Palette) -> None:
        """Nothing is lit while nothing is in hand."""
        subject, sought = self._session.subject, self._session.sought
        found = sources(lines_behind(self._session, subject, checks=False)) if subject else {}
        shown = subject, sought, found, geometry.sizes, palette
        if shown != self._shown:
            self._shown = shown
            self._picture.light(lit(geometry, subject, found, palette, sought))
