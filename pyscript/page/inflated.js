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
 * Inflates the frames while the file is still being read, in a worker of its own: what it needs for it, some hundred megabytes,
 * goes with it. `hear` is called with `{begun}` when it is ready, `{part: name, bytes: ArrayBuffer}` as soon as one is whole, and
 * `{whole: frame}`; what it gives is waited for in the end.
 */
export async function inflate({ inflater, frames }, hear) {
  const worker = await startWorker(inflater);
  const [heard, end] = [[], deferred()];
  const left = new Set(frames);
  worker.onmessage = ({ data: { frame: i, refused, broken, ...said } }) => {
    const frame = frames[i];
    if (refused) return end.reject(new BootError(frames[0].stage, "policy", refused));
    if (broken) return end.reject(new PartError("truncated", frame, broken));
    if (said.whole) left.delete(frame);
    heard.push(hear(said.whole ? { whole: frame } : said));
    if (left.size === 0) end.resolve();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end.reject(new PartError("truncated", frames[0], event.message));
  };
  try {
    await Promise.race([end.promise, sent(worker, frames).then(() => end.promise)]);
    await Promise.all(heard);
  } finally {
    worker.terminate();
  }
}

async function sent(worker, frames) {
  worker.postMessage({ frames: frames.map(({ pieces, parts }) => ({ pieces: pieces.length, parts })) });
  for (const frame of frames) {
    for (const piece of frame.pieces) {
      const text = await heldText(piece);
      if (text === undefined) throw new PartError("missing", frame);
      worker.postMessage({ text });
    }
  }
}
