"""The picture: three figures and the sources that feed them."""

from collections.abc import Callable

import numpy as np
import panel as pn
from bokeh.models import FixedTicker, Range1d

from playground.frames.buffer import FrameBuffer
from playground.frames.colours import Palette
from playground.frames.geometry import WIDTH
from playground.frames.labels import typeset
from playground.frames.picture import PictureFrame
from playground.views import figures
from playground.views.comparison import ComparedFigures

USUAL_WIDTH = 680  # pixels; what the figure has on a desktop
TYPE, LARGE_TYPE = 12, 15.6  # pixels; the latter is for a lecture room, as much larger as the page around (projector.css)


class Picture:
    """Shows frames. `restructure` after a change of the network's shape or the number of points, then frames go to `target`s."""

    def __init__(self):
        self.sources = figures.empty_sources()
        self.scale = USUAL_WIDTH / WIDTH  # pixels for one unit of the network's figure
        self.network = figures.network_figure(self.sources)
        self.chart = figures.chart_figure(self.sources)
        self.norms = figures.norms_figure(self.sources)
        self._log, self._type = True, None
        self._axes = {
            "chart_x.range": self.chart.x_range,
            "chart_y.range": self.chart.y_range,
            "chart_y.ticks": self.chart.yaxis[0].ticker,
            "norms.range": self.norms.y_range,
        }
        self.compared = ComparedFigures()
        self.sources |= self.compared.sources
        self._axes |= self.compared.axes

    def slots(self) -> dict[str, pn.viewable.Viewable]:
        """The panes by the slot of the page that each fills."""
        figs = {"network": self.network, "chart": self.chart, "norms": self.norms}
        return {slot: pn.pane.Bokeh(fig, sizing_mode="stretch_both") for slot, fig in figs.items()} | self.compared.slots()

    def restructure(self, frame: PictureFrame) -> None:
        """Gives every source its full set of columns, the changing ones as they stand in the frame's buffer."""
        self.compared.restructure(frame.comparison)
        for source, columns in frame.structure().items():
            self.sources[source].data = columns | _changing(frame.buffer, source)
        layers = len(frame.geometry.sizes) - 1
        self.norms.x_range.update(start=0.4, end=layers + 0.6)
        self.norms.xaxis.ticker.ticks = list(range(1, layers + 1, max(1, layers // 6)))

    def target(self, name: str) -> tuple[Range1d | FixedTicker | figures.ColumnDataSource | None, str]:
        """The model that an array of the frame belongs to, and its column."""
        source, column = [*name.split("."), ""][:2]
        return self._axes.get(name) or self.sources.get(source), column

    def show(self, buffer: FrameBuffer) -> None:
        """Applies a frame by way of Bokeh's own properties: for a server; in the browser the page does it."""
        for name, source in self.sources.items():
            changing = _changing(buffer, name)
            if not all(np.array_equal(source.data[column], values, equal_nan=True) for column, values in changing.items()):
                source.data = dict(source.data) | changing
        for field in buffer.fields:
            if field.kind == "range":
                start, end = buffer[field.name].tolist()
                self._axes[field.name].update(start=start, end=end)
            elif field.kind == "ticks":
                self._axes[field.name].ticks = sorted({*buffer[field.name].tolist()})

    def on_resize(self, listener: Callable[[], None]) -> None:
        """Calls the listener when the page reports another width of the network's figure; out of sight it has none."""
        def resized(attribute: str, old: int | None, new: int) -> None:
            if new > 0:
                self.scale = new / WIDTH
                listener()
        self.network.on_change("inner_width", resized)

    def put(self, columns: dict[str, dict]) -> None:
        """Fills sources that are no part of a frame: what an explanation speaks of (`frames.lit`), what edges were (`frames.outlines`)."""
        for source, data in columns.items():
            self.sources[source].data = data

    def label(self, columns: dict[str, list], notes: dict[str, list]) -> None:
        """Puts texts (`frames.labels`) into the network; notes on a ground over all else."""
        self.sources["labels"].data = typeset(columns, self.room)
        self.sources["notes"].data = typeset(notes, self.room)

    def scale_chart(self, log: bool) -> None:
        """Gives the chart a logarithmic or a linear axis, where it has not that already."""
        if log != self._log:
            self._log = log
            figures.scale_chart(self.chart, log)

    @property
    def slim(self) -> float:
        """How wide lines of light may be, against those in a picture of the usual size: in a smaller one they would run together."""
        return min(1.0, self.scale * WIDTH / USUAL_WIDTH)

    @property
    def room(self) -> float:
        """Pixels for one unit of the network's figure, had its type the usual size."""
        return self.scale * TYPE / (self._type or TYPE)

    def enlarge(self, large: bool) -> None:
        """Writes in large type or not, where it is not that already."""
        before, size = self._type or TYPE, LARGE_TYPE if large else TYPE
        if size != self._type:
            self._type = size
            for fig in (self.network, self.chart, self.norms, self.compared.curves):
                figures.set_type(fig, size, size / before)

    def recolour(self, palette: Palette, stage: Palette) -> None:
        """`stage`: the palette of the figures that show the light of the error, network and gradient flow, where it is another."""
        for fig, own in ((self.network, stage), (self.chart, palette), (self.norms, stage)):
            figures.recolour(fig, own)
        self.compared.recolour(palette)


def _changing(buffer: FrameBuffer, source: str) -> dict[str, np.ndarray | list[np.ndarray]]:
    columns = {}
    for field in buffer.fields:
        owner, _, column = field.name.partition(".")
        if owner == source and field.kind in ("column", "images"):
            values = buffer[field.name].copy()
            columns[column] = [*values] if field.kind == "images" else values
    return columns
