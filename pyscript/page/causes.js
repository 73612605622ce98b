/** Why the start failed. What the browser says of it is the same for many causes; where the page stands tells them apart. */

import { BootError } from "./boot.js";
import { isOneFile } from "./held.js";
import { hindrance } from "./hindrance.js";
import { PartError } from "./parts.js";

const NOT_WHOLE = ["missing", "truncated"];
const OF_THE_LINK = ["network", "busy"];
const BUILD = /"build":\s*"(\w+)"/; // in the page's manifest

/** Stops at a browser without what the page needs. All have had WebAssembly for so long that it can only be switched off. */
export function requireBrowser() {
  if (!("WebAssembly" in window)) throw new BootError("page", "wasm", "WebAssembly");
  for (const name of ["Worker", "DecompressionStream"]) {
    if (!(name in window)) throw new BootError("page", "unsupported", name);
  }
}

/** What was thrown during the start, as a BootError that names the cause. */
export async function explained(error) {
  if (error instanceof BootError) return error;
  if (!(error instanceof PartError)) return new BootError("page", "program", String(error));
  const { part, message } = error;
  const { cause, detail = message } = await foundOut(error);
  return new BootError(part.stage, cause, detail);
}

async function foundOut({ reason, part }) {
  if (isOneFile && NOT_WHOLE.includes(reason)) return { cause: "copied" };
  const hindered = [...OF_THE_LINK, "refused"].includes(reason) && (await hindrance(part));
  if (hindered) return hindered;
  return { cause: !isOneFile && (await isRenewed()) ? "renewed" : reason };
}

/** Whether the site, or what is kept of it on this device, is of another build by now than this page. */
async function isRenewed() {
  try {
    const response = await fetch(location.pathname, { cache: "no-store" });
    return response.ok && buildOf(await response.text()) !== buildOf(document.getElementById("manifest").textContent);
  } catch {
    return false; // no connection, or no page of ours
  }
}

function buildOf(text) {
  return text.match(BUILD)[1];
}
