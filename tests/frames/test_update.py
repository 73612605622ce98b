"""The update in the picture: edges go to their new weights, their steps stand on them, what they were stays as an outline."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.explain import Unit
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import LIGHT, rgb
from playground.frames.emphasis import at_phase
from playground.frames.geometry import FIELD, FIELD_LEFT, Geometry
from playground.frames.inside import InsideFrame
from playground.frames.labels import FEW, MARGIN, labels, number, text_width
from playground.frames.lamps import lamps
from playground.frames.lens import Lens
from playground.frames.light import level
from playground.frames.network import MOST_MARKS, THICKEST, WIDTH_PER_WEIGHT, NetworkFrame, width_of
from playground.frames.outlines import CHANGED, MOST, outlines
from playground.frames.pointing import Box
from playground.frames.passing import MOVING, TURNING, Pass, Step
from playground.trace import Phase, between, trace_sample, trial_step

UPDATE = Phase.of("update")
NAMES = "x₁", "x₂"


class Story:
    """One step on one sample: networks before and after, passes before and after."""

    def __init__(self, **settings):
        self.training = Training(Config(**settings))
        self.before, loss, features = self.training.network, self.training.loss, self.training.config.features
        self.trace = trace_sample(self.before, loss, (1.5, -2.0), 1.0, features)
        self.after = between(self.before, trial_step(self.training, self.trace))
        self.later = trace_sample(self.after, loss, (1.5, -2.0), 1.0, features)
        self.change = [new - old for new, old in zip(self.after.weights, self.before.weights, strict=True)]
        self.geometry = Geometry(self.before.sizes)

    def at(self, progress, factor=1.0):
        """(network, pass) so far through the update."""
        here = between(self.before, self.after.parameters, MOVING.eased(progress))
        step = Step([factor * layer for layer in self.change], here.forward(self.trace.inputs[:, None]), self.later, float(MOVING.eased(progress)))
        return here, Pass(self.before, self.trace, UPDATE, progress, step=step)

    def drawn(self, progress, factor=1.0, hidden=False):
        here, told = self.at(progress, factor)
        out = FrameBuffer((frame := NetworkFrame(self.geometry)).fields())
        emphasis = at_phase(len(self.change), UPDATE, progress)
        emphasis = emphasis.without_gradients() if hidden else emphasis
        frame.fill(out, here, self.trace, emphasis, lamps(self.trace, told), LIGHT, step=told.step)
        return out

    def labels(self, scale=0.7, hand=(), **more):
        return labels(self.geometry, NAMES, self.trace, scale, UPDATE, LIGHT, step=self.at(1.0)[1].step, hand=hand, **more)


def flat(layers):
    return np.concatenate([layer.ravel() for layer in layers])


def green(columns):
    return [text for text, colour in zip(columns["text"], columns["color"], strict=True) if colour == LIGHT.check]


def test_the_way_from_old_to_new_is_gone_once_and_both_ends_stand_still():
    ways = [MOVING.eased(progress) for progress in np.linspace(0, 1, 51)]
    assert ways == sorted(ways) and ways[:10] == [0] * 10 and ways[40:] == [1] * 11 and len(set(ways)) > 25
    made = Story(lr=0.3)
    assert np.array_equal(made.at(0.0)[0].parameters, made.before.parameters)
    assert np.array_equal(made.at(1.0)[0].parameters, made.after.parameters)


def test_edges_go_from_their_old_width_to_their_new_one():
    made = Story(lr=1.0, hidden=(3,))
    old, half, new = (made.drawn(progress)["edges.width"] for progress in (0.0, 0.5, 1.0))
    np.testing.assert_allclose(old, width_of(flat(made.before.weights)), rtol=1e-6)
    np.testing.assert_allclose(new, width_of(flat(made.after.weights)), rtol=1e-6)
    assert np.abs(new - old).max() > 0.5 and not np.array_equal(half, old) and not np.array_equal(half, new)


def test_a_step_is_a_green_chevron_upwards_where_the_weight_grows_and_downwards_where_it_falls():
    made = Story(lr=0.3, hidden=(3,))
    out, change = made.drawn(1.0), flat(made.change)
    count = len(change)
    shown = out["gradients.color"][:count, 3] > 0
    assert shown.any() and (out["gradients.color"][:count][shown, :3] == rgb(LIGHT.check)).all()
    rise = out["gradients.y0"] - out["gradients.y1"]  # of the tip over the ends of both arms
    assert (np.sign(rise[:count][shown]) == np.sign(change[shown])).all() and np.allclose(rise[:count], rise[count:])
    length = np.hypot(rise, out["gradients.x0"] - out["gradients.x1"])[:count]
    np.testing.assert_allclose(length, made.geometry.largest_mark * level(change) ** 2, rtol=1e-4, atol=1e-4)


def test_a_tiny_step_is_hardly_seen_and_the_smaller_the_less():
    made = Story(lr=0.3, hidden=(3,))
    counts = [(made.drawn(1.0, factor)["gradients.color"][:, 3] > 0).sum() for factor in (1, 1e-3, 1e-6, 0)]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1] == 0


def test_the_update_begins_with_the_gradients_and_puts_the_steps_in_their_place():
    made = Story(lr=0.3, hidden=(3,))
    colours = [made.drawn(progress)["gradients.color"] for progress in (0.02, TURNING.begin, 0.9)]
    assert not (colours[0][:, :3] == rgb(LIGHT.check)).all(axis=1).any() and colours[0][:, 3].any()
    assert not colours[1][:, 3].any() and colours[2][:, 3].any()


def test_where_gradients_are_not_spoken_of_nor_are_the_steps_that_follow_from_them():
    assert not Story(lr=0.3).drawn(1.0, hidden=True)["gradients.color"].any()


def test_of_a_dense_layer_only_the_largest_steps_have_a_mark():
    made = Story(lr=1.0, hidden=(16, 16))
    out, layer = made.drawn(1.0), made.change[1].ravel()
    marks = len(out["gradients.x0"]) // 2
    xs, ys = out["gradients.x0"][MOST_MARKS : 2 * MOST_MARKS], made.geometry.marks["x"][32:288].astype(np.float32)
    largest = np.sort(np.argpartition(np.abs(layer), -MOST_MARKS)[-MOST_MARKS:])
    assert marks == 2 * MOST_MARKS + 16 and np.array_equal(xs, ys[largest])


@pytest.mark.parametrize("progress", [0.0, 0.5, 1.0])
def test_the_dot_in_each_unit_stands_where_the_parameters_of_that_moment_take_it(progress):
    made = Story(lr=0.3, hidden=(3, 2))
    here, told = made.at(progress)
    out = FrameBuffer((frame := InsideFrame(made.geometry)).fields())
    frame.fill(out, told, LIGHT)
    still = FrameBuffer(frame.fields())
    trace = trace_sample(here, made.training.loss, (1.5, -2.0), 1.0)
    frame.fill(still, Pass(here, trace, UPDATE, progress), LIGHT)
    for name in ("dots.x", "dots.y"):
        np.testing.assert_allclose(out[name], still[name], atol=1e-3)


# -- outlines -------------------------------------------------------------------------------------


def test_an_edge_that_gets_thinner_leaves_its_old_width_empty_under_it_and_one_that_grows_wears_it():
    made = Story(lr=2.0, hidden=(3,))
    old, new = flat(made.before.weights), flat(made.after.weights)
    columns = outlines(made.geometry, made.before, made.after, LIGHT)
    grown = width_of(new) - width_of(old)
    seen = (np.abs(grown) >= CHANGED) | (old * new < 0)
    for name, which in (("old_under", seen & (grown <= 0)), ("old_over", seen & (grown > 0))):
        rows = len(columns[name]["width"]) // 2
        order = np.argsort(-np.abs(grown[which]), kind="stable")
        assert rows == which.sum() > 0
        inner = columns[name]["width"][rows:]
        np.testing.assert_allclose(inner, width_of(old[which])[order])
        assert (columns[name]["width"][:rows] > inner).all()
        np.testing.assert_array_equal(columns[name]["y1"][:rows], made.geometry.edges["y1"][which][order])


def test_an_edge_that_hardly_changes_has_no_outline_and_there_are_none_without_an_update():
    small = Story(lr=1e-4, hidden=(3,))
    for columns in (outlines(small.geometry, small.before, small.after, LIGHT), outlines(small.geometry)):
        assert all(len(column) == 0 for source in columns.values() for column in source.values())


def test_an_edge_that_changes_its_sign_has_an_outline_even_where_its_width_stays():
    made = Story(hidden="", features="x1")
    made.before.parameters[:], made.after.parameters[:] = 0.5, -0.5
    assert len(outlines(made.geometry, made.before, made.after, LIGHT)["old_under"]["width"]) == 2


def test_of_a_dense_network_only_the_edges_that_change_most_have_outlines():
    made = Story(hidden=(16, 16, 16))
    change = np.random.default_rng(0).uniform(-THICKEST, THICKEST, len(made.before.parameters)) / WIDTH_PER_WEIGHT
    made.after.parameters[:] = made.before.parameters + change
    columns = outlines(made.geometry, made.before, made.after, LIGHT)
    assert sum(len(source["width"]) for source in columns.values()) == 2 * MOST


# -- numbers --------------------------------------------------------------------------------------


def test_the_update_tells_what_becomes_of_the_loss_and_of_the_weights_of_few_edges():
    made = Story(lr=0.3, hidden=(3,))
    texts = green(made.labels(scale=1.0))
    assert texts[0] == f"L = {number(made.trace.loss, 4)[1:]} → {number(made.later.loss, 4)[1:]}"
    steps = [number(change) for change in flat(made.change)]
    assert len(texts) > 4 and not set(texts[1:]) - set(steps)
    assert green(labels(made.geometry, NAMES, made.trace, 1.0, UPDATE, LIGHT)) == []
    assert not any("L" in text for text in green(made.labels(loss=False)))


def test_no_step_is_written_under_the_plate_of_a_magnified_unit():
    made = Story(lr=0.3, hidden=(8, 4))
    whole = Box(FIELD_LEFT / 2, 300.0, FIELD_LEFT - 20.0, 600.0)
    assert len(green(made.labels(hand=(3, 20)))) == 3
    assert len(green(made.labels(hand=(3, 20), lens=Lens(Unit(1, 1), whole, whole, whole)))) == 1


def test_of_many_edges_only_the_steps_of_those_in_hand_are_written():
    made = Story(lr=0.3, hidden=(8, 4))
    change = flat(made.change)
    assert len(change) > FEW and len(green(made.labels())) == 1
    assert green(made.labels(hand=(3, 20)))[1:] == [number(change[3]), number(change[20])]


@pytest.mark.parametrize("scale", [0.37, 0.5, 0.68, 1.1])
@pytest.mark.parametrize("hidden", ["3", "4,2", "8,4", "2,2,2"])
def test_steps_cover_neither_units_nor_other_texts(scale, hidden):
    made = Story(lr=0.3, hidden=hidden)
    columns = made.labels(scale, hand=range(8))
    boxes = []
    for x, y, text in zip(columns["x"], columns["y"], columns["text"], strict=True):
        width = 7.0 * len(text.replace("    ", "  ")) / scale
        boxes.append((x - width / 2, x + width / 2, y - 12 / scale, y, text))
    side = made.geometry.unit_side / 2
    units = [(x - side, x + side, y - side, y + side, "") for x, y in made.geometry.units.tolist()]
    steps = [box for box in boxes if box[4][0] in "+−"]
    for step in steps:
        for other in (*units, *(box for box in boxes if box is not step)):
            apart = step[1] <= other[0] + 1 or other[1] <= step[0] + 1 or step[3] <= other[2] + 1 or other[3] <= step[2] + 1
            assert apart, (step, other)


@pytest.mark.parametrize("scale", [0.37, 0.5, 0.68, 1.1])
@pytest.mark.parametrize("hidden", ["3", "4,2"])
def test_what_becomes_of_the_loss_is_written_on_a_phone_too_and_not_beyond_the_picture(scale, hidden):
    made = Story(lr=0.3, hidden=hidden)
    columns = made.labels(scale)
    (row,) = [n for n, text in enumerate(columns["text"]) if "→" in text]
    assert columns["x"][row] + text_width(columns["text"][row]) / 2 / scale <= FIELD_LEFT + FIELD + MARGIN + 1e-6


@pytest.mark.parametrize(("hidden", "most"), [((3,), 40), ((16,) * 8, 4)])
def test_edges_of_a_dense_network_are_painted_anew_only_a_few_times_and_are_exact_at_the_end(hidden, most):
    made = Story(lr=50.0, hidden=hidden, act="relu", init="he_normal")
    out, seen = FrameBuffer((frame := NetworkFrame(made.geometry)).fields()), []
    for progress in np.linspace(0.0, 1.0, 41):
        here, told = made.at(progress)
        frame.fill(out, here, made.trace, at_phase(len(made.change), UPDATE, progress), lamps(made.trace, told), LIGHT, progress == 0, told.step)
        seen.append(out["edges.width"].copy())
    paintings = sum(not np.array_equal(one, other) for one, other in zip(seen, seen[1:], strict=False))
    assert 2 <= paintings <= most and (most < 10 or paintings > 10)
    np.testing.assert_allclose(seen[-1], width_of(flat(made.after.weights)), rtol=1e-6)
