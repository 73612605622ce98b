"""The net of 2, 3 and 1 as a small drawing of its own, where the picture is off screen: what is at work is lit."""

from collections.abc import Callable

from markupsafe import Markup

from playground.explain import Bias, Edge, Loss, Unit
from playground.explain.numbers import Numbers
from playground.lessons.chain_rule import SIZES
from playground.views.explanation import plain
from playground.views.html import el

WIDTH, HEIGHT, RADIUS = 100, 66, 4.5
DIGITS = 3  # as many as find room below a unit
LAST = len(SIZES) - 1
UNITS = [Unit(layer, index) for layer, size in enumerate(SIZES) for index in range(1, size + 1)]
EDGES = [Edge(after.layer, before.index, after.index) for before in UNITS for after in UNITS if after.layer == before.layer + 1]


def sketch(n: Numbers, seen: Callable[[str], bool], lit) -> Markup:
    """Edges in the colours of their weights; below each unit its activation, above it its δ, as far as they are `seen`."""
    return el(
        "svg", [_edge(n, edge, edge in lit) for edge in EDGES], [_unit(n, unit, seen, unit in lit) for unit in UNITS],
        viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="net-of", aria_hidden="true",
    )  # fmt: skip


def at_work(subject, phase: str | None) -> set:
    """What computes a number of the subject in a phase: a unit with the edges that bring it what it needs."""
    if isinstance(subject, Edge):
        return {subject, Unit(subject.layer - 1, subject.source), Unit(subject.layer, subject.target)}
    unit = {Loss: lambda: Unit(LAST, 1), Bias: lambda: Unit(subject.layer, subject.index)}.get(type(subject), lambda: subject)()
    kind, _, number = (phase or "").rpartition("/")
    if kind.startswith("forward") and number == "z":
        return {unit, *(edge for edge in EDGES if (edge.layer, edge.target) == (unit.layer, unit.index))}
    if kind.startswith("backward") and number == "a":
        return {unit, *(edge for edge in EDGES if (edge.layer - 1, edge.source) == (unit.layer, unit.index))}
    return {unit}


def on_the_path(of: Edge | Bias) -> set:
    """What lies between a weight or bias and the loss."""
    unit = Unit(of.layer, of.target if isinstance(of, Edge) else of.index)
    onward = {Edge(LAST, unit.index, 1), Unit(LAST, 1)} if unit.layer < LAST else set()
    start = {of, Unit(of.layer - 1, of.source)} if isinstance(of, Edge) else set()
    return {unit} | onward | start


def _place(layer: int, index: int) -> tuple[float, float]:
    return 12 + 38 * layer, HEIGHT / 2 + 20 * (index - (SIZES[layer] + 1) / 2)


def _edge(n: Numbers, edge: Edge, lit: bool) -> Markup:
    (x1, y1), (x2, y2) = _place(edge.layer - 1, edge.source), _place(edge.layer, edge.target)
    sign = "positive" if n.parameter(edge).value > 0 else "negative"
    return el("line", x1=f"{x1:g}", y1=f"{y1:g}", x2=f"{x2:g}", y2=f"{y2:g}", class_=f"{sign} lit" if lit else sign)


def _unit(n: Numbers, unit: Unit, seen, lit: bool) -> list[Markup]:
    x, y = _place(unit.layer, unit.index)
    value = n.output() if unit.layer == LAST else n.a(unit.layer, unit.index)
    drawn = [el("circle", cx=f"{x:g}", cy=f"{y:g}", r=RADIUS, class_="lit" if lit else None)]
    if unit.layer == 0 or seen(f"forward/{unit.layer}/a"):
        drawn.append(el("text", plain(value.value, DIGITS), x=f"{x:g}", y=f"{y + RADIUS + 4.4:g}"))
    if unit.layer and seen(f"backward/{unit.layer}/z"):
        drawn.append(el("text", plain(n.delta(unit.layer, unit.index).value, DIGITS), x=f"{x:g}", y=f"{y - RADIUS - 1.2:g}", class_="back"))
    return drawn


