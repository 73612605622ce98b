"""Data of one's own: a dialog to draw points on the plane, or to type, paste or drop them as text; both show the same.

The plane and the text field belong to the page (pyscript/page/drawing.js); what the text means is
read here, and shown beside it: the points as `data-points`, bad rows and remarks in words.
"""

from playground.frames.geometry import PLANE
from playground.points import Reading, read, refusal, write
from playground.settings import MAX_POINTS, SETTINGS, SettingError, to_text
from playground.views.html import el

FOLLOWS = frozenset({"config", "draft"})
SHOWN_PROBLEMS = 6  # the rest is counted
TICKS = (-4, -2, 2, 4)
TOOLS = (("1", "●", "own.class_a"), ("-1", "○", "own.class_b"), ("0", "⌫", "own.eraser"))


def html(session, say):
    text, reading = _draft(session)
    return el(
        "div", el("button", "×", type="button", class_="close", data_close=True, aria_label=say("page.close")), el("h1", say("page.owndata")),
        el("div", _drawing(say), _text(text, reading, say), class_="own"),
        _feet(reading, say),
    )  # fmt: skip


def _draft(session) -> tuple[str, Reading]:
    """What the learner has drawn or typed last, or else the points that data=custom stands for now."""
    return session.draft or (write(session.config.points), Reading(session.config.points))


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
    counts = {name: sum(label == sign for _, _, label in reading.points) for name, sign in (("a", 1), ("b", -1))}
    told = [say(remark.key, **remark.values) for remark in reading.remarks]
    return el(
        "form",
        el("label", say("own.text"), for_="own-text"),
        el("textarea", id="own-text", name="text", rows=10, spellcheck="false", data_own=True, data_do="own.read", data_live=True),
        el("label", say("own.file"), el("input", type="file", id="own-file", accept=".csv,.tsv,.txt,text/*", data_own=True), class_="pill file"),
        el(
            "div", el("p", say("own.count", **counts), id="own-legend"), [el("p", sentence) for sentence in told],
            _problems(reading.problems, say), role="status", class_="told",
        ),
        id="own-form", data_do="own.use", data_draft=text, data_points=to_text(reading.points), data_most=MAX_POINTS,
    )  # fmt: skip


def _problems(problems, say):
    if not problems:
        return None
    rows = [el("li", say(problem.key, **problem.values)) for problem in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        rows.append(el("li", say("own.more", count=len(problems) - SHOWN_PROBLEMS)))
    return el("ul", rows, class_="problems")


def _feet(reading: Reading, say):
    refused = refusal(reading.points)
    return el(
        "div", el("p", say(refused) if refused else None, id="own-refused", role="status"),
        el("button", say("own.use"), form="own-form", class_="pill primary", disabled=bool(refused), data_close=True),
        class_="row feet",
    )  # fmt: skip


# -- what its elements do ---------------------------------------------------------------------------


def _read(session, text: str) -> None:
    if text != _draft(session)[0]:
        session.sketch(text)


def _start_from(session, value) -> None:
    """The points of the data in use become the draft; of a regression, by their sign."""
    dataset, middle = session.training.dataset, 0.5 if session.config.output == "sigmoid" else 0.0
    samples = [(x1, x2, y) for part in (dataset.train, dataset.test) for (x1, x2), y in zip(part.x.tolist(), part.y.tolist(), strict=True)]
    inside = [(round(x1, 3), round(x2, 3), 1 if y > middle else -1) for x1, x2, y in samples if max(abs(x1), abs(x2)) <= PLANE]
    session.sketch(write(inside))


def _use(session, fields: dict) -> None:
    """Trains on the points from now on; what was drawn stays in the dialog whatever comes of it."""
    points = read(fields["text"]).points
    session.sketch(fields["text"])
    if refusal(points):
        raise SettingError("points", to_text(points), SETTINGS["points"].allowed)
    session.adopt(session.config.with_data("custom", points=points))
    session.sketch(None)


ACTIONS = {"own.read": _read, "own.start_from": _start_from, "own.use": _use}
