"""The numbers of one pass as factors, each with its symbol, its colour's role and its place in the picture."""

from dataclasses import dataclass

from playground.config import Config
from playground.engine import LOSSES, Network
from playground.explain.line import Factor
from playground.explain.subjects import Bias, Edge, Unit
from playground.explain.symbols import OUTPUT, PENALTY_RATE, RATE, TARGET, Feature, Letter, Partial, Slope, Symbol
from playground.trace import Trace


@dataclass(frozen=True)
class Numbers:
    """A network, one sample's Trace through it, and the Config they belong to. Layers and units count from 1."""

    network: Network
    trace: Trace
    config: Config

    @property
    def last(self) -> int:
        """The output's layer."""
        return len(self.network.weights)

    @property
    def loss(self):
        """The loss's record."""
        return LOSSES[self.config.loss_name]

    @property
    def slope_cancels(self) -> bool:
        """Whether the loss and the output's activation make δ = ŷ − y together, so that f′ is not needed."""
        return self.loss.of_logits

    def function(self, layer: int):
        """The activation's record of a layer."""
        return self.network.activations[layer - 1]

    def incoming(self, layer: int):
        """What enters a layer's weights, (units of the layer before,)."""
        return self.trace.a[layer - 2] if layer > 1 else self.trace.inputs

    def weight(self, layer: int, source: int, target: int) -> Factor:
        """w⁽²⁾₃₁"""
        value = self.network.weights[layer - 1][source - 1][target - 1]
        edge = Edge(layer, source, target)
        return Factor(float(value), Letter("w", layer, (source, target)), "weight", edge)

    def bias(self, layer: int, index: int) -> Factor:
        """b⁽²⁾₁"""
        value = self.network.biases[layer - 1][index - 1]
        return Factor(float(value), Letter("b", layer, (index,)), "bias", Bias(layer, index))

    def a(self, layer: int, index: int) -> Factor:
        """An activation, or for layer 0 an input."""
        unit = Unit(layer, index)
        if layer == 0:
            return Factor(float(self.trace.inputs[index - 1]), self.input_symbol(index), "input", unit)
        return Factor(float(self.trace.a[layer - 1][index - 1]), a_symbol(unit), "activation", unit)

    def input_symbol(self, index: int) -> Symbol:
        """x₁, or what the feature is made of."""
        return feature_symbol(self.config.features[index - 1])

    def z(self, layer: int, index: int) -> Factor:
        """z⁽²⁾₁"""
        value = self.trace.z[layer - 1][index - 1]
        unit = Unit(layer, index)
        return Factor(float(value), z_symbol(unit), "preactivation", unit)

    def slope(self, layer: int, index: int) -> Factor:
        """f′(z⁽²⁾₁)"""
        unit = Unit(layer, index)
        value = self.function(layer).slope(self.trace.z[layer - 1][index - 1 : index])[0]
        return Factor(float(value), Slope(z_symbol(unit)), "slope", unit)

    def da(self, layer: int, index: int) -> Factor:
        """∂L/∂a⁽²⁾₁, for the output ∂L/∂ŷ"""
        value = self.trace.da[layer - 1][index - 1]
        unit = Unit(layer, index)
        of = OUTPUT if layer == self.last else a_symbol(unit)
        return Factor(float(value), Partial(of), "gradient", unit)

    def delta(self, layer: int, index: int) -> Factor:
        """δ⁽²⁾₁ = ∂L/∂z⁽²⁾₁"""
        value = self.trace.dz[layer - 1][index - 1]
        return Factor(float(value), Letter("δ", layer, (index,)), "gradient", Unit(layer, index))

    def gradient(self, of: Edge | Bias) -> Factor:
        """∂L/∂w or ∂L/∂b."""
        if isinstance(of, Edge):
            value = self.trace.dW[of.layer - 1][of.source - 1][of.target - 1]
        else:
            value = self.trace.db[of.layer - 1][of.index - 1]
        return Factor(float(value), Partial(self.parameter(of).symbol), "gradient", of)

    def parameter(self, of: Edge | Bias) -> Factor:
        """The weight or the bias itself."""
        if isinstance(of, Edge):
            return self.weight(of.layer, of.source, of.target)
        return self.bias(of.layer, of.index)

    def output(self) -> Factor:
        """ŷ"""
        return Factor(self.trace.output, OUTPUT, "activation", Unit(self.last, 1))

    def target(self) -> Factor:
        """y"""
        return Factor(self.trace.y, TARGET, "target")

    def rate(self) -> Factor:
        """η, the learning rate"""
        return Factor(self.config.lr, RATE, "rate")

    def penalty_rate(self) -> Factor:
        """λ, the regulariser's rate"""
        return Factor(self.config.rate, PENALTY_RATE, "rate")


def a_symbol(unit: Unit) -> Letter:
    """a⁽²⁾₁"""
    return Letter("a", unit.layer, (unit.index,))


def z_symbol(unit: Unit) -> Letter:
    """z⁽²⁾₁"""
    return Letter("z", unit.layer, (unit.index,))


def feature_symbol(name: str) -> Symbol:
    """x₁ for "x1", a Feature for what is made of it."""
    return Letter("x", None, (int(name[1:]),)) if name in ("x1", "x2") else Feature(name)
