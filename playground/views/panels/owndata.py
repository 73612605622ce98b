"""Data of one's own: a dialog to draw points on the plane, or to type, paste or drop them as text; both show the same.

The plane and the text field belong to the page (pyscript/page/drawing.js); what the text means is
read here, and shown beside it: the points as `data-points`, bad rows and remarks in words.
"""

from playground.frames.geometry import PLANE
from playground.points import HEADING, NONE, NUMBERS, ROLES, Draft, Reading, write
from playground.points.sentences import column_name, placed, remark_sentence
from playground.settings import MAX_POINTS, SETTINGS, SettingError, to_text
from playground.views.html import el

FOLLOWS = frozenset({"config", "draft"})
SHOWN_PROBLEMS = 6  # the rest is counted
TICKS = (-4, -2, 2, 4)
_SYMBOLS = {"x1": "x₁", "x2": "x₂"}
TOOLS = (("1", "●", "own.class_a"), ("-1", "○", "own.class_b"), ("0", "⌫", "own.eraser"))


def html(session, say):
    text, reading = (draft := _draft(session)).text, draft.reading
    return el(
        "div", el("button", "×", type="button", class_="close", data_close=True, aria_label=say("page.close")), el("h1", say("page.owndata")),
        el("div", _drawing(say), _text(text, reading, say), class_="own"),
        _feet(reading, say),
    )  # fmt: skip


def _draft(session) -> Draft:
    """What the learner has drawn or typed last, or else the points that data=custom stands for now."""
    points = session.config.points
    return session.draft or Draft(write(points), {}, Reading(points, HEADING, *HEADING))


def _drawing(say):
    button = {"type": "button", "class_": "pill"}
    return el(
        "div", _tools(say), _plane(),
        el("p", el("span", say("own.help"), id="own-help"), " ", el("output", id="own-place", data_own=True), class_="soft"),
        el(
            "div", el("button", say("own.undo"), **button, data_draw="undo"), el("button", say("own.clear"), **button, data_draw="clear"),
            el("button", say("own.start_from"), **button, data_do="own.start_from"), class_="row",
        ),
        class_="drawing",
    )  # fmt: skip


def _tools(say):
    def tool(value, mark, key):
        field = el("input", type="radio", name="own-tool", id=f"own-tool-{value}", value=value, checked=value == "1", data_own=True)
        return el("label", field, el("span", mark, aria_hidden="true", class_=f"mark tool{value}"), say(key))

    return el("fieldset", el("legend", say("own.tool")), [tool(*row) for row in TOOLS], class_="tools")


def _plane():
    """The plane from −6 to 6, upwards as in a book; points and crosshair are the page's."""
    lines = [el("path", d=f"M{at} {-PLANE}V{PLANE}M{-PLANE} {at}H{PLANE}", class_="axis" if at == 0 else "grid") for at in (*TICKS, 0)]
    numbers = [el("text", f"{at}".replace("-", "−"), x=at, y=0.55) for at in TICKS]
    numbers += [el("text", f"{at}".replace("-", "−"), x=-0.3, y=-at + 0.17, class_="left") for at in TICKS]
    names = [el("text", "x₁", x=PLANE - 0.4, y=-0.25), el("text", "x₂", x=0.45, y=-PLANE + 0.5)]
    cross = el("path", id="own-cross", d="M-.5 0H.5M0 -.5V.5", class_="cross")
    return el(
        "svg", *lines, *numbers, *names, el("g", id="own-points"), cross,
        id="own-plane", viewBox=f"{-PLANE} {-PLANE} {2 * PLANE} {2 * PLANE}", tabindex=0, role="application",
        aria_labelledby="own-legend", aria_describedby="own-help", data_own=True,
    )  # fmt: skip


def _text(text: str, reading: Reading, say):
    return el(
        "form",
        el("label", say("own.text"), for_="own-text"),
        el("textarea", id="own-text", name="text", rows=10, spellcheck="false", data_own=True, data_do="own.read", data_live=True),
        el("label", say("own.file"), el("input", type="file", id="own-file", data_own=True), class_="pill file"),
        _columns(reading, say),
        el(
            "div", el("p", _count(reading, say), id="own-legend"), [el("p", remark_sentence(one, reading, say)) for one in reading.remarks],
            _problems(reading, say), role="status", class_="told",
        ),
        id="own-form", data_do="own.use", data_draft=text, data_points=to_text(reading.points), data_most=MAX_POINTS,
    )  # fmt: skip


