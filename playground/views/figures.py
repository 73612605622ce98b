"""The three figures of the playground: network with output field, chart of the run, gradient flow. Built once, then fed."""

from bokeh.core.properties import value
from bokeh.models import (
    BasicTickFormatter,
    ColumnDataSource,
    FixedTicker,
    LinearScale,
    LogScale,
    LogTickFormatter,
    NoOverlap,
    Range1d,
)
from bokeh.plotting import figure

from playground.frames.chart import LINES
from playground.frames.colours import LIGHT, Palette
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT, WIDTH
from playground.frames.gradient_flow import ALWAYS
from playground.frames.pointing import CURVE
from playground.views.style import FONT

POINT, PROBE = 3.9, 9.5  # sizes in units of the picture
TRAIN_OUTLINE, TEST_OUTLINE = "#ffffff", "#1d2129"  # in either theme: on a dark field as on a bright one it is what tells them apart
BEHIND = 0.7  # opacity of the ground behind a text: whatever it stands on, it can be read
CORNER = 12  # pixels of radius of the picture's corners where it is night
HALO = 0.25  # opacity of what lies under a lit edge, whose own colour stays clear on it
APART = 6  # pixels, at least, between the numbers at an axis; what would stand closer is left out
BORDERS = "min_border_left", "min_border_bottom", "min_border_right", "min_border_top"
Sources = dict[str, ColumnDataSource]
STILL = "overlay"  # Bokeh paints this level on a canvas of its own, and only when something on it has changed: the data points


def bare(x_range: Range1d, y_range: Range1d, **options):
    """A figure without tools: Bokeh's drag and wheel tools would eat touch scrolling."""
    fig = figure(
        x_range=x_range, y_range=y_range, toolbar_location=None, tools="", sizing_mode="stretch_both",
        min_border=0, outline_line_color=None, background_fill_color=None, border_fill_color=None,
        output_backend="canvas", **options,
    )  # fmt: skip
    fig.toolbar.active_drag = fig.toolbar.active_scroll = None
    for axis in fig.axis:
        axis.major_label_policy = NoOverlap(min_distance=APART)
    return fig


def lone_glyphs(fig):
    """Nothing can be selected or muted, so the document has no more copies of a glyph; those of the page: pyscript/page/bokeh.js."""
    for renderer in fig.renderers:
        renderer.update(selection_glyph=None, nonselection_glyph=None, muted_glyph=None)
    return fig


def network_figure(s: Sources):
    """Edges, gradient marks, biases and units on the left, the output field with the data on the right."""
    fig = bare(Range1d(0, WIDTH), Range1d(0, HEIGHT))
    fig.left = fig.below = fig.center = []  # even invisible axes and grids take part in every painting
    fig.rect(
        x=WIDTH / 2, y=HEIGHT / 2, width=WIDTH, height=HEIGHT, fill_color="color", line_color=None, border_radius=CORNER, source=s["night"],
        level="image", name="night",
    )  # fmt: skip
    curve = {name: name for name in CURVE}
    fig.bezier(**curve, line_color="color", line_width="width", line_alpha=HALO, source=s["lit_edges"])
    fig.bezier(**curve, line_color="color", line_width="width", source=s["old_under"])
    fig.bezier(**curve, line_color="color", line_width="width", source=s["edges"], name="edges")
    fig.bezier(**curve, line_color="color", line_width="width", source=s["burning"])
    fig.bezier(**curve, line_color="color", line_width="width", source=s["old_over"])
    fig.segment("x0", "y0", "x1", "y1", line_color="color", line_width=2.2, line_cap="round", source=s["gradients"])
    fig.segment(
        "x0", "y0", "x1", "y1", line_color="color", line_width="width", line_cap="round", source=s["lights"], name="lights",
    )  # fmt: skip
    square = {"width": "side", "height": "side", "fill_color": None, "source": s["units"]}
    fig.rect("x", "y", **square, line_color="glow", line_width="halo", line_join="round", level="image")  # its inner half lies under the map
    fig.rect("x", "y", **square, line_color=LIGHT.card, line_width="core", line_join="round", level="image")  # on paper only
    fig.image_rgba("image", x="x", y="y", dw="side", dh="side", source=s["maps"], name="maps")
    fig.rect("x", "y", **square, line_color="color", line_alpha="alpha", line_width="width", name="units")
    fig.rect("x", "y", width="side", height="side", fill_color="color", source=s["biases"], name="biases")
    _add_texts(fig, s["labels"], "labels", BEHIND)
    _add_field(fig, s)
    fig.rect("x", "y", width="side", height="side", fill_color="color", line_color=None, source=s["veil"])
    _add_inside(fig, s)
    _add_gauge(fig, s)
    fig.rect(
        "x", "y", width="width", height="height", line_color="color", line_width="line", fill_color=None, border_radius=4,
        source=s["lit_units"],
    )  # fmt: skip
    add_magnified(fig, s["lens_areas"], s["lens_lines"], s["lens_dot"])
    _add_texts(fig, s["notes"], "notes", 1.0)
    return lone_glyphs(fig)


