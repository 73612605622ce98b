// Writes what a page hears first, with stills of what its slots show.
import { writeFileSync } from "node:fs";

import { packed } from "../packed.js";
import { port, taken } from "../worker/port.js";
import { job, started } from "./started.mjs";
import { sentenceOf, stillOf } from "./still.mjs";

const { pyodide, bridge } = await started();
bridge.say_again(port);
bridge.resume(port, job.environment);
const said = Object.fromEntries(taken().map(({ type, text, buffer }) => [type, text ?? buffer]));
const png = pyodide.runPython(`
import numpy as np
from playground.views.png import png
lambda pixels, side: png(np.frombuffer(pixels.to_py(), np.uint8).reshape(side, side, 4))`);
const stills = { network: stillOf(said.document, said.layout, said.frame, png), sentence: sentenceOf(said.document) };
writeFileSync(job.target, packed({ ...said, stills }));
