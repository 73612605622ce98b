"""Phases come in the order of one step, and the cursor keeps to them."""

import pytest

from playground.trace import Phase, Timeline, phases, strides


def test_the_phases_of_two_layers_are_in_the_order_of_a_step():
    assert phases(2) == ("input", "forward/1/z", "forward/1/a", "forward/2/z", "forward/2/a", "loss",
                         "backward/2/a", "backward/2/z", "backward/2", "backward/1/a", "backward/1/z", "backward/1",
                         "update")  # fmt: skip


def test_every_depth_has_five_phases_a_layer_and_three_more():
    for layers in range(1, 26):
        assert len(set(phases(layers))) == 5 * layers + 3


def test_strides_are_phases_that_finish_a_layer_each():
    assert strides(2) == ("loss", "backward/2", "backward/1", "update")
    assert set(strides(9)) <= set(phases(9))


def test_a_name_says_direction_layer_and_part():
    named = [Phase.of(name) for name in ("input", "forward/2/z", "loss", "backward/12/a", "backward/12", "update")]
    assert named == [Phase("input"), Phase("forward", 2, "z"), Phase("loss"), Phase("backward", 12, "a"),
                     Phase("backward", 12, "W"), Phase("update")]  # fmt: skip


def test_something_flows_along_the_edges_with_each_sum_each_gradient_and_each_hidden_sensitivity():
    flowing = {name: Phase.of(name).edges(2) for name in phases(2) if Phase.of(name).edges(2)}
    assert flowing == {"forward/1/z": 1, "forward/2/z": 2, "backward/2": 2, "backward/1/a": 2, "backward/1": 1}


def test_the_cursor_moves_and_stops_at_the_ends():
    start = Timeline.of(2)
    assert start.name == "input" and start.back().name == "input"
    assert start.forward(2).name == "forward/1/a"
    assert start.forward(99) == start.last() and start.last().name == "update" and start.last().at_end
    assert start.last().forward().name == "update" and start.last().first() == start
    assert start.to("backward/1/a").back().name == "backward/2"
    assert start.at(-5) == start


def test_a_move_leaves_the_old_place_as_it_was():
    start = Timeline.of(1)
    start.forward()
    assert start.position == 0


def test_an_unknown_phase_is_answered_with_the_names():
    with pytest.raises(ValueError, match="backward/3.*input, forward/1/z.*update"):
        Timeline.of(2).to("backward/3")
