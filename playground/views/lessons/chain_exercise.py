"""The learner's own exercise: sample and parameters to type in, and what she has worked out by hand, judged number by number."""

import time
from contextlib import suppress

from markupsafe import Markup

from playground.explain import Bias, Edge, entry
from playground.explain.numbers import Numbers
from playground.explain.symbols import OUTPUT, Letter, Partial
from playground.lessons.chain_rule import checked, exercise_of, is_example
from playground.lessons.hand import Quantity, quantities
from playground.lessons.reading import read_number
from playground.settings import SettingError
from playground.views.explanation import plain
from playground.views.html import el, join
from playground.views.lessons.chain_table import COLUMNS, DIGITS, HIDDEN, PARAMETERS, column_name, numbers, other_net

ALLOWED = "0.5, 0,5, -1/3, 2e-3 (±1000)"
LARGEST = 1000.0
SAMPLE = {"x1": "x₁", "x2": "x₂", "y": "y"}
RESULTS = (  # as one works: forward, then back
    ("z", [f"z/{unit.layer}/{unit.index}" for unit in COLUMNS]),
    ("a", [f"a/{unit.layer}/{unit.index}" for unit in COLUMNS]),
    ("L", ["loss"]),
    (str(Partial(OUTPUT)), ["error"]),
    ("f′(z)", [f"slope/{unit.layer}/{unit.index}" for unit in COLUMNS]),
    ("δ", [f"delta/{unit.layer}/{unit.index}" for unit in COLUMNS]),
    (str(Partial(Letter("W", 2))), [f"gradient/{Edge(2, index, 1)}" for index in HIDDEN]),
    (f"{Partial(Letter('W', 1))} x₁", [f"gradient/{Edge(1, 1, index)}" for index in HIDDEN]),
    (f"{Partial(Letter('W', 1))} x₂", [f"gradient/{Edge(1, 2, index)}" for index in HIDDEN]),
    ("∂L/∂b", [f"gradient/{Bias(unit.layer, unit.index)}" for unit in COLUMNS]),
)  # fmt: skip


def html(session, say) -> Markup:
    if not is_example(session):
        return other_net(say)
    sheet = session.tutor.notes.setdefault("sheet", time.monotonic_ns())  # another sheet has other fields: nothing typed is left in them
    return join([_exercise(session, sheet, say), _results(session, sheet, say)])


def _field(name: str, label: str, sheet: int, value: str | None = None) -> Markup:
    return el("input", type="text", name=name, value=value, aria_label=label, autocomplete="off", maxlength=60, data_own=True,
              id=f"hand-{name}-{sheet}")  # fmt: skip


# -- what is given ---------------------------------------------------------------------------------


def _exercise(session, sheet: int, say) -> Markup:
    n = numbers(session)
    sample = [el("label", name, _field(key, name, sheet, f"{value:g}")) for (key, name), value in zip(SAMPLE.items(), _sample(n), strict=True)]
    rows = [
        el("tr", el("th", name, scope="row"), [el("td", _field(str(of), str(n.parameter(of).symbol), sheet, _typed(n, of))) for of in row])
        for name, row in PARAMETERS
    ]
    heads = el("tr", el("td"), [el("th", column_name(n, unit), scope="col") for unit in COLUMNS])
    button = el("button", say("chain-rule.figure.use"), type="submit", class_="pill", id="hand-use")
    table = el("table", el("caption", say("chain-rule.figure.given")), el("thead", heads), el("tbody", rows), class_="chain-table hand")
    return el("form", el("div", sample, class_="sample-of"), el("div", table, class_="scroll"), button, data_do="hand-use", id="hand-given")


def _sample(n: Numbers) -> tuple[float, ...]:
    return *n.trace.x.tolist(), n.trace.y


def _typed(n: Numbers, of: Edge | Bias) -> str:
    return f"{n.parameter(of).value:.6g}"


