"""One sample's pass, number by number: what is computed now with its symbols, its numbers and its NumPy line; all parameters."""

from markupsafe import Markup

from playground.explain import Loss, explain
from playground.lessons.chain_rule import SIZES, is_example
from playground.lessons.terms import terms
from playground.views.explanation import phase_of, row
from playground.views.html import el, join
from playground.views.lessons.chain_sketch import at_work, sketch
from playground.views.lessons.chain_table import known, numbers, other_net, phase_in_view, table

TERMS = tuple(terms(SIZES))


def html(session, say) -> Markup:
    if not is_example(session):
        return other_net(say)
    drawing = sketch(numbers(session), known(session), at_work(session.pinned or Loss(), phase_in_view(session)))
    one_by_one, overview = [_steps(session, say), drawing, _lines(session, say)], table(session, say)
    return join([overview, one_by_one] if session.tutor.locked else [one_by_one, overview])  # a question is about the table


def _place(session) -> int:
    """Where among the terms the learner is: at the one in hand, or else at the first of the phase in view or of the step."""
    phase = phase_in_view(session) or session.tutor.step.phase
    here = session.pinned, phase
    return TERMS.index(here) if here in TERMS else next((place for place, term in enumerate(TERMS) if term[1] == phase), len(TERMS) - 1)


def _steps(session, say) -> Markup:
    place, seen = _place(session), known(session)
    following = place + 1 < len(TERMS) and (not session.tutor.locked or seen(TERMS[place + 1][1]))
    next_to_do = not session.tutor.locked and not session.tutor.finished  # one button at a time stands out
    return el(
        "div",
        el("button", "‹", type="button", class_="pill", id="terms-back", data_do="terms-move", data_value="-1", disabled=place == 0,
           aria_label=say("chain-rule.figure.back")),
        el("span", f"{place + 1} / {len(TERMS)}"),
        el("button", say("chain-rule.figure.on"), " ›", type="button", class_="pill accent" if next_to_do else "pill", id="terms-on", data_do="terms-move",
           data_value="1", disabled=not following),
        class_="terms",
    )  # fmt: skip


def _lines(session, say) -> Markup:
    """What the phase in view computes of the subject in hand; or else all that is known of it."""
    subject, seen = session.pinned or Loss(), known(session)
    layer = getattr(subject, "layer", len(SIZES) - 1)
    lines = explain(*session.passing(), session.config, subject, checks=not session.running)
    reached = [(line, phase) for line in lines if seen(phase := phase_of(line, layer))]
    now = [line for line, phase in reached if phase == phase_in_view(session)]
    shown = now or [line for line, _ in reached]
    return el("ol", [row(line, say, session) for line in shown], class_="lines", aria_live="polite")


def _move(session, value: str) -> None:
    """So many terms on or back, as far as the pass may be seen."""
    place = _place(session) + int(value)
    if not is_example(session) or not 0 <= place < len(TERMS):
        return
    subject, phase = TERMS[place]
    if int(value) < 0 or not session.tutor.locked or known(session)(phase):
        session.pin(subject)
        session.show_phase(phase)


ACTIONS = {"terms-move": _move}
