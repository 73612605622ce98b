"""The 13 parameters and the numbers of a pass in one table, as far as the pass has come: a column for each unit."""

from collections.abc import Callable

from markupsafe import Markup

from playground.explain import Bias, Edge, Loss, Unit
from playground.explain.line import Factor
from playground.explain.numbers import Numbers
from playground.explain.symbols import OUTPUT, Letter
from playground.lessons.chain_rule import SIZES
from playground.views.explanation import plain
from playground.views.html import el, join
from playground.views.lamp import lamp

DIGITS = 4
UNKNOWN = "·"
HIDDEN = range(1, SIZES[1] + 1)
COLUMNS = (*(Unit(1, index) for index in HIDDEN), Unit(2, 1))
PARAMETERS = (
    *((f"{Letter('W', 1)} {name}", [Edge(1, source, index) for index in HIDDEN]) for source, name in ((1, "x₁"), (2, "x₂"))),
    ("b", [*(Bias(1, index) for index in HIDDEN), Bias(2, 1)]),
    (f"{Letter('W', 2)} → {OUTPUT}", [Edge(2, index, 1) for index in HIDDEN]),
)
PASS = (  # name, the phase that computes it, how it is found
    ("z", "forward/{}/z", Numbers.z), ("a", "forward/{}/a", Numbers.a), ("∂L/∂a", "backward/{}/a", Numbers.da),
    ("f′(z)", "backward/{}/z", Numbers.slope), ("δ", "backward/{}/z", Numbers.delta),
)  # fmt: skip
LIT = Numbers.da, Numbers.delta  # of these, the gradients


def numbers(session) -> Numbers:
    """The pass in view."""
    return Numbers(*session.passing(), session.config)


def phase_in_view(session) -> str | None:
    """The phase that the learner has come to; the wave after a step passes by itself and is none."""
    return None if session.walk.before else session.phase


def known(session) -> Callable[[str], bool]:
    """Whether the pass has come to a phase; as long as a question is open, no farther than where its step begins."""
    names, tutor, phase = session.phases, session.tutor, phase_in_view(session)
    reached = names.index(phase) if phase else len(names) - 1
    if tutor.locked:
        reached = min(reached, names.index(tutor.step.phase))
    return lambda phase: names.index(phase) <= reached


def table(session, say, seen: Callable[[str], bool] | None = None) -> Markup:
    """All of it, below the sample; as far as the pass has come, or as far as it is `seen`."""
    n, seen = numbers(session), seen or known(session)
    return join([_given(n, seen), el("div", _table(session, n, seen, say), class_="scroll", tabindex=0, role="group",
                                     aria_label=say("chain-rule.figure.table"))])  # fmt: skip


def _given(n: Numbers, seen) -> Markup:
    """x, y and what has come of them."""
    factors = [n.a(0, 1), n.a(0, 2), n.target()]
    parts = [f"{factor.symbol} = {plain(factor.value, DIGITS)}" for factor in factors]
    parts += [f"{OUTPUT} = {plain(n.trace.output, DIGITS)}"] * seen("forward/2/a")
    loss = el("button", f"L = {plain(n.trace.loss, DIGITS)}", type="button", class_="cell", data_subject=str(Loss())) if seen("loss") else None
    return el("p", [el("span", part) for part in parts], loss, class_="given")


def _table(session, n: Numbers, seen, say) -> Markup:
    heads = [el("th", _button(session, unit, column_name(n, unit)), scope="col") for unit in COLUMNS]
    parameters = [el("tr", el("th", name, scope="row"), [_parameter(session, n, of, seen) for of in row]) for name, row in PARAMETERS]
    numbers = [el("tr", el("th", name, scope="row"), [_number(session, n, unit, phase, find, seen) for unit in COLUMNS]) for name, phase, find in PASS]
    caption = el("caption", say("chain-rule.figure.caption"))
    return el("table", caption, el("thead", el("tr", el("td"), heads)), el("tbody", parameters), el("tbody", numbers), class_="chain-table")


def column_name(n: Numbers, unit: Unit) -> str:
    """a⁽¹⁾₂, or ŷ"""
    return str((n.output() if unit.layer == n.last else n.a(unit.layer, unit.index)).symbol)


def _parameter(session, n: Numbers, of: Edge | Bias, seen) -> Markup:
    """Its value and below it its gradient; marked while it is in hand."""
    value, gradient = n.parameter(of), n.gradient(of) if seen(f"backward/{of.layer}") else None
    below = el("small", _lit(gradient.value, session) if gradient else UNKNOWN)
    name = ", ".join(f"{factor.symbol} = {plain(factor.value, DIGITS)}" for factor in (value, gradient) if factor)
    return el("td", _button(session, of, [el("span", plain(value.value, DIGITS)), below], name))


def _button(session, subject, content, name: str | None = None) -> Markup:
    return el("button", content, type="button", class_="cell", data_subject=str(subject), aria_label=name,
              aria_pressed="true" if session.pinned == subject else "false")  # fmt: skip


def _number(session, n: Numbers, unit: Unit, phase: str, find: Callable[..., Factor], seen) -> Markup:
    if not seen(phase.format(unit.layer)):
        return el("td", UNKNOWN, data_subject=str(unit))
    value = find(n, unit.layer, unit.index).value
    return el("td", _lit(value, session) if find in LIT else plain(value, DIGITS), data_subject=str(unit))


def _lit(value: float, session) -> list:
    """A gradient beside its light."""
    return [lamp(value, session), plain(value, DIGITS)]


def other_net(say) -> Markup:
    """In place of a figure, where the learner has given the network another shape."""
    return el("p", say("chain-rule.figure.other"))
