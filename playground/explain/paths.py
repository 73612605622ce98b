"""The chain rule made visible: every way from a weight or a bias to the loss, each a product of factors.

A way leads from unit to unit. Crossing a unit costs its slope f′(z), going on the weight to the
next; the loss's own derivative ends it. The gradient is the sum over all ways.
"""

from itertools import pairwise, product
from math import prod

import numpy as np

from playground.config import Config
from playground.engine import Network
from playground.explain import code
from playground.explain.functions import helpers
from playground.explain.line import Line, Rest, Term, Text
from playground.explain.numbers import Numbers
from playground.explain.subjects import Bias, Edge, check
from playground.trace import Trace

FEW = 16  # ways that are all written out


def path(network: Network, trace: Trace, config: Config, subject: Edge | Bias, strongest: int = 3) -> Line:
    """The gradient of a weight or bias as a sum over its ways to the loss.

    Up to FEW ways are all terms of the line; of more, the `strongest` by |product|, the others in
    `rest`, and the title says which share of Σ|product| over all ways they carry. ValueError where
    the subject lies outside the network or is neither edge nor bias.
    """
    if not isinstance(subject, (Edge, Bias)):
        raise ValueError(f"{subject}: only a weight or a bias has a path to the loss")
    check(subject, network.sizes)
    numbers = Numbers(network, trace, config)
    with np.errstate(all="ignore"):
        return _line(numbers, subject, strongest)


def _line(numbers: Numbers, of: Edge | Bias, strongest: int) -> Line:
    start, sizes = of.target if isinstance(of, Edge) else of.index, numbers.network.sizes
    count, gradient = prod(sizes[of.layer + 1 :]), numbers.gradient(of)
    if count <= FEW:
        routes = [(start, *others) for others in product(*(range(1, size + 1) for size in sizes[of.layer + 1 :]))]
        title = Text("explain.path.all", {"count": count})
    else:
        routes, share = _strongest(numbers, of.layer, start, strongest)
        title = Text("explain.path.strongest", {"count": count, "shown": len(routes), "share": share})
        title = title if share else Text("explain.path.closed", {"count": count})
    terms = tuple(_term(numbers, of, route) for route in routes)
    rest = Rest(count - len(terms), gradient.value - sum(term.value for term in terms)) if count > len(terms) else None
    one = code.path(numbers, of)
    return Line("backward", title, gradient.symbol, gradient.value, terms, rest, numpy=one, helpers=helpers(one))


def _term(numbers: Numbers, of: Edge | Bias, route: tuple[int, ...]) -> Term:
    """The product along the units of a route, one in each layer from the parameter's own to the output's."""
    factors = [numbers.a(of.layer - 1, of.source)] if isinstance(of, Edge) else []
    for layer, (unit, following) in enumerate(pairwise(route), start=of.layer):
        factors += [numbers.slope(layer, unit), numbers.weight(layer + 1, unit, following)]
    if numbers.slope_cancels:
        return Term((*factors, numbers.delta(numbers.last, 1)))
    return Term((*factors, numbers.slope(numbers.last, 1), numbers.da(numbers.last, 1)))


def _strongest(numbers: Numbers, layer: int, start: int, most: int) -> tuple[list[tuple[int, ...]], float]:
    """(the routes with the largest |product|, their share of Σ|product| over all; 0 where nothing flows or is finite)."""
    best, total, choices = np.abs(numbers.trace.dz[-1])[:, None], np.abs(numbers.trace.dz[-1]), []
    for k in range(numbers.last - 1, layer - 1, -1):  # layer k + 1 is done; now layer k
        steps = np.abs(numbers.function(k).slope(numbers.trace.z[k - 1]))[:, None] * np.abs(numbers.network.weights[k])
        total = steps @ total
        ways = (steps[:, :, None] * best).reshape(len(steps), -1)  # column: next unit × (its ways) + which of them
        order = np.argsort(-ways, axis=1, kind="stable")[:, :most]
        choices.append((order, best.shape[1]))
        best = np.take_along_axis(ways, order, axis=1)
    carried, flow = best[start - 1].sum(), total[start - 1]
    share = float(carried / flow) if flow > 0 and np.isfinite(flow) else 0.0
    return [_route(choices, start, rank) for rank in range(best.shape[1])], share


def _route(choices: list, unit: int, rank: int) -> tuple[int, ...]:
    """The units of the way of some rank from a unit on; `choices` from the output's side, as they were made."""
    route = [unit]
    for order, ways in reversed(choices):
        following, rank = divmod(int(order[route[-1] - 1, rank]), ways)
        route.append(following + 1)
    return tuple(route)
