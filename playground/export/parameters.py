"""Weights and biases as others write them, turned into ours: PyTorch's state_dict, lists of NumPy arrays.

Ours join unit i to unit j in `weights[k][i][j]`, as in a·W + b; PyTorch keeps the transpose. As the output is one unit, the shapes
of all layers together tell which way they are written, even where one of them is square.
"""

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from playground.export.tables import Unreadable

OURS, TRANSPOSED = False, True
_OF_PYTORCH = re.compile(r"(?:(?P<layer>.*)\.)?(?P<kind>weight|bias)")
_OF_NUMPY = re.compile(r"(?P<kind>[WwBb])_?(?P<layer>\d+)")
_NUMBERED = re.compile(r"(.*?)(\d+)")
_WRAPPERS = ("state_dict", "model_state_dict", "parameters")


def parameters_in(given, sizes: tuple[int, ...]) -> tuple[list, list] | None:
    """(weights, biases) in JSON, for a network with so many units per layer; None in what holds neither.

    Raises Unreadable with the shapes that were found and those that are needed.
    """
    arrays = _arrays_in(given)
    if arrays is None:
        return None
    weights, biases, likely = arrays
    weights, biases = list(map(_matrix, weights)), list(map(_row, biases))
    chains = {}
    for way in (likely, not likely):
        turned = list(map(_transposed, weights)) if way is TRANSPOSED else weights
        chains[way] = _sizes(turned, biases)
        if chains[way] == sizes:
            return turned, biases
    if not weights:
        raise Unreadable("takeaway.refused.parameters")
    if found := chains[likely] or chains[not likely]:
        raise Unreadable("takeaway.refused.shape", found="-".join(map(str, found)), needed="-".join(map(str, sizes)))
    needed = [f"W {rows}×{columns}, b {columns}" for rows, columns in pairwise(sizes)]
    raise Unreadable("takeaway.refused.shapes", found=_shapes(weights, biases), needed=", ".join(needed))


# -- which arrays are weights, which are biases, and which way the weights are likely to be written --------------


def _arrays_in(given) -> tuple[list, list, bool] | None:
    if isinstance(given, list):
        return _in_list(given)
    if not isinstance(given, dict):
        return None
    given = next((given[name] for name in _WRAPPERS if isinstance(given.get(name), dict)), given)
    if not {"weights", "biases"} & given.keys():
        return _named(given, _OF_PYTORCH, TRANSPOSED) or _named(given, _OF_NUMPY, OURS)
    weights, biases = given.get("weights"), given.get("biases")
    if not (isinstance(weights, list) and isinstance(biases, list)):
        raise Unreadable("takeaway.refused.numbers")
    return weights, biases, OURS


def _named(given: dict, names: re.Pattern, likely: bool) -> tuple[list, list, bool] | None:
    """Layers in the order of their numbers, or else in the order they come in; one without a bias has 0."""
    layers: dict[str, dict] = {}
    for key, value in given.items():
        if name := names.fullmatch(key):
            layers.setdefault(name["layer"] or "", {})[name["kind"][0].lower()] = value
    layers = {layer: arrays for layer, arrays in layers.items() if "w" in arrays}
    numbers = [_NUMBERED.fullmatch(layer) for layer in layers]
    if all(numbers) and len({number[1] for number in numbers}) == 1:
        layers = dict(sorted(layers.items(), key=lambda item: int(_NUMBERED.fullmatch(item[0])[2])))
    weights = [arrays["w"] for arrays in layers.values()]
    return (weights, [arrays.get("b", [0] * len(arrays["w"])) for arrays in layers.values()], likely) if weights else None


def _in_list(given: list) -> tuple[list, list, bool] | None:
    """[W, b, W, b, …], also in pairs, or [[W, W, …], [b, b, …]]."""
    if len(given) == 2 and all(isinstance(part, list) for part in given):
        weights, biases = given
        if len(weights) == len(biases) and all(len(_shape(w) or ()) == 2 for w in weights) and all(len(_shape(b) or ()) == 1 for b in biases):
            return weights, biases, OURS
    arrays = list(_arrays(given))
    weights = [array for array in arrays if len(_shape(array)) == 2]
    biases = [array for array in arrays if len(_shape(array)) < 2]
    if not biases:  # each a row or a column of its own
        weights, biases = arrays[::2], arrays[1::2]
    return (weights, biases, OURS) if weights else None


def _arrays(value: list) -> Iterator:
    for item in value:
        shape = _shape(item)
        if shape is not None and len(shape) <= 2:
            yield item
        elif isinstance(item, list):
            yield from _arrays(item)


# -- arrays, as nested lists of finite numbers --------------------------------------------------------------------


def _shape(value, depth: int = 2) -> tuple[int, ...] | None:
    """() of a number, (n,) of numbers, (n, m) of rows of numbers; None of anything else."""
    if _is_number(value):
        return ()
    if not depth or not isinstance(value, list) or not value:
        return None
    shapes = {_shape(item, depth - 1) for item in value}
    inner = shapes.pop()
    return None if shapes or inner is None else (len(value), *inner)


def _is_number(value) -> bool:
    try:
        return not isinstance(value, (bool, str)) and math.isfinite(value)
    except (TypeError, OverflowError):
        return False


def _matrix(value) -> list[list]:
    if len(_shape(value) or ()) != 2:
        raise Unreadable("takeaway.refused.numbers")
    return value


def _row(value) -> list:
    """A bias for each unit, also where they stand in a row or a column of their own."""
    shape = _shape(value)
    if shape is None or (len(shape) == 2 and 1 not in shape):
        raise Unreadable("takeaway.refused.numbers")
    if len(shape) < 2:
        return value if shape else [value]
    return value[0] if shape[0] == 1 else [row[0] for row in value]


def _transposed(matrix: list[list]) -> list[list]:
    return list(map(list, zip(*matrix, strict=True)))


def _sizes(weights: list[list[list]], biases: list[list]) -> tuple[int, ...]:
    """Units per layer of a network that has these; () of none."""
    joins = [(len(matrix), len(matrix[0])) for matrix in weights]
    fits = [rows for rows, _ in joins[1:]] == [columns for _, columns in joins[:-1]]
    return (joins[0][0], *map(len, biases)) if joins and fits and [columns for _, columns in joins] == list(map(len, biases)) else ()


def _shapes(weights: list[list[list]], biases: list[list]) -> str:
    """As found, weights and biases in turn, however many there are of each."""
    parts = [f"W {len(matrix)}×{len(matrix[0])}" for matrix in weights], [f"b {len(bias)}" for bias in biases]
    longest = max(map(len, parts))
    return ", ".join(parts[kind][k] for k in range(longest) for kind in (0, 1) if k < len(parts[kind]))
