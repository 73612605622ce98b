"""Texts in the network: names of the inputs, and, while nothing runs, the numbers of the traced sample.

At a phase of a pass only what has been computed is there: the sum Σ as far as it has come, z, then a, below each unit; on the way back ∂L/∂a, then δ,
in magenta above it. Once the update has been made, its steps stand on their edges, in green, and what L has become over the field.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from playground.explain import Edge, Unit
from playground.explain.digits import LOWEST, NOTHING, plain
from playground.frames import light
from playground.frames.brightest import brightest
from playground.frames.colours import LIGHT, Palette
from playground.frames.gauge import AXIS
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT, LEFT, Geometry
from playground.frames.lens import AIR, LINE, Lens
from playground.frames.passing import Step
from playground.frames.pointing import ALONG, OUTPUT_HEAD, Box, box, edge_number
from playground.frames.sums import Sums
from playground.trace import Phase

HEIGHT_OF_TYPE, TYPE = 16.0, 14.0  # pixels of a line by itself; of what is written in it
TWO_LINES = 38.0  # that one below a unit and one above the next need
NEAREST, BELOW = 4.0, 8.0  # units of the picture between a unit and the text below it; with room it is clear of the unit's light
TEXT = 76.0  # pixels of width of a text like «a = −0.123»
LONG_TEXT = 120.0  # of one like «∂L/∂a = −1.23×10⁻⁵»
MARGIN = 16.0  # units of the picture by which the line over the field may end to the right of it
CHARACTER, RAISED, SPACE, SIGN = 7.0, 5.5, 3.8, 10.0  # pixels of width of one, on average
WIDTHS = dict.fromkeys("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", RAISED) | dict.fromkeys("=→−+×", SIGN) | {" ": SPACE}  # of all else: CHARACTER
EDGE = 3.0  # units of the picture that stay free at its left edge


FEW = 40  # edges, at most, if the steps of all are written where there is room, and not only of those in hand
PLACES = np.array([0.46, 0.5, 0.54, 0.58, 0.62, 0.66, 0.7, 0.26, 0.22, 0.74, 0.78])  # on its edge, where a step may stand: the first that is free
INDENT = 1.0  # pixels between the edge of a plate and its text, at least
SLOPE = "|∂L/∂ŷ|"  # what the curve over the axis of the loss is
UNDER_MARK = 8.0  # pixels from the axis of the loss to what is named under it
CLEAR = 6.0  # pixels around a mark that stay free of texts

_PART = re.compile(r"(\S+)((?: = \S+(?: → \S+)?)?)")  # of a text: a name, and what it is
_UPRIGHT = frozenset("s+−0123456789–")  # what a text that is no name in italics begins with: sin, or a number
SUM = "Σ"  # what has come to a unit of its z, and is not yet all of it


class Label(NamedTuple):
    """One text, its top at y, centred at x, in units of the picture; `color` as the page writes it."""

    x: float
    y: float
    text: str
    color: str


def number(value: float | None, digits: int = 3) -> str:
    """So many significant digits, always signed; a dash where there is no finite number."""
    text = NOTHING if value is None else plain(value, digits)
    return f"+{text}" if value and value > 0 and text != NOTHING else text


def text_width(text: str) -> float:
    """Pixels of width of a text, had its type the usual size; what is raised is smaller, a sign wider."""
    return sum(WIDTHS.get(letter, CHARACTER) for letter in text)


def labels(
    geometry: Geometry, names: tuple[str, ...], trace, scale: float, phase: Phase | None = None, palette: Palette = LIGHT, loss: bool = True,
    step: Step | None = None, hand: Sequence[int] = (), lens: Lens | None = None, sums: Sums | None = None,
) -> dict[str, list]:
    """Columns x, y, text, color; without a trace only the names. None where there is no room at `scale` pixels a unit.

    Target and loss are there if `loss` is spoken of. `step`: the update, once it has been made, `hand`: the edges in hand; `sums`: what
    is on its way to z.
    What would lie under the plate of a `lens`, be it in part, is left out.
    """  # fmt: skip
    over = _over_the_field(geometry, trace, scale, phase, palette, loss, step, sums)
    placed = [*_by_units(geometry, names, trace, scale, phase, palette, sums), *over]
    if step:
        taken = [*(_box_of(label, scale) for label in placed), *([lens.plate] if lens else [])]
        placed += _steps(geometry, step, scale, palette, hand, taken)
    seen = [label for label in placed if not (lens and _covers(lens.plate, label, scale))]
    return {name: [getattr(label, name) for label in seen] for name in Label._fields}


def notes(
    geometry: Geometry, trace, scale: float, phase: Phase | None = None, palette: Palette = LIGHT, lens: Lens | None = None, lit: bool = True,
    on_axis: Mapping[str, float] | None = None, sums: Sums | None = None, curve: tuple[float, float, int] | None = None,
) -> dict[str, list]:
    """Columns as of `labels`, of what lies over everything else: what is named under the axis of the loss (`gauge.names`), its `curve`
    (`gauge.over_curve`), the number of the magnified unit, and how large the brightest light is.

    The latter where that is past all brightness, if light is spoken of.
    """  # fmt: skip
    placed = []
    if trace and lens:
        placed = [*_on_plate(lens, trace, scale, phase, palette, sums)]
    if trace and lit:
        placed += [label for label in _burning(geometry, trace, scale, phase, palette) if not (lens and _covers(lens.plate, label, scale))]
    placed += [Label(x, AXIS - UNDER_MARK / scale, name, palette.ink) for name, x in (on_axis or {}).items()]
    if curve:
        x, bottom, into = curve
        placed.append(Label(x + into * text_width(SLOPE) / 2 / scale, bottom + TYPE / scale, SLOPE, palette.soft))
    return {name: [getattr(label, name) for label in placed] for name in Label._fields}


def _on_plate(lens: Lens, trace, scale: float, phase: Phase | None, palette: Palette, sums: Sums | None):
    """What the unit has come to, at the foot of its plate; in the update that changes."""
    if phase and phase.direction == "update":
        return
    layer, index = lens.unit.layer, lens.unit.index
    width = lens.plate.width * scale - 2 * INDENT
    back, forward = _backward(layer, trace, phase, width), _forward(layer, (), trace, phase, width, sums)
    for text in (back or forward)[index - 1 : index]:
        yield Label(lens.plate.x, lens.plate.y - lens.plate.height / 2 + LINE / scale + AIR / 2, text, palette.gradient if back else palette.ink)


def _burning(geometry: Geometry, trace, scale: float, phase: Phase | None, palette: Palette):
    """How large the brightest light is, above its unit or on its edge; over the field that stands anyway."""
    found = brightest(trace, phase)
    if found and found.size >= light.WHITE and found.subject != Unit(geometry.columns, 1):
        size = plain(found.size, 2) if math.isfinite(found.size) else "∞"
        yield _beside(geometry, found.subject, f"|{found.name}| = {size}", scale, palette.gradient)


def _covers(plate: Box, label: Label, scale: float) -> bool:
    """Whether a text and a plate would lie over each other."""
    across, up = (plate.width + text_width(label.text) / scale) / 2, (plate.height + TYPE / scale) / 2
    return abs(label.x - plate.x) < across and abs(label.y - HEIGHT_OF_TYPE / 2 / scale - plate.y) < up


def _beside(geometry: Geometry, subject: Unit | Edge, text: str, scale: float, color: str) -> Label:
    """A text at a unit or an edge, within the part of the picture that is the network's."""
    half = text_width(text) / 2 / scale
    if isinstance(subject, Edge):
        number = edge_number(geometry.sizes, subject)
        x, y = (float(geometry.marks[axis][number]) for axis in "xy")
        y += LINE / 2 / scale
    else:
        own = box(geometry, subject)
        x, y = own.x, own.y + own.height / 2 + NEAREST + LINE / scale
    return Label(min(max(x, EDGE + half), FIELD_LEFT - EDGE - half), min(y, HEIGHT - 1), text, color)


