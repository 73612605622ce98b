"""Folds the layers of the learner's own net into one, layer by layer, with all numbers; or says why that cannot be."""

from markupsafe import Markup

from playground.engine import inputs_of
from playground.engine.affine import Bend, folded, is_foldable, largest_difference, layer_maps, least_squares
from playground.explain.writing import operator, row
from playground.frames.field import grid_points
from playground.lessons.linear import bend, settled
from playground.views.html import el, join
from playground.views.lessons.least import comparison
from playground.views.lessons.matrices import letter, line, math, numbers, value
from playground.views.names import name_of
from playground.views.words import number

ROUNDING = 1e-12  # what folding may change, as numbers of a computer are rounded


def html(session, say) -> Markup:
    if session.tutor.notes.get("refused") and not is_foldable(session.training.network):
        return join([_chain(session, say), _button(session, say), _refusal(session, say)])
    return join([_chain(session, say), _product(session), _button(session, say), _result(session, say)])


def _done(session) -> int:
    """How many layers are folded into one so far, 1 at the beginning."""
    return min(session.tutor.notes.get("folded", 1), len(session.training.network.weights))


def _names(session) -> str:
    return "1" if _done(session) == 1 else f"1–{_done(session)}"


# -- what is to be folded --------------------------------------------------------------------------


def _chain(session, say) -> Markup:
    """The layers one after another, those already folded in one box."""
    done, network = _done(session), session.training.network
    first = el("li", say("linear.figure.layer", layer=1) if done == 1 else say("linear.figure.layers", layers=_names(session)), class_="one")
    bends = [None if activation.name == "identity" else name_of(activation.name) for activation in network.activations]
    others = [el("li", str(layer), el("small", name) if name else None) for layer, name in enumerate(bends[done:], done + 1)]
    return el("ol", first, el("li", el("small", bends[done - 1]), class_="bends") if bends[done - 1] else None, others, class_="chain")


def _product(session) -> Markup:
    """The last fold with its numbers, or the first layer as it is."""
    maps, done = layer_maps(session.training.network), _done(session)
    result, name = folded(session.training.network, done), _names(session)
    if done == 1:
        return join([math(_equal(letter(part, name), numbers(array))) for part, array in (("W", result.weights), ("b", result.bias))])
    before, layer = folded(session.training.network, done - 1), maps[done - 1]
    earlier = "1" if done == 2 else f"1–{done - 1}"
    weights = _lines(
        letter("W", name), letter("W", earlier) + letter("W", str(done)),
        numbers(before.weights) + numbers(layer.weights), numbers(result.weights),
    )  # fmt: skip
    bias = _lines(
        letter("b", name), letter("b", earlier) + letter("W", str(done)) + operator("+") + letter("b", str(done)),
        numbers(before.bias) + numbers(layer.weights) + operator("+"), numbers(layer.bias), numbers(result.bias), going_on=(2,),
    )  # fmt: skip
    return join([math(weights), math(bias)])


def _equal(left: str, right: str) -> str:
    return row(left + operator("=") + right)


def _lines(left: str, *rights: str, going_on: tuple[int, ...] = ()) -> str:
    """left = right, and below it = what that comes to, and so on; lines that only go on with the one above have no =."""
    def line_of(at: int, right: str) -> str:
        equals = "" if at in going_on else operator("=")
        return f"<mtr><mtd>{'' if at else left}</mtd><mtd>{equals}</mtd><mtd>{row(right)}</mtd></mtr>"
    rows = [line_of(at, right) for at, right in enumerate(rights)]
    return f'<mtable class="steps-of">{"".join(rows)}</mtable>'


# -- what the learner does -------------------------------------------------------------------------


def _button(session, say) -> Markup | None:
    done, layers = _done(session), len(session.training.network.weights)
    if done < layers:
        return el(
            "button", say("linear.figure.fold", layers=_names(session), layer=done + 1), type="button", class_="pill", id="fold-next",
            data_do="fold-next", disabled=session.tutor.locked,
        )  # fmt: skip
    if layers > 1:
        return el("button", say("linear.figure.replace"), type="button", class_="pill accent", id="fold-replace", data_do="fold-replace")
    return None


