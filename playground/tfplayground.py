"""Links made for TensorFlow Playground: the state after their # as our settings, and what of it has no counterpart here.

Names, defaults and meanings are those of its state.ts and playground.ts. The optimiser, the loss ½(ŷ − y)², the output's activation
(tanh, or the identity in a regression), L2 and the data sets are the same as ours. Its own are: the generator behind its seed;
biases that start at 0.1; samples that keep their order, those left over at the end of an epoch joining the next one's first batch;
L1, which sets a weight that would change its sign to 0 for good.
"""

import math
import re
import zlib
from dataclasses import dataclass

from playground.pasted import parsed
from playground.settings import ACTIVATIONS, SETTINGS, SettingError, to_text

_FEATURES = {"x": "x1", "y": "x2", "xSquared": "x1^2", "ySquared": "x2^2", "xTimesY": "x1*x2", "sinX": "sin(x1)", "sinY": "sin(x2)"}
_ACTIVATIONS = {name: name for name in ACTIVATIONS} | {"linear": "identity"}
_CLASSIFICATION = {name: name for name in ("circle", "xor", "gauss", "spiral")}
_REGRESSION = {"reg-plane": "plane", "reg-gauss": "hills"}
_REGULARISERS = {"none": "none", "L1": "l1", "L2": "l2"}
_NUMBERS = {"learningRate": "lr", "batchSize": "batch", "regularizationRate": "rate", "noise": "noise", "percTrainData": "train"}
_SAMPLES = {"classification": 500, "regression": 1200}

# What of our page stands for controls of theirs, once all of these are hidden; with the first of them, most others.
_PARTS = {
    "controls": ("learningRate", "activation", "regularization", "regularizationRate", "problem", "dataset", "percTrainData", "noise", "batchSize"),
    "data": ("dataset",), "act": ("activation",), "lr": ("learningRate",), "reg": ("regularization",), "rate": ("regularizationRate",),
    "noise": ("noise",), "train": ("percTrainData",), "batch": ("batchSize",), "hidden": ("numHiddenLayers",), "shape": ("numHiddenLayers",),
    "cells": ("discretize",), "run": ("playButton", "stepButton", "resetButton"),
}  # fmt: skip
_OUTSIDE = ("controls", "shape", "cells", "run")

_NOTHING_TO_DO = ("collectStats", "hideText", "showTestData")  # test points always show here, and no text stands below the picture
_READ = {"activation", "regularization", "dataset", "regDataset", "problem", "networkShape", "seed", "discretize", "initZero",
         *_FEATURES, *_NUMBERS, *_NOTHING_TO_DO}  # fmt: skip
_ANYBODYS = {"x", "y", "seed", "noise"}  # names too common to tell whose they are
_HIDE = "_hide"
_SEED = re.compile(r"0\.(\d{1,9})")  # what it makes itself: five digits


@dataclass(frozen=True)
class State:
    """`settings`: ours, every one that decides a run or that the link speaks of; `without`: what of it has no counterpart,
    in its own words; `cuts`: whether its L1 would set weights to 0 for good."""

    settings: dict
    without: tuple[str, ...]
    cuts: bool


def is_state(fragment: str) -> bool:
    """Whether what follows the # of an address is a state of TensorFlow Playground."""
    return any(key in _READ - _ANYBODYS for key, _ in parsed(fragment))


def read(fragment: str) -> State:
    """The State in what follows the # of an address. What it does not give is as there by default; nothing is refused."""
    return _Reader(fragment).state()


class _Reader:
    """One state being read."""

    def __init__(self, fragment: str):
        given = dict(parsed(fragment.strip().rstrip(")>]}\"'/\\")))
        self._given = {key: text for key, text in given.items() if text or key == "networkShape"}
        self._hidden = {key.removesuffix(_HIDE) for key, text in given.items() if key.endswith(_HIDE) and text == "true"}
        self._without: list[str] = []

    def state(self) -> State:
        run = {key: setting.default for key, setting in SETTINGS.items() if setting.effect in ("live", "restart")}
        settings = run | self._data() | self._network() | {key: self._number(name, key) for name, key in _NUMBERS.items()}
        settings |= {"hide": self._hide(), "cells": "discrete" if self._true("discretize") else "smooth"}
        known = {f"{name}{_HIDE}" for name in _FEATURES} | _READ
        others = [key for key, text in self._given.items() if key not in known and not key.endswith(_HIDE) and text != "false"]
        return State(settings, (*self._without, *others), settings["reg"] == "l1" and settings["rate"] > 0)

    def _data(self) -> dict:
        problem = self._choice("problem", {name: name for name in _SAMPLES}, "classification")
        regression = problem == "regression"
        data = self._choice("regDataset", _REGRESSION, "reg-plane") if regression else self._choice("dataset", _CLASSIFICATION, "circle")
        return {"data": data, "samples": self._within("samples", _SAMPLES[problem], "samples"), "seed": self._seed()}

    def _network(self) -> dict:
        return {
            "act": self._choice("activation", _ACTIVATIONS, "tanh"),
            "reg": self._choice("regularization", _REGULARISERS, "none"),
            "init": "zeros" if self._true("initZero") else "uniform",
            "hidden": self._shape(),
            "features": self._features(),
        }

    def _choice(self, name: str, table: dict, default: str) -> str:
        text = self._given.get(name, default)
        if text not in table:
            self._without.append(f"{name}={text}")
        return table.get(text, table[default])

    def _true(self, name: str, default: bool = False) -> bool:
        """As there: whatever is not "false" is true."""
        return self._given[name] != "false" if name in self._given else default

    def _number(self, name: str, key: str):
        default = SETTINGS[key].default  # theirs are the same
        try:
            number = float(self._given.get(name, default))
            if math.isfinite(number):
                return self._within(name, int(number) if key == "batch" else number, key)
        except ValueError:
            pass
        self._without.append(f"{name}={self._given[name]}")
        return default

    def _within(self, name: str, number, key: str):
        """The number, or the nearest that our setting allows."""
        low, high = SETTINGS[key].bounds
        allowed = min(max(number, low), high)
        if allowed != number:
            self._without.append(f"{name} {to_text(number)} → {to_text(allowed)}")
        return allowed

    def _shape(self):
        try:
            return SETTINGS["hidden"].read(self._given.get("networkShape", "4,2"))
        except SettingError:
            self._without.append(f"networkShape={self._given['networkShape']}")
            return SETTINGS["hidden"].default

    def _features(self) -> tuple[str, ...]:
        """A feature that is hidden does not go in, whatever its value."""
        chosen = tuple(ours for name, ours in _FEATURES.items() if self._true(name, name in ("x", "y")) and name not in self._hidden)
        if chosen:
            return chosen
        self._without.append("x=false, y=false")
        return SETTINGS["features"].default

    def _seed(self) -> int:
        """A number for a text: the digits after its point, or a checksum."""
        text = self._given.get("seed", "0.0")
        digits = _SEED.fullmatch(text)
        return int(digits[1]) if digits else zlib.crc32(text.encode())

    def _hide(self) -> tuple[str, ...]:
        parts = [part for part, names in _PARTS.items() if self._hidden.issuperset(names)]
        gone = {name for part in parts for name in _PARTS[part]} | set(_FEATURES) | ({"problem"} if "data" in parts else set())
        self._without += [key for key in self._given if key.endswith(_HIDE) and key.removesuffix(_HIDE) in self._hidden - gone]
        return tuple(part for part in parts if part in _OUTSIDE or "controls" not in parts)
