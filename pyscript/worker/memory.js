/**
 * The memory of a running Pyodide as plain data, and a Pyodide made over such memory. Pyodide has snapshots of itself, but not
 * of packages; what of those lies outside the memory is carried here: linked libraries, their places in the function table,
 * global offsets, files. (The way is that of gbdraw's loader, by Satoshi Kawato, MIT: idea only.)
 */

import { quiet } from "../snapshots.js";
import { SITE_PACKAGES } from "./python.js";

const PAGE = 4096;
const WASM_PAGE = 65536;
const MOST = 65536; // pages of 64 kB, as Pyodide asks for

const MAIN = "__main__"; // as Emscripten's linker calls the main program
const COUNTER = "_PyEM_CountArgsPtr"; // no export: a function that Python has JavaScript make, and of which only the place is known

// Where a handle of dlopen (struct dso of Emscripten's musl) holds what, in bytes.
const HANDLE = { allocated: 8, memoryBase: 12, memorySize: 16, tableBase: 20, tableSize: 24 };

const HEAD = 48; // bytes of the head of Pyodide's own snapshots
const MAGIC = 1886286592;

// -- capture --------------------------------------------------------------------------------------

/**
 * Everything that `madeOver` needs: {state, runs, pages, libraries, files}, all of it what IndexedDB can keep. Throws where a
 * JavaScript object is alive in Python. Python must rest, and have been started with `_makeSnapshot`.
 */
export function captured(pyodide) {
  const module = pyodide._module;
  const libraries = linked(module);
  const state = {
    libraries,
    slots: slots(module, libraries),
    counter: module[COUNTER],
    offsets: Object.entries(module.GOT).map(([symbol, { value }]) => [symbol, Number(value)]),
    tableLength: module.wasmTable.length,
    heapLength: module.HEAPU8.length,
    objects: pyodide._api.serializeHiwireState(),
    buildId: pyodide._api.config.BUILD_ID,
    clock: performance.now(),
  };
  const files = [...dataFiles(pyodide.FS, SITE_PACKAGES)];
  const programs = libraries.map(({ name }) => [name, pyodide.FS.readFile(name)]);
  return { state, ...written(module.HEAPU8), libraries: programs, files };
}

/** The libraries that have been linked, in the order of their places in the function table. */
function linked({ LDSO, HEAP8, HEAPU32 }) {
  const handles = Map.groupBy(Object.keys(LDSO.loadedLibsByHandle).map(Number), (handle) => LDSO.loadedLibsByHandle[handle]);
  const found = Object.entries(LDSO.loadedLibsByName).filter(([name]) => name !== MAIN);
  const described = found.map(([name, library]) => {
    const own = handles.get(library) ?? [];
    const owner = own.find((handle) => HEAP8[handle + HANDLE.allocated] === 1);
    if (owner === undefined) throw new Error(`${name} has no handle`);
    const [memoryBase, tableBase, tableSize] = ["memoryBase", "tableBase", "tableSize"].map((key) => HEAPU32[(owner + HANDLE[key]) >>> 2]);
    return { name, handles: own, global: Boolean(library.global), memoryBase, tableBase, tableSize };
  });
  return described.sort((one, other) => one.tableBase - other.tableBase);
}

/**
 * Places in the function table that were handed out while Python ran: [index, library, symbol]. The main program's own are
 * among them: WebKit hands out others, as it does not know an exported function again in its table.
 */
function slots(module, libraries) {
  const { wasmTable } = module;
  const named = names(module, libraries);
  const name = (index) => named.get(wasmTable.get(index)) ?? named.get(index);
  const own = (index) => libraries.some(({ tableBase, tableSize }) => index >= tableBase && index < tableBase + tableSize);
  const first = Math.min(...libraries.filter(({ tableSize }) => tableSize > 0).map(({ tableBase }) => tableBase));
  let index = first;
  while (name(index - 1)) index--;
  const found = [];
  for (; index < wasmTable.length; index++) {
    if (own(index) || !wasmTable.get(index)) continue;
    if (!name(index)) throw new Error(`nobody's function at ${index} of the table`);
    found.push([index, ...name(index)]);
  }
  return found;
}

