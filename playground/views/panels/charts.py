"""Above the chart: which curve it shows, on which axis, and what its lines are."""

from markupsafe import Markup

from playground.frames.chart import LAYERED
from playground.settings import SETTINGS
from playground.views.html import el

FOLLOWS = frozenset({"config", "restart", "status"})


def html(session, say) -> Markup:
    """The choice of a curve, a switch for the axis of the loss, and the legend."""
    name = session.config.chart
    return el("div", _choice(session, say), el("div", _legend(session, say), _axis(session.config, say), class_="under"), class_=f"chart {name}")


def _choice(session, say) -> Markup:
    """In a lesson curves of every layer are there only where the gradient flow is."""
    layered = not session.tutor.step or session.tutor.in_sight("flow")
    return el(
        "div", [_curve(name, session, say) for name in SETTINGS["chart"].choices if layered or name not in LAYERED],
        class_="segments", role="radiogroup", aria_label=say("chart.choice"),
    )  # fmt: skip


def _curve(name: str, session, say) -> Markup:
    """A regression has no accuracy."""
    return el(
        "label",
        el("input", type="radio", name="chart", id=f"chart-{name}", value=name, data_do="chart",
           checked=name == session.config.chart, disabled=name == "accuracy" and session.config.task == "regression"),
        el("span", say(f"chart.{name}")), title=say(f"chart.{name}.long"),
    )  # fmt: skip


def _axis(config, say) -> Markup:
    """Only the loss leaves the choice; the sizes of gradients and updates differ by decades, accuracies do not."""
    fixed = config.chart != "loss"
    log = config.chart in LAYERED if fixed else config.scale == "log"
    return el(
        "label", el("input", type="checkbox", id="chart-log", data_do="scale", checked=log, disabled=fixed), say("chart.log"),
        class_="log",
    )  # fmt: skip


def _legend(session, say) -> Markup:
    if session.config.chart in LAYERED:
        layers = len(session.training.network.weights)
        return el("p", el("span", say("chart.layer", layer=1)), el("i", class_="depth"), el("span", say("chart.layer", layer=layers)),
                  class_="legend")  # fmt: skip
    tested = session.training.dataset.tested
    kinds = ["train", *(["test"] if tested else []), *(["earlier"] if session.record.earlier else [])]
    lines = [el("span", el("i", class_=f"line {kind}"), " ", say(f"chart.{kind}")) for kind in kinds]
    return el("p", lines, None if tested else el("span", say("page.no_test")), class_="legend")


def _scale(session, log: bool) -> None:
    session.configure(scale="log" if log else "linear")


ACTIONS = {"chart": lambda session, name: session.configure(chart=name), "scale": _scale}
