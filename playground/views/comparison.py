"""The two figures of a comparison: all networks and output fields side by side, and the loss curves laid over each other."""

import panel as pn
from bokeh.models import ColumnDataSource, Range1d

from playground.frames import comparison
from playground.frames.colours import LIGHT, Palette
from playground.frames.compared_networks import TALL, WHOLE
from playground.settings import MOST_ALTERNATIVES
from playground.views.figures import COLUMNS as PICTURE
from playground.views.figures import STILL, add_magnified, bare, chart_axes, lone_glyphs, recolour

MOST = MOST_ALTERNATIVES + 1
USUAL_WIDTH = 680  # pixels; of all fields on a desktop
CURVES = tuple(f"curve{k}" for k in range(MOST))
POINT = 0.013  # radius of a data point, in sides of a field
LENS = {f"nets_{name}": PICTURE[name] for name in ("lens_areas", "lens_lines", "lens_dot")}
NETS = {
    **{name: ("x0", "y0", "cx0", "cy0", "cx1", "cy1", "x1", "y1", "color", "width") for name in ("nets_edges", "nets_burning")},
    "nets_units": ("x", "y", "side", "color", "fill", "alpha", "width", "glow", "halo", "core"),
}
COLUMNS = NETS | LENS | {"nets_night": ("x", "y", "color"), "compared": ("x", "image"), "compared_points": ("x", "y", "color")} | {name: ("step", "loss") for name in CURVES}


class ComparedFigures:
    """Shows the frames of the compared networks (`frames.comparison`); empty while none are."""

    def __init__(self):
        self.sources = {name: ColumnDataSource({column: [] for column in columns}) for name, columns in COLUMNS.items()}
        self.fields, self.curves = _fields_figure(self.sources), _curves_figure(self.sources)
        self._width = USUAL_WIDTH
        self.fields.on_change("inner_width", self._resized)
        self.axes = {
            "curves_x.range": self.curves.x_range, "curves_y.range": self.curves.y_range,
            "curves_y.ticks": self.curves.yaxis[0].ticker,
        }  # fmt: skip

    @property
    def scale(self) -> float:
        """Pixels for one unit of a network's picture."""
        return self._width / self.fields.x_range.end / WHOLE

    def _resized(self, attribute: str, old: int | None, new: int) -> None:
        if new > 0:  # out of sight it has none
            self._width = new

    def slots(self) -> dict[str, pn.viewable.Viewable]:
        figs = {"compared": self.fields, "curves": self.curves}
        return {slot: pn.pane.Bokeh(fig, sizing_mode="stretch_both") for slot, fig in figs.items()}

    def restructure(self, frame: comparison.ComparisonFrame) -> None:
        """Makes room for its networks and forgets those of before."""
        self.fields.x_range.end, self.fields.y_range.end = comparison.width(max(len(frame), 1)), frame.height
        for name, source in self.sources.items():
            source.data = {column: [] for column in COLUMNS[name]}

    def recolour(self, palette: Palette) -> None:
        recolour(self.curves, palette)
        for renderer, colour in zip(self.curves.renderers, comparison.COLOURS[palette], strict=True):
            renderer.glyph.line_color = colour


def _fields_figure(sources):
    fig = bare(Range1d(0, 1), Range1d(0, 1))
    fig.left = fig.below = fig.center = []
    fig.rect("x", "y", width=1, height=TALL, fill_color="color", line_color=None, source=sources["nets_night"])
    curve = {name: name for name in NETS["nets_edges"][:8]}
    for edges in ("nets_edges", "nets_burning"):
        fig.bezier(**curve, line_color="color", line_width="width", source=sources[edges])
    square = {"width": "side", "height": "side", "source": sources["nets_units"]}
    fig.rect("x", "y", **square, line_color="glow", line_width="halo", fill_color=None)
    fig.rect("x", "y", **square, line_color=LIGHT.card, line_width="core", fill_color=None)  # on paper only
    fig.rect("x", "y", **square, line_color="color", line_alpha="alpha", line_width="width", fill_color="fill", fill_alpha=0.35)
    add_magnified(fig, *(sources[name] for name in LENS))
    fig.image_rgba("image", x="x", y=0, dw=1, dh=1, source=sources["compared"], name="compared")
    fig.circle("x", "y", radius=POINT, fill_color="color", line_color="#ffffff", line_width=0.5,
               source=sources["compared_points"], level=STILL)  # fmt: skip
    return lone_glyphs(fig)


def _curves_figure(sources):
    """One line for each network, told apart by colour and dashes; the main network's on top."""
    fig = bare(Range1d(0, 10), Range1d(0.1, 1))
    for name, dash in zip(CURVES, comparison.DASHES, strict=True):
        fig.line("step", "loss", line_width=2, line_dash=dash, source=sources[name], name=name)
    fig.min_border_left, fig.min_border_bottom, fig.min_border_right, fig.min_border_top = 52, 26, 16, 6
    chart_axes(fig)
    return lone_glyphs(fig)
