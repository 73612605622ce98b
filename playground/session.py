"""The only mutable state: config, training, history, the phase in view, language; and the loop that runs it."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from playground.comparison import Comparison
from playground.config import Config
from playground.deeper import Deeper
from playground.engine import Network, Training
from playground.experiment import Experiment
from playground.explain import Bias, Edge, Subject, entry, parse
from playground.filming import Filming
from playground.frames.passing import MOVING
from playground.lessons.study import PredictFirst
from playground.points import Draft
from playground.pursuit import Pursuit
from playground.record import Record
from playground.slices import Slices
from playground.strip import StripOfRates
from playground.trace import Trace, between, trace_sample, trial_step
from playground.tutor import Tutor
from playground.walk import Walk
from playground.welcome import Welcome

STATUS_EVERY = 0.1  # seconds between two status events while training runs


@dataclass(frozen=True)
class Surroundings:
    """What the browser tells of itself; `panel serve` knows the defaults only."""

    address: str = ""
    lang: str = "zh"
    dark: bool = False
    reduced_motion: bool = False
    visible: bool = True
    large: bool = False  # type for a lecture room
    room: int = 437  # pixels from side to side for the formulas of an explanation
    way_room: int = 437  # the same for the ways to the loss
    kept: Mapping[str, str] = field(default_factory=dict)  # texts by name that `Session.keep` left on this device


class Screen(Protocol):
    """Whatever shows frames: the page behind the worker, or Bokeh's server."""

    def idle(self) -> bool:
        """Whether it can take another frame: all but one have been drawn."""

    async def drawn_enough(self) -> None:
        """Returns once the screen is idle."""

    async def at_rest(self) -> None:
        """Returns once the last frame can be seen, or has had its time."""

    def show(self, further: bool = False) -> None:
        """Draws the present moment; `further`: which only goes on from the last, with training or a slow pass."""


class Interrupted(RuntimeError):
    """Steps that were asked for and not done, because something else was asked for meanwhile."""


