"""A number that is written out in a lesson's text has its source in the lesson: none is only said."""

import inspect
import re

import numpy as np
import pytest

from playground.config import Config
from playground.engine import ACTIVATIONS, Training
from playground.engine.diagnostics import SATURATED
from playground.engine.optimisers import Momentum
from playground.engine.parabola import Parabola
from playground.lessons import LESSONS, activations, chain_rule, claims, descent, epilogue, gradients, learning_rate, linear, prologue
from playground.settings import MAX_LAYERS
from playground.texts import CATALOGUES
from tests.lessons.opening import opened
from tests.lessons.test_statements import BY_THEN, WITHIN

TEACHERS = ("questions", "answers", "aim", "wrong")  # not said of a run
# Small whole numbers (0 to 9) are indices, parts of formulas, or count what is in view. All others, with where they come from:


def steepest_turn(name: str) -> float:
    """Where a function is lowest."""
    z = np.linspace(-3, 0, 30001)
    return float(z[ACTIVATIONS[name](z).argmin()])


def parameters() -> int:
    return len(opened(LESSONS["chain-rule"], chain_rule.FORWARD).training.network.parameters)


def epochs(steps: int) -> float:
    training = Training(Config(**gradients.SIGMOID))
    training.advance(steps)
    return training.epoch


