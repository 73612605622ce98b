"""Onto the plane: a column that leaves it, or would be a dot on it, is scaled to fit; so are targets beyond the scale of colours."""

import math
from collections.abc import Sequence

from playground.points.remarks import Remark
from playground.settings import DOMAIN, MAX_POINTS, six_digits

REACH = 5.0  # a column that is scaled goes from −5 to 5, targets from −1 to 1
HIGHEST = 1.2  # targets up to here are left as they are
TINY = 0.01  # what differs by less looks like one point, and less is never drawn by hand


def fitted(values: Sequence[float], name: str) -> tuple[list[float], list[Remark]]:
    """The values of a coordinate with six significant digits, within the plane, and what was done to them."""
    return _scaled(values, name, DOMAIN, REACH, "own.remark.scaled")


def fitted_targets(values: Sequence[float], name: str) -> tuple[list[float], list[Remark]]:
    """The same of the targets of a regression."""
    return _scaled(values, name, HIGHEST, 1.0, "own.remark.scaled_label")


def _scaled(values, name, most, reach, key):
    if not values:
        return [], []
    low, high = min(values), max(values)
    spread = high / 2 - low / 2  # halved first: the difference may overflow
    if max(-low, high) <= most and not 0 < 2 * spread < TINY:
        return [six_digits(value) for value in values], []
    middle = low / 2 + high / 2
    factor = reach / spread if spread else 1.0
    if math.isinf(factor):  # they differ by less than numbers can tell apart
        middle, factor = 0.0, 1.0
    moved = [six_digits(max(-most, min(most, (value - middle) * factor))) for value in values]
    return moved, [Remark(key, {"column": name, "shift": _digits(middle), "factor": _digits(factor)})]


def _digits(number: float) -> str:
    return f"{number:.4g}".replace("-", "−")


def thinned(classes: Sequence[object], most: int = MAX_POINTS) -> list[int]:
    """Which of the rows, told apart by their class, are kept: so many at most, evenly spread, every class with its share."""
    if len(classes) <= most:
        return list(range(len(classes)))
    places: dict[object, list[int]] = {}
    for at, one in enumerate(classes):
        places.setdefault(one, []).append(at)
    kept, left, rows = [], most, len(classes)
    for place in sorted(places.values(), key=len):  # the rarest first: it may need more than its share to be there at all
        share = max(1, round(left * len(place) / rows))
        kept += [place[i * len(place) // share] for i in range(share)]
        left, rows = left - share, rows - len(place)
    return sorted(kept)
