"""Reads a QR code of error correction M and versions 1 to 6, after ISO/IEC 18004, trusting every module (no errors to correct)."""

BLOCKS = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)}  # by version: blocks, and data bytes in each
MASKS = (
    lambda i, j: (i + j) % 2, lambda i, j: i % 2, lambda i, j: j % 3, lambda i, j: (i + j) % 3, lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3, lambda i, j: (i * j % 2 + i * j % 3) % 2, lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)  # fmt: skip
LEVEL_M, BYTES = 0, 4


def read(dark):
    """The text in a matrix of booleans, `dark[row][column]`, without its quiet zone."""
    size = len(dark)
    version = (size - 17) // 4
    form = sum(dark[i][8] << bit for bit, i in enumerate((0, 1, 2, 3, 4, 5, 7, 8)))
    form |= sum(dark[8][j] << bit for bit, j in enumerate((7, 5, 4, 3, 2, 1, 0), start=8))
    form ^= 0x5412
    assert form >> 13 == LEVEL_M and size == 17 + 4 * version
    mask = MASKS[form >> 10 & 7]
    bits = [dark[i][j] ^ (mask(i, j) == 0) for i, j in _way(size)]
    stored = [sum(bit << 7 - n for n, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits) - 7, 8)]
    blocks, length = BLOCKS[version]
    data = [stored[k * blocks + block] for block in range(blocks) for k in range(length)]
    stream = "".join(f"{byte:08b}" for byte in data)
    assert int(stream[:4], 2) == BYTES
    count = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(count)).decode()


def _way(size):
    """The places of the data modules, in pairs of columns from the right, upwards first."""
    upwards = True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        rows = range(size - 1, -1, -1) if upwards else range(size)
        yield from ((i, j) for i in rows for j in (right, right - 1) if not _is_function(i, j, size))
        upwards = not upwards


def _is_function(i, j, size):
    """Whether a module belongs to finders, format, timing or the alignment pattern."""
    corners = (i < 9 and j < 9) or (i < 9 and j >= size - 8) or (i >= size - 8 and j < 9)
    alignment = size > 21 and abs(i - (size - 7)) <= 2 and abs(j - (size - 7)) <= 2
    return corners or i == 6 or j == 6 or alignment
