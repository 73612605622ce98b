// Starts the app in the pinned Pyodide under Node as the page's worker does, and writes the snapshot of its memory.
// Called as: node capture.mjs JOB.json, where JOB.json holds
// {pyodide: folder, stdlib: zip, archives: [tar, …], environment: JSON, target: folder}; writes target/pages and target/rest
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { port, taken } from "../worker/port.js";
import { build, install, options, prepare } from "../worker/python.js";
import { capture, forFile } from "../worker/snapshot.js";

const SEED = { PYTHONHASHSEED: "0" }; // of hashes: two captures differ in as little as they can

const [job] = process.argv.splice(1).slice(1).map((file) => JSON.parse(readFileSync(file, "utf8"))); // Python would remember the arguments
const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
const pyodide = await loadPyodide(options(job.pyodide, { stdLibURL: job.stdlib, env: SEED, _makeSnapshot: true }));
install(pyodide, job.archives.map((file) => bytesOf(file).buffer));
const bridge = prepare(pyodide, build(pyodide), job.environment);
bridge.say_again(port);
pyodide.globals.set("bridge", bridge);
const { pages, rest } = forFile(capture(pyodide, taken()), bytesOf(join(job.pyodide, "pyodide.asm.wasm")));
mkdirSync(job.target, { recursive: true });
writeFileSync(join(job.target, "pages"), pages);
writeFileSync(join(job.target, "rest"), rest);

/** In a buffer of their own. */
function bytesOf(file) {
  return new Uint8Array(readFileSync(file));
}
