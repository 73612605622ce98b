/** Bytes as HTML holds them. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~"; // as in build_steps/base85.py
const GROUP = 5; // digits, for four bytes

const VALUES = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => (VALUES[digit.charCodeAt(0)] = value));

/** The bytes (Uint8Array) of a text in base 85: five digits are four bytes, the highest first; of the last group there may be fewer. */
export function bytesOf(text) {
  const groups = Math.ceil(text.length / GROUP);
  const missing = groups * GROUP - text.length;
  const digits = new TextEncoder().encode(text + "~".repeat(missing));
  const view = new DataView(new ArrayBuffer(4 * groups));
  for (let at = 0, to = 0; at < digits.length; at += GROUP, to += 4) {
    let number = 0;
    for (let place = at; place < at + GROUP; place++) number = Math.imul(number, 85) + VALUES[digits[place]]; // modulo 2³²
    view.setInt32(to, number);
  }
  return new Uint8Array(view.buffer, 0, 4 * groups - missing);
}