def _result(session, say) -> Markup | None:
    """All in one: the line, how far the deep net is from it anywhere on the plane, and least squares."""
    network = session.training.network
    if _done(session) < len(network.weights):
        return None
    everywhere = inputs_of(grid_points(), session.config.features)
    one = folded(network)
    train = session.training.dataset.train
    difference = largest_difference(network, one, everywhere)
    same = el(
        "p", say("linear.figure.same", points=everywhere.shape[1]), " ", value(difference), class_="check" if difference < ROUNDING else None,
    )  # fmt: skip
    return join([math(line(one)), same if len(network.weights) > 1 else None, comparison(one, least_squares(train.inputs, train.y), say)])


# -- why it cannot be ------------------------------------------------------------------------------


def _refusal(session, say) -> Markup:
    widest = bend(session)
    words = [
        el("p", say("linear.figure.refused", activation=name_of(_first_bend(session))), class_="hint", role="status"),
        _along(session, widest), _table(widest, say),
    ]  # fmt: skip
    no_map = say("linear.figure.no-map", mean=number(widest.mean), middle=number(widest.middle))
    verdict = no_map if widest.gap > 1e-9 else say("linear.figure.no-bend")
    return join([words, el("p", verdict)])


def _first_bend(session) -> str:
    return next(activation.name for activation in session.training.network.activations if activation.name != "identity")


def _table(widest: Bend, say) -> Markup:
    """The two points, the one half-way, and what the net makes of them."""
    p, q = widest.ends
    rows = [("p", p, widest.values[0]), ("q", q, widest.values[1]), (say("linear.figure.half-way"), (p + q) / 2, widest.middle)]
    return el(
        "table",
        el("tr", el("th"), el("th", "x₁"), el("th", "x₂"), el("th", "ŷ")),
        [el("tr", el("th", name, scope="row"), [el("td", number(value)) for value in (*x, y)]) for name, x, y in rows],
        el("tr", el("th", say("linear.figure.mean"), scope="row", colspan=3), el("td", number(widest.mean))),
        class_="figures",
    )


def _along(session, widest: Bend) -> Markup:
    """The net's output along the way from one point to the other, and the chord that an affine map would follow."""
    count = 60
    p, q = widest.ends
    way = [p + (q - p) * at / count for at in range(count + 1)]
    outputs = session.training.network.predict(inputs_of(way, session.config.features))
    low, high = outputs.min(), outputs.max()
    def height(y):
        return f"{58 - 52 * (y - low) / ((high - low) or 1):.2f}"
    curve = " ".join(f"{5 + 90 * at / count:.2f},{height(y)}" for at, y in enumerate(outputs))
    ends = [el("circle", cx=x, cy=height(y), r=1.6) for x, y in zip((5, 95), widest.values, strict=True)]
    gap = el("line", x1=50, x2=50, y1=height(widest.mean), y2=height(widest.middle), class_="gap")
    chord = el("line", x1=5, y1=height(widest.values[0]), x2=95, y2=height(widest.values[1]), class_="chord")
    names = [el("text", name, x=x, y=70) for name, x in (("p", 5), ("q", 95))]
    return el("svg", chord, el("polyline", points=curve), gap, ends, names, viewBox="0 0 100 72", class_="along", aria_hidden="true")


# -- actions ---------------------------------------------------------------------------------------


def _fold_next(session, _) -> None:
    """One layer more, or the refusal where an activation stands between."""
    done, network = _done(session), session.training.network
    if is_foldable(network):
        session.tutor.notes["folded"] = done + 1
    else:
        session.tutor.notes["refused"] = True
    session.tell("study")


def _replace(session, _) -> None:
    """The one layer in place of the net; it goes on from there."""
    if not is_foldable(session.training.network):
        return
    one = folded(session.training.network)
    session.tutor.notes |= {"folded": 1, "replaced": settled(session)}
    session.configure(hidden=())
    session.set_parameters([one.weights], [one.bias])


ACTIONS = {"fold-next": _fold_next, "fold-replace": _replace}
