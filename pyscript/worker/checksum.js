/** A number that is all but surely another one when anything of the bytes is: against a broken disk, not against an enemy. */

const PRIME = 0x01000193; // of the FNV hash, which is taken here over words, as 50 MB of bytes would take too long

/** The checksum of a Uint8Array that begins where its buffer does. Four sums, each of every fourth word, do not wait for one another. */
export function checksum({ buffer, length }) {
  const words = new Uint32Array(buffer, 0, length >>> 2);
  const whole = words.length - (words.length % 4);
  let [a, b, c, d] = [length, 1, 2, 3];
  for (let i = 0; i < whole; i += 4) {
    a = Math.imul(a ^ words[i], PRIME);
    b = Math.imul(b ^ words[i + 1], PRIME);
    c = Math.imul(c ^ words[i + 2], PRIME);
    d = Math.imul(d ^ words[i + 3], PRIME);
  }
  const rest = new Uint8Array(buffer, 4 * whole, length - 4 * whole);
  return [b, c, d, ...rest].reduce((sum, value) => Math.imul(sum ^ value, PRIME), a);
}