class Session:
    """One learner's run. Everything that changes goes through its methods, and every method tells its listeners.

    Events: "config" (settings changed), "restart" (a new network), "sample" (another one in view), "subject" (another one in
    hand), "draft" (of points), "status", "phase", "study" (progress in a lesson), "task" (one is done), "keep" (a text to leave on
    this device), "deeper" (a closer look has been computed), "arrived" (a phase's numbers, in the picture), "film" (its next picture
    is in view), "trained" (a few steps more), "goal" (reached), "error".
    """

    def __init__(self, config: Config | None = None, surroundings: Surroundings | None = None):
        self.config = config or Config()
        self.surroundings = surroundings or Surroundings()
        self.screen: Screen | None = None
        self.running = False
        self.pointed: Subject | None = None  # what the learner points at
        self.sought: Subject | None = None  # which factor of an explanation
        self.reading: Callable[[str], float] = lambda phase: 0.0  # seconds that the sentence of a phase takes; the view tells it
        self.magnified = None  # which unit the picture magnifies, and where: a `frames.lens.Lens` that the view leaves here for the pointer
        self.draft: Draft | None = None  # points of the learner's own, not in use yet
        self._generation = 0  # a task whose number is no longer this one ends itself
        self._task: asyncio.Task | None = None
        self.slices = Slices()
        self._told = 0.0
        self._resume_when_visible = False
        self._news = False  # something is shown that is not the course of training
        self._listeners = defaultdict(list)
        self._build()
        self.tutor = Tutor(self)
        self.welcome = Welcome(self)
        self.deeper = Deeper(self)
        self.strip = StripOfRates(self)
        self.filming = Filming(self)
        self.pursuit = Pursuit(self)

    # -- what it is now ------------------------------------------------------------------------

    @property
    def training(self) -> Training:
        """The main network's."""
        return self.experiment.training

    @property
    def record(self) -> Record:
        """Of the main network's run."""
        return self.experiment.record

    @property
    def comparison(self) -> Comparison:
        return self.experiment.comparison

    @property
    def language(self) -> str:
        return self.config.lang or self.surroundings.lang

    @property
    def dark(self) -> bool:
        return self.surroundings.dark if self.config.theme == "auto" else self.config.theme == "dark"

    @property
    def night(self) -> bool:
        """Whether the picture goes dark on a light page: for the way back of a pass, and where a lesson shows the light of the error.

        Not for a projector, which cannot show the dark, nor where the wave after a step flits by.
        """
        back = self.phase is not None and self.phase.startswith("backward") and self.walk.before is None
        return (back or self.tutor.glows) and not self.dark and not self.surroundings.large

    @property
    def phases(self) -> tuple[str, ...]:
        return self.walk.timeline.names

    @property
    def phase(self) -> str | None:
        """None while the picture shows the whole network at once."""
        return self.walk.phase

    @property
    def telling(self) -> bool:
        """Whether a pass is being told."""
        return self.walk.telling

    @property
    def errand(self) -> int:
        """What training and the pass are at: another number as soon as anything else is asked of them."""
        return self._generation

    @property
    def probe(self) -> tuple[list[float], float]:
        """The sample in view: a point of the plane and its target."""
        if self.config.sample:
            *x, y = self.config.sample
            return x, y
        first = self.training.dataset.train
        return first.x[0].tolist(), float(first.y[0])

    @property
    def subject(self) -> Subject | None:
        """What the learner points at, or else has in hand: a unit, edge, bias or the loss."""
        return self.pointed or self.pinned

    @property
    def pinned(self) -> Subject | None:
        """What the learner has in hand, if this network has it."""
        try:
            return parse(self.config.focus, self.training.network.sizes)
        except ValueError:
            return None

    def trace(self, x=None, y=None) -> Trace:
        """One sample's pass, without an update; without arguments that of the sample in view."""
        x, y = self.probe if x is None else (x, y)
        return trace_sample(self.training.network, self.training.loss, x, y, self.config.features)

    def passing(self) -> tuple[Network, Trace]:
        """The network of the pass in view and that pass: in the wave after a step, those before that step."""
        network, (x, y) = self.walk.before or self.training.network, self.probe
        trace = self.experiment.once((network, *x, y), lambda: trace_sample(network, self.training.loss, x, y, self.config.features))
        return network, trace

    def shown(self) -> tuple[Network, Trace]:
        """The network as the picture shows it, and the pass in view: in the update it slides from old to new weights.

        New is what the last step has made, while the wave after it passes; else what a step on the sample in view
        alone would make.
        """
        network, trace = self.passing()
        if self.phase == "update":
            network = between(network, self.updated(), MOVING.eased(self.walk.progress))
        return network, trace

    def updated(self) -> np.ndarray:
        """The flat parameters (n,) that the phase of the update leads to."""
        if self.walk.before is not None:
            return self.training.network.parameters
        network, trace = self.passing()
        return self.experiment.once(("updated", network, *trace.x, trace.y), lambda: trial_step(self.training, trace))

    def change(self) -> list[np.ndarray]:
        """By how much the update changes each weight, per weight layer (n_in × n_out); 0 where the new one is past all numbers, as `between` has it."""
        network, _ = self.passing()

        def computed():
            change = self.updated() - network.parameters
            return [layer[:-1] for layer in network.as_layers(np.where(np.isfinite(change), change, 0.0))]

        return self.experiment.once(("change", network, *self.probe[0], self.probe[1]), computed)

    def outcome(self) -> Trace:
        """The pass of the sample in view once the update has been made."""
        network, trace = self.passing()

        def passed():
            return trace_sample(between(network, self.updated()), self.training.loss, trace.x, trace.y, self.config.features)

        return self.experiment.once(("outcome", network, *trace.x, trace.y), passed)

    def evaluation(self):
        """Losses and accuracies at this step."""
        return self.experiment.evaluation()

    def diagnosis(self):
        """Gradient norms, dead units and their kin at this step."""
        return self.experiment.diagnosis()

    def status(self) -> dict:
        """The plain status that `window.playground.status()` promises; lists have one entry per weight layer."""
        result, layers = self.evaluation(), self.diagnosis()
        return {
            "step": self.training.step,
            "epoch": self.training.epoch,
            "running": self.running,
            "train_loss": result.train_loss,
            "test_loss": result.test_loss,
            "train_accuracy": result.train_accuracy,
            "test_accuracy": result.test_accuracy,
            "diverged": self.training.diverged is not None,
            "gradient_norms": layers.gradient_norms,
            "dead_units": layers.dead_units,
            "phase": self.phase,
            "paused": "out of sight" if self._resume_when_visible else None,
        }

    # -- listening -----------------------------------------------------------------------------

    def on(self, event: str, listener: Callable) -> None:
        self._listeners[event].append(listener)

    def tell(self, event: str, *details) -> None:
        """Lets all listeners of an event know."""
        for listener in self._listeners[event]:
            listener(*details)

    # -- settings ------------------------------------------------------------------------------

    def configure(self, /, **changes) -> Config:
        """Changes some settings; raises SettingError and then nothing has changed."""
        return self.adopt(self.config.replace(**changes))

    def adopt(self, config: Config) -> Config:
        """Takes a whole new Config; a running training keeps running. Raises Locked and then nothing has changed."""
        self.config.refuse(config)
        effect, before, self.config = self.config.effect_of_change_to(config), self.config, config
        compares_anew = config.versus != before.versus
        if effect == "restart" or (compares_anew and config.versus):  # a fair comparison begins at step 0
            self._restart(self._build)
        else:
            if compares_anew:
                self._restart(lambda: self.experiment.compare(config))
            if effect == "live":
                self.experiment.change(config)
        if effect != "none":
            self.tell("config", effect)
            self._tell_what_is_in_view(before)
            self._changed()
        return config

    def _tell_what_is_in_view(self, before: Config) -> None:
        if self.config.sample != before.sample:
            self.tell("sample")
        if self.config.focus != before.focus:
            self.pointed = None  # a tapped button stays focused, and would hide what is taken in hand next
            self.tell("subject")

    def sketch(self, text: str | None, **wanted) -> None:
        """Takes in a text of the learner's own points without using them yet; None forgets it.

        What is `wanted` of its columns (see `points.read`) holds as long as the text keeps them. Raises NotThere.
        """
        if text is None:
            self.draft = None
        else:
            self.draft = self.draft.changed(text, wanted) if self.draft else Draft.of(text, wanted)
        self.tell("draft")

    def use_points(self, points) -> Config:
        """Trains on points of one's own from now on; raises SettingError and then nothing has changed."""
        config = self.config.with_data("custom", points=points)
        return self.tutor.go_to(config)

    def surround(self, **changes) -> None:
        """Takes in what has changed around the page: theme, motion, language, visibility, room."""
        before = self.surroundings
        self.surroundings = replace(before, **changes)
        if self.surroundings == before:
            return
        if self.surroundings == replace(before, room=self.surroundings.room, way_room=self.surroundings.way_room):
            self.tell("room")  # of all that is shown, formulas alone depend on it
            return
        if self.surroundings.visible != before.visible:
            self._visibility_changed()
        self.tell("config", "view")
        self._changed()

    def _build(self) -> None:
        self.experiment = Experiment(self.config)
        self._turn_to_network()

    def _turn_to_network(self) -> None:
        """The picture is of another network than before."""
        self.pointed = self.sought = None
        self.walk = Walk(self, len(self.training.network.weights))

    def _restart(self, rebuild: Callable) -> None:
        """Something of the run is new: outstanding steps end, a running training goes on with the new one.

        Whoever calls this shows it, once, when all is in place: a frame and a status cost tens of milliseconds.
        """
        was_running, resume = self.running, self._resume_when_visible
        self._stop()
        self._resume_when_visible = resume
        rebuild()
        self.walk.leave()
        self.tell("restart")
        if was_running:
            self._set_off()

    def promote(self, row: int) -> None:
        """A compared network becomes the main one and the main one takes its place, both as trained as they are.

        Where a setting of the one does not fit the other any more, all begin again.
        """
        config = self.config.promoted(row)
        self.config.refuse(config)
        others = (self.comparison.alternatives[row].config, config), (config.alternatives[row], self.training.config)
        if any(one.effect_of_change_to(other) in ("live", "restart") for one, other in others):
            self.adopt(config)
            return
        self.config = config
        self._restart(lambda: self._swap(row))
        self.tell("config", "restart")
        self._changed()

    def _swap(self, row: int) -> None:
        self.experiment.swap(row)
        self._turn_to_network()

    def keep(self, name: str, text: str) -> None:
        """Leaves a text on this device, where `surroundings.kept` holds it from now on, also in later visits; "" removes it."""
        self.surroundings = replace(self.surroundings, kept={**self.surroundings.kept, name: text})
        self.tell("keep", name, text)

    # -- training ------------------------------------------------------------------------------

    def run(self) -> None:
        """Trains until told otherwise, at the pace of the config. Raises PredictFirst."""
        if self.running or self.experiment.stuck:
            return
        self._need_prediction()
        self._set_off()
        self._changed()

    def _set_off(self) -> None:
        self._stop()
        self.walk.leave()
        self.running = True
        self.start(self._run(self._generation))

    def run_in_sight(self) -> None:
        """`run`, as soon as the page can be seen."""
        self.run()
        if not self.surroundings.visible:
            self._visibility_changed()

    def run_by_hand(self) -> None:
        """Training is on, and goes on where `train_on` says so. Raises PredictFirst."""
        self._need_prediction()
        self._stop()
        self.walk.leave()
        self.running = True
        self._changed()

    async def train_on(self, n: int) -> None:
        """n steps and a frame, unless something else is asked for meanwhile."""
        errand = self.errand
        await self._advance(n, errand)
        if errand == self.errand:
            self.draw()
            self._tell_how_it_goes()

    def pause(self) -> None:
        """Stops training and whatever moves."""
        self._stop()
        self._changed()

    def start_step(self) -> None:
        """One step, at once, so that whatever comes next finds it done. Raises PredictFirst."""
        self._need_prediction()
        self._stop()
        self._train_slice(limit=1)
        self._steps_done()

    async def step(self, n: int = 1) -> None:
        """Does n steps; returns when they are done or the run has diverged. Raises Interrupted, PredictFirst."""
        self._need_prediction()
        await self._step(n)

    def _need_prediction(self) -> None:
        """In a lesson a prediction comes before the training that it is about."""
        if self.tutor.locked:
            raise PredictFirst

    async def _step(self, n: int) -> None:
        self._stop()
        generation = self._generation
        await self._advance(n, generation)
        if generation != self._generation:
            raise Interrupted
        self._steps_done()

    def _steps_done(self) -> None:
        """Shows what has come of the steps; after that, the wave."""
        self.walk.leave()
        self._changed()
        change = self.training.last_change
        if not self.training.diverged and change is not None and not self.still():
            network = self.training.network
            self.start(self.walk.wave(between(network, network.parameters - change)))

    def look_at(self, x: list[float], y: float) -> None:
        """The sample (point of the plane, target) whose pass the picture shows from now on. Raises SettingError."""
        self.configure(sample=(*x, y))

    def point(self, subject: Subject | None) -> None:
        """What the learner points at, for as long as that lasts; None: nothing."""
        if subject != self.pointed:
            self.pointed = subject
            self.tell("subject")

    def seek_out(self, subject: Subject | None) -> None:
        """Shows where in the picture a factor of an explanation comes from, without taking it in hand; None: no longer."""
        if subject != self.sought:
            self.sought = subject
            self.tell("sought")

    def pin(self, subject: Subject | None) -> None:
        """Takes a subject in hand, where it stays until another is taken; None: nothing."""
        self.point(None)
        self.configure(focus="" if subject is None else str(subject))

    def reset(self) -> None:
        """Back to step 0 with the same initial weights."""
        self._restart(lambda: self.experiment.rewind(self.config))
        self._changed()

    async def seek(self, step: int) -> None:
        """Goes to a step of the past, or trains on to one of the future, and stops there. Raises Interrupted, PredictFirst."""
        if step > self.experiment.end:
            self._need_prediction()
        await self.bring_to(step)

    async def bring_to(self, step: int) -> None:
        """`seek`, also before a prediction: a lesson itself may begin with a trained network. Raises Interrupted."""
        self._stop()
        self._go_back(min(step, self.experiment.end))
        if self.experiment.clock < step and not self.experiment.stuck:
            await self._step(step - self.experiment.clock)

    def _go_back(self, step: int) -> None:
        self.experiment.seek(step)
        self.walk.leave()
        self._follow_training()
        self._changed()

    def _follow_training(self) -> None:
        """The past has its own live settings."""
        config = self.config.with_live_settings_of(self.training.config)
        if config != self.config:
            self.config = config
            self.tell("config", "live")

    def set_parameters(self, weights, biases, tell: bool = True) -> None:
        """Training goes on from these; raises ValueError and then nothing has changed.

        `tell` is False amid a restart, at the end of which everybody is told anyway.
        """
        self.experiment.set_parameters(weights, biases)
        if tell:
            self._changed()

    def change_parameter(self, of: Edge | Bias, value: float) -> None:
        """Gives one weight or bias another value, from which a running training goes on. Raises ValueError."""
        layers, (k, place) = [layer.copy() for layer in self.training.network.layers], entry(of)
        layers[k][place] = value
        self.set_parameters([layer[:-1] for layer in layers], [layer[-1] for layer in layers])

    def show_phase(self, name: str, progress: float = 1.0) -> None:
        """Stops and shows the pass of the sample in view at a named phase, so far through it; raises ValueError."""
        self.walk.timeline.to(name)
        self._stop()
        self.walk.show(name, progress)

    def play_phase(self, name: str) -> None:
        """Stops at a named phase and plays its movement once; raises ValueError."""
        self.walk.timeline.to(name)
        self._stop()
        self.start(self.walk.play(name))

    def step_phase(self, count: int) -> None:
        """So many phases on (or back), playing the one it comes to; past either end the whole network is in view again."""
        names = self.phases
        outside = -1 if count > 0 else len(names)
        position = (names.index(self.phase) if self.phase else outside) + count
        if 0 <= position < len(names):
            self.play_phase(names[position])
        else:
            self.leave_pass()

    def leave_pass(self) -> None:
        """Stops and shows the whole network at once."""
        self._stop()
        self.walk.leave()
        self._changed()

    def tell_pass_of(self, x: list[float], y: float) -> None:
        """Looks at a sample and, where passes are told and training does not run, walks it through the phases from the first.

        Raises SettingError.
        """
        self.look_at(x, y)
        if not self.running and self.tutor.in_sight("pass"):
            self.tell_pass_anew()

    def tell_pass_anew(self) -> None:
        """Walks the sample in view through the phases, from the first."""
        self._stop()
        self.walk.leave()
        self.tell_pass()

    def tell_pass(self) -> None:
        """Walks the sample in view through the phases, from the one in view or, at the end, from the start."""
        self._stop()
        self.start(self.walk.tell())

    def _stop(self) -> None:
        self._generation += 1
        self.walk.stop()
        self.running = self._resume_when_visible = False

    async def _run(self, generation: int) -> None:
        while generation == self._generation:
            if self._news and self.screen:
                self._news = False
                await self.screen.at_rest()  # training would slow down the painting of what the learner has just changed
                continue
            if self.config.pace == "max":
                self._train_slice(limit=None)
            else:
                await self._advance(self.steps_per_frame(), generation)
                await self.drawn()
            await asyncio.sleep(0)
            if generation == self._generation:
                await self._show_if_idle()

    def steps_per_frame(self) -> int:
        """At the pace of the config, where that says it."""
        return 1 if self.config.pace == "step" else self._steps_per_epoch()

    def _steps_per_epoch(self) -> int:
        samples, batch = len(self.training.dataset.train.y), self.config.batch
        return 1 if batch == "all" else -(-samples // batch)

    async def _advance(self, n: int, generation: int) -> None:
        """n steps in slices, looking up between them."""
        while n > 0 and generation == self._generation and not self.experiment.stuck:
            n -= self._train_slice(limit=n)
            if n > 0:
                await asyncio.sleep(0)

    def _train_slice(self, limit: int | None) -> int:
        """As many steps as fit a slice, at most `limit`; returns how many were done."""
        began = time.perf_counter()
        done = self.experiment.advance(self.slices.steps(limit))
        self.slices.trained(done, time.perf_counter() - began)
        self.tell("trained")
        if self.experiment.stuck and self.running:
            self.pause()  # at once: nobody may see a run that has diverged and goes on
        return done

    # -- the stage of the walk -----------------------------------------------------------------

    def speed(self) -> float:
        return self.config.speed

    def still(self) -> bool:
        return self.surroundings.reduced_motion

    def entered(self, phase: str | None) -> None:
        if phase:
            self.tell("phase", phase)
        self._changed()

    def held(self) -> None:
        self._changed()

    def moved(self) -> None:
        if self.screen:
            self.screen.show(further=True)

    async def drawn(self) -> None:
        if self.screen and self.surroundings.visible:
            await self.screen.drawn_enough()

    # -- behind a hidden page ------------------------------------------------------------------

    def _visibility_changed(self) -> None:
        if self.filming.going:
            return  # it goes by its own pictures
        if not self.surroundings.visible and self.running:
            self._stop()
            self._resume_when_visible = True
        elif self.surroundings.visible and self._resume_when_visible:
            self._resume_when_visible = False
            self.run()

    # -- showing -------------------------------------------------------------------------------

    def show_again(self) -> None:
        """What may be seen of the run is no longer the same."""
        self._changed()

    def _changed(self) -> None:
        """Something is different and training does not draw it anyway: show it and say so."""
        self._news = True
        self._told = time.perf_counter()
        self.tell("status")
        self.draw()

    def draw(self) -> None:
        """Shows the present moment, tells nobody."""
        if self.screen:
            self.screen.show()

    def _tell_how_it_goes(self) -> None:
        if time.perf_counter() - self._told >= STATUS_EVERY:
            self._told = time.perf_counter()
            self.tell("status")

    async def _show_if_idle(self) -> None:
        if not self.surroundings.visible:  # whoever runs it there wants it trained
            self._tell_how_it_goes()
            return
        if not self.screen or not self.screen.idle():
            return
        began = time.perf_counter()
        self.screen.show(further=True)
        self.slices.drawn(time.perf_counter() - began)
        self._tell_how_it_goes()
        await asyncio.sleep(0)  # what is shown leaves before training goes on

    def start(self, work) -> None:
        """Does something that takes time; an error in it is told."""
        self._task = asyncio.ensure_future(self.guarded(work))
        self._task.add_done_callback(lambda task: work.close())  # also where the loop ends before the work has begun

    async def guarded(self, work) -> None:
        """A background task has nobody to catch its errors: they are told, and training stops."""
        try:
            await work
        except Interrupted:
            pass
        except Exception as error:  # whatever it is, the learner must hear of it
            self._stop()
            self.tell("error", error)
