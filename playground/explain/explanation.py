"""What stands behind a number of the picture: from a pass and a subject to its lines."""

from dataclasses import replace

import numpy as np

from playground.config import Config
from playground.engine import Network
from playground.explain.line import Line, Text
from playground.explain.numbers import Numbers, feature_symbol
from playground.explain.parameters import bias_lines, edge_lines
from playground.explain.subjects import Bias, Edge, Loss, Subject, Unit, check
from playground.explain.units import input_lines, loss_lines, unit_lines
from playground.trace import Trace


def explain(network: Network, trace: Trace, config: Config, subject: Subject, checks: bool = True) -> tuple[Line, ...]:
    """The lines behind a subject, in the order in which a pass computes them.

    trace: one sample's pass through this network as it is now. `checks=False` leaves out the
    finite differences, which cost a few short passes for each derivative. ValueError where the
    subject lies outside the network.
    """
    check(subject, network.sizes)
    numbers = Numbers(network, trace, config)
    with np.errstate(all="ignore"):
        lines = _lines_of(numbers, subject)
        return tuple(replace(line, check=find()) if checks and find else line for line, find in lines)


def _lines_of(numbers: Numbers, subject: Subject):
    """(line, function that checks it or None), one after the other."""
    match subject:
        case Unit(0, index):
            return input_lines(numbers, index)
        case Unit():
            return unit_lines(numbers, subject)
        case Edge():
            return edge_lines(numbers, subject)
        case Bias():
            return bias_lines(numbers, subject)
        case Loss():
            return loss_lines(numbers)


def heading(config: Config, subject: Subject) -> Text:
    """What a subject is, in words."""
    match subject:
        case Unit(0, index):
            return Text("explain.subject.input", {"name": str(feature_symbol(config.features[index - 1]))})
        case Unit(layer, index):
            key = "explain.subject.output" if layer > len(config.hidden) else "explain.subject.unit"
            return Text(key, {"layer": layer, "index": index})
        case Edge(layer, source, target):
            return Text("explain.subject.edge", {"layer": layer, "source": source, "target": target})
        case Bias(layer, index):
            return Text("explain.subject.bias", {"layer": layer, "index": index})
        case Loss():
            return Text("explain.subject.loss")
