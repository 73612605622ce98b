"""The walk: phases in order, a clock whose speed can change at any time, and an end to whatever is no longer wanted."""

import asyncio
import time

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Network
from playground.trace import phases, strides
from playground.walk import PASS_PHASE, WAVE_PHASE, Walk

LAYERS = 2


class Stage:
    """A stage that notes what it is told, and can be made faster at any moment."""

    def __init__(self, faster=40.0, motion=True):
        self.faster, self.motion = faster, motion
        self.phases, self.progress, self.holds = [], [], 0
        self.said = {}  # seconds that what is said of a phase takes to be read
        self.walk = Walk(self, LAYERS)

    def speed(self):
        return self.faster

    def reading(self, phase):
        return self.said.get(phase, 0.0)

    def still(self):
        return not self.motion

    def entered(self, phase):
        self.phases.append(phase)

    def held(self):
        self.holds += 1

    def moved(self):
        self.progress.append((self.walk.phase, self.walk.progress))

    async def drawn(self):
        await asyncio.sleep(0)


def play(work):
    return asyncio.run(work)


async def for_a_while(work, seconds):
    """Lets a task go on for so long, and gives it."""
    task = asyncio.ensure_future(work)
    await asyncio.sleep(seconds)
    return task


def test_a_pass_is_told_from_the_first_phase_to_the_last_and_held_there():
    stage = Stage()
    play(stage.walk.tell())
    assert tuple(stage.phases) == phases(LAYERS)
    assert (stage.walk.phase, stage.walk.progress, stage.walk.telling, stage.holds) == ("update", 1.0, False, 1)


def test_within_a_phase_the_movement_goes_steadily_forward_to_its_end():
    stage = Stage(faster=10.0)
    play(stage.walk.play("forward/1/z"))
    moved = [progress for _, progress in stage.progress]
    assert len(moved) > 3 and moved == sorted(moved) and moved[-1] == 1.0 and 0 < moved[0] < 0.5
    assert stage.phases == ["forward/1/z"] and not stage.walk.telling


