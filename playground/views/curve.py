"""The curve beside an explanation, as SVG: histogram, function, flat parts, the sample's place and the slope there."""

import numpy as np
from markupsafe import Markup

from playground.explain.digits import plain
from playground.frames.activation import Curve
from playground.views.html import el

WIDTH, HEIGHT, SIDE, TOP, FOOT = 232.0, 160.0, 10.0, 8.0, 18.0
TALLEST = 0.42  # of the plot's height: the tallest bar of the histogram
TANGENT = 34.0  # half its length
END_DIGITS = 3


def drawing(curve: Curve, label: str, argument: str) -> Markup:
    """The SVG of a curve; `label` says it in words, `argument` is what the horizontal axis is called."""
    if len(curve.x) < 2:
        return el("svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", class_="curve", role="img", aria_label=label)
    plot = Plot(curve)
    return el(
        "svg", plot.flat_parts(), plot.hatching(), plot.bars(), plot.axes(), plot.function(), plot.place(), plot.ends(argument),
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", class_="curve dead" if curve.dead else "curve", role="img", aria_label=label,
    )  # fmt: skip


class Plot:
    """Draws one Curve; x and y are its own numbers, the results pixels of the SVG."""

    def __init__(self, curve: Curve):
        self._curve = curve
        self._left, self._right = float(curve.x[0]), float(curve.x[-1])
        heights = [0.0, float(curve.y.min()), float(curve.y.max()), *([curve.at[1]] if curve.at else [])]
        self._low, self._high = min(heights), max(heights)
        self._across = (WIDTH - 2 * SIDE) / (self._right - self._left)
        self._up = (HEIGHT - TOP - FOOT) / ((self._high - self._low) or 1.0)

    def _x(self, x):
        return SIDE + (x - self._left) * self._across

    def _y(self, y):
        return HEIGHT - FOOT - (y - self._low) * self._up

    def bars(self) -> list[Markup]:
        """The histogram stands on the lower edge, whatever the function does."""
        curve, tallest = self._curve, max(self._curve.counts, default=0)
        heights = [count / tallest * TALLEST * (HEIGHT - TOP - FOOT) for count in curve.counts] if tallest else []
        return [
            el("rect", class_="bar", x=_px(self._x(low) + 0.5), y=_px(HEIGHT - FOOT - height),
               width=_px(max((high - low) * self._across - 1, 0.5)), height=_px(height))
            for low, high, height in zip(curve.bins, curve.bins[1:], heights, strict=False) if height
        ]  # fmt: skip

    def axes(self) -> list[Markup]:
        """Both axes, each where it is in sight."""
        lines = [el("line", class_="axis", x1=_px(SIDE), x2=_px(WIDTH - SIDE), y1=_px(self._y(0)), y2=_px(self._y(0)))]
        if self._left < 0 < self._right:
            lines.append(el("line", class_="axis", x1=_px(self._x(0)), x2=_px(self._x(0)), y1=_px(TOP), y2=_px(HEIGHT - FOOT)))
        return lines

    def function(self) -> Markup:
        return el("polyline", class_="function", points=self._points(self._curve.x, self._curve.y))

    def flat_parts(self) -> list[Markup]:
        """A ground behind each stretch of the curve that has hardly any slope."""
        x, flat = self._curve.x, np.concatenate([[False], self._curve.flat, [False]])
        starts, ends = np.flatnonzero(~flat[:-1] & flat[1:]), np.flatnonzero(flat[:-1] & ~flat[1:]) - 1
        return [
            el("rect", class_="flat", x=_px(self._x(x[start])), y=_px(TOP), width=_px((x[end] - x[start]) * self._across),
               height=_px(HEIGHT - TOP - FOOT))
            for start, end in zip(starts, ends, strict=True)
        ]  # fmt: skip

    def hatching(self) -> Markup | None:
        """Over the whole plot of a unit whose slope is 0 for all of the training set."""
        if not self._curve.dead:
            return None
        strokes = " ".join(f"M{_px(x)} {_px(HEIGHT - FOOT)}l{_px(HEIGHT - TOP - FOOT)} {_px(TOP + FOOT - HEIGHT)}"
                           for x in np.arange(SIDE - HEIGHT, WIDTH - SIDE, 10))  # fmt: skip
        window = el("clipPath", el("rect", x=_px(SIDE), y=_px(TOP), width=_px(WIDTH - 2 * SIDE), height=_px(HEIGHT - TOP - FOOT)),
                    id="curve-window")  # fmt: skip
        return el("g", window, el("path", class_="hatching", d=strokes, clip_path="url(#curve-window)"))

    def place(self) -> list[Markup]:
        """Where the sample is: two guides, the tangent, the dot."""
        if self._curve.at is None:
            return []
        x, y = self._x(self._curve.at[0]), self._y(self._curve.at[1])
        run, rise = _direction(self._across / self._up, self._curve.slope)
        return [
            el("path", class_="guide", d=f"M{_px(x)} {_px(HEIGHT - FOOT)}V{_px(y)}"),
            el("line", class_="tangent", x1=_px(x - run), y1=_px(y + rise), x2=_px(x + run), y2=_px(y - rise)),
            el("circle", class_="dot", cx=_px(x), cy=_px(y), r="4.5"),
        ]

    def ends(self, argument: str) -> list[Markup]:
        """What the horizontal axis is, and from where to where it goes."""
        texts = ((SIDE, "start", self._left), (WIDTH / 2, "middle", argument), (WIDTH - SIDE, "end", self._right))
        return [
            el("text", text if isinstance(text, str) else plain(text, END_DIGITS), x=_px(x), y=_px(HEIGHT - 5),
               text_anchor=anchor)
            for x, anchor, text in texts
        ]  # fmt: skip

    def _points(self, x, y) -> str:
        return " ".join(f"{_px(self._x(a))},{_px(self._y(b))}" for a, b in zip(x.tolist(), y.tolist(), strict=True))


def _direction(run: float, rise: float) -> tuple[float, float]:
    """As long as half a tangent."""
    length = float(np.hypot(run, rise)) or 1.0
    return TANGENT * (run / length), TANGENT * (rise / length)  # a slope may be as large as a float can be


def _px(value: float) -> str:
    """To a tenth of a pixel, so that what looks the same is the same."""
    return f"{value:.1f}"