def _add_texts(fig, source: ColumnDataSource, name: str, behind: float) -> None:
    """Texts, with a ground of such an opacity behind them."""
    fig.text(
        "x", "y", text="text", text_color="color", text_align="align", text_font_style="style", text_baseline="top", text_font=value(FONT),
        text_font_size="12px", background_fill_alpha=behind, source=source, name=name,
    )  # fmt: skip


def _add_inside(fig, s: Sources) -> None:
    """What a pass does in the units: over their maps a ground with the curve, and on it what moves."""
    segment = {"x0": "x0", "y0": "y0", "x1": "x1", "y1": "y1", "line_color": "color"}
    fig.rect("x", "y", width="side", height="side", fill_color="color", line_color=None, source=s["grounds"])
    fig.quad(left="left", right="right", bottom="bottom", top="top", fill_color="color", line_color=None, source=s["openings"])
    fig.rect("x", "y", width="side", height="side", line_color="color", line_width="width", fill_color=None, source=s["output"])
    fig.segment(**segment, line_width="width", source=s["wires"])
    fig.segment(**segment, line_width=1, source=s["axes"])
    fig.multi_line("x", "y", line_width=1.3, line_color="color", source=s["curves"], name="curves")
    fig.segment(**segment, line_width=2.2, source=s["summed"])
    fig.segment(**segment, line_width=1.6, source=s["across"])
    fig.segment(**segment, line_width=2, source=s["tangents"])
    fig.circle("x", "y", radius="radius", fill_color="color", line_color=None, source=s["dots"])


def _add_gauge(fig, s: Sources) -> None:
    fig.quad(left="left", right="right", bottom="bottom", top="top", fill_color="color", line_color=None, source=s["gauge_area"])
    fig.multi_line("x", "y", line_width=1.3, line_color="color", source=s["gauge_curve"])
    fig.segment("x0", "y0", "x1", "y1", line_color="color", line_width=3, source=s["gauge_lines"])
    fig.circle("x", "y", radius=6, fill_color="color", line_width=2, source=s["gauge_marks"], name="gauge_marks")


def add_magnified(fig, areas: ColumnDataSource, lines: ColumnDataSource, dot: ColumnDataSource) -> None:
    """What a `frames.magnified` fills, each over the last."""
    fig.quad(left="left", right="right", bottom="bottom", top="top", fill_color="color", line_color=None, source=areas)
    fig.segment("x0", "y0", "x1", "y1", line_color="color", line_width="width", line_cap="round", source=lines)
    fig.circle("x", "y", radius="radius", fill_color="color", line_color=None, source=dot)


