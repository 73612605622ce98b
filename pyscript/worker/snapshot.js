/** From a running Python to the snapshot on this device, and back. */

import { quiet, read, write } from "../snapshots.js";
import { checksum } from "./checksum.js";
import { captured, madeOver } from "./memory.js";

const NAMES = ["opening", "state", "runs", "pages", "files", "libraries", "program", "sums"];

/** The snapshot, to be kept later. `opening`: the messages that the page is to hear when it is taken up. */
export function capture(pyodide, opening) {
  return { ...captured(pyodide), opening };
}

/** Keeps a snapshot, and with it Pyodide's `program` (Uint8Array), so that nothing of them is downloaded again. */
export function keep(build, snapshot, program) {
  const { pages, libraries } = snapshot;
  const sums = { pages: checksum(pages), program: checksum(program), libraries: libraries.map(([, bytes]) => checksum(bytes)) };
  return write(build, { ...snapshot, program, sums });
}

/** Python as it was captured. `hear(opening)` is called as soon as that is read; `load(head)` as in `madeOver`. Rejects if it is broken. */
export async function takeUp(build, { hear, load }) {
  const kept = read(build, NAMES);
  const program = quiet(kept.program.then(async (bytes) => WebAssembly.compile(intact(bytes, (await kept.sums).program))));
  const libraries = quiet(compiled(kept));
  const pages = quiet(kept.pages.then(async (bytes) => intact(bytes, (await kept.sums).pages)));
  hear(await kept.opening);
  return madeOver({ ...kept, state: await kept.state, program, libraries, pages }, load);
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