def typeset(columns: dict[str, list], scale: float) -> dict[str, list]:
    """The same texts with names in italics, as in formulas: columns x, y, text, color, style and align of their pieces.

    The name and the rest of «ŷ = 0.1» meet at one place, so that nothing stands between them however wide their letters are.
    """
    pieces = [piece for label in zip(*columns.values(), strict=True) for piece in _pieces(Label(*label), scale)]
    return {name: list(values) for name, values in zip((*Label._fields, "style", "align"), zip(*pieces, strict=True), strict=False)} or {
        name: [] for name in (*Label._fields, "style", "align")
    }


def _pieces(label: Label, scale: float):
    start = label.x - text_width(label.text) / 2 / scale
    for found in _PART.finditer(label.text):
        name, rest = found.groups()
        place = start + text_width(label.text[: found.end(1)]) / scale
        if not rest:
            yield *label._replace(text=name), "normal" if name[0] in _UPRIGHT else "italic", "center"
            continue
        yield *label._replace(x=place, text=name), "normal" if name == SUM else "italic", "right"
        yield *label._replace(x=place, text=rest), "normal", "left"


# -- by the units ---------------------------------------------------------------------------------


def _by_units(geometry: Geometry, names, trace, scale, phase, palette, sums):
    width = geometry.gap * scale  # pixels from one column to the next
    places = iter(geometry.units.tolist())
    for layer, size in enumerate(geometry.sizes[:-1]):
        room = (geometry.pitch(size) - geometry.unit_side) * scale if width >= TEXT else 0.0
        column = [next(places) for _ in range(size)]
        if room < LINE:
            continue
        valued = trace if layer or geometry.is_one_neuron or _inputs_have_room(geometry, names, trace, scale) else None
        below, above = _forward(layer, names, valued, phase, width, sums), _backward(layer, trace, phase, width)
        if above and room < TWO_LINES:
            below = []  # one line only: what is new
        half = geometry.unit_side / 2
        bottom = -half - min(BELOW, NEAREST + (room - LINE) / 2 / scale)
        top = half + BELOW / 2 + TWO_LINES / 2 / scale if room >= TWO_LINES else bottom
        for (x, y), text in zip(column, below, strict=False):
            yield _inside(Label(x, y + bottom, text, palette.ink), scale)
        yield from (Label(x, y + top, text, palette.gradient) for (x, y), text in zip(column, above, strict=False))


