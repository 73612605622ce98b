"""Runs in the browser's worker: milliseconds that Python spends on one frame, and on which part of it."""

from collections import defaultdict
from contextlib import contextmanager
from time import perf_counter

from numpy import median
from pyodide.ffi import to_js

from playground.apps.playground import build
from playground.frames import numbers
from playground.frames.chart import ChartFrame
from playground.frames.field import FieldFrame
from playground.frames.gradient_flow import GradientFlowFrame
from playground.frames.network import NetworkFrame
from playground.record import Record
from playground.session import Session, Surroundings

NETS = {"2-4-2-1": (4, 2), "2-8-8-8-8-1": (8, 8, 8, 8)}
FRAMES, EPOCH = 60, 25  # steps
PARTS = {
    "losses and accuracies": (Session, "evaluation"),
    "diagnosis": (Session, "diagnosis"),
    "the pass in view": (Session, "shown"),
    "history of the curves": (Record, "curves"),
    "network": (NetworkFrame, "fill"),
    "field": (FieldFrame, "fill"),
    "chart": (ChartFrame, "fill"),
    "gradient flow": (GradientFlowFrame, "fill"),
    "figures": (numbers, "fill"),
}


def measure():
    """{net: {part: milliseconds}}: medians; the whole frame is timed without the parts' clocks."""
    app = build()
    app.open(Surroundings(lang="en"))
    app.document.connect(lambda *patch: None)
    return {net: measure_net(app, hidden) for net, hidden in NETS.items()}


def measure_net(app, hidden):
    app.session.configure(hidden=hidden)
    app.session.record.advance(40 * EPOCH)
    whole = {name: [] for name in ("whole frame", "handing it over", "one status event (at most 10 a second)", "panels after it (at most 2 a second)")}
    for costs in (one_frame(app) for _ in range(FRAMES)):
        for times, time in zip(whole.values(), costs, strict=True):
            times.append(time)
    return {name: 1000 * median(times) for name, times in (whole | parts_of(app)).items()}


def one_frame(app):
    """Seconds for drawing a new moment, for making it JavaScript's, for telling it in words, and for the panels that follow it."""
    app.session._train_slice(EPOCH)
    began = perf_counter()
    buffer = app.view.frame()
    drawn = perf_counter()
    to_js(buffer.bytes)
    handed = perf_counter()
    app.session.tell("status")
    told = perf_counter()
    app.board.changed()
    return drawn - began, handed - drawn, told - handed, perf_counter() - told


def parts_of(app):
    """{"of it " + part: [seconds of each frame]}"""
    times = defaultdict(list)
    with clocks(times):
        for _ in range(FRAMES):
            app.session._train_slice(EPOCH)
            app.view.frame()
    return {f"of it {part}": times[part] for part in PARTS}


@contextmanager
def clocks(times):
    """While it lasts, every part adds the seconds of each call to `times`."""
    plain = {part: getattr(owner, name) for part, (owner, name) in PARTS.items()}
    for part, (owner, name) in PARTS.items():
        setattr(owner, name, timed(plain[part], times[part]))
    try:
        yield
    finally:
        for part, (owner, name) in PARTS.items():
            setattr(owner, name, plain[part])


def timed(work, times):
    def with_clock(*arguments, **named):
        began = perf_counter()
        try:
            return work(*arguments, **named)
        finally:
            times.append(perf_counter() - began)

    return with_clock
