"""Over the picture of a single neuron: what its edges do to the inputs, Σ, f, and what comes of them, as far as the pass has come."""

from collections.abc import Callable

from markupsafe import Markup

from playground.explain.digits import plain
from playground.frames.geometry import ABOVE_BIAS, BEND, BEND_SIDE, FIELD_LEFT, HEIGHT, SUM, SUM_RADIUS, WIDTH
from playground.frames.neuron import Neuron, neuron
from playground.views.arrived import arrived
from playground.views.html import el
from playground.views.names import name_of
from playground.views.panels.outline import geometry_of

FOLLOWS = frozenset({"config", "restart", "sample", "status", "phase", "arrived"})
ACTIONS: dict = {}
DIGITS = 3
MIDDLE = HEIGHT / 2  # of the picture; y from above here
INSET = 9.0  # units of the picture between the square around f and its curve
SUBSCRIPTS = "₁₂₃"


def html(session, say) -> Markup:
    """Nothing where there are hidden layers."""
    network, trace = session.passing()
    geometry = geometry_of(network.sizes)
    if not geometry.is_one_neuron:
        return Markup("")
    one, is_there = neuron(network, trace, geometry), _arrivals(session)
    summed, bent = is_there("forward/1/z"), is_there("forward/1/a")
    return el("div", _drawing(one, bent), _edges(one, summed), _sum(one, summed), _bend(one), class_="neuron", aria_hidden="true")


def _arrivals(session) -> Callable[[str], bool]:
    """Whether the numbers of a phase are there: all are where no pass is told."""
    until, names = arrived(session), ("", *session.phases)
    return lambda phase: until is None or names.index(until) >= names.index(phase)


def _drawing(one: Neuron, bent: bool) -> Markup:
    """Σ in its circle, the bias on its way to it, f in its square, and the arrows between."""
    left, bend_top = BEND - BEND_SIDE / 2, MIDDLE - BEND_SIDE / 2
    arrows = [(SUM + SUM_RADIUS, left), (BEND + BEND_SIDE / 2, FIELD_LEFT)]
    return el(
        "svg",
        el("path", d=f"M{SUM} {MIDDLE + ABOVE_BIAS}V{MIDDLE + SUM_RADIUS}", class_="way"),
        [el("path", d=f"M{start:g} {MIDDLE:g}H{end - 3:g}m-12-8 12 8-12 8", class_="way") for start, end in arrows],
        el("circle", cx=SUM, cy=MIDDLE, r=SUM_RADIUS),
        el("rect", x=left, y=bend_top, width=BEND_SIDE, height=BEND_SIDE, rx=10),
        _curve(one, left + INSET, bend_top + INSET, BEND_SIDE - 2 * INSET, bent),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
    )  # fmt: skip


def _curve(one: Neuron, left: float, top: float, side: float, bent: bool) -> list[Markup]:
    def place(x, y):
        return f"{left + side * x:.1f},{top + side * (1 - y):.1f}"

    line = el("polyline", points=" ".join(place(x, y) for x, y in one.curve), class_="function")
    if one.at is None or not bent:
        return [line]
    x, y = place(*one.at).split(",")
    return [line, el("circle", cx=x, cy=y, r=6, class_="place")]


def _edges(one: Neuron, summed: bool) -> list[Markup]:
    """At each edge its weight and, where there is room, what it makes of its input once that has come to the sum."""
    places = zip(one.places, one.weights, one.inputs, one.products, strict=False)
    return [
        el(
            "span", el("b", f"w{SUBSCRIPTS[n]} = {_written(w)}"),
            el("span", f"{_factor(w)} · {_factor(value)} = {_written(product)}", class_="wide") if summed else None,
            class_="edge above" if y > MIDDLE else "edge below", style=f"top:{1 - y / HEIGHT:.2%}",
        )
        for n, (y, w, value, product) in enumerate(places)
    ]  # fmt: skip


def _sum(one: Neuron, summed: bool) -> list[Markup]:
    """Σ itself, the bias below, and the sum: above, where it goes on to f."""
    terms = "".join(f" {_signed(value)}" for value in (*one.products, one.bias))
    below = [el("b", f"b = {_written(one.bias)}")]
    if summed and len(one.places):
        below.append(el("span", f"z = {terms.strip().removeprefix('+ ')} = {_written(one.z)}", class_="wide"))
    return [
        _text(SUM, MIDDLE, "Σ", class_="sign"), _text(SUM, MIDDLE + ABOVE_BIAS + 12, *below, class_="below"),
        _text((SUM + BEND) / 2, MIDDLE - BEND_SIDE / 2 - 6, el("b", f"z = {_written(one.z)}"), class_="above") if summed else None,
    ]  # fmt: skip


def _bend(one: Neuron) -> Markup:
    name = name_of(one.function)
    whole = el("span", "ŷ = z" if one.function == "identity" else f"ŷ = {name}(z)", class_="wide")
    return _text(BEND, MIDDLE + BEND_SIDE / 2 + 6, whole, el("span", name, class_="narrow"), class_="below")


def _text(x: float, y: float, *lines, class_: str) -> Markup:
    return el("span", lines, class_=class_, style=f"left:{x / WIDTH:.2%};top:{y / HEIGHT:.2%}")


def _written(value: float) -> str:
    return plain(value, DIGITS)


def _factor(value: float) -> str:
    return f"({_written(value)})" if value < 0 else _written(value)


def _signed(value: float) -> str:
    return f"− {_written(-value)}" if value < 0 else f"+ {_written(value)}"
