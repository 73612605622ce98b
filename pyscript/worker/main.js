/** The worker's boot: Python from the downloaded parts, our app, then the link between app and page. */

import { toWorker } from "../messages.js";
import { filesOf } from "./archive.js";
import { Parts } from "./parts.js";
import { port } from "./port.js";

const SITE_PACKAGES = "/lib/python3.13/site-packages";
// Pyodide insists on a lock file; every package arrives in our own archive, so this one names none.
const LOCK = {
  info: { abi_version: "2025_0", arch: "wasm32", platform: "emscripten_4_0_9", python: "3.13.2", version: "0.29.5" },
  packages: {},
};

const SMALLEST = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // a module with nothing in it
const NO_MEMORY = /MemoryError|out of memory|could not allocate|cannot enlarge memory|\(OOM\)/i; // as Python and the browsers say it

const parts = new Parts();
const early = []; // messages for Python that came before Python was there
let bridge; // what playground.browser.attach gave: the Python end of every message
let stage;

self.fetch = (request) => parts.respond(request);

const boot = {
  [toWorker.boot]: (message) => start(message).catch(fail),
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

async function start({ indexAddress, environment }) {
  const pyodide = await during("python", () => startPython(indexAddress));
  await during("packages", async () => {
    unpack(pyodide, await parts.get("packages.tar"));
    unpack(pyodide, await parts.get("app.tar"));
    pyodide.pyimport("playground.packages");
  });
  const app = await during("app", () => pyodide.pyimport("playground.apps.playground").build());
  await during("picture", () => {
    bridge = pyodide.pyimport("playground.browser").attach(app, port, environment);
  });
  for (const message of early.splice(0)) forPython[message.type](message);
}

/** Runs one named stage of the boot and tells the page when it starts and how long it took. */
async function during(name, work) {
  stage = name;
  const began = performance.now();
  port.stage(name, "started");
  const result = await work();
  port.stage(name, "done", performance.now() - began);
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

async function startPython(indexAddress) {
  await requireWebAssembly();
  const failed = failureOfWasm();
  const started = self.loadPyodide({
    indexURL: indexAddress,
    stdLibURL: `${indexAddress}stdlib.zip`,
    lockFileContents: JSON.stringify(LOCK),
    env: { HOME: "/home/pyodide", PANEL_CDN_ROOT: "panel/" },
  });
  return Promise.race([started, failed]);
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

function unpack(pyodide, archive) {
  for (const { path, bytes } of filesOf(archive)) {
    const target = `${SITE_PACKAGES}/${path}`;
    pyodide.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
    pyodide.FS.writeFile(target, bytes, { canOwn: true });
  }
}

function fail(error) {
  const detail = String(error?.message ?? error);
  port.failed(stage, error?.reason ?? (NO_MEMORY.test(detail) ? "memory" : "program"), detail);
}
