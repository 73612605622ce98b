"""Small pictures to choose by, as SVG that takes its colours from the page."""

from playground.frames.thumbnails import SIDE, dots
from playground.views.html import el


def thumbnail(paths: list, height: float = SIDE):
    """Paths in a frame of SIDE × `height` units; nothing for those who hear the page, who hear its name beside it."""
    return el("svg", paths, viewBox=f"0 0 {SIDE} {height}", class_="thumbnail", aria_hidden="true")


def scatter(data: str, points: tuple = ()):
    """The points of a data set; of `points` where they are drawn by hand."""
    return thumbnail([
        el("path", d=group.path, class_="positive" if group.positive else "negative", opacity=group.strength)
        for group in dots(data, points)
    ])  # fmt: skip
