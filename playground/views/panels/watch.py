"""What to watch while the run of a preset is in view, and the way to the run that goes otherwise, and back."""

from playground.presets import preset_against, preset_of
from playground.views.html import el
from playground.views.panels.presets import to_counterpart, to_preset

FOLLOWS = frozenset({"config"})
ACTIONS: dict = {}  # those of the presets


def html(session, say):
    config = session.config
    if config.scene != "playground":
        return ""
    if preset := preset_of(config):
        key = f"preset.{preset.name}"
        return el("p", el("strong", say(key)), " ", say(f"{key}.watch"), " ", to_counterpart(preset, config, say))
    if preset := preset_against(config):
        return el("p", to_preset(preset, config, say("presets.back", name=say(f"preset.{preset.name}"))))
    return ""
