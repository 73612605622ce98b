"""The dialog of one's own data: what it shows of a text, what it hands to the session, what it refuses."""

import asyncio

import pytest

from playground.config import Config
from playground.points import write
from playground.session import Session
from playground.settings import DRAWN_POINTS, SettingError
from playground.texts import say
from playground.views.panels import controls
from playground.views.panels.owndata import ACTIONS, SHOWN_PROBLEMS, html

TEXT = "1,2,1\n-1,-2,-1\n"


def shown(session):
    return str(html(session, lambda key, /, **values: say("en", key, **values)))


def test_it_starts_from_the_points_that_custom_data_stands_for():
    assert "Class A: 6 points, class B: 6." in shown(Session())
    assert "Class A: 1 points, class B: 1." in shown(Session(Config(points=TEXT.strip().replace("\n", ";"))))


def test_a_text_is_a_draft_until_it_is_used():
    session = Session()
    ACTIONS["own.read"](session, TEXT)
    assert session.config == Config() and 'data-points="1,2,1;-1,-2,-1"' in shown(session)
    ACTIONS["own.use"](session, {"text": TEXT})
    assert session.config == Config(data="custom", points=((1, 2, 1), (-1, -2, -1)), train=100)
    assert session.draft is None and "disabled" not in shown(session)


def test_a_draft_survives_a_change_of_the_settings():
    session = Session()
    ACTIONS["own.read"](session, TEXT)
    session.configure(data="custom", points="3,3,1;4,4,-1;5,5,1")
    assert 'data-points="1,2,1;-1,-2,-1"' in shown(session)


@pytest.mark.parametrize("text", ["", "x1,x2,label\n", "hello"])
def test_a_text_without_points_is_refused_and_kept(text):
    session = Session()
    with pytest.raises(SettingError):
        ACTIONS["own.use"](session, {"text": text})
    assert session.config == Config() and session.draft.text == text
    assert "at least one point" in shown(session) and "disabled" in shown(session)


@pytest.mark.parametrize("text", ["1,1,1\n", "1,1,1\n2,2,1\n"])
def test_one_sample_and_one_class_are_data(text):
    session = Session()
    ACTIONS["own.use"](session, {"text": text})
    asyncio.run(session.step(3))
    assert session.status()["test_loss"] is None and session.status()["step"] == 3


def test_up_to_twenty_own_points_begin_with_all_in_training_and_other_data_get_their_test_set_back():
    session = Session(Config(train=70))
    ACTIONS["own.use"](session, {"text": "1,2,1\n-1,-2,-1\n" * 10})
    assert session.config.train == 100
    session.configure(train=60)
    ACTIONS["own.use"](session, {"text": "1,2,1\n-1,-2,-1\n3,3,1\n" * 7})
    assert session.config.train == 60  # what the learner has set stays
    ACTIONS["own.use"](session, {"text": "1,2,1\n"})
    controls.ACTIONS["set.data"](session, "xor")
    assert session.config.train == 50
    controls.ACTIONS["set.data"](session, "custom")
    assert session.config.train == 100


def test_data_by_address_or_by_script_keep_the_documented_split():
    assert Config.from_address("data=custom&points=1,2,1;3,4,-1")[0].train == 50
    assert Session().configure(data="custom").train == 50
    used = Session()
    ACTIONS["own.use"](used, {"text": TEXT})
    assert Config.from_address(used.config.to_address())[0] == used.config


def test_many_bad_rows_are_counted():
    session = Session()
    ACTIONS["own.read"](session, TEXT + "1\n" * (SHOWN_PROBLEMS + 5))
    assert "Line 3: “column 2” is missing." in shown(session) and "and 5 more" in shown(session)
    assert shown(session).count("<li>") == SHOWN_PROBLEMS + 1


