"""The view: what the learner does reaches the session, and what the session decides is shown."""

import asyncio

import numpy as np
import pytest

from playground.apps.playground import App
from playground.explain import Edge, Unit
from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.geometry import on_field
from playground.frames.light import colours, level
from playground.frames.pointing import edge_number
from playground.lessons import LESSONS
from playground.views.panels import outline, transport
from playground.views.playground import FIELD_EVERY, FIGURES_EVERY, LEAST_FRAMES


def in_a_loop(work):
    """Does something that sets a task going; the task itself comes to nothing."""

    async def story():
        work()

    asyncio.run(story())


def luminance(colour):
    """Relative luminance of a hex colour (WCAG 2.2)."""
    share = rgb(colour) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_training_points_and_test_points_are_told_apart_by_their_outlines(app, theme):
    app.session.configure(theme=theme)
    points = [app.view.picture.network.select_one({"name": name}) for name in ("train", "test")]
    darker, lighter = sorted(luminance(renderer.glyph.line_color) for renderer in points)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_every_word_switches_with_the_language(app):
    app.session.configure(lang="zh")
    assert "<span>训练</span>" in app.board.changed()["transport"]
    assert "网络还没有学习" in app.view.sentence.object
    app.session.configure(lang="en")
    assert "<span>Train</span>" in app.board.changed()["transport"] and "has not learned" in app.view.sentence.object


def test_the_sentence_follows_from_the_state(app):
    app.session.surround(reduced_motion=True)  # no wave after the step
    asyncio.run(app.session.step(10))
    assert "step 10" in app.view.sentence.object
    app.session.show_phase("backward/3")
    assert "layer 3" in app.view.sentence.object


def test_a_lesson_asks_for_a_prediction_before_it_offers_training(app):
    tutor = app.session.tutor
    tutor.open("linear", "stack")
    assert tutor.locked and app.view.sentence.object == f"<p>{app.view.say('lesson.predict')}</p>"
    tutor.answer("0")
    assert not tutor.locked and app.view.sentence.object == f"<p>{app.view.say('now.start')}</p>"


def test_on_the_way_forward_nothing_of_the_gradient_is_lit_for_a_unit_in_hand(app):
    app.session.pin(Unit(1, 2))

    def lit_at(phase):
        app.session.show_phase(phase)
        return set(app.view.picture.sources["lit_edges"].data["color"])

    assert lit_at("forward/1/z") == {LIGHT.accent}
    assert lit_at("backward/1/z") == {DARK.accent, DARK.gradient}  # the picture goes dark for the way back


def test_numbers_of_a_phase_are_there_when_what_they_are_of_has_arrived(app):
    def texts_at(phase, progress):
        app.session.walk.show(phase, progress)
        app.view.frame()
        return "".join(app.view.picture.sources["labels"].data["text"])

    assert "=" not in texts_at("input", 0.3) and "x₁ = " in texts_at("input", 1.0)
    assert "z = " not in texts_at("forward/1/z", 0.5) and texts_at("forward/1/z", 0.9).count("z = ") == 4
    assert "a = " not in texts_at("forward/1/a", 0.3) and texts_at("forward/1/a", 0.9).count("a = ") == 4
    assert "L = " not in texts_at("loss", 0.3) and "L = " in texts_at("loss", 0.9)
    assert "δ = " not in texts_at("backward/3/z", 0.3) and "δ = " in texts_at("backward/3/z", 0.9)


def test_on_a_light_page_the_picture_goes_dark_for_the_way_back_but_not_for_a_projector(app):
    def ground_at(phase):
        app.session.show_phase(phase)
        return app.view.frame()["night.color"][0].tolist()

    assert ground_at("loss")[3] == ground_at("update")[3] == 0
    assert ground_at("backward/2/z") == [*rgb(DARK.card), 255]
    app.session.surround(large=True)
    assert ground_at("backward/2/z")[3] == 0
    app.session.surround(large=False)
    app.session.configure(theme="dark")
    assert ground_at("backward/2/z")[3] == 0  # dark already


def test_fields_of_compared_networks_go_dark_with_their_networks(app):
    def fields_at(phase, theme):
        app.session.configure(theme=theme)
        app.session.show_phase(phase)
        return app.view.frame()["compared.image"].copy()

    app.session.configure(versus="act=relu", samples=20)
    assert np.array_equal(fields_at("backward/1", "light"), fields_at("backward/1", "dark"))
    assert not np.array_equal(fields_at("loss", "light"), fields_at("loss", "dark"))


def test_the_wave_after_a_step_leaves_field_and_units_alone(app):
    app.session.walk.before = app.session.training.network  # as in the wave
    app.session.walk.phase = "backward/3/z"
    frame = app.view._frame.fill(app.view._moment())
    assert not app.session.night and not frame["veil.color"].any() and not frame["grounds.color"].any()
    assert (frame["train.x"] > 0).all()


