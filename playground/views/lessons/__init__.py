"""The pictures that belong to one step of a lesson alone, by the name in `Step.figure`.

Each is a module with `html(session, say)` and `ACTIONS`, as a panel has (playground/views/panels).
"""

from types import ModuleType

from playground.views.lessons import fold, least, one_line, regions

FIGURES: dict[str, ModuleType] = {
    "fold": fold,
    "least": least,
    "one-line": one_line,
    "regions": regions,
}
