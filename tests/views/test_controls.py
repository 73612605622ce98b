"""The controls: every setting has its field, shows what is in force, and changes it as it was typed."""

import re

import pytest

from playground.config import Config
from playground.session import Session
from playground.settings import ACTIVATIONS, MAX_LAYERS, SETTINGS, SettingError, to_text
from playground.texts import say
from playground.views import rates
from playground.views.panels import controls, shape

# Shown elsewhere: scene, step, speed, the sample, what is pointed at, comparison, charts, drawn points and the header's settings.
ELSEWHERE = {"scene", "at", "points", "speed", "sample", "focus", "digits", "cells", "versus", "chart", "scale", "lang", "theme", "hide", "lock", "goal"}


@pytest.fixture
def session():
    made = Session()
    made.configure(lang="en")
    return made


def look(session, panel=controls):
    return panel.html(session, lambda key, **values: say(session.language, key, **values))


def act(session, name, value=None):
    controls.ACTIONS[name](session, value)


def tag(html, id):
    """The opening tag of the element with this id."""
    return re.search(rf'<\w+[^>]* id="{re.escape(id)}"[^>]*>', html).group()


@pytest.mark.parametrize("key", [key for key in SETTINGS if key not in ELSEWHERE])
def test_every_setting_has_an_element_that_changes_it(session, key):
    assert f'data-do="set.{key}"' in look(session)


@pytest.mark.parametrize("action", re.findall(r'data-do="([^"]+)"', look(Session(Config(hidden="3,2")))))
def test_every_element_has_an_action(action):
    assert action in controls.ACTIONS


@pytest.mark.parametrize("key", ["noise", "samples", "train", "gain", "clip", "rate", "lr", "seed", "batch", "hidden"])
def test_a_field_shows_what_is_in_force(session, key):
    value = {"noise": 12.5, "samples": 77, "train": 33, "lr": 0.0123, "hidden": "5,3", "clip": 1.5, "rate": 0.1, "gain": 2.5,
             "seed": 9, "batch": 17}[key]  # fmt: skip
    session.configure(**{key: value})
    assert f'value="{to_text(getattr(session.config, key))}"' in tag(look(session), f"set-{key}")


@pytest.mark.parametrize(
    ("key", "typed", "read"),
    [("lr", "0,05", 0.05), ("lr", " 0.5 ", 0.5), ("lr", "0．３", 0.3), ("noise", "12,5", 12.5), ("samples", "３００", 300), ("seed", "7", 7),
     ("hidden", "8，4", (8, 4)), ("hidden", "8、4", (8, 4)), ("hidden", "", ()), ("batch", "all", "all"), ("batch", "32", 32),
     ("out", "auto", None), ("out", "sigmoid", "sigmoid"), ("act", "relu", "relu"), ("data", "xor", "xor")],
)  # fmt: skip
def test_what_is_typed_is_understood(session, key, typed, read):
    act(session, f"set.{key}", typed)
    assert getattr(session.config, key) == read


@pytest.mark.parametrize(("key", "typed"), [("lr", "fast"), ("lr", "-1"), ("lr", "0,0,1"), ("samples", "3"), ("hidden", "4,x"), ("seed", ""), ("gain", "0")])
def test_what_cannot_be_is_refused_and_nothing_has_changed(session, key, typed):
    before = session.config
    with pytest.raises(SettingError) as refusal:
        act(session, f"set.{key}", typed)
    assert refusal.value.key == key
    assert session.config == before


@pytest.mark.parametrize("key", ["init", "opt", "reg", "pace", "out", "loss", "data", "act"])
def test_every_choice_stands_in_the_list_with_the_one_in_force_chosen(session, key):
    for choice in SETTINGS[key].choices:
        if choice == "bce":
            session.configure(out="sigmoid")
        session.configure(**{key: choice})
        html = look(session)
        marked = re.findall(r'<option value="(\w+)" selected>', html) + re.findall(r'<input type="radio"[^>]* value="(\w+)" checked', html)
        assert choice in marked


