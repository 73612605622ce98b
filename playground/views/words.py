"""What happens now, in one sentence of the learner's language that follows from the numbers; and names for the figures."""

from collections.abc import Callable

from playground.engine import STABLE, pulls_too_far
from playground.explain.digits import NOTHING, plain
from playground.presets import preset_of
from playground.views.telling import tell, tell_light

Say = Callable[..., str]


def number(value: float | None) -> str:
    """Four significant digits; a dash where there is no number."""
    return NOTHING if value is None else plain(value, 4)


def sentence(session, say: Say) -> str:
    """The sentence under the picture. It asks for nothing that the step forbids, and speaks of nothing that it leaves out."""
    training, in_sight = session.training, session.tutor.in_sight
    if training.diverged:
        step, cure = training.diverged.step + 1, _cure(session, say)
        if pulls_too_far(training.config):
            return say("now.diverged.regulariser", step=step, cure=cure, **overshoot(training.config)).rstrip()
        return say("now.diverged", step=step, cure=cure, loss=_risen(training.diverged.loss)).rstrip()
    if not session.surroundings.visible:
        return say("now.hidden")
    if session.running:
        return say("now.running.lit" if session.tutor.glows else "now.running" if in_sight("backward") else "now.running.weights")
    if session.phase:
        return tell(session, say)
    if session.tutor.glows and len(session.config.hidden) > 1:
        return tell_light(session, say)
    if training.step == 0:
        return _before(session, say)
    return say("now.stopped" if in_sight("loss") else "now.stopped.output", step=training.step, **_outcome(session.trace()))


def _cure(session, say: Say) -> str:
    """What the learner can do about a run that has diverged, as far as it is there to be done."""
    step = session.tutor.step
    slower = (session.tutor.in_sight("controls") and "lr" not in session.config.hide) or (step is not None and "lr" in step.controls)
    match slower, _can_train(session):
        case True, True:
            return say("now.diverged.slower_or_again")
        case True, False:
            return say("now.diverged.slower")
        case False, True:
            return say("now.diverged.again")
    return ""


def _can_train(session) -> bool:
    """Whether the buttons of the run are in sight."""
    return all(map(session.tutor.in_sight, ("transport", "run")))


def _before(session, say: Say) -> str:
    """Before the first step of training, where there is to be any."""
    trains, locked = _can_train(session), session.tutor.locked
    step = session.tutor.step
    given = session.training.given and not (step and step.parameters)  # may well be those of a network that has learned
    if not locked and (given or not trains):
        trace = session.trace()
        return say("now.untrained", x1=number(trace.x[0]), x2=number(trace.x[1]), output=number(trace.output))
    if not trains:
        return say("lesson.question_first")
    if locked:
        return say("lesson.predict")
    preset = preset_of(session.config)
    return say("now.start.pass" if preset and preset.steps == 0 else "now.start")


def _risen(loss: float | None) -> str:
    """The loss of a step that was not taken; None where it was past all numbers."""
    return "∞" if loss is None else number(loss)


def _outcome(trace) -> dict[str, str]:
    return {"output": number(trace.output), "target": number(trace.y), "loss": number(trace.loss)}


def _chart(session, say: Say, result) -> str:
    if session.config.chart in ("loss", "accuracy"):
        write = number if session.config.chart == "loss" else percent
        train, test = (write(getattr(result, f"{part}_{session.config.chart}")) for part in ("train", "test"))
        if session.training.dataset.tested:
            return say(f"figure.{session.config.chart}", train=train, test=test)
        return say(f"figure.{session.config.chart}.untested", train=train)
    layers = session.diagnosis()
    values = layers.gradient_norms if session.config.chart == "gradient" else layers.update_ratios
    return say(f"figure.{session.config.chart}", values=", ".join(map(number, values)))


def overshoot(config) -> dict[str, str]:
    """Learning rate times the rate of L2, and the limit that it is past."""
    return {"product": short(config.lr * config.rate), "limit": short(STABLE[config.opt])}


def short(value: float) -> str:
    """Two significant digits, where the order of magnitude is what counts."""
    return plain(value, 2)


def percent(share: float | None) -> str:
    """A share of 1 in per cent."""
    return NOTHING if share is None else f"{share:.1%}"


def figure_names(session, say: Say) -> dict[str, str]:
    """One sentence for each figure, for those who hear the page instead of seeing it."""
    result = session.evaluation()
    network = "figure.network" if session.tutor.in_sight("loss") else "figure.network.layers"
    layers = " – ".join(str(size) for size in session.training.network.sizes)
    norms = ", ".join(number(norm) for norm in session.diagnosis().gradient_norms)
    return {
        "network": say(network, layers=layers, step=session.training.step, loss=number(result.train_loss)),
        "chart": _chart(session, say, result),
        "norms": say("figure.norms", norms=norms),
    }
