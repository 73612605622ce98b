"""How the gradient flows, in words: what is the matter with each layer and with the network, from absolute numbers.

A ratio between layers is not enough: in a network of ten tanh layers with tiny weights every ‖∂L/∂W‖ is about 1e-7
and their ratio 1. So each layer is held against the error at the output, which it is to learn from:

    signal of a layer = ‖∂L/∂W‖ of single samples / ∂L/∂ŷ of single samples   (root mean squares, see Diagnosis)

Single samples, because their sum is 0 at any minimum, where nothing is the matter. What a signal of 1 means follows
from the inputs and targets being of order 1: the layer hears of the error as the only layer of a network would. Over
all activations, data sets and depths, networks that learn have signals between 0.01 and 100.

What a regulariser does is not the network's fault and is called by its name: weights that it has shrunk until a layer hears
nothing of the error any more ("held"), weights that it pulls at much harder than the data do ("ruled"), weights that its own
steps toss about ("tossed"), and weights that they throw ever farther past 0 ("thrown").
"""

import math
from dataclasses import dataclass

from playground.engine import Network
from playground.engine.diagnostics import Diagnosis

WORDS = ("thrown", "exploding", "astray", "held", "tossed", "vanishing", "ruled", "dead", "saturated", "healthy")  # the gravest first

FAINT = 1e-3  # signal: at a rate of 1, a thousand steps for what the error asks for at once
LOUD = 1e3  # signal: at a rate of 0.001, one step overturns the layer
OWN_FAULT = 2.0  # targets lie within ±1: an error greater than this comes from exploding activations, and is no yardstick
SOLVED = 1e-3  # error below which nothing needs to be learned, and a faint signal is no complaint
ASTRAY = 20.0  # error: no start that learns well is half as far from its targets
RULED = 10.0  # times the pull of the data; where both balance, as in every good fit, it is 1
TOSSED = 0.5  # lengths of the weights that a regulariser moves them in a step: hardly anything learned stays for the next
MOSTLY_DEAD = 1 / 2  # share of a layer's units; deep ReLU networks that learn well have a few dead ones from the start
MOSTLY_FLAT = 2 / 3  # share of (unit, sample) pairs; trained networks that work well have up to a half
FAR = 30.0  # where a squashing function is flat on either side


@dataclass(frozen=True)
class Verdict:
    """`layers`: for each weight layer its words, gravest first, ("healthy",) if there is nothing; `signals`: see above, held
    against the `yardstick`, which is the error or OWN_FAULT, whichever is less."""

    layers: tuple[tuple[str, ...], ...]
    signals: tuple[float, ...]
    yardstick: float

    @property
    def net(self) -> tuple[str, ...]:
        """The words of the whole network: every complaint of some layer, or "healthy"."""
        complaints = tuple(word for word in WORDS[:-1] if self.where(word))
        return complaints or WORDS[-1:]

    def where(self, word: str) -> tuple[int, ...]:
        """The layers (from 1) that a word is true of."""
        return tuple(k for k, words in enumerate(self.layers, 1) if word in words)


def verdict(diagnosis: Diagnosis, network: Network) -> Verdict:
    """What the numbers of a Diagnosis of this network mean."""
    yardstick = min(diagnosis.error, OWN_FAULT)
    signals = tuple(_signal(norm, yardstick) for norm in diagnosis.sample_norms)
    solved = diagnosis.error < SOLVED
    whole = () if solved else tuple(_of_the_regulariser(signals, diagnosis))
    layers = (_words(k, signal, solved, diagnosis, network, whole) for k, signal in enumerate(signals))
    return Verdict(tuple(words or WORDS[-1:] for words in map(tuple, layers)), signals, yardstick)


def _signal(norm: float, yardstick: float) -> float:
    """Infinite where a number has overflowed."""
    if not (math.isfinite(norm) and math.isfinite(yardstick)):
        return math.inf
    return norm / yardstick if yardstick else 0.0


def _words(k: int, signal: float, solved: bool, diagnosis: Diagnosis, network: Network, whole: tuple[str, ...]):
    is_output = k == len(network.weights) - 1
    faint = signal < FAINT and not solved
    yield from whole
    if signal > LOUD:
        yield "exploding"
    elif is_output and diagnosis.error > ASTRAY:
        yield "astray"
    if faint and not {"thrown", "tossed"} & set(whole):
        yield "held" if _was_loud_enough(k, diagnosis.before) else "vanishing"
    if diagnosis.dead_units[k] > MOSTLY_DEAD * network.sizes[k + 1]:
        yield "dead"
    # on an output's flat parts a classifier is right; where it is wrong, δ vanishes
    if not is_output and _squashes(network.activations[k]) and diagnosis.saturation[k] > MOSTLY_FLAT:
        yield "saturated"


def _of_the_regulariser(signals: tuple[float, ...], diagnosis: Diagnosis):
    """What is true of the whole network."""
    if diagnosis.overshoots:
        yield "thrown"
    elif diagnosis.stride > TOSSED and not diagnosis.before:
        yield "tossed"
    elif min(signals) >= FAINT and _rules(diagnosis):  # where the signal is faint, anything is stronger
        yield "ruled"


def _was_loud_enough(k: int, before: Diagnosis | None) -> bool:
    """Whether the signal was not faint before a regulariser shrank the weights."""
    return before is not None and _signal(before.sample_norms[k], min(before.error, OWN_FAULT)) >= FAINT


def _rules(diagnosis: Diagnosis) -> bool:
    """Whether the regulariser pulls at the weights of every layer much harder than the data do."""
    return all(pull > RULED * norm > 0 for pull, norm in zip(diagnosis.pulls, diagnosis.gradient_norms, strict=True))


def _squashes(activation) -> bool:
    """Whether the function is flat at both ends; a ReLU's one flat side is its nature, and its trouble is called dead."""
    return max(abs(activation.slope([-FAR, FAR]))) < FAINT
