"""The one table of settings: what each allows, how a value is read from text or JSON, what a change does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

from playground import goals

ACTIVATIONS = ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus")
FEATURES = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")
REGRESSION_DATA = ("plane", "hills")
MAX_LAYERS, MAX_UNITS, MAX_POINTS, MAX_HIDDEN_PARTS, DOMAIN = 24, 16, 1000, 100, 6.0
MAX_LABEL = 100  # of a target, either way

# A small hand-drawn set, so that data=custom alone shows something that needs a hidden layer.
DRAWN_POINTS = (
    (-2.5, 2.2, 1), (-1.6, 3.0, 1), (-3.4, 1.2, 1), (2.4, -2.1, 1), (1.5, -3.1, 1), (3.3, -1.3, 1),
    (2.3, 2.4, -1), (1.4, 3.2, -1), (3.2, 1.5, -1), (-2.2, -2.3, -1), (-1.3, -3.3, -1), (-3.5, -1.4, -1),
)  # fmt: skip

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_PART_NAME = re.compile(r"[a-z0-9-]{1,40}")
_STEP_NAME = re.compile(r"[a-z0-9-]{0,40}")
_SUBJECT = re.compile(r"(unit|bias)/\d{1,2}/\d{1,2}|edge/\d{1,2}/\d{1,2}/\d{1,2}|loss|", re.ASCII)
MOST_ALTERNATIVES = 2  # networks compared with the main one
# Networks may be compared in what they are and how they are trained; seed and data are the same for all.
COMPARABLE = ("act", "lr", "init", "gain", "opt", "hidden", "features", "batch", "reg", "rate", "clip", "loss", "out")


def _shorten(text, length=60):
    return text if len(text) <= length else text[: length - 1] + "…"


class SettingError(ValueError):
    """A value that a setting does not allow. The interface puts it into words.

    `key`: the setting; `value`: what was given (its repr, at most 60 characters);
    `allowed`: what is allowed instead, free of any language.
    """

    def __init__(self, key, value, allowed):
        self.key, self.value, self.allowed = _shorten(str(key)), _shorten(repr(value)), allowed
        super().__init__(f"{self.key}: {self.value} (allowed: {allowed})")


class Locked(SettingError):
    """A setting that keeps its value here, which is `allowed`: whoever has set the page up has locked it."""


class UnknownSetting(SettingError):
    """A setting that there is not; `allowed` are those that there are."""

    def __init__(self, key, value):
        super().__init__(key, value, ", ".join(SETTINGS))


@dataclass(frozen=True)
class Setting:
    """One row of the table.

    `kind` names its reader; `choices` or `bounds` (lowest, highest) say what is allowed;
    `effect` is what a change does: only the "view", a "live" run, or a "restart" from step 0.
    """

    key: str
    kind: str
    default: Any
    effect: str
    choices: tuple = ()
    bounds: tuple = ()

    @property
    def allowed(self):
        """What the setting takes, as text free of any language."""
        span = "–".join(to_text(bound) for bound in self.bounds)
        return _ALLOWED.get(self.kind, "{}").format(", ".join(self.choices) or span)

    def read(self, value):
        """The canonical form of a value given as Python value, JSON list or address text; or SettingError."""
        try:
            return _READERS[self.kind](self, value)
        except (ValueError, TypeError, OverflowError):
            raise SettingError(self.key, value, self.allowed) from None


_ALLOWED = {
    "batch": "{}, all",
    "positive": "{} (> 0)",
    "layers": f"0–{MAX_LAYERS} × {{}} (4,2)",
    "points": f"1–{MAX_POINTS} × x1,x2,label ({{}}; ±1 | ±{MAX_LABEL}; …)",
    "parts": "a-z 0-9 -, a-z 0-9 -, …",
    "step": "a-z 0-9 -",
    "sample": "x1,x2,y ({})",
    "subject": "unit/2/1, edge/2/3/1, bias/2/1, loss",
    "goal": f"test_loss<0.05 and step<=2000 ({', '.join((*goals.NUMBERS, *goals.WORDS))})",
    "versus": f"≤ {MOST_ALTERNATIVES} × key=value (act=relu;act=sigmoid)",
}


def _read_number(setting, value):
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        raise ValueError
    if isinstance(value, bool) or not isinstance(value, (str, Real)):
        raise TypeError
    number = float(value)
    low, high = setting.bounds
    if not low <= number <= high:  # also refuses NaN
        raise ValueError
    return number + 0.0  # -0.0 becomes 0.0: one value, one text


def _read_positive(setting, value):
    number = _read_number(setting, value)
    if number == 0:
        raise ValueError
    return number


def _read_integer(setting, value):
    number = _read_number(setting, value)
    if not number.is_integer():
        raise ValueError
    return int(number)


def _read_choice(setting, value):
    if not isinstance(value, str) or value not in setting.choices:
        raise ValueError
    return value


def _read_optional(setting, value):
    return None if value is None or value in ("", "auto") else _read_choice(setting, value)


def _read_language(setting, value):
    """Also with a region or script: zh-CN, zh_Hans, en-GB."""
    if isinstance(value, str):
        value = re.sub(r"(?<=\w\w)[-_].*", "", value.strip().lower())
    return _read_optional(setting, value)


def _read_batch(setting, value):
    return value if isinstance(value, str) and value == "all" else _read_integer(setting, value)


def _items(value, separator=","):
    """The items of a list setting, from a list, from text, or from one bare item."""
    if isinstance(value, str):
        return [item.strip() for item in value.split(separator)] if value.strip() else []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _read_layers(setting, value):
    layers = tuple(_read_integer(setting, item) for item in _items(value))
    if len(layers) > MAX_LAYERS:
        raise ValueError
    return layers


def _read_features(setting, value):
    chosen = {_read_choice(setting, item) for item in _items(value)}
    if not chosen:
        raise ValueError
    return tuple(name for name in setting.choices if name in chosen)


def _read_activations(setting, value):
    names = tuple(_read_choice(setting, item) for item in _items(value))
    if not 1 <= len(names) <= MAX_LAYERS:
        raise ValueError
    return names[0] if len(names) == 1 else names


def _read_points(setting, value):
    points = tuple(_read_point(setting, item) for item in _items(value, ";"))
    if not 1 <= len(points) <= MAX_POINTS:
        raise ValueError
    if all(label in (0, 1) for _, _, label in points):  # two classes, written in another way
        return tuple((x1, x2, label or -1) for x1, x2, label in points)
    return points


def _read_point(setting, value):
    """(x1, x2, label): a point of the plane; a label that is a whole number is an int."""
    *place, label = _items(value)
    x1, x2 = (six_digits(_read_number(setting, x)) for x in place)
    label = six_digits(_read_number(_LABEL, label))
    return x1, x2, int(label) if label.is_integer() else label


def six_digits(number):
    """A number to six significant digits, as the points of one's own are kept."""
    return float(f"{number:.6g}") + 0.0