class Clock:
    """A clock that goes on only while somebody sleeps or draws."""

    def __init__(self):
        self.now = 0.0

    def perf_counter(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds


@pytest.mark.parametrize(("drawing", "frames"), [(0.0, 60), (0.01, 60), (0.025, 40)])
def test_a_movement_has_sixty_frames_a_second_or_as_many_as_can_be_drawn(monkeypatch, drawing, frames):
    clock, stage = Clock(), Stage(faster=1.0)
    monkeypatch.setattr("playground.walk.time", clock)
    monkeypatch.setattr("playground.walk.asyncio", clock)
    note = stage.moved
    stage.moved = lambda: (note(), setattr(clock, "now", clock.now + drawing))
    play(stage.walk.play("loss"))
    assert len(stage.progress) / PASS_PHASE == pytest.approx(frames, abs=1)


@pytest.mark.parametrize("speed", [5.0, 20.0])
def test_the_time_a_phase_takes_is_its_length_over_the_speed(speed):
    stage = Stage(faster=speed)
    start = time.perf_counter()
    play(stage.walk.play("loss"))
    assert time.perf_counter() - start == pytest.approx(PASS_PHASE / speed, abs=0.06)


def test_a_phase_of_which_much_is_said_lasts_until_it_can_be_read(monkeypatch):
    clock, stage = Clock(), Stage(faster=2.0)
    monkeypatch.setattr("playground.walk.time", clock)
    monkeypatch.setattr("playground.walk.asyncio", clock)
    stage.said = {"forward/1/z": 6.5, "loss": PASS_PHASE / 2}
    entered = {}
    note = stage.entered
    stage.entered = lambda phase: (note(phase), entered.setdefault(phase, clock.now))
    play(stage.walk.tell())
    lasted = np.diff([*entered.values(), clock.now])
    expected = [(6.5 if phase == "forward/1/z" else PASS_PHASE) / 2 for phase in phases(LAYERS)]
    assert lasted == pytest.approx(expected, abs=0.05)


def test_a_change_of_speed_takes_effect_at_once():
    stage = Stage(faster=0.1)  # a phase would take twenty seconds

    async def story():
        task = await for_a_while(stage.walk.play("input"), 0.05)
        assert stage.walk.progress < 0.1
        stage.faster = 40.0
        await asyncio.wait_for(task, 1)

    play(story())
    assert stage.walk.progress == 1.0


def test_a_held_pass_goes_on_from_the_very_place():
    stage = Stage(faster=2.0)

    async def story():
        task = await for_a_while(stage.walk.tell(), 0.2)
        stage.walk.stop()
        await task
        held = stage.walk.phase, stage.walk.progress
        await asyncio.sleep(0.1)
        assert (stage.walk.phase, stage.walk.progress) == held and 0 < held[1] < 1
        stage.progress.clear()
        task = await for_a_while(stage.walk.tell(), 0.1)
        stage.walk.stop()
        await task
        return held

    phase, progress = play(story())
    assert stage.progress[0][0] == phase and stage.progress[0][1] > progress
    assert stage.phases == ["input"]


def test_telling_goes_on_with_the_next_phase_where_one_has_been_shown_whole():
    stage = Stage()
    stage.walk.show("loss")
    play(stage.walk.tell())
    assert tuple(stage.phases) == phases(LAYERS)[phases(LAYERS).index("loss") :]


def test_telling_begins_again_at_the_end():
    stage = Stage()
    stage.walk.show("update")
    play(stage.walk.tell())
    assert stage.phases == ["update", *phases(LAYERS)]


def test_the_wave_takes_the_strides_back_and_leaves():
    stage = Stage()
    before = Network.of(Config())
    play(stage.walk.wave(before))
    assert stage.phases == [*strides(LAYERS), None]
    assert stage.walk.phase is None and stage.walk.before is None and WAVE_PHASE < PASS_PHASE


@pytest.mark.parametrize("interrupt", [
    lambda walk: walk.stop(), lambda walk: walk.show("input"), lambda walk: walk.leave(), lambda walk: walk.play("loss").close(),
    lambda walk: walk.tell().close(), lambda walk: walk.wave(Network.of(Config())).close(),
])  # fmt: skip
@pytest.mark.parametrize("start", [lambda walk: walk.tell(), lambda walk: walk.play("loss"), lambda walk: walk.wave(Network.of(Config()))])
def test_whatever_is_asked_for_ends_what_is_under_way(start, interrupt):
    stage = Stage(faster=1.0)

    async def story():
        task = await for_a_while(start(stage.walk), 0.05)
        interrupt(stage.walk)
        entered, moved = len(stage.phases), len(stage.progress)
        await asyncio.wait_for(task, 1)
        assert (len(stage.phases), len(stage.progress)) == (entered, moved)

    play(story())


@pytest.mark.parametrize("start", [lambda walk: walk.tell(), lambda walk: walk.play("loss"), lambda walk: walk.wave(Network.of(Config()))])
def test_a_task_that_was_interrupted_before_it_began_does_nothing(start):
    stage = Stage()

    async def story():
        task = asyncio.ensure_future(start(stage.walk))
        stage.walk.leave()
        entered = len(stage.phases)
        await task
        assert len(stage.phases) == entered

    play(story())
    assert stage.walk.phase is None and not stage.walk.telling and stage.progress == []


def test_without_motion_the_same_phases_come_each_at_its_end():
    stage = Stage(motion=False)
    play(stage.walk.tell())
    assert tuple(stage.phases) == phases(LAYERS) and stage.progress == []
    stage.walk.show("loss", 0.3)
    assert stage.walk.progress == 1.0


def test_a_page_that_was_away_goes_on_where_it_was(monkeypatch):
    clock, stage = Clock(), Stage(faster=1.0)
    monkeypatch.setattr("playground.walk.time", clock)
    monkeypatch.setattr("playground.walk.asyncio", clock)

    async def away():
        clock.now += 0.6
        stage.drawn = stopped

    async def stopped():
        stage.walk.stop()

    stage.drawn = away
    play(stage.walk.play("loss"))
    assert 0 < stage.walk.progress <= 0.25 / PASS_PHASE + 1e-9


def test_an_unknown_phase_is_refused_and_nothing_changes():
    stage = Stage()
    stage.walk.show("loss")
    with pytest.raises(ValueError, match="forward/1/z"):
        stage.walk.play("sideways")
    assert stage.walk.phase == "loss" and stage.phases == ["loss"]
