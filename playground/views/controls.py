"""The controls: Panel widgets that hand every change to the session and follow what it decides."""

from collections.abc import Callable

import panel as pn

from playground.config import Config
from playground.settings import ACTIVATIONS, SETTINGS, to_text
from playground.views.style import WIDGET

STRETCH = {"sizing_mode": "stretch_width", "stylesheets": [WIDGET], "margin": (0, 0, 12, 0)}
RATES = [float(f"{digit}e{exponent}") for exponent in range(-5, 2) for digit in (1, 2, 3, 5)] + [100.0]
MIXED = "mixed"
Action = Callable[[], None]


class Controls:
    """`change(key, value)` receives each setting that the learner changes."""

    def __init__(self, change: Callable[[str, object], None]):
        self._change = change
        self._following = False
        self.data = pn.widgets.Select(options=list(SETTINGS["data"].choices), **STRETCH)
        self.act = pn.widgets.Select(options=list(ACTIVATIONS), **STRETCH)
        self.lr = pn.widgets.DiscreteSlider(options=RATES, formatter="%g", **STRETCH)
        self.hidden = pn.widgets.TextInput(**STRETCH)
        self.pace = pn.widgets.Select(options=list(SETTINGS["pace"].choices), **STRETCH)
        self.seed = pn.widgets.TextInput(**STRETCH)
        for key in ("data", "act", "lr", "hidden", "pace", "seed"):
            getattr(self, key).param.watch(self._hand_on(key), "value")

    def view(self) -> pn.Column:
        return pn.Column(self.data, self.act, self.lr, self.hidden, self.pace, self.seed, sizing_mode="stretch_width")

    def follow(self, config: Config, say: Callable[..., str]) -> None:
        """Shows a config's values and the words of the language, without reporting them as changes."""
        self._following = True
        try:
            self._follow(config, say)
        finally:
            self._following = False

    def _follow(self, config: Config, say: Callable[..., str]) -> None:
        mixed = {say("act.mixed"): MIXED} if isinstance(config.act, tuple) else {}
        self.data.param.update(
            name=say("control.data"), options=_named("data", say), value=config.data)
        self.act.param.update(
            name=say("control.act"), options={name: name for name in ACTIVATIONS} | mixed,
            value=MIXED if mixed else config.act)  # fmt: skip
        self.lr.param.update(name=say("control.lr"), options=sorted({*RATES, config.lr}), value=config.lr)
        self.hidden.param.update(name=say("control.hidden"), value=to_text(config.hidden))
        self.pace.param.update(name=say("control.pace"), options=_named("pace", say), value=config.pace)
        self.seed.param.update(name=say("control.seed"), value=to_text(config.seed))

    def _hand_on(self, key: str) -> Callable:
        return lambda event: self._report(key, event.new)

    def _report(self, key: str, value: object) -> None:
        if not self._following and value != MIXED:
            self._change(key, value)


class Transport:
    """Train or pause, one step, reset; and one pass, told slowly."""

    def __init__(self, run: Action, step: Action, reset: Action, tell: Action):
        style = {"stylesheets": [WIDGET], "margin": (0, 10, 0, 0), "min_width": 88}
        self.run = pn.widgets.Button(button_type="primary", **style)
        self.step, self.reset = pn.widgets.Button(**style), pn.widgets.Button(**style)
        self.tell = pn.widgets.Button(**style)
        for button, act in ((self.run, run), (self.step, step), (self.reset, reset), (self.tell, tell)):
            button.on_click(lambda _, act=act: act())

    def view(self) -> pn.Row:
        return pn.Row(self.run, self.step, self.reset, self.tell, styles={"flex-wrap": "wrap", "row-gap": "8px"})

    def follow(self, running: bool, telling: bool, say: Callable[..., str]) -> None:
        self.run.name = say("control.pause" if running else "control.run")
        self.step.name, self.reset.name = say("control.step"), say("control.reset")
        self.tell.name = say("control.tell.stop" if telling else "control.tell")


def _named(setting: str, say: Callable[..., str]) -> dict[str, str]:
    return {say(f"{setting}.{choice}"): choice for choice in SETTINGS[setting].choices}
