/** A number that is all but surely another one when anything of the bytes is: against a broken disk, not against an enemy. */

const PRIME = 0x01000193; // of the FNV hash, which is taken here over words, as 60 MB of bytes would take too long

/** The checksum of a Uint8Array that begins where its buffer does. */
export function checksum({ buffer, length }) {
  const words = new Uint32Array(buffer, 0, length >>> 2);
  let sum = length;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i], PRIME);
  for (const byte of new Uint8Array(buffer, words.byteLength, length % 4)) sum = Math.imul(sum ^ byte, PRIME);
  return sum;
}
