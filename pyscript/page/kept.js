/** What the learner keeps on this device from one visit to the next: texts by name. Where that is forbidden, nothing is kept. */

const PREFIX = "seeing-gradients/";
const PYTHON = "seeing-gradients-python"; // not the learner's

/** {name: text} of everything that was kept. */
export function allKept() {
  try {
    const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return Object.fromEntries(names.map((key) => [key.slice(PREFIX.length), localStorage.getItem(key)]));
  } catch {
    return {}; // a sandboxed frame, or a browser that keeps nothing
  }
}

/** Keeps a text under a name; an empty one is forgotten. Returns whether it is kept: else it lasts as long as the page does. */
export function keep(name, text) {
  try {
    if (text) localStorage.setItem(PREFIX + name, text);
    else localStorage.removeItem(PREFIX + name);
    return true;
  } catch {
    return false; // full or forbidden
  }
}

/** Calls `tell` when another page of the same learner has kept something. */
export function watchKept(tell) {
  addEventListener("storage", ({ key }) => (key === null || key.startsWith(PREFIX)) && tell());
}

/** The build whose Python an earlier visit has left here (snapshots.js); null if none has, undefined where nothing may be kept. */
export function keptPython() {
  try {
    return localStorage.getItem(PYTHON);
  } catch {
    return undefined;
  }
}

/** Leaves word for the next visit that the Python of a build is here. */
export function leaveWord(build) {
  try {
    localStorage.setItem(PYTHON, build);
  } catch {
    // Full: the next start is a cold one.
  }
}
