/** The worker's boot: Python from its parts or from a snapshot, our app, then the link between app and page. */

import { toWorker } from "../messages.js";
import { Parts } from "./parts.js";
import { again, port, taken } from "./port.js";
import { build as buildApp, install, options, prepare } from "./python.js";
import { capture, held, keep, kept, takeUp } from "./snapshot.js";

const SMALLEST = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // a module with nothing in it
const NO_MEMORY = /MemoryError|out of memory|could not allocate|cannot enlarge memory|\(OOM\)/i; // as Python and the browsers say it

const SNAPSHOTS = { kept, held: () => held(parts) }; // where what they hold comes from

const REST = 2000; // milliseconds after the start, or between two looks whether training rests

const now = performance.now.bind(performance); // the worker's own: Python's goes on from where it was in an earlier visit

const parts = new Parts();
const early = []; // messages for Python that came before Python was there
let bridge; // what playground.browser.prepare gave: the Python end of every message
let stage;

self.fetch = (request) => parts.respond(request);

const boot = {
  [toWorker.boot]: (message) => (message.snapshot in SNAPSHOTS ? goOn(message).catch(giveUp) : start(message).catch(fail)),
  [toWorker.part]: ({ name, bytes }) => parts.put(name, bytes),
};

const forPython = {
  [toWorker.patch]: ({ text }) => bridge.receive_patch(text),
  [toWorker.call]: ({ id, name, text }) => bridge.call(id, name, text),
  [toWorker.act]: ({ name, panel, text }) => bridge.act(name, panel, text),
  [toWorker.drawn]: () => bridge.drawn(),
  [toWorker.painted]: () => bridge.painted(),
  [toWorker.environment]: ({ text }) => bridge.environment(text),
};

self.onmessage = ({ data }) => {
  if (data.type in boot) boot[data.type](data);
  else if (bridge) forPython[data.type](data);
  else early.push(data);
};

/** Python from its parts. Where there is no snapshot yet, one is taken, and kept once the learner rests. */
async function start({ indexAddress, environment, build, snapshot }) {
  const pyodide = await during("python", () => startPython(indexAddress, { _makeSnapshot: snapshot === "none" }));
  await during("packages", async () => {
    install(pyodide, [await parts.get("packages.tar"), await parts.get("app.tar")]);
  });
  const app = await during("app", () => buildApp(pyodide));
  const [prepared, captured] = await during("picture", () => {
    const prepared = prepare(pyodide, app, environment);
    prepared.say_again(port);
    const opening = taken();
    again(opening); // the page draws while the memory is copied
    const captured = snapshot === "none" ? tryCapture(pyodide, prepared, opening) : null;
    prepared.resume(port, environment);
    return [prepared, captured];
  });
  beReady(prepared);
  if (captured) await keepAtRest(build, captured).catch(tell); // the storage may be full: then the next start is a cold one, too
}

/** Python as an earlier visit has left it, or the build. */
async function goOn({ indexAddress, environment, build, snapshot }) {
  self.fetch = async () => new Response(); // whatever Pyodide asks for, the memory holds already
  const pyodide = await during("python", () => takeUp(SNAPSHOTS[snapshot](build), { hear: again, load: (head) => load(indexAddress, { _loadSnapshot: head }) }));
  for (const inMemory of ["packages", "app"]) await during(inMemory, () => {});
  const prepared = pyodide.globals.get("bridge");
  await during("picture", () => prepared.resume(port, environment));
  beReady(prepared);
}

function beReady(prepared) {
  bridge = prepared;
  port.event("ready", "null");
  for (const message of early.splice(0)) forPython[message.type](message);
}

/** The memory as the next visit will find it, its bridge by name; null where it cannot be had. */
function tryCapture(pyodide, prepared, opening) {
  try {
    pyodide.globals.set("bridge", prepared);
    return capture(pyodide, opening);
  } catch (error) {
    return tell(error);
  }
}

async function keepAtRest(build, captured) {
  do await new Promise((resolve) => setTimeout(resolve, REST));
  while (bridge.running());
  await keep(build, captured, new Uint8Array(await parts.get("pyodide.asm.wasm")));
  port.kept();
}

/** Nobody needs a snapshot to go on, but who looks for the reason why there is none finds it. */
function tell(error) {
  console.info(`[playground] no snapshot: ${error}`);
  return null;
}

/** Runs one named stage of the boot and tells the page when it starts and how long it took. */
async function during(name, work) {
  stage = name;
  const began = now();
  port.stage(name, "started");
  const result = await work();
  port.stage(name, "done", now() - began);
  return result;
}

/** A start that cannot succeed, with its cause. */
class StartError extends Error {
  constructor(cause, detail) {
    super(detail);
    this.reason = cause;
  }
}

/** A worker has its own policy, so only here it shows whether WebAssembly may run. */
async function requireWebAssembly() {
  if (!self.WebAssembly) throw new StartError("wasm", "WebAssembly");
  await WebAssembly.instantiate(SMALLEST).catch((error) => {
    throw new StartError("policy", `script-src: ${error.message}`);
  });
}

async function startPython(indexAddress, options) {
  await requireWebAssembly();
  const failed = failureOfWasm();
  return Promise.race([load(indexAddress, options), failed]);
}

function load(indexAddress, own) {
  return self.loadPyodide(options(indexAddress, own));
}

/** Rejects when the WebAssembly cannot be started (memory, a policy, a wrong file): Pyodide only warns, and waits for ever. */
function failureOfWasm() {
  const instantiate = WebAssembly.instantiateStreaming;
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = (...sources) => {
      const instance = instantiate.apply(WebAssembly, sources);
      instance.catch(reject);
      return instance;
    };
  });
}

/** The page has another worker start from the parts. */
function giveUp(error) {
  port.unrestored(`${error}\n${error?.stack}`);
}

function fail(error) {
  const detail = String(error?.message ?? error);
  port.failed(stage, error?.reason ?? (NO_MEMORY.test(detail) ? "memory" : "program"), detail);
}
