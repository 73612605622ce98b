"""The arrays of one frame, laid out one after another in a single piece of memory that can be sent as it is."""

from dataclasses import dataclass

import numpy as np

ALIGNMENT = 8  # the page lays typed arrays over the bytes, and those must start at a multiple of their item size
LINE, QUAD = ("x0", "y0", "x1", "y1"), ("left", "right", "bottom", "top")  # columns of a straight line, of a rectangle


@dataclass(frozen=True)
class Field:
    """One array of a frame.

    `name` is `source.column`; `kind` says what the page does with it: fill a "column", a column of
    "images", a "range" (start, end), the "ticks" of an axis, show "numbers", or name the frame's "step".
    """

    name: str
    kind: str
    dtype: str
    shape: tuple[int, ...]


def mark_fields(source: str, numbers: tuple[str, ...], count: int) -> list[Field]:
    """The fields of a source of so many marks that have these numbers and a colour each."""
    columns = [Field(f"{source}.{name}", "column", "float32", (count,)) for name in numbers]
    return [*columns, Field(f"{source}.color", "column", "uint8", (count, 4))]


class FrameBuffer:
    """Preallocated arrays by name, all views of one buffer `bytes` (uint8).

    Each list is a part that the page shows by itself: the first at once, the others one after another, a painting each.
    """

    def __init__(self, *parts: list[Field]):
        self.fields = fields = [field for part in parts for field in part]
        self._parts = [number for number, part in enumerate(parts) for _ in part]
        self._offsets, total = [], 0
        for field in fields:
            self._offsets.append(total)
            total += -(-_size(field) // ALIGNMENT) * ALIGNMENT
        self.bytes = np.zeros(total, dtype=np.uint8)
        self.arrays = {
            field.name: self.bytes[offset : offset + _size(field)].view(field.dtype).reshape(field.shape)
            for field, offset in zip(fields, self._offsets, strict=True)
        }

    def __getitem__(self, name: str) -> np.ndarray:
        return self.arrays[name]

    def layout(self) -> list[dict]:
        """Where each array is: name, kind, dtype, length (items), offset (bytes), and its part."""
        places = zip(self.fields, self._offsets, self._parts, strict=True)
        return [
            {"name": f.name, "kind": f.kind, "dtype": f.dtype, "length": self.arrays[f.name].size, "offset": offset, "part": part}
            for f, offset, part in places
        ]


def _size(field: Field) -> int:
    return int(np.prod(field.shape)) * np.dtype(field.dtype).itemsize
