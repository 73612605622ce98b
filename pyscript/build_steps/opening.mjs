// Starts the app in the pinned Pyodide under Node as the page's worker does, and writes what a page hears first.
// Called as: node opening.mjs JOB.json, where JOB.json holds
// {pyodide: folder, stdlib: zip, archives: [tar, …], environment: JSON, target: file}
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { packed } from "../packed.js";
import { port, taken } from "../worker/port.js";
import { sentenceOf, stillOf } from "./still.mjs";
import { build, install, options, prepare } from "../worker/python.js";

const [job] = process.argv.splice(1).slice(1).map((file) => JSON.parse(readFileSync(file, "utf8")));
const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
const pyodide = await loadPyodide(options(job.pyodide, { stdLibURL: job.stdlib, env: { PYTHONHASHSEED: "0" } }));
install(pyodide, job.archives.map((file) => new Uint8Array(readFileSync(file)).buffer));
const bridge = prepare(pyodide, build(pyodide), job.environment);
bridge.say_again(port);
bridge.resume(port, job.environment);
const said = Object.fromEntries(taken().map(({ type, text, buffer }) => [type, text ?? buffer]));
const stills = { network: stillOf(said.document, said.layout, said.frame), sentence: sentenceOf(said.document) };
writeFileSync(job.target, packed({ ...said, stills }));
