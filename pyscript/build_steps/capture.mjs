// Writes the snapshot of the started app's memory: target/pages and target/rest.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { port, taken } from "../worker/port.js";
import { capture, forFile } from "../worker/snapshot.js";
import { bytesOf, job, started } from "./started.mjs";

const { pyodide, bridge } = await started({ _makeSnapshot: true });
bridge.say_again(port);
pyodide.globals.set("bridge", bridge);
const { pages, rest } = forFile(capture(pyodide, taken()), bytesOf(join(job.pyodide, "pyodide.asm.wasm")));
mkdirSync(job.target, { recursive: true });
writeFileSync(join(job.target, "pages"), pages);
writeFileSync(join(job.target, "rest"), rest);