def _read_parts(setting, value):
    names = tuple(dict.fromkeys(_items(value)))
    if len(names) > MAX_HIDDEN_PARTS or not all(_PART_NAME.fullmatch(name) for name in names):
        raise ValueError
    return names


def _read_keys(setting, value):
    """Names of settings, in the order of the table."""
    names = set(_items(value))
    if not names <= SETTINGS.keys():
        raise ValueError
    return tuple(key for key in SETTINGS if key in names)


def _read_goal(setting, value):
    """Canonical text of a goal, "" for none; what its words are compared with, their settings must allow."""
    if not isinstance(value, str):
        raise TypeError
    if not value.strip():
        return ""
    goal = goals.parse(value)
    for each in goal.comparisons:
        if each.name in goals.WORDS and SETTINGS[each.name].read(each.value) is None:
            raise ValueError
    return str(goal)


def _read_sample(setting, value):
    """() or (x1, x2, y): a point of the plane and its target."""
    items = _items(value)
    if not items:
        return ()
    x1, x2, y = (_read_number(setting, item) for item in items)
    return x1, x2, y


def _read_subject(setting, value):
    if not isinstance(value, str) or not _SUBJECT.fullmatch(value):
        raise ValueError
    return value


def pairs_of(versus):
    """The (key, value text) of each alternative in a text "key=value;key=value"; ValueError where there is no "="."""
    return [(key.strip(), text) for key, text in (item.split("=", 1) for item in _items(versus, ";"))]


def _read_step(setting, value):
    if not isinstance(value, str) or not _STEP_NAME.fullmatch(value):
        raise ValueError
    return value


def _read_versus(setting, value):
    """Canonical text "key=value;key=value": one and the same setting of the network or its training, with other values."""
    if not isinstance(value, str):
        raise TypeError
    pairs = pairs_of(value)
    if len(pairs) > MOST_ALTERNATIVES or len({key for key, _ in pairs}) > 1:
        raise ValueError
    return ";".join(f"{key}={_read_alternative(key, text)}" for key, text in pairs)


def _read_alternative(key, text):
    if key not in COMPARABLE:
        raise ValueError
    return to_text(SETTINGS[key].read(text))


