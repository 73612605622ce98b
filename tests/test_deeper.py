"""Closer looks: computed when open and training rests, of the present moment, never while nobody looks."""

import asyncio

import numpy as np
import pytest

from playground.config import Config
from playground.session import Session


def session(steps=0, **settings):
    made = Session(Config(**settings))
    made.surround(reduced_motion=True)
    asyncio.run(made.step(steps))
    return made


async def until(holds, seconds=20):
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


def looked(made, *parts):
    """The session's closer looks after these parts have been opened and computed."""
    deeper = made.deeper

    async def story():
        for part in parts:
            deeper.show(part, True)
        await until(lambda: not deeper._stale())

    asyncio.run(story())
    return deeper


def test_nothing_is_computed_while_nothing_is_open():
    made = session(50)

    async def story():
        made.pause()
        await asyncio.sleep(0.3)

    asyncio.run(story())
    assert made.deeper.histograms is None and made.deeper.surface is None


def test_what_is_open_is_computed_of_the_present():
    made = session(120)
    deeper = looked(made, "histograms", "surface")
    assert len(deeper.histograms) == 3 and deeper.progress is None
    assert deeper.surface.steps == (0, 120) and np.isfinite(deeper.surface.losses).all()
    assert deeper.surface.loss_at(0, 0) == made.evaluation().train_loss


def test_going_through_time_computes_the_looks_anew():
    made = session(200)
    looked(made, "surface")

    async def story():
        await made.seek(80)
        await until(lambda: made.deeper.surface.steps[1] == 80)

    asyncio.run(story())
    assert made.deeper.surface.loss_at(0, 0) == made.evaluation().train_loss


def test_nothing_is_computed_while_training_runs_and_all_of_it_when_it_rests():
    made = session(pace="max")
    looked(made, "histograms", "surface")

    async def story():
        first = made.deeper.surface
        made.run()
        await asyncio.sleep(0.4)
        assert made.training.step > 0 and made.deeper.surface is first
        made.pause()
        await until(lambda: not made.deeper._stale())

    asyncio.run(story())
    assert made.deeper.surface.steps[1] == made.training.step


def test_training_takes_the_place_of_an_unfinished_surface():
    made = session(100, hidden=(16,) * 20)

    async def story():
        made.deeper.show("surface", True)
        await until(lambda: made.deeper.progress)
        made.run()
        await until(lambda: made.deeper.progress is None)
        assert made.deeper.surface is None
        made.pause()

    asyncio.run(story())


def test_the_surface_looks_back_as_far_as_is_asked():
    made = session(400)
    deeper = looked(made, "surface")
    for span, first in (("100", 300), ("all", 0)):

        async def story(span=span):
            deeper.look_back(span)
            await until(lambda: not deeper._stale())

        asyncio.run(story())
        assert deeper.surface.steps == (first, 400)
    with pytest.raises(KeyError):
        deeper.look_back("7")


def test_a_new_network_forgets_the_looks_of_the_old_one():
    made = session(50)
    looked(made, "histograms", "surface")
    made.deeper.show("surface", False)
    made.deeper.show("histograms", False)
    made.configure(hidden=(3,))
    assert made.deeper.histograms is None and made.deeper.surface is None


def test_a_run_that_has_not_moved_has_no_plane():
    deeper = looked(session(0), "surface")
    assert deeper.surface.plane is None


def test_no_slice_of_computing_holds_the_page_up():
    made = session(60, hidden=(8, 8, 8, 8))
    waits = []

    async def watch():
        loop = asyncio.get_running_loop()
        while made.deeper._stale():
            before = loop.time()
            await asyncio.sleep(0)
            waits.append(loop.time() - before)

    async def story():
        made.deeper.show("surface", True)
        await watch()

    asyncio.run(story())
    assert sorted(waits)[-3] < 0.1  # two outliers for what else this machine does


def test_branching_in_the_past_keeps_the_earlier_way_and_equals_a_run_that_went_so_at_once():
    """Back to step 40, another rate, on: the same numbers to the bit as a run that changed there in the first place."""
    made, straight = session(100), session(40)
    asyncio.run(made.seek(40))
    for each in (made, straight):
        each.configure(lr=0.3)
        asyncio.run(each.step(60))
    assert np.array_equal(made.training.network.parameters, straight.training.network.parameters)
    assert made.record.earlier.steps[-1] == 100 and straight.record.earlier is None
