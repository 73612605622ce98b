"""One moment of the training as everything the picture needs: columns that stay, and one buffer of arrays that change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from playground.engine.diagnostics import Diagnosis
from playground.frames import numbers
from playground.frames.buffer import Field, FrameBuffer, mark_fields
from playground.frames.chart import Chart, ChartFrame
from playground.frames.colours import Palette, rgba
from playground.frames.compared_networks import Beside
from playground.frames.comparison import Compared, ComparisonFrame
from playground.frames.emphasis import Emphasis
from playground.frames.field import FieldFrame
from playground.frames.gauge import GaugeFrame
from playground.frames.geometry import Geometry
from playground.frames.gradient_flow import GradientFlowFrame
from playground.frames.inside import InsideFrame
from playground.frames.lens import Lens
from playground.frames.lights import LightsFrame
from playground.frames.magnified import MagnifiedFrame
from playground.frames.maps import MapsFrame
from playground.frames.network import NetworkFrame
from playground.frames.passing import Pass
from playground.frames.pointing import WHOLE_FIELD, Box
from playground.frames.points import PointsFrame
from playground.frames.wires import WiresFrame


@dataclass(frozen=True)
class Moment:
    """What the session knows at one moment and the picture shows.

    `trace` is one sample's pass, `probe` its point (x1, x2), `dataset` all points, `centre` the output
    between the classes, `step` that of the training, `numbers` the big figures, `chart` a curve of the
    run, `diagnosis` the size of each layer's gradient. The last three are functions: they are not drawn
    in every frame. So is `compared`: the networks side by side, the main one first, where there are
    others. `bands`: how finely the output fields are told apart, 0 for every shade. `shown`: the network
    whose weights are drawn, where that is not `network` itself; `lamps`: the light of each hidden unit's error
    (`frames.lamps`); `told`: the pass that is gone through, if any is, and `loss`, the record of LOSSES that it ends in, `lens`: the unit magnified.
    `stage`: the palette of the network's picture and of the gradient flow, which go dark for the way back; `maps`: the opacity of the units' maps.
    """

    network: object
    trace: object
    dataset: object
    probe: object
    emphasis: Emphasis
    lamps: np.ndarray
    palette: Palette
    stage: Palette
    centre: float
    step: int
    numbers: Callable[[], dict]
    chart: Callable[[], Chart]
    diagnosis: Callable[[], Diagnosis]
    bands: int = 0
    maps: float = 1.0
    compared: Callable[[], list[Compared]] = list
    beside: list[Beside] = field(default_factory=list)
    shown: object = None
    told: Pass | None = None
    loss: object = None
    lens: Lens | None = None


class PictureFrame:
    """The frame of one network's shape and size of data: `structure` once, then `fill` for every moment.

    `compared`: layer sizes, features and data of each network that is shown side by side with others, if any is; `drawn`: as networks, too.
    """

    def __init__(self, sizes: tuple[int, ...], features: tuple[str, ...], dataset, compared: Sequence[tuple] = (), drawn: bool = True):
        self.geometry = Geometry(sizes)
        self._network = NetworkFrame(self.geometry)
        self._lights, self._inside = LightsFrame(self.geometry), InsideFrame(self.geometry)
        self._gauge, self._wires, self._magnified = GaugeFrame(), WiresFrame(self.geometry), MagnifiedFrame(self.geometry)
        self._field, self._points = FieldFrame(features), PointsFrame(dataset)
        self._maps = MapsFrame(self.geometry, features)
        self.comparison = ComparisonFrame(compared, drawn)
        self._chart, self._gradient_flow = ChartFrame(len(sizes) - 1), GradientFlowFrame(len(sizes) - 1)
        network = self._network, self._lights, self._inside, self._gauge, self._wires, self._magnified, self._field, self._points, self._maps
        moment = [*mark_fields("night", (), 1), Field("step", "step", "float64", (1,)), *numbers.fields()]
        charts = self._chart.fields(), self._gradient_flow.fields(), self.comparison.fields()
        self.buffer = FrameBuffer([*moment, *(field for part in network for field in part.fields())], *charts)

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Columns that stay while the network's shape does, for each source."""
        parts = self._network, self._lights, self._inside, self._gauge, self._wires, self._magnified, self._points, self._maps
        charts = self._chart, self._gradient_flow, self.comparison
        return {"field": {}, "night": {}} | {source: columns for part in (*parts, *charts) for source, columns in part.structure().items()}

    def fill(self, moment: Moment, rest: bool = True, field: bool = True, figures: bool = True, exact: bool = True) -> FrameBuffer:
        """Draws one moment into the buffer, which is used again for the next.

        What moves always; the output `field`, the big `figures` and the `rest`, maps and charts, may stay
        as they were, and edges, where they need not be `exact`, as long as none of them would look different.
        """
        out = self.move(moment, exact)
        if field:
            self._field.fill(out, moment.network, moment.centre, moment.stage, moment.bands)
        out["step"][:] = moment.step
        if figures:
            numbers.fill(out, moment.numbers())
        if rest:
            self._maps.fill(out, moment.network, moment.stage, moment.maps)
            self._chart.fill(out, moment.chart(), moment.palette)
            self._gradient_flow.fill(out, moment.diagnosis(), moment.stage)
            self.comparison.fill(out, moment.compared(), moment.stage, moment.bands)
        return out

    def move(self, moment: Moment, exact: bool = True) -> FrameBuffer:
        """Draws only what moves while the same phase goes by: edges, lights, lamps, what is inside the units, and points that are in the way."""
        out, night = self.buffer, moment.stage is not moment.palette
        out["night.color"][0] = rgba(moment.stage.card, night)
        step = moment.told.step if moment.told else None
        self._network.fill(out, moment.shown or moment.network, moment.trace, moment.emphasis, moment.lamps, moment.stage, exact, step)
        self._lights.fill(out, moment.told, moment.stage)
        self._inside.fill(out, moment.told, moment.stage)
        self._gauge.fill(out, moment.told, moment.loss, moment.stage)
        self._wires.fill(out, moment.told, moment.stage)
        self._magnified.fill(out, moment.told, moment.lens, moment.stage)
        self._points.fill(out, moment.dataset, moment.probe, moment.centre, moment.stage, _covered(moment))
        self.comparison.move(out, moment.beside, moment.stage, night, exact)
        return out


def _covered(moment: Moment) -> Box | None:
    """What lies over the field, whose points step aside: the output's unit and the loss until they have faded, or the magnified unit."""
    if moment.told and moment.told.presence:
        return WHOLE_FIELD
    return moment.lens and moment.lens.plate
