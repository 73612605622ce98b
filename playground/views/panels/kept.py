"""The panel of kept runs: a name and a press keep what the networks have reached, and the table of all that was kept.

The list stays on the learner's device (`Session.keep`), from one visit to the next; as a file it goes to another.
"""

from collections.abc import Callable
from functools import lru_cache, partial

from markupsafe import Markup

from playground.config import Config
from playground.kept import LONGEST_NAME, MOST, KeptRun, KeptRuns, differing
from playground.settings import SettingError
from playground.texts import say
from playground.views.files import File
from playground.views.html import el, join
from playground.views.networks import networks
from playground.views.versus import Say, network_words, value_of, value_words
from playground.views.words import number, percent

FOLLOWS = frozenset({"config", "restart", "keep"})
STORED = "runs"  # the text's name on the device
TAKEN = "seeing-gradients-runs.json"  # the file in which it is taken along
NUMBERS = ("train_loss", "test_loss", "train_accuracy", "test_accuracy", "dead_units", "first_gradient", "last_gradient")


def html(session, say: Say) -> Markup:
    runs, ignored = _kept(session)
    return join([
        _form(session, len(runs), say),
        el("p", say("kept.ignored", count=ignored), class_="kept-note") if ignored else None,
        _table(session.config, runs, say) if len(runs) else None,
        _feet(len(runs), say),
    ])


def _kept(session) -> tuple[KeptRuns, int]:
    """The list, not to be changed, and how much of what the device held was nonsense."""
    return _read(session.surroundings.kept.get(STORED, ""))


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[KeptRuns, int]:
    return KeptRuns.from_json(text)


# -- keeping ---------------------------------------------------------------------------------------


def _form(session, count: int, say: Say) -> Markup:
    new = len(networks(session))
    full = count + new > MOST
    usual = _usual_name(session, say)
    name = el("input", name="name", id="kept-name", maxlength=LONGEST_NAME, autocomplete="off", placeholder=usual)
    return el(
        "form",
        el("label", el("span", say("kept.name")), name),
        el("button", say("kept.keep" if new == 1 else "kept.keep_all", count=new), class_="pill", disabled=full),
        el("span", say("kept.full", most=MOST), class_="soft") if full else None,
        data_do="kept.keep", class_="kept-form",
    )  # fmt: skip


def _usual_name(session, say: Say) -> str:
    return say(f"data.{session.config.data}")


def _names(session, name: str, say: Say) -> list[str]:
    """A name for each network: the learner's, and what differs where several are compared."""
    name = name.strip() or _usual_name(session, say)
    return [f"{name} · {words}" for words in network_words(session.config, say)] or [name]


# -- the table -------------------------------------------------------------------------------------


def _table(config: Config, runs: KeptRuns, say: Say) -> Markup:
    configs = [run.config for run in runs.runs]
    keys = differing(configs)
    settings, numbers = (say(f"setting.{key}") for key in keys), (say(f"kept.{name}") for name in NUMBERS)
    heads = [say("kept.name"), *settings, say("kept.step"), *numbers, say("kept.do")]
    rows = [_row(place, *one, keys, config, say) for place, one in enumerate(zip(runs.runs, configs, strict=True))]
    table = el("table", el("thead", el("tr", [el("th", head, scope="col") for head in heads])), el("tbody", rows))
    return el("div", table, class_="kept-table", tabindex=0, role="region", aria_label=say("kept.table"))


def _row(place: int, run: KeptRun, own: Config, keys: list[str], config: Config, say: Say) -> Markup:
    name = el(
        "input", id=f"kept-{place}", value=run.name, maxlength=LONGEST_NAME, autocomplete="off",
        aria_label=say("kept.rename", name=run.name), data_do="kept.rename", data_value=place,
    )  # fmt: skip
    opener = {"href": f"?{run.seen_as(config).to_address()}", "data_do": "kept.open", "data_value": place}
    remove = {"type": "button", "class_": "pill", "data_do": "kept.remove", "data_value": place}
    return el(
        "tr",
        el("th", name, scope="row"),
        [el("td", value_words(key, value_of(own, key), say)) for key in keys],
        el("td", f"{run.step}", el("span", " ", say("kept.diverged")) if run.diverged else None),
        [el("td", _number(name, run, say)) for name in NUMBERS],
        el(
            "td", el("a", say("kept.open"), **opener, aria_label=say("kept.open.label", name=run.name)), " ",
            el("button", "×", **remove, aria_label=say("kept.remove", name=run.name)),
        ),
    )  # fmt: skip


def _number(name: str, run: KeptRun, say: Say) -> str:
    value = getattr(run, name)
    if run.untested and name.startswith("test"):
        return say("page.no_test")
    if value is not None and name.endswith("accuracy"):
        return percent(value)
    return number(value)


def _feet(count: int, say: Say) -> Markup:
    button = {"type": "button", "class_": "pill"}
    load = el("label", say("kept.import"), el("input", type="file", accept=".json,application/json", data_do="kept.import"), class_="pill")
    if not count:
        return el("div", load, class_="kept-feet")
    return el(
        "div",
        el("button", say("kept.csv"), **button, data_do="kept.csv"),
        el("button", say("kept.export"), **button, data_do="kept.export"),
        load,
        el(
            "details", el("summary", say("kept.clear"), class_="pill"),
            el("button", say("kept.clear.sure", count=count), **button, data_do="kept.clear"), id="kept-clear",
        ),
        class_="kept-feet",
    )  # fmt: skip


# -- what its elements do ---------------------------------------------------------------------------


def _revise(session, change: Callable[[KeptRuns], None]) -> None:
    """Changes a copy of the list and leaves it on the device."""
    kept = _kept(session)[0]
    runs = KeptRuns(kept.runs, kept.unread)
    change(runs)
    session.keep(STORED, runs.to_json())


def _keep(session, fields: dict) -> None:
    names = _names(session, fields["name"], partial(say, session.language))
    kept = [KeptRun.of(name, training) for name, training in zip(names, networks(session), strict=True)]
    _revise(session, lambda runs: runs.keep(kept))


def _rename(session, given: list) -> None:
    _revise(session, lambda runs: runs.rename(int(given[0]), given[1]))


def _open(session, place: str) -> None:
    """The settings of the row, from step 0."""
    session.adopt(_kept(session)[0].runs[int(place)].seen_as(session.config))


def _remove(session, place: str) -> None:
    _revise(session, lambda runs: runs.remove(int(place)))


def _clear(session, value) -> None:
    _revise(session, KeptRuns.clear)


def _csv(session, value) -> File:
    return File("runs.csv", "text/csv;charset=utf-8", "\ufeff" + _kept(session)[0].to_csv())


def _export(session, value) -> File:
    return File(TAKEN, "application/json", _kept(session)[0].to_json())


def _import(session, text: str) -> None:
    """Adds the runs of a file to those that are here already."""
    found, ignored = KeptRuns.from_json(text)
    here = _kept(session)[0].runs
    new = [run for run in found.runs if run not in here]
    if ignored or not len(found) or len(here) + len(new) > MOST:
        raise SettingError(TAKEN, text, f'[{{"name": …, "address": …}}], ≤ {MOST}')
    if new:
        _revise(session, lambda runs: runs.keep(new))


ACTIONS = {
    "kept.keep": _keep, "kept.rename": _rename, "kept.open": _open,
    "kept.remove": _remove, "kept.clear": _clear, "kept.csv": _csv,
    "kept.export": _export, "kept.import": _import,
}  # fmt: skip
