/** Reads a tar archive of plain files and hands out each file without copying its bytes. */

const BLOCK = 512;
const decoder = new TextDecoder();

/** Yields {path, bytes} for each regular file of a ustar archive (ArrayBuffer). */
export function* filesOf(archive) {
  let offset = 0;
  while (offset + BLOCK <= archive.byteLength) {
    const header = new Uint8Array(archive, offset, BLOCK);
    if (header[0] === 0) return;
    const size = parseInt(text(header, 124, 12), 8);
    const isFile = header[156] === 0x30 || header[156] === 0;
    if (isFile) yield { path: path(header), bytes: new Uint8Array(archive, offset + BLOCK, size) };
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function path(header) {
  const prefix = text(header, 345, 155);
  const name = text(header, 0, 100);
  return prefix ? `${prefix}/${name}` : name;
}

function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end)).trim();
}
