"""The card below the picture: the sum behind what the learner has in hand, and the curve it lies on.

With nothing in hand the loss is explained, because all gradients begin there; the output, while the loss is not spoken of.
"""

from markupsafe import Markup

from playground.explain import Bias, Edge, Loss, Subject, Unit, heading, parse, subjects
from playground.explain.digits import HIGHEST, LOWEST
from playground.settings import SettingError
from playground.views.beside import beside
from playground.views.explanation import Say, is_path, lines_behind, phase_of, row, spoken
from playground.views.html import el

FOLLOWS = frozenset({"config", "restart", "sample", "subject", "status", "phase", "room"})
TYPED = "0.5, -1/3, 2e-3"


def html(session, say: Say) -> Markup:
    """The heading with its buttons, the curve or the slider on the left, the lines on the right; below, the ways to the loss."""
    subject = session.subject or _by_itself(session)
    return el("div", _header(session, subject, say), _body(session, subject, say), class_="explained", data_explains=str(subject))


def _by_itself(session) -> Subject:
    """What is explained with nothing in hand."""
    return Loss() if session.tutor.in_sight("loss") else Unit(len(session.training.network.weights), 1)


def _header(session, subject: Subject, say: Say) -> Markup:
    title = spoken(heading(session.config, subject), say, session.config.digits)
    return el(
        "header",
        _steps(session, subject, say),
        el("h2", title, id="inspector-title", tabindex="-1"),
        el("span", _hint(session, say), class_="hint"),
        _digits(session.config.digits, say),
        el("button", "×", type="button", class_="small", data_do="pin", data_value="", aria_label=say("inspect.release"),
           title=say("inspect.release"), disabled=session.pinned is None),
    )  # fmt: skip


def _hint(session, say: Say) -> str:
    if session.subject is None:
        return say("inspect.invitation")
    return say("inspect.hold") if session.subject != session.pinned else ""


def _steps(session, subject: Subject, say: Say) -> list[Markup]:
    """To the subject before and the one after, in the order of a walk through the network."""
    everything = [of for of in subjects(session.training.network.sizes) if of != Loss() or session.tutor.in_sight("loss")]
    place = everything.index(subject)
    ends = (("‹", place - 1, "inspect.previous"), ("›", (place + 1) % len(everything), "inspect.next"))
    return [
        el("button", sign, type="button", class_="small", id=key.replace(".", "-"), data_do="pin",
           data_value=str(everything[to]), aria_label=say(key), title=say(key))
        for sign, to, key in ends
    ]  # fmt: skip


def _digits(digits: int, say: Say) -> Markup:
    def button(sign, to, key):
        return el("button", sign, type="button", class_="small", id=key.replace(".", "-"), data_do="digits", data_value=str(to),
                  disabled=not LOWEST <= to <= HIGHEST, aria_label=say(key))  # fmt: skip

    return el(
        "span", button("−", digits - 1, "inspect.digits.fewer"), el("span", say("inspect.digits", digits=digits)),
        button("+", digits + 1, "inspect.digits.more"), class_="digits", role="group",
    )  # fmt: skip


def _body(session, subject: Subject, say: Say) -> list[Markup]:
    lines = lines_behind(session, subject, checks=not session.running)
    if not session.tutor.in_sight("backward"):
        lines = [line for line in lines if line.kind == "forward"]
    layer = getattr(subject, "layer", len(session.training.network.weights))

    def rows(chosen):
        return [row(line, say, session, phase_of(line, layer) == session.phase) for line in chosen]

    steps, ways = [line for line in lines if not is_path(line)], [line for line in lines if is_path(line)]
    body = el("div", beside(session, subject, say), el("ol", rows(steps), class_="lines"), class_="body")
    return [body, el("ol", rows(ways), class_="lines ways")] if ways else [body]


# -- what its elements do ----------------------------------------------------------------------------


def _set_digits(session, value: str) -> None:
    session.configure(digits=value)


def _set_parameter(session, value: str) -> None:
    """Gives the weight or bias in hand the value that was typed or slid to. Raises SettingError."""
    of = session.pinned
    if not isinstance(of, (Edge, Bias)):
        return
    try:
        session.change_parameter(of, number_in(value))
    except (ValueError, ArithmeticError):
        raise SettingError(str(of), value, TYPED) from None


def number_in(text: str) -> float:
    """A number as people write it: 0.5, 0,5, −1/3, 2e-3, 1.2×10^−3. ValueError, ZeroDivisionError."""
    plain_text = text.strip().replace("−", "-").replace(",", ".").replace("×10^", "e")
    above, _, below = plain_text.partition("/")
    return float(above) / float(below or 1)


def _seek_out(session, value: str | None) -> None:
    session.seek_out(parse(value, session.training.network.sizes) if value else None)


ACTIONS = {"digits": _set_digits, "set_parameter": _set_parameter, "seek_out": _seek_out}
