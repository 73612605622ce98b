"""Time travel: a slider over the run so far, and a branch from the present with one thing changed."""

from urllib.parse import parse_qsl

from markupsafe import Markup

from playground.settings import SETTINGS, to_text
from playground.views.html import el
from playground.views.names import name_of

FOLLOWS = frozenset({"config", "restart", "status"})
FACTORS = (10, 3, 1 / 3, 1 / 10)  # other learning rates that are offered
PENALTY = 0.003  # rate of the regulariser that is offered


def html(session, say) -> Markup:
    """The slider with its ends, and what can be done here."""
    step, end = session.experiment.clock, session.experiment.end
    return el(
        "div",
        el("div", el("h2", el("label", say("time.title"), for_="time")), el("b", _here(session, say), aria_hidden="true"), class_="here"),
        el("input", type="range", id="time", min=0, max=end, value=step, data_do="seek", data_live=True, disabled=end == 0,
           aria_valuetext=say("time.of", step=step, end=end, epoch=session.training.epoch)),
        el("div", el("span", "0"), el("span", f"{end:,}"), class_="ends", aria_hidden="true"),
        el("p", say("time.future" if step < end else "time.start" if end == 0 else "time.end"), class_="hint"),
        _branch(session.config, say), class_="time",
    )  # fmt: skip


def _here(session, say) -> str:
    return say("time.step", step=f"{session.experiment.clock:,}", epoch=f"{session.training.epoch:,}")


def _branch(config, say) -> Markup:
    options = [el("option", _words(change, config, say), value=address) for address, change in branches(config).items()]
    return el(
        "form",
        el("label", say("time.branch"), for_="time-change"),
        el("select", options, id="time-change", name="change"),
        el("button", say("time.go"), type="submit", class_="pill"),
        data_do="branch", class_="branch",
    )  # fmt: skip


def branches(config) -> dict[str, dict[str, str]]:
    """One thing changed, each: {address: {key: value}}."""
    low, high = SETTINGS["lr"].bounds
    rates = [min(high, max(low, float(f"{config.lr * factor:.2g}"))) for factor in FACTORS]
    changes = [
        *({"lr": to_text(rate)} for rate in dict.fromkeys(rates) if rate != config.lr),
        *({"opt": name} for name in SETTINGS["opt"].choices if name != config.opt),
        *({"batch": size} for size in ("1", "10", "all") if size != to_text(config.batch)),
        {"clip": "0"} if config.clip else {"clip": "1"},
        {"reg": "none"} if config.reg != "none" else {"reg": "l2", "rate": to_text(PENALTY)},
    ]
    return {"&".join(f"{key}={value}" for key, value in change.items()): change for change in changes}


def _words(change: dict[str, str], config, say) -> str:
    return ", ".join(f"{say(f'setting.{key}')} {_shown(key, getattr(config, key), say)} → {_shown(key, value, say)}" for key, value in change.items())


def _shown(key: str, value, say) -> str:
    text = to_text(value)
    if text == "none":
        return say("reg.none")
    return say("batch.all") if key == "batch" and text == "all" else name_of(text)


async def _seek(session, step: str) -> None:
    await session.seek(int(step))


def _go(session, given: dict[str, str]) -> None:
    """From here on with one thing changed; the way that the run went before stays in the chart."""
    session.configure(**dict(parse_qsl(given["change"])))
    session.run()


ACTIONS = {"seek": _seek, "branch": _go}