ALWAYS = {"data": "name-data", "act": "name-act", "lr": "slide-lr", "hidden": "name-layers"}
FOLDED = {"features": "feature-x1", **{key: f"set-{key}" for keys in controls.GROUPS.values() for key in keys if key not in ("features", "act")}}


@pytest.mark.parametrize(("key", "id"), [*ALWAYS.items(), *FOLDED.items()])
def test_a_setting_that_is_hidden_leaves_no_field_and_all_others_stay(session, key, id):
    def ids():
        return set(re.findall(r' id="([^"]+)"', look(session)))

    before = ids()
    session.configure(hide=key)
    gone = before - ids()
    assert id in gone and all(key in name or name in (ALWAYS | FOLDED)[key] or key in ("hidden", "lr", "batch", "act", "features") for name in gone)
    session.configure(hide="")
    assert ids() == before


def test_a_group_whose_settings_are_all_hidden_is_gone(session):
    session.configure(hide=",".join(controls.GROUPS["training"]))
    assert 'id="group-training"' not in look(session) and 'id="group-network"' in look(session)


def test_a_changed_setting_is_shown_as_by_a_page_that_has_just_opened(session):
    """Parts are kept between two looks; none may be kept too long."""
    look(session)
    changes = [{"noise": 5}, {"features": "x1,sin(x2)"}, {"data": "plane"}, {"data": "custom", "points": "1,1,1;2,2,-1"}, {"act": "relu"},
               {"hidden": "3"}, {"hidden": "3,3", "act": "relu,tanh"}, {"out": "sigmoid"}, {"loss": "mse"}, {"init": "zeros"}, {"gain": 3},
               {"seed": 4}, {"opt": "adam"}, {"batch": "all"}, {"clip": 1}, {"reg": "l2"}, {"rate": 0.1}, {"pace": "max"},
               {"lr": 0.5}, {"train": 80}, {"samples": 40}, {"hide": "noise,lr"}, {"lang": "zh"}]  # fmt: skip
    for change in changes:
        session.configure(**change)
        kept = look(session)
        for section in controls._SECTIONS.values():
            section._seen = None
        assert look(session) == kept


# -- features, batch and layers -------------------------------------------------------------------


def test_features_are_taken_and_left_one_by_one_but_never_all(session):
    act(session, "set.features", ["sin(x1)", True])
    act(session, "set.features", ["x2", False])
    assert session.config.features == ("x1", "sin(x1)")
    act(session, "set.features", ["x1", False])
    with pytest.raises(SettingError):
        act(session, "set.features", ["sin(x1)", False])
    assert session.config.features == ("sin(x1)",)


def test_the_whole_training_set_can_be_one_batch_and_need_not_stay_it(session):
    act(session, "batch.all", True)
    assert session.config.batch == "all"
    act(session, "batch.all", False)
    assert session.config.batch == SETTINGS["batch"].default


def test_units_and_layers_come_and_go(session):
    act(session, "layers.more", "1")
    act(session, "layers.less", "2")
    assert session.config.hidden == (5, 1)
    act(session, "layers.add")
    assert session.config.hidden == (5, 1, 1)
    act(session, "layers.remove", "2")
    act(session, "layers.remove", "2")
    assert session.config.hidden == (5,)
    act(session, "layers.remove", "1")
    assert session.config.hidden == ()
    act(session, "layers.add")
    assert session.config.hidden == (4,)


def test_a_layers_activation_goes_with_the_layer(session):
    session.configure(hidden="4,3,2", act="relu,tanh,elu")
    act(session, "layers.remove", "1")
    assert (session.config.hidden, session.config.act) == ((3, 2), ("tanh", "elu"))
    act(session, "layers.act", ["2", "gelu"])
    assert session.config.act == ("tanh", "gelu")
    act(session, "layers.remove", "2")
    act(session, "layers.remove", "1")
    assert (session.config.hidden, session.config.act) == ((), "tanh")


