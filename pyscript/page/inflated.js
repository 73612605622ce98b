/** The large parts of the one file lie in it as frames of zstd, each with several parts (build_steps/single.py). */

import { BootError } from "./boot.js";
import { heldText } from "./held.js";
import { PartError } from "./parts.js";
import { startWorker } from "./worker.js";

/**
 * Calls `take(name, bytes)` with each part (ArrayBuffer) of the frames, in the order of these. They are inflated in a worker of
 * its own: what it needs for it, more than a hundred megabytes, goes with it.
 */
export async function inflate({ inflater, frames }, take) {
  const worker = await startWorker(inflater);
  try {
    for (const frame of frames) {
      const parts = await inflated(worker, frame);
      frame.parts.forEach(({ name }, i) => take(name, parts[i]));
    }
  } finally {
    worker.terminate();
  }
}

async function inflated(worker, frame) {
  const texts = await Promise.all(frame.pieces.map(heldText));
  if (texts.includes(undefined)) throw new PartError("missing", frame);
  worker.postMessage({ texts, sizes: frame.parts.map(({ size }) => size) });
  const { parts, refused, broken } = await answer(worker);
  if (refused) throw new BootError(frame.stage, "policy", refused);
  if (broken) throw new PartError("truncated", frame, broken);
  return parts;
}

function answer(worker) {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      resolve({ broken: event.message });
    };
  });
}
