"""Weights and biases of others go into our network where their shapes fit, and are refused with both shapes where not."""

import json

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.export import Unreadable, parameters_in, parameters_json, read_json
from playground.texts import LANGUAGES, say

SIZES = (2, 3, 2, 1)
W = [[[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10], [11, 12]], [[13], [14]]]
B = [[1, 2, 3], [4, 5], [6]]
T = [np.transpose(w).tolist() for w in W]  # as PyTorch keeps them: a row for each output
ALL = list(zip(T, B, strict=True))


def named(*layers, arrays=ALL):
    """A state_dict with these names of layers."""
    return {f"{name}.{kind}": array for name, both in zip(layers, arrays, strict=True) for kind, array in zip(("weight", "bias"), both, strict=True)}


def alternating(weights, biases):
    return [array for both in zip(weights, biases, strict=True) for array in both]


PRINTED = """OrderedDict([('0.weight', tensor([[ 1.,  4.],
        [ 2.,  5.],
        [ 3.,  6.]], device='cuda:0')), ('0.bias', tensor([1., 2., 3.])), ('2.weight', tensor([[ 7.,  9., 11.],
        [ 8., 10., 12.]], dtype=torch.float64)), ('2.bias', tensor([4., 5.], requires_grad=True)), ('4.weight', Parameter containing:
tensor([[13., 14.]], requires_grad=True)), ('4.bias', tensor([6.]))])"""
FORMS = {
    "our own": {"weights": W, "biases": B},
    "ours with a row for each output": {"weights": T, "biases": B},
    "nn.Sequential": named(0, 2, 4),
    "nn.Sequential, keys sorted as text": dict(sorted(named(8, 10, 12).items())),
    "of a module": named("layers.0", "layers.2", "layers.4"),
    "of a parallel module": named("module.net.0", "module.net.2", "module.net.4"),
    "numbered names": named("fc1", "fc2", "fc3"),
    "other names, in their order": named("hidden", "second", "output"),
    "a checkpoint": {"epoch": 3, "model_state_dict": named(0, 2, 4)},
    "NumPy, W and b in turn": alternating(W, B),
    "NumPy, a row for each output": alternating(T, B),
    "NumPy, in pairs": [list(both) for both in zip(W, B, strict=True)],
    "coefs and intercepts": [W, B],
    "biases in rows of their own": alternating(W, [[bias] for bias in B]),
    "biases in columns of their own": alternating(T, [[[number] for number in bias] for bias in B]),
    "W1, b1, W2, b2": {f"{name}{k}": array for k, both in enumerate(ALL, 1) for name, array in zip("Wb", both, strict=True)},
    "printed by PyTorch": PRINTED,
    "printed by NumPy": str([np.array(array, float) for array in alternating(W, B)]),
    "printed without commas": "[" + ",\n".join(str(np.array(array, float)) for array in alternating(W, B)) + "]",
    "a Python dict": str(named(0, 2, 4)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_parameters_are_understood_in_every_form_in_which_they_are_written(form):
    text = form if isinstance(form, str) else json.dumps(form)
    assert parameters_in(read_json(text), SIZES) == (W, B)


def test_the_network_then_computes_what_theirs_does():
    """By hand, as PyTorch's documentation has it: x Aᵀ + b."""
    rng = np.random.default_rng(0)
    arrays = [(rng.normal(size=(out, into)), rng.normal(size=out)) for into, out in ((2, 3), (3, 3), (3, 1))]
    training = Training(Config(hidden=(3, 3), act="tanh", data="plane"))
    training.set_parameters(*parameters_in(named(0, 2, 4, arrays=[(a.tolist(), b.tolist()) for a, b in arrays]), (2, 3, 3, 1)))
    x = training.dataset.test.x
    for k, (a, b) in enumerate(arrays):
        x = x @ a.T + b
        x = np.tanh(x) if k < 2 else x
    assert training.network.predict(training.dataset.test.inputs) == pytest.approx(x[:, 0], abs=1e-12)


@pytest.mark.parametrize(("name", "turned"), [("0.weight", True), ("W1", False)])
def test_where_a_square_alone_does_not_tell_the_other_layers_do(name, turned):
    square, row = [[1, 2], [3, 4]], [[5, 6]]
    given = {name: square, "0.bias": [0, 0], "2.weight": row, "2.bias": [0]} if turned else {name: square, "b1": [0, 0], "W2": [[5], [6]], "b2": [0]}
    weights, _ = parameters_in(given, (2, 2, 1))
    assert weights == [[[1, 3], [2, 4]] if turned else square, [[5], [6]]]


def test_a_layer_without_bias_has_zeros():
    assert parameters_in({f"{k}.weight": t for k, t in enumerate(T)}, SIZES) == (W, [[0] * 3, [0] * 2, [0]])


def sent_back(change):
    """The refusal of parameters that were changed on the way."""
    given = {"weights": W, "biases": B}
    with pytest.raises(Unreadable) as refused:
        parameters_in(read_json(json.dumps(change(given))), SIZES)
    return refused.value


def test_parameters_of_another_network_are_refused_with_both_shapes():
    refusal = sent_back(lambda given: json.loads(parameters_json(Training(Config(hidden=(4,))).network)))
    assert (refusal.key, refusal.values) == ("takeaway.refused.shape", {"found": "2-4-1", "needed": "2-3-2-1"})


@pytest.mark.parametrize("change", [
    lambda given: given | {"weights": 3}, lambda given: {"weights": given["weights"]},
    lambda given: given | {"biases": [["a", 0, 0], *given["biases"][1:]]},
    lambda given: given | {"biases": [[True, 0, 0], *given["biases"][1:]]},
    lambda given: given | {"biases": [[float("nan"), 0, 0], *given["biases"][1:]]},
    lambda given: given | {"weights": [[[10**400] * 3] * 2, *given["weights"][1:]]},
    lambda given: given | {"weights": [[[], []], *given["weights"][1:]]}, lambda given: given | {"weights": [None] * 3},
])  # fmt: skip
def test_what_are_no_arrays_of_finite_numbers_is_refused(change):
    assert sent_back(change).key == "takeaway.refused.numbers"


@pytest.mark.parametrize(("given", "found"), [
    (named(0, 2, arrays=[(T[0], B[0]), ([[1, 2, 3]], [0])]), "2-3-1"),
    ({"weights": [[[1] * 4] * 2, [[1]] * 4], "biases": [[0] * 4, [0]]}, "2-4-1"),
    ([[[1, 2]], [0]], "2-1"),
])  # fmt: skip
def test_a_network_of_another_shape_is_refused_with_both_shapes(given, found):
    with pytest.raises(Unreadable) as refused:
        parameters_in(given, SIZES)
    assert (refused.value.key, refused.value.values) == ("takeaway.refused.shape", {"found": found, "needed": "2-3-2-1"})


@pytest.mark.parametrize(("given", "found"), [
    ({"weights": [W[0], T[1], W[2]], "biases": B}, "W 2×3, b 3, W 2×3, b 2, W 2×1, b 1"),
    ({"weights": W, "biases": [[0], *B[1:]]}, "W 2×3, b 1, W 3×2, b 2, W 2×1, b 1"),
    ({"weights": W, "biases": []}, "W 2×3, W 3×2, W 2×1"),
    ([W[0], B[0], W[1]], "W 2×3, b 3, W 3×2"),
])  # fmt: skip
def test_arrays_that_are_no_network_are_refused_with_all_shapes(given, found):
    with pytest.raises(Unreadable) as refused:
        parameters_in(given, SIZES)
    assert (refused.value.key, refused.value.values["found"]) == ("takeaway.refused.shapes", found)
    assert refused.value.values["needed"] == "W 2×3, b 3, W 3×2, b 2, W 2×1, b 1"
    assert all(found in say(language, refused.value.key, **refused.value.values) for language in LANGUAGES)


def test_no_weights_at_all_are_refused_with_what_is_needed():
    with pytest.raises(Unreadable) as refused:
        parameters_in({"weights": [], "biases": []}, SIZES)
    assert refused.value.key == "takeaway.refused.parameters"


@pytest.mark.parametrize("given", [None, "x", 3, {}, [], [1], {"lr": 0.1}, [["a"]], {"0.bias": [1]}])
def test_what_holds_no_weights_is_told_apart_from_what_does(given):
    assert parameters_in(given, SIZES) is None
