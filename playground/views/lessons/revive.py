"""The units of the first layer, and these very weights given to another function, with small steps of Adam from there."""

from markupsafe import Markup

from playground.settings import SettingError
from playground.views.html import el, join
from playground.views.lessons import units
from playground.views.names import name_of

OFFERED = ("relu", "leaky_relu", "elu")
CAREFULLY = {"opt": "adam", "lr": 0.01}  # Adam's steps do not shrink with the gradient; only 0 stays 0


def html(session, say) -> Markup:
    buttons = [
        el("button", say("activations.figure.give", name=name_of(name)), type="button", class_="pill", id=f"revive-{name}",
           data_do="weights-to", data_value=name)
        for name in OFFERED
    ]  # fmt: skip
    return join([units.html(session, say), None if session.tutor.locked else el("div", buttons, class_="row-of-pills")])


def _weights_to(session, name) -> None:
    """The weights of the step's beginning, as the one step left them, under another function: only that differs between the buttons."""
    if name not in OFFERED:
        raise SettingError("act", name, ", ".join(OFFERED))
    kept = session.tutor.notes.setdefault("weights", session.training.network.plain())
    session.configure(act=name, **CAREFULLY)
    session.reset()
    session.set_parameters(kept["weights"], kept["biases"])


ACTIONS = {"weights-to": _weights_to}
