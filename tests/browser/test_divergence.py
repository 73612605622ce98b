"""A run that diverges stops, says so, keeps its last finite state, and can go on; NaN never reaches the page."""

import math
import re

import pytest

CASES = {
    "a linear network": {"act": "identity", "out": "identity", "lr": 100},
    "rectifiers": {"act": "relu", "out": "identity", "hidden": "16,16,16", "lr": 30, "loss": "mse"},
    "a regression": {"data": "hills", "act": "relu", "hidden": "16,16", "lr": 100, "init": "he_normal", "gain": 10},
    "a regulariser": {"reg": "l2", "rate": 10, "lr": 1},
    "momentum": {"act": "relu", "out": "identity", "opt": "momentum", "lr": 10},
}


def numbers_in(plain):
    """Every leaf of a plain object; NaN and infinity have arrived as null."""
    if isinstance(plain, dict):
        plain = list(plain.values())
    return [leaf for item in plain for leaf in numbers_in(item)] if isinstance(plain, list) else [plain]


def expect_finite(playground):
    for call in ("parameters", "trace"):
        assert all(number is not None and math.isfinite(number) for number in numbers_in(playground.call(call))), call
    status = playground.status()
    for name in ("train_loss", "test_loss", "gradient_norms", "dead_units"):
        assert None not in numbers_in([status[name]]), name
    playground.expect_finite_picture()


@pytest.mark.parametrize("settings", CASES.values(), ids=CASES)
def test_a_run_that_diverges_stops_at_its_last_finite_state_and_says_so(playground, settings):
    playground.configure(**settings)
    playground.call("run")
    status = playground.until_status("(status) => status.diverged")
    assert not status["running"]
    playground.expect_sentence(re.compile("Diverged"))
    playground.button("run").wait_for()
    expect_finite(playground)


def test_steps_that_diverge_resolve_and_say_so(playground):
    playground.configure(**CASES["a linear network"])
    status = playground.step(100000)
    assert status["diverged"]
    assert status["step"] < 100000
    assert playground.status()["diverged"]
    expect_finite(playground)


def test_after_a_lower_learning_rate_a_diverged_run_goes_on(playground):
    playground.configure(**CASES["a linear network"])
    stopped = playground.step(1000)
    playground.configure(lr=0.001)
    assert not playground.status()["diverged"]
    playground.press("run")
    assert playground.until_status(f"(status) => status.step > {stopped['step'] + 100}")["running"]
    expect_finite(playground)


def test_a_diverged_run_can_be_reset_and_sought_back(playground):
    playground.configure(**CASES["a linear network"])
    initial = playground.parameters()
    assert playground.step(1000)["diverged"]
    assert not playground.call("seek", 0)["diverged"]
    assert playground.parameters() == initial
    assert playground.step(1000)["diverged"]
    assert not playground.call("reset")["diverged"]
    assert playground.parameters() == initial


def test_the_highest_rate_on_every_dataset_never_shows_a_number_that_is_none(playground):
    for data in ("circle", "xor", "gauss", "spiral", "moons", "plane", "hills", "custom"):
        playground.configure(data=data, lr=100, act="relu", out="identity", loss="mse", hidden="8,8")
        playground.step(500)
        expect_finite(playground)


@pytest.mark.parametrize("settings", [
    {"init": "zeros"}, {"init": "constant", "gain": 100}, {"hidden": ",".join(["16"] * 24), "act": "sigmoid"},
    {"hidden": ",".join(["1"] * 24), "act": "relu"}, {"init": "normal", "gain": 100, "act": "relu", "hidden": ",".join(["16"] * 24), "out": "identity"},
    {"hidden": ""}, {"features": "x1^2", "hidden": "1"}, {"samples": 20, "train": 10, "batch": "all"}, {"noise": 50, "samples": 1000},
], ids=lambda settings: ",".join(f"{key}={value}"[:24] for key, value in settings.items()))  # fmt: skip
def test_extreme_networks_are_drawn_in_finite_numbers(playground, settings):
    playground.configure(**settings)
    playground.expect_finite_picture()
    playground.step(30)
    expect_finite(playground)
