"""What helps beyond the initial weights, and what each of it does to the product of factors; shown once it has been thought about."""

from markupsafe import Markup

from playground.explain.writing import brackets, operator, row
from playground.views.html import el
from playground.views.lessons.matrices import math

_CANDIDATE = "<mover><mi>c</mi><mo>~</mo></mover>"
_F, _FRACTION = "<mi>F</mi>", "<mfrac>{}{}</mfrac>"
_NORM = row("<mo>‖</mo><mi>g</mi><mo>‖</mo>")

FORMULAS = {
    "normalisation": "<mi>z</mi>" + operator("←") + "<mi>γ</mi>" + operator("·")
    + _FRACTION.format(row("<mi>z</mi>" + operator("−") + "<mi>μ</mi>"), "<mi>s</mi>") + operator("+") + "<mi>β</mi>",
    "residual": "<mi>x</mi>" + operator("←") + "<mi>x</mi>" + operator("+") + _F + brackets("<mi>x</mi>"),
    "gates": "<mi>c</mi>" + operator("←") + "<mi>f</mi>" + operator("⊙") + "<mi>c</mi>" + operator("+")
    + "<mi>i</mi>" + operator("⊙") + _CANDIDATE,
    "clipping": "<mi>g</mi>" + operator("←") + "<mi>g</mi>" + operator("·") + '<mi mathvariant="normal">min</mi>'
    + brackets("<mn>1</mn>" + operator(",") + _FRACTION.format("<mi>θ</mi>", _NORM)),
}  # fmt: skip
"""What each does, by its name in the texts."""


def html(session, say) -> Markup | None:
    if session.tutor.locked:
        return None
    return el("dl", [_cure(name, formula, say) for name, formula in FORMULAS.items()], class_="cures")


def _cure(name: str, formula: str, say) -> list[Markup]:
    words = el("p", say(f"gradients.cure.{name}.factor"))
    return [el("dt", say(f"gradients.cure.{name}"), " ", el("small", say(f"gradients.cure.{name}.against"))), el("dd", math(row(formula)), words)]


ACTIONS: dict = {}
