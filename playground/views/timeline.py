"""The timeline under the picture: one entry for each phase of a pass, in symbols and in a word."""

from collections.abc import Callable

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def timeline(phases: tuple[str, ...], layers: int, say: Callable[..., str]) -> list[dict[str, str]]:
    """Entries {name, symbol, word, side}; `side` is forward, loss, backward or update."""
    return [_entry(name, layers, say) for name in phases]


def _entry(name: str, layers: int, say: Callable[..., str]) -> dict[str, str]:
    kind, layer, part = [*name.split("/"), "", ""][:3]
    raised = layer.translate(SUPERSCRIPTS)
    if kind == "forward" and part == "a" and layer == str(layers):
        kind = "output"
    symbol = {
        "input": "x", "forward": part + raised, "output": "ŷ", "loss": "L", "backward": "δ" + raised, "update": "W←",
    }[kind]  # fmt: skip
    key = f"phase.{kind}.{part}" if kind == "forward" else f"phase.{kind}"
    side = "forward" if kind in ("input", "output") else kind
    return {"name": name, "symbol": symbol, "word": say(key), "side": side}
