"""The learning rate: a slider over round rates, a field for any other, and how much of a rate this run's start bears."""

import math
from bisect import bisect_right
from weakref import WeakKeyDictionary

from playground.engine.curvature import Start, start_of
from playground.settings import to_text
from playground.views.fields import text_field
from playground.views.html import el
from playground.views.words import short

RATES = [float(f"{digit}e{exponent}") for exponent in range(-5, 2) for digit in (1, 2, 3, 5)] + [100.0]
JOINED = "\u2060"  # no line ends here
_starts: WeakKeyDictionary = WeakKeyDictionary()  # by Training: what is measured once holds for the whole run


def start_in(session) -> Start | None:
    """Slope and curvature where the session's run began; measured when they are asked for the first time."""
    training = session.training
    if training not in _starts:
        _starts[training] = start_of(training)
    return _starts[training]


def borders(start: Start | None, config, samples: int) -> tuple[float, float] | None:
    """The rates below which this run is too slow and from which it may diverge; None where they are not known."""
    steps = 1 if config.batch == "all" else math.ceil(samples / config.batch)
    pull = config.rate if config.reg == "l2" else 0.0
    slow, fast = (start.too_slow(config.opt, steps), start.too_fast(config.opt, pull)) if start else (None, None)
    return (min(slow, fast), fast) if slow and fast else None


def place(rate: float) -> float:
    """Where a rate stands on the slider, 0 to 1."""
    rate = min(max(rate, RATES[0]), RATES[-1])
    below = min(bisect_right(RATES, rate), len(RATES) - 1) - 1
    low, high = RATES[below : below + 2]
    return (below + math.log(rate / low) / math.log(high / low)) / (len(RATES) - 1)


def slide(session, value) -> None:
    """Takes the rate at a mark of the slider."""
    session.configure(lr=RATES[int(value)])


def view(config, known: tuple[float, float] | None, say):
    """Name, field, slider and regions."""
    rate = to_text(config.lr)
    return el(
        "div",
        el("div", el("h2", el("label", say("setting.lr"), for_="set-lr")), text_field("lr", rate), class_="heading"),
        el(
            "div", _bar(known),
            el(
                "input", type="range", id="slide-lr", min=0, max=len(RATES) - 1, step=1, value=round(place(config.lr) * (len(RATES) - 1)),
                data_do="set.rate-mark", data_live=True, aria_label=say("setting.lr"), aria_valuetext=rate, aria_describedby="rate-regions",
            ),
            class_="rates",
        ),
        _regions(config, known, say), class_="choice rate",
    )  # fmt: skip


def _bar(known):
    shares = [("unknown", 1.0)]
    if known:
        slow, fast = map(place, known)
        shares = [("slow", slow), ("fits", fast - slow), ("fast", 1 - fast)]
    return el("div", [el("i", class_=name, style=f"--share: {share:.4f}") for name, share in shares], class_="scale", aria_hidden="true")


def _regions(config, known, say):
    if known is None:
        return el("p", say("rate.unknown"), id="rate-regions", class_="names")
    slow, fast = map(short, known)
    names = (
        el("span", say("rate.slow"), title=say("rate.slow.why", rate=slow)),
        el("span", say("rate.fits", low=slow, high=JOINED + fast)) if known[0] < known[1] else None,
        el("span", say("rate.fast"), title=say("rate.fast.why", rate=fast)),
    )
    return el("p", names, id="rate-regions", class_="names")
