"""Take away: a dialog that gives the run as files or for the clipboard, and opens again what it has given.

Figures, the clipboard and dropped files belong to the page (pyscript/page/takeaway.js).
"""

from collections.abc import Callable
from functools import partial
from weakref import WeakKeyDictionary

from markupsafe import Markup

from playground.export import (
    Unreadable,
    config_json,
    data_csv,
    history_csv,
    numpy_code,
    parameters_in,
    parameters_json,
    read_json,
    torch_code,
)  # fmt: skip
from playground.lessons.links import Link, pasted
from playground.settings import SettingError
from playground.texts import say
from playground.views.files import File
from playground.views.html import el, join
from playground.views.remarks import remark_on

FOLLOWS = frozenset({"config", "study"})
JSON, CSV, PYTHON = "application/json", "text/csv", "text/x-python"
Say = Callable[..., str]

# Of each file: the end of its name (what changes from step to step bears the step), its kind, and what makes it.
FILES = {
    "numpy": ("step{step}-numpy.py", PYTHON, lambda session: numpy_code(session.training, partial(say, session.language))),
    "torch": ("step{step}-pytorch.py", PYTHON, lambda session: torch_code(session.training, partial(say, session.language))),
    "config": ("settings.json", JSON, lambda session: config_json(session.config)),
    "parameters": ("step{step}-parameters.json", JSON, lambda session: parameters_json(session.training.network)),
    "history": ("step{step}-history.csv", CSV, lambda session: history_csv(session.record.curves())),
    "data": ("data.csv", CSV, lambda session: data_csv(session.training.dataset)),
}

FILMS = {"pass": "pass", "training": "run"}  # what moves, and the part of the page that sets it moving
TAKEN_AS = ("video", "pictures")
WAYS = {"recorded": "takeaway.film.recorded", "null": "takeaway.film.impossible"}  # of which the page shows the remark that is true here (pyscript/page/video.js)

# What has come of the text that was opened last: the settings in force afterwards, a sentence, and the text if it was refused.
_opened: WeakKeyDictionary = WeakKeyDictionary()


def html(session, say: Say) -> Markup:
    return el(
        "div",
        el("header", el("h1", say("page.takeaway")), _button("×", data_close=True, aria_label=say("page.close"), class_="pill close")),
        el("ul", _address(say), [_row(name, say) for name in FILES], class_="takeaway"),
        _films(session, say),
        el("h2", say("takeaway.figures")),
        el("ul", id="takeaway-figures", class_="takeaway pictures"),
        _one_file(say),
        _way_back(*_outcome(session), say),
        el("output", id="takeaway-copied", class_="soft"),
    )  # fmt: skip


def _outcome(session) -> tuple[str, str]:
    """The sentence and the refused text, until the settings change."""
    config, *outcome = _opened.get(session, (None, "", ""))
    return tuple(outcome) if config == session.config else ("", "")


def _button(text: str, **attributes) -> Markup:
    return el("button", text, type="button", **({"class_": "pill"} | attributes))


def _address(say: Say) -> Markup:
    name = say("takeaway.address")
    field = el("input", id="takeaway-address", readonly=True, aria_label=name)
    words = el("div", el("strong", name), el("span", say("takeaway.address.about"), class_="soft"), field)
    return el("li", words, _button(say("takeaway.copy"), data_copy="address", aria_label=say("takeaway.copy.label", what=name)))


def _row(name: str, say: Say) -> Markup:
    what = say(f"takeaway.{name}")
    return el(
        "li",
        el("div", el("strong", what), el("span", say(f"takeaway.{name}.about"), class_="soft")),
        _button(say("takeaway.copy"), data_copy=name, aria_label=say("takeaway.copy.label", what=what)),
        _button(say("takeaway.save"), data_do="takeaway.save", data_value=name, aria_label=say("takeaway.save.label", what=what)),
    )


def _one_file(say: Say) -> Markup:
    """The whole page, which the build has put beside it; it does not have itself beside it, and shows nothing of this."""
    what = say("takeaway.page")
    link = el("a", say("takeaway.save"), href="playground.html", download=True, class_="pill", aria_label=say("takeaway.save.label", what=what))
    words = el("div", el("strong", what), el("span", say("takeaway.page.about"), class_="soft"))
    return el("section", el("h2", say("takeaway.offline")), el("ul", el("li", words, link), class_="takeaway"), class_="site-only")


