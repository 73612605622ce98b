"""The goal that the page was set up with: its conditions, how far each is met by now, and at which step all was reached."""

from markupsafe import Markup

from playground.goals import FLAG, OF_THE_CONFIG, WORDS, Comparison, Joined
from playground.views.fields import word
from playground.views.html import el
from playground.views.words import percent, short

FOLLOWS = frozenset({"config", "restart", "status", "goal"})
ACTIONS: dict = {}
SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
SHARES = ("train_accuracy", "test_accuracy")
COUNTS = ("step", "epoch", "dead_units", "hidden_units", "hidden_layers", "samples", "batch", "seed")


def html(session, say):
    pursuit = session.pursuit
    if pursuit.goal is None:
        return Markup("")
    reached = pursuit.reached is not None
    told = say("goal.reached", step=pursuit.reached) if reached else None
    return el(
        "p", el("strong", say("goal.title")), " ", _shown(pursuit.goal, pursuit.value, say), " ",
        el("b", told, role="status", class_="told"), class_="goal", data_reached=reached,
    )  # fmt: skip


def _shown(goal: Comparison | Joined, look, say):
    """Conditions side by side with the words that join them, in brackets where joined ones are joined again."""
    if isinstance(goal, Comparison):
        return _condition(goal, look, say)
    pieces = []
    for part in goal.parts:
        if pieces:
            pieces.append(el("span", say(f"goal.{goal.word}"), class_=goal.word))
        shown = _shown(part, look, say)
        pieces.append(el("span", "(", shown, ")", class_="within") if isinstance(part, Joined) else shown)
    return pieces


def _condition(condition: Comparison, look, say):
    met = condition.holds(look)
    now = el("small", say("goal.now", value=_value(condition.name, look(condition.name), say)))
    state = el("span", say("goal.met" if met else "goal.unmet"), class_="heard")
    return el("span", el("i", "✓" if met else "○", aria_hidden="true"), state, " ", _words(condition, say), " ", now, class_="met" if met else None)


def _words(condition: Comparison, say) -> str:
    name = _name(condition.name, say)
    if condition.name == FLAG and condition.value in (0, 1) and condition.sign in ("==", "!="):
        return name if (condition.value == 1) == (condition.sign == "==") else say("goal.not", name=name)
    return f"{name} {SIGNS[condition.sign]} {_value(condition.name, condition.value, say, exact=True)}"


def _name(name: str, say) -> str:
    return say(f"setting.{name}" if name in (*WORDS, *OF_THE_CONFIG) else f"goal.{name}")


def _value(name: str, value, say, exact: bool = False) -> str:
    """`exact`: as the goal has it; what is now, in as many digits as can be read."""
    if value is None:
        return say("goal.unknown")
    if name in WORDS:
        return word(name, value, say) if isinstance(value, str) else say("act.mixed")
    if name == FLAG:
        return say("goal.yes" if value else "goal.no")
    if name in SHARES:
        return f"{100 * value:.6g}%" if exact else percent(value)
    return f"{value:.6g}" if exact or name in COUNTS else short(value)