def _inputs_have_room(geometry: Geometry, names, trace, scale: float) -> bool:
    """Whether the inputs' texts, which are moved inwards from the edge, leave room for those of the next column."""
    half = max(map(text_width, _forward(0, names, trace, None))) / 2
    return geometry.gap * scale - max((EDGE - LEFT) * scale + half, 0) >= half + TEXT / 2


def _inside(label: Label, scale: float) -> Label:
    """The same text, moved to the right where it would stick out of the picture."""
    return label._replace(x=max(label.x, EDGE + text_width(label.text) / 2 / scale))


def _forward(layer: int, names, trace, phase: Phase | None, width: float = math.inf, sums: Sums | None = None) -> list[str]:
    """What has come to the units of a layer (0: inputs) on the way forward."""
    if layer == 0:
        return list(names) if trace is None else _valued(names, trace.inputs, width)
    if sums and layer == sums.layer:
        return _valued(SUM * len(sums.values), sums.values, width)
    if trace is None or (phase and not _reached(layer, phase)):
        return []
    if phase == Phase("forward", layer, "z"):
        return _valued("z" * len(trace.z[layer - 1]), trace.z[layer - 1], width)
    return _valued("a" * len(trace.a[layer - 1]), trace.a[layer - 1], width)


def _reached(layer: int, phase: Phase) -> bool:
    return phase.direction != "input" and not (phase.direction == "forward" and layer > phase.layer)


def _backward(layer: int, trace, phase: Phase | None, width: float = math.inf) -> list[str]:
    """What has come back to the units of a layer, ∂L/∂a or δ; nothing before the way back."""
    if trace is None or phase is None or phase.direction != "backward" or layer < max(phase.layer, 1):
        return []
    if (layer, "a") == (phase.layer, phase.part):
        return _valued(["∂L/∂a" if width >= LONG_TEXT else "∂a"] * len(trace.da[layer - 1]), trace.da[layer - 1], width)
    return _valued("δ" * len(trace.dz[layer - 1]), trace.dz[layer - 1], width)


def _valued(names, values, width: float = math.inf) -> list[str]:
    return [_fitting(name, value, width) for name, value in zip(names, values, strict=True)]


def _fitting(name: str, value: float, width: float) -> str:
    """With as many digits, three at most, as fit into so many pixels."""
    texts = [f"{name} = {number(value, digits)}" for digits in (3, LOWEST)]
    return next((text for text in texts if text_width(text) <= width), texts[-1])


# -- on the edges ---------------------------------------------------------------------------------


def _steps(geometry: Geometry, step: Step, scale: float, palette: Palette, hand: Sequence[int], taken: list[Box]) -> Iterator[Label]:
    """What each weight changes by, on its edge: of those in hand where no unit is and nothing is `taken`; of few also all others, the
    largest first, where nothing of another edge is, so that it is clear whose they are."""
    change = np.concatenate([layer.ravel() for layer in step.change])
    others = np.argsort(-np.abs(change), kind="stable").tolist() if len(change) <= FEW else []
    curves = {edge: _curve(geometry, edge) for edge in others}
    side, clear = geometry.unit_side + 2 * NEAREST, 2 * CLEAR / scale
    taken = [*taken, *(Box(x, y, side, side) for x, y in geometry.units.tolist())]
    marks = [Box(float(x), float(y), clear, clear) for x, y in zip(geometry.marks["x"], geometry.marks["y"], strict=True)] if others else []
    for edge in dict.fromkeys([*hand, *others]):
        text = number(float(change[edge]))
        labels = [Label(x, y + HEIGHT_OF_TYPE / 2 / scale, text, palette.check) for x, y in _curve(geometry, edge, PLACES).tolist()]
        boxes = {label: _box_of(label, scale) for label in labels}
        free = [label for label, box in boxes.items() if not any(box.meets(other) for other in taken)]
        passing = [curve for other, curve in curves.items() if other != edge]
        alone = [label for label in free if not any(map(boxes[label].meets, marks)) and not any(_passes(curve, boxes[label]) for curve in passing)]
        for label in (alone or free if edge in hand else alone)[:1]:
            taken.append(boxes[label])
            yield label


