"""The sample whose pass the picture shows, to be typed, or to be the next data point: its pass is then told."""

from playground.settings import SETTINGS, SettingError
from playground.views.fields import typed_number
from playground.views.html import el

FOLLOWS = frozenset({"config", "restart", "sample", "status"})
NAMES = {"x1": "x₁", "x2": "x₂", "y": "y"}


def html(session, say):
    (x1, x2), y = session.probe
    return el(
        "form",
        el("strong", say("sample.title"), id="sample-title"),
        [_field(name, value) for name, value in zip(NAMES, (x1, x2, y), strict=True)],
        el("button", say("sample.next"), type="button", data_do="sample.next", id="sample-next", class_="pill"),
        class_="sample", aria_labelledby="sample-title",
    )  # fmt: skip


def _field(name, value):
    return el(
        "label", NAMES[name],
        el("input", id=f"sample-{name}", value=_text(value), inputmode="decimal", autocomplete="off", data_do=f"sample.{name}", size=6),
    )  # fmt: skip


def _text(value: float) -> str:
    """What is typed as it is, as far as the field has room for it; of other points four digits tell them apart."""
    typed = f"{value:.6g}"
    return (typed if float(typed) == value and len(typed) <= 7 else f"{value:.4g}").replace("-", "−")


# -- what its elements do ---------------------------------------------------------------------------


def _change(place: int):
    """The action of one field: the sample with one of its numbers changed."""

    def change(session, text) -> None:
        (x1, x2), y = session.probe
        sample = [x1, x2, y]
        sample[place] = typed_number(text).replace("−", "-")
        try:
            *x, y = SETTINGS["sample"].read(sample)
        except SettingError as error:
            raise SettingError("sample", text, error.allowed) from None
        session.tell_pass_of(x, y)

    return change


def _next(session, value) -> None:
    """The training point after the one in view, or the first."""
    train = session.training.dataset.train
    samples = [(*x, y) for x, y in zip(train.x.tolist(), train.y.tolist(), strict=True)]
    (x1, x2), y = session.probe
    at = samples.index((x1, x2, y)) if (x1, x2, y) in samples else -1
    *x, y = samples[(at + 1) % len(samples)]
    session.tell_pass_of(x, y)


ACTIONS = {f"sample.{name}": _change(place) for place, name in enumerate(NAMES)} | {"sample.next": _next}
