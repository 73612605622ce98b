"""The timeline under the picture: one entry for each phase of a pass, in symbols and in words, grouped by layer."""

from collections.abc import Callable

from playground.explain.symbols import OUTPUT, Letter
from playground.trace import Phase
from playground.views.lettering import lettered

BACKWARD = {"a": "∂a", "z": "δ", "W": "∂W"}


def timeline(phases: tuple[str, ...], layers: int, say: Callable[..., str]) -> list[dict[str, str]]:
    """Entries {name, symbol, html, word, group, side}.

    `html` is the symbol with its letters in italics; `group` is the word under the phases of one layer on one way;
    `side` is forward, loss, backward or update.
    """
    return [_entry(name, layers, say) for name in phases]


def _entry(name: str, layers: int, say: Callable[..., str]) -> dict[str, str]:
    phase = Phase.of(name)
    symbol, word = _symbol(phase, layers), _word(phase, layers, say)
    return {
        "name": name,
        "symbol": symbol,
        "html": lettered(symbol),
        "word": say("phase.in_layer", word=word, layer=phase.layer) if phase.layer else word,
        "group": say("phase.layer", layer=phase.layer) if phase.layer else word,
        "side": "forward" if phase.direction == "input" else phase.direction,
    }


def _symbol(phase: Phase, layers: int) -> str:
    output = phase.layer == layers and phase.part == "a"
    if phase.direction == "forward":
        return str(OUTPUT if output else Letter(phase.part, phase.layer))
    if phase.direction == "backward":
        return f"∂{OUTPUT}" if output else str(Letter(BACKWARD[phase.part], phase.layer))
    return {"input": "x", "loss": "L", "update": "W←"}[phase.direction]


def _word(phase: Phase, layers: int, say: Callable[..., str]) -> str:
    if phase == Phase("forward", layers, "a"):
        return say("phase.output")
    return say(f"phase.{phase.direction}" + (f".{phase.part}" if phase.part else ""))
