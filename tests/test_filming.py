"""A film is made picture by picture, in step with the pass or with training, and leaves the learner where they were."""

import asyncio

import pytest

from playground.config import Config
from playground.filming import RATE, STAYS, TRAINING, rounded
from playground.session import Session
from playground.walk import PASS_PHASE
from tests.screens import InstantScreen


class Screen(InstantScreen):
    """Notes what it draws."""

    def __init__(self, session):
        super().__init__()
        self.session, self.drawn = session, []

    def show(self, further=False):
        super().show(further)
        self.drawn.append((self.session.phase, self.session.walk.progress, self.session.training.step))


def session_of(**settings):
    session = Session(Config(**{"hidden": (2,), "samples": 30, "speed": 10} | settings))
    session.screen = Screen(session)
    return session


async def taken(session, what, kind, meanwhile=lambda picture: None):
    """[(picture, what was drawn last when it was there)]."""
    told, films = [], []
    session.on("film", told.append)
    await session.filming.begin(what, kind)
    while (picture := told[-1]) is not None:
        films.append((picture, session.screen.drawn[-1]))
        meanwhile(picture)
        await session.filming.go_on()
    session.filming.end()
    return films


def film(session, what, kind, meanwhile=lambda picture: None):
    return asyncio.run(taken(session, what, kind, meanwhile))


@pytest.mark.parametrize("speed", [1, 4, 10])
def test_a_video_of_the_pass_has_thirty_pictures_for_each_second_that_the_pass_lasts_and_goes_on_evenly(speed):
    session = session_of(speed=speed)
    session.reading = lambda phase: 5.0 if phase == "loss" else 1.0  # what is said of the loss takes longer than all else
    each = {phase: round((5 if phase == "loss" else PASS_PHASE) * RATE / speed) for phase in session.phases}
    films = film(session, "pass", "video")
    drawn = [(phase, progress) for _, (phase, progress, _) in films]
    moves = [(phase, (n + 1) / count) for phase, count in each.items() for n in range(count)]
    assert drawn == moves + [("update", 1.0)] * (STAYS * RATE)
    assert [picture.number for picture, _ in films] == list(range(len(drawn))) and {picture.of for picture, _ in films} == {len(drawn)}


def test_pictures_of_the_pass_are_the_ends_of_its_phases():
    session = session_of()
    films = film(session, "pass", "pictures")
    assert [(phase, progress) for _, (phase, progress, _) in films] == [(phase, 1.0) for phase in session.phases]
    assert [picture.name for picture, _ in films] == [phase.replace("/", "-") for phase in session.phases]


@pytest.mark.parametrize(("pace", "steps"), [("step", 1), ("epoch", 2), ("max", None)])
def test_a_video_of_training_goes_on_by_the_same_number_of_steps_from_picture_to_picture(pace, steps):
    films = film(session_of(pace=pace), "training", "video")
    each = films[0][0].steps
    assert each == steps or (steps is None and str(each).rstrip("0") in "125")
    assert {picture.steps for picture, _ in films} == {each}
    assert [step for *_, (_, _, step) in films] == [n * each for n in range(RATE * TRAINING)]


def test_pictures_of_training_are_a_second_apart():
    films = film(session_of(pace="step"), "training", "pictures")
    assert [(picture.name, step) for picture, (_, _, step) in films] == [(f"{n}s", n * RATE) for n in range(TRAINING + 1)]


@pytest.mark.parametrize("what", ["pass", "training"])
def test_after_a_film_the_learner_is_where_they_were(what):
    session = session_of()
    film(session, what, "pictures")
    assert session.phase is None and not session.running
    session.show_phase("loss", 0.4)
    film(session, what, "pictures")
    assert (session.phase, session.walk.progress) == ("loss", 0.4) and not session.filming.going


def test_after_a_film_goes_on_what_went_on_before():
    async def both():
        session = session_of()
        session.run()
        await taken(session, "pass", "pictures")
        running = session.running
        session.show_phase("loss", 0.4)
        session.tell_pass()
        await taken(session, "training", "pictures")
        return running, session.telling, session.phase

    assert asyncio.run(both()) == (True, True, "loss")


@pytest.mark.parametrize("what", ["pass", "training"])
@pytest.mark.parametrize(
    ("asked", "phase"),
    [(lambda s: s.reset(), None), (lambda s: s.play_phase("loss"), "loss"), (lambda s: s.configure(hidden=(3,)), None), (lambda s: s.leave_pass(), None)],
    ids=["reset", "another phase", "another network", "no pass"],
)
def test_what_the_learner_asks_for_meanwhile_ends_a_film_and_stays(what, asked, phase):
    async def disturbed():
        session = session_of()
        session.show_phase("update")
        films = await taken(session, what, "video", lambda picture: picture.number == 9 and asked(session))
        return len(films), session.phase, session.filming.going

    assert asyncio.run(disturbed()) == (10, phase, False)


def test_a_hidden_page_does_not_end_a_film_of_training():
    session = session_of()
    films = film(session, "training", "pictures", lambda picture: session.surround(visible=False))
    assert len(films) == TRAINING + 1


def test_a_run_that_cannot_go_on_ends_its_film():
    session = session_of(lr=100.0, act=("relu",), out="identity", pace="step")
    films = film(session, "training", "video")
    assert 1 <= len(films) < RATE * TRAINING and session.training.diverged is not None and not session.running


def test_steps_between_pictures_can_be_said():
    assert [rounded(steps) for steps in (1, 3, 7, 10, 49, 533)] == [1, 2, 5, 10, 20, 500]
