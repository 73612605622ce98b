"""The table of activation functions: every cell is a button that shows it, on the curve or by nets that are set up and measured."""

from markupsafe import Markup

from playground.config import Config
from playground.explain.functions import formula_of
from playground.lessons import measures
from playground.lessons.atlas import OUTPUTS, PLANNED, PROPERTIES, RANGES, flat_ends, is_odd
from playground.lessons.claims import BY_NAME, FUNCTIONS, Claim
from playground.settings import OF_THE_PAGE, SettingError
from playground.views.html import el
from playground.views.lessons import atlas
from playground.views.names import name_of
from playground.views.versus import network_words
from playground.views.words import percent, short

SHARES = (measures.flat, measures.falling, measures.accuracy)
_FORMULAS = {"value": Markup("<math><mi>f</mi><mo>(</mo><mi>z</mi><mo>)</mo></math>"),
             "slope": Markup("<math><msup><mi>f</mi><mo>′</mo></msup><mo>(</mo><mi>z</mi><mo>)</mo></math>")}  # fmt: skip
_OPERATIONS = {  # what the cost is made of
    "identity": "none", "relu": "compare", "leaky_relu": "compare", "sigmoid": "exp", "tanh": "exp", "elu": "exp", "silu": "exp",
    "softplus": "exp-log", "gelu": "erf",
}  # fmt: skip
_Z = "<msup><mi>e</mi><msub><mi>z</mi><mi>{}</mi></msub></msup>"
_SOFTMAX = {
    "value": Markup(f"<math><mfrac>{_Z.format('i')}<mrow><munder><mo>∑</mo><mi>k</mi></munder>{_Z.format('k')}</mrow></mfrac></math>"),
    "slope": Markup(
        "<math><mfrac><mrow><mi>∂</mi><msub><mi>a</mi><mi>i</mi></msub></mrow><mrow><mi>∂</mi><msub><mi>z</mi><mi>j</mi></msub></mrow></mfrac>"
        "<mo>=</mo><msub><mi>a</mi><mi>i</mi></msub><mo>(</mo><msub><mi>δ</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><mo>−</mo>"
        "<msub><mi>a</mi><mi>j</mi></msub><mo>)</mo></math>"
    ),
}
KEPT = ("scene", "at", "digits", "cells", "chart", "scale", *OF_THE_PAGE)


def html(session, say) -> Markup:
    groups = (("hidden", FUNCTIONS, ("strength", "weakness", "when")), ("output", OUTPUTS, ("output",)))
    bodies = [_group(layer, acts, kinds, session, say) for layer, acts, kinds in groups]
    heads = [el("th", say("activations.column.function"), scope="col"), *(el("th", name, scope="col") for name in _columns(say))]
    table = el("table", el("caption", say("activations.figure.table")), el("thead", el("tr", heads)), bodies, _planned(say), class_="atlas")
    return el("div", table, class_="claims")


def _columns(say) -> list[str]:
    return [_FORMULAS.get(what) or say(f"activations.column.{what}") for what in PROPERTIES]


def _group(layer: str, acts, kinds, session, say) -> list[Markup]:
    """The functions of one kind of layers, under a heading."""
    head = el("tbody", el("tr", el("th", say(f"activations.layer.{layer}"), colspan=len(PROPERTIES) + 1, scope="rowgroup")), class_="group")
    return [head, *(_function(layer, act, kinds, session, say) for act in acts)]


def _function(layer: str, act: str, kinds, session, say) -> Markup:
    """A row of properties, a row of claims, and what has been shown last, if it is of this function."""
    name = el("th", name_of(act), scope="rowgroup", rowspan=2)
    properties = [el("td", _property(layer, act, what, session, say), class_=what) for what in PROPERTIES]
    claims = [_claim(BY_NAME[f"{act}.{kind}"], len(PROPERTIES) // len(kinds), session, say) for kind in kinds]
    rows = [el("tr", name, properties), el("tr", claims, class_="said"), _stage(layer, act, session, say)]
    return el("tbody", rows, id=f"row-{layer}-{act}")


def _property(layer: str, act: str, what: str, session, say) -> Markup:
    here = session.tutor.notes.get("cell") == (act, what) and session.tutor.notes.get("layer") == layer
    column = _FORMULAS.get(what) or say(f"activations.column.{what}")
    return el(
        "button", el("small", column), " ", _words(act, what, say), type="button", id=f"cell-{layer}-{act}-{what}", data_do="atlas-show",
        data_value=f"{layer}/{act}/{what}", aria_pressed="true" if here else "false",
    )  # fmt: skip


def _words(act: str, what: str, say) -> Markup | str:
    """What stands in a cell."""
    match what:
        case "value" | "slope":
            return Markup(f"<math>{formula_of(act, what)}</math>")
        case "range":
            return str(RANGES[act])
        case "centred":
            return say(f"activations.cell.centred.{'yes' if is_odd(act) else 'no'}")
        case "saturates":
            return say(f"activations.cell.saturates.{flat_ends(act)}")
    return say(f"activations.cell.cost.{_OPERATIONS[act]}")


def _stage(layer: str, act: str, session, say) -> Markup | None:
    cell = session.tutor.notes.get("cell")
    if not cell or cell[0] != act or session.tutor.notes.get("layer") != layer:
        return None
    return el("tr", el("td", atlas.stage(*cell, session, say), colspan=len(PROPERTIES) + 1), class_="shown")


def _planned(say) -> Markup:
    """Softmax, in words: it needs several outputs, so there is nothing to press."""
    cells = [_SOFTMAX["value"], _SOFTMAX["slope"], "(0, 1)", say("activations.cell.centred.no"), say("activations.cell.saturates.both"),
             say("activations.cell.cost.exp")]  # fmt: skip
    columns = [el("td", el("small", column), " ", cell) for column, cell in zip(_columns(say), cells, strict=True)]
    words = el("td", say("activations.softmax"), colspan=len(PROPERTIES))
    return el("tbody", el("tr", el("th", PLANNED, scope="rowgroup", rowspan=2), columns), el("tr", words, class_="said"), class_="planned")


def _claim(claim: Claim, columns: int, session, say) -> Markup:
    shown = session.tutor.notes.get("claim") == claim.name
    button = el(
        "button", el("small", say(f"activations.kind.{claim.kind}")), " ", say(f"activations.claim.{claim.name}"), type="button",
        id=f"claim-{claim.name.replace('.', '-')}", aria_pressed="true" if shown else "false", data_do="claim-show", data_value=claim.name,
    )  # fmt: skip
    measured = _measured(claim, session, say) if shown and _is_of(claim, session) else None
    return el("td", button, measured, colspan=columns)


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
    session.tutor.notes |= {"claim": name, "cell": None}
    session.pause()
    session.adopt(_settings(claim, session.config))
    session.reset()
    if claim.steps:
        await session.seek(claim.steps)
    session.tell("study")


ACTIONS = {"claim-show": _show} | atlas.ACTIONS
