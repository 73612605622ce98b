"""The playground scene: the picture of one session, and the sentence under it."""

import html
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import panel as pn

from playground.export import Unreadable
from playground.frames import gauge
from playground.frames.buffer import FrameBuffer
from playground.frames.chart import Chart, is_logarithmic
from playground.frames.colours import DARK, LIGHT
from playground.frames.compared_networks import Beside
from playground.frames.comparison import Compared
from playground.frames.emphasis import CALM, FULL, at_phase, at_rest
from playground.frames.field import bands_of
from playground.frames.labels import TYPE, labels, notes, shown
from playground.frames.lamps import lamps
from playground.frames.lens import Lens, lens
from playground.frames.outlines import outlines
from playground.frames.passing import MOVING, Pass, Step
from playground.frames.picture import Moment, PictureFrame
from playground.frames.sums import counted, sums_so_far
from playground.lessons.study import NoAnswer, PredictFirst
from playground.settings import Locked, SettingError
from playground.texts import say
from playground.trace import Phase, between
from playground.views import networks, reading, versus, words
from playground.views.arrived import arrived
from playground.views.brightness import gain
from playground.views.lettering import lettered
from playground.views.lighting import Lighting
from playground.views.picture import Picture
from playground.views.timeline import timeline

REST_EVERY = 0.25  # seconds between two paintings of maps and charts while training runs
FIGURES_EVERY = 0.08  # the same of the big figures: nobody reads faster, and for them all data pass through the network
FIELD_EVERY = 0.03  # the same of the output field, which costs as much as all else in a frame: every other frame on most screens
NAMES_EVERY = 1.0  # seconds between two refreshes of what a screen reader is told of a figure
LEAST_FRAMES = {"rest": 10, "figures": 4, "field": 2}  # from one to the next: a slow machine would else do them in almost every frame, and draw fewer


