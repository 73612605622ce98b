"""A plot with layers along and powers of ten up, as SVG: for numbers that a linear axis could not hold together."""

from math import ceil, floor, isfinite, log10

from markupsafe import Markup

from playground.explain.digits import ten_to
from playground.views.html import el

WIDTH, HEIGHT = 340, 172
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 20
LEAST = 2  # decades
MOST_LINES = 6  # of the grid
MOST_NUMBERS = 13  # of layers


class Decades:
    """The axes for `layers` layers and some positive numbers; 0 lies on the floor, what is past all floats on the ceiling."""

    def __init__(self, layers: int, values):
        exponents = [log10(value) for value in values if isfinite(value) and value > 0] or [0.0]
        self.low, self.high = floor(min(exponents) + 1e-9), ceil(max(exponents) - 1e-9)
        self.low = min(self.low, self.high - LEAST)
        self.layers = max(layers, 1)

    def x(self, layer: float) -> float:
        """The middle of a layer's column, counted from 1."""
        return LEFT + (layer - 0.5) * (WIDTH - LEFT - RIGHT) / self.layers

    def y(self, value: float) -> float:
        exponent = log10(value) if isfinite(value) and value > 0 else self.high if value > 0 else self.low
        share = (exponent - self.low) / (self.high - self.low)
        return TOP + (1 - min(max(share, 0), 1)) * (HEIGHT - TOP - BOTTOM)

    def axes(self) -> list[Markup]:
        """Lines at powers of ten, the layers' numbers below."""
        every = ceil((self.high - self.low) / MOST_LINES)
        exponents = range(self.high, self.low - 1, -every)
        lines = [self._line(exponent) for exponent in exponents]
        apart = ceil(self.layers / MOST_NUMBERS)
        return [*lines, *map(self._number, range(1, self.layers + 1, apart))]

    def _number(self, layer: int) -> Markup:
        return el("text", layer, x=f"{self.x(layer):.1f}", y=HEIGHT - 5, class_="layer")

    def _line(self, exponent: int) -> Markup:
        y = f"{self.y(10.0**exponent):.1f}"
        line = el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y)
        return el("g", line, el("text", ten_to(exponent), x=LEFT - 6, y=y, class_="power"))

    def svg(self, *marks, label: str, night: bool = False) -> Markup:
        """The whole plot; `label` says it in words. At `night` it is dark, as the network's picture is."""
        return el("svg", self.axes(), marks, viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="decades", role="img", aria_label=label, data_night=night)

