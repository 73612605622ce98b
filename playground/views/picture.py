"""The picture: three figures and the sources that feed them."""

from collections.abc import Callable

import numpy as np
import panel as pn
from bokeh.events import Tap
from bokeh.models import Range1d

from playground.frames.buffer import FrameBuffer
from playground.frames.colours import Palette
from playground.frames.geometry import WIDTH
from playground.frames.picture import PictureFrame
from playground.views import figures

USUAL_WIDTH = 680  # pixels; what the figure has on a desktop


class Picture:
    """Shows frames. `restructure` after a change of the network's shape or data, then frames go to `targets`."""

    def __init__(self):
        self.sources = figures.empty_sources()
        self.scale = USUAL_WIDTH / WIDTH  # pixels for one unit of the network's figure
        self.network = figures.network_figure(self.sources)
        self.loss = figures.loss_figure(self.sources)
        self.norms = figures.norms_figure(self.sources)
        self._ranges = {
            "loss_x.range": self.loss.x_range,
            "loss_y.range": self.loss.y_range,
            "norm.range": self.norms.x_range,
        }

    def slots(self) -> dict[str, pn.viewable.Viewable]:
        """The panes by the slot of the page that each fills."""
        figs = {"network": self.network, "loss": self.loss, "norms": self.norms}
        return {slot: pn.pane.Bokeh(fig, sizing_mode="stretch_both") for slot, fig in figs.items()}

    def restructure(self, frame: PictureFrame, data: dict[str, dict[str, np.ndarray]]) -> None:
        """Gives every source its full set of columns, the changing ones as they stand in the frame's buffer."""
        self.show_data(data)
        for source, columns in frame.structure().items():
            self.sources[source].data = columns | _changing(frame.buffer, source)
        layers = len(frame.geometry.sizes) - 1
        self.norms.y_range.update(start=0.4, end=layers + 0.6)
        self.norms.yaxis.ticker.ticks = list(range(1, layers + 1)) if layers <= 8 else [1, layers]
        self.norms.yaxis.major_label_overrides = {k: f"W{layers + 1 - k}" for k in range(1, layers + 1)}

    def show_data(self, data: dict[str, dict[str, np.ndarray]]) -> None:
        """Draws the data points and the ring around the traced one."""
        for source, columns in data.items():
            self.sources[source].data = columns

    def target(self, name: str) -> tuple[Range1d | figures.ColumnDataSource | None, str]:
        """The model that an array of the frame belongs to, and its column."""
        source, column = [*name.split("."), ""][:2]
        return self._ranges.get(name) or self.sources.get(source), column

    def show(self, buffer: FrameBuffer) -> None:
        """Applies a frame by way of Bokeh's own properties: for a server; in the browser the page does it."""
        for source in self.sources:
            if changing := _changing(buffer, source):
                self.sources[source].data = dict(self.sources[source].data) | changing
        for name, model in self._ranges.items():
            model.update(start=float(buffer[name][0]), end=float(buffer[name][1]))

    def on_resize(self, listener: Callable[[], None]) -> None:
        """Calls the listener when the page reports another width of the network's figure."""
        def resized(attribute: str, old: int | None, new: int) -> None:
            self.scale = new / WIDTH
            listener()
        self.network.on_change("inner_width", resized)

    def on_tap(self, listener: Callable[[float, float], None]) -> None:
        """Calls the listener with the place (x, y in units of the picture) that the learner points at in the network."""
        self.network.on_event(Tap, lambda event: listener(event.x, event.y))

    def probe(self, columns: dict[str, np.ndarray]) -> None:
        """Moves the ring around the traced sample."""
        self.sources["probe"].data = columns

    def label(self, columns: dict[str, list]) -> None:
        """Puts texts (x, y, text) into the network."""
        self.sources["labels"].data = columns

    def describe(self, network: str, loss: str, norms: str) -> None:
        """One sentence for each figure, for those who hear the page."""
        for fig, label in ((self.network, network), (self.loss, loss), (self.norms, norms)):
            fig.html_attributes = {"role": "img", "aria-label": label}

    def recolour(self, palette: Palette) -> None:
        for fig in (self.network, self.loss, self.norms):
            figures.recolour(fig, palette)


def _changing(buffer: FrameBuffer, source: str) -> dict[str, np.ndarray | list[np.ndarray]]:
    columns = {}
    for field in buffer.fields:
        owner, _, column = field.name.partition(".")
        if owner == source and field.kind in ("column", "images"):
            values = buffer[field.name].copy()
            columns[column] = [*values] if field.kind == "images" else values
    return columns
