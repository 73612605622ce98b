"""What stands beside the lines of an explanation: the curve of the subject, and for a weight or a bias the means to change it."""

from markupsafe import Markup

from playground.explain import Bias, Edge, Loss, Subject, Unit
from playground.explain.numbers import Numbers
from playground.frames.activation import Curve, of_loss, of_parameter, of_unit, reach
from playground.views.curve import drawing
from playground.views.explanation import Say, plain
from playground.views.html import el

FINEST = 0.01  # step of the slider that moves a weight


def beside(session, subject: Subject, say: Say) -> Markup | None:
    """The figure of a subject; None for an input, which is on no curve. Where gradients are not spoken of, a weight has no curve either."""
    network, trace = session.passing()
    numbers, training = Numbers(network, trace, session.config), session.training
    match subject:
        case Unit(0):
            return None
        case Unit():
            return _unit(numbers, of_unit(network, training.dataset.train.inputs, trace, subject), subject, say)
        case Loss():
            return _loss(numbers, of_loss(network, training.loss, trace), say)
    held = session.pinned == subject
    if not session.tutor.in_sight("backward"):
        return el("figure", _editor(numbers, subject, held, say))
    return _parameter(numbers, of_parameter(network, training.loss, trace, subject), subject, held, say)


def _unit(numbers: Numbers, curve: Curve, unit: Unit, say: Say) -> Markup:
    z, name = str(numbers.z(unit.layer, unit.index).symbol), numbers.function(unit.layer).name
    caption = say("inspect.slope", activation=name, z=z, slope=_slope(numbers, curve))
    told = say("inspect.dead") if curve.dead else say("inspect.saturated", share=f"{curve.saturated:.0%}")
    histogram = say("inspect.histogram", z=z, count=int(curve.counts.sum()))
    return el(
        "figure",
        drawing(curve, f"{caption}. {told} {histogram}", z),
        el("figcaption", el("b", caption), el("span", told, class_="dead" if curve.dead else None), el("span", histogram)),
    )  # fmt: skip


def _loss(numbers: Numbers, curve: Curve, say: Say) -> Markup:
    caption = say("inspect.loss", slope=_slope(numbers, curve))
    return el("figure", drawing(curve, caption, "ŷ"), el("figcaption", el("b", caption)))


def _parameter(numbers: Numbers, curve: Curve, of: Edge | Bias, held: bool, say: Say) -> Markup:
    symbol = str(numbers.parameter(of).symbol)
    caption = say("inspect.parameter", symbol=symbol, slope=_slope(numbers, curve))
    return el("figure", drawing(curve, caption, symbol), _editor(numbers, of, held, say), el("figcaption", el("b", caption)))


def _editor(numbers: Numbers, of: Edge | Bias, held: bool, say: Say) -> Markup:
    """A slider under the curve, along the same axis, and a field for the exact number; they move only what is in hand."""
    parameter = numbers.parameter(of)
    symbol, end, written = str(parameter.symbol), reach(parameter.value), plain(parameter.value, numbers.config.digits)
    slider = el(
        "input", type="range", id="parameter-slider", min=f"{-end:g}", max=f"{end:g}", step=str(FINEST),
        value=f"{parameter.value:.4f}", data_do="set_parameter", data_live=True, disabled=not held,
        aria_label=symbol, aria_valuetext=written,
    )  # fmt: skip
    field = el(
        "input", type="text", id="parameter-value", inputmode="decimal", autocomplete="off", value=written,
        data_do="set_parameter", disabled=not held, aria_label=say("inspect.type", symbol=symbol),
    )  # fmt: skip
    return el("div", slider, el("label", symbol, " =", field), class_="editor")


def _slope(numbers: Numbers, curve: Curve) -> str:
    return plain(float("nan") if curve.slope is None else curve.slope, numbers.config.digits)
