"""Links: whole addresses, pasted or in the address bar, of this page and of TensorFlow Playground."""

import re
from dataclasses import dataclass

from playground import tfplayground
from playground.config import Config
from playground.lessons import LESSONS
from playground.lessons.addresses import read
from playground.pasted import pairs
from playground.settings import OF_THE_PAGE, SETTINGS, SettingError, UnknownSetting

_LESSON_PAGE = re.compile(r"([a-z-]+)\.html$")
_ADDRESS = re.compile(r"https?://\S+|^\S+$")  # amid other words, or alone


@dataclass(frozen=True)
class Link:
    """What a link opens. `ignored`: an error for each piece of it that is no use; `foreign`: what TensorFlow Playground's state says."""

    config: Config
    ignored: tuple[SettingError, ...] = ()
    foreign: tfplayground.State | None = None

    @property
    def unknown(self) -> list[str]:
        """The keys that are no settings."""
        return [error.key for error in self.ignored if isinstance(error, UnknownSetting)]

    @property
    def mistakes(self) -> list[SettingError]:
        """The settings that have no such value."""
        return [error for error in self.ignored if not isinstance(error, UnknownSetting)]


def opened(address: str) -> Link:
    """The Link of this page's own address, from its «?» on. What follows a «#» counts if it is a state of TensorFlow Playground."""
    query, _, fragment = address.partition("#")
    config, ignored = read(query)
    if not tfplayground.is_state(fragment):
        return Link(config, tuple(ignored))
    foreign = tfplayground.read(fragment)
    view = {key: getattr(config, key) for key, setting in SETTINGS.items() if setting.effect == "view"}
    apart = {"scene": "playground", "at": "", "sample": "", "focus": "", "versus": ""}
    hide = (*config.hide, *foreign.settings["hide"])
    return Link(Config(**view | apart | foreign.settings | {"hide": hide}), foreign=foreign)


def pasted(text: str, here: Config) -> Link | None:
    """The Link in a text, opened from a page with other settings; None in a text that is no such address."""
    address = _ADDRESS.search(text.strip())
    if not address:
        return None
    before, _, fragment = address[0].partition("#")
    path, question, query = before.partition("?")
    if tfplayground.is_state(fragment):
        return _at_home(opened(f"#{fragment}"), here)
    if not question:
        path, query = (before, "") if "=" not in before else ("", before)
    page = _LESSON_PAGE.search(path)
    if page and page[1] in LESSONS:
        query = f"scene={page[1]}&{query}"
    if not SETTINGS.keys() & pairs(query).keys():
        return None
    return _at_home(opened(query), here)


def _at_home(link: Link, here: Config) -> Link:
    silent = {key: getattr(here, key) for key in OF_THE_PAGE if getattr(link.config, key) == SETTINGS[key].default}
    return Link(link.config.replace(**silent), link.ignored, link.foreign)
