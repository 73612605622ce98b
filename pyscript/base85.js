/** Bytes as HTML holds them. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~"; // as in build_steps/base85.py
const GROUP = 5; // digits, for four bytes

/** The bytes (Uint8Array) of a text in base 85: five digits are four bytes, the highest first; of the last group there may be fewer. */
export function bytesOf(text) {
  const values = new Uint8Array(128);
  for (let value = 0; value < DIGITS.length; value++) values[DIGITS.charCodeAt(value)] = value;
  const groups = Math.ceil(text.length / GROUP);
  const missing = groups * GROUP - text.length;
  const padded = text + "~".repeat(missing);
  const view = new DataView(new ArrayBuffer(4 * groups));
  for (let group = 0; group < groups; group++) {
    let number = 0;
    for (let place = GROUP * group; place < GROUP * (group + 1); place++) number = 85 * number + values[padded.charCodeAt(place)];
    view.setUint32(4 * group, number);
  }
  return new Uint8Array(view.buffer, 0, 4 * groups - missing);
}
