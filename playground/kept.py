"""Kept runs: what a run had reached when the learner kept it, under a name, as the rows of a table."""

import csv
import io
import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace

from playground.config import Config
from playground.engine import Training
from playground.engine.diagnostics import Diagnostics
from playground.foreign import json_of
from playground.settings import SETTINGS, to_text

MOST, LONGEST_NAME = 100, 60  # runs kept; characters of a name
LONGEST_ROW = 20_000  # bytes; most of it an address with points of one's own
OF_THE_RUN = tuple(key for key, setting in SETTINGS.items() if setting.effect != "view" and key != "versus")


@dataclass(frozen=True)
class KeptRun:
    """One row. Numbers are those of the moment of keeping, None where there is none (or none that is finite).

    `address`: the query that opens the same settings at step 0; losses and accuracies as in `Evaluation`;
    `dead_units`: in the whole network; `first_gradient`, `last_gradient`: ‖∂L/∂W‖ of the first and last layer.
    """

    name: str
    address: str
    step: int
    diverged: bool
    train_loss: float | None
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    dead_units: int
    first_gradient: float | None
    last_gradient: float | None

    @classmethod
    def of(cls, name: str, training: Training) -> "KeptRun":
        """What a training has reached by now."""
        flow = Diagnostics(training).measure()
        norms = {"first_gradient": flow.gradient_norms[0], "last_gradient": flow.gradient_norms[-1]}
        numbers = {key: _finite(value) for key, value in (vars(training.evaluate()) | norms).items()}
        return cls(
            name=_short(name), address=address_of(training.config), step=training.step,
            diverged=training.diverged is not None, dead_units=sum(flow.dead_units), **numbers,
        )  # fmt: skip

    @classmethod
    def from_plain(cls, values: object) -> "KeptRun":
        """The row that `asdict` made; raises ValueError where it cannot be one."""
        if not isinstance(values, dict) or values.keys() != {field.name for field in fields(cls)}:
            raise ValueError("not a kept run")
        for field in fields(cls):
            _check(field.name, values[field.name], field.type)
        config, ignored = Config.from_address(values["address"])
        if ignored:
            raise ignored[0]
        return cls(**values | {"name": _short(values["name"]), "address": address_of(config)})

    @property
    def untested(self) -> bool:
        """Whether all its points were trained on, so that it had no test set."""
        config = self.config
        return config.train == 100 or (config.data == "custom" and len(config.points) == 1)

    @property
    def config(self) -> Config:
        """The settings of the run, those of the view by default."""
        return Config.from_address(self.address)[0]

    def seen_as(self, config: Config) -> Config:
        """The settings of the run, alone, and the view of another Config."""
        own = self.config
        return config.replace(versus="").replace(**{key: getattr(own, key) for key in OF_THE_RUN})


class KeptRuns:
    """The learner's list of kept runs, oldest first. What cannot be done raises ValueError and changes nothing.

    `unread`: rows of the device that make no sense here. Those that a later build may have written stay there.
    """

    def __init__(self, runs: Iterable[KeptRun] = (), unread: Iterable = ()):
        self.runs, self.unread = list(runs), list(unread)

    @classmethod
    def from_json(cls, text: str) -> tuple["KeptRuns", int]:
        """The list that `to_json` wrote, and how many of its rows were nonsense (all of it counts as one)."""
        try:
            rows = json_of(text or "[]")
            if not isinstance(rows, list):
                return cls(), 1
        except (ValueError, RecursionError):
            return cls(), 1
        read = [(_read(row), row) for row in rows]
        runs = [run for run, _ in read if run][:MOST]
        return cls(runs, [row for run, row in read if not run and _is_plain(row)][:MOST]), len(rows) - len(runs)

    def to_json(self) -> str:
        """Text for `from_json`; an empty list is empty text, and leaves nothing behind."""
        rows = [*map(asdict, self.runs), *self.unread]
        return json.dumps(rows, ensure_ascii=False) if rows else ""

    def __len__(self) -> int:
        return len(self.runs)

    def keep(self, runs: Iterable[KeptRun]) -> None:
        """Adds rows; those whose name is taken get a number behind it."""
        runs = list(runs)
        if len(self.runs) + len(runs) > MOST:
            raise ValueError(f"{MOST}")
        for run in runs:
            self.runs.append(replace(run, name=self._unused(run.name)))

    def rename(self, row: int, name: str) -> None:
        """Gives the row another name; an empty one leaves the old."""
        name = _short(name)
        if name and name != self.runs[row].name:
            self.runs[row] = replace(self.runs[row], name=self._unused(name))

    def remove(self, row: int) -> None:
        del self.runs[row]

    def clear(self) -> None:
        self.runs.clear()
        self.unread.clear()

    def to_csv(self) -> str:
        """A table that spreadsheets read: name, settings that differ between rows or from the default, numbers, address."""
        configs = [run.config for run in self.runs]
        keys = differing(configs)
        numbers = [field.name for field in fields(KeptRun) if field.name not in ("name", "address")]
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(["name", *keys, *numbers, "address"])
        for run, config in zip(self.runs, configs, strict=True):
            settings = (to_text(getattr(config, key)) for key in keys)
            table.writerow([_harmless(run.name), *settings, *(getattr(run, name) for name in numbers), f"?{run.address}"])
        return out.getvalue()

    def _unused(self, name: str) -> str:
        taken, number, free = {run.name for run in self.runs}, 2, name
        while free in taken:
            free, number = f"{name[: LONGEST_NAME - 4]} {number}", number + 1
        return free


def address_of(config: Config) -> str:
    """The address of the run alone: without language, theme, what is compared and all else that only changes the view."""
    return Config(**{key: getattr(config, key) for key in OF_THE_RUN}).to_address()


def differing(configs: list[Config]) -> list[str]:
    """The settings of the run that are not the default in one of these configs, in the order of the table."""
    keys = (key for key in OF_THE_RUN if key != "points")  # a thousand of them would fill no table; the address has them
    return [key for key in keys if any(getattr(config, key) != SETTINGS[key].default for config in configs)]


def _read(values: object) -> KeptRun | None:
    try:
        return KeptRun.from_plain(values)
    except ValueError:
        return None


def _is_plain(row: object) -> bool:
    """Whether it could be a row of another build: names and plain values, of characters that can be written."""
    if not isinstance(row, dict) or not all(isinstance(value, str | int | float | None) for value in row.values()):
        return False
    try:
        return len(json.dumps(row, ensure_ascii=False).encode()) < LONGEST_ROW
    except ValueError:
        return False


def _check(name: str, value: object, kind: type) -> None:
    """Exact types, as JSON distinguishes them: a bool is no number; numbers are finite, counts not negative."""
    numbers = {int: (int,), float | None: (int, float, type(None))}.get(kind, (kind,))
    if type(value) not in numbers or (kind is not str and not _sensible(value, kind)):
        raise ValueError(f"{name}: {value!r}")


def _sensible(value: object, kind: type) -> bool:
    return value is None or (0 <= value < 2**53 if kind is int else math.isfinite(value))


def _short(name: str) -> str:
    """A name on one line, not too long, of characters that can be written (half a surrogate pair cannot)."""
    return " ".join(str(name).encode(errors="ignore").decode().split())[:LONGEST_NAME]


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _harmless(name: str) -> str:
    """A name that a spreadsheet cannot take for a formula."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@") else name
