"""A work sheet to print: the net of 2, 3 and 1 with its givens, and a blank for every number of the passes, filled in on demand.

The page prints what is in this dialog, and nothing else (assets/styles/worksheet.css); the numbers are the engine's.
"""

from markupsafe import Markup

from playground.explain import Edge
from playground.explain.digits import plain
from playground.explain.line import Factor
from playground.explain.numbers import Numbers
from playground.explain.writing import Writer, operator, row, symbol_mathml
from playground.lessons.chain_rule import FIRST, SECOND, SIZES, example
from playground.lessons.hand import Quantity, quantities
from playground.views.html import el
from playground.views.lessons.matrices import letter, math, numbers
from playground.views.section import Section

FOLLOWS = frozenset({"config"})
DIGITS = 4
_SPACE = '<mspace width="1.6em"/>'
PARTS = ("first", "second", "loss", "output", "hidden", "update")  # in the order in which one works
_RULES = {
    "first": ("z⁽¹⁾ = x·W⁽¹⁾ + b⁽¹⁾", "a⁽¹⁾ = σ(z⁽¹⁾)"), "second": ("ŷ = z⁽²⁾ = a⁽¹⁾·W⁽²⁾ + b⁽²⁾",),
    "loss": ("L = (ŷ − y)²", "∂L/∂ŷ = 2 · (ŷ − y)"), "output": ("δ⁽²⁾ = ∂L/∂ŷ", "∂L/∂w⁽²⁾ᵢ₁ = a⁽¹⁾ᵢ · δ⁽²⁾", "∂L/∂b⁽²⁾ = δ⁽²⁾"),
    "hidden": ("f′(z) = a · (1 − a)", "δ⁽¹⁾ⱼ = w⁽²⁾ⱼ₁ · δ⁽²⁾ · f′(z⁽¹⁾ⱼ)", "∂L/∂w⁽¹⁾ᵢⱼ = xᵢ · δ⁽¹⁾ⱼ", "∂L/∂b⁽¹⁾ = δ⁽¹⁾"),
    "update": ("w ← w − η · ∂L/∂w",),
}  # fmt: skip
_ROWS = {  # what each part asks for, row by row: beginnings of the names of quantities
    "first": (("z/1/",), ("a/1/",)), "second": (("a/2/",),), "loss": (("loss", "error"),),
    "output": (("delta/2/", "gradient/bias/2/"), ("gradient/edge/2/",)),
    "hidden": (("slope/1/",), ("delta/1/",), ("gradient/edge/1/1/",), ("gradient/edge/1/2/",), ("gradient/bias/1/",)),
}  # fmt: skip


def html(session, say) -> Markup:
    return _ALL(session.config, session.language, say)


def _all(config, say) -> Markup:
    n = example()
    close = el("button", "×", type="button", class_="pill close", data_close=True, aria_label=say("page.close"))
    solved = el("label", el("input", type="checkbox", id="worksheet-solved", data_own=True), " ", say("worksheet.solved"))
    tools = el("p", solved, el("button", say("worksheet.print"), type="button", class_="pill accent", data_print=True), class_="tools")
    return el("div", el("header", el("h1", say("worksheet.title")), close), tools, _given(n, say), [_part(part, n, say) for part in PARTS])


# -- what is given ---------------------------------------------------------------------------------


def _given(n: Numbers, say) -> Markup:
    name = el("p", el("span", say("worksheet.name")), el("span", say("worksheet.date")), class_="name")
    *x, y = n.config.sample
    sample = _formula(_equal("<mi>x</mi>", numbers(n.trace.inputs)), _equal("<mi>y</mi>", Writer(DIGITS).number(y)))
    first, second = (
        _formula(_equal(letter("W", str(k)), numbers(n.network.weights[k - 1])), _equal(letter("b", str(k)), numbers(n.network.biases[k - 1])))
        for k in (1, 2)
    )
    words = say("worksheet.given", rate=f"{n.config.lr:g}")
    return el("section", name, el("div", _drawing(say), el("div", el("p", words), sample, first, second), class_="given"))


def _formula(*parts: str) -> Markup:
    return math(row(_SPACE.join(parts)))


def _equal(left: str, right: str) -> str:
    return row(left + operator("=") + right)


def _drawing(say) -> Markup:
    """The units with their names, and every edge."""
    def place(layer, index):
        return 16 + 44 * layer, 33 + 22 * (index - (SIZES[layer] + 1) / 2)
    places = {(layer, index): place(layer, index) for layer, size in enumerate(SIZES) for index in range(1, size + 1)}
    edges = [
        el("line", x1=f"{x1:g}", y1=f"{y1:g}", x2=f"{x2:g}", y2=f"{y2:g}")
        for (layer, _), (x1, y1) in places.items() for (after, _), (x2, y2) in places.items() if after == layer + 1
    ]  # fmt: skip
    names = {(0, 1): "x₁", (0, 2): "x₂", (1, 1): "a₁", (1, 2): "a₂", (1, 3): "a₃", (2, 1): "ŷ"}
    units = [[el("circle", cx=f"{x:g}", cy=f"{y:g}", r=7), el("text", names[at], x=f"{x:g}", y=f"{y + 2:g}")] for at, (x, y) in places.items()]
    return el("svg", edges, units, viewBox="0 0 120 66", role="img", aria_label=say("worksheet.net"))


# -- what is to be found ---------------------------------------------------------------------------


def _part(part: str, n: Numbers, say) -> Markup:
    """A heading with its rule, and a blank for each number; a row for what belongs together."""
    blanks = _steps(n) if part == "update" else _blanks(part, n)
    return el("section", el("h2", say(f"worksheet.{part}")), el("p", [el("span", rule) for rule in _RULES[part]], class_="rule"), blanks)


def _blanks(part: str, n: Numbers) -> list[Markup]:
    known = list(quantities(n))
    return [el("div", [_of(q) for q in known if q.name.startswith(beginnings)], class_="blanks") for beginnings in _ROWS[part]]


def _steps(n: Numbers) -> Markup:
    return el("div", [_blank(symbol_mathml(factor.symbol), factor.value, "←") for factor in _after_a_step(n)], class_="blanks")


def _of(quantity: Quantity) -> Markup:
    return _blank(symbol_mathml(quantity.symbol), quantity.value)


def _blank(symbol: str, value: float, sign: str = "=") -> Markup:
    return el("span", Markup(f"<math>{row(symbol + operator(sign))}</math>"), el("b", plain(value, DIGITS), class_="answer"))


def _after_a_step(n: Numbers) -> list[Factor]:
    """One weight of each layer as one step on this sample would leave it."""
    def stepped(of: Edge) -> Factor:
        before = n.parameter(of)
        return Factor(before.value - n.config.lr * n.gradient(of).value, before.symbol)
    return [stepped(SECOND), stepped(FIRST)]


_ALL = Section(_all)
ACTIONS: dict = {}
