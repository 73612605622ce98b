"""The table of activation functions: strength, weakness, when; each claim is a button that sets up and measures the nets which show it."""

from markupsafe import Markup

from playground.config import Config
from playground.lessons import measures
from playground.lessons.claims import BY_NAME, CLAIMS, FUNCTIONS, KINDS, Claim
from playground.settings import SettingError
from playground.views.html import el
from playground.views.names import name_of
from playground.views.versus import network_words
from playground.views.words import percent, short

SHARES = (measures.flat, measures.falling, measures.accuracy)
KEPT = ("scene", "at", "lang", "theme", "hide", "digits", "cells", "chart", "scale")


def html(session, say) -> Markup:
    shown = BY_NAME.get(session.tutor.notes.get("claim"))
    return el("div", [_function(act, shown, session, say) for act in FUNCTIONS], class_="claims")


def _function(act: str, shown: Claim | None, session, say) -> Markup:
    claims = [claim for claim in CLAIMS if claim.act == act]
    lines = [el("dl", [_claim(claim, claim is shown, session, say) for claim in sorted(claims, key=lambda one: KINDS.index(one.kind))])]
    is_open = shown is not None and shown.act == act or shown is None and act == FUNCTIONS[0]
    return el("details", el("summary", el("b", name_of(act)), " ", el("small", say(f"hint.act.{act}"))), lines, id=f"claims-{act}", open=is_open)


def _claim(claim: Claim, shown: bool, session, say) -> list[Markup]:
    button = el(
        "button", say(f"activations.claim.{claim.name}"), type="button", class_="pill", id=f"claim-{claim.name.replace('.', '-')}",
        aria_pressed="true" if shown else "false", data_do="claim-show", data_value=claim.name,
    )  # fmt: skip
    measured = _measured(claim, session, say) if shown and _is_of(claim, session) else None
    return [el("dt", say(f"activations.kind.{claim.kind}")), el("dd", button, measured)]


def _is_of(claim: Claim, session) -> bool:
    """Whether the run is the claim's own, as far as it has been trained or farther."""
    start = _settings(claim, session.config)
    same = start.effect_of_change_to(session.config) in ("none", "view") and start.versus == session.config.versus
    return same and session.experiment.clock >= claim.steps


def _measured(claim: Claim, session, say) -> Markup:
    write = percent if claim.measure in SHARES else short
    pairs = zip(network_words(session.config, say), claim.numbers(session), strict=True)
    numbers = " · ".join(f"{words} {write(value)}" for words, value in pairs)
    seen = claim.seen(session)
    return el("p", say(f"activations.measure.{claim.measure.__name__}"), ": ", el("b", numbers), role="status", class_="seen" if seen else None)


def _settings(claim: Claim, config: Config) -> Config:
    return Config(**{key: getattr(config, key) for key in KEPT}, **claim.settings)


async def _show(session, name) -> None:
    """The claim's networks from their beginning, trained as far as it says."""
    if name not in BY_NAME:
        raise SettingError("claim", name, ", ".join(BY_NAME))
    claim = BY_NAME[name]
    session.tutor.notes["claim"] = name
    session.pause()
    session.adopt(_settings(claim, session.config))
    session.reset()
    if claim.steps:
        await session.seek(claim.steps)
    session.tell("study")


ACTIONS = {"claim-show": _show}
