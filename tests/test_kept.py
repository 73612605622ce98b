"""Kept runs: the numbers of the moment, a table for the homework, and nothing taken on trust from storage."""

import csv
import io
import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import Config
from playground.engine import Training
from playground.engine.diagnostics import Diagnostics
from playground.kept import LONGEST_NAME, MOST, KeptRun, KeptRuns

QUICK = {"samples": 40, "hidden": (3,)}


def trained(steps=30, **config):
    training = Training(Config(**QUICK | config))
    training.advance(steps)
    return training


def kept(*names, **config):
    runs = KeptRuns()
    runs.keep(KeptRun.of(name, trained(**config)) for name in names)
    return runs


def table(runs):
    return list(csv.DictReader(io.StringIO(runs.to_csv())))


def test_a_kept_run_has_the_numbers_of_its_moment():
    training = trained(act="relu")
    row, result, flow = KeptRun.of("mine", training), training.evaluate(), Diagnostics(training).measure()
    training.advance(100)
    assert (row.name, row.step, row.diverged) == ("mine", 30, False)
    assert (row.train_loss, row.test_loss) == (result.train_loss, result.test_loss)
    assert (row.train_accuracy, row.test_accuracy) == (result.train_accuracy, result.test_accuracy)
    assert (row.first_gradient, row.last_gradient) == (flow.gradient_norms[0], flow.gradient_norms[-1])
    assert row.dead_units == sum(flow.dead_units)


def test_its_address_opens_the_same_run_without_anything_of_the_view():
    training = trained(act="relu", lr=0.3, lang="zh", theme="dark", versus="act=elu", focus="loss", hide="legend")
    again = Training(KeptRun.of("a", training).config)
    again.advance(30)
    assert again.evaluate() == training.evaluate()
    assert KeptRun.of("a", training).address == "samples=40&hidden=3&act=relu&lr=0.3"


def test_a_diverged_run_and_a_regression_have_rows_too():
    lost = KeptRun.of("lost", trained(2000, lr=100, out="identity", act="relu", init="he_normal"))
    assert lost.diverged and KeptRuns.from_json(KeptRuns([lost]).to_json())[1] == 0
    assert KeptRun.of("plane", trained(data="plane")).train_accuracy is None


def test_names_are_one_short_line_and_told_apart():
    runs = kept("a", "a", "  b \n c ", "x" * 100)
    assert [run.name for run in runs.runs] == ["a", "a 2", "b c", "x" * LONGEST_NAME]
    assert kept("half \ud83d a pair").runs[0].name == "half a pair"
    runs.rename(2, "a")
    runs.rename(0, "  ")
    runs.rename(3, "y" * 200)
    assert [run.name for run in runs.runs] == ["a", "a 2", "a 3", "y" * LONGEST_NAME]


def test_runs_are_removed_and_cleared():
    runs = kept("a", "b", "c")
    runs.remove(1)
    assert [run.name for run in runs.runs] == ["a", "c"]
    runs.clear()
    assert len(runs) == 0


def test_there_is_an_end_to_keeping():
    row = kept("a").runs[0]
    runs = KeptRuns([row] * MOST)
    with pytest.raises(ValueError):
        runs.keep([row])
    assert len(runs) == MOST


def test_the_list_survives_being_written_and_read():
    runs = kept("甲", "b", act="relu")
    again, ignored = KeptRuns.from_json(runs.to_json())
    assert again.runs == runs.runs and ignored == 0


def spoilt(**changes):
    return asdict(kept("a").runs[0]) | changes


NONSENSE = {
    "no row": 5, "nothing": None, "a list": [], "too few": {"name": "a"}, "too many": spoilt(extra=1),
    "name": spoilt(name=None), "address": spoilt(address="lr=banana"), "key": spoilt(address="nonsense=1"),
    "step": spoilt(step=-1), "endless": spoilt(step=10**400), "half a step": spoilt(step=1.5), "truth": spoilt(step=True),
    "dead": spoilt(dead_units="1"),
    "loss": spoilt(train_loss="0.1"), "no loss": spoilt(train_loss=float("nan")), "diverged": spoilt(diverged=0),
}  # fmt: skip


@pytest.mark.parametrize("row", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_left_out_and_counted_and_the_rest_is_kept(row):
    good = asdict(kept("good").runs[0])
    runs, ignored = KeptRuns.from_json(json.dumps([row, good]))
    assert [run.name for run in runs.runs] == ["good"] and ignored == 1


def test_a_row_of_a_later_build_stays_on_the_device_until_all_is_cleared():
    good = asdict(kept("good").runs[0])
    later = good | {"address": "data=of-a-later-build", "added": 1}
    runs, _ = KeptRuns.from_json(json.dumps([later, good, {"nested": [1]}, {"half": "\ud800"}, 7]))
    runs.keep(kept("more").runs)
    assert [row.get("added", row["name"]) for row in json.loads(runs.to_json())] == ["good", "more", 1]
    runs.clear()
    assert runs.to_json() == ""


@given(st.text())
def test_any_text_is_harmless(text):
    KeptRuns.from_json(text)


def test_no_text_is_an_empty_list():
    assert KeptRuns.from_json("")[1] == 0 and KeptRuns().to_json() == ""


@pytest.mark.parametrize("text", ["{", "7", '{"a": 1}', "[" * 100_000])
def test_a_text_that_is_no_list_counts_as_one_piece_of_nonsense(text):
    runs, ignored = KeptRuns.from_json(text)
    assert len(runs) == 0 and ignored == 1


def test_the_table_has_the_settings_that_are_not_the_default_and_exact_numbers():
    runs = kept("tanh")
    runs.keep([KeptRun.of("relu", trained(act="relu", data="xor"))])
    first, second = table(runs)
    assert list(first)[:5] == ["name", "data", "samples", "hidden", "act"]
    assert (first["act"], second["act"], second["data"], second["name"]) == ("tanh", "relu", "xor", "relu")
    assert float(second["test_loss"]) == runs.runs[1].test_loss
    assert second["address"] == "?data=xor&samples=40&hidden=3&act=relu"


def test_points_drawn_by_hand_are_in_the_address_only():
    runs = kept("drawn", data="custom", points="1,2,1;3,4,-1;0,1,1")
    assert "points" not in table(runs)[0] and "points=1,2,1" in table(runs)[0]["address"]


def test_a_row_is_opened_alone_and_in_the_view_of_before():
    now = Config(lang="zh", focus="loss", versus="act=elu", lr=3, sample="1,2,1")
    opened = kept("a", act="relu", data="xor").runs[0].seen_as(now)
    assert (opened.act, opened.data, opened.lr) == ("relu", "xor", 0.03)
    assert (opened.lang, opened.focus, opened.versus, opened.sample) == ("zh", "loss", "", ())


def test_no_name_becomes_a_formula_in_a_spreadsheet():
    assert table(kept('=HYPERLINK("http://x")'))[0]["name"].startswith("'=")
