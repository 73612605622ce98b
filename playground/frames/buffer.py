"""The arrays of one frame, laid out one after another in a single piece of memory that can be sent as it is."""

from dataclasses import dataclass

import numpy as np

ALIGNMENT = 8  # the page lays typed arrays over the bytes, and those must start at a multiple of their item size


@dataclass(frozen=True)
class Field:
    """One array of a frame.

    `name` is `source.column`; `kind` says what the page does with it: fill a "column", a column of
    "images", a "range" (start, end), the "ticks" of an axis, or show "numbers".
    """

    name: str
    kind: str
    dtype: str
    shape: tuple[int, ...]


class FrameBuffer:
    """Preallocated arrays by name, all views of one buffer `bytes` (uint8).

    The page shows those of `later` one painting after the others.
    """

    def __init__(self, fields: list[Field], later: list[Field] = ()):
        self._first = len(fields)
        self.fields = fields = [*fields, *later]
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
        """Where each array is: name, kind, dtype, length (items), offset (bytes), and whether it is shown later."""
        places = enumerate(zip(self.fields, self._offsets, strict=True))
        return [
            {"name": f.name, "kind": f.kind, "dtype": f.dtype, "length": self.arrays[f.name].size, "offset": offset, "later": k >= self._first}
            for k, (f, offset) in places
        ]


def _size(field: Field) -> int:
    return int(np.prod(field.shape)) * np.dtype(field.dtype).itemsize
