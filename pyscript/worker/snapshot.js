/** From a running Python to its snapshot, on this device or in the one file, and back. */

import { packed, unpacked } from "../packed.js";
import { quiet, read, write } from "../snapshots.js";
import { filesOf } from "./archive.js";
import { checksum } from "./checksum.js";
import { captured, madeOver } from "./memory.js";
import { SITE_PACKAGES } from "./python.js";

const NAMES = ["opening", "state", "sums", "runs", "files", "program", "libraries", "pages"]; // as they are read

/** The snapshot, to be kept later. `opening`: the messages that the page is to hear when it is taken up. */
export function capture(pyodide, opening) {
  return { ...captured(pyodide), opening };
}

/**
 * Keeps a snapshot, and with it Pyodide's `program` (Uint8Array), so that nothing of them is downloaded again. What is large is
 * kept as blobs, which browsers read several times faster than arrays; WebKit keeps none in a private window, but arrays.
 */
export async function keep(build, { pages, libraries, ...rest }, program) {
  const arrays = { pages, program, libraries: packed(libraries) };
  const blobs = Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [name, new Blob([bytes])]));
  const small = { ...rest, sums: sums({ pages, libraries }, program) };
  await write(build, { ...small, ...blobs }).catch(() => write(build, { ...small, ...arrays }));
}

/** What `keep` has kept of this build, by name, each as a promise. */
export function kept(build) {
  const { pages, program, libraries, ...rest } = read(build, NAMES);
  return { ...rest, pages: quiet(bytesOf(pages)), program: quiet(bytesOf(program)), libraries: quiet(bytesOf(libraries).then(({ buffer }) => unpacked(buffer))) };
}

async function bytesOf(kept) {
  const value = await kept;
  return value instanceof Blob ? new Uint8Array(await value.arrayBuffer()) : value;
}

/** A snapshot as the one file holds it: {pages, rest}, without what is among the parts anyway. */
export function forFile({ pages, libraries, ...rest }, program) {
  return { pages, rest: packed({ ...rest, sums: sums({ pages, libraries }, program) }) };
}

/** The same again, from the worker's parts. */
export function held(parts) {
  const rest = parts.get("rest").then(unpacked);
  const values = ["opening", "state", "runs", "files", "sums"].map((name) => [name, quiet(rest.then((rest) => rest[name]))]);
  const bytes = { pages: "pages", program: "pyodide.asm.wasm" };
  const whole = Object.entries(bytes).map(([name, part]) => [name, parts.get(part).then((buffer) => new Uint8Array(buffer))]);
  const libraries = Promise.all([rest, parts.get("packages.tar")]).then(([{ state }, archive]) => programs(state, archive));
  return { ...Object.fromEntries([...values, ...whole]), libraries: quiet(libraries) };
}

/** Python as it was captured. `hear(opening)` is called as soon as that is read; `load(head)` as in `madeOver`. Rejects if it is broken. */
export async function takeUp(source, { hear, load }) {
  const program = quiet(source.program.then(async (bytes) => WebAssembly.compile(intact(bytes, (await source.sums).program))));
  const libraries = quiet(compiled(source));
  const pages = quiet(source.pages.then(async (bytes) => intact(bytes, (await source.sums).pages)));
  hear(await source.opening);
  program.then(() => performance.mark("restore:compiled"), () => {});
  pages.then(() => performance.mark("restore:read"), () => {});
  return madeOver({ ...source, state: await source.state, program, libraries, pages }, load);
}

function sums({ pages, libraries }, program) {
  return { pages: checksum(pages), program: checksum(program), libraries: libraries.map(([, bytes]) => checksum(bytes)) };
}

/** [name, bytes] of the libraries that were linked. */
function programs({ libraries }, archive) {
  const files = new Map(filesOf(archive).map(({ path, bytes }) => [`${SITE_PACKAGES}/${path}`, bytes]));
  return libraries.map(({ name }) => [name, files.get(name).slice()]);
}

/** Promise of {name: module}. */
async function compiled(kept) {
  const [libraries, { libraries: sums }] = await Promise.all([kept.libraries, kept.sums]);
  const compiling = libraries.map(async ([name, bytes], i) => [name, await WebAssembly.compile(intact(bytes, sums[i]))]);
  return Object.fromEntries(await Promise.all(compiling));
}

function intact(bytes, sum) {
  if (checksum(bytes) !== sum) throw new Error("the snapshot is broken");
  return bytes;
}
