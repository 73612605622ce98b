"""A picture of pixels as a data address: what an SVG drawing has no elements for."""

import base64
import struct
import zlib

import numpy as np

KINDS = {3: 2, 4: 6}  # PNG's numbers for red green blue, without and with opacity


def png(pixels: np.ndarray) -> str:
    """The PNG file of pixels (height × width × 3, or 4 with opacity, uint8), the topmost row first, as `data:image/png;base64,…`."""
    height, width, channels = pixels.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], axis=1)  # each begins with its filter: none
    header = struct.pack(">IIBBBBB", width, height, 8, KINDS[channels], 0, 0, 0)  # 8 bits a channel
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    file = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)
    return "data:image/png;base64," + base64.b64encode(file).decode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
