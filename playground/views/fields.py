"""Fields for settings: what each allows comes from the table of settings, its words from the catalogue.

Ids are the setting's key, so that a field stays the same element however often its panel is drawn.
"""

import unicodedata
from collections.abc import Callable

from playground.settings import SETTINGS, to_text
from playground.views.html import el
from playground.views.names import name_of

WORDED = ("data", "init", "pace")  # settings whose choices are named in words


def typed_number(text: str) -> str:
    """A number as the settings read it: full-width digits and a decimal comma are understood."""
    return unicodedata.normalize("NFKC", str(text)).strip().replace(",", ".")


def typed_list(text: str) -> str:
    """A list as the settings read it: full-width digits and Chinese commas are understood."""
    return unicodedata.normalize("NFKC", str(text)).replace("、", ",")


_TYPED = {"number": typed_number, "positive": typed_number, "integer": typed_number, "batch": typed_number, "layers": typed_list}


def change(key: str) -> Callable:
    """The action of a setting's field."""
    read = _TYPED.get(SETTINGS[key].kind, lambda value: value)
    return lambda session, value: session.configure(**{key: read(value)})


def changes(*keys: str) -> dict[str, Callable]:
    """The actions of several settings' fields, by the name that they have in `data-do`."""
    return {f"set.{key}": change(key) for key in keys}


def unless_locked(part, keys: tuple[str, ...], config, say):
    """A part of the page that changes some settings: where one of these is locked, none of its fields can be used, and it says so."""
    if part is None or not set(keys) & set(config.locked):
        return part
    return el("fieldset", part, el("small", say("setting.locked")), disabled=True, class_="locked")


def word(key: str, choice: str, say) -> str:
    """A choice of a setting as the learner reads it."""
    return say(f"{key}.{choice}") if key in WORDED or choice == "none" else name_of(choice)


def named(key: str, say, *content, hint=None, **attributes):
    """A setting's name, its content, and one line on it below."""
    return el(
        "div", el("label", say(f"setting.{key}"), for_=f"set-{key}"), *content,
        el("small", hint, id=f"hint-{key}") if hint else None, class_="field", **attributes,
    )  # fmt: skip


def number(key: str, config, say, *more, hint=None):
    """A setting to be typed."""
    return named(key, say, text_field(key, to_text(getattr(config, key)), hint is not None), *more, hint=hint)


def text_field(key: str, text: str, hinted=False, **attributes):
    mode = {} if SETTINGS[key].kind in ("layers", "batch") else {"inputmode": "decimal"}
    return el(
        "input", type="text", id=f"set-{key}", value=text, data_do=f"set.{key}", autocomplete="off", spellcheck="false",
        aria_describedby=f"hint-{key}" if hinted else None, **mode, **attributes,
    )  # fmt: skip


def slider(key: str, config, say, hint=None):
    """A setting to be slid between its bounds, or typed where it shall lie between whole numbers."""
    low, high = SETTINGS[key].bounds
    text = to_text(getattr(config, key))
    moved = el(
        "input", type="range", id=f"slide-{key}", min=low, max=high, value=text, data_do=f"set.{key}", data_live=True,
        aria_label=say(f"setting.{key}"), aria_valuetext=text,
    )  # fmt: skip
    return named(key, say, text_field(key, text, hint is not None), moved, hint=hint, data_slides=True)


def choice(key: str, config, say):
    """A setting to be chosen from a list, with a line on what is chosen."""
    setting, value = SETTINGS[key], getattr(config, key)
    chosen = "auto" if value is None else value
    options = [el("option", word(key, item, say), value=item, selected=item == chosen) for item in setting.choices]
    if setting.kind == "optional":
        in_force = name_of({"out": config.output, "loss": config.loss_name}[key])
        options.insert(0, el("option", say("setting.auto", value=in_force), value="auto", selected=value is None))
    hint = say(f"hint.{key}.{chosen}")
    field = el("select", options, id=f"set-{key}", data_do=f"set.{key}", aria_describedby=f"hint-{key}")
    return named(key, say, field, hint=hint)


def tiles(key: str, chosen, say, picture: Callable, *more, beside=None):
    """A setting to be chosen by pictures; `picture(choice)` draws one, `beside` stands among them."""
    def tile(item):
        field = el("input", type="radio", name=key, id=f"{key}-{item}", value=item, checked=item == chosen, data_do=f"set.{key}")
        return el("label", field, picture(item), el("span", word(key, item, say)), class_="tile", title=say(f"hint.{key}.{item}"))
    choices = [tile(item) for item in SETTINGS[key].choices]
    return el(
        "div", el("h2", say(f"setting.{key}"), id=f"name-{key}"),
        el("div", choices, beside, role="radiogroup", aria_labelledby=f"name-{key}", class_="tiles"), *more, class_="choice",
    )  # fmt: skip
