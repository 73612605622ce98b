"""`Config`: one complete choice of settings, which makes a run repeatable. All else flows from here."""

from dataclasses import fields, make_dataclass
from dataclasses import replace as copy_with
from functools import cached_property
from typing import Any
from urllib.parse import quote

from playground.pasted import pairs
from playground.settings import OF_THE_AUTHOR, REGRESSION_DATA, SETTINGS, Locked, SettingError, UnknownSetting, pairs_of, to_text

EFFECTS = ("none", "view", "live", "restart")  # from weakest to strongest
FEW_POINTS = 20  # of one's own: up to so many none can be spared for a test
_OF_THE_DATA = ("data", "noise", "samples", "train", "points", "seed", "output")  # they decide which points there are, and their targets

_Fields = make_dataclass(
    "_Fields",
    [(setting.key, Any, setting.default) for setting in SETTINGS.values()],
    namespace={"__post_init__": lambda self: self._make_canonical()},
    frozen=True,
    kw_only=True,
)


class Config(_Fields):
    """One value for every setting of `SETTINGS`: with it, a run is repeatable to the bit.

    Fields hold canonical values (`hidden` a tuple of int, `act` a name or a tuple of names, one
    per hidden layer, `out`/`loss`/`lang` None for «by task» or «by browser»). The constructor
    also takes JSON lists and address text ("4,2"). Raises SettingError.
    """

    def _make_canonical(self):
        for setting in SETTINGS.values():
            value = getattr(self, setting.key)
            if value is not setting.default:
                object.__setattr__(self, setting.key, setting.read(value))
        self._check_activations()
        self._check_loss()
        self._check_alternatives()

    def _check_activations(self):
        if isinstance(self.act, tuple) and len(self.act) != len(self.hidden):
            raise SettingError("act", to_text(self.act), f"1 | {len(self.hidden)} × ({SETTINGS['act'].allowed})")
        if len(set(self.activations)) == 1:  # several equal ones are written as one
            object.__setattr__(self, "act", self.activations[0])

    def _check_loss(self):
        if self.loss == "bce" and (self.task == "regression" or self.output != "sigmoid"):
            raise SettingError("loss", "bce", "mse, half_mse")

    def _check_alternatives(self):
        try:
            self.alternatives  # noqa: B018: each must be a valid Config
        except SettingError as error:
            raise SettingError("versus", self.versus, error.allowed) from None

    @property
    def alternatives(self):
        """The Configs of the networks that are compared with this one: all the same but for one setting."""
        return tuple(self.replace(versus="", **{key: text}) for key, text in pairs_of(self.versus))

    def promoted(self, row):
        """The Config in which an alternative is the main network, and this one takes its place; raises SettingError."""
        pairs = pairs_of(self.versus)
        key = pairs[row][0]
        pairs[row] = key, to_text(getattr(self, key))
        return self.alternatives[row].replace(versus=";".join(map("=".join, pairs)))

    @cached_property
    def task(self):
        """What is learned: "classification" or "regression"; of one's own points the latter where a label is other than ±1."""
        own = self.data == "custom" and any(label not in (-1, 1) for _, _, label in self.points)
        return "regression" if own or self.data in REGRESSION_DATA else "classification"

    @property
    def output(self):
        """Name of the output's activation."""
        by_task = "identity" if self.task == "regression" else "sigmoid" if self.loss == "bce" else "tanh"
        return self.out or by_task

    @property
    def loss_name(self):
        """Name of the loss."""
        probability = self.task == "classification" and self.out == "sigmoid"
        return self.loss or ("bce" if probability else "half_mse")

    @property
    def activations(self):
        """Names of the hidden layers' activations, one each."""
        return self.act if isinstance(self.act, tuple) else (self.act,) * len(self.hidden)

    def replace(self, /, **changes):
        """A new Config with some settings changed; raises SettingError for the first that is not allowed.

        Activations given per layer follow a change of depth: cut, or the last repeated. Other data
        has no use for the traced sample of before, and a comparison that the change makes impossible ends.
        """
        for key in changes:
            if key not in SETTINGS:
                raise UnknownSetting(key, changes[key])
        if "hidden" in changes and "act" not in changes and isinstance(self.act, tuple):
            depth = len(SETTINGS["hidden"].read(changes["hidden"]))
            names = self.act + self.act[-1:] * depth
            changes["act"] = names[:depth] or self.act[0]
        changed = self._changed(changes)
        if self.sample and "sample" not in changes and any(getattr(self, name) != getattr(changed, name) for name in _OF_THE_DATA):
            return copy_with(changed, sample=())
        return changed

    def with_data(self, data, **changes):
        """A new Config with other data that the learner takes up: few own points are all trained on, as none can be spared.

        Other data then get their test set back. Raises SettingError.
        """
        changed = self._fitting_task(data, changes)
        if changed._few_of_own:
            return changed.replace(train=100)
        left = self._few_of_own and self.train == 100
        return changed.replace(train=SETTINGS["train"].default) if left else changed

    def _fitting_task(self, data, changes):
        """With other data; where these are a regression, which has no cross entropy, with the loss that goes with the task."""
        try:
            return self.replace(data=data, **changes)
        except SettingError as error:
            if error.key != "loss" or "loss" in changes:
                raise
            return self.replace(data=data, **changes, loss=None)

    @property
    def _few_of_own(self):
        return self.data == "custom" and len(self.points) <= FEW_POINTS

    def _changed(self, changes):
        try:
            return copy_with(self, **changes)
        except SettingError as error:
            if error.key != "versus" or "versus" in changes:
                raise
            return copy_with(self, **changes, versus="")

    @classmethod
    def from_address(cls, query, base=None):
        """(Config, errors) of an address query: what is valid is kept, each ignored piece is one SettingError.

        What it does not give is as in `base`, a Config, or by default. Of a key that is given twice the last counts, capitals are
        small letters, and what messengers and trackers append belongs to them.
        """
        given, errors, start = {}, [], {key: getattr(base or cls(), key) for key in SETTINGS}
        for key, text in pairs(query).items():
            try:
                given[key] = SETTINGS[key].read(text.lower())
            except KeyError:
                errors.append(UnknownSetting(key, text))
            except SettingError as error:
                errors.append(SettingError(key, text, error.allowed))
        while True:
            try:
                return cls(**start | given), errors
            except SettingError as error:  # valid alone, not together: leave out the one it names
                errors.append(error)
                del (given if error.key in given else start)[error.key]

    def to_address(self, base=None):
        """The settings that differ from those of `base`, or from the default, as `key=value&…` without the «?», in table order."""
        start = base or Config()
        changed = {key: getattr(self, key) for key in SETTINGS if getattr(self, key) != getattr(start, key)}
        return "&".join(f"{key}={quote(to_text(value), safe=',;^*()/=')}" for key, value in changed.items())

    def plain(self):
        """Every setting as JSON has it: lists as text ("4,2"), `out` and `loss` resolved."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values = {key: to_text(value) if isinstance(value, tuple) else value for key, value in values.items()}
        return values | {"out": self.output, "loss": self.loss_name}

    @property
    def locked(self):
        """The settings that no learner, address or call can change any more; of own data their points, too."""
        if not self.lock:
            return ()
        return *self.lock, *OF_THE_AUTHOR, *(("points",) if "data" in self.lock else ())

    def refuse(self, other):
        """Raises Locked for the first locked setting that another Config would change."""
        for key in self.locked:
            if getattr(other, key) != getattr(self, key):
                raise Locked(key, to_text(getattr(other, key)), to_text(getattr(self, key)))

    def keeping_locked(self, other):
        """(Config, refused) of another Config, but for what is locked here: of each that it says something else of, one Locked.

        Raises SettingError where what is locked and the rest of the other do not go together.
        """
        kept = {key: getattr(self, key) for key in self.locked if getattr(other, key) != getattr(self, key)}
        said = [key for key in kept if getattr(other, key) != SETTINGS[key].default]
        refused = [Locked(key, to_text(getattr(other, key)), to_text(kept[key])) for key in said]
        return other.replace(**kept), refused

    def with_live_settings_of(self, other):
        """This Config with the "live" settings of another."""
        live = {key: getattr(other, key) for key, setting in SETTINGS.items() if setting.effect == "live"}
        changed = any(getattr(self, key) != value for key, value in live.items())
        return self.replace(**live) if changed else self

    def effect_of_change_to(self, other):
        """The strongest effect among the settings that differ: "none", "view", "live" or "restart"."""
        effects = ["none"] + [s.effect for s in SETTINGS.values() if getattr(self, s.key) != getattr(other, s.key)]
        return max(effects, key=EFFECTS.index)
