/** The edition that is one file: what the site has in files lies in the page, in elements whose id is the address of the file. */

import { bytesOf } from "../base85.js";

/** Whether this is that edition, which asks for nothing by address. */
export const isOneFile = document.documentElement.dataset.edition === "file";

const isRead = () => document.readyState !== "loading";
const read = !isRead() && new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
const awaited = new Map(); // what is asked for before the parser has come to it: functions that want to know, by id

if (isOneFile && !isRead()) {
  const parsing = new MutationObserver(lookAgain);
  parsing.observe(document.body, { childList: true });
  document.addEventListener("DOMContentLoaded", () => (lookAgain(), parsing.disconnect()));
}

/**
 * Resolves with the packed bytes (Uint8Array) of a part that the file holds; with null without it. One that is `early` is there
 * when the file has been read as far as that, all others when the whole is: what the page does with them would keep it from reading.
 */
export async function held(part) {
  if (!part.early) await read;
  const text = await heldText(part.address);
  return text && bytesOf(text);
}

/** The same as the text in which it is written. */
export async function heldText(id) {
  if (!isPast(id)) await new Promise((resolve) => awaited.set(id, [...(awaited.get(id) ?? []), resolve]));
  return document.getElementById(id)?.textContent;
}

function lookAgain() {
  for (const [id, tell] of awaited) {
    if (!isPast(id)) continue;
    awaited.delete(id);
    tell.forEach((resolve) => resolve());
  }
}

/** Whether all of an element is there, if there is one: something comes after it. */
function isPast(id) {
  return isRead() || Boolean(document.getElementById(id)?.nextSibling);
}