def test_what_was_typed_is_text_not_html():
    session = Session()
    ACTIONS["own.read"](session, "1,1,<b>\n2,2,<i>\n3,3,\"'\n")
    assert "<b>" not in shown(session) and "&lt;b&gt;" in shown(session)


@pytest.mark.parametrize("settings", [{}, {"out": "sigmoid"}, {"data": "gauss", "noise": 50}], ids=str)
def test_the_data_in_use_become_the_draft(settings):
    session = Session(Config(**settings))
    ACTIONS["own.start_from"](session, None)
    points = session.draft.reading.points
    assert 400 < len(points) <= 500 and {label for _, _, label in points} == {-1, 1}
    assert not session.draft.reading.problems and not session.draft.reading.remarks


def test_a_regression_in_use_becomes_a_draft_with_its_targets():
    session = Session(Config(data="plane", train=100))
    ACTIONS["own.start_from"](session, None)
    drawn, (x, y) = session.draft.reading.points, (session.training.dataset.train.x, session.training.dataset.train.y)
    assert [place for *place, _ in drawn] == pytest.approx(x, rel=1e-5) and [target for *_, target in drawn] == pytest.approx(y, rel=1e-5)
    assert "500 points whose targets are numbers" in shown(session)
    ACTIONS["own.use"](session, {"text": session.draft.text})
    assert session.config.task == "regression" and session.config.output == "identity" and session.status()["train_accuracy"] is None


IRIS = "Id,length,width,petal,species\n" + "".join(f"{i},{5 + i % 4 / 2},{3 + i % 3 / 2},{i % 5 + 0.5},{'abc'[i % 3]}\n" for i in range(1, 31))


def test_the_columns_of_a_file_are_guessed_and_can_be_chosen_by_the_learner():
    session = Session()
    ACTIONS["own.read"](session, IRIS)
    reading = session.draft.reading
    assert (reading.x1, reading.x2, reading.label, reading.positive) == ("length", "width", "species", "a")
    for name in ("x1", "x2", "label", "positive"):
        assert f'id="own-{name}"' in shown(session)
    ACTIONS["own.x2"](session, "4")
    ACTIONS["own.positive"](session, "b")
    reading = session.draft.reading
    assert (reading.x1, reading.x2, reading.positive) == ("length", "petal", "b") and sum(label for _, _, label in reading.points) == -10
    ACTIONS["own.read"](session, IRIS + "31,5,4,4.5,b\n")  # the same columns: the choice holds
    assert session.draft.reading.x2 == "petal" and session.draft.reading.positive == "b"
    ACTIONS["own.label"](session, "4")
    assert session.draft.reading.positive == "numbers" and session.draft.reading.points[0][2] not in (-1, 1)
    ACTIONS["own.read"](session, "a,b,c\n1,2,0\n")
    assert session.draft.wanted == {}


def test_a_regression_takes_the_loss_of_its_task_where_cross_entropy_was_set():
    session = Session(Config(loss="bce"))
    ACTIONS["own.use"](session, {"text": "a,b,price\n1,2,0.5\n2,1,1\n3,1,0.25\n"})
    assert session.config.loss_name == "half_mse" and session.config.output == "identity"
    controls.ACTIONS["set.data"](Session(Config(loss="bce")), "plane")


def test_points_in_use_are_used_again_as_they_are():
    points = ((0.001, 0.002, 1), (0.003, -0.001, -1))  # as near as no file's rows are left
    session = Session(Config(data="custom", points=points))
    ACTIONS["own.use"](session, {"text": write(points)})
    assert session.config.points == points


def test_points_as_they_are_written_here_offer_no_choice():
    session = Session()
    ACTIONS["own.read"](session, write(DRAWN_POINTS))
    ACTIONS["own.read"](session, write(DRAWN_POINTS[:5]))
    assert "own-x1" not in shown(session)


def test_the_points_in_use_are_no_draft():
    session = Session()
    ACTIONS["own.read"](session, write(DRAWN_POINTS))
    assert session.draft is None
