"""The figures beside the picture, in the order in which the page reads them (pyscript/page/numbers.js)."""

from playground.frames.buffer import Field, FrameBuffer

NAMES = ("step", "epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "test_points")


def fields() -> list[Field]:
    return [Field("numbers", "numbers", "float64", (len(NAMES),))]


def fill(out: FrameBuffer, values: dict) -> None:
    """`values` has an entry for each name; None (no accuracy in a regression, no test set) is sent as NaN."""
    out["numbers"][:] = [float("nan") if values[name] is None else values[name] for name in NAMES]