def test_a_diverged_run_is_named_with_its_step(app):
    app.session.configure(lr=100, act="relu", out="identity", init="he_normal")
    asyncio.run(app.session.step(5000))
    assert "Diverged" in app.view.sentence.object and str(app.session.training.diverged.step + 1) in app.view.sentence.object


def test_a_new_shape_gives_every_source_columns_of_equal_length(app):
    for hidden in ("", "3", "16,16", "1,2,3,4"):
        app.session.configure(hidden=hidden)
        for source in app.view.picture.sources.values():
            assert len({len(column) for column in source.data.values()}) <= 1


def test_the_layout_names_a_model_for_every_array(app):
    layout = app.view.layout()
    assert all(entry["model"] for entry in layout if entry["kind"] not in ("numbers", "step"))
    assert {entry["kind"] for entry in layout} == {"column", "images", "range", "ticks", "numbers", "step"}


def test_a_frame_holds_the_step_that_the_status_says(app):
    asyncio.run(app.session.step(33))
    assert app.view.frame()["numbers"][0] == app.view.frame()["step"][0] == app.session.status()["step"] == 33


def test_within_a_phase_only_what_moves_is_drawn_anew(app):
    app.session.show_phase("forward/1/z", 0.1)
    whole = app.view.frame()
    whole["field.image"].fill(7)
    early = whole["lights.x0"].copy()
    app.session.walk._progress = 0.3
    moved = app.view.frame()
    assert (moved["field.image"] == 7).all() and not np.array_equal(moved["lights.x0"], early)
    app.session.configure(theme="dark")
    assert not (app.view.frame()["field.image"] == 7).any()


def test_the_field_is_computed_anew_only_where_its_network_or_its_colours_are_others(app):
    def drawn():
        frame = app.view.frame()
        anew = not (frame["field.image"] == 7).any()
        frame["field.image"].fill(7)
        return anew

    drawn()
    for phase in ("input", "forward/1/z", "loss"):
        app.session.show_phase(phase)
        assert not drawn(), phase
    for change in ({"theme": "dark"}, {"cells": "discrete"}, {"out": "sigmoid"}, {"hidden": "5"}, {"seed": 3}):
        app.session.configure(**change)
        assert drawn(), change
    app.session.set_parameters(app.session.training.network.weights, app.session.training.network.biases)
    assert drawn() and not drawn()


@pytest.mark.parametrize(("part", "what", "every"), [("field", "field.image", FIELD_EVERY), ("figures", "numbers", FIGURES_EVERY)])
def test_field_and_figures_follow_a_run_now_and_then_and_an_answer_at_once(app, monkeypatch, part, what, every):
    def trained(further, passed):
        nonlocal now
        now += passed
        asyncio.run(app.session.step(1))
        frame = app.view.frame(further)
        assert frame["step"] == app.session.training.step
        drawn = not (frame[what] == 7).any()
        frame[what].fill(7)
        return drawn

    now = 100.0
    monkeypatch.setattr("playground.views.playground.time.monotonic", lambda: now)
    assert trained(False, 0)
    on_a_fast_machine = [trained(True, 0.6 * every / LEAST_FRAMES[part]) for _ in range(LEAST_FRAMES[part])]
    assert not any(on_a_fast_machine)
    assert trained(True, 0.6 * every)
    on_a_slow_machine = [trained(True, 1.1 * every) for _ in range(2 * LEAST_FRAMES[part])]
    assert on_a_slow_machine == 2 * [*(LEAST_FRAMES[part] - 1) * [False], True]
    assert trained(False, 0)


def test_figures_have_a_name_for_those_who_hear_the_page(app):
    label = app.view.new_names()["network"]
    assert "2 – 4 – 2 – 1" in label and "Step 0" in label


def test_the_theme_recolours_field_and_axes(app):
    light = app.view.frame()["field.image"].copy()
    app.session.configure(theme="dark")
    assert not np.array_equal(app.view.frame()["field.image"], light)
    assert app.view.picture.chart.xaxis[0].major_label_text_color == "#98a1ae"


def test_the_gradient_flow_goes_dark_with_the_picture_so_that_the_same_light_has_the_same_colour_in_both(app):
    for phase, ink in (("forward/1/a", LIGHT.soft), ("backward/1/z", DARK.soft)):
        app.session.show_phase(phase)
        drawn, stage = app.view.frame(), DARK if app.session.night else LIGHT
        assert app.view.picture.norms.yaxis[0].major_label_text_color == ink
        assert np.array_equal(drawn["norms.delta_color"], colours(level(np.array(app.session.diagnosis().delta_norms)), stage))


def test_an_address_is_taken_over_and_what_is_wrong_in_it_is_named(app):
    ignored = app.go_to("?lr=banana&hidden=4,x&act=reluu&data=%00&seed=3").ignored
    assert {error.key for error in ignored} == {"lr", "hidden", "act", "data"} and app.session.config.seed == 3
    assert "banana" in app.view.sentence_for(ignored[0], "error.ignored")
    assert app.page()["search"] == "?seed=3"