/** Map to [library, symbol] of exported functions, and of the places in the table of those that are JavaScript's. */
function names(module, libraries) {
  const found = new Map(module[COUNTER] ? [[module[COUNTER], [MAIN, COUNTER]]] : []);
  for (const library of [...libraries.map(({ name }) => name), MAIN]) {
    for (const [symbol, value] of Object.entries(module.LDSO.loadedLibsByName[library].exports ?? {})) {
      if (typeof value !== "function") continue;
      for (const key of [value, module.getFunctionAddress(value)]) if (key && !found.has(key)) found.set(key, [library, symbol]);
    }
  }
  return found;
}

/** The pages that hold anything, one after another, and where they belong: `runs` = [first page, number of pages, …]. */
function written(heap) {
  const words = new BigUint64Array(heap.buffer, heap.byteOffset, heap.length / 8);
  const runs = [];
  let count = 0;
  for (let page = 0; page < heap.length / PAGE; page++) {
    if (!hasAnything(words, page)) continue;
    if (runs.length > 0 && runs.at(-2) + runs.at(-1) === page) runs[runs.length - 1]++;
    else runs.push(page, 1);
    count++;
  }
  const pages = new Uint8Array(count * PAGE);
  let at = 0;
  for (const { start, end } of stretches(runs)) {
    pages.set(heap.subarray(start, end), at);
    at += end - start;
  }
  return { runs: Uint32Array.from(runs), pages };
}

function hasAnything(words, page) {
  const end = (page + 1) * (PAGE / 8);
  for (let i = page * (PAGE / 8); i < end; i++) if (words[i] !== 0n) return true;
  return false;
}

function* stretches(runs) {
  for (let i = 0; i < runs.length; i += 2) yield { start: runs[i] * PAGE, end: (runs[i] + runs[i + 1]) * PAGE };
}

/** What packages read while they run: [path, bytes] of all that is no program. */
function* dataFiles(FS, folder) {
  for (const name of FS.readdir(folder)) {
    if (name === "." || name === "..") continue;
    const path = `${folder}/${name}`;
    if (FS.isDir(FS.stat(path).mode)) yield* dataFiles(FS, path);
    else if (!/\.(pyc|so)$/.test(name)) yield [path, FS.readFile(path)];
  }
}

// -- restore --------------------------------------------------------------------------------------

/**
 * The Pyodide that `load(head)` starts, made over a snapshot: `load` is to give `head` to loadPyodide as `_loadSnapshot`. All
 * but `state` are promises, `program` and `libraries` of compiled modules, the latter by name.
 */
export async function madeOver({ state, runs, pages, files, program, libraries }, load) {
  // time.monotonic() goes on from where it was: were it to run back, whatever is due would wait for as long.
  const now = performance.now.bind(performance);
  performance.now = () => now() + state.clock;
  const create = self._createPyodideModule;
  self._createPyodideModule = async (settings) => {
    settings.wasmMemory = new WebAssembly.Memory({ initial: state.heapLength / WASM_PAGE, maximum: MOST });
    const instantiated = instantiating(program);
    const created = quiet(Promise.all([create(settings), instantiated]));
    put(settings.FS, await files); // the file system is plain JavaScript, and there while the program is still compiled
    const [[module], modules] = await Promise.all([created, libraries]);
    performance.mark("restore:instantiated");
    const own = ownEntries(module, state); // before linking may write over them
    for (const library of state.libraries) link(module, modules[library.name], library);
    fillTable(module, state, own);
    performance.mark("restore:linked");
    fillMemory(module.HEAPU8, writtenSince(module, state), await runs, await pages); // last: linking has written into it
    performance.mark("restore:filled");
    return module;
  };
  const pyodide = await load(head(state));
  self._createPyodideModule = create;
  const module = pyodide._module;
  module.getFunctionAddress(() => {}); // makes the map of the table's functions, which later libraries ask
  module.updateTableMap(0, module.wasmTable.length);
  return pyodide;
}

