"""All numbers of one sample's passes in the order in which they are computed, to be gone through one by one."""

from collections.abc import Iterator, Sequence
from itertools import product

from playground.explain import Bias, Edge, Loss, Subject, Unit

Term = tuple[Subject, str]  # what is in hand, and the phase that computes something of it


def terms(sizes: Sequence[int]) -> Iterator[Term]:
    """Inputs, each layer's z and then a, the loss; back: each layer's ∂L/∂a, then δ, then ∂L/∂W and ∂L/∂b."""
    layers = range(1, len(sizes))
    yield from _units(sizes, 0, "input")
    for layer in layers:
        yield from _units(sizes, layer, f"forward/{layer}/z")
        yield from _units(sizes, layer, f"forward/{layer}/a")
    yield Loss(), "loss"
    for layer in reversed(layers):
        yield from _units(sizes, layer, f"backward/{layer}/a")
        yield from _units(sizes, layer, f"backward/{layer}/z")
        for source, target in product(range(sizes[layer - 1]), range(sizes[layer])):
            yield Edge(layer, source + 1, target + 1), f"backward/{layer}"
        yield from ((Bias(layer, unit.index), phase) for unit, phase in _units(sizes, layer, f"backward/{layer}"))


def _units(sizes: Sequence[int], layer: int, phase: str) -> Iterator[Term]:
    yield from ((Unit(layer, index), phase) for index in range(1, sizes[layer] + 1))
