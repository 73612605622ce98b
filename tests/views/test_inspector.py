"""The inspector's card: every number of every explanation as the trace has it, in both languages, in every state of a run."""

import asyncio
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from playground.config import Config
from playground.explain import Bias, Edge, Loss, Unit, entry, explain, shown, subjects
from playground.frames.activation import Curve
from playground.frames.geometry import FIELD_BOTTOM, FIELD_LEFT, on_field
from playground.frames.pointing import box
from playground.session import Session
from playground.settings import SettingError
from playground.texts import say
from playground.views.curve import drawing
from playground.views.explanation import factors_in_a_row, phase_of, plain, terms_in_a_row
from playground.views.panels import inspector, outline, tip
from playground.views.panels.inspector import number_in

NETS = [Config(), Config(hidden=""), Config(hidden="3", act="relu", out="sigmoid"), Config(data="plane", features="x1,x1^2,sin(x2)"),
        Config(hidden="2,2,2,2,2", act="gelu", opt="adam")]  # fmt: skip
nets = pytest.mark.parametrize("config", NETS, ids=lambda config: config.to_address() or "default")


def card(session, subject, language="en"):
    session.pin(subject)
    return str(inspector.html(session, lambda key, /, **values: say(language, key, **values)))


def english(key, /, **values):
    return say("en", key, **values)


class Balanced(HTMLParser):
    """Fails where an element is closed that is not open."""

    VOID = {"input"}

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize(("room", "digits", "terms"), [(437, 4, 1), (437, 2, 2), (331, 4, 1), (257, 2, 1), (620, 4, 2), (740, 4, 3), (10, 8, 1)])
def test_as_many_terms_stand_side_by_side_as_there_is_room_for(room, digits, terms):
    session = Session(Config(hidden="6,6", digits=digits))
    session.surround(room=room)
    sum_of_six = card(session, Unit(2, 1)).partition("</math>")[0]
    first_row = sum_of_six.partition("</mtr>")[0]
    assert terms_in_a_row(room, digits) == terms and first_row.count("data-factor") == 2 * terms


@pytest.mark.parametrize(("room", "digits", "factors"), [(669, 4, 5), (437, 4, 3), (331, 4, 2), (10, 8, 2)])
def test_as_many_factors_of_a_way_stand_side_by_side_as_there_is_room_for(room, digits, factors):
    session = Session(Config(hidden="2,2,2", digits=digits))  # nine factors: two rows of 5 and 4, three of 3, five of 2
    session.surround(way_room=room)
    way = card(session, Edge(1, 1, 2)).rpartition("<math")[2]
    first_row = way.partition("</mtr>")[0]
    assert factors_in_a_row(room, digits) == factors and first_row.count("data-factor") == factors


@nets
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_subject_is_explained_with_every_value_of_its_lines(config, language):
    session = Session(config)
    session.training.advance(20)
    for subject in subjects(session.training.network.sizes):
        html = card(session, subject, language)
        parser = Balanced()
        parser.feed(html)
        assert parser.open == [] and "{" not in html and "explain." not in html
        for line in explain(session.training.network, session.trace(), config, subject, checks=False):
            assert f"<mn>{shown(line.value, 4).mantissa}</mn>" in html
            assert line.numpy.replace("<", "&lt;").replace(">", "&gt;") in html


def test_digits_are_those_of_the_config_and_can_be_changed_until_the_ends():
    session = Session()
    for digits in ("3", "8"):
        inspector.ACTIONS["digits"](session, digits)
        value = session.trace().z[0][0]
        assert f"<mn>{shown(value, int(digits)).mantissa}</mn>" in card(session, Unit(1, 1))
    with pytest.raises(SettingError):
        inspector.ACTIONS["digits"](session, "9")


def test_checks_are_shown_while_nothing_runs_and_left_out_while_training():
    session = Session()
    assert card(session, Unit(1, 1)).count("check agrees") == 3
    session.running = True
    assert "check agrees" not in card(session, Unit(1, 1))


def test_with_nothing_in_hand_the_loss_is_explained_with_an_invitation():
    session = Session()
    html = card(session, None)
    assert say("en", "explain.loss.half_mse") in html and say("en", "inspect.invitation") in html


def test_what_is_only_pointed_at_cannot_be_changed():
    session = Session()
    session.point(Edge(1, 1, 1))
    html = str(inspector.html(session, english))
    assert html.count("disabled") >= 2 and say("en", "inspect.hold") in html
    assert "disabled" not in re.search(r"<input type=\"text\".*?>", card(session, Edge(1, 1, 1)))[0]


