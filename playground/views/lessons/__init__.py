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
    claims,
    depths,
    fold,
    functions,
    keep,
    least,
    one_line,
    overshoot,
    product,
    regions,
    revive,
    slope,
    slopes,
    staircase,
    strip,
    threshold,
    units,
    valley,
    variance,
)

FIGURES: dict[str, ModuleType] = {
    "borders": borders,
    "depths": depths,
    "claims": claims,
    "equations": chain_equations,
    "exercise": chain_exercise,
    "fold": fold,
    "keep": keep,
    "functions": functions,
    "least": least,
    "nudge": chain_nudge,
    "one-line": one_line,
    "overshoot": overshoot,
    "pass": chain_pass,
    "path": chain_path,
    "product": product,
    "regions": regions,
    "revive": revive,
    "slope": slope,
    "units": units,
    "slopes": slopes,
    "staircase": staircase,
    "strip": strip,
    "threshold": threshold,
    "update": chain_update,
    "valley": valley,
    "variance": variance,
}
