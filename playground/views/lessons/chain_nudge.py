"""A weight nudged by ε: the difference quotient beside the gradient, for any ε that the learner slides to."""

from math import log10
from os.path import commonprefix

from markupsafe import Markup

from playground.lessons.chain_rule import in_hand, is_example, trial
from playground.lessons.nudging import HALVES, epsilon_of, valley
from playground.views.explanation import plain
from playground.views.html import el, join
from playground.views.lessons.chain_table import numbers, other_net, table

LEFT, RIGHT, TOP, BOTTOM = 14, 96, 3, 52  # of the plot, in its own units
LOWEST = -15  # power of ten at the bottom of the plot; below is only rounding
TICKS = {-1: "10⁻¹", -5: "10⁻⁵", -9: "10⁻⁹", -13: "10⁻¹³"}


def html(session, say) -> Markup:
    if not is_example(session):
        return other_net(say)
    if session.tutor.locked:
        return table(session, say)
    return join([_slider(session, say), _numbers(session, say), _plot(session, say), table(session, say)])


def _halves(session) -> int:
    return session.tutor.notes.get("halves", HALVES[0])


def _slider(session, say) -> Markup:
    epsilon = plain(epsilon_of(_halves(session)), 2)
    field = el(
        "input", type="range", id="chain-epsilon", min=HALVES[0], max=HALVES[-1], step=1, value=_halves(session), data_do="chain-epsilon",
        data_live=True, aria_valuetext=epsilon,
    )  # fmt: skip
    return el("label", el("span", say("chain-rule.figure.epsilon", epsilon=epsilon)), field, class_="epsilon")


def _numbers(session, say) -> Markup:
    """Both losses, the quotient and the gradient, with the digits that agree."""
    tried, name = trial(session), numbers(session).parameter(in_hand(session)).symbol
    quotient, gradient = _long(tried.quotient), _long(tried.gradient)
    same = len(commonprefix([quotient, gradient]))
    rows = [
        (f"L({name} + ε)", _long(tried.above)), (f"L({name} − ε)", _long(tried.below)),
        (say("chain-rule.figure.quotient"), [el("b", quotient[:same]), quotient[same:]]),
        (f"∂L/∂{name}", [el("b", gradient[:same]), gradient[same:]]),
        (say("chain-rule.figure.difference"), el("output", plain(tried.difference, 2), id="chain-difference")),
    ]  # fmt: skip
    return el("table", [el("tr", el("th", head, scope="row"), el("td", value)) for head, value in rows], class_="figures nudge")


def _long(value: float) -> str:
    return f"{value:.13f}".replace("-", "−") if abs(value) < 1e4 else plain(value, 8)


def _plot(session, say) -> Markup:
    """The difference over ε, both in powers of ten."""
    places = {halves: (_x(-halves / 2), _y(tried.difference)) for halves, tried in valley(session, in_hand(session)).items()}
    line = el("polyline", points=" ".join(f"{x:.2f},{y:.2f}" for x, y in places.values()))
    dots = [el("circle", cx=f"{x:.2f}", cy=f"{y:.2f}", r=1, data_halves=halves) for halves, (x, y) in places.items()]
    x, y = places[_halves(session)]
    here = el("circle", cx=f"{x:.2f}", cy=f"{y:.2f}", r=2.4, class_="here")
    return el(
        "svg", _axes(say), line, dots, here, viewBox="0 0 100 64", class_="differences", role="img", aria_label=say("chain-rule.figure.plot"),
    )  # fmt: skip


def _axes(say) -> list[Markup]:
    across = [el("text", name, x=f"{_x(power):.1f}", y=BOTTOM + 5, text_anchor="middle") for power, name in TICKS.items() if power >= -9]
    up = [el("text", name, x=LEFT - 2, y=f"{_y(10.0**power) + 1.2:.1f}", text_anchor="end") for power, name in TICKS.items()]
    lines = [el("line", x1=LEFT, x2=RIGHT, y1=f"{_y(10.0**power):.1f}", y2=f"{_y(10.0**power):.1f}") for power in TICKS]
    return [*lines, *across, *up, el("text", "ε", x=RIGHT, y=BOTTOM + 10, text_anchor="end"),
            el("text", say("chain-rule.figure.apart"), x=LEFT + 1, y=TOP + 2.5)]  # fmt: skip


def _x(power: float) -> float:
    """From 1e-1 on the left to 1e-9 on the right."""
    return LEFT + 3 + (RIGHT - LEFT - 6) * (-power - 1) / 8


def _y(difference: float) -> float:
    """From 1 at the top down; what is no number, or larger, lies at the top."""
    if difference == 0:
        return BOTTOM
    power = min(max(log10(difference), LOWEST), 0) if difference < 1 else 0
    return TOP + (BOTTOM - TOP) * power / LOWEST


def _slide(session, value) -> None:
    session.tutor.notes["halves"] = min(max(int(value), HALVES[0]), HALVES[-1])
    session.tell("status")  # the task may be done


ACTIONS = {"chain-epsilon": _slide}
