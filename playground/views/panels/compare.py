"""The panel that sets networks side by side: what they differ in, and each one's card above its output field.

The fields and curves under the cards are figures (playground/views/comparison.py).
"""

from markupsafe import Markup

from playground.engine.propagation import norm
from playground.settings import ACTIVATIONS, COMPARABLE, FEATURES, SETTINGS, SettingError, pairs_of, to_text
from playground.views.html import el, join
from playground.views.networks import are_drawn, trace_of
from playground.views.versus import Say, compared_key, network_words, value_of, value_words
from playground.views.words import number, percent, short

FOLLOWS = frozenset({"config", "restart", "status", "study"})

# What is offered for settings that take any number or list; the address takes every other value, too.
OFFERED = {
    "lr": ("0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"),
    "gain": ("0.1", "0.3", "1", "3", "10"),
    "batch": ("1", "5", "10", "30", "100", "all"),
    "rate": ("0", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1"),
    "clip": ("0", "0.01", "0.1", "1", "10"),
    "hidden": ("", "2", "3", "4", "8", "4,2", "4,4", "8,8", "4,4,4", "8,8,8", "4,4,4,4,4,4", "8,8,8,8,8,8"),
    "features": ("x1,x2", "x1^2,x2^2", "x1,x2,x1*x2", "x1,x2,x1^2,x2^2", "x1,x2,sin(x1),sin(x2)", ",".join(FEATURES)),
    "act": ACTIVATIONS,
}


def html(session, say: Say) -> Markup:
    """A step of a lesson has chosen what is compared."""
    key = compared_key(session.config)
    if session.tutor.step:
        return join([el("h2", say("page.part.compare"), class_="compare-title"), _cards(session, key, say) if key else None])
    return join([
        el("h2", say("page.part.compare"), class_="compare-title"),
        el("p", say("compare.fair" if key else "compare.invitation"), class_="compare-about"),
        _chooser(session.config, key, say),
        _cards(session, key, say) if key else None,
    ])


def _chooser(config, key: str | None, say: Say) -> Markup:
    settings = [("", say("compare.nothing")), *((name, say(f"compare.key.{name}")) for name in COMPARABLE)]
    chosen = _select("compare-key", say("compare.in"), settings, key or "", data_do="compare.key")
    return el("div", chosen, [_value(config, key, row, say) for row in range(2)] if key else None, class_="compare-chooser")


def _value(config, key: str, row: int, say: Say) -> Markup:
    texts = [text for _, text in pairs_of(config.versus)]
    chosen = texts[row] if row < len(texts) else None
    offered = _offers(config, key)
    offered = offered if chosen is None or chosen in offered else (*offered, chosen)
    options = [(f"={text}", value_words(key, SETTINGS[key].read(text), say)) for text in offered]
    nothing = [("", say("compare.no_third"))] if row else []
    label = say("compare.second" if row == 0 else "compare.third")
    value = "" if chosen is None else f"={chosen}"
    return _select(f"compare-{row}", label, [*nothing, *options], value, data_do="compare.value", data_value=row)


def _offers(config, key: str) -> tuple[str, ...]:
    """Values that can be compared with the config's own."""
    if key in OFFERED:
        return OFFERED[key]
    return tuple(choice for choice in SETTINGS[key].choices if _possible(config, f"{key}={choice}"))


def _possible(config, versus: str) -> bool:
    try:
        return bool(config.replace(versus=versus))
    except SettingError:  # cross entropy needs an output that is a probability
        return False


def _select(id_: str, label: str, options: list[tuple[str, str]], chosen: str, **attributes) -> Markup:
    choices = [el("option", words, value=value, selected=value == chosen) for value, words in options]
    return el("label", el("span", label), el("select", choices, id=id_, **attributes))


# -- the cards -------------------------------------------------------------------------------------


def _cards(session, key: str, say: Say) -> Markup:
    names, others = network_words(session.config, say), session.comparison.alternatives
    if session.tutor.step:
        trainings = session.training, *(other.training for other in others)
        cards = [_racer(session, place, key, name, training, say) for place, (name, training) in enumerate(zip(names, trainings, strict=True))]
        return join([el("div", cards, class_="compared", data_count=len(cards), data_drawn=are_drawn(session)), el("p", say("compare.caption"), class_="compared-caption")])
    main = el("p", say("compare.main"), class_="soft")
    cards = [_card(0, key, names[0], session.training, main, None, say)]
    for row, other in enumerate(others):
        same = el("p", say("compare.same"), class_="same") if other.equals(session.training) else None
        cards.append(_card(row + 1, key, names[row + 1], other.training, _promote(row, names[row + 1], say), same, say))
    caption = el("p", say("compare.caption"), class_="compared-caption")
    return join([el("div", cards, class_="compared", data_count=len(cards), data_drawn=are_drawn(session)), caption])


def _racer(session, place: int, key: str, name: str, training, say: Say) -> Markup:
    """The card in a lesson: what its steps speak of, and small enough to stand beside the picture."""
    result, stopped = training.evaluate(), training.diverged
    rows = [("train_loss", number(result.train_loss)), ("train_accuracy", percent(result.train_accuracy))]
    if session.tutor.glows:
        rows.append(("arriving", short(norm(trace_of(session, training).da[0]))))
    note = el("p", say("compare.diverged", step=stopped.step), class_="diverged") if stopped else None
    return _article(place, key, name, rows, note, None, say)


def _card(place: int, key: str, name: str, training, foot: Markup, note: Markup | None, say: Say) -> Markup:
    result, stopped = training.evaluate(), training.diverged
    tested = training.dataset.tested
    rows = [("train_loss", number(result.train_loss)), ("test_loss", number(result.test_loss) if tested else say("page.no_test"))]
    if result.train_accuracy is not None:
        share = "test_accuracy" if tested else "train_accuracy"
        rows.append((share, percent(getattr(result, share))))
    note = el("p", say("compare.diverged", step=stopped.step), class_="diverged") if stopped else note
    return _article(place, key, name, rows, note, foot, say)


def _article(place: int, key: str, name: str, rows: list[tuple[str, str]], note: Markup | None, foot: Markup | None, say: Say) -> Markup:
    return el(
        "article",
        el("h3", _key_line(place), name),
        el("dl", [el("div", el("dt", say(f"compare.{row}")), el("dd", text)) for row, text in rows]),
        note,
        foot,
        aria_label=f"{say(f'compare.key.{key}')}: {name}",
    )  # fmt: skip


def _key_line(place: int) -> Markup:
    """The line as it runs in the chart of curves."""
    line = el("line", x1=1, y1=4, x2=33, y2=4)
    return el("svg", line, class_=f"key-line curve-{place}", viewBox="0 0 34 8", width=34, height=8, aria_hidden="true")


def _promote(row: int, name: str, say: Say) -> Markup:
    button = {"type": "button", "class_": "pill", "data_do": "compare.promote", "data_value": row}
    return el("button", say("compare.promote"), **button, aria_label=say("compare.promote.label", value=name))


# -- what its elements do ---------------------------------------------------------------------------


def _choose_key(session, key: str) -> None:
    """Compares in this setting from now on, with the first value offered after the main network's own."""
    session.configure(versus=f"{key}={_next_value(session.config, key)}" if key else "")


def _next_value(config, key: str) -> str:
    own, offered = to_text(value_of(config, key)), _offers(config, key)
    after = offered.index(own) + 1 if own in offered else 0
    return next((text for text in offered[after:] + offered[:after] if text != own), own)


def _choose_value(session, chosen: list) -> None:
    """`chosen`: which alternative, and "=value", or "" for none."""
    row, value = int(chosen[0]), chosen[1]
    pairs = [f"{key}={text}" for key, text in pairs_of(session.config.versus)]
    pairs[row : row + 1] = [compared_key(session.config) + value] if value else []
    session.configure(versus=";".join(pairs))


def _promote_row(session, row: str) -> None:
    session.promote(int(row))


ACTIONS = {"compare.key": _choose_key, "compare.value": _choose_value, "compare.promote": _promote_row}
