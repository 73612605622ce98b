/** Plain data in which there may be bytes and maps, as bytes: what a snapshot holds beside its memory, between the build and the worker. */

const BYTES = { ArrayBuffer, Uint8Array, Uint32Array };
const ALIGNMENT = 8;

/** The Uint8Array that `unpacked` makes the value of again: the length of a JSON text, the text, all bytes one after another. */
export function packed(value) {
  const pieces = [];
  let length = 0;
  const text = JSON.stringify(value, (_, item) => {
    if (item instanceof Map) return { $map: [...item] };
    const kind = item?.constructor?.name;
    if (!(kind in BYTES)) return item;
    pieces.push({ item: new Uint8Array(item.buffer ?? item, item.byteOffset ?? 0, item.byteLength), at: length });
    length = aligned(length + item.byteLength);
    return { $bytes: [kind, pieces.at(-1).at, item.byteLength] };
  });
  const head = new TextEncoder().encode(text);
  const start = aligned(4 + head.length);
  const bytes = new Uint8Array(start + length);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  for (const { item, at } of pieces) bytes.set(item, start + at);
  return bytes;
}

/** The value of which an ArrayBuffer was packed; bytes in it are copies. */
export function unpacked(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const start = aligned(4 + length);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)), (_, item) => {
    if (item?.$map) return new Map(item.$map);
    if (!item?.$bytes) return item;
    const [kind, at, size] = item.$bytes;
    const bytes = buffer.slice(start + at, start + at + size);
    return kind === "ArrayBuffer" ? bytes : new BYTES[kind](bytes);
  });
}

function aligned(length) {
  return ALIGNMENT * Math.ceil(length / ALIGNMENT);
}