def _use(session, fields: dict) -> None:
    """Takes over sample and parameters. Raises SettingError."""
    if not is_example(session):
        return
    n = numbers(session)
    x1, x2, y = (_read(name, fields.get(key)) for key, name in SAMPLE.items())
    layers = [layer.copy() for layer in session.training.network.layers]
    for of in (of for _, row in PARAMETERS for of in row):
        k, place = entry(of)
        layers[k][place] = _read(str(n.parameter(of).symbol), fields.get(str(of)))
    notes = session.tutor.notes
    notes["shown"] = False
    session.look_at([x1, x2], y)
    session.set_parameters([layer[:-1] for layer in layers], [layer[-1] for layer in layers])
    if "own" not in notes:
        session.on("restart", lambda: _keep(session, notes))
    notes["own"] = session.training.network.weights, session.training.network.biases


def _keep(session, notes: dict) -> None:
    """Her own numbers again in a network that has just begun: she may have taken another function for the same exercise."""
    if session.tutor.notes is notes and session.training.step == 0:
        with suppress(ValueError):  # a network of another shape
            session.set_parameters(*notes["own"], tell=False)


def _read(name: str, text) -> float:
    try:
        value = read_number(text)
    except ValueError:
        raise SettingError(name, text, ALLOWED) from None
    if abs(value) > LARGEST:
        raise SettingError(name, text, ALLOWED)
    return value


# -- what comes of it ------------------------------------------------------------------------------


def _results(session, sheet: int, say) -> Markup:
    known, judged = {quantity.name: quantity for quantity in quantities(numbers(session))}, checked(session)
    shown = session.tutor.notes.get("shown")
    rows = [
        el("tr", el("th", head, scope="row"), [_result(known[name], judged.get(name), shown, sheet) for name in row])
        for head, row in RESULTS
    ]
    table = el("table", el("caption", say("chain-rule.figure.worked")), el("tbody", rows), class_="chain-table hand")
    hints = [el("li", say(f"chain-rule.figure.slip.{slip}", symbol=known[name].symbol)) for name, slip in judged.items() if slip != "right"]
    buttons = [
        el("button", say("chain-rule.figure.check"), type="submit", class_="pill accent", id="hand-check"),
        el("button", say("chain-rule.figure.hide" if shown else "chain-rule.figure.show"), type="button", class_="pill", data_do="hand-show",
           id="hand-show", aria_pressed="true" if shown else "false"),
    ]  # fmt: skip
    list_of_hints = el("ul", hints, class_="hint", role="status") if hints else None
    return el("form", el("div", table, class_="scroll"), el("div", buttons, class_="buttons"), list_of_hints, data_do="hand-check", id="hand-worked")


def _result(quantity: Quantity, judged: str | None, shown: bool, sheet: int) -> Markup:
    """The field, its verdict, and on demand the number itself."""
    verdict = None
    if judged:
        verdict = el("b", "✓" if judged == "right" else "✗", class_="right" if judged == "right" else "false")
    value = el("span", plain(quantity.value, DIGITS)) if shown else None
    return el("td", _field(quantity.name, str(quantity.symbol), sheet), el("small", verdict, value))


def _check(session, fields: dict) -> None:
    """Takes in what was worked out; fields may stay empty. Raises SettingError."""
    if not is_example(session):
        return
    symbols = {quantity.name: str(quantity.symbol) for quantity in quantities(numbers(session))}
    tutor = session.tutor
    tutor.notes["given"] = {name: _worked(symbol, fields[name]) for name, symbol in symbols.items() if str(fields.get(name) or "").strip()}
    session.tell("status")
    if not tutor.finished:
        tutor.study.tried(tutor.lesson, tutor.step)
        session.tell("study")


def _worked(name: str, text) -> float:
    try:
        return read_number(text)
    except ValueError:
        raise SettingError(name, text, ALLOWED) from None


def _show(session, _) -> None:
    """All values of both passes beside the fields, or no longer."""
    notes = session.tutor.notes
    notes["shown"] = not notes.get("shown")
    notes.setdefault("looked", set()).add(exercise_of(session))
    session.tell("study")


ACTIONS = {"hand-use": _use, "hand-check": _check, "hand-show": _show}