class PlaygroundView:
    """Draws a session into the slots of the page and hands on what the learner does.

    `complain(sentence)` receives what the learner did that cannot be; `restructured` is called
    after the frame's layout has changed; `schedule` decides when the view follows the session, at
    once unless a server's document must be locked first.
    """

    def __init__(self, session, complain: Callable[[str], None] = lambda sentence: None):
        self.session = session
        self.complain = complain
        self.restructured: Callable[[], None] = lambda: None
        self.picture = Picture()
        self.sentence = pn.pane.HTML(
            sizing_mode="stretch_width", margin=0, styles={"font": "inherit", "color": "inherit"}, stylesheets=["p { margin: 0; }"]
        )
        self._names, self._names_due = {}, True
        self._done_at, self._done_in = defaultdict(float), defaultdict(int)  # seconds and frame, of what is not done in every frame
        self._frames = 0  # drawn anew so far
        self._timeline_of, self._timeline = None, []
        self._stale, self._drawn = True, None  # more has changed than a movement; the version of the run that is drawn
        self._labelled = self._outlined = self._shape = self._painted = self._field = None  # what is drawn already
        self._told_until: str | None = None  # the last phase whose numbers are in the picture
        self._counted = 0  # contributions of those to come that the numbers have taken in
        self._lighting = Lighting(session, self.picture)
        self._rebuild()
        self._follow()
        self._status_changed()
        self.picture.on_resize(self._place_anew)
        session.reading = lambda phase: reading.seconds(session, self.say, phase)
        self.schedule: Callable[[Callable[[], None]], None] = lambda work: work()
        session.on("restart", lambda: self.schedule(self._rebuild))
        session.on("config", lambda effect: self.schedule(self._follow))
        session.on("status", lambda: self.schedule(self._status_changed))
        session.on("study", lambda: self.schedule(self._rebuild))  # another step may show other parts
        session.on("study", lambda: self.schedule(self._tell))  # after a prediction the network may run
        for event in ("restart", "config", "subject", "sought"):
            session.on(event, lambda *details: self.schedule(self._light))
        session.on("subject", lambda: self.schedule(self._place_anew))

    def slots(self) -> dict[str, pn.viewable.Viewable]:
        """What fills each slot of the page."""
        return self.picture.slots() | {
            "sentence": self.sentence,
        }

    def say(self, key: str, /, **values) -> str:
        return say(self.session.language, key, **values)

    def frame(self, further: bool = False) -> FrameBuffer:
        """The present moment, drawn into the frame's buffer; only what moves while nothing else has changed.

        `further`: it only goes on from the last one, so that not all needs to follow at once.
        """
        if self._told_until != arrived(self.session):
            self._label()
            self.session.tell("arrived")
        elif (told := self._told()) and self._counted != counted(told):
            self._label()
        version = self.session.experiment.version
        if not self._stale and version is self._drawn:
            return self._frame.move(self._moment(), exact=self.session.phase != "update")
        self._stale, self._drawn = False, version
        self._frames += 1
        # Axes and many small images are costly to paint, and nobody reads a curve sixty times a second.
        return self._frame.fill(
            self._moment(),
            rest=self._due("rest", REST_EVERY, self.session.running and not self.session.filming.going),
            field=self._field_due(further),
            figures=self._due("figures", FIGURES_EVERY, further),
            exact=not further,
        )

    def _due(self, what: str, every: float, patient: bool) -> bool:
        """Whether something costly is to be done now: once in so many seconds, and LEAST_FRAMES; at once unless `patient`."""
        now, frames = time.monotonic(), self._frames - self._done_in[what]
        if patient and (now - self._done_at[what] < every or frames < LEAST_FRAMES.get(what, 0)):
            return False
        self._done_at[what], self._done_in[what] = now, self._frames
        return True

    def _field_due(self, patient: bool) -> bool:
        """The same of the output field, which stays as it is while a pass is told: of the same network, in the same colours."""
        config = self.session.config
        field = self.session.experiment.version, self._stage, bands_of(config), centre_of(config)
        if field == self._field or not self._due("field", FIELD_EVERY, patient):
            return False
        self._field = field
        return True

    def new_names(self) -> dict[str, str]:
        """What a screen reader is told of the figures, by slot, where it is not the same as before."""
        if not self._names_due or not self._due("names", NAMES_EVERY, self.session.running):
            return {}
        self._names_due, before = False, self._names
        self._names = words.figure_names(self.session, self.say)
        if self.session.comparison.alternatives:
            self._names |= versus.figure_names(self.session, self.say)
        return dict(self._names.items() - before.items())

    def timeline(self) -> list[dict[str, str]]:
        """What the page's timeline shows."""
        shown = self.session.phases, self.session.language
        if shown != self._timeline_of:
            self._timeline_of, self._timeline = shown, timeline(shown[0], len(self.session.training.network.weights), self.say)
        return self._timeline

    def layout(self) -> list[dict]:
        """The frame's layout with the id of the model that each array belongs to."""
        layout = self._frame.buffer.layout()
        for entry in layout:
            model, entry["column"] = self.picture.target(entry["name"])
            entry["model"] = model and model.id
        return layout

    def sentence_for(self, error: Exception, key: str = "error.setting") -> str:
        """An error in the learner's words."""
        if isinstance(error, Locked):
            return self.say("error.locked", key=error.key, value=error.allowed)
        if isinstance(error, SettingError):
            return self.say(key, key=error.key, value=error.value, allowed=error.allowed)
        if isinstance(error, PredictFirst):
            return self.say("lesson.predict")
        if isinstance(error, Unreadable):
            return self.say(error.key, **error.values)
        if isinstance(error, NoAnswer):
            return self.say("lesson.unreadable")
        return self.say("error.program", detail=f"{type(error).__name__}: {error}")

    # -- what the session tells ----------------------------------------------------------------

    def _rebuild(self) -> None:
        """A new network, which fits into the old one's frame or needs another."""
        training = self.session.training
        compared = [one.training for one in self._side_by_side()]
        drawn = networks.are_drawn(self.session)
        shape = drawn, *(_drawn_of(one) for one in (training, *compared))
        if shape == self._shape:
            return
        self._shape, self._field = shape, None
        seen = [(one.network.sizes, one.config.features, one.dataset) for one in compared]
        self._frame = PictureFrame(training.network.sizes, training.config.features, training.dataset, seen, drawn)
        self._frame.fill(self._moment())
        self.picture.restructure(self._frame)
        self.restructured()

    def _follow(self) -> None:
        """The settings or the surroundings are others; a status event comes after this one."""
        self.picture.scale_chart(is_logarithmic(self.session.config.chart, self.session.config.scale == "log"))
        self.picture.enlarge(self.session.surroundings.large)
        self._recolour()

    def _recolour(self) -> None:
        if self._painted != (palettes := (self._palette, self._stage)):
            self._painted = palettes
            self.picture.recolour(*palettes)

    def _status_changed(self) -> None:
        self._stale = self._names_due = True
        self._recolour()
        self._tell()
        if not self.session.running:
            self._light()
        self._outline()
        self._label()

    def _tell(self) -> None:
        self.sentence.object = lettered(f"<p>{html.escape(words.sentence(self.session, self.say))}</p>")

    def _light(self) -> None:
        self._lighting.follow(self._frame.geometry, self._stage)

    def _place_anew(self) -> None:
        """Other edges have their numbers, and in a pass another unit is magnified, or elsewhere: what lies under texts is drawn with them."""
        self._label()
        if self.session.phase and self.session.screen:
            self.session.screen.show()

    def _outline(self) -> None:
        """What edges were stays to be seen in the update."""
        session, shown = self.session, ()
        if session.phase == "update":
            before = session.passing()[0]
            shown = before, between(before, session.updated()), self._stage
        seen = [one.parameters.tobytes() for one in shown[:2]], shown[2:]
        if seen != self._outlined:
            self._outlined = seen
            self.picture.put(outlines(self._frame.geometry, *shown))

    def _label(self) -> None:
        """Numbers stand in the picture only while they can be read."""
        session = self.session
        inputs = tuple(shown(feature) for feature in session.config.features)
        self._told_until = until = arrived(session)
        trace = None if session.running or until == "" else session.passing()[1]
        phase = Phase.of(until) if until else None
        geometry = self._frame.geometry
        made = until == "update" and session.walk.before is None and session.tutor.lights
        told = self._told()
        session.magnified = self._lens(told)
        sums, self._counted = (sums_so_far(told), counted(told)) if told else (None, 0)
        columns = labels(
            geometry, inputs, trace, self.picture.room, phase, self._stage, session.tutor.in_sight("loss"),
            self._step(*session.shown()) if made else None, self._lighting.edges(geometry), session.magnified, sums,
        )  # fmt: skip
        has_loss = phase and phase.direction not in ("input", "forward") and session.tutor.in_sight("loss")
        named = gauge.names(told, self.picture.room) if has_loss else {}
        curve = gauge.over_curve(told, session.training.loss, TYPE / self.picture.room) if has_loss and session.tutor.lights else None
        over = notes(geometry, trace, self.picture.room, phase, self._stage, session.magnified, session.tutor.lights, named, sums, curve)
        if (columns, over) != self._labelled:
            self._labelled = columns, over
            self.picture.label(columns, over)

    # -- the moment ----------------------------------------------------------------------------

    @property
    def _palette(self):
        return DARK if self.session.dark else LIGHT

    @property
    def _stage(self):
        """The palette of the network's picture."""
        return DARK if self.session.night else self._palette

    def _side_by_side(self) -> list:
        """The main network and those compared with it, each with its `training` and `record`; none where there are no others."""
        others = self.session.comparison.alternatives
        return [self.session, *others] if others else []

    def _compared(self) -> list[Compared]:
        return [Compared(one.training.network, one.training.dataset, centre_of(one.training.config), one.record.losses())
                for one in self._side_by_side()]  # fmt: skip

    def _beside(self, told: Pass | None) -> list[Beside]:
        """The networks side by side, in the pass that is told where they are as deep as the main one, else as a whole."""
        if not networks.are_drawn(self.session):
            return []
        return [self._one_beside(one.training, told) for one in self._side_by_side()]

    def _one_beside(self, training, told: Pass | None) -> Beside:
        network, trace = training.network, networks.trace_of(self.session, training)
        layers = len(network.weights)
        told = replace(told, network=network, trace=trace, step=None) if told and layers == len(told.trace.z) else None
        if told and told.phase.direction == "update" and not told.brief:
            network = between(network, networks.updated(self.session, training), MOVING.eased(told.progress))
        return Beside(network, trace, self._lamps(trace, told), self._emphasis(layers, told), told, self.session.subject, self.picture.compared.scale)

    def _moment(self) -> Moment:
        session = self.session
        network, trace = session.shown()
        told = self._told()
        if told and told.phase.direction == "update":
            told = replace(told, step=self._step(network, trace))
        return Moment(
            network=session.training.network,
            shown=network,
            trace=trace,
            dataset=session.training.dataset,
            probe=session.probe[0],
            told=told,
            lens=self._lens(told),
            loss=session.training.loss,
            emphasis=replace(self._emphasis(len(network.weights), told), lit=self._lighting.edges(self._frame.geometry), slim=self.picture.slim),
            lamps=self._lamps(trace, told),
            palette=self._palette,
            stage=self._stage,
            centre=centre_of(session.config),
            bands=bands_of(session.config),
            maps=CALM if session.tutor.glows else FULL,
            step=session.training.step,
            numbers=self._numbers,
            chart=self._chart,
            diagnosis=session.diagnosis,
            compared=self._compared,
            beside=self._beside(told),
        )

    def _numbers(self) -> dict:
        training = self.session.training
        counts = {"step": training.step, "epoch": training.epoch, "test_points": len(training.dataset.test.y)}
        return counts | vars(self.session.evaluation())

    def _chart(self) -> Chart:
        config, record = self.session.config, self.session.record
        return Chart(config.chart, config.scale == "log", record.curves(), self.session.training.step, record.earlier)

    def _emphasis(self, layers: int, told: Pass | None):
        """Of a network of so many weight layers."""
        tutor = self.session.tutor
        if told:
            emphasis = at_phase(layers, told.phase, told.progress, told.gain)
        else:
            emphasis = replace(at_rest(layers, tutor.glows), gain=gain(self.session))
        return emphasis if tutor.lights else emphasis.without_gradients()

    def _told(self) -> Pass | None:
        """The pass that is gone through; in the update, too, the one that has led to it."""
        session = self.session
        if not session.phase:
            return None
        brief = session.walk.before is not None
        return Pass(*session.passing(), Phase.of(session.phase), session.walk.progress, brief, gain(session))

    def _step(self, network, trace) -> Step:
        """What the update does, when it has taken the network as far as that."""
        session = self.session
        share = MOVING.eased(session.walk.progress)
        return Step(session.change(), network.forward(trace.inputs[:, None]), session.outcome(), float(share))

    def _lens(self, told: Pass | None) -> Lens | None:
        return lens(self._frame.geometry, told, self.session.subject, self.picture.room)

    def _lamps(self, trace, told: Pass | None):
        """None is lit where gradients are not spoken of."""
        found = lamps(trace, told, gain(self.session))
        return found if self.session.tutor.lights else np.zeros_like(found)


def _drawn_of(training) -> tuple:
    """What the arrays of a frame depend on: the network's shape, what it sees of a point, and how many points there are."""
    return training.network.sizes, training.config.features, len(training.dataset.train.y), len(training.dataset.test.y)


def centre_of(config) -> float:
    """The output between the classes: 0, or 0.5 where outputs are probabilities."""
    return 0.5 if config.output == "sigmoid" else 0.0
