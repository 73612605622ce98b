"""The pictures that belong to one step of a lesson alone, by the name in `Step.figure`.

Each is a module with `html(session, say)` and `ACTIONS`, as a panel has (playground/views/panels).
"""

from types import ModuleType

FIGURES: dict[str, ModuleType] = {}
