/** Starts the Python worker. */

import { isOneFile } from "./held.js";
import { PartError, download, whyNotRun } from "./parts.js";

/** The one file, and a page with an origin of its own, as in a sandboxed frame, may not start a worker by its address, but from bytes. */
export async function startWorker(part) {
  try {
    return new Worker(isOneFile || origin === "null" ? await addressOfOwn(part) : part.address);
  } catch (error) {
    throw error instanceof PartError ? error : await whyNotRun(part);
  }
}

async function addressOfOwn(part) {
  return URL.createObjectURL(new Blob([await download(part, () => {})], { type: "text/javascript" }));
}
