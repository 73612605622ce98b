/** A worker that does one thing, and whose memory goes with it: of a frame of zstd in base 85 it makes the parts that lie in it. */

import { ZSTDDecoder } from "zstddec";

import { bytesOf } from "../base85.js";

const decoder = new ZSTDDecoder();
const ready = decoder.init().then(() => null, (error) => `script-src: ${error.message}`); // what forbids WebAssembly here, if anything

/** {texts of the frame's pieces, sizes of the parts} is answered by {parts: [ArrayBuffer]}, or by what was `refused`, or is `broken`. */
self.onmessage = async ({ data: { texts, sizes } }) => {
  const refused = await ready;
  if (refused) return self.postMessage({ refused });
  try {
    const parts = split(decoder.decode(joined(texts.map(bytesOf)), sum(sizes)).buffer, sizes);
    self.postMessage({ parts }, parts);
  } catch (error) {
    self.postMessage({ broken: String(error) });
  }
};

function joined(pieces) {
  const bytes = new Uint8Array(sum(pieces.map(({ length }) => length)));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function split(bytes, sizes) {
  if (bytes.byteLength !== sum(sizes)) throw new Error(`${bytes.byteLength} of ${sum(sizes)} bytes`);
  let at = 0;
  return sizes.map((size) => bytes.slice(at, (at += size)));
}

function sum(sizes) {
  return sizes.reduce((total, size) => total + size, 0);
}
