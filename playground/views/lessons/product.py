"""Why δ shrinks: for every layer what the weights and what the slopes make of it, and their product beside the real ‖δ‖."""

from markupsafe import Markup

from playground.engine.propagation import Passage
from playground.lessons.gradients import tenfold, way
from playground.views.html import el, join
from playground.views.lamp import lamp
from playground.views.lessons import knob

GREATEST = 12  # times the Xavier weights
EXACT = 1e-9  # relative: as numbers of a computer are rounded


def html(session, say) -> Markup:
    """Before the prediction the sizes of δ alone."""
    steps = way(session)
    if not steps:
        return el("p", say("gradients.figure.no-layers"))
    if session.tutor.locked:
        sizes = [(step.layer, _delta(step.delta, 3, session)) for step in steps]
        return _table((say("gradients.figure.layer"), "‖δ‖"), sizes, "figures")
    return join([
        knob.knob(session, say("gradients.figure.gain"), 1, GREATEST, 0.5),
        _factors(steps, session, say),
        el("p", say("gradients.figure.columns"), class_="values"),
    ])


def _delta(size: float, digits: int, session) -> Markup:
    return join([lamp(size, session), tenfold(size, digits)])


def _factors(steps: list[Passage], session, say) -> Markup:
    """From the last hidden layer to the first; the product starts there."""
    heads = [
        say("gradients.figure.layer"), say("gradients.figure.mean"), say("gradients.figure.slopes"),
        say("gradients.figure.weights"), say("gradients.figure.factor"), say("gradients.figure.product"), "‖δ‖",
    ]  # fmt: skip
    running, rows = 1.0, []
    for n, step in enumerate(steps):
        running *= step.factor if n else 1.0
        inputs = [tenfold(step.slopes), tenfold(step.weights), tenfold(step.factor), tenfold(running)] if n else ["", "", "", "1"]
        rows.append((step.layer, tenfold(step.mean_slope), *inputs, _delta(step.delta, 2, session)))
    return _table(heads, rows, "figures factors")


def _table(heads, rows, name: str) -> Markup:
    head = el("thead", el("tr", [el("th", text, scope="col") for text in heads]))
    body = [el("tr", el("th", layer, scope="row"), [el("td", text) for text in texts]) for layer, *texts in rows]
    return el("div", el("table", head, el("tbody", body), class_=name), class_="formula", tabindex=0)


ACTIONS = knob.ACTIONS
