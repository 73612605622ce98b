"""The ordered phases of one step, and a cursor among them; no clock here."""

from dataclasses import dataclass, replace


def phases(layers):
    """The names of one step's phases, in order, for so many weight layers."""
    forward = [f"forward/{k}/{part}" for k in range(1, layers + 1) for part in "za"]
    backward = [f"backward/{k}" for k in range(layers, 0, -1)]
    return ("input", *forward, "loss", *backward, "update")


@dataclass(frozen=True)
class Timeline:
    """A place among the phases; every move gives a new Timeline and stops at the ends."""

    names: tuple
    position: int = 0

    @classmethod
    def of(cls, layers):
        """The beginning of a step of a network with so many weight layers."""
        return cls(phases(layers))

    @property
    def name(self):
        """The phase at the cursor."""
        return self.names[self.position]

    @property
    def at_end(self):
        """Whether this is the last phase."""
        return self.position == len(self.names) - 1

    def at(self, position):
        """At a position, or the end nearest to it."""
        return replace(self, position=min(max(position, 0), len(self.names) - 1))

    def to(self, name):
        """At a named phase; ValueError lists the names."""
        if name not in self.names:
            raise ValueError(f"no phase {name!r}; there are: {', '.join(self.names)}")
        return self.at(self.names.index(name))

    def forward(self, count=1):
        """So many phases on."""
        return self.at(self.position + count)

    def back(self, count=1):
        """So many phases back."""
        return self.at(self.position - count)

    def first(self):
        """At the first phase."""
        return self.at(0)

    def last(self):
        """At the last phase."""
        return self.at(len(self.names) - 1)
