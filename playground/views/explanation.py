"""An explanation's lines as HTML: what happens in words, symbols over numbers, the NumPy line, the check."""

from collections.abc import Callable

from markupsafe import Markup

from playground.explain import Bias, Check, Edge, Line, Loss, Subject, Text, Unit, explain, mathml, path
from playground.explain.digits import plain
from playground.explain.numbers import Numbers
from playground.explain.symbols import LOSS
from playground.views.html import el

Say = Callable[..., str]
SIGNS = {"agrees": "✓ ε", "differs": "≠ ε", "kink": "∠ ε", "tiny": "≈ 0", "none": "– ε"}  # of a check's verdict
BESIDE, FACTOR, DIGIT = 66, 72, 7.5  # pixels: of a row beside its factors, of a factor, and of each digit of a number in them
_PHASES = {
    "input": "input", "feature": "input", "z": "forward/{layer}/z", "share": "forward/{layer}/z", "bias": "forward/{layer}/z",
    "a": "forward/{layer}/a", "loss.mse": "loss", "loss.half_mse": "loss", "loss.bce": "loss",
    "da.output": "backward/{layer}/a", "da.hidden": "backward/{layer}/a", "slope": "backward/{layer}/z",
    "dz": "backward/{layer}/z", "dz.cancels": "backward/{layer}/z", "dw": "backward/{layer}", "db": "backward/{layer}",
    "path.all": "backward/{layer}", "path.strongest": "backward/{layer}", "path.closed": "backward/{layer}", "update": "update",
}  # fmt: skip


def lines_behind(session, subject: Subject, checks: bool) -> tuple[Line, ...]:
    """The explanation of a subject in the pass in view; a weight's or a bias's ends with its whole path to the loss."""
    network, trace = session.passing()
    lines = explain(network, trace, session.config, subject, checks)
    return (*lines, path(network, trace, session.config, subject)) if isinstance(subject, (Edge, Bias)) else lines


def phase_of(line: Line, layer: int) -> str:
    """The phase of a pass in which a line of a subject of this layer is computed."""
    return _PHASES[line.title.key.removeprefix("explain.")].format(layer=layer)


def is_path(line: Line) -> bool:
    """Whether this is the whole path to the loss."""
    return line.title.key.startswith("explain.path.")


def terms_in_a_row(room: int, digits: int) -> int:
    """How many terms of a sum, two factors each, stand side by side in so many pixels; one at least."""
    return max(1, factors_in_a_row(room, digits) // 2)


def factors_in_a_row(room: int, digits: int) -> int:
    """The same of the factors of a product; two at least."""
    return max(2, int((room - BESIDE - DIGIT * digits) / (FACTOR + DIGIT * digits)))


def row(line: Line, say: Say, session, current: bool = False) -> Markup:
    """One line as a list item; `current`: the phase in view is the one that computes it."""
    digits = session.config.digits
    around = session.surroundings
    if is_path(line):  # one below another, ways are compared factor by factor
        form = {"per_row": 1, "factors": factors_in_a_row(around.way_room, digits)}
    else:
        form = {"per_row": terms_in_a_row(around.room, digits)}
    return el(
        "li",
        el("p", spoken(line.title, say, digits), " ", _badge(line.check, say, digits), class_="title"),
        el("div", Markup(mathml(line, digits, **form)), class_="formula", tabindex="-1"),
        [el("p", spoken(note, say, digits), class_="note") for note in line.notes],
        _numpy(line, say) if line.numpy else None,
        class_=line.kind, aria_current="step" if current else None,
    )  # fmt: skip


def spoken(text: Text, say: Say, digits: int) -> str:
    """A text with its numbers written to so many digits; a share is said in per cent."""
    return say(text.key, **{name: _written(name, value, digits) for name, value in text.values.items()})


def _written(name: str, value, digits: int):
    if name == "share":
        return f"{value:.1%}"
    return plain(value, digits) if isinstance(value, float) else value


def _badge(check: Check | None, say: Say, digits: int) -> Markup | None:
    """The verdict of the finite difference as a sign; its words appear when it is pointed at or focused."""
    if check is None:
        return None
    return el("span", SIGNS[check.verdict], class_=f"check {check.verdict}", tabindex="0", role="img",
              aria_label=spoken(check.text, say, digits))  # fmt: skip


def _numpy(line: Line, say: Say) -> Markup:
    """The line for this number, that for its whole layer, and a button that copies the first with what it needs."""
    layer = line.numpy_layer if line.numpy_layer != line.numpy else ""
    return el(
        "div",
        el("div", el("code", line.numpy), el("code", layer, class_="layer") if layer else None),
        el("button", type="button", class_="copy", data_copy="\n".join([*line.helpers, line.numpy]),
           aria_label=say("inspect.copy"), title=say("inspect.copy")),
        class_="numpy",
    )  # fmt: skip


def in_short(numbers: Numbers, subject: Subject, backward: bool = True) -> str:
    """A subject's number and, if gradients are spoken of, its gradient, in one line: w⁽²⁾₃₁ = −0.53 · ∂L/∂w⁽²⁾₃₁ = 0.012."""
    found = _in_short(numbers, subject, backward)
    return " · ".join(f"{symbol} = {plain(value, numbers.config.digits)}" for symbol, value in found)


def _in_short(numbers: Numbers, subject: Subject, backward: bool) -> list[tuple[object, float]]:
    match subject:
        case Loss():
            return [(LOSS, numbers.trace.loss)]
        case Unit(0, index):
            factors = [numbers.a(0, index)]
        case Unit(layer, index):
            output = [numbers.output()] if layer == numbers.last else [numbers.a(layer, index)]
            factors = [numbers.z(layer, index), *output, *[numbers.delta(layer, index)] * backward]
        case _:
            factors = [numbers.parameter(subject), *[numbers.gradient(subject)] * backward]
    return [(factor.symbol, factor.value) for factor in factors]
