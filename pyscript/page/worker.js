/** Starts the Python worker. */

import { isOneFile } from "./held.js";
import { PartError, addressOf, asItComes, download, whyNotRun } from "./parts.js";

// The one file, and a page with an origin of its own, as in a sandboxed frame, may not start a worker by its address.
const onlyFromBytes = isOneFile || origin === "null";
let fromBytes = true; // until a policy forbids it

/** `count(bytes)` hears of each piece of it that arrives. */
export async function startWorker(part, count = () => {}) {
  const coming = fromBytes || onlyFromBytes ? asItComes(part) : part;
  try {
    if (coming !== part || onlyFromBytes) return new Worker(addressOf(await download({ ...coming, early: true }, count)));
    count(part.bytes);
    return new Worker(part.address);
  } catch (error) {
    if (error instanceof PartError) throw error;
    return otherWay(part) ? startWorker(part, count) : Promise.reject(await whyNotRun(part));
  }
}

/** Whether there is another way for a worker that the browser has not started; from then on it is gone. */
export function otherWay(part) {
  const isThere = fromBytes && !onlyFromBytes && asItComes(part) !== part;
  fromBytes = false;
  return isThere;
}
