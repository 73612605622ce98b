"""Under the gradient flow: what its marks are, the verdict in words, and every layer's numbers."""

from markupsafe import Markup

from playground.explain.flow import Verdict, verdict
from playground.settings import to_text
from playground.views.html import el
from playground.views.names import name_of
from playground.views.words import overshoot, short

FOLLOWS = frozenset({"config", "restart", "status", "deeper"})
NORM, DELTA = "‖∂L/∂W‖", "‖δ‖"  # as in every language


def html(session, say) -> Markup:
    """Words for the network, then, while it is open, a table with words and numbers for each layer."""
    diagnosis = session.diagnosis()
    found = verdict(diagnosis, session.training.network)
    return el(
        "div",
        el("p", [el("span", _mark(kind), " ", name) for kind, name in _marks(say).items()], class_="legend"),
        el("div", el("ul", [_complaint(word, found, diagnosis, session.training.config, say) for word in found.net], class_="verdict"), role="status"),
        el(
            "details", el("summary", say("flow.table")),
            _table(found, diagnosis, session.training.network, say) if "numbers" in session.deeper.opened else None,
            id="flow-numbers", data_do="look", data_value="numbers",
        ),
        class_="flow",
    )  # fmt: skip


def _marks(say) -> dict[str, str]:
    return {"norm": NORM, "delta": DELTA, "spread": say("flow.spread")}


def _mark(kind: str) -> Markup:
    """As in the figure: bar, diamond, circle."""
    shapes = {
        "norm": el("rect", x=1, y=1, width=10, height=10),
        "delta": el("path", d="M6 0 10 6 6 12 2 6Z"),
        "spread": el("circle", cx=6, cy=6, r=4),
    }
    return el("svg", shapes[kind], viewBox="0 0 12 12", class_=f"mark-{kind}", aria_hidden="true")


def _complaint(word: str, found: Verdict, diagnosis, config, say) -> Markup:
    because = _of_regulariser if word in ("thrown", "held", "tossed", "ruled") else _because
    return el("li", el("b", say(f"flow.word.{word}")), " ", because(word, found, diagnosis, config, say), class_=word)


def _of_regulariser(word: str, found: Verdict, diagnosis, config, say) -> str:
    """What it does to the weights, with its numbers."""
    least = min(diagnosis.shares)
    values = {
        "thrown": lambda: overshoot(config),
        "tossed": lambda: {"product": short(config.lr * config.rate), "value": short(diagnosis.stride)},
        "held": lambda: {"layer": diagnosis.shares.index(least) + 1, "share": short(least), "value": _range(_signals_of(word, found))},
        "ruled": lambda: {"value": _range([pull / norm for pull, norm in zip(diagnosis.pulls, diagnosis.gradient_norms, strict=True)])},
    }[word]()
    return say(f"flow.because.{word}", name=name_of(config.reg), rate=to_text(config.rate), layers=ranges(found.where(word)), **values)


def _because(word: str, found: Verdict, diagnosis, config, say) -> str:
    """The verdict with the numbers that it follows from."""
    if word == "healthy":
        return say("flow.because.healthy", value=_range(found.signals)) + _capped(found, diagnosis, say) + _some_dead(diagnosis, say)
    where = found.where(word)
    value = {
        "vanishing": lambda: _range(_signals_of(word, found)),
        "exploding": lambda: _range(_signals_of(word, found)),
        "astray": lambda: short(diagnosis.error),
        "saturated": lambda: f"{max(diagnosis.saturation[k - 1] for k in where):.0%}",
        "dead": lambda: str(sum(diagnosis.dead_units[k - 1] for k in where)),
    }[word]()
    text = say(f"flow.because.{word}", layers=ranges(where), value=value)
    return text + _capped(found, diagnosis, say) if word in ("exploding", "vanishing") else text


def _signals_of(word: str, found: Verdict) -> list[float]:
    return [found.signals[k - 1] for k in found.where(word)]


def _range(values) -> str:
    """The smallest and the greatest; one number where both are written alike."""
    return "–".join(dict.fromkeys((short(min(values)), short(max(values)))))


def _capped(found: Verdict, diagnosis, say) -> str:
    """Where the error is no yardstick, what it is counted as."""
    if not diagnosis.error > found.yardstick:
        return ""
    return say("flow.because.capped", error=short(diagnosis.error), yardstick=short(found.yardstick))


def _some_dead(diagnosis, say) -> str:
    """Units that are dead though most of their layer lives."""
    dead = sum(diagnosis.dead_units)
    return say("flow.because.some_dead", dead=dead) if dead else ""


def _table(found: Verdict, diagnosis, network, say) -> Markup:
    """A column for each layer, in the order of the bars above it."""
    heads = [say("flow.layer"), *range(1, 1 + len(found.layers))]
    rows = {say("flow.words"): [_words(words, say) for words in found.layers]} | _numbers(found, diagnosis, network, say)
    return el(
        "div",
        el(
            "table", el("thead", el("tr", [el("th", str(head), scope="col") for head in heads])),
            el("tbody", [el("tr", el("th", name, scope="row"), [el("td", cell) for cell in cells]) for name, cells in rows.items()]),
        ),
        el("p", say("flow.signal.long")), class_="scroll", tabindex="0", role="group", aria_label=say("flow.table"),
    )  # fmt: skip


def _words(words, say) -> list[Markup]:
    return [el("b", say(f"flow.word.{word}"), class_=word) for word in words]


def _numbers(found: Verdict, diagnosis, network, say) -> dict[str, list[str]]:
    measured = diagnosis.gradient_norms, diagnosis.delta_norms, diagnosis.spreads, found.signals
    names = *_marks(say).values(), say("flow.signal")
    numbers = {name: [short(value) for value in values] for name, values in zip(names, measured, strict=True)}
    dead = [f"{dead} / {units}" for dead, units in zip(diagnosis.dead_units, network.sizes[1:], strict=True)]
    return numbers | {say("flow.dead"): dead, say("flow.flat"): [f"{share:.0%}" for share in diagnosis.saturation]}


def ranges(layers: tuple[int, ...]) -> str:
    """(1, 2, 3, 6) as "1–3, 6"."""
    runs: list[list[int]] = []
    for layer in layers:
        if runs and layer == runs[-1][-1] + 1:
            runs[-1].append(layer)
        else:
            runs.append([layer])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


ACTIONS = {}
