"""Every preset's run keeps what is said of it, and does not when what it hangs on is changed."""

import pytest

from playground.config import Config
from playground.engine import Training
from playground.engine.diagnostics import Diagnostics
from playground.presets import KEPT, PRESETS, Course

EACH = pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)


WATCHED = 500  # steps; of longer runs only the end is spoken of


def course_of(config, steps):
    """Trains step by step, as the learner watches it; a long run at one go."""
    training = Training(config)
    losses = [training.evaluate().train_loss]
    while training.step < steps and not training.diverged:
        training.advance(1 if steps <= WATCHED else steps)
        losses.append(training.evaluate().train_loss)
    layers, result = Diagnostics(training).measure(), training.evaluate()
    status = {"diverged": training.diverged is not None, "test_accuracy": result.test_accuracy}
    return Course(losses, status | {"gradient_norms": layers.gradient_norms, "dead_units": layers.dead_units})


@EACH
def test_the_claim_holds(preset):
    assert preset.holds(course_of(preset.config(), preset.steps))


@EACH
def test_the_claim_does_not_hold_with_the_changes_that_are_proposed(preset):
    assert preset.instead
    assert not preset.holds(course_of(preset.counterpart(), preset.steps))


@EACH
def test_the_claim_is_no_luck_of_the_seed(preset):
    runs = [course_of(preset.config().replace(seed=seed), preset.steps) for seed in range(1, 11)]
    assert sum(map(preset.holds, runs)) >= 8


@EACH
def test_an_address_holds_the_whole_preset(preset):
    address = preset.config().to_address()
    assert address
    assert Config.from_address(address) == (preset.config(), [])


@EACH
def test_a_preset_leaves_language_theme_and_the_shown_parts_alone(preset):
    kept = Config(lang="zh", theme="dark", hide=("legend",), seed=9, lr=0.5)
    config = preset.config(kept)
    assert [getattr(config, key) for key in KEPT] == [getattr(kept, key) for key in KEPT]
    assert config.seed == 0
    assert config.replace(**{key: getattr(Config(), key) for key in KEPT}) == preset.config()


@EACH
def test_the_page_as_it_first_opens_is_no_run_of_a_preset(preset):
    runs = preset.config(), preset.counterpart()
    assert all(Config().effect_of_change_to(run) in ("live", "restart") for run in runs)


def test_a_course_counts_the_steps_in_which_the_loss_rose():
    assert Course([3.0, 2.0, 2.5, 2.5, 2.6], {}).rises == 2