def _curve(geometry: Geometry, edge: int, at: np.ndarray = ALONG) -> np.ndarray:
    """Places (n×2) on an edge."""
    places = geometry.along(at, slice(edge, edge + 1))
    return np.column_stack([places["x"], places["y"]])


def _passes(curve: np.ndarray, box: Box) -> bool:
    """Whether a curve (n×2) goes through a box."""
    return bool((2 * np.abs(curve - [box.x, box.y]) < [box.width, box.height]).all(axis=1).any())


def _box_of(label: Label, scale: float) -> Box:
    return Box(label.x, label.y - HEIGHT_OF_TYPE / 2 / scale, text_width(label.text) / scale, HEIGHT_OF_TYPE / scale)


# -- over the field -------------------------------------------------------------------------------


def _over_the_field(
    geometry: Geometry, trace, scale: float, phase: Phase | None, palette: Palette, loss: bool, step: Step | None, sums: Sums | None
):
    """The outcome, and over it what goes back from there, or what has become of L; where the field is narrow it begins to the left of it."""
    if trace is None:
        return
    room = MARGIN + FIELD + geometry.gap - geometry.unit_side / 2
    x, y = FIELD_LEFT + FIELD / 2, FIELD_BOTTOM + FIELD + max(24, HEIGHT_OF_TYPE / scale)

    def middle(width: float) -> float:
        return min(x, FIELD_LEFT + FIELD + MARGIN - width / 2)

    parts = [*_outcome(trace, phase, loss, sums)]
    outcome, width = _line(parts, scale)
    place = middle(width) if loss else max(OUTPUT_HEAD.x, min(FIELD_LEFT + width / 2, middle(width)))  # clear of the network's light
    if width > room and phase and not step:  # then what is new stands alone, at its end of the line
        at_end = parts[-1].startswith("L")
        outcome, width = _line(parts[-1:] if at_end else parts[:1], scale)
        place = x + (FIELD - width) / 2 * (1 if at_end else -1)
    if width <= room:
        yield Label(place, y, outcome, palette.ink)
        y += LINE / scale
        for text in _backward(len(trace.dz), trace, phase):
            yield Label(x, y, text.replace("∂a", "∂ŷ"), palette.gradient)
    if step and loss:
        text = f"L = {plain(trace.loss, 4)} → {plain(step.after.loss, 4)}"
        if (width := text_width(text) / scale) <= room:
            yield Label(middle(width), y, text, palette.check)


def _line(parts: list[str], scale: float) -> tuple[str, float]:
    """The line of such parts, and its width in units of the picture."""
    line = _spread(parts, FIELD * scale)
    letters = sum(map(len, parts))
    return line, (CHARACTER * letters + SPACE * (len(line) - letters)) / scale


def _spread(parts: list[str], room: float) -> str:
    """All three in one line as wide as the room, in pixels, so that each stands where pointing.py looks for it; fewer close together."""
    free = room - CHARACTER * sum(map(len, parts)) if len(parts) == 3 else 0
    return (" " * max(4, int(free / SPACE / 2))).join(parts)


def _outcome(trace, phase: Phase | None, loss: bool, sums: Sums | None):
    """ŷ, y and L, as far as the pass has come."""
    output = len(trace.z)
    if sums and sums.layer == output:
        yield f"{SUM} = {number(sums.values[0])}"
    elif phase == Phase("forward", output, "z"):
        yield f"z = {number(trace.z[-1][0])}"
    elif phase is None or (phase.direction != "input" and _reached(output, phase)):
        yield f"ŷ = {number(trace.output)}"
    if not loss:
        return
    yield f"y = {number(trace.y)}"
    if phase is None or phase.direction not in ("input", "forward"):
        yield f"L = {plain(trace.loss, 4)}"


def shown(feature: str) -> str:
    """A feature as mathematics writes it: x1^2 → x₁²."""
    return feature.replace("x1", "x₁").replace("x2", "x₂").replace("^2", "²").replace("*", "")
