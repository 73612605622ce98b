"""The network of one moment: width and colour of each edge, colour and light of each unit, size and light of each gradient mark."""

from math import cos, sin

import numpy as np

from playground.frames import light
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import DARK, Palette, rgb, signed_colours
from playground.frames.emphasis import CALM, FULL, Emphasis
from playground.frames.geometry import LARGEST_UNIT, OPENING, Geometry
from playground.frames.passing import Step

WIDTH_PER_WEIGHT, THINNEST, THICKEST = 2.6, 0.5, 9.0  # pixels
SMALLEST_MARK = 2.0  # length of a chevron's arm in units of the picture; shorter ones are not drawn
SEEN = 0.1  # pixels: an edge that is off by less looks the same, and to paint the edges anew costs the page a third of a painting
SHADES_SEEN, LIGHT_SEEN = 24, 0.4  # of 255, and pixels: the same of an edge in the light of its gradient, a quarter of a decade
MOST_MARKS = 24  # chevrons of one weight layer, the largest: more would only cover each other and the network
EDGE_OPACITY = 0.62
BEAM = 6.0  # pixels of width of an edge in light of level 1, between units of full size
CASING = 1.6  # pixels by which a dark line under an edge that burns is wider
MANY, THIRDS = 1500, 3  # edges: to light up more of them smoothly would take the page too long; the steps that it takes instead
RING, COMPUTED_RING = 3.0, 5.0  # pixels of a unit's border; of one that is being computed
UNLIT, LIT = 5.0, 13.0  # pixels of the outline under that border: of a unit in the dark, of the largest one at level 1 of light