def _add_field(fig, s: Sources) -> None:
    fig.image_rgba("image", x=FIELD_LEFT, y=FIELD_BOTTOM, dw=FIELD, dh=FIELD, source=s["field"])
    fig.rect(
        x=FIELD_LEFT + FIELD / 2, y=FIELD_BOTTOM + FIELD / 2, width=FIELD, height=FIELD, fill_color=None,
        name="frame", level=STILL,
    )  # fmt: skip
    for name in ("test", "train"):
        fig.circle("x", "y", radius=POINT, fill_color="color", line_width=0.9, source=s[name], name=name, level=STILL)
    fig.circle("x", "y", radius=PROBE, fill_color=None, line_width=2.5, source=s["probe"], name="probe", level=STILL)


def chart_figure(s: Sources):
    """One curve of the run over its steps: a line for training, one for test, or one for each layer."""
    fig = bare(Range1d(0, 10), Range1d(0.1, 1))
    fig.line("step", "value", line_width=1, source=s["now"], name="now")
    fig.line("step", "value", line_width=1.6, line_alpha=0.9, line_dash="2 3", source=s["earlier_line"], name="earlier_line")
    fig.line("step", "value", line_width=1.6, line_dash="4 3", source=s["test_line"], name="test_line")
    fig.line("step", "value", line_width=2, source=s["train_line"], name="train_line")
    fig.multi_line("step", "value", line_width=1.4, line_color="color", source=s["layers"], name="layers")
    _spare_axes(fig)
    chart_axes(fig)
    return lone_glyphs(fig)


def chart_axes(fig) -> None:
    """Steps across, few of them named; the vertical axis, logarithmic at first, has the ticks of the frame.

    Bokeh's own crowd at the upper end of less than two decades.
    """
    fig.xgrid.visible = False
    fig.xaxis.ticker.desired_num_ticks = 4
    fig.yaxis.ticker = fig.ygrid.ticker = FixedTicker(ticks=[])
    scale_chart(fig, log=True)


def scale_chart(fig, log: bool) -> None:
    """Gives the chart a logarithmic vertical axis or a linear one; its range and ticks come with the next frame."""
    fig.y_scale = LogScale() if log else LinearScale()
    fig.yaxis.formatter = LogTickFormatter() if log else BasicTickFormatter()


def norms_figure(s: Sources):
    """Each layer's ‖∂L/∂W‖ as a bar, ‖δ‖ as a diamond, spread of activations as a circle; the first layer on the left."""
    fig = bare(Range1d(0.4, 1.6), Range1d(*ALWAYS), y_axis_type="log")
    fig.vbar("layer", bottom="floor", top="norm", width=0.62, fill_color="norm_color", line_width=0.6, source=s["norms"], name="bars")
    fig.line("layer", "spread", line_width=1, line_dash="2 3", source=s["norms"], name="spread_line")
    fig.line("layer", "delta", line_width=1, source=s["norms"], name="delta_line")
    fig.scatter("layer", "spread", marker="circle", size=7, line_width=1.4, source=s["norms"], name="spread")
    fig.scatter("layer", "delta", marker="diamond", size=10, line_width=1.2, fill_color="delta_color", source=s["norms"], name="delta")
    _spare_axes(fig)
    fig.xgrid.visible = False
    fig.xaxis.ticker = FixedTicker(ticks=[])
    fig.yaxis.ticker.desired_num_ticks = 4
    return lone_glyphs(fig)


def _spare_axes(fig) -> None:
    """Room for the numbers at both axes that does not depend on the numbers."""
    fig.update(**dict(zip(BORDERS, (46, 26, 16, 6), strict=True)))


