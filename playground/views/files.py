"""A file that the learner takes away."""

from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    """`name` as it is saved ("": it goes to the clipboard), `kind` its media type, `text` what is in it."""

    name: str
    kind: str
    text: str
