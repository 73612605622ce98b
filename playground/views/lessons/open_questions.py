"""Questions that no lesson answers, each with the run in the playground where one may look for the answer."""

from markupsafe import Markup

from playground.lessons.epilogue import OPEN
from playground.presets import PRESETS
from playground.views.html import el


def html(session, say) -> Markup:
    entries = [el("li", _preset(name, session, say), " ", say(f"epilogue.figure.{name}")) for name in OPEN]
    return el("ol", entries, class_="recalled")


def _preset(name: str, session, say) -> Markup:
    address = PRESETS[name].config(session.config).to_address()
    return el("a", say(f"preset.{name}"), href=f"?{address}", data_do="presets.open", data_value=name)


ACTIONS: dict = {}
