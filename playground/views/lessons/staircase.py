"""‖∂L/∂W‖ of every layer as a staircase on a log axis; one for each network that is compared."""

import numpy as np
from markupsafe import Markup

from playground.frames import light
from playground.frames.colours import DARK, LIGHT
from playground.lessons.gradients import runs, tenfold
from playground.views.html import el, join
from playground.views.lessons.decades import Decades
from playground.views.lessons.side_by_side import side_by_side
from playground.views.versus import compared_key, network_words
from playground.views.words import percent


def html(session, say) -> Markup | None:
    """Nothing before the prediction is made."""
    if session.tutor.locked:
        return None
    networks = runs(session)
    stairs = [diagnosis.gradient_norms for _, _, diagnosis in networks]
    below = _values(stairs[0], say) if len(stairs) == 1 else _legend(session, networks, say)
    return join([el("p", say("gradients.figure.norms"), class_="caption"), picture(session, stairs, say), below, side_by_side(session, say)])


def picture(session, stairs: list[list[float]], say, faint: tuple[list[float], ...] = (), words: str = "gradients.figure.stairs") -> Markup:
    """The staircases of some networks; `faint`: those of others, behind them; `words`: the text that says them."""
    everything = [*stairs, *faint]
    axes = Decades(max(map(len, everything)), [norm for norms in everything for norm in norms])
    behind = [_steps(axes, norms, "stairs faint") for norms in faint]
    ground = _ground(axes, stairs[0], DARK if session.night or session.dark else LIGHT) if len(stairs) == 1 else None
    front = [_steps(axes, norms, f"stairs curve-{n}") for n, norms in enumerate(stairs)]
    label = say(words, values="; ".join(", ".join(map(tenfold, norms)) for norms in stairs))
    return axes.svg(ground, behind, front, label=label, night=session.night and len(stairs) == 1)


def _corners(axes: Decades, norms):
    """A tread as wide as a layer's column, for each layer."""
    for layer, norm in enumerate(norms, 1):
        y = f"{axes.y(norm):.1f}"
        yield f"{axes.x(layer - 0.5):.1f},{y}"
        yield f"{axes.x(layer + 0.5):.1f},{y}"


def _steps(axes, norms, name):
    return el("polyline", points=" ".join(_corners(axes, norms)), class_=name)


def _ground(axes, norms, palette):
    """Under each tread the light of its size, as the legend has it."""
    shades, floor, width = light.colours(light.level(np.array(norms)), palette)[:, :3].tolist(), axes.y(0), axes.x(2) - axes.x(1)
    columns = [
        el("rect", x=f"{axes.x(layer - 0.5):.1f}", y=f"{axes.y(norm):.1f}", width=f"{width:.1f}", height=f"{floor - axes.y(norm):.1f}",
           fill=f"rgb({','.join(map(str, shade))})")
        for layer, (norm, shade) in enumerate(zip(norms, shades, strict=True), 1)
    ]  # fmt: skip
    return el("g", columns, class_="ground")


def _values(norms, say) -> Markup:
    text = say("gradients.figure.ends", first=tenfold(norms[0]), last=tenfold(norms[-1]), layers=len(norms))
    return el("p", text, class_="values")


def _legend(session, networks, say) -> Markup:
    """The compared networks: their lines, the two ends of their stairs, and what they have learned."""
    ends = sorted({1, max(len(diagnosis.gradient_norms) for _, _, diagnosis in networks)})
    words = [*(say("gradients.figure.nth", n=n) for n in ends), say("gradients.figure.right")]
    heads = [el("td"), *(el("th", text, scope="col") for text in words)]
    named = zip(_names(session.config, say), networks, strict=True)
    rows = [_network(n, name, *network, say) for n, (name, network) in enumerate(named)]
    return el("table", el("thead", el("tr", heads)), el("tbody", rows), class_="figures networks")


def _network(n: int, name: str, _, training, diagnosis, say) -> Markup:
    line = el("line", x1=1, y1=4, x2=33, y2=4)
    key = el("svg", line, class_=f"key-line curve-{n}", viewBox="0 0 34 8", width=34, height=8, aria_hidden="true")
    norms = diagnosis.gradient_norms
    sizes = [el("td", tenfold(norm)) for norm in (norms[:1] if len(norms) == 1 else (norms[0], norms[-1]))]
    outcome = say("gradients.figure.lost") if training.diverged else percent(training.evaluate().train_accuracy)
    return el("tr", el("th", key, " ", el("b", name), scope="row"), sizes, el("td", outcome))


def _names(config, say) -> list[str]:
    """What each network is called."""
    key, words = compared_key(config), network_words(config, say)
    return words if key in ("act", "clip") else [f"{say(f'compare.key.{key}')} = {name}" for name in words]


ACTIONS: dict = {}
