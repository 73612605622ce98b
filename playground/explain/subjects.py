"""What a learner can point at in the picture, and its short name for the page and for addresses.

Everything counts from 1, as the picture does: `Unit(2, 1)` is a⁽²⁾₁, `Edge(2, 3, 1)` is w⁽²⁾₃₁, which
joins unit 3 of layer 1 to unit 1 of layer 2. Layer 0 are the inputs; weights and biases belong to
the layer they lead into, as in the phase `backward/2`. (NumPy counts from 0: `W2[2, 0]`.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product


@dataclass(frozen=True)
class Unit:
    """A unit: `unit/2/1`. Layer 0: an input; the last layer: the output."""

    layer: int
    index: int

    def __str__(self):
        return f"unit/{self.layer}/{self.index}"


@dataclass(frozen=True)
class Edge:
    """A weight: `edge/2/3/1`, into layer 2, from unit 3 to unit 1."""

    layer: int
    source: int
    target: int

    def __str__(self):
        return f"edge/{self.layer}/{self.source}/{self.target}"


@dataclass(frozen=True)
class Bias:
    """A unit's bias: `bias/2/1`."""

    layer: int
    index: int

    def __str__(self):
        return f"bias/{self.layer}/{self.index}"


@dataclass(frozen=True)
class Loss:
    """The loss: `loss`."""

    def __str__(self):
        return "loss"


Subject = Unit | Edge | Bias | Loss
_KINDS = {"unit": (Unit, 2), "edge": (Edge, 3), "bias": (Bias, 2), "loss": (Loss, 0)}  # with how many numbers follow
_FORMS = "unit/LAYER/INDEX, edge/LAYER/SOURCE/TARGET, bias/LAYER/INDEX, loss"


def parse(text: str, sizes: Sequence[int]) -> Subject:
    """The subject of a name, in a network with so many units per layer (inputs first); ValueError says what is allowed."""
    kind, *numbers = text.split("/")
    known, count = _KINDS.get(kind, (None, 0))
    if known is None or len(numbers) != count or not all(n.isascii() and n.isdigit() and len(n) < 4 for n in numbers):
        raise ValueError(f"{text!r} names nothing in the picture; allowed: {_FORMS}")
    subject = known(*map(int, numbers))
    check(subject, sizes)
    return subject


def check(subject: Subject, sizes: Sequence[int]) -> None:
    """ValueError, with what is allowed, where a subject lies outside a network with so many units per layer."""
    if isinstance(subject, Loss):
        return
    lowest, highest = 0 if isinstance(subject, Unit) else 1, len(sizes) - 1
    if not lowest <= subject.layer <= highest:
        raise ValueError(f"{subject}: layers go from {lowest} to {highest}")
    ends = {"index": 0} if not isinstance(subject, Edge) else {"source": -1, "target": 0}
    for name, offset in ends.items():
        units = sizes[subject.layer + offset]
        if not 1 <= getattr(subject, name) <= units:
            raise ValueError(f"{subject}: {name} goes from 1 to {units}")


def entry(of: Edge | Bias) -> tuple[int, tuple[int, int]]:
    """Where NumPy has a weight or a bias: the number k of its layer and its row and column in `Network.layers[k]`."""
    if isinstance(of, Edge):
        return of.layer - 1, (of.source - 1, of.target - 1)
    return of.layer - 1, (-1, of.index - 1)


def subjects(sizes: Sequence[int]) -> Iterator[Subject]:
    """All that can be pointed at: units from the inputs on, then edges, biases, the loss."""
    yield from (Unit(layer, j + 1) for layer, units in enumerate(sizes) for j in range(units))
    for layer, (before, after) in enumerate(pairwise(sizes), start=1):
        yield from (Edge(layer, i + 1, j + 1) for i, j in product(range(before), range(after)))
    yield from (Bias(layer, j + 1) for layer, units in enumerate(sizes) if layer for j in range(units))
    yield Loss()
