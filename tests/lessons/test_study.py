"""Progress: a prediction stands as it was made, a number may be corrected, a task counts once; and all of it survives as text."""

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.lessons.lesson import Best, Choice, Lesson, Number, Opening, Slip, Step, Task
from playground.lessons.reading import read_number
from playground.lessons.study import Study

RUN = SimpleNamespace(value=0.25, config=SimpleNamespace(scene="playground", at="", to_address=lambda base=None: ""))
CHOICE = Step("guess", (), ask=Choice(3, right=lambda run: 1))
NUMBER = Step("reckon", (), ask=Number(lambda run: run.value, slips=(Slip("sign", lambda run: -run.value),)))
TASK = Step("do", (), ask=Choice(2, right=lambda run: 0), task=Task(done=lambda run: run.value > 1))
LESSON = Lesson("linear", 10, (CHOICE, NUMBER, TASK, Step("end", ())), best=lambda run: Best(1.0, {}))


def test_a_prediction_stands_as_it_was_made_right_or_wrong():
    study = Study()
    assert study.locked(LESSON, CHOICE)
    assert not study.answer(LESSON, CHOICE, "2", Opening.of(CHOICE, RUN))
    assert study.answers["linear", "guess"] == 2 and study.finished(LESSON, CHOICE)


def test_a_wrong_number_is_a_try_that_names_the_slip_and_may_be_corrected():
    study = Study()
    assert not study.answer(LESSON, NUMBER, "−1/4", Opening.of(NUMBER, RUN))
    assert study.locked(LESSON, NUMBER) and study.tries["linear", "reckon"] == 1 and study.slips["linear", "reckon"] == "sign"
    assert study.answer(LESSON, NUMBER, "0,25", Opening.of(NUMBER, RUN))
    assert study.finished(LESSON, NUMBER) and study.slips["linear", "reckon"] == ""
    assert not study.tries, "hints for a task come after tries at the task"


@pytest.mark.parametrize("nonsense", ["", "x", "3", "-1", None, "1e999"])
def test_what_is_no_answer_is_refused_and_changes_nothing(nonsense):
    study = Study()
    with pytest.raises((ValueError, TypeError)):
        study.answer(LESSON, CHOICE, nonsense, Opening.of(CHOICE, RUN))
    assert not study.answers and not study.tries


def test_progress_survives_as_text_and_nonsense_is_left_out():
    study = Study()
    study.answer(LESSON, CHOICE, 1, Opening.of(CHOICE, RUN))
    study.answer(LESSON, NUMBER, "9", Opening.of(NUMBER, RUN))
    again = Study.from_json(study.to_json(), [LESSON])
    assert (again.answers, again.tries, again.done) == (study.answers, study.tries, study.done)
    spoilt = study.to_json().replace('"linear/guess": 1', '"linear/guess": 77, "other/x": 1')
    assert Study.from_json(spoilt, [LESSON]).answers == {}


def test_progress_of_a_later_build_is_not_lost_by_a_page_of_an_earlier_one():
    study, later = Study(), {"answers": {"linear/new": 3, "linear/guess": 2}, "done": ["other/do"], "tries": {}, "findings": {"other/do": {"n": 1}},
                             "bests": {"other": {"score": 1.0}}}  # fmt: skip
    study.answer(LESSON, CHOICE, 1, Opening.of(CHOICE, RUN))
    kept = json.loads(study.beside(json.dumps(later), [LESSON]))
    assert kept["answers"] == {"linear/guess": 1, "linear/new": 3}
    assert (kept["done"], kept["findings"], kept["bests"]) == (["other/do"], later["findings"], later["bests"])
    for nonsense in ("", "[]", "{", '{"answers": 1}', "null", json.dumps(later | {"done": 7})):
        assert study.beside(nonsense, [LESSON]) == study.to_json()


@given(st.text(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(str))
def test_any_text_is_harmless_as_progress(text):
    assert Study.from_json(text, [LESSON]).answers == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.25", 0.25), ("0,25", 0.25), (" −1.5e-3 ", -0.0015), ("3/4", 0.75), ("-1/2 · 0,3", -0.15), ("1/2*4", 2), (".5", 0.5), ("2.", 2)],
)
def test_a_number_is_read_as_students_write_it(text, value):
    assert read_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "1/0", "1,2,3", "--1", "1e400", "abc", "1" * 100, "1//2", "nan"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        read_number(text)


@given(st.text(max_size=30))
def test_reading_a_number_raises_nothing_but_value_errors(text):
    try:
        read_number(text)
    except ValueError:
        pass
