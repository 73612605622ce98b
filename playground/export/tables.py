"""The run as JSON and CSV, and JSON back into settings and parameters."""

import csv
import io
import json
import math
from collections.abc import Iterable

import numpy as np

from playground.engine import Dataset, Network
from playground.export.printed import printed
from playground.foreign import json_of
from playground.record import Curves

LONGEST = 2_000_000  # characters of JSON that are read: several times the largest network


class Unreadable(ValueError):
    """A text that is not what was asked for. `key` names the sentence that says so (takeaway.refused.*), `values` fill it in."""

    def __init__(self, key: str, **values):
        self.key, self.values = key, values
        super().__init__(f"{key} {values}")


def config_json(config) -> str:
    """Every setting, as `configure()` takes it back."""
    return json.dumps(config.plain(), ensure_ascii=False, indent=2) + "\n"


def parameters_json(network: Network) -> str:
    """All weights and biases to the last bit, as `setParameters()` takes them back; one layer a line."""
    parts = (f'"{name}": [\n' + ",\n".join(map(json.dumps, layers)) + "\n]" for name, layers in network.plain().items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def history_csv(curves: Curves) -> str:
    """The curves of a run, a kept step a row; what there is none of, such as a regression's accuracy, leaves its cell empty."""
    names = ("step", "train_loss", "test_loss", "train_accuracy", "test_accuracy", *_per_layer("gradient_norm", curves.gradient),
             *_per_layer("update_ratio", curves.update))  # fmt: skip
    rows = np.column_stack([curves.steps, curves.loss, curves.accuracy, curves.gradient, curves.update])
    return _csv(names, rows.tolist())


def _per_layer(name: str, rows: np.ndarray) -> list[str]:
    """gradient_norm_1, gradient_norm_2, …"""
    return [f"{name}_{layer + 1}" for layer in range(rows.shape[1])]


def data_csv(dataset: Dataset) -> str:
    """Every sample: its point, its target, and the part of the data it belongs to."""
    parts = {"train": dataset.train, "test": dataset.test}
    return _csv(
        ("x1", "x2", "label", "part"),
        ((*point, y, name) for name, part in parts.items() for point, y in zip(part.x.tolist(), part.y.tolist(), strict=True)),
    )


def _csv(names: Iterable[str], rows: Iterable[Iterable]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value):
    """As short as it can be without losing a bit; nothing for what is not a number."""
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return ""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def read_json(text: str) -> dict | list:
    """What a JSON text holds, or one that Python has printed: settings, or parameters. Raises Unreadable."""
    if len(text) > LONGEST:
        raise Unreadable("takeaway.refused.long", length=LONGEST)
    try:
        value = json_of(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        if "://" in text:
            raise Unreadable("takeaway.refused.link") from None
        if (value := printed(text)) is not None:
            return value
        raise Unreadable("takeaway.refused.json", line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):  # nested too deeply; a number of too many digits
        raise Unreadable("takeaway.refused.object") from None
    if not isinstance(value, (dict, list)):
        raise Unreadable("takeaway.refused.object")
    return value