COLUMNS = {
    **{name: (*CURVE, "color", "width") for name in ("edges", "burning", "old_under", "old_over", "lit_edges")},
    "gradients": ("x0", "y0", "x1", "y1", "color"),
    "biases": ("x", "y", "side", "color"),
    "lights": ("x0", "y0", "x1", "y1", "color", "width"),
    "units": ("x", "y", "side", "color", "alpha", "width", "glow", "halo", "core"),
    "lit_units": ("x", "y", "width", "height", "color", "line"),
    "grounds": ("x", "y", "side", "color"),
    "openings": ("left", "right", "bottom", "top", "color"),
    "curves": ("x", "y", "color"),
    **{name: ("x0", "y0", "x1", "y1", "color") for name in ("axes", "summed", "across", "tangents")},
    "dots": ("x", "y", "radius", "color"),
    "night": ("color",),
    "output": ("x", "y", "side", "color", "width"),
    "veil": ("x", "y", "side", "color"),
    "gauge_area": ("left", "right", "bottom", "top", "color"),
    "gauge_lines": ("x0", "y0", "x1", "y1", "color"),
    "gauge_curve": ("x", "y", "color"),
    "wires": ("x0", "y0", "x1", "y1", "color", "width"),
    "gauge_marks": ("x", "y", "color"),
    "lens_areas": ("left", "right", "bottom", "top", "color"),
    "lens_lines": ("x0", "y0", "x1", "y1", "width", "color"),
    "lens_dot": ("x", "y", "radius", "color"),
    "maps": ("image", "x", "y", "side"),
    **{name: ("x", "y", "text", "color", "style", "align") for name in ("labels", "notes")},
    "field": ("image",),
    "train": ("x", "y", "color"),
    "test": ("x", "y", "color"),
    "probe": ("x", "y"),
    **{f"{line}_line": ("step", "value") for line in LINES},
    "layers": ("step", "value", "color"),
    "now": ("step", "value"),
    "norms": ("layer", "norm", "delta", "spread", "floor", "norm_color", "delta_color"),
}


def empty_sources() -> Sources:
    """Sources without data yet: every glyph needs its columns to exist when it is made."""
    return {name: ColumnDataSource({column: [] for column in columns}) for name, columns in COLUMNS.items()}


def set_type(fig, size: float, growth: float) -> None:
    """Writes axes and texts in letters of a size in pixels, which is so many times as large as before."""
    for axis in fig.axis:
        axis.major_label_text_font_size = f"{size:g}px"
    for renderer in (*fig.select({"name": "labels"}), *fig.select({"name": "notes"})):
        renderer.glyph.text_font_size = f"{size:g}px"
    for border in BORDERS if fig.axis else ():
        setattr(fig, border, round(getattr(fig, border) * growth))


def recolour(fig, palette: Palette) -> None:
    """Gives axes, texts and outlines the colours of the theme."""
    for axis in fig.axis:
        axis.axis_line_color = axis.major_tick_line_color = palette.hairline
        axis.minor_tick_line_color = None
        axis.major_label_text_color = palette.soft
        axis.major_label_text_font = FONT
    for grid in fig.grid:
        grid.grid_line_color = palette.hairline
    colours = _glyph_colours(palette)
    for renderer in fig.renderers:
        renderer.glyph.update(**colours.get(renderer.name, {}))


def _glyph_colours(palette: Palette) -> dict[str, dict[str, str]]:
    return {
        "labels": {"background_fill_color": palette.card},
        "biases": {"line_color": palette.soft},
        "frame": {"line_color": palette.hairline},
        "notes": {"background_fill_color": palette.card},
        "train": {"line_color": TRAIN_OUTLINE},
        "test": {"line_color": TEST_OUTLINE},
        "probe": {"line_color": palette.ink},
        "gauge_marks": {"line_color": palette.ink},
        "train_line": {"line_color": palette.accent},
        "test_line": {"line_color": palette.soft},
        "earlier_line": {"line_color": palette.soft},
        "now": {"line_color": palette.soft, "line_alpha": 0.5},
        "bars": {"line_color": palette.soft},
        "delta_line": {"line_color": palette.gradient},
        "delta": {"line_color": palette.ink},
        "spread_line": {"line_color": palette.soft},
        "spread": {"fill_color": palette.card, "line_color": palette.ink},
    }