def test_what_is_taken_in_hand_is_explained_whatever_was_pointed_at_before():
    session = Session()
    session.point(Unit(2, 1))
    session.configure(focus="edge/1/1/1")
    assert session.subject == Edge(1, 1, 1)
    session.point(Unit(2, 1))
    session.pin(Edge(1, 1, 1))
    assert session.subject == Edge(1, 1, 1)


def test_a_dead_unit_is_said_to_be_dead_and_hatched():
    session = Session(Config(act="relu"))
    session.change_parameter(Bias(1, 2), -100.0)
    html = card(session, Unit(1, 2))
    assert say("en", "inspect.dead") in html and 'class="hatching"' in html
    assert say("en", "inspect.dead") not in card(session, Unit(1, 1))


@pytest.mark.parametrize("phase, subject", [
    ("forward/2/z", Unit(2, 1)), ("forward/1/a", Unit(1, 3)), ("loss", Loss()), ("backward/3/a", Loss()), ("backward/2/z", Unit(2, 2)),
    ("backward/1", Edge(1, 1, 1)), ("backward/3", Bias(3, 1)), ("update", Edge(2, 1, 1)), ("input", Unit(0, 1)),
])  # fmt: skip
def test_the_line_that_the_phase_in_view_computes_is_marked(phase, subject):
    session = Session()
    session.show_phase(phase)
    assert 'aria-current="step"' in card(session, subject)


@nets
def test_every_line_belongs_to_a_phase_of_the_pass(config):
    session = Session(config)
    for subject in subjects(session.training.network.sizes):
        layer = getattr(subject, "layer", len(session.training.network.weights))
        for line in explain(session.training.network, session.trace(), config, subject, checks=False):
            assert phase_of(line, layer) in session.phases


@pytest.mark.parametrize("text, value", [("0.5", 0.5), ("0,5", 0.5), ("−1/4", -0.25), (" 2e-3 ", 0.002), ("1.2×10^−3", 0.0012), ("-3", -3)])
def test_numbers_are_read_as_people_write_them(text, value):
    assert number_in(text) == pytest.approx(value)


@pytest.mark.parametrize("of", [Edge(2, 3, 1), Bias(3, 1), Edge(1, 2, 4)])
def test_typing_a_number_changes_that_parameter_alone(of):
    session = Session()
    session.pin(of)
    before = session.training.network.parameters.copy()
    inspector.ACTIONS["set_parameter"](session, "0,75")
    k, place = entry(of)
    assert session.training.network.layers[k][place] == 0.75
    assert (before != session.training.network.parameters).sum() == 1


@pytest.mark.parametrize("text", ["", "a lot", "1/0", "nan", "inf", "1e999", "1/2/3"])
def test_nonsense_for_a_weight_is_refused_and_nothing_changes(text):
    session = Session()
    session.pin(Edge(1, 1, 1))
    before = session.training.network.parameters.copy()
    with pytest.raises(SettingError):
        inspector.ACTIONS["set_parameter"](session, text)
    assert (before == session.training.network.parameters).all()


def test_a_factor_is_sought_out_without_being_taken_in_hand():
    session, heard = Session(), []
    session.pin(Unit(1, 1))
    session.on("sought", lambda: heard.append(session.sought))
    inspector.ACTIONS["seek_out"](session, "edge/1/2/1")
    inspector.ACTIONS["seek_out"](session, None)
    assert heard == [Edge(1, 2, 1), None] and session.subject == Unit(1, 1)


@pytest.mark.parametrize("value, text", [(-0.53, "−0.53"), (1.25e-7, "1.25×10⁻⁷"), (float("nan"), "–"), (-3.5e12, "−3.5×10¹²")])
def test_numbers_outside_of_formulas_need_no_mathml(value, text):
    assert plain(value, 4) == text


def test_a_huge_or_diverged_network_is_explained_without_a_number_that_is_none():
    session = Session(Config(act="relu", out="identity", hidden="3,3"))
    session.training.network.parameters[:] *= 1e120
    for subject in subjects(session.training.network.sizes):
        html = card(session, subject)
        assert "nan" not in html.lower() and "inf" not in html.replace("infer", "").lower()


# -- the outline and the pointer -------------------------------------------------------------------


