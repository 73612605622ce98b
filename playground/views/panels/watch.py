"""What to watch while the run of a preset is in view, and the way to the run that goes otherwise, and back."""

from playground.presets import PRESETS
from playground.views.html import el
from playground.views.panels.presets import to_counterpart, to_preset

FOLLOWS = frozenset({"config"})
ACTIONS: dict = {}  # those of the presets
_RUNS = {name: preset.config() for name, preset in PRESETS.items()}
_COUNTERPARTS = {name: preset.counterpart() for name, preset in PRESETS.items()}


def html(session, say):
    config = session.config
    if config.scene != "playground":
        return ""
    if name := _named(_RUNS, config):
        return el("p", el("strong", say(f"preset.{name}")), " ", say(f"preset.{name}.watch"), " ", to_counterpart(PRESETS[name], config, say))
    if name := _named(_COUNTERPARTS, config):
        return el("p", to_preset(PRESETS[name], config, say("presets.back", name=say(f"preset.{name}"))))
    return ""


def _named(runs, config):
    """The first preset with this very run; what is only shown otherwise does not count."""
    return next((name for name, run in runs.items() if run.effect_of_change_to(config) in ("none", "view")), None)
