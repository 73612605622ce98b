"""Presets worth a look: each a few settings, hence one address, and a claim that its run must keep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playground.config import Config
from playground.settings import OF_THE_PAGE

KEPT = ("digits", "cells", "chart", "scale", *OF_THE_PAGE)  # the learner's own: no preset changes them


@dataclass(frozen=True)
class Course:
    """How a run went: `losses`, the training loss before the first step and after each one, and the last `status`."""

    losses: list
    status: dict

    @property
    def rises(self) -> int:
        """In how many steps the training loss rose."""
        return sum(after > before for before, after in zip(self.losses, self.losses[1:], strict=False))


@dataclass(frozen=True)
class Preset:
    """`changes` from the default settings; after `steps` steps `holds(course)` is what was claimed.

    `instead`: further changes with which it does not hold, as a proof that they are what it hangs on.
    """

    name: str
    changes: Mapping[str, object]
    steps: int
    holds: Callable[[Course], bool]
    instead: Mapping[str, object] = field(default_factory=dict)

    def config(self, kept: Config | None = None) -> Config:
        """The preset's settings, with the language, theme and the like of a Config already in use."""
        return self._with_kept(self.changes, kept)

    def counterpart(self, kept: Config | None = None) -> Config:
        """The settings of the run that goes the other way."""
        return self._with_kept({**self.changes, **self.instead}, kept)

    @staticmethod
    def _with_kept(changes, kept):
        return Config(**{key: getattr(kept, key) for key in KEPT if kept}, **changes)


def _diverged(course):
    return course.status["diverged"]


def _finite(course):
    return not _diverged(course)


def _solved(course):
    return _finite(course) and course.status["test_accuracy"] >= 0.95


def _stuck(course):
    return _finite(course) and course.status["test_accuracy"] < 0.8


def _nearly(course):
    return _finite(course) and course.status["test_accuracy"] < 0.9


def _all_dead(course):
    """No hidden unit passes any gradient for any sample; the numbers are all finite."""
    return _finite(course) and sum(course.status["dead_units"][:-1]) == 8


def _bounces(course):
    """The loss rises again and again, and yet comes down in the end."""
    return _finite(course) and course.rises >= 50 and course.losses[-1] < course.losses[0] / 4


def _vanishes(course):
    """The first layer gets next to nothing of the gradient that the last one gets, and nothing is learned."""
    norms = course.status["gradient_norms"]
    return _stuck(course) and norms[0] < 1e-5 * norms[-1]


def _fades(course):
    """Before the first step the first layer's gradient is less than a thousandth of the last one's."""
    norms = course.status["gradient_norms"]
    return norms[0] < 1e-3 * norms[-1]


def _explodes(course):
    """A single step along this gradient throws the weights of the first layer far away."""
    return course.status["gradient_norms"][0] > 1e6


_DEEP = {"hidden": (8,) * 10}
_UNBOUNDED = {"out": "identity", "batch": "all", "pace": "step"}  # a tanh at the end would hide how far the output goes

_TABLE = (
    Preset("light", _DEEP | {"act": "sigmoid", "init": "he_normal", "versus": "act=relu", "speed": 8}, 0, _fades,
           {"act": "relu", "versus": "act=sigmoid"}),
    Preset("spiral-stuck", {"data": "spiral"}, 2500, _stuck,
           {"hidden": (8, 8), "features": ("x1", "x2", "sin(x1)", "sin(x2)")}),
    Preset("spiral-solved", {"data": "spiral", "hidden": (16, 16), "act": "relu", "init": "he_normal", "opt": "adam", "lr": 0.01},
           2500, _solved, {"act": "sigmoid"}),
    Preset("xor-two-units", {"data": "xor", "hidden": (2,), "lr": 0.1}, 2500, _nearly, {"hidden": (8,)}),
    Preset("linear", {"act": "identity", "lr": 0.1}, 2500, _stuck, {"act": "tanh"}),
    Preset("dying-relu", {"hidden": (8,), "act": "relu", "init": "he_normal", "out": "identity", "lr": 3, "clip": 1, "pace": "step"},
           100, _all_dead, {"lr": 0.3}),
    Preset("diverging", _UNBOUNDED | {"lr": 3}, 50, _diverged, {"lr": 0.3}),
    Preset("bouncing", _UNBOUNDED | {"lr": 1}, 300, _bounces, {"lr": 0.1}),
    Preset("vanishing", _DEEP | {"act": "sigmoid"}, 1000, _vanishes, {"act": "tanh"}),
    Preset("exploding", _DEEP | {"act": "relu", "out": "identity", "init": "normal", "gain": 2}, 0, _explodes, {"init": "he_normal", "gain": 1}),
    # Too small a start: all layers' gradients are tiny alike, so that their ratio would look healthy.
    Preset("healthy-stack", _DEEP | {"act": "tanh"}, 1000, _solved, {"init": "normal", "gain": 0.1}),
)  # fmt: skip

PRESETS: Mapping[str, Preset] = {preset.name: preset for preset in _TABLE}
_RUNS = [(preset, preset.config()) for preset in _TABLE]
_COUNTERPARTS = [(preset, preset.counterpart()) for preset in _TABLE]


def preset_of(config: Config) -> Preset | None:
    """The first preset with this very run; what is only shown otherwise does not count."""
    return _first_of(_RUNS, config)


def preset_against(config: Config) -> Preset | None:
    """The first preset whose run that goes the other way this is."""
    return _first_of(_COUNTERPARTS, config)


def _first_of(runs, config):
    return next((preset for preset, run in runs if run.effect_of_change_to(config) in ("none", "view")), None)
