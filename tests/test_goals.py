"""A goal is read by its own grammar: what it names is compared, whatever else a text holds is refused and never run."""

import asyncio
import builtins
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import Config
from playground.goals import NUMBERS, SIGNS, WORDS, parse
from playground.session import Session
from playground.settings import SETTINGS, SettingError
from playground.texts import say
from playground.views.panels import goal as panel

NOW = {"step": 120, "test_loss": 0.04, "train_loss": 0.03, "hidden_units": 6, "diverged": 0.0, "act": "relu", "lr": 0.3}


def holds(text, **now):
    return parse(text).holds((NOW | now).get)


@pytest.mark.parametrize("text, expected", [
    ("test_loss<0.05", True), ("test_loss<0.04", False), ("test_loss<=0.04", True), ("step>120", False), ("step>=120", True), ("step!=120", False),
    ("step=120", True), ("0.01<test_loss", True), ("test_loss<0.05 and step<=2000 and hidden_units<=4", False),
    ("test_loss<0.05 and (step<=100 or hidden_units<=6)", True), ("step<=100 or hidden_units<=6 and test_loss<0.05", True),
    ("not step<=100", True), ("not (test_loss<0.05 and step<=2000)", False), ("not not diverged", False), ("not diverged", True),
    ("act==relu", True), ("act!='relu'", False), ('act == "tanh"', False), ("test_loss ≤ 0.04", True), ("lr==3e-1", True), ("lr==.3", True),
])  # fmt: skip
def test_a_goal_says_what_is_compared(text, expected):
    assert holds(text) is expected


@pytest.mark.parametrize("text", ["test_loss<0.05", "not test_loss<0.05", "test_loss<0.05 and step>0", "test_loss!=1"])
@pytest.mark.parametrize("unknown", [None, math.nan])
def test_what_is_unknown_reaches_no_goal(text, unknown):
    assert not holds(text, test_loss=unknown)


@pytest.mark.parametrize("text", [
    "", " ", "step", "step<", "<5", "step<5 and", "step<5)", "(step<5", "step<5 step>1", "step<lr", "5<6", "1<step<5", "act<relu", "act==5", "lr==relu",
    "loss==mse and", "step()<5", "step.__class__<5", "__import__('os')", "step<5;step>1", "step<5,step>1", "lambda: 1", "step<1e999", "stepp<5", "'step'<5",
    "step<0x10", "step<1_0", "step<-1", "(" * 200, "(" * 17 + "step<5" + ")" * 17, "not " * 30 + "step<5", "step<5" + " " * 200 + "and lr<1", "step<5\x00", "step<\ud800",
])  # fmt: skip
def test_what_is_no_goal_is_refused_with_what_is_allowed(text):
    with pytest.raises(ValueError):
        parse(text)
    if text.strip():
        with pytest.raises(SettingError) as caught:
            Config(goal=text)
        assert caught.value.key == "goal" and "test_loss" in caught.value.allowed


CONDITIONS = st.one_of(
    st.tuples(st.sampled_from(NUMBERS), st.sampled_from(list(SIGNS)), st.floats(0, 1e300)),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(["==", "!="]), st.sampled_from(["relu", "xor", "adam"])),
).map(lambda parts: "".join(map(str, parts)))
GOALS = st.recursive(CONDITIONS, lambda inner: st.one_of(inner.map("not ({})".format), st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' and '.join(parts)})"),
                                                          st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' or '.join(parts)})")), max_leaves=4)  # fmt: skip


@given(GOALS.filter(lambda text: len(text) <= 200))
def test_the_canonical_text_of_a_goal_is_the_same_goal(text):
    goal = parse(text)
    assert parse(str(goal)) == goal


PIECES = st.one_of(st.text(max_size=8), st.sampled_from([*NUMBERS, *WORDS, *SIGNS, "and", "or", "not", "(", ")", "0.5", "relu", "eval", "__import__", ".", "[", "'"]))


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_no_text_does_more_than_be_refused(text):
    try:
        goal = parse(text)
    except ValueError:
        return
    assert {each.name for each in goal.comparisons} <= {*NUMBERS, *WORDS}


def test_no_goal_is_run_as_code(monkeypatch):
    def never(*arguments, **more):
        raise AssertionError("run as code")

    for name in ("eval", "exec", "compile"):
        monkeypatch.setattr(builtins, name, never)
    assert holds("test_loss<0.05 and not (act==tanh or diverged)")


# -- pursued ---------------------------------------------------------------------------------------


def heard(session):
    reached = []
    session.on("goal", reached.append)
    return reached


def shown(session, language="en"):
    return str(panel.html(session, lambda key, /, **values: say(language, key, **values)))


def test_a_goal_is_told_once_when_it_is_reached_at_the_step_where_it_was():
    session = Session()
    session.configure(goal="step>=30 and hidden_units<=6")
    reached = heard(session)

    async def story():
        await session.step(20)
        assert not reached and session.pursuit.reached is None
        await session.step(20)
        await session.step(20)

    asyncio.run(story())
    assert len(reached) == 1 and reached[0]["goal"] == "step>=30 and hidden_units<=6" and 30 <= reached[0]["step"] <= 40
    session.reset()
    assert session.pursuit.reached == reached[0]["step"], "what has been reached stays so"
    session.configure(goal="step>=10")
    assert session.pursuit.reached is None


def test_every_name_of_a_goal_has_a_value_and_its_words():
    session = Session(Config(train=100, batch="all", act="relu,tanh", data="plane"))
    for language in ("zh", "en"):
        for name in (*NUMBERS, *WORDS):
            value = next(iter(SETTINGS[name].choices)) if name in WORDS else "1"
            session.configure(goal=f"{name}=={value} or not {name}=={value}")
            text = shown(session, language)
            assert "goal." not in text and "setting." not in text
    assert session.pursuit.value("test_loss") is None and session.pursuit.value("batch") == 500


def test_the_learner_sees_each_condition_and_what_is_now():
    session = Session()
    assert shown(session) == ""
    session.configure(goal="train_accuracy>=0.95 and hidden_units<=6")
    text = shown(session)
    assert "training accuracy ≥ 95%" in text and "hidden units ≤ 6" in text and "now 6" in text
    assert text.count('class="met"') == 1 and "Reached" not in text
    session.configure(goal="hidden_units<=6")
    assert "Reached at step 0" in shown(session)
