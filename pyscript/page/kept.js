/** What the learner keeps on this device from one visit to the next: texts by name. Where that is forbidden, nothing is kept. */

const PREFIX = "seeing-gradients/";

/** {name: text} of everything that was kept. */
export function allKept() {
  try {
    const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return Object.fromEntries(names.map((key) => [key.slice(PREFIX.length), localStorage.getItem(key)]));
  } catch {
    return {}; // a sandboxed frame, or a browser that keeps nothing
  }
}

/** Keeps a text under a name; an empty one is forgotten. */
export function keep(name, text) {
  try {
    if (text) localStorage.setItem(PREFIX + name, text);
    else localStorage.removeItem(PREFIX + name);
  } catch {
    // Full or forbidden: it lasts as long as the page does.
  }
}
