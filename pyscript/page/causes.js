/** Why the start failed. What the browser says of it is the same for many causes; where the page stands tells them apart. */

import { BootError } from "./boot.js";
import { isOneFile } from "./held.js";
import { PartError } from "./parts.js";

const NOT_WHOLE = ["missing", "truncated"];
const TOLD_LATE = 200; // milliseconds after which the browser has told of what a policy forbids

let forbidden = null; // the first thing that a Content-Security-Policy has kept from the page

document.addEventListener("securitypolicyviolation", (event) => {
  if (event.blockedURI === "blob" && origin !== "null") return; // for what may not run from its bytes there is another way
  if (event.disposition === "enforce") forbidden ??= `${event.effectiveDirective}: ${event.blockedURI}`;
});

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
  const reason = isOneFile && NOT_WHOLE.includes(error.reason) ? "copied" : error.reason;
  if (!["network", "refused"].includes(reason)) return new BootError(part.stage, reason, message);
  if (location.protocol === "file:" && !isOneFile) return new BootError(part.stage, "file", message);
  await new Promise((resolve) => setTimeout(resolve, TOLD_LATE));
  if (forbidden) return new BootError(part.stage, "policy", forbidden);
  if (origin === "null" && (await isThere(part))) return new BootError(part.stage, "sandbox", message);
  return new BootError(part.stage, reason, message);
}

/** Whether the server answers, though a page of an origin of its own, as in a sandboxed frame, may not read what. */
async function isThere(part) {
  return fetch(part.address, { mode: "no-cors" }).then(() => true, () => false);
}
