"""The transport and the sample: what their elements do, and what they show."""

import asyncio

import pytest

from playground.config import Config
from playground.session import Session
from playground.settings import SettingError
from playground.texts import say
from playground.views.panels import sample, transport

ACTIONS = transport.ACTIONS | sample.ACTIONS


def html(panel, made, language="en"):
    return str(panel.html(made, lambda key, /, **values: say(language, key, **values)))


def do(made, *actions):
    """Each action (name, value), one after another, in one event loop; what is shown then."""

    async def story():
        for name, value in actions:
            ACTIONS[name](made, value)
        return made.phase, made.running, made.telling, html(transport, made)

    return asyncio.run(story())


def test_the_buttons_say_what_they_will_do():
    made = Session()
    assert "<span>Train</span>" in html(transport, made) and "<span>Slow pass</span>" in html(transport, made)
    *_, shown = do(made, ("run.toggle", None))
    assert "<span>Pause</span>" in shown
    *_, shown = do(made, ("run.toggle", None), ("walk.toggle", None))
    assert "<span>Train</span>" in shown and "<span>Pause</span>" in shown


def test_new_dice_draw_another_seed_and_reset_does_not():
    made = Session(Config(seed=7))
    seeds = set()
    for _ in range(5):
        before = made.config.seed
        do(made, ("run.dice", None))
        assert made.config.seed != before and 0 <= made.config.seed < 2**32
        seeds.add(made.config.seed)
    assert len(seeds) == 5
    do(made, ("run.reset", None))
    assert made.config.seed in seeds


def test_one_step_is_one_step():
    made = Session()
    do(made, ("run.step", None), ("run.step", None))
    assert made.training.step == 2


@pytest.mark.parametrize(("name", "value", "phase"), [
    ("walk.play", "backward/2/z", "backward/2/z"), ("walk.first", None, "input"), ("walk.last", None, "update"),
    ("walk.step", "1", "input"), ("walk.step", "-1", "update"), ("walk.scrub", {"phase": "loss", "progress": 0.5}, "loss"),
])  # fmt: skip
def test_every_move_comes_to_its_phase(name, value, phase):
    made = Session()
    assert do(made, (name, value))[:3] == (phase, False, False)


def test_scrubbing_shows_how_far_through_the_phase_it_has_come():
    made = Session()
    do(made, ("walk.scrub", {"phase": "forward/1/z", "progress": 0.25}))
    assert made.walk.progress == 0.25
    do(made, ("walk.scrub", {"phase": "forward/1/z", "progress": 7}))
    assert made.walk.progress == 1


def test_the_speed_is_shown_even_where_it_is_none_of_the_list():
    made = Session(Config(speed=3.3))
    assert '<option value="3.3" selected>3.3×</option>' in html(transport, made)
    do(made, ("walk.speed", "10"))
    assert made.config.speed == 10 and '<option value="10" selected>' in html(transport, made)


@pytest.mark.parametrize("typed", ["1,5", "1.5", "＋1.5", " 1.50 ", "1，5"])
def test_a_sample_is_typed_with_a_decimal_point_or_comma(typed):
    made = Session()
    before = made.probe
    do(made, ("sample.x1", typed))
    assert made.probe == ([1.5, before[0][1]], before[1]) and made.telling
    assert 'value="1.5"' in html(sample, made)


def test_minus_signs_of_mathematics_are_understood():
    made = Session()
    do(made, ("sample.x2", "−2"), ("sample.y", "-1"))
    assert made.probe[0][1] == -2 and made.probe[1] == -1 and 'value="−2"' in html(sample, made)


@pytest.mark.parametrize("typed", ["", "two", "nan", "inf", "1e999", "101", "1;2"])
def test_what_is_no_number_is_refused_and_nothing_changes(typed):
    made = Session()
    before = made.probe
    with pytest.raises(SettingError) as refusal:
        do(made, ("sample.x1", typed))
    assert refusal.value.key == "sample" and made.probe == before and not made.telling


def test_next_goes_through_the_training_points_and_round():
    made = Session(Config(data="custom", points="1,1,1;2,2,-1;3,3,1;4,4,-1", train=75))
    points = made.training.dataset.train.x.tolist()
    seen = []
    for _ in range(4):
        do(made, ("sample.next", None))
        seen.append(made.probe[0])
    assert seen == [points[1], points[2], points[0], points[1]]


def test_a_typed_point_is_left_for_the_first_training_point():
    made = Session(Config(sample="0.123,0.456,1"))
    do(made, ("sample.next", None))
    assert made.probe[0] == made.training.dataset.train.x[0].tolist()
