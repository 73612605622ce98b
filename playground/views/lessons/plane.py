"""The plane of the data as a picture of its own in a lesson."""

from markupsafe import Markup

from playground.settings import DOMAIN
from playground.views.html import el


def plane(content, name: str) -> Markup:
    """A square picture of [−6, 6]², upwards −y; `name` says what it shows."""
    box = f"{-DOMAIN} {-DOMAIN} {2 * DOMAIN} {2 * DOMAIN}"
    return el("svg", content, viewBox=box, class_="plane", role="img", aria_label=name)


def dots(samples) -> list[Markup]:
    """Data points in the colours of their classes."""
    return [
        el("circle", cx=f"{x:.2f}", cy=f"{-y:.2f}", r=0.11, class_="positive" if label > 0 else "negative")
        for (x, y), label in zip(samples.x, samples.y, strict=True)
    ]