@nets
def test_every_unit_bias_the_output_and_the_loss_have_a_button_with_their_number(config):
    session = Session(config)
    html = str(outline.html(session, english))
    everything = [s for s in subjects(session.training.network.sizes) if not isinstance(s, Edge)]
    assert sorted(re.findall(r'data-subject="([^"]+)"', html)) == sorted(map(str, everything))
    assert html.count('tabindex="0"') == 1
    assert f"L = {plain(session.trace().loss, 4)}" in html


def test_the_tabulator_stops_at_what_is_in_hand():
    session = Session()
    session.pin(Unit(2, 1))
    stop = re.search(r'data-subject="([^"]+)"[^>]*tabindex="0"[^>]*aria-pressed="(\w+)"', str(outline.html(session, english)))
    assert stop.groups() == ("unit/2/1", "true")


def test_while_training_and_in_large_networks_the_buttons_stay_as_they_are():
    session = Session(Config(hidden=",".join(["16"] * 6)))
    before = outline.html(session, english)
    session.training.advance(3)
    assert outline.html(session, english) == before and "=" not in re.search(r'aria-label="([^"]*)"', before[80:])[1]


def place(session, subject):
    there = box(outline.geometry_of(session.training.network.sizes), subject)
    return {"x": there.x, "y": there.y}


def test_pressing_takes_in_hand_what_is_there_and_lets_go_beside_it():
    session = Session()
    outline.ACTIONS["press_at"](session, place(session, Unit(1, 2)))
    assert session.pinned == Unit(1, 2)
    outline.ACTIONS["press_at"](session, {"x": 400, "y": 598})
    assert session.pinned is None


def test_pressing_the_field_traces_the_nearest_data_point():
    session = Session()
    x, y = session.training.dataset.test.x[3], session.training.dataset.test.y[3]
    there = on_field(x[None] + 0.001)[0]

    async def press():
        outline.ACTIONS["press_at"](session, {"x": float(there[0]), "y": float(there[1])})

    asyncio.run(press())
    assert session.probe == (pytest.approx(x.tolist()), y)


def test_pointing_shows_number_and_gradient_at_the_pointer_until_it_leaves():
    session = Session()
    assert str(tip.html(session, english)) == ""
    outline.ACTIONS["point_at"](session, place(session, Bias(3, 1)))
    bias, gradient = session.training.network.biases[2][0], session.trace().db[2][0]
    assert session.subject == Bias(3, 1)
    assert f"b⁽³⁾₁ = {plain(bias, 4)} · ∂L/∂b⁽³⁾₁ = {plain(gradient, 4)}" in tip.html(session, english)
    outline.ACTIONS["point_at"](session, None)
    assert session.subject is None and str(tip.html(session, english)) == ""


def test_dragging_a_bias_moves_it_and_dragging_a_unit_or_the_field_does_not():
    session = Session()
    before = session.training.network.parameters.copy()
    outline.ACTIONS["drag"](session, place(session, Bias(2, 1)) | {"by": 40})
    assert session.training.network.biases[1][0] == pytest.approx(0.4) and session.pinned == Bias(2, 1)
    after = session.training.network.parameters.copy()
    outline.ACTIONS["drag"](session, place(session, Unit(2, 1)) | {"by": 40})
    outline.ACTIONS["drag"](session, {"x": FIELD_LEFT + 40, "y": FIELD_BOTTOM + 40, "by": 40})
    assert (session.training.network.parameters == after).all() and (before != after).sum() == 1


def test_changing_a_weight_lets_a_training_go_on_from_there():
    session = Session()
    session.training.advance(10)
    session.change_parameter(Edge(1, 1, 1), 2.0)
    assert session.training.step == 10
    session.training.advance(1)
    assert session.training.step == 11 and np.isfinite(session.training.network.parameters).all()
    assert session.training.network.weights[0][0, 0] == pytest.approx(2.0, abs=0.2)


def test_a_number_that_is_none_cannot_be_given_to_a_weight():
    session = Session()
    with pytest.raises(ValueError):
        session.change_parameter(Edge(1, 1, 1), float("nan"))


@pytest.mark.parametrize("slope", [1e308, -1.7e308])
def test_however_steep_a_curve_is_its_tangent_is_drawn_within_finite_numbers(slope):
    """As the cross-entropy is where a saturated sigmoid says the opposite of the target."""
    drawn = str(drawing(Curve(np.linspace(0, 1, 5), np.linspace(0, 40, 5), np.zeros(5, dtype=bool), (1.0, 40.0), slope), "", "ŷ"))
    assert "tangent" in drawn and "inf" not in drawn and "nan" not in drawn
