"""The numbers of one sample's passes as a student works them out by hand, with what comes of the likely mistakes."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from playground.explain import Bias, Edge, Letter, Loss, Subject, Symbol, Unit
from playground.explain.line import Factor
from playground.explain.numbers import Numbers
from playground.explain.symbols import LOSS, OUTPUT

SLIPS = (
    "bias", "function", "root", "half", "sign", "loss", "activation", "other", "slope", "weight", "preactivation", "incoming", "wrong",
)  # fmt: skip
CLOSE = 0.02  # relative: what is worked out with three digits is right
NEAR = 5e-4  # … and absolute


@dataclass(frozen=True)
class Quantity:
    """A number to work out. `name`: what the page's field is called; `slips`: {mistake: what one gets by it}.

    The mistakes: "bias" forgotten, activation "function" forgotten, "root" (error not squared), "half" (the 2 forgotten),
    "sign" turned round, "loss" itself, "activation" taken for f′(z), slope of the "other" function, f′ ("slope") forgotten,
    "weight" onward forgotten, "preactivation" taken for a, "incoming" activation or input forgotten.
    """

    name: str
    symbol: Symbol
    value: float
    subject: Subject
    slips: Mapping[str, float] = field(default_factory=dict)

    def judged(self, given: float) -> str:
        """ "right", the mistake that gives this number, or "wrong"."""
        if _close(given, self.value):
            return "right"
        return next((name for name, value in self.slips.items() if _close(given, value)), "wrong")


def _close(given: float, value: float) -> bool:
    return abs(given - value) <= max(CLOSE * abs(value), NEAR)


def quantities(n: Numbers) -> Iterator[Quantity]:
    """Forward and backward, in the order in which they are computed."""
    layers, sizes = range(1, n.last + 1), n.network.sizes
    for layer in layers:
        yield from (preactivation(n, layer, unit) for unit in range(1, sizes[layer] + 1))
        yield from (activation(n, layer, unit) for unit in range(1, sizes[layer] + 1))
    yield loss(n)
    yield error(n)
    for layer in reversed(layers):
        yield from (slope(n, layer, unit) for unit in range(1, sizes[layer] + 1))
        yield from (delta(n, layer, unit) for unit in range(1, sizes[layer] + 1))
        edges = (Edge(layer, source, unit) for source in range(1, sizes[layer - 1] + 1) for unit in range(1, sizes[layer] + 1))
        yield from (gradient(n, edge) for edge in edges)
        yield from (gradient(n, Bias(layer, unit)) for unit in range(1, sizes[layer] + 1))


# -- forward ---------------------------------------------------------------------------------------


def preactivation(n: Numbers, layer: int, unit: int) -> Quantity:
    z = n.z(layer, unit)
    return _quantity(f"z/{layer}/{unit}", z, {"bias": z.value - n.bias(layer, unit).value})


def activation(n: Numbers, layer: int, unit: int) -> Quantity:
    a = n.output() if layer == n.last else n.a(layer, unit)
    return _quantity(f"a/{layer}/{unit}", a, {"function": n.z(layer, unit).value})


def loss(n: Numbers) -> Quantity:
    apart = n.trace.output - n.trace.y
    slips = {"root": apart, "half": n.trace.loss / 2} if n.config.loss_name == "mse" else {}
    return _quantity("loss", Factor(n.trace.loss, LOSS, subject=Loss()), slips)


# -- backward --------------------------------------------------------------------------------------


def error(n: Numbers) -> Quantity:
    """∂L/∂ŷ"""
    factor = n.da(n.last, 1)
    return _quantity("error", factor, {**_of_the_loss(n, factor.value), "loss": n.trace.loss})


def slope(n: Numbers, layer: int, unit: int) -> Quantity:
    """f′(z)"""
    a = n.a(layer, unit).value
    others = {"sigmoid": 1 - a * a, "tanh": a * (1 - a)}
    other = others.get(n.function(layer).name)
    slips = {"activation": a} | ({} if other is None else {"other": other})
    return _quantity(f"slope/{layer}/{unit}", n.slope(layer, unit), slips)


def delta(n: Numbers, layer: int, unit: int) -> Quantity:
    """δ = ∂L/∂z"""
    factor = n.delta(layer, unit)
    return _quantity(f"delta/{layer}/{unit}", factor, _of_the_way_back(n, layer, unit) | _of_the_loss(n, factor.value))


def gradient(n: Numbers, of: Edge | Bias) -> Quantity:
    """∂L/∂w or ∂L/∂b"""
    factor, slips = n.gradient(of), {}
    if isinstance(of, Bias):
        slips = _of_the_way_back(n, of.layer, of.index)
    else:
        before, source, back = of.layer - 1, of.source, n.delta(of.layer, of.target).value
        incoming = n.a(before, source).value
        slips = {"incoming": back, **({"preactivation": n.z(before, source).value * back} if before else {})}
        slips |= {name: incoming * value for name, value in _of_the_way_back(n, of.layer, of.target).items()}
    return _quantity(f"gradient/{of}", factor, slips | _of_the_loss(n, factor.value))


def _of_the_loss(n: Numbers, right: float) -> dict[str, float]:
    """Mistakes at the beginning of the way back, which every number on it inherits."""
    return {"sign": -right} | ({"half": right / 2} if n.config.loss_name == "mse" else {})


def _of_the_way_back(n: Numbers, layer: int, unit: int) -> dict[str, float]:
    """Mistakes on the way back into a unit."""
    back, slope = n.da(layer, unit).value, n.slope(layer, unit).value
    slips = {"weight": float(n.trace.dz[layer].sum()) * slope} if layer < n.last else {}
    if n.function(layer).name != "identity":
        slips |= {"slope": back, "activation": back * n.a(layer, unit).value}
    return slips


def _quantity(name: str, factor: Factor, slips: Mapping[str, float]) -> Quantity:
    told_apart = {slip: float(value) for slip, value in slips.items() if math.isfinite(value) and not _close(value, factor.value)}
    return Quantity(name, factor.symbol, factor.value, factor.subject, told_apart)


# -- one weight's whole path -----------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """One link of the chain: ∂`of`/∂`by` is `factor`; a factor without symbol is a plain number."""

    of: Letter
    by: Letter
    factor: Factor


def links(n: Numbers, of: Edge | Bias) -> tuple[Link, ...]:
    """The chain from a weight or bias to the loss, in a network with one hidden layer and one output, where there is only one."""
    unit = Unit(of.layer, of.target if isinstance(of, Edge) else of.index)
    incoming = n.a(of.layer - 1, of.source) if isinstance(of, Edge) else Factor(1.0)
    chain = [(n.parameter(of), incoming), (n.z(unit.layer, unit.index), n.slope(unit.layer, unit.index))]
    if unit.layer < n.last:
        chain.append((n.a(unit.layer, unit.index), n.weight(n.last, unit.index, 1)))
        chain.append((n.z(n.last, 1), n.slope(n.last, 1)))
    chain.append((n.output(), n.da(n.last, 1)))
    names = [factor.symbol for factor, _ in chain]
    names[-1:] = [OUTPUT, LOSS]
    return tuple(Link(after, by, factor) for (_, factor), by, after in zip(chain, names, names[1:], strict=False))
