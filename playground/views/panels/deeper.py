"""Below everything: histograms of each layer and the loss surface, drawn only while they are open."""

import numpy as np
from markupsafe import Markup

from playground.frames.colours import DARK, LIGHT, Palette, rgb
from playground.frames.histograms import Histogram, Row
from playground.frames.surface import SPANS, Surface
from playground.views.html import el, join
from playground.views.png import png
from playground.views.words import number, percent, short

FOLLOWS = frozenset({"config", "restart", "deeper"})
BAR, HEIGHT = 4, 40  # width of a bar and height of a histogram, in units of its drawing
WIDTH, TALL = 480, 320  # of the surface's drawing
FINE, BANDS = 240, 12  # pixels along the surface, and shades of it: their borders are contour lines
SHADE = 0.55  # strength of the ink where the loss is greatest


def html(session, say) -> Markup:
    deeper = session.deeper
    palette = DARK if session.dark else LIGHT
    return join([
        _part("histograms", deeper, say, lambda: [_histograms(deeper.histograms, say)]),
        _part("surface", deeper, say, lambda: [_spans(deeper, say), _surface(deeper, palette, say)]),
    ])


def _part(name: str, deeper, say, content) -> Markup:
    return el(
        "details", el("summary", say(f"deeper.{name}")), el("p", say(f"deeper.{name}.about"), class_="about"),
        content() if name in deeper.opened else None,
        id=f"deeper-{name}", data_do="look", data_value=name,
    )  # fmt: skip


# -- histograms ------------------------------------------------------------------------------------


def _histograms(rows: list[Row] | None, say) -> Markup:
    if rows is None:
        return el("p", say("deeper.soon"), class_="hint")
    heads = [el("th", say(key), scope="col") for key in ("flow.layer", "deeper.activations", "deeper.deltas")]
    body = [
        el("tr", el("th", str(k), scope="row"), el("td", _bars(row.activations, "activations", k, say)),
           el("td", _bars(row.deltas, "deltas", k, say)))
        for k, row in enumerate(rows, 1)
    ]  # fmt: skip
    return el("table", el("thead", el("tr", heads)), el("tbody", body), class_="histograms")


def _bars(histogram: Histogram, kind: str, layer: int, say) -> Markup:
    """One path of bars from the lowest value to the highest, with the ends written below."""
    most = max(1, histogram.counts.max())
    heights = (HEIGHT * histogram.counts / most).round(2)
    path = "".join(f"M{BAR * i} {HEIGHT}v{-height:g}h{BAR - 0.5}v{height:g}z" for i, height in enumerate(heights) if height)
    width = BAR * len(heights)
    zero = width * -histogram.low / (histogram.high - histogram.low)
    mark = el("path", d=f"M{zero:.2f} 0V{HEIGHT}", class_="zero") if 0 <= zero <= width else None
    low, high = short(histogram.low), short(histogram.high)
    label = say(f"deeper.{kind}.label", layer=layer, low=low, high=high, share=f"{most / max(1, histogram.counts.sum()):.0%}",
                at=short(_middle(histogram)))  # fmt: skip
    return join([
        el("svg", mark, el("path", d=path), viewBox=f"0 0 {width} {HEIGHT}", preserveAspectRatio="none", class_=kind, role="img", aria_label=label),
        el("span", el("span", low), _overflow(histogram, say), el("span", high), class_="ends", aria_hidden="true"),
    ])  # fmt: skip


def _middle(histogram: Histogram) -> float:
    """Of the highest bar."""
    position = (int(histogram.counts.argmax()) + 0.5) / len(histogram.counts)
    return histogram.low + position * (histogram.high - histogram.low)


def _overflow(histogram: Histogram, say) -> Markup | None:
    return el("b", say("deeper.overflowed", count=histogram.overflowed)) if histogram.overflowed else None


# -- loss surface ----------------------------------------------------------------------------------