def _films(session, say: Say) -> Markup | None:
    """What moves, for slides, as far as it is in sight; the page takes it (pyscript/page/filming.js)."""
    rows = [_film(name, session, say) for name, part in FILMS.items() if all(map(session.tutor.in_sight, ("picture", part)))]
    if not rows:
        return None
    ways = [el("p", say(key), id=f"takeaway-{way}", data_way=way, class_="soft", hidden=True) for way, key in WAYS.items()]
    return join([el("h2", say("takeaway.film")), el("ul", rows, class_="takeaway"), *ways])


def _film(name: str, session, say: Say) -> Markup:
    what = say(f"takeaway.film.{name}")
    locked = {"disabled": True, "data_locked": True, "title": say("lesson.predict")} if name == "training" and session.tutor.locked else {}
    buttons = [
        _button(say(f"takeaway.film.{kind}"), data_film=name, data_kind=kind, aria_label=say(f"takeaway.film.{kind}.label", what=what), **locked)
        for kind in TAKEN_AS
    ]
    return el("li", el("div", el("strong", what), el("span", say(f"takeaway.film.{name}.about"), class_="soft")), buttons)


def _way_back(outcome: str, refused: str, say: Say) -> Markup:
    """Where settings and parameters are opened again: pasted, dropped or chosen."""
    return el(
        "form",
        el("h2", el("label", say("takeaway.back"), for_="takeaway-text")),
        el("p", say("takeaway.back.about"), class_="soft"),
        el("textarea", refused, id="takeaway-text", name="text", rows=3, spellcheck="false"),
        el(
            "div",
            el("label", say("takeaway.file"), el("input", type="file", id="takeaway-file", accept=".json,application/json"), class_="pill file"),
            el("button", say("takeaway.open"), class_="pill primary"),
            el("p", outcome, role="status"),
            class_="row",
        ),
        id="takeaway-back", data_do="takeaway.open",
    )  # fmt: skip


# -- what its elements do ---------------------------------------------------------------------------


def _save(session, name: str) -> File:
    ending, kind, make = FILES[name]
    return File(f"{session.config.data}-{ending.format(step=session.training.step)}", kind, make(session))


def _copy(session, name: str) -> File:
    """Without a name of its own, so that the page puts it on the clipboard."""
    return File("", "text/plain", FILES[name][2](session))


def _open(session, fields: dict) -> None:
    """A link is followed, settings come into force, parameters go into the network; what is none of these is told in words."""
    text, words = fields["text"], partial(say, session.language)
    if link := pasted(text, session.config):
        session.tutor.follow(link.config)
        _opened[session] = session.config, _told_of(link, partial(say, session.language)), ""
        return
    try:
        outcome = words(_take_over(session, read_json(text))), ""
    except Unreadable as error:
        outcome = words(error.key, **error.values), text
    except SettingError as error:
        outcome = words("error.setting", key=error.key, value=error.value, allowed=error.allowed), text
    _opened[session] = session.config, *outcome


def _take_over(session, given: dict | list) -> str:
    parameters = parameters_in(given, session.training.network.sizes)
    if parameters is None:
        if isinstance(given, list):
            raise Unreadable("takeaway.refused.object")
        session.configure(**given)
        return "takeaway.opened.settings"
    session.set_parameters(*parameters)
    return "takeaway.opened.parameters"


def _told_of(link: Link, words: Say) -> str:
    mistakes = [words("error.ignored", key=error.key, value=error.value, allowed=error.allowed) for error in link.mistakes]
    told = [] if link.foreign else [words("takeaway.opened.link")]
    return "\n".join(filter(None, (*told, *mistakes, remark_on(link, words))))


def _paste(session, text: str) -> None:
    """Something was pasted where nothing is typed: a link is followed, anything else is let be."""
    if link := pasted(text, session.config):
        session.tutor.follow(link.config)
        session.tell("link", link)


ACTIONS = {
    "link.paste": _paste,
    "takeaway.save": _save,
    "takeaway.copy": _copy,
    "takeaway.open": _open,
    "film.begin": lambda session, value: session.filming.begin(value["what"], value["kind"]),
    "film.go_on": lambda session, value: session.filming.go_on(),
    "film.end": lambda session, value: session.filming.end(),
}
