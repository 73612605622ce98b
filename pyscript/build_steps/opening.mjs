// Writes what a page hears first: target/first.json, what stands in the page itself, and target/rest, with a recording of a slow pass.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packed } from "../packed.js";
import { port, taken } from "../worker/port.js";
import { job, started } from "./started.mjs";
import { Still } from "./still.mjs";

const DIALOGS = ["teachers", "worksheet", "takeaway", "owndata"]; // panels that nobody sees before they are asked for
const EACH = 6; // stills of a phase

const { pyodide, bridge } = await started();
bridge.say_again(port);
bridge.resume(port, job.environment);
const said = Object.fromEntries(taken().map(({ type, text, buffer }) => [type, text ?? buffer]));
const { document, layout, frame, names, page } = said;
const png = pyodide.runPython(`
import numpy as np
from playground.views.png import png
lambda pixels, side: png(np.frombuffer(pixels.to_py(), np.uint8).reshape(side, side, 4))`);
const still = new Still(document, layout, png);
const atRest = still.drawn(frame);
const [numbers, night] = ["numbers", "night.color"].map((name) => JSON.parse(layout).find((entry) => entry.name === name));
const panels = Object.entries(JSON.parse(said.panels));
const first = {
  ...Object.fromEntries(panels.filter(([name]) => !DIALOGS.includes(name)).map(([name, html]) => [`panel.${name}`, html])),
  ...Object.fromEntries(atRest.marks.map((svg, at) => [`mark.${at}`, svg])),
  texts: atRest.texts,
  sentence: still.sentence,
  names,
  page,
  numbers: JSON.stringify([...new Float64Array(frame, numbers.offset, numbers.length)]),
};
const dialogs = Object.fromEntries(panels.filter(([name]) => DIALOGS.includes(name)));
mkdirSync(job.target, { recursive: true });
writeFileSync(join(job.target, "first.json"), JSON.stringify(first));
writeFileSync(join(job.target, "rest"), packed({ document, layout, frame, panels: dialogs, recording: recording() }));

/** Stills of a slow pass, each without what is as in the one before it: [{phase, dark, marks: {place: SVG}, texts}]. */
function recording() {
  const phases = JSON.parse(page).timeline.map(({ name }) => name);
  const moments = phases.flatMap((phase) => Array.from({ length: EACH }, (_, n) => ({ phase, progress: (n + 1) / EACH })));
  let before = atRest;
  return moments.map((moment) => {
    const frame = shown(moment);
    const now = still.drawn(frame);
    const marks = Object.fromEntries(Object.entries(now.marks).filter(([place, svg]) => svg !== before.marks[place]));
    const texts = now.texts === before.texts ? {} : { texts: now.texts };
    before = now;
    return { phase: moment.phase, dark: new Uint8Array(frame, night.offset, night.length).at(-1) > 0, marks, ...texts };
  });
}

/** The frame of a moment of the pass. */
function shown(moment) {
  bridge.act("walk.scrub", null, JSON.stringify(moment));
  const heard = taken();
  for (const message of heard.filter(({ type }) => type === "patch")) still.patch(message);
  bridge.drawn();
  bridge.painted();
  return heard.findLast(({ type }) => type === "frame").buffer;
}
