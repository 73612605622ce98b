"""JSON and CSV hold every bit, and come back; what cannot be read is refused by name."""

import csv
import io
import json

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.export import (
    Unreadable,
    config_json,
    data_csv,
    history_csv,
    parameters_in,
    parameters_json,
    read_json,
)  # fmt: skip
from playground.points import read as read_points
from playground.record import Record
from tests.export.runs import a_run, losses


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("settings", [
    {}, {"data": "custom", "points": "1,2,1;-2,-1,-1;0.125,0,1"}, {"hidden": (), "lr": 1e-5}, {"data": "hills", "batch": "all"},
    {"hidden": (3, 2), "act": ("relu", "gelu"), "out": "sigmoid", "lang": "en", "theme": "dark", "hide": ("legend", "timeline")},
])  # fmt: skip
def test_settings_come_back_from_json(settings):
    config = Config(**settings)
    restored = Config().replace(**read_json(config_json(config)))
    assert restored.plain() == config.plain()


def test_parameters_come_back_from_json_to_the_bit():
    training, other = a_run(steps=30, hidden=(5, 3)), a_run(hidden=(5, 3), seed=1)
    other.set_parameters(*parameters_in(read_json(parameters_json(training.network)), other.network.sizes))
    assert np.array_equal(other.network.parameters, training.network.parameters)


def test_data_hold_every_sample_to_the_bit():
    dataset = a_run(data="hills", samples=30).dataset
    rows = rows_of(data_csv(dataset))
    for name, part in (("train", dataset.train), ("test", dataset.test)):
        table = [[float(row[key]) for key in ("x1", "x2", "label")] for row in rows if row["part"] == name]
        assert np.array_equal(table, np.column_stack([part.x, part.y]))


def test_the_history_holds_every_curve_to_the_bit():
    training = a_run(hidden=(3, 2))
    record = Record(training)
    record.advance(100)
    curves, rows = record.curves(), rows_of(history_csv(record.curves()))
    assert [int(row["step"]) for row in rows] == list(curves.steps) and int(rows[-1]["step"]) == 100
    assert [float(rows[-1][key]) for key in ("train_loss", "test_loss")] == losses(training)
    for name, table in (("gradient_norm", curves.gradient), ("update_ratio", curves.update)):
        written = [[float(row[f"{name}_{layer}"]) for layer in (1, 2, 3)] for row in rows[1:]]
        assert np.array_equal(written, table[1:])
    assert rows[0]["update_ratio_1"] == ""  # no step has led there


def test_the_history_of_a_regression_has_no_accuracy():
    record = Record(a_run(data="plane"))
    assert [row["test_accuracy"] for row in rows_of(history_csv(record.curves()))] == [""]


@pytest.mark.parametrize(("text", "key"), [
    ("{", "json"), ("", "json"), ("3", "object"), ('"a"', "object"), ("[" * 100_000, "object"),
    (" " * 2_000_001, "long"), ('{"lr": ' + "1" * 5000 + "}", "object"),
])  # fmt: skip
def test_what_is_no_object_is_refused(text, key):
    with pytest.raises(Unreadable) as refused:
        read_json(text)
    assert refused.value.key == f"takeaway.refused.{key}"


def test_settings_are_not_taken_for_parameters():
    assert parameters_in(read_json(config_json(Config())), (2, 4, 2, 1)) is None


def test_a_mistake_in_json_is_told_with_its_place():
    with pytest.raises(Unreadable) as refused:
        read_json('{"lr": 0.1,\n "act": tanh}')
    assert refused.value.values == {"line": 2, "column": 9}


def test_json_from_a_windows_editor_is_read():
    assert read_json("\ufeff" + config_json(Config())) == Config().plain()


def test_drawn_points_come_back_from_the_data():
    points = ((1.0, 2.0, 1), (-2.0, -1.0, -1), (3.0, 0.5, 1), (0.0, -3.0, -1))
    text = data_csv(Training(Config(data="custom", points=points)).dataset)
    without_part = "\n".join(line.rpartition(",")[0] for line in text.splitlines())
    assert sorted(read_points(without_part).points) == sorted(points)
