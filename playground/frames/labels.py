"""Texts in the network: names of the inputs, and, while nothing runs, the numbers of the traced sample."""

from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, Geometry

LINE = 17.0  # pixels of height that a line of text needs to be read easily
TEXT = 62.0  # pixels of width of a text like «a = −0.123»
OUTCOME = 190.0  # pixels of width of the line over the field


def number(value: float | None) -> str:
    """Three significant digits, always signed, with a true minus sign."""
    if value is None:
        return "–"
    return f"{value:+.3g}".replace("-", "−") if value else "0"


def labels(geometry: Geometry, names: tuple[str, ...], trace, scale: float) -> dict[str, list]:
    """Columns x, y, text; without a trace only the names. None where there is no room at `scale` pixels a unit."""
    places = geometry.units - [0, geometry.unit_side / 2 + 4]
    texts = _texts(geometry, names, trace, scale)
    rows = [(x, y, text) for (x, y), text in zip(places.tolist(), texts, strict=True) if text]
    if trace is not None and FIELD * scale >= OUTCOME:
        outcome = f"ŷ = {number(trace.output)}    y = {number(trace.y)}    L = {trace.loss:.4g}"
        rows.append((FIELD_LEFT + FIELD / 2, FIELD_BOTTOM + FIELD + 24, outcome))
    x, y, text = zip(*rows, strict=True) if rows else ((), (), ())
    return {"x": list(x), "y": list(y), "text": list(text)}


def _texts(geometry: Geometry, names: tuple[str, ...], trace, scale: float) -> list[str]:
    layers = [names] if trace is None else [_valued(names, trace.inputs), *(_valued("a" * len(a), a) for a in trace.a[:-1])]
    layers = [*layers, *([] for _ in geometry.sizes)][: geometry.columns]
    texts = []
    for size, layer in zip(geometry.sizes[:-1], layers, strict=True):
        fits = (geometry.pitch(size) - geometry.unit_side) * scale >= LINE and geometry.gap * scale >= TEXT
        texts += layer if layer and fits else [""] * size
    return texts


def _valued(names, values) -> list[str]:
    return [f"{name} = {number(value)}" for name, value in zip(names, values, strict=True)]


def shown(feature: str) -> str:
    """A feature as mathematics writes it: x1^2 → x₁²."""
    return feature.replace("x1", "x₁").replace("x2", "x₂").replace("^2", "²").replace("*", "")
