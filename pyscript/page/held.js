/** The edition that is one file: what the site has in files lies in the page, in elements whose id is the address of the file. */

import { bytesOf } from "../base85.js";

/** Whether this is that edition, which asks for nothing by address. */
export const isOneFile = document.documentElement.dataset.edition === "file";

const read = document.readyState === "loading" && new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));

/** Resolves, when the whole file has been read, with the packed bytes (Uint8Array) of a part that it holds; with null without it. */
export async function held(part) {
  const text = await heldText(part.address);
  return text && bytesOf(text);
}

/** The same as the text in which it is written. */
export async function heldText(id) {
  await read;
  return document.getElementById(id)?.textContent;
}
