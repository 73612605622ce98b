/** A worker that does one thing, and whose memory goes with it: of frames of zstd in base 85 it makes the parts that lie in them. */

import { ZSTDDecoder } from "zstddec/stream";

import { bytesOf } from "../base85.js";

const IDLE = 100; // times in a row that nothing comes out of the decoder: something is wrong, which it does not say

const decoder = new ZSTDDecoder();
const ready = decoder.init().then(
  () => self.postMessage({ begun: true }),
  (error) => self.postMessage({ refused: `script-src: ${error.message}` }), // something forbids WebAssembly here
);
const frames = []; // that are not whole yet

/**
 * First {frames: [{pieces: how many, parts: [{name, size}]}]}, then the {text} of each piece, in order, as soon as the file has
 * been read as far as that. Answers, with the number of the `frame`: {part: name, bytes: ArrayBuffer}, {whole: true}, or by what
 * is `broken`.
 */
self.onmessage = async ({ data }) => {
  await ready;
  if (data.frames) return frames.push(...data.frames.map((described, i) => new Frame(described, i)));
  const [frame] = frames;
  try {
    frame.take(bytesOf(data.text));
    if (frame.isWhole) frames.shift();
  } catch (error) {
    self.postMessage({ frame: frame.number, broken: String(error) });
  }
};

class Frame {
  isWhole = false;
  #left; // pieces
  #parts; // {name, bytes}
  #filled = 0; // bytes of the first part
  #pieces = [];
  #inflating = decoder.decodeStreaming(this.#arrived());

  constructor({ pieces, parts }, number) {
    this.number = number;
    this.#left = pieces;
    this.#parts = parts.map(({ name, size }) => ({ name, bytes: new Uint8Array(size) }));
  }

  /** Goes on with another piece. */
  take(piece) {
    this.#pieces.push(piece);
    this.#left--;
    // One step asks for at most one piece, and it must be there.
    for (let idle = 0; this.#pieces.length > 0 || this.#left === 0; ) {
      const { value, done } = this.#inflating.next();
      if (done) return this.#end();
      idle = value.length > 0 ? 0 : idle + 1;
      if (idle > IDLE) throw new Error("not a frame of zstd");
      this.#fill(value);
    }
  }

  *#arrived() {
    while (this.#pieces.length > 0) yield this.#pieces.shift();
  }

  /** A part that is whole goes at once. */
  #fill(inflated) {
    for (let at = 0; at < inflated.length; ) {
      const [part] = this.#parts;
      if (!part) throw new Error("too many bytes");
      const fitting = inflated.subarray(at, at + part.bytes.length - this.#filled);
      part.bytes.set(fitting, this.#filled);
      this.#filled += fitting.length;
      at += fitting.length;
      if (this.#filled < part.bytes.length) continue;
      this.#parts.shift();
      this.#filled = 0;
      self.postMessage({ frame: this.number, part: part.name, bytes: part.bytes.buffer }, [part.bytes.buffer]);
    }
  }

  #end() {
    if (this.#parts.length > 0) throw new Error("too few bytes");
    this.isWhole = true;
    self.postMessage({ frame: this.number, whole: true });
  }
}
