"""The three figures of the playground: network with output field, loss curves, gradient bars. Built once, then fed."""

from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, FixedTicker, Range1d
from bokeh.plotting import figure

from playground.frames.colours import Palette
from playground.frames.curves import NORM_CEILING, NORM_FLOOR
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT, WIDTH
from playground.views.style import FONT

POINT, PROBE = 3.9, 9.5  # sizes in units of the picture
Sources = dict[str, ColumnDataSource]
STILL = "overlay"  # Bokeh paints this level on a canvas of its own, and only when something on it has changed


def _bare(x_range: Range1d, y_range: Range1d, **options):
    """A figure without tools: Bokeh's drag and wheel tools would eat touch scrolling."""
    fig = figure(
        x_range=x_range, y_range=y_range, toolbar_location=None, tools="", sizing_mode="stretch_both",
        min_border=0, outline_line_color=None, background_fill_color=None, border_fill_color=None,
        output_backend="canvas", **options,
    )  # fmt: skip
    fig.toolbar.active_drag = fig.toolbar.active_scroll = None
    return fig


def _lone_glyphs(fig):
    """Nothing can be selected or muted, so Bokeh need not keep four more copies of every glyph up to date."""
    for renderer in fig.renderers:
        renderer.update(selection_glyph=None, nonselection_glyph=None, muted_glyph=None)
    return fig


def network_figure(s: Sources):
    """Edges, gradient marks, biases and units on the left, the output field with the data on the right."""
    fig = _bare(Range1d(0, WIDTH), Range1d(0, HEIGHT))
    fig.left = fig.below = fig.center = []  # even invisible axes and grids take part in every painting
    curve = {name: name for name in ("x0", "y0", "cx0", "cy0", "cx1", "cy1", "x1", "y1")}
    fig.bezier(**curve, line_color="color", line_width="width", source=s["edges"])
    fig.segment("x0", "y0", "x1", "y1", line_color="color", line_width=2.2, line_cap="round", source=s["gradients"])
    fig.segment(
        "x0", "y0", "x1", "y1", line_color="color", line_width="width", line_cap="round", source=s["lights"], name="lights",
    )  # fmt: skip
    fig.image_rgba("image", x="x", y="y", dw="side", dh="side", source=s["maps"])
    square = {"width": "side", "height": "side", "fill_color": None, "source": s["units"]}
    fig.rect("x", "y", **square, line_width=5, name="outline")
    fig.rect("x", "y", **square, line_color="color", line_alpha="alpha", line_width="width", name="units")
    fig.rect("x", "y", width="side", height="side", fill_color="color", source=s["biases"], name="biases", level=STILL)
    fig.text(
        "x", "y", text="text", text_color="color", text_align="center", text_baseline="top", text_font=value(FONT),
        text_font_size="12px", source=s["labels"], name="labels", level=STILL,
    )  # fmt: skip
    _add_field(fig, s)
    return _lone_glyphs(fig)


def _add_field(fig, s: Sources) -> None:
    fig.image_rgba("image", x=FIELD_LEFT, y=FIELD_BOTTOM, dw=FIELD, dh=FIELD, source=s["field"])
    fig.rect(
        x=FIELD_LEFT + FIELD / 2, y=FIELD_BOTTOM + FIELD / 2, width=FIELD, height=FIELD, fill_color=None,
        name="frame", level=STILL,
    )  # fmt: skip
    for name in ("test", "train"):
        fig.circle("x", "y", radius=POINT, fill_color="color", line_width=0.9, source=s[name], name=name, level=STILL)
    fig.circle("x", "y", radius=PROBE, fill_color=None, line_width=2.5, source=s["probe"], name="probe", level=STILL)


def loss_figure(s: Sources):
    """Training loss as a full line, test loss dashed, on a logarithmic axis."""
    fig = _bare(Range1d(0, 10), Range1d(0.1, 1), y_axis_type="log")
    fig.line("step", "test", line_dash="4 3", line_width=1.6, source=s["loss"], name="test_line")
    fig.line("step", "train", line_width=2, source=s["loss"], name="train_line")
    fig.min_border_left, fig.min_border_bottom, fig.min_border_right = 52, 30, 12
    fig.xgrid.visible = False
    fig.xaxis.ticker.desired_num_ticks = 4
    fig.yaxis.ticker.desired_num_ticks = 4
    return _lone_glyphs(fig)


def norms_figure(s: Sources):
    """One bar for each layer's ‖∂L/∂W‖, the first layer on top."""
    fig = _bare(Range1d(NORM_FLOOR, NORM_CEILING), Range1d(0.4, 1.6), x_axis_type="log")
    fig.hbar(y="layer", left=1e-300, right="norm", height=0.62, line_color=None, source=s["norms"], name="bars")
    fig.min_border_left, fig.min_border_bottom, fig.min_border_right = 52, 30, 12
    fig.ygrid.visible = False
    fig.yaxis.ticker = FixedTicker(ticks=[])
    fig.xaxis.ticker.desired_num_ticks = 4
    return _lone_glyphs(fig)


COLUMNS = {
    "edges": ("x0", "y0", "cx0", "cy0", "cx1", "cy1", "x1", "y1", "color", "width"),
    "gradients": ("x0", "y0", "x1", "y1", "color"),
    "biases": ("x", "y", "side", "color"),
    "lights": ("x0", "y0", "x1", "y1", "color", "width"),
    "units": ("x", "y", "side", "color", "alpha", "width"),
    "maps": ("image", "x", "y", "side"),
    "labels": ("x", "y", "text", "color"),
    "field": ("image",),
    "train": ("x", "y", "color"),
    "test": ("x", "y", "color"),
    "probe": ("x", "y"),
    "loss": ("step", "train", "test"),
    "norms": ("layer", "norm"),
}


def empty_sources() -> Sources:
    """Sources without data yet: every glyph needs its columns to exist when it is made."""
    return {name: ColumnDataSource({column: [] for column in columns}) for name, columns in COLUMNS.items()}


def recolour(fig, palette: Palette) -> None:
    """Gives axes, texts and outlines the colours of the theme."""
    for axis in fig.axis:
        axis.axis_line_color = axis.major_tick_line_color = palette.hairline
        axis.minor_tick_line_color = None
        axis.major_label_text_color = palette.soft
        axis.major_label_text_font, axis.major_label_text_font_size = FONT, "12px"
    for grid in fig.grid:
        grid.grid_line_color = palette.hairline
    colours = _glyph_colours(palette)
    for renderer in fig.renderers:
        renderer.glyph.update(**colours.get(renderer.name, {}))


def _glyph_colours(palette: Palette) -> dict[str, dict[str, str]]:
    return {
        "biases": {"line_color": palette.soft},
        "frame": {"line_color": palette.hairline},
        "outline": {"line_color": palette.hairline},
        "train": {"line_color": "#ffffff"},
        "test": {"line_color": palette.ink},
        "probe": {"line_color": palette.ink},
        "train_line": {"line_color": palette.accent},
        "test_line": {"line_color": palette.soft},
        "bars": {"fill_color": palette.gradient},
    }
