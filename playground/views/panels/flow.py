"""Under the gradient flow: what its marks are, the verdict in words, and every layer's numbers."""

from markupsafe import Markup

from playground.explain.flow import Verdict, verdict
from playground.views.html import el
from playground.views.words import short

FOLLOWS = frozenset({"config", "restart", "status", "deeper"})
NORM, DELTA = "‖∂L/∂W‖", "‖δ‖"  # as in every language


def html(session, say) -> Markup:
    """Words for the network, then, while it is open, a table with words and numbers for each layer."""
    diagnosis = session.diagnosis()
    found = verdict(diagnosis, session.training.network)
    return el(
        "div",
        el("p", [el("span", _mark(kind), " ", name) for kind, name in _marks(say).items()], class_="legend"),
        el("div", el("ul", [_complaint(word, found, diagnosis, say) for word in found.net], class_="verdict"), role="status"),
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


def _complaint(word: str, found: Verdict, diagnosis, say) -> Markup:
    return el("li", el("b", say(f"flow.word.{word}")), " ", _because(word, found, diagnosis, say), class_=word)


def _because(word: str, found: Verdict, diagnosis, say) -> str:
    """The verdict with the numbers that it follows from."""
    if word == "healthy":
        ends = dict.fromkeys((short(min(found.signals)), short(max(found.signals))))  # one number where both are written alike
        return say("flow.because.healthy", value="–".join(ends))
    where = found.where(word)
    values = {
        "vanishing": lambda: min(found.signals),
        "exploding": lambda: max(found.signals),
        "saturated": lambda: max(diagnosis.saturation[k - 1] for k in where),
        "dead": lambda: sum(diagnosis.dead_units[k - 1] for k in where),
    }[word]()
    shown = f"{values:.0%}" if word == "saturated" else short(values)
    return say(f"flow.because.{word}", layers=ranges(where), value=shown)


def _table(found: Verdict, diagnosis, network, say) -> Markup:
    heads = (say("flow.layer"), say("flow.words"), *_marks(say).values(), say("flow.signal"), say("flow.dead"), say("flow.flat"))
    rows = [_row(k, found, diagnosis, network, say) for k in range(len(found.layers))]
    return el(
        "div", el("table", el("thead", el("tr", [el("th", head, scope="col") for head in heads])), el("tbody", rows)),
        el("p", say("flow.signal.long")), class_="scroll", tabindex="0", role="group", aria_label=say("flow.table"),
    )  # fmt: skip


def _row(k: int, found: Verdict, diagnosis, network, say) -> Markup:
    numbers = (diagnosis.gradient_norms[k], diagnosis.delta_norms[k], diagnosis.spreads[k], found.signals[k])
    words = [el("b", say(f"flow.word.{word}"), class_=word) for word in found.layers[k]]
    return el(
        "tr", el("th", str(k + 1), scope="row"), el("td", words), [el("td", short(value)) for value in numbers],
        el("td", f"{diagnosis.dead_units[k]} / {network.sizes[k + 1]}"), el("td", f"{diagnosis.saturation[k]:.0%}"),
    )  # fmt: skip


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
