"""The pictures that belong to one step of a lesson alone, by the name in `Step.figure`.

Each is a module with `html(session, say)` and `ACTIONS`, as a panel has (playground/views/panels).
"""

from types import ModuleType

from playground.views.lessons import (
    borders,
    chain_equations,
    chain_exercise,
    chain_nudge,
    chain_pass,
    chain_path,
    chain_update,
    depths,
    fold,
    keep,
    least,
    one_line,
    overshoot,
    product,
    regions,
    staircase,
    strip,
    threshold,
    valley,
    variance,
)

FIGURES: dict[str, ModuleType] = {
    "borders": borders,
    "depths": depths,
    "equations": chain_equations,
    "exercise": chain_exercise,
    "fold": fold,
    "keep": keep,
    "least": least,
    "nudge": chain_nudge,
    "one-line": one_line,
    "overshoot": overshoot,
    "pass": chain_pass,
    "path": chain_path,
    "product": product,
    "regions": regions,
    "staircase": staircase,
    "strip": strip,
    "threshold": threshold,
    "update": chain_update,
    "valley": valley,
    "variance": variance,
}
