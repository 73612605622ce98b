"""Steps on one sample alone: the update of the weight in hand with its numbers, and the sample's loss after each step."""

import numpy as np
from markupsafe import Markup

from playground.explain import explain
from playground.lessons.chain_rule import in_hand, is_example, steps_taken
from playground.trace import between, trace_sample, trial_step
from playground.views.explanation import plain, row
from playground.views.html import el, join
from playground.views.lessons.chain_table import DIGITS, other_net, table

MOST = 10  # bars
FARTHEST = 1e6  # size of a parameter beyond which nothing is to be seen any more


def html(session, say) -> Markup:
    if not is_example(session):
        return other_net(say)
    return join([_button(session, say), _bars(session, say), _update(session, say), table(session, say)])


def _button(session, say) -> Markup:
    too_far = el("p", say("chain-rule.figure.overshot"), class_="hint", role="status") if session.tutor.notes.get("overshot") else None
    button = el("button", say("chain-rule.figure.step", rate=plain(session.config.lr, 3)), type="button", class_="pill accent", id="chain-step",
                data_do="chain-step", disabled=session.tutor.locked)  # fmt: skip
    return join([button, too_far])


def _bars(session, say) -> Markup | None:
    """The loss after each step on this sample, the last few."""
    losses = steps_taken(session)
    if not losses:
        return None
    first, highest = max(0, len(losses) - MOST), max(losses[-MOST:]) or 1.0
    bars = [
        el("li", el("span", step), el("i", style=f"--share:{loss / highest:.4f}"), el("span", plain(loss, DIGITS)))
        for step, loss in enumerate(losses[first:], first)
    ]
    name = el("p", say("chain-rule.figure.losses"), class_="about", id="losses-name")
    return join([name, el("ol", bars, class_="losses", aria_labelledby="losses-name")])


def _update(session, say) -> Markup | None:
    """w − η ∂L/∂w for the weight in hand, once the question about it is answered."""
    if session.tutor.locked:
        return None
    lines = explain(*session.passing(), session.config, in_hand(session), checks=False)
    return el("ol", [row(line, say, session) for line in lines if line.kind == "update"], class_="lines")


def _step(session, _) -> None:
    """One true step on the sample in view alone, unless the numbers leave all bounds."""
    notes, before = session.tutor.notes, session.trace()
    if session.tutor.locked or not is_example(session):
        return
    parameters = trial_step(session.training, before)
    notes["overshot"] = not np.abs(parameters).max() < FARTHEST
    if notes["overshot"]:
        session.tutor.study.tried(session.tutor.lesson, session.tutor.step)
        session.tell("study")
        return
    after = between(session.training.network, parameters)
    losses = steps_taken(session)
    so_far = losses if losses and losses[-1] == before.loss else [before.loss]  # anew where something else has moved the network
    notes["rates"] = {session.config.lr, *(notes.get("rates", ()) if len(so_far) > 1 else ())}
    notes["losses"] = [*so_far, trace_sample(after, session.training.loss, *session.probe).loss]
    session.set_parameters(after.weights, after.biases)


ACTIONS = {"chain-step": _step}
