"""The ordered phases of one step, and a cursor among them; no clock here."""

from dataclasses import dataclass, replace


def phases(layers):
    """The names of one step's phases, in order, for so many weight layers.

    Backward, each layer has three: `backward/2/a` (∂L/∂a), `backward/2/z` (∂L/∂z = δ), and `backward/2`,
    which gives ∂L/∂W and ∂L/∂b: with it the layer is done.
    """
    forward = [f"forward/{k}/{part}" for k in range(1, layers + 1) for part in "za"]
    backward = [f"backward/{k}{part}" for k in range(layers, 0, -1) for part in ("/a", "/z", "")]
    return ("input", *forward, "loss", *backward, "update")


def strides(layers):
    """The phases of the way back that finish something, for those who have no time for all of them."""
    return ("loss", *(f"backward/{k}" for k in range(layers, 0, -1)), "update")


@dataclass(frozen=True)
class Phase:
    """What the name of a phase says.

    `direction`: input, forward, loss, backward or update; `layer`: the weight layer, from 1, or 0 where
    the phase has none; `part`: what is computed, z or a forward, a, z or W (with b) backward, else "".
    """

    direction: str
    layer: int = 0
    part: str = ""

    @classmethod
    def of(cls, name):
        """The phase of such a name; names of `phases` only."""
        direction, layer, part = [*name.split("/"), "", ""][:3]
        return cls(direction, int(layer or 0), part or ("W" if direction == "backward" else ""))

    def edges(self, layers):
        """The weight layer, of so many, along whose edges something flows in this phase; None where nothing does.

        Forward each signal with z; backward δ with the ∂L/∂a of the layer before, and the gradient itself.
        """
        if (self.direction, self.part) in (("forward", "z"), ("backward", "W")):
            return self.layer
        hidden = self.layer < layers  # the output's ∂L/∂a comes from the loss, along no edge
        return self.layer + 1 if (self.direction, self.part) == ("backward", "a") and hidden else None


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
