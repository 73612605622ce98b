"""What moves the run and the pass: train, one step, reset, new dice; and one pass, told slowly, held, and stepped through."""

import secrets
from types import MappingProxyType

from markupsafe import Markup

from playground.settings import to_text
from playground.views.html import el

FOLLOWS = frozenset({"config", "status", "study"})
SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0)
SEEDS = 2**32

# Filled shapes, or lines where marked as such, in a square of 24.
ICONS = MappingProxyType({
    "run": ("M7.5 4.8 19.5 12 7.5 19.2z", ""),
    "pause": ("M7 5h3.4v14H7zM13.6 5H17v14h-3.4z", ""),
    "step": ("M12 5v14M5 12h14", "line"),
    "reset": ("M5.6 12a6.4 6.4 0 1 0 2-4.6M5.2 4.6l2 3.4 3.8-1", "line"),
    "dice": ("M6.5 5h11q1.5 0 1.5 1.5v11q0 1.5-1.5 1.5h-11q-1.5 0-1.5-1.5v-11q0-1.5 1.5-1.5zM9 9h.01M15 9h.01M12 12h.01M9 15h.01M15 15h.01", "line"),
    "back": ("M18.5 5.2v13.6L8.5 12zM5.2 5H8v14H5.2z", ""),
    "forward": ("M5.5 5.2v13.6L15.5 12zM16 5h2.8v14H16z", ""),
    "tell": ("M3.5 12h8M14 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0", "line"),
})  # fmt: skip


def html(session, say):
    """The two groups, as far as they are in sight."""
    groups = {"run": _run, "pass": _pass}
    return el("div", [group(session, say) for part, group in groups.items() if session.tutor.in_sight(part)], class_="moves")


def _run(session, say):
    running = session.running
    first = {"disabled": True, "title": say("lesson.predict")} if session.tutor.locked else {}
    return el(
        "div",
        _button("run.toggle", "pause" if running else "run", say("control.pause" if running else "control.run"), class_="primary", **first),
        _button("run.step", "step", say("control.step"), **first),
        _button("run.reset", "reset", say("control.reset")),
        _button("run.dice", "dice", say("control.dice"), title=say("control.dice.label"), disabled="seed" in session.config.locked),
        role="group", aria_label=say("control.group.run"),
    )  # fmt: skip


def _pass(session, say):
    telling = session.telling
    return el(
        "div",
        _button("walk.step", "back", say("control.back"), value=-1, id="walk-back", aria_keyshortcuts="ArrowLeft"),
        _button(
            "walk.toggle", "pause" if telling else "tell", say("control.tell.stop" if telling else "control.tell"),
            class_="pass", aria_keyshortcuts="Space",
        ),
        _button("walk.step", "forward", say("control.forward"), value=1, id="walk-forward", aria_keyshortcuts="ArrowRight"),
        _speed(session.config, say),
        role="group", aria_label=say("control.group.pass"), title=say("control.keys"),
    )  # fmt: skip


def _button(action, icon, name, value=None, class_=None, **attributes):
    return el(
        "button", _icon(icon), el("span", name),
        **{"type": "button", "id": action.replace(".", "-"), "data_do": action, "data_value": value, "class_": class_} | attributes,
    )  # fmt: skip


def _icon(name) -> Markup:
    path, kind = ICONS[name]
    return el("svg", el("path", d=path), viewBox="0 0 24 24", aria_hidden="true", class_=kind or None)


def _speed(config, say):
    speed = config.speed
    options = [
        el("option", f"{to_text(each)}×", value=to_text(each), selected=each == speed) for each in sorted({*SPEEDS, speed})
    ]
    return el("label", el("select", options, id="walk-speed", data_do="walk.speed", disabled="speed" in config.locked), el("span", say("control.speed")))


# -- what its elements do ---------------------------------------------------------------------------


def _run_or_pause(session, value) -> None:
    session.pause() if session.running else session.run()


def _dice(session, value) -> None:
    """Any seed but the present one."""
    others = secrets.randbelow(SEEDS - 1) + 1
    session.configure(seed=(session.config.seed + others) % SEEDS)


def _tell_or_hold(session, value) -> None:
    session.pause() if session.telling else session.tell_pass()


def _scrub(session, value) -> None:
    session.show_phase(value["phase"], min(max(float(value["progress"]), 0.0), 1.0))


ACTIONS = {
    "run.toggle": _run_or_pause,
    "run.step": lambda session, value: session.start_step(),
    "run.reset": lambda session, value: session.reset(),
    "run.dice": _dice,
    "walk.toggle": _tell_or_hold,
    "walk.step": lambda session, value: session.step_phase(int(value)),
    "walk.play": lambda session, value: session.play_phase(value),
    "walk.first": lambda session, value: session.play_phase(session.phases[0]),
    "walk.last": lambda session, value: session.play_phase(session.phases[-1]),
    "walk.scrub": _scrub,
    "walk.speed": lambda session, value: session.configure(speed=value),
}