/** Lets Emscripten have the compiled program. Rejects if it cannot: Emscripten only warns, and waits for ever. */
function instantiating(program) {
  const streaming = WebAssembly.instantiateStreaming;
  return new Promise((resolve, reject) => {
    WebAssembly.instantiateStreaming = async (_, imports) => {
      WebAssembly.instantiateStreaming = streaming;
      try {
        const module = await program;
        const instance = await WebAssembly.instantiate(module, imports);
        resolve();
        return { module, instance };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

function put(FS, files) {
  for (const [path, bytes] of files) {
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, bytes, { canOwn: true });
  }
}

/** As Emscripten's dynamic linker does it, but to the places of before, and without what only fills the memory. */
function link(module, program, { name, handles, global, memoryBase, tableBase, tableSize }) {
  growTable(module, tableBase + tableSize);
  let own = {};
  const resolved = (symbol) => module.resolveGlobalSymbol(symbol).sym ?? own[symbol];
  const env = imports(module, { __memory_base: memoryBase, __table_base: tableBase }, resolved);
  const offsets = new Proxy({}, { get: (_, symbol) => offset(module, symbol) });
  const instance = new WebAssembly.Instance(program, { env, wasi_snapshot_preview1: env, "GOT.mem": offsets, "GOT.func": offsets });
  own = Object.fromEntries(Object.entries(instance.exports).map(([symbol, value]) => [symbol, relocated(value, memoryBase)]));
  const library = module.newDSO(name, undefined, own);
  library.global = global;
  if (global) module.mergeLibSymbols(own, name);
  for (const handle of handles) module.LDSO.loadedLibsByHandle[handle] = library;
}

/** WebKit has begun with a longer table than others; what it has put there is written over. */
function growTable({ wasmTable }, length) {
  wasmTable.grow(Math.max(0, length - wasmTable.length));
}

/** What a library may import: the two bases, the main program's functions, and those that are found when they are called. */
function imports({ LDSO }, bases, resolved) {
  const main = LDSO.loadedLibsByName[MAIN].exports;
  return new Proxy(bases, {
    get(known, symbol) {
      if (symbol in known) return known[symbol];
      if (symbol in main && !main[symbol].stub) return main[symbol];
      return (known[symbol] = (...args) => resolved(symbol)(...args));
    },
  });
}

function offset({ GOT }, symbol) {
  return (GOT[symbol] ??= new WebAssembly.Global({ value: "i32", mutable: true }));
}

/** Addresses are exported relative to where the library's memory begins. */
function relocated(exported, memoryBase) {
  return exported instanceof WebAssembly.Global ? exported.value + memoryBase : exported;
}

/** [index, function] of the main program's places in the table. Those of JavaScript's functions are found where this start has put them. */
function ownEntries(module, { slots }) {
  const { exports } = module.LDSO.loadedLibsByName[MAIN];
  const place = (symbol) => (symbol === COUNTER ? module[COUNTER] : module.getFunctionAddress(exports[symbol]));
  return slots.filter(([, library]) => library === MAIN).map(([index, , symbol]) => [index, module.wasmTable.get(place(symbol)) ?? exports[symbol]]);
}

function fillTable(module, { tableLength, slots, counter, offsets }, own) {
  growTable(module, tableLength);
  const others = slots.filter(([, library]) => library !== MAIN);
  const entries = others.map(([index, library, symbol]) => [index, module.LDSO.loadedLibsByName[library].exports[symbol]]);
  for (const [index, entry] of [...own, ...entries]) module.setWasmTableEntry(index, entry);
  module[COUNTER] = counter;
  for (const [symbol, value] of offsets) offset(module, symbol).value = value;
}

/** Where there may be something already: {start, end} of the main program's memory and of the libraries'. */
function writtenSince(module, { libraries }) {
  const own = libraries.map(({ memoryBase, memorySize }) => ({ start: memoryBase, end: memoryBase + memorySize }));
  return [{ start: 0, end: module._sbrk(0) }, ...own];
}

function fillMemory(heap, written, runs, pages) {
  for (const { start, end } of written) heap.fill(0, start, end);
  let at = 0;
  for (const { start, end } of stretches(runs)) {
    heap.set(pages.subarray(at, at + end - start), start);
    at += end - start;
  }
}

/** The head of a snapshot of Pyodide's own, which holds the JavaScript objects that Pyodide itself lends to Python; no memory behind it. */
function head({ objects, buildId }) {
  const text = new TextEncoder().encode(JSON.stringify(objects));
  const size = 16 * Math.ceil((HEAD + text.length) / 16);
  const bytes = new Uint8Array(size);
  new Uint32Array(bytes.buffer).set([MAGIC, size, text.length, 0, ...buildId.match(/.{8}/g).map((digits) => parseInt(digits, 16))]);
  bytes.set(text, HEAD);
  return bytes;
}
