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
    fold,
    least,
    one_line,
    regions,
)

FIGURES: dict[str, ModuleType] = {
    "borders": borders,
    "equations": chain_equations,
    "exercise": chain_exercise,
    "fold": fold,
    "least": least,
    "nudge": chain_nudge,
    "one-line": one_line,
    "pass": chain_pass,
    "path": chain_path,
    "regions": regions,
    "update": chain_update,
}
