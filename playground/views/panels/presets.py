"""Runs worth a look: a list to choose from, what to watch in each, and what to change to see it turn out otherwise."""

from playground.config import Config
from playground.presets import KEPT, PRESETS, Preset
from playground.views.html import el, join
from playground.views.section import Section
from playground.views.thumbnails import scatter

FOLLOWS = frozenset({"config"})


def html(session, say):
    opener = el("button", say("presets.open"), type="button", class_="pill", data_open="presets")
    return join([opener, _LIST(session.config, session.language, say)])


def _list(config: Config, say):
    return el(
        "dialog", el("button", "×", type="button", class_="close", data_close=True, aria_label=say("page.close")),
        el("h1", say("presets.open"), id="presets-title"), el("ul", [_entry(preset, config, say) for preset in PRESETS.values()]),
        id="presets", aria_labelledby="presets-title",
    )  # fmt: skip


def _entry(preset: Preset, config: Config, say):
    key = f"preset.{preset.name}"
    content = scatter(preset.config().data), el("strong", say(key)), el("span", say(f"{key}.watch"))
    return el("li", to_preset(preset, config, *content, data_close=True), to_counterpart(preset, config, say, data_close=True))


def to_preset(preset: Preset, config: Config, *content, **attributes):
    """A link that opens a preset."""
    return _link(preset.config(config), "presets.open", preset.name, *content, **attributes)


def to_counterpart(preset: Preset, config: Config, say, **attributes):
    """A link that opens the run that goes the other way."""
    return _link(preset.counterpart(config), "presets.instead", preset.name, say(f"preset.{preset.name}.instead"), **attributes)


def _link(config: Config, action: str, name: str, *content, **attributes):
    """An address of its own, to be copied or opened beside; a click takes it over without loading the page anew."""
    return el("a", *content, href=f"?{config.to_address()}", data_do=action, data_value=name, **attributes)


_LIST = Section(_list, *KEPT)

ACTIONS = {
    "presets.open": lambda session, name: session.adopt(PRESETS[name].config(session.config)),
    "presets.instead": lambda session, name: session.adopt(PRESETS[name].counterpart(session.config)),
}
