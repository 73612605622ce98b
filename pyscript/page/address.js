/** The address bar. Chromium ignores more than 200 changes of the address in 10 seconds, WebKit refuses more than 100 in 30. */

const BURST = 100; // changes that may follow each other at once
const REST = 100; // milliseconds after which there may be one more
const AGAIN = 2000; // milliseconds after which a refused change is tried again

let wanted = location.search;
let room = BURST;
let timer = null;
let possible = false; // not in a data: or srcdoc frame, where the page has no address to keep; the run goes on without one

/** The settings that the page is to open with: those of its address; without any, those that it was built with. */
export function asked() {
  const own = location.search + location.hash;
  return /[?=]/.test(own) ? own : document.querySelector('meta[name="settings"]').content + own;
}

/** Shows the search part of an address, at once or, after very many changes, a little later. */
export function keepAddress(search) {
  wanted = search;
  if (room > 0) write();
}

// The learner goes back or forward: what is still to be written is of before.
addEventListener("popstate", () => (wanted = location.search));

function write() {
  if (wanted === location.search && anchor() === location.hash) return;
  room--;
  timer ??= setTimeout(rested, REST);
  try {
    history.replaceState(null, "", `${location.pathname}${wanted}${anchor()}`);
    possible = true;
  } catch {
    if (possible) setTimeout(write, AGAIN);
  }
}

/** What the address names after its #: a place in the page stays, settings have come into force and stand after the ? from now on. */
function anchor() {
  return location.hash.includes("=") ? "" : location.hash;
}

function rested() {
  room++;
  timer = room < BURST ? setTimeout(rested, REST) : null;
  if (room === 1) write();
}