@pytest.mark.parametrize("hidden", [[1], [16], [16] * MAX_LAYERS, []])
def test_no_button_goes_beyond_what_is_allowed(session, hidden):
    session.configure(hidden=hidden)
    for panel in (controls, shape):
        for button in re.findall(r'<button type="button" data-do="layers[^>]*>', look(session, panel)):
            if "disabled" not in button:
                name, value = re.search(r'data-do="([^"]+)"', button).group(1), re.search(r'data-value="(\d+)"', button)
                act(session, name, value and value.group(1))
                assert session.config.hidden != tuple(hidden)
                session.configure(hidden=hidden)


def test_a_click_on_a_layer_that_has_gone_does_nothing(session):
    for name in ("layers.more", "layers.less", "layers.remove"):
        act(session, name, "3")
    act(session, "layers.act", ["3", "relu"])
    assert session.config.hidden == (4, 2) and session.config.act == "tanh"


def test_buttons_stand_over_their_columns_as_long_as_there_is_room(session):
    from playground.frames.geometry import WIDTH, Geometry

    def places():
        return [float(place) for place in re.findall(r'id="column-\d+" style="--at: ([\d.]+)%"', look(session, shape))]

    session.configure(hidden="3,1,2")
    units = Geometry((2, 3, 1, 2, 1)).units[[2, 5, 6], 0] / WIDTH * 100
    assert places() == pytest.approx(units, abs=0.01)
    session.configure(hidden=[2] * 8)
    assert len(places()) == 8 and "crowded" in look(session, shape)
    session.configure(hidden=[2] * 9)
    assert places() == []


def test_activations_that_differ_are_named_as_such_and_no_picture_is_chosen(session):
    session.configure(act="relu,tanh")
    html = look(session)
    assert "different per layer" in html
    assert "checked" not in "".join(tag(html, f"act-{name}") for name in ACTIVATIONS)


# -- the learning rate ----------------------------------------------------------------------------


@pytest.mark.parametrize("rate", rates.RATES)
def test_every_mark_of_the_slider_is_a_rate_and_every_such_rate_its_mark(session, rate):
    act(session, "set.rate-mark", str(rates.RATES.index(rate)))
    assert session.config.lr == rate
    assert f'value="{rates.RATES.index(rate)}"' in tag(look(session), "slide-lr")


def test_places_on_the_slider_rise_with_the_rate_between_the_marks_too():
    between = [rates.place(rate) for rate in (1e-9, 1e-5, 0.012, 0.015, 0.02, 0.021, 99, 100, 1e6)]
    assert between == sorted(between)
    assert (between[0], between[-1]) == (0, 1)
    assert rates.place(0.02) < rates.place(0.0245) < rates.place(0.03)


def test_the_regions_are_this_runs_own_and_follow_its_settings(session):
    def borders():
        known = rates.start_in(session)
        return rates.borders(known, session.config, len(session.training.dataset.train.y))

    slow, fast = borders()
    assert 0.001 < slow < 0.03 < fast < 10
    session.configure(batch="all")
    assert borders() == pytest.approx((25 * slow, fast))
    session.configure(opt="momentum")
    assert borders() == pytest.approx((2.5 * slow, 1.9 * fast))
    session.configure(opt="adam")
    assert borders() is None
    assert "no limit is known" in look(session)


def test_the_start_of_a_run_is_measured_once(session, monkeypatch):
    look(session)
    monkeypatch.setattr(rates, "start_of", lambda training: pytest.fail("measured again"))
    session.configure(lr=0.5)
    session.record.advance(10)
    look(session)


@pytest.mark.parametrize("settings", [{"init": "zeros"}, {"hidden": ""}, {"hidden": [16] * 24, "act": "sigmoid"},
                                      {"hidden": [16] * 24, "act": "identity", "out": "identity", "init": "constant", "gain": 100}], ids=str)  # fmt: skip
def test_the_panel_is_drawn_whatever_the_start_is_like(session, settings):
    session.configure(**settings)
    shares = [float(share) for share in re.findall(r"--share: ([-\d.naif]+)", look(session))]
    assert all(0 <= share <= 1 for share in shares) and sum(shares) == pytest.approx(1, abs=1e-3)
