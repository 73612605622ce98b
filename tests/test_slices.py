"""Slices of training: what drawing leaves of a turn, in steps."""

from playground.slices import AT_ONCE, LONGEST, SHORTEST, TURN, Slices


def after_frames_of(seconds, step=1e-3):
    slices = Slices()
    slices.trained(10, 10 * step)
    for _ in range(50):
        slices.drawn(seconds)
    return slices


def test_training_gets_what_drawing_leaves():
    assert after_frames_of(TURN - 0.008).steps(None) in (7, 8)
    assert after_frames_of(0.001).steps(None) == int(LONGEST / 1e-3)
    assert after_frames_of(1.0).steps(None) == int(SHORTEST / 1e-3)


def test_one_frame_that_costs_more_hardly_matters():
    slices = after_frames_of(0.006)
    before = slices.seconds()
    slices.drawn(0.012)
    assert before > slices.seconds() > 0.8 * before


def test_at_least_one_step_fits_and_a_few_are_made_at_once():
    slices = after_frames_of(0.001, step=1.0)
    assert slices.steps(None) == 1 and slices.steps(100) == AT_ONCE and slices.steps(2) == 2


def test_steps_that_were_not_made_tell_nothing_of_their_cost():
    slices = after_frames_of(0.001)
    slices.trained(0, 5.0)
    assert slices.steps(None) == int(LONGEST / 1e-3)
