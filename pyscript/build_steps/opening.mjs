// Writes what a page hears first: target/first.json, what stands in the page itself, and target/rest.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packed } from "../packed.js";
import { port, taken } from "../worker/port.js";
import { job, started } from "./started.mjs";
import { sentenceOf, stillOf } from "./still.mjs";

const DIALOGS = ["teachers", "worksheet", "takeaway", "owndata"]; // panels that nobody sees before they are asked for

const { pyodide, bridge } = await started();
bridge.say_again(port);
bridge.resume(port, job.environment);
const said = Object.fromEntries(taken().map(({ type, text, buffer }) => [type, text ?? buffer]));
const png = pyodide.runPython(`
import numpy as np
from playground.views.png import png
lambda pixels, side: png(np.frombuffer(pixels.to_py(), np.uint8).reshape(side, side, 4))`);
const numbers = JSON.parse(said.layout).find(({ kind }) => kind === "numbers");
const panels = Object.entries(JSON.parse(said.panels));
const still = stillOf(said.document, said.layout, said.frame, png);
const first = {
  ...Object.fromEntries(panels.filter(([name]) => !DIALOGS.includes(name)).map(([name, html]) => [`panel.${name}`, html])),
  ...Object.fromEntries(still.marks.map((svg, at) => [`mark.${at}`, svg])),
  texts: still.texts,
  sentence: sentenceOf(said.document),
  names: said.names,
  page: said.page,
  numbers: JSON.stringify([...new Float64Array(said.frame, numbers.offset, numbers.length)]),
};
const dialogs = Object.fromEntries(panels.filter(([name]) => DIALOGS.includes(name)));
const { document, layout, frame } = said;
mkdirSync(job.target, { recursive: true });
writeFileSync(join(job.target, "first.json"), JSON.stringify(first));
writeFileSync(join(job.target, "rest"), packed({ document, layout, frame, panels: dialogs }));
