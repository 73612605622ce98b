"""What happens in each phase of a pass, in one sentence whose numbers and claims follow from the pass itself."""

from collections.abc import Callable
from functools import partial

import numpy as np

from playground.engine.propagation import norm
from playground.explain.digits import plain
from playground.frames.network import are_marked
from playground.trace import Phase
from playground.views.brightness import gain

Say = Callable[..., str]
SHRINKS = 0.25  # of its norm; less than that getting through a layer's slopes is called shrinking
SAME = 10.0  # factor within which the light comes through all layers
FLAT = 0.05  # of the activation's greatest slope; a unit with less is called flat


def tell(session, say: Say, phase: str | None = None) -> str:
    """The sentence of a phase: that in view, or another one of the same pass."""
    return _Telling(session, say).sentence(Phase.of(phase or session.phase))


def tell_light(session, say: Say) -> str:
    """What has become of the light of the error on its way back through the hidden layers."""
    *hidden, _ = session.passing()[1].da
    first, last, layers = norm(hidden[0]), norm(hidden[-1]), len(hidden)
    if not first:
        return say("now.lit.nothing")
    key = "now.lit.fades" if first * SAME < last else "now.lit.grows" if first > last * SAME else "now.lit.stays"
    return say(key, layers=layers, first=plain(first, session.config.digits), last=plain(last, session.config.digits))


class _Telling:
    """One sentence about one pass; numbers with as many digits as the config asks for."""

    def __init__(self, session, say: Say):
        self._session, self._say = session, say
        self._network, self._trace = session.passing()
        self._last = len(self._network.weights)

    def sentence(self, phase: Phase) -> str:
        tellers = {
            "input": self._input, "forward/z": self._sum, "forward/a": self._activation, "loss": self._loss,
            "backward/a": self._sensitivity, "backward/z": self._delta, "backward/W": self._gradient, "update": self._update,
        }  # fmt: skip
        teller = tellers["/".join(filter(None, (phase.direction, phase.part)))]
        return teller(phase.layer) if phase.layer else teller()

    def _number(self, value: float) -> str:
        return plain(value, self._session.config.digits)

    def _numbers(self, **values: float) -> dict[str, str]:
        return {name: self._number(value) for name, value in values.items()}

    # -- forward -------------------------------------------------------------------------------

    def _input(self) -> str:
        x1, x2 = self._trace.x
        return self._say("now.input", **self._numbers(x1=x1, x2=x2))

    def _sum(self, layer: int) -> str:
        z, say = self._trace.z[layer - 1], partial(self._say, layer=layer)
        if len(z) == 1:
            return say("now.forward.z.one", **self._numbers(z=z[0], b=self._network.biases[layer - 1][0]))
        return say("now.forward.z", **self._numbers(lowest=z.min(), highest=z.max()))

    def _activation(self, layer: int) -> str:
        activation = self._network.activations[layer - 1]
        slopes, a = self._slopes(layer), self._trace.a[layer - 1]
        say = partial(self._say, layer=layer, activation=activation.name)
        if layer == self._last:
            return say("now.output", **self._numbers(output=a[0], slope=slopes[0]))
        flat = int(np.sum(np.abs(slopes) < FLAT * activation.greatest_slope))
        if flat:
            return say("now.forward.a.flat", count=flat, units=len(a))
        return say("now.forward.a", **self._numbers(slope=np.abs(slopes).mean()))

    def _loss(self) -> str:
        trace = self._trace
        return self._say("now.loss", **self._numbers(output=trace.output, target=trace.y, loss=trace.loss))

    # -- backward ------------------------------------------------------------------------------

    def _sensitivity(self, layer: int) -> str:
        da = self._trace.da[layer - 1]
        if layer < self._last:
            return self._say("now.backward.a", layer=layer, **self._numbers(norm=norm(da)))
        values = self._numbers(slope=da[0], output=self._trace.output)
        if not da[0]:
            return self._say("now.backward.output.best", **values)
        return self._say("now.backward.output.lower" if da[0] > 0 else "now.backward.output.higher", **values)

    def _delta(self, layer: int) -> str:
        arrived, left = norm(self._trace.da[layer - 1]), norm(self._trace.dz[layer - 1])
        say = partial(self._say, layer=layer, **self._numbers(delta=left))
        if layer == self._last and self._session.training.loss.of_logits:
            return say("now.backward.z.cancels")
        if not arrived:
            return say("now.backward.z.silent")
        if not left:
            return say("now.backward.z.blocked")
        share = self._number(left / arrived)
        if share == self._number(1.0):
            return say("now.backward.z.all")
        return say("now.backward.z.shrinks" if left < SHRINKS * arrived else "now.backward.z", share=share)

    def _gradient(self, layer: int) -> str:
        return self._say("now.backward.W", layer=layer, **self._numbers(norm=norm(self._trace.dW[layer - 1])))

    # -- the step ------------------------------------------------------------------------------

    def _update(self) -> str:
        rate = self._number(self._session.config.lr)
        if self._session.walk.before:
            return self._say("now.update.made", lr=rate)
        session = self._session
        steps = session.updated() - self._network.parameters
        change, marked = np.abs(steps).max(), session.tutor.lights and are_marked(self._network, steps, gain(session))
        numbers = self._numbers(change=change, before=self._trace.loss, after=session.outcome().loss)
        return self._say("now.update.steps" if marked else "now.update", lr=rate, **numbers)

    def _slopes(self, layer: int) -> np.ndarray:
        return self._network.activations[layer - 1].slope(self._trace.z[layer - 1])
