"""Networks side by side by the light of their error: small pictures on the one scale, each with what arrives at its first layer."""

from functools import lru_cache

from markupsafe import Markup

from playground.frames.colours import DARK, LIGHT, Palette
from playground.frames.geometry import HEIGHT
from playground.frames.miniature import WIDTH, Stroke, miniature
from playground.lessons.gradients import tenfold
from playground.lessons.lights import Light, lights
from playground.settings import to_text
from playground.views.html import el, join
from playground.views.names import name_of

RULES = {"xavier_uniform": "Xavier", "he_uniform": "He", "he_normal": "He"}  # for the initial weights


def side_by_side(session, say) -> Markup | None:
    """Those that the step in view is about, once they give nothing away."""
    shown = lights(session.tutor)
    if not shown:
        return None
    paper = session.surroundings.large and not session.dark  # a projector cannot show the dark
    items = [_item(one, LIGHT if paper else DARK, say) for one in shown]
    return join([el("p", say("gradients.figure.lit"), class_="caption"), el("ol", items, class_="lights")])


def _item(one: Light, palette: Palette, say) -> Markup:
    name, layers = _name(one), say("gradients.figure.lit.layers", layers=len(one.config.hidden))
    words = f"{name}, {layers}. " + say("gradients.figure.lit.label", values=", ".join(map(tenfold, one.arriving)))
    clip = el("span", say("gradients.figure.lit.clipped", norm=to_text(one.config.clip), factor=tenfold(one.clipped))) if one.clipped < 1 else None
    return el("li", _picture(one, palette, words), el("b", name), el("span", layers), el("b", tenfold(one.arriving[0]), class_="arriving"), clip)


def _name(one: Light) -> str:
    """sigmoid · Xavier, ReLU · 3 × He: as in every language."""
    config, rule = one.config, RULES[one.config.init]
    return f"{name_of(config.act)} · {rule if config.gain == 1 else f'{to_text(config.gain)} × {rule}'}"


@lru_cache(maxsize=64)
def _picture(one: Light, palette: Palette, words: str) -> Markup:
    strokes = map(_path, miniature(one.training.network, one.trace, palette))
    return el(
        "svg", strokes, viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}", preserveAspectRatio="none", role="img", aria_label=words,
        style=f"background: {palette.card}",
    )  # fmt: skip


def _path(stroke: Stroke) -> Markup:
    return el("path", d=stroke.path, stroke=stroke.colour, stroke_width=stroke.width)
