"""One function and its slope with ticks on both axes, behind them the z of a net, as SVG; small in a tile, large with a mark on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from playground.engine.activations import Activation
from playground.engine.diagnostics import SATURATED
from playground.views.html import el

REACH, STEPS, BINS = 5.0, 100, 25
FOOT = 7.0  # below the picture, for the numbers
LETTER = 6.5  # height of a number


@dataclass(frozen=True)
class FunctionPlot:
    """`unit`: SVG units for 1 of z or a; `low`, `high`: the heights in view; `across`, `up`: where numbers stand on the axes."""

    unit: float
    low: float
    high: float
    across: Sequence[float]
    up: Sequence[float]

    @property
    def width(self) -> float:
        return 2 * REACH * self.unit

    @property
    def height(self) -> float:
        return (self.high - self.low) * self.unit

    def x(self, z: float) -> str:
        return f"{(z + REACH) * self.unit:.1f}"

    def y(self, a: float) -> str:
        return f"{(self.high - min(max(a, self.low), self.high)) * self.unit:.1f}"

    def svg(self, activation: Activation, z: np.ndarray, slopes: bool = True, behind=None, marks=None, **attributes) -> Markup:
        """The curves of an activation over the bars of `z`; `behind` and `marks` below and above them."""
        x = np.union1d(np.linspace(-REACH, REACH, STEPS + 1), [-1e-9, 0.0])  # corners and jumps lie at 0
        drawn = {"slope": activation.slope(x), "function": activation(x)} if slopes else {"function": activation(x)}
        curves = [el("polyline", points=self._points(x, y), class_=name) for name, y in drawn.items()]
        box = f"0 0 {self.width:g} {self.height + FOOT:g}"
        return el("svg", behind, self._bars(z), self._axes(), curves, marks, viewBox=box, **attributes)

    def flat_parts(self, activation: Activation) -> list[Markup]:
        """A ground where the curve has hardly any slope."""
        z = np.linspace(-REACH, REACH, STEPS + 1)
        step = z[1] - z[0]
        flat = np.abs(activation.slope(z)) < SATURATED * activation.greatest_slope
        return [
            el("rect", x=self.x(place - step / 2), y=0, width=f"{step * self.unit:.2f}", height=f"{self.height:g}", class_="flat")
            for place in z[flat].tolist()
        ]  # fmt: skip

    def level(self, a: float, name: str) -> Markup | None:
        """A line at a height, if that is in view."""
        if not self.low <= a <= self.high:
            return None
        return el("line", x1=0, x2=f"{self.width:g}", y1=self.y(a), y2=self.y(a), class_=name)

    def band(self, low: float, high: float) -> Markup:
        """A ground between two heights, as far as they are in view."""
        top, bottom = self.y(high), self.y(low)
        return el("rect", x=0, y=top, width=f"{self.width:g}", height=f"{float(bottom) - float(top):.1f}", class_="band")

    def _axes(self) -> list[Markup]:
        """Both axes with ticks and their numbers."""
        ticks = "".join(f"M{self.x(z)} {self.y(0)}v2" for z in self.across) + "".join(f"M{self.x(0)} {self.y(a)}h2" for a in self.up)
        along = [el("text", signed(z), x=self.x(z), y=f"{self.height + FOOT - 1:g}", text_anchor="middle") for z in self.across]
        upwards = [
            el("text", signed(a), x=f"{REACH * self.unit - 1.5:g}", y=f"{float(self.y(a)) + LETTER / 3:.1f}", text_anchor="end") for a in self.up
        ]  # fmt: skip
        return [el("path", d=f"M0 {self.y(0)}H{self.width:g}M{self.x(0)} 0V{self.height:g}{ticks}", class_="axis"), *along, *upwards]

    def _bars(self, z: np.ndarray) -> list[Markup]:
        """How often the z are where; those beyond the ends of the picture stand at its ends."""
        counts, edges = np.histogram(np.clip(z[np.isfinite(z)], -REACH, REACH), BINS, (-REACH, REACH))
        tallest, width = max(int(counts.max()), 1), self.width / BINS
        return [
            el("rect", class_="bar", x=self.x(edge), y=f"{self.height * (1 - 0.5 * count / tallest):.1f}", width=f"{width - 0.6:.1f}",
               height=f"{self.height * 0.5 * count / tallest:.1f}")
            for count, edge in zip(counts.tolist(), edges.tolist(), strict=False) if count
        ]  # fmt: skip

    def _points(self, x: np.ndarray, y: np.ndarray) -> str:
        return " ".join(f"{self.x(a)},{self.y(b)}" for a, b in zip(x.tolist(), y.tolist(), strict=True) if self.low <= b <= self.high)


def signed(number: float) -> str:
    """A number on an axis, with a true minus sign."""
    return f"{number:g}".replace("-", "−")


def flat_share(activation: Activation, z: np.ndarray) -> float:
    """The share of some z at which a function has hardly any slope."""
    return float((np.abs(activation.slope(z)) < SATURATED * activation.greatest_slope).mean())
