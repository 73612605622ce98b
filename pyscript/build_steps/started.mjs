// The app, started in the pinned Pyodide under Node as the page's worker starts it. What imports this is called as: node SCRIPT JOB,
// where JOB is JSON: {pyodide: folder, stdlib: zip, archives: [tar, …], environment: JSON, target: where the script writes to}
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { build, install, options, prepare } from "../worker/python.js";

const SEED = { PYTHONHASHSEED: "0" }; // of hashes: two runs differ in as little as they can

export const [job] = process.argv.splice(1).slice(1).map((text) => JSON.parse(text)); // Python would remember the arguments

/** {pyodide, bridge}, which has still to say again what every page hears first. `more`: options of loadPyodide. */
export async function started(more = {}) {
  const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
  const pyodide = await loadPyodide(options(job.pyodide, { stdLibURL: job.stdlib, env: SEED, ...more }));
  install(pyodide, job.archives.map((file) => bytesOf(file).buffer));
  return { pyodide, bridge: prepare(pyodide, build(pyodide), job.environment) };
}

/** In a buffer of their own. */
export function bytesOf(file) {
  return new Uint8Array(readFileSync(file));
}
