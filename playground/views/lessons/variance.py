"""How large z stays on its way forward and δ on its way back, each as a multiple of where it starts; and the sum behind it."""

from markupsafe import Markup

from playground.explain.writing import Writer, operator, row
from playground.lessons.gradients import kept, spreads, tenfold
from playground.views.html import el, join
from playground.views.lessons import knob
from playground.views.lessons.decades import Decades
from playground.views.lessons.matrices import math
from playground.views.lessons.side_by_side import side_by_side

LEAST, GREATEST, FINE = 0.05, 0.6, 0.005  # of σ


def html(session, say) -> Markup | None:
    """Nothing before the prediction is made; the sum only once its condition has been found."""
    if session.tutor.locked:
        return None
    if not session.config.hidden:
        return el("p", say("gradients.figure.no-layers"))
    forward, backward = spreads(session)
    forward, backward = _multiples(forward), _multiples(backward[::-1])
    return join([
        knob.knob(session, say("gradients.figure.sigma"), LEAST, GREATEST, FINE),
        _picture(forward, backward, say),
        _legend(forward, backward, say),
        _sum(session) if session.tutor.finished and kept(session) else None,
        side_by_side(session, say),
    ])


def _multiples(values) -> list[float]:
    return [value / values[0] if values[0] else 0.0 for value in values]


def _picture(forward, backward, say) -> Markup:
    axes = Decades(len(forward), [*forward, *backward])
    height = f"{axes.y(1):.1f}"
    level = el("line", x1=f"{axes.x(1):.1f}", x2=f"{axes.x(len(forward)):.1f}", y1=height, y2=height, class_="level")
    lines = [_line(axes, forward, "forward"), _line(axes, backward[::-1], "backward")]
    label = say("gradients.figure.spreads", forward=tenfold(forward[-1]), backward=tenfold(backward[-1]))
    return axes.svg(level, lines, label=label)


def _line(axes: Decades, values, name) -> list[Markup]:
    """A line with a dot for each layer."""
    points = [(f"{axes.x(layer):.1f}", f"{axes.y(value):.1f}") for layer, value in enumerate(values, 1)]
    dots = [el("circle", cx=x, cy=y, r=2.6, class_=name) for x, y in points]
    return [el("polyline", points=" ".join(map(",".join, points)), class_=name), *dots]


def _legend(forward, backward, say) -> Markup:
    words = {
        "forward": say("gradients.figure.forward", times=tenfold(forward[-1])),
        "backward": say("gradients.figure.backward", times=tenfold(backward[-1])),
    }
    entries = [el("li", el("i", class_=name, aria_hidden="true"), " ", text) for name, text in words.items()]
    return el("ul", entries, class_="keys")


def _sum(session) -> Markup:
    """n·σ² = 16 · 0.25² ≈ 1, or with ReLU half of that."""
    n, sigma, write = session.config.hidden[0], session.config.gain, Writer(3)
    half = session.config.act == "relu"
    share = f"<mfrac><mn>1</mn><mn>2</mn></mfrac>{operator('·')}" if half else ""
    square = row("<msup><mi>σ</mi><mn>2</mn></msup>")
    numbers = f"{share}<mn>{n}</mn>{operator('·')}<msup>{row(write.number(sigma))}<mn>2</mn></msup>"
    symbols = f"{share}<mi>n</mi>{operator('·')}{square}"
    return math(row(symbols + operator("=") + numbers + operator("≈") + write.number((0.5 if half else 1) * n * sigma**2)))


ACTIONS = knob.ACTIONS