_READERS = {
    "number": _read_number,
    "positive": _read_positive,
    "integer": _read_integer,
    "choice": _read_choice,
    "optional": _read_optional,
    "language": _read_language,
    "batch": _read_batch,
    "layers": _read_layers,
    "features": _read_features,
    "activations": _read_activations,
    "points": _read_points,
    "parts": _read_parts,
    "keys": _read_keys,
    "goal": _read_goal,
    "step": _read_step,
    "sample": _read_sample,
    "subject": _read_subject,
    "versus": _read_versus,
}


def to_text(value):
    """A canonical value as address text: 0.5 → "0.5", 1.0 → "1", (4, 2) → "4,2", points joined by ";"."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, tuple):
        separator = ";" if value and isinstance(value[0], tuple) else ","
        return separator.join(to_text(item) for item in value)
    return "auto" if value is None else str(value)


_SCENES = ("playground", "prologue", "linear", "chain-rule", "activations", "learning-rate", "gradients", "epilogue", "lab")
_DATA = ("circle", "xor", "gauss", "spiral", "moons", *REGRESSION_DATA, "custom")
_INITIALISERS = ("zeros", "constant", "uniform", "normal", "xavier_uniform", "xavier_normal",
                 "he_uniform", "he_normal", "lecun_normal", "orthogonal")  # fmt: skip
_OPTIMISERS = ("sgd", "momentum", "nesterov", "rmsprop", "adam")

_TABLE = (
    Setting("scene", "choice", "playground", "view", choices=_SCENES),
    Setting("at", "step", "", "view"),
    Setting("data", "choice", "circle", "restart", choices=_DATA),
    Setting("noise", "number", 0.0, "restart", bounds=(0, 50)),
    Setting("samples", "integer", 500, "restart", bounds=(20, 1000)),
    Setting("train", "number", 50.0, "restart", bounds=(10, 100)),
    Setting("points", "points", DRAWN_POINTS, "restart", bounds=(-DOMAIN, DOMAIN)),
    Setting("features", "features", ("x1", "x2"), "restart", choices=FEATURES),
    Setting("hidden", "layers", (4, 2), "restart", bounds=(1, MAX_UNITS)),
    Setting("act", "activations", "tanh", "restart", choices=ACTIVATIONS),
    Setting("out", "optional", None, "restart", choices=("identity", "sigmoid", "tanh")),
    Setting("loss", "optional", None, "restart", choices=("mse", "half_mse", "bce")),
    Setting("init", "choice", "xavier_uniform", "restart", choices=_INITIALISERS),
    Setting("gain", "positive", 1.0, "restart", bounds=(0, 100)),
    Setting("opt", "choice", "sgd", "live", choices=_OPTIMISERS),
    Setting("lr", "number", 0.03, "live", bounds=(1e-5, 100)),
    Setting("batch", "batch", 10, "live", bounds=(1, 1_000_000)),
    Setting("clip", "number", 0.0, "live", bounds=(0, 1_000_000)),
    Setting("reg", "choice", "none", "live", choices=("none", "l1", "l2")),
    Setting("rate", "number", 0.0, "live", bounds=(0, 10)),
    Setting("seed", "integer", 0, "restart", bounds=(0, 2**32 - 1)),
    Setting("pace", "choice", "epoch", "view", choices=("step", "epoch", "max")),
    Setting("speed", "number", 1.0, "view", bounds=(0.1, 10)),
    Setting("sample", "sample", (), "view", bounds=(-100, 100)),
    Setting("focus", "subject", "", "view"),
    Setting("digits", "integer", 4, "view", bounds=(2, 8)),
    Setting("cells", "choice", "smooth", "view", choices=("smooth", "discrete")),
    Setting("versus", "versus", "", "view"),
    Setting("chart", "choice", "loss", "view", choices=("loss", "accuracy", "gradient", "update")),
    Setting("scale", "choice", "log", "view", choices=("log", "linear")),
    Setting("lang", "language", None, "view", choices=("zh", "en")),
    Setting("theme", "choice", "auto", "view", choices=("auto", "light", "dark")),
    Setting("hide", "parts", (), "view"),
    Setting("lock", "keys", (), "view"),
    Setting("goal", "goal", "", "view"),
)

OF_THE_AUTHOR = ("hide", "lock", "goal")  # whoever locks anything has set these up for the learner, too
OF_THE_PAGE = ("lang", "theme", *OF_THE_AUTHOR)  # stay as they are where another run is opened

_LABEL = Setting("points", "number", 1.0, "restart", bounds=(-MAX_LABEL, MAX_LABEL))
SETTINGS: Mapping[str, Setting] = {setting.key: setting for setting in _TABLE}
_ALLOWED["keys"] = ", ".join(SETTINGS)
