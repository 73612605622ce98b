"""The units of the first hidden layer: for how many points each is above 0, and the gradient that it gets."""

from markupsafe import Markup

from playground.lessons.measures import first_z, unit_gradients
from playground.views.html import el
from playground.views.lamp import lamp
from playground.views.words import number


def html(session, say) -> Markup:
    z, gradients = first_z(session.training), unit_gradients(session.training)
    heads = [say(f"activations.figure.{head}") for head in ("unit", "above", "largest", "gradient")]
    rows = [_row(unit, row, float(gradient), session) for unit, (row, gradient) in enumerate(zip(z, gradients, strict=True), 1)]
    silent = int((z.max(axis=1) <= 0).sum())
    told = say("activations.figure.silent", silent=silent, units=len(z), points=z.shape[1])
    table = el("table", el("tr", [el("th", head, scope="col") for head in heads]), rows, class_="figures units")
    return el("div", table, el("p", told, role="status"))


def _row(unit: int, z, gradient: float, session) -> Markup:
    above, largest = int((z > 0).sum()), float(z.max())
    cells = el("td", f"{above} / {len(z)}"), el("td", number(largest)), el("td", lamp(gradient, session), number(gradient))
    state = None if above else "silent" if gradient else "dead"
    return el("tr", el("th", unit, scope="row", data_subject=f"unit/1/{unit}"), cells, class_=state)


ACTIONS: dict = {}
