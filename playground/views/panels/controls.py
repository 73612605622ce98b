"""What the learner can change: data, activation, learning rate and layers always in view, the rest in groups that fold."""

from markupsafe import Markup

from playground.frames.labels import shown
from playground.frames.thumbnails import AXIS_X, AXIS_Y, CURVE_HEIGHT, SIDE, curve
from playground.settings import ACTIVATIONS, SETTINGS, to_text
from playground.views import layers, rates
from playground.views.fields import changes, choice, number, slider, text_field, tiles, unless_locked, word
from playground.views.html import el
from playground.views.names import name_of
from playground.views.section import Section
from playground.views.thumbnails import scatter, thumbnail

FOLLOWS = frozenset({"config", "restart"})
GROUPS = {
    "data": ("noise", "samples", "train", "features"),
    "network": ("hidden", "act", "out", "loss", "init", "gain", "seed"),
    "training": ("opt", "batch", "clip", "reg", "rate", "pace"),
}
ORDER = ("data", "act", "lr", "hidden", *(f"group-{name}" for name in GROUPS))


def html(session, say):
    """Nothing in a step of a lesson that does without: the lesson itself shows the fields that are needed."""
    step = session.tutor.step
    if step and "controls" not in step.parts:
        return Markup("")
    config, language = session.config, session.language
    sections = {name: section(config, language, say) for name, section in _SECTIONS.items()} | {"lr": _rate(session, say)}
    return el("div", _in_sight(config, {name: sections[name] for name in ORDER}, say), class_="settings")


def _in_sight(config, parts, say):
    """Of parts by the names of their settings, those that the config does not hide; what is locked can only be read."""
    return [unless_locked(part, (name,), config, say) for name, part in parts.items() if name not in config.hide]


def _rate(session, say):
    known = rates.borders(rates.start_in(session), session.config, len(session.training.dataset.train.y))
    return rates.view(session.config, known, say)


def field(key, session, say):
    """The field of one setting, to stand by itself in a step of a lesson."""
    return unless_locked(_field(key, session, say), (key,), session.config, say)


def _field(key, session, say):
    config = session.config
    match key:
        case "data" | "act" | "hidden":
            return {"data": _data, "act": _act, "hidden": _layers}[key](config, say)
        case "lr":
            return _rate(session, say)
        case "features":
            return _features(config, say)
        case "train":
            return _train(config, say)
        case "noise" | "samples" | "speed":
            return slider(key, config, say)
        case "gain" | "seed" | "batch" | "clip" | "rate":
            return number(key, config, say)
    return choice(key, config, say)


# -- always in view -------------------------------------------------------------------------------


def _data(config, say):
    draw = el(
        "button", _pencil(), el("span", say("setting.draw")), type="button", class_="tile", data_open="owndata", title=say("hint.draw"),
    )  # fmt: skip
    points = config.points

    def picture(data):
        return scatter(data, points if data == "custom" else ())

    return tiles("data", config.data, say, picture, beside=draw)


def _act(config, say):
    axes = el("path", d=f"M0 {AXIS_Y:.3g}H{SIDE}M{AXIS_X:.3g} 0V{CURVE_HEIGHT}", class_="axes")

    def picture(name):
        return thumbnail([axes, el("path", d=curve(name), class_="curve")], CURVE_HEIGHT)

    chosen = config.act if isinstance(config.act, str) else None
    mixed = None if chosen else el("small", say("act.mixed"))
    return tiles("act", chosen, say, picture, mixed)


def _layers(config, say):
    chips = [el("li", [*layers.stepper(k, units, say), layers.remover(k, say)], id=f"layer-{k}") for k, units in enumerate(config.hidden, 1)]
    return el(
        "div", el("h2", say("setting.hidden"), id="name-layers"),
        el("ol", chips, class_="layers", aria_labelledby="name-layers") if chips else el("small", say("layers.none")),
        layers.adder(config, say), class_="choice",
    )  # fmt: skip


def _pencil():
    return thumbnail([el("path", d="M12 34l2-8 16-16 6 6-16 16zM26 14l6 6", class_="curve")])


# -- folded ---------------------------------------------------------------------------------------


