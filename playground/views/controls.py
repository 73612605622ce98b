"""The controls: Panel widgets that hand every change to the session and follow what it decides."""

import math
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
        self._following, self._language = False, None
        self.data = pn.widgets.Select(options=list(SETTINGS["data"].choices), **STRETCH)
        self.act = pn.widgets.Select(options=list(ACTIVATIONS), **STRETCH)
        self.lr = RateSlider()
        self.hidden = pn.widgets.TextInput(**STRETCH)
        self.pace = pn.widgets.Select(options=list(SETTINGS["pace"].choices), **STRETCH)
        self.seed = pn.widgets.TextInput(**STRETCH)
        for key in ("data", "act", "hidden", "pace", "seed"):
            getattr(self, key).param.watch(self._hand_on(key), "value")

        self.lr.on_change(lambda rate: self._report("lr", rate))

    def view(self) -> pn.Column:
        return pn.Column(self.data, self.act, self.lr.view(), self.hidden, self.pace, self.seed, sizing_mode="stretch_width")

    def follow(self, config: Config, language: str, say: Callable[..., str]) -> None:
        """Shows a config's values, and new words after a change of language, without reporting them as changes."""
        self._following = True
        try:
            if language != self._language:
                self._language = language
                self._speak(say)
            self._show(config, say)
        finally:
            self._following = False

    def _speak(self, say: Callable[..., str]) -> None:
        for key in ("data", "act", "hidden", "pace", "seed"):
            getattr(self, key).name = say(f"control.{key}")
        self.data.options, self.pace.options = _named("data", say), _named("pace", say)
        self.act.options = {name: name for name in ACTIVATIONS}

    def _show(self, config: Config, say: Callable[..., str]) -> None:
        mixed = {say("act.mixed"): MIXED} if isinstance(config.act, tuple) else {}
        activations = {name: name for name in ACTIVATIONS} | mixed
        if self.act.options != activations:
            self.act.options = activations
        self.data.value, self.pace.value = config.data, config.pace
        self.lr.show(say("control.lr"), config.lr)
        self.act.value = MIXED if mixed else config.act
        self.hidden.value, self.seed.value = to_text(config.hidden), to_text(config.seed)

    def _hand_on(self, key: str) -> Callable:
        return lambda event: self._report(key, event.new)

    def _report(self, key: str, value: object) -> None:
        if not self._following and value != MIXED:
            self._change(key, value)


class RateSlider:
    """A slider over round learning rates that also shows one between them as it is.

    Panel's own slider of discrete values evaluates JavaScript text, which a strict page forbids.
    """

    def __init__(self):
        self.label = pn.pane.HTML(margin=0, styles={"font-size": "13px", "color": "var(--soft)"})
        self.slider = pn.widgets.IntSlider(start=0, end=len(RATES) - 1, show_value=False, **STRETCH)

    def view(self) -> pn.Column:
        return pn.Column(self.label, self.slider, sizing_mode="stretch_width")

    def on_change(self, listener: Callable[[float], None]) -> None:
        """Calls the listener with the rate that the learner slides to."""
        self.slider.param.watch(lambda event: listener(RATES[event.new]), "value")

    def show(self, name: str, rate: float) -> None:
        self.label.object = f"<b>{name}</b> {to_text(rate)}"
        self.slider.value = min(range(len(RATES)), key=lambda i: abs(math.log(RATES[i] / rate)))


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
