"""The controls: Panel widgets that hand every change to the session and follow what it decides."""

import math
from collections.abc import Callable

import panel as pn

from playground.config import Config
from playground.settings import ACTIVATIONS, SETTINGS, to_text

STRETCH = {"sizing_mode": "stretch_width"}
LR_BOUNDS = [math.log10(bound) for bound in SETTINGS["lr"].bounds]
MIXED = "mixed"


class Controls:
    """`change(key, value)` receives each setting that the learner changes."""

    def __init__(self, change: Callable[[str, object], None]):
        self._change = change
        self._following = False
        self.data = pn.widgets.Select(options=list(SETTINGS["data"].choices), **STRETCH)
        self.act = pn.widgets.Select(options=list(ACTIVATIONS), **STRETCH)
        self.lr = pn.widgets.FloatSlider(start=LR_BOUNDS[0], end=LR_BOUNDS[1], step=0.02, show_value=False, **STRETCH)
        self.hidden = pn.widgets.TextInput(**STRETCH)
        self.pace = pn.widgets.Select(options=list(SETTINGS["pace"].choices), **STRETCH)
        self.seed = pn.widgets.IntInput(start=0, end=SETTINGS["seed"].bounds[1], **STRETCH)
        for key in ("data", "act", "hidden", "pace", "seed"):
            getattr(self, key).param.watch(self._hand_on(key), "value")
        self.lr.param.watch(lambda event: self._report("lr", float(f"{10**event.new:.2g}")), "value")

    def view(self) -> pn.Column:
        return pn.Column(self.data, self.act, self.lr, self.hidden, self.pace, self.seed, **STRETCH)

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
        self.lr.param.update(name=f"{say('control.lr')} = {to_text(config.lr)}", value=math.log10(config.lr))
        self.hidden.param.update(name=say("control.hidden"), value=to_text(config.hidden))
        self.pace.param.update(name=say("control.pace"), options=_named("pace", say), value=config.pace)
        self.seed.param.update(name=say("control.seed"), value=config.seed)

    def _hand_on(self, key: str) -> Callable:
        return lambda event: self._report(key, event.new)

    def _report(self, key: str, value: object) -> None:
        if not self._following and value != MIXED:
            self._change(key, value)


class Transport:
    """Train or pause, one step, reset."""

    def __init__(self, run: Callable[[], None], step: Callable[[], None], reset: Callable[[], None]):
        self.run = pn.widgets.Button(button_type="primary", min_width=96)
        self.step = pn.widgets.Button(min_width=80)
        self.reset = pn.widgets.Button(min_width=80)
        for button, act in ((self.run, run), (self.step, step), (self.reset, reset)):
            button.on_click(lambda _, act=act: act())

    def view(self) -> pn.Row:
        return pn.Row(self.run, self.step, self.reset)

    def follow(self, running: bool, say: Callable[..., str]) -> None:
        self.run.name = say("control.pause" if running else "control.run")
        self.step.name, self.reset.name = say("control.step"), say("control.reset")


def _named(setting: str, say: Callable[..., str]) -> dict[str, str]:
    return {say(f"{setting}.{choice}"): choice for choice in SETTINGS[setting].choices}
