/** The large parts of the one file lie in it as frames of zstd, each with several parts (build_steps/single.py). */

import { deferred } from "../deferred.js";
import { BootError } from "./boot.js";
import { heldText } from "./held.js";
import { PartError } from "./parts.js";
import { startWorker } from "./worker.js";

/** {inflater: the part of its worker, frames: [{name, stage, bytes, pieces, parts}]}. */
export async function described() {
  const text = await heldText("frames");
  if (!text) throw new PartError("missing", { name: "frames", stage: "python" });
  return JSON.parse(text);
}

/**
 * Resolves, once all of it is on its way, with a promise for each frame: {name: ArrayBuffer} of its parts. They are inflated in
 * a worker of its own: what it needs for it, more than a hundred megabytes, goes with it.
 */
export async function inflating({ inflater, frames }) {
  const [worker, ...texts] = await Promise.all([startWorker(inflater), ...frames.map(textsOf)]);
  const answers = frames.map(deferred);
  const waiting = [...answers];
  const hear = (answer) => {
    waiting.shift().resolve(answer);
    if (waiting.length === 0) worker.terminate();
  };
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault();
    while (waiting.length > 0) hear({ broken: event.message });
  };
  frames.forEach(({ parts }, i) => worker.postMessage({ texts: texts[i], sizes: parts.map(({ size }) => size) }));
  return frames.map((frame, i) => answers[i].promise.then((answer) => named(frame, answer)));
}

async function textsOf(frame) {
  const texts = await Promise.all(frame.pieces.map(heldText));
  if (texts.includes(undefined)) throw new PartError("missing", frame);
  return texts;
}

function named(frame, { parts, refused, broken }) {
  if (refused) throw new BootError(frame.stage, "policy", refused);
  if (broken) throw new PartError("truncated", frame, broken);
  return Object.fromEntries(frame.parts.map(({ name }, i) => [name, parts[i]]));
}
