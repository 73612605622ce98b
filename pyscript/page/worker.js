/** Starts the Python worker. */

import { PartError } from "./parts.js";

/** A sandboxed frame may not start a worker by its address, but may from text that it has fetched. */
export async function startWorker(part) {
  try {
    return new Worker(part.address);
  } catch {
    return new Worker(URL.createObjectURL(await fetchScript(part)));
  }
}

async function fetchScript(part) {
  const response = await fetch(part.address).catch((error) => {
    throw new PartError("network", part, error.message);
  });
  if (!response.ok) throw new PartError("missing", part, `HTTP ${response.status}`);
  return new Blob([await response.text()], { type: "text/javascript" });
}
