"""The loss of one affine layer as the valley that it is: contours along its steepest and flattest direction, and the way down it."""

import numpy as np
from markupsafe import Markup

from playground.engine.parabola import Parabola
from playground.lessons.descent import essence, first_steps
from playground.views.html import el, join
from playground.views.words import number, short

WIDTH, HEIGHT = 200, 150
STEPS = 40
CONTOURS = 6  # each at half the loss of the one around it
REACH = 1.25  # how far the picture goes, in distances of the start
FARTHEST = 50  # pictures: points beyond are drawn no farther out


def html(session, say) -> Markup:
    parabola = Parabola.of(session.training)
    if parabola is None:
        return el("p", say("learning-rate.figure.bent"))
    steps = _plane(parabola, first_steps(essence(session.config), STEPS))
    scale = min(WIDTH / 2 / abs(steps[0, 0]), HEIGHT / 2 / abs(steps[0, 1])) / REACH
    way = None if session.tutor.locked else _inside(_placed(steps, scale))
    return join([_drawing(session, parabola, steps[0], scale, way, say), _caption(session, parabola, way, say)])


_LOWEST = el("path", d=f"M{WIDTH / 2 - 4:g} {HEIGHT / 2:g}h8m-4 -4v8", class_="lowest")


def _plane(parabola: Parabola, parameters: np.ndarray) -> np.ndarray:
    """Distances (… × 2) of parameters (… × n) from the lowest point: along the flattest and the steepest direction."""
    return parabola.distances(parameters)[..., [0, -1]]


def _drawing(session, parabola: Parabola, begun: np.ndarray, scale: float, way: np.ndarray | None, say) -> Markup:
    present = _placed(_plane(parabola, session.training.network.parameters), scale)
    return el(
        "svg", _contours(parabola, begun, scale), _LOWEST, _line(way) if way is not None else None,
        el("circle", cx=f"{present[0]:.1f}", cy=f"{present[1]:.1f}", r=4.5, class_="now"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="valley", role="img", aria_label=say("learning-rate.figure.valley"),
    )  # fmt: skip


def _contours(parabola: Parabola, begun: np.ndarray, scale: float) -> list[Markup]:
    """½ λ₁ u² + ½ λ₂ v² = c: ellipses, the outermost through the start."""
    curvatures = parabola.curvatures[[0, -1]]
    highest = float(begun**2 @ curvatures) / 2
    radii = [scale * np.sqrt(2 * highest * 0.5**k / curvatures) for k in range(CONTOURS)]
    return [el("ellipse", cx=WIDTH / 2, cy=HEIGHT / 2, rx=f"{u:.1f}", ry=f"{v:.1f}") for u, v in radii]


def _placed(distances: np.ndarray, scale: float) -> np.ndarray:
    """Places in the picture (… × 2)."""
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    return np.clip(middle + scale * distances * (1, -1), -FARTHEST * HEIGHT, FARTHEST * HEIGHT)


def _inside(places: np.ndarray) -> np.ndarray:
    """A way (k × 2) up to the first step that leads out of the picture."""
    inside = ((places >= 0) & (places <= (WIDTH, HEIGHT))).all(axis=1)
    return places if inside.all() else places[: inside.argmin() + 1]


def _line(places: np.ndarray) -> list[Markup]:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=1.6) for x, y in places]
    return [el("polyline", points=points), *dots]


def _caption(session, parabola: Parabola, way: np.ndarray | None, say) -> Markup:
    flat, steep = (number(float(curvature)) for curvature in parabola.curvatures[[0, -1]])
    words = say("learning-rate.figure.directions", flat=flat, steep=steep)
    if way is None:
        return el("p", words, class_="about")
    factor = short(float(parabola.factors(session.config.lr)[-1]))
    return el("p", words, " ", say("learning-rate.figure.way", steps=len(way) - 1, factor=factor), class_="about")


ACTIONS: dict = {}