def test_pressing_the_field_moves_the_ring_and_the_numbers_to_the_nearest_data_point(app):
    train = app.session.training.dataset.train
    x, y = (on_field(train.x[7:8])[0] + [0.5, -0.5]).tolist()
    in_a_loop(lambda: outline.ACTIONS["press_at"](app.session, {"x": x, "y": y}))
    assert app.session.probe == (train.x[7].tolist(), train.y[7])
    app.session.show_phase("input")  # at its end
    drawn = app.view.frame()
    assert np.allclose([drawn["probe.x"][0], drawn["probe.y"][0]], on_field(train.x[7:8])[0])
    assert f"{train.y[7]:+.3g}".replace("-", "−") in "".join(app.view.picture.sources["labels"].data["text"])


def test_what_is_in_hand_is_lit_in_the_picture_and_only_then(app):
    sources = app.view.picture.sources
    app.session.pin(Edge(1, 1, 2))
    assert len(sources["lit_edges"].data["x0"]) > 3 and len(sources["lit_units"].data["x"]) > 2
    kept = sources["lit_edges"].data
    in_a_loop(app.session.start_step)
    assert sources["lit_edges"].data is kept
    app.session.configure(hidden="3")
    app.session.pin(None)
    assert len(sources["lit_edges"].data["x0"]) == len(sources["lit_units"].data["x"]) == 0


@pytest.mark.parametrize("phase", [None, "input", "backward/1"])
def test_the_edge_in_hand_shows_the_sign_of_its_weight_on_a_halo_that_lies_under_it(app, phase):
    held, session = Edge(2, 3, 1), app.session
    session.pin(held)
    if phase:
        session.show_phase(phase)
    for value, colour in ((0.4, LIGHT.positive), (-0.4, LIGHT.negative), (2.0, LIGHT.positive)):
        session.change_parameter(held, value)
        drawn = app.view.frame()["edges.color"][edge_number((2, 4, 2, 1), held)]
        assert drawn.tolist() == [*rgb(colour), 255]
    order = [renderer.data_source for renderer in app.view.picture.network.renderers]
    assert order.index(app.view.picture.sources["lit_edges"]) < order.index(app.view.picture.sources["edges"])


@pytest.mark.parametrize(("hide", "asks"), [
    ("", ["learning rate", "reset"]), ("transport", ["learning rate"]), ("controls", ["Reset"]), ("lr", ["Reset"]), ("controls,run", []),
])  # fmt: skip
def test_the_sentence_asks_a_diverged_run_only_for_what_is_there_to_be_done(app, hide, asks):
    app.session.configure(lr=100, act="relu", out="identity", init="he_normal", hide=hide)
    asyncio.run(app.session.step(5000))
    sentence = app.view.sentence.object
    assert "Diverged" in sentence and "{" not in sentence
    assert [ask for ask in ("learning rate", "reset", "Reset") if ask in sentence] == asks


@pytest.mark.parametrize("hide", ["transport", "run"])
def test_the_sentence_asks_for_no_button_that_is_hidden(app, hide):
    assert "Train" in app.view.sentence.object
    app.session.configure(hide=hide)
    assert "Train" not in app.view.sentence.object and "ŷ" in app.view.sentence.object


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda lesson: lesson.name)
def test_in_every_step_the_sentence_asks_only_for_buttons_that_are_there(app, lesson):
    train = app.view.say("control.run")

    def look(step):
        app.session.tutor.configure(scene=lesson.name, at=step.name)
        buttons = str(transport.html(app.session, app.view.say))
        assert train not in app.view.sentence.object or (train in buttons and "disabled" not in buttons)

    for step in lesson.steps:
        in_a_loop(lambda step=step: look(step))


def test_the_edges_that_a_unit_in_hand_is_made_of_show_their_signs_at_any_phase(app):
    app.session.pin(Unit(2, 1))
    app.session.show_phase("forward/2/z")
    drawn = app.view.frame()["edges.color"]
    weights = app.session.training.network.weights[1][:, 0]
    for source, weight in enumerate(weights, 1):
        colour = drawn[edge_number((2, 4, 2, 1), Edge(2, source, 1))]
        assert colour.tolist() == [*rgb(LIGHT.positive if weight > 0 else LIGHT.negative), 255]
    assert drawn[edge_number((2, 4, 2, 1), Edge(2, 1, 2)), 3] < 255
    app.session.configure(hidden="2")
    assert app.view.frame()["edges.color"].shape == (6, 4)


def test_a_picture_out_of_sight_keeps_the_room_that_it_had(app):
    figure = app.view.picture.network
    figure.trigger("inner_width", None, 500)
    before = app.view.picture.room
    figure.trigger("inner_width", 500, 0)
    assert app.view.picture.room == before == pytest.approx(0.5)