SOLVED = {"98%": lambda: linear.LEARNED, "97%": lambda: linear.SOLVED}
BY_HAND = {"95%": lambda: prologue.RIGHT}
THIRTEEN = {"13": parameters}
NEAREST = {"1%": lambda: inspect.signature(Parabola.is_reached).parameters["within"].default}
SOURCES = {
    "prologue.weigh.task": BY_HAND, "prologue.add.task": BY_HAND, "prologue.learn.task": BY_HAND,
    "linear.alone.task": {"0.001": lambda: linear.FLAT, "50": lambda: linear.LARGE}, "linear.alone.hint.1": {"600": lambda: linear.FAR[2]},
    "linear.bend.task": {"95%": lambda: linear.BENDING}, "linear.folds.task": {"20": lambda: linear.MANY_PIECES},
    "linear.xor-fewest.task": SOLVED, "linear.circle-fewest.task": SOLVED,
    "chain-rule.forward.after": THIRTEEN, "chain-rule.delta.task": THIRTEEN, "chain-rule.update.say.0": THIRTEEN,
    "chain-rule.nudge.ask": {"16": lambda: round(-np.log10(np.finfo(float).eps))},
    "chain-rule.update.hint.1": {"0.05": lambda: chain_rule.NET["lr"], "0.2": lambda: 4 * chain_rule.NET["lr"]},  # see test_chain_rule
    "activations.race.task": {"95%": lambda: activations.LEARNED}, "activations.race.after": {"0.3": lambda: 10 * Config().lr},
    "activations.flat.task": {"10%": lambda: activations.FEW_FLAT}, "activations.flat.hint.1": {"10": lambda: activations.WIDE["gain"]},
    "activations.centred.task": {"0.1": lambda: activations.CENTRED},
    "activations.kill.say.1": {"0.01": lambda: activations.CAREFUL}, "activations.kill.hint.1": {"0.5": lambda: claims.TOO_HIGH},
    "activations.back.ask": {"200": lambda: activations.LONG}, "activations.back.hint.0": {"200": lambda: activations.LONG},
    **{f"activations.{key}": {"0.01": lambda: ACTIVATIONS["leaky_relu"].slope(-1.0)} for key in (
        "revive.title", "revive.say.1", "revive.ask.2", "claim.leaky_relu.strength")},
    "activations.revive.hint.1": {"200": lambda: activations.LONG}, "activations.revive.after": {"800": lambda: 4 * activations.LONG},
    "activations.choose.task": {"97%": lambda: activations.SOLVED, "95%": lambda: activations.GENERAL},
    "activations.shown.saturates": {"5%": lambda: SATURATED},
    "activations.claim.gelu.weakness": {"0.75": lambda: -steepest_turn("gelu")}, "activations.claim.silu.weakness": {"1.28": lambda: -steepest_turn("silu")},
    "learning-rate.strip.say.1": {"0.00001": lambda: min(descent.RATES), "100": lambda: max(descent.RATES)},
    **{f"learning-rate.strip.ask.{n}": {text: lambda n=n: learning_rate.CANDIDATES[n]} for n, text in ((0, "100"), (2, "0.3"), (3, "0.00001"))},
    "learning-rate.diverge.title": {"10": lambda: LESSONS["learning-rate"].by_name["diverge"].config["lr"]},
    "learning-rate.diverge.say.0": {"10": lambda: LESSONS["learning-rate"].by_name["diverge"].config["lr"]},
    "learning-rate.valley.task": NEAREST, "learning-rate.largest.ask": NEAREST, "learning-rate.momentum.ask": NEAREST,
    "learning-rate.largest.say.1": {"98%": lambda: learning_rate.ALMOST}, "learning-rate.largest.ask.0": {"98%": lambda: learning_rate.ALMOST},
    "learning-rate.largest.after": {"98%": lambda: learning_rate.ALMOST},
    "learning-rate.largest.task": NEAREST | {"90%": lambda: learning_rate.NEAR}, "learning-rate.largest.hint.1": {"90%": lambda: learning_rate.NEAR},
    "learning-rate.largest.hint.2": {"0.95": lambda: (1 + learning_rate.NEAR) / 2},  # see SOLUTIONS of test_truth
    "learning-rate.batch.ask": {"0.1": lambda: learning_rate.NOISE}, "learning-rate.batch.hint.1": {"0.01": lambda: learning_rate.NOISE / 10},
    "learning-rate.momentum.say.0": {"0.9": lambda: Momentum.momentum},
    "learning-rate.momentum.after": {
        "0.9": lambda: Momentum.momentum, "0.81": lambda: Momentum.momentum**2, "10": lambda: 1 / (1 - Momentum.momentum), "3.8": lambda: 2 * (1 + Momentum.momentum),
    },
    "gradients.next": {"24": lambda: MAX_LAYERS},
    "gradients.deaf.say.1": {"11": lambda: len(gradients.SIGMOID["hidden"]) + 1}, "gradients.deaf.ask": {"11": lambda: len(gradients.SIGMOID["hidden"]) + 1},
    "gradients.deaf.task": {"500": lambda: gradients.LONG_ENOUGH},
    "gradients.deaf.hint.0": {"500": lambda: gradients.LONG_ENOUGH, "20": lambda: epochs(gradients.LONG_ENOUGH)},
    **{f"gradients.{key}": {"10": lambda: len(gradients.SIGMOID["hidden"])} for key in ("factor.say.0", "factor.slip.ten", "figure.columns")},
    "gradients.factor.task": {"10": lambda: len(gradients.SIGMOID["hidden"]), "100": lambda: 1 / gradients.HUNDREDTH},
    "gradients.factor.after": {"600": lambda: BY_THEN},
    "gradients.acts.task": {"95%": lambda: gradients.LEARNED}, "gradients.clip.task": {"95%": lambda: gradients.LEARNED},
    "gradients.xavier.say.1": {"16": lambda: max(gradients.WIDE["hidden"])}, "gradients.xavier.ask": {"0.1": lambda: gradients.XAVIER.config["gain"]},
    "gradients.xavier.slip.sum": {"16": lambda: len(gradients.WIDE["hidden"]), "0.1": lambda: gradients.XAVIER.config["gain"]},
    "gradients.xavier.slip.one": {"16": lambda: max(gradients.WIDE["hidden"])},
    "gradients.he.ask": {"0.25": lambda: gradients.HE.config["gain"]}, "gradients.he.ask.1": {"0.71": lambda: round(0.5**0.5, 2)},
    "gradients.grow.hint.1": {"2.6": lambda: round(gradients.growth(24) ** (1 / 23), 1)},
    "gradients.clip.say.1": {"1.5": lambda: gradients.EXPLODING["gain"]},
    "gradients.twelve.say.1": {"0.1": lambda: gradients.STUCK["gain"]}, "gradients.twelve.hint.2": {"0.1": lambda: gradients.STUCK["gain"]},
    "gradients.twelve.ask": {"1000": lambda: WITHIN},
    "gradients.twelve.task": {"12": lambda: gradients.MANY, "95%": lambda: gradients.LEARNED},
    "epilogue.doctor.task": {"95%": lambda: epilogue.SOLVED},
}  # fmt: skip

KEYS = [key for key in CATALOGUES["en"] if key.split(".")[0] in LESSONS and key.split(".")[1] not in TEACHERS]


def literals(text: str) -> set[str]:
    """Numbers of more than one digit, without placeholders and without letters and exponents above or below the line."""
    plain = re.sub(r"\{[^}]*\}|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", " ", text)
    return {found.replace(" ", "") for found in re.findall(r"(?<![\d.])\d+(?:\.\d+)?\s?%|(?<![\d.])\d+\.\d+|(?<![\d.])\d\d+", plain)}


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_number_that_is_written_out_has_its_source(language):
    said = {key: found for key in KEYS if (found := literals(CATALOGUES[language][key]))}
    assert {key: sorted(found) for key, found in said.items()} == {key: sorted(sources) for key, sources in SOURCES.items()}


@pytest.mark.parametrize("key", SOURCES)
def test_it_is_the_number_of_its_source(key):
    for literal, source in SOURCES[key].items():
        number = float(literal.rstrip("%")) / (100 if literal.endswith("%") else 1)
        assert source() == pytest.approx(number, rel=5e-3), literal