def _count(reading: Reading, say) -> str:
    labels = [label for _, _, label in reading.points]
    if any(label not in (-1, 1) for label in labels):
        return say("own.count.regression", count=len(labels))
    return say("own.count", a=labels.count(1), b=labels.count(-1))


# -- which columns ----------------------------------------------------------------------------------


def _columns(reading: Reading, say):
    """The choice of columns, for a text that has others than those in which points are written here."""
    ours = reading.columns == HEADING and (reading.positive == NUMBERS or set(reading.classes) <= {"1", "-1"})
    if len(reading.columns) < 2 or ours:
        return None
    named = [(str(n), column_name(name, reading, say)) for n, name in enumerate(reading.columns, 1)]
    fields = [_select(role, _SYMBOLS.get(role) or say("own.column.label"), [*named, (NONE, _nothing(role, say))], _number(reading, role)) for role in ROLES]
    return el("fieldset", el("legend", say("own.columns")), el("div", fields, _positive(reading, say)), class_="own-columns")


def _nothing(role: str, say) -> str:
    return say("own.column.no_label" if role == "label" else "own.column.none")


def _number(reading: Reading, role: str) -> str:
    name = getattr(reading, role)
    return NONE if name == NONE else str(reading.columns.index(name) + 1)


def _positive(reading: Reading, say):
    """Which label is class A; or whether the labels are numbers."""
    if len(reading.classes) < 2:
        return None
    options = [(word, say("own.positive.against", value=word)) for word in reading.classes]
    if reading.numbers:
        options.append((NUMBERS, say("own.positive.numbers")))
    return _select("positive", say("own.positive"), options, reading.positive)


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str):
    choices = [el("option", words, value=value, selected=value == chosen) for value, words in options]
    return el("label", el("span", label), el("select", choices, id=f"own-{name}", data_do=f"own.{name}", data_live=True))


def _problems(reading: Reading, say):
    problems = reading.problems
    if not problems:
        return None
    rows = [el("li", placed(problem, reading, say)) for problem in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        rows.append(el("li", say("own.more", count=len(problems) - SHOWN_PROBLEMS)))
    return el("ul", rows, class_="problems")


def _feet(reading: Reading, say):
    empty = not reading.points
    return el(
        "div", el("p", say("own.refused.none") if empty else None, id="own-refused", role="status"),
        el("button", say("own.use"), form="own-form", class_="pill primary", disabled=empty, data_close=True),
        class_="row feet",
    )  # fmt: skip


# -- what its elements do ---------------------------------------------------------------------------


def _read(session, text: str) -> None:
    if text != _draft(session).text:
        session.sketch(text)


def _choose(name: str):
    """The action of one choice of columns."""

    def choose(session, value: str) -> None:
        session.sketch(_draft(session).text, **{name: int(value) if name in ROLES and value else value})

    return choose


def _start_from(session, value) -> None:
    """The points of the data in use become the draft, classes as ±1."""
    config, dataset = session.config, session.training.dataset
    samples = [(x1, x2, y) for part in (dataset.train, dataset.test) for (x1, x2), y in zip(part.x.tolist(), part.y.tolist(), strict=True)]
    inside = [sample for sample in samples if max(map(abs, sample[:2])) <= PLANE]
    if config.task == "classification":
        middle = 0.5 if config.output == "sigmoid" else 0.0
        inside = [(x1, x2, 1 if y > middle else -1) for x1, x2, y in inside]
    session.sketch(write(SETTINGS["points"].read(inside)))


def _use(session, fields: dict) -> None:
    """Trains on the points from now on; what was drawn stays in the dialog whatever comes of it."""
    _read(session, fields["text"])
    points = _draft(session).reading.points
    if not points:
        raise SettingError("points", "", SETTINGS["points"].allowed)
    session.use_points(points)
    session.sketch(None)


ACTIONS = {"own.read": _read, "own.start_from": _start_from, "own.use": _use} | {
    f"own.{name}": _choose(name) for name in (*ROLES, "positive")
}