class NetworkFrame:
    """Fills the arrays of `edges`, `gradients`, `biases` and `units` for one geometry."""

    def __init__(self, geometry: Geometry):
        sizes = geometry.sizes
        self.geometry = geometry
        self._edge_counts = [a * b for a, b in zip(sizes, sizes[1:], strict=False)]
        self._edges, self._units, self._biases = sum(self._edge_counts), sum(sizes[:-1]), sum(sizes[1:])
        self._beam = 0.4 + 0.6 * geometry.unit_side / LARGEST_UNIT  # between smaller units light is thinner
        self._burning = self._edges if self._edges <= MANY else 0
        self._third = None  # of the update, whose edges are drawn
        self._look = None, None  # what the edges that are drawn follow from: gradients, where they are lit by them, and all else
        self._marked_of = self._marked = None  # gradients or steps, and which of them have marks
        self._marks = sum(min(count, MOST_MARKS) for count in self._edge_counts)

    def fields(self) -> list[Field]:
        return [
            Field("edges.color", "column", "uint8", (self._edges, 4)),
            Field("edges.width", "column", "float32", (self._edges,)),
            Field("burning.color", "column", "uint8", (2 * self._burning, 4)),
            Field("burning.width", "column", "float32", (2 * self._burning,)),
            Field("gradients.color", "column", "uint8", (2 * self._marks, 4)),
            *(Field(f"gradients.{column}", "column", "float32", (2 * self._marks,)) for column in ("x0", "y0", "x1", "y1")),
            Field("biases.color", "column", "uint8", (self._biases, 4)),
            Field("units.color", "column", "uint8", (self._units, 4)),
            Field("units.alpha", "column", "float32", (self._units,)),
            Field("units.width", "column", "float32", (self._units,)),
            Field("units.glow", "column", "uint8", (self._units, 4)),
            Field("units.halo", "column", "float32", (self._units,)),
            Field("units.core", "column", "float32", (self._units,)),
        ]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """The columns that stay as they are while the network's shape does, for each source."""
        g = self.geometry
        columns = {
            "edges": dict(g.edges),
            "burning": {name: np.repeat(values[: self._burning], 2) for name, values in g.edges.items()},
            "gradients": {},
            "biases": {"x": g.biases[:, 0], "y": g.biases[:, 1], "side": np.full(self._biases, g.bias_side)},
            "units": {"x": g.units[:, 0], "y": g.units[:, 1], "side": np.full(self._units, g.unit_side)},
        }
        return {source: {k: v.astype(np.float32) for k, v in data.items()} for source, data in columns.items()}

    def fill(
        self, out: FrameBuffer, network, trace, emphasis: Emphasis, lamps: np.ndarray, palette: Palette, exact: bool = True,
        step: Step | None = None,
    ) -> None:  # fmt: skip
        """`network` gives weights and biases, `trace` the activations and gradients of one sample, `lamps` the light of each hidden unit.

        Unless they are to be `exact`, edges stay as they were until one of them would look different; those of a dense network go
        their way through the update in thirds. `step`: in the update, what it does.
        """
        third = round(step.share * THIRDS) if step and self._edges > MANY and not exact else None
        if third is None or third != self._third or step.share == 1:
            self._fill_edges(out, network, trace, emphasis, palette, exact or (step is not None and step.share == 1))
        self._third = third
        if step and emphasis.steps:
            self._fill_steps(out, step.change, emphasis, palette)
        else:
            self._fill_gradients(out, trace.dW, emphasis, palette)
        biases = np.concatenate(network.biases)
        out["biases.color"][:] = signed_colours(np.sign(biases), 1.0, palette)
        out["biases.color"][:, 3] = 255 * (CALM if emphasis.beams else FULL)  # on the way back light alone shines
        self._fill_units(out, [trace.inputs, *trace.a[:-1]], emphasis, palette)
        self._fill_lamps(out, lamps, palette)

    def _fill_edges(self, out, network, trace, emphasis, palette, exact):
        """They stay as they are while all that they follow from does, as in most phases of a pass."""
        share = self._share(emphasis)
        look = out, palette, emphasis.lit, emphasis.gain, emphasis.slim, *(values.tobytes() for values in (network.parameters, emphasis.edges, share))
        gradients = trace.dW if emphasis.beams else None
        if gradients is self._look[0] and look == self._look[1]:
            return
        weights, share = _flat(network.weights), np.repeat(share, self._edge_counts)
        share[list(emphasis.lit)] = 0.0  # what is in hand shows its sign
        colours = signed_colours(np.sign(weights), 1.0, palette)
        colours[:, 3] = np.repeat(emphasis.edges * (255 * EDGE_OPACITY), self._edge_counts)
        if emphasis.lit:
            colours[list(emphasis.lit), 3] = 255
        width = width_of(weights)
        lit = light.level(_flat(gradients), emphasis.gain) if emphasis.beams else share  # at rest marks are lit, and not whole edges
        if emphasis.beams:
            beams = light.colours(lit, palette).astype(float)
            beams[:, 3] = 255 * np.clip(lit, 0, 1)
            colours = (colours + share[:, None] * (beams - colours)).round().astype(np.uint8)
            width = width + share * (THINNEST + BEAM * np.square(lit) * self._beam * emphasis.slim - width)
        if exact or not self._look_the_same(out, colours, width, emphasis.beams):
            self._look = gradients, look
            out["edges.color"][:], out["edges.width"][:] = colours, width
            self._fill_burning(out, lit, share, palette)

    @staticmethod
    def _look_the_same(out, colours, width, lit):
        """Signs change or do not; light changes a little with every step."""
        shades, seen = (SHADES_SEEN, LIGHT_SEEN) if lit else (0, SEEN)
        return np.abs(colours - out["edges.color"].astype(int)).max() <= shades and np.abs(width - out["edges.width"]).max() < seen

    def _share(self, emphasis):
        """How far each layer's edges are in the light of their gradients, as bright and wide as |∂L/∂w|; there the weights show no more."""
        share = emphasis.gradients * emphasis.beams
        if self._edges > MANY:
            share = np.round(share * THIRDS) / THIRDS  # each step paints all edges anew
        return share

    def _fill_burning(self, out, lit, share, palette):
        """Where light is above 1 an edge has two more strokes, one on the other, so that it stays apart from the next.

        At night the light in a dark casing; on paper a white core in the light.
        """
        colours, widths = out["burning.color"].reshape(-1, 2, 4), out["burning.width"].reshape(-1, 2)
        colours.fill(0)
        burn = np.flatnonzero((lit * (share > 0))[: self._burning] > 1)
        light_itself, width = out["edges.color"][burn], out["edges.width"][burn]
        card = np.column_stack([np.tile(rgb(palette.card), (len(burn), 1)), 255 * share[burn]])
        colours[burn, 0], colours[burn, 1] = (card, light_itself) if palette is DARK else (light_itself, card)
        widths[burn, 0], widths[burn, 1] = (width + CASING, width) if palette is DARK else (width, width * light.cores(lit[burn], palette))

    def _fill_gradients(self, out, gradients, emphasis, palette):
        """A chevron of two arms on an edge, its tip to the source, as large and bright as the light of |∂L/∂w|."""
        if emphasis.beams or not emphasis.gradients.any():
            out["gradients.color"].fill(0)
            return
        chosen, strongest = self._most_marked(gradients)
        lit = light.level(strongest, emphasis.gain)
        visible = np.repeat(emphasis.gradients, self._edge_counts)[chosen]
        tips, arms = ({axis: values[axis][..., chosen] for axis in "xy"} for values in (self.geometry.marks, self.geometry.chevrons))
        self._fill_marks(out, tips, arms, lit, light.colours(lit, palette)[:, :3], visible)

    def _fill_steps(self, out, change, emphasis, palette):
        """A chevron in the same place, upwards where the weight grows and downwards where it falls, as large as the light of |Δw| would be."""
        chosen, largest = self._most_marked(change)
        lit = light.level(largest, emphasis.gain)
        up, arm = np.sign(largest), self.geometry.largest_mark * np.square(lit)
        arms = {"x": np.outer((1.0, -1.0), np.full(len(chosen), sin(OPENING))), "y": np.outer((1.0, 1.0), -up * cos(OPENING))}
        tips = {"x": self.geometry.marks["x"][chosen], "y": self.geometry.marks["y"][chosen] + up * arm * cos(OPENING) / 2}
        self._fill_marks(out, tips, arms, lit, rgb(palette.check), np.full(len(chosen), emphasis.steps))

    def _fill_marks(self, out, tips, arms, lit, colour, visible):
        """Chevrons from their `tips` along both `arms` (unit vectors, 2 × marks), as large as levels of light, visible from 0 to 1."""
        arm = self.geometry.largest_mark * np.square(lit)
        for axis in "xy":
            out[f"gradients.{axis}0"][:] = np.tile(tips[axis], 2)
            out[f"gradients.{axis}1"][:] = (tips[axis] + arm * arms[axis]).ravel()
        colours = out["gradients.color"]
        colours[:, :3] = np.tile(colour, (2, 1)) if np.ndim(colour) > 1 else colour
        colours[:, 3] = np.tile(255 * visible * (arm >= SMALLEST_MARK), 2)
        colours[colours[:, 3] == 0] = 0  # of no colour at all: nothing is drawn, instead of something that cannot be seen

    def _most_marked(self, layers: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Which edges (marks,) have room for a mark, and their values: of each weight layer the MOST_MARKS of the largest, or all.

        While a pass is told these are the same lists again and again.
        """
        if layers is not self._marked_of:
            ends = np.cumsum(self._edge_counts)
            chosen = np.concatenate([end - layer.size + _largest(np.abs(layer.ravel())) for end, layer in zip(ends, layers, strict=True)])
            self._marked_of, self._marked = layers, (chosen, _flat(layers)[chosen])
        return self._marked

    def _fill_units(self, out, activations, emphasis, palette):
        """A unit's border is its activation; where something is computed it is thicker, but not over a lamp that is to be seen."""
        sizes = self.geometry.sizes[:-1]
        computed = np.repeat((np.arange(len(sizes)) == emphasis.computed) & (not emphasis.beams), sizes)
        out["units.color"][:] = signed_colours(np.concatenate(activations) * np.repeat(emphasis.signals, sizes), 1.0, palette)
        out["units.alpha"][:] = np.repeat(emphasis.units, sizes)
        out["units.width"][:] = np.where(computed, COMPUTED_RING, RING)

    def _fill_lamps(self, out, lamps, palette):
        """Under its border a unit is outlined by the light of its error; inputs have none. No light at all is what 10⁻⁸ is: dark."""
        inputs = self.geometry.sizes[0]
        levels = np.concatenate([np.zeros(inputs), lamps])
        out["units.glow"][:] = light.colours(levels, palette)
        out["units.glow"][:inputs, :3] = rgb(palette.hairline)
        halo = UNLIT + (LIT - UNLIT) * np.square(levels) * self.geometry.unit_side / LARGEST_UNIT
        cores = light.cores(levels, palette)
        out["units.halo"][:], out["units.core"][:] = halo, (cores > 0) * (RING + cores * (halo - RING))


def are_marked(network, steps: np.ndarray, gain: float = 1.0) -> bool:
    """Whether any step of a weight, of such of all parameters (n,), is large enough to have a mark."""
    largest = max(np.abs(layer[:-1]).max() for layer in network.as_layers(steps))
    return bool(Geometry(network.sizes).largest_mark * light.level(largest, gain) ** 2 >= SMALLEST_MARK)


def width_of(weights: np.ndarray) -> np.ndarray:
    """Pixels of width of edges with such weights."""
    return np.clip(np.abs(weights) * WIDTH_PER_WEIGHT, THINNEST, THICKEST)


def _largest(values: np.ndarray) -> np.ndarray:
    """Where the MOST_MARKS largest values are, in their order; all, if there are no more."""
    if len(values) <= MOST_MARKS:
        return np.arange(len(values))
    return np.sort(np.argpartition(values, -MOST_MARKS)[-MOST_MARKS:])


def _flat(layers) -> np.ndarray:
    return np.concatenate([np.ravel(layer) for layer in layers])