def _group(name, say, now, fields):
    """Nothing where all of its fields are hidden."""
    if not fields:
        return None
    summary = el("summary", el("span", say(f"group.{name}")), el("small", " · ".join(now)))
    return el("details", summary, fields, id=f"group-{name}")


def _data_group(config, say):
    now = f"{to_text(config.noise)} %", str(config.samples), ", ".join(map(shown, config.features))
    fields = {key: slider(key, config, say) for key in ("noise", "samples")} | {"train": _train(config, say), "features": _features(config, say)}
    return _group("data", say, now, _in_sight(config, fields, say))


def _train(config, say):
    return slider("train", config, say, say("hint.train.all") if config.train == 100 else None)


def _features(config, say):
    def toggle(name):
        field = el(
            "input", type="checkbox", id=f"feature-{name}", checked=name in config.features, data_do="set.features", data_value=name,
        )  # fmt: skip
        return el("label", field, el("span", shown(name)), class_="toggle")
    toggles = [toggle(name) for name in SETTINGS["features"].choices]
    return el("fieldset", el("legend", say("setting.features")), el("div", toggles, class_="toggles"), el("small", say("hint.features")))


def _network_group(config, say):
    now = word("init", config.init, say), name_of(config.loss_name)
    dense = el(
        "div", el("label", say("setting.hidden.text"), for_="set-hidden"), text_field("hidden", to_text(config.hidden), hinted=True),
        el("small", say("hint.hidden"), id="hint-hidden"), class_="field",
    )  # fmt: skip
    fields = {"hidden": dense, "act": _activations(config, say)} | {key: choice(key, config, say) for key in ("out", "loss", "init")}
    fields |= {"gain": number("gain", config, say, hint=say("hint.gain")), "seed": number("seed", config, say, hint=say("hint.seed"))}
    return _group("network", say, now, _in_sight(config, fields, say))


def _activations(config, say):
    """One activation for each hidden layer."""
    def row(layer, chosen):
        options = [el("option", name_of(name), value=name, selected=name == chosen) for name in ACTIVATIONS]
        field = el("select", options, id=f"act-of-{layer}", data_do="layers.act", data_value=layer)
        return el("label", el("span", say("layers.name", layer=layer)), field, class_="row")
    rows = [row(layer, name) for layer, name in enumerate(config.activations, 1)]
    return el("fieldset", el("legend", say("setting.act.each")), rows) if rows else None


def _training_group(config, say):
    batch = say("batch.all") if config.batch == "all" else str(config.batch)
    whole = el(
        "label", el("input", type="checkbox", id="batch-all", checked=config.batch == "all", data_do="batch.all"),
        el("span", say("batch.all")), class_="toggle",
    )  # fmt: skip
    fields = {
        "opt": choice("opt", config, say), "batch": number("batch", config, say, whole, hint=say("hint.batch")),
        "clip": number("clip", config, say, hint=say("hint.clip")), "reg": choice("reg", config, say),
        "rate": number("rate", config, say, hint=say("hint.rate")), "pace": choice("pace", config, say),
    }  # fmt: skip
    return _group("training", say, (name_of(config.opt), batch), _in_sight(config, fields, say))


_SECTIONS = {
    "data": Section(_data, "data", "points"),
    "act": Section(_act, "act"),
    "hidden": Section(_layers, "hidden"),
    "group-data": Section(_data_group, *GROUPS["data"], "hide", "lock"),
    "group-network": Section(_network_group, *GROUPS["network"], "data", "hide", "lock"),  # by the data go the output and the loss
    "group-training": Section(_training_group, *GROUPS["training"], "hide", "lock"),
}


# -- what its elements do -------------------------------------------------------------------------


def _take_data(session, name):
    session.adopt(session.config.with_data(name))


def _toggle_feature(session, value):
    name, wanted = value
    session.configure(features=[item for item in (*session.config.features, name) if wanted or item != name])


def _take_all(session, wanted):
    session.configure(batch="all" if wanted else SETTINGS["batch"].default)


ACTIONS = (
    changes("act", "lr", *(key for keys in GROUPS.values() for key in keys))
    | layers.ACTIONS
    | {"set.data": _take_data, "set.features": _toggle_feature, "set.rate-mark": rates.slide, "batch.all": _take_all}
)
