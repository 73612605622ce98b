"""Runs worth a look: a list to choose from, what to watch in each, and what to change to see it turn out otherwise."""

from playground.config import Config
from playground.presets import KEPT, PRESETS, Preset
from playground.views.html import el, join
from playground.views.section import Section
from playground.views.thumbnails import scatter

FOLLOWS = frozenset({"config"})
_CONFIGS = {name: preset.config() for name, preset in PRESETS.items()}


def html(session, say):
    config = session.config
    chosen = next((name for name, preset in _CONFIGS.items() if preset.effect_of_change_to(config) in ("none", "view")), None)
    return join([
        el("p", say(f"preset.{chosen}.watch"), class_="watch") if chosen else None,
        el("button", say(f"preset.{chosen}" if chosen else "presets.open"), type="button", class_="pill", data_open="presets",
           title=say("presets.open")),
        _LIST(config, session.language, say),
    ])  # fmt: skip


def _list(config: Config, say):
    return el(
        "dialog", el("button", "×", type="button", class_="close", data_close=True, aria_label=say("page.close")),
        el("h1", say("presets.open"), id="presets-title"), el("ul", [_entry(preset, config, say) for preset in PRESETS.values()]),
        id="presets", aria_labelledby="presets-title",
    )  # fmt: skip


def _entry(preset: Preset, config: Config, say):
    key = f"preset.{preset.name}"
    main = _link(preset.config(config), "presets.open", preset.name, scatter(preset.config().data), el("strong", say(key)), el("span", say(f"{key}.watch")))
    return el("li", main, _link(preset.counterpart(config), "presets.instead", preset.name, say(f"{key}.instead")))


def _link(config: Config, action: str, name: str, *content):
    """An address of its own, to be copied or opened beside; a click takes it over without loading the page anew."""
    return el("a", *content, href=f"?{config.to_address()}", data_do=action, data_value=name, data_close=True)


_LIST = Section(_list, *KEPT)

ACTIONS = {
    "presets.open": lambda session, name: session.adopt(PRESETS[name].config(session.config)),
    "presets.instead": lambda session, name: session.adopt(PRESETS[name].counterpart(session.config)),
}