def _spans(deeper, say) -> Markup:
    options = [el("option", say(f"deeper.span.{span}"), value=span, selected=span == deeper.span) for span in SPANS]
    return el("p", el("label", say("deeper.span"), " ", el("select", options, id="deeper-span", data_do="look.back")), class_="row")


def _surface(deeper, palette: Palette, say) -> Markup:
    under_way = el("progress", value=f"{deeper.progress:.2f}", max=1, aria_label=say("deeper.progress")) if deeper.progress is not None else None
    surface = deeper.surface
    if surface is None:
        return join([under_way, None if under_way else el("p", say("deeper.soon"), class_="hint")])
    if surface.plane is None:
        return el("p", say("deeper.still"), class_="hint")
    return join([el("figure", _drawing(surface, palette, say), _caption(surface, palette, say), class_="surface"), under_way])


def _drawing(surface: Surface, palette: Palette, say) -> Markup:
    """Shades of the loss, and on them the way from its oldest point to the present one."""
    path = surface.plane.path
    x = np.interp(path[:, 0], surface.x[[0, -1]], (0, WIDTH))
    y = np.interp(path[:, 1], surface.y[[0, -1]], (TALL, 0))
    places = list(zip(x.round(1), y.round(1), strict=True))
    line = " ".join(f"{a:g},{b:g}" for a, b in places)
    first, last = (say("deeper.at", step=step) for step in surface.steps)
    return el(
        "svg",
        el("image", href=png(pixels(surface.heights(), palette)), width=WIDTH, height=TALL, preserveAspectRatio="none"),
        el("polyline", points=line, class_="way"),
        [el("circle", cx=f"{a:g}", cy=f"{b:g}", r=2.2, class_="stop") for a, b in places],
        _end(*places[0], first, "first"), _end(*places[-1], last, "now"),
        viewBox=f"0 0 {WIDTH} {TALL}", role="img",
        aria_label=say("deeper.surface.label", first=surface.steps[0], last=surface.steps[1], loss=number(surface.loss_at(0, 0)),
                       share=percent(surface.plane.share)),
    )  # fmt: skip


def _end(x: float, y: float, text: str, kind: str) -> Markup:
    """An end of the way with its step, written where there is room."""
    right = x < WIDTH / 2
    return join([
        el("circle", cx=f"{x:g}", cy=f"{y:g}", r=6, class_=kind),
        el("text", text, x=f"{x + (10 if right else -10):g}", y=f"{max(14, y - 9):g}", text_anchor="start" if right else "end"),
    ])  # fmt: skip


def _caption(surface: Surface, palette: Palette, say) -> Markup:
    finite = surface.losses[np.isfinite(surface.losses)]
    low, high = (number(float(value)) for value in (finite.min(), finite.max())) if finite.size else ("–", "–")
    return el(
        "figcaption",
        el("p", el("span", low), el("i", class_="shades"), el("span", high), " ", say("deeper.scale"), class_="legend"),
        el("p", say("deeper.share", share=percent(surface.plane.share), rest=percent(1 - surface.plane.share))),
    )  # fmt: skip


def pixels(heights: np.ndarray, palette: Palette) -> np.ndarray:
    """The shades (FINE × FINE × 3 uint8) of heights (n × n) from 0 to 1 that begin below; between the points they are interpolated."""
    fine, coarse = np.linspace(0, len(heights) - 1, FINE), np.arange(len(heights))
    across = np.array([np.interp(fine, coarse, row) for row in heights])
    both = np.array([np.interp(fine, coarse, column) for column in across.T]).T
    strength = SHADE * np.minimum(np.floor(both * BANDS), BANDS - 1)[::-1, :, None] / (BANDS - 1)
    return (rgb(palette.card) * (1 - strength) + rgb(palette.ink) * strength).round().astype(np.uint8)


def _look(session, value: list) -> None:
    session.deeper.show(*value)


ACTIONS = {"look": _look, "look.back": lambda session, span: session.deeper.look_back(span)}
