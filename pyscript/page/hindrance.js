/** What keeps a file away that the link would bring. What the browser says is the same for all; where the page stands tells them apart. */

import { isOneFile } from "./held.js";

const TOLD_LATE = 200; // milliseconds after which the browser has told of what a policy forbids

let forbidden = null; // the first thing that a Content-Security-Policy has kept from the page

document.addEventListener("securitypolicyviolation", (event) => {
  if (event.blockedURI === "blob" && origin !== "null") return; // for what may not run from its bytes there is another way
  if (event.disposition === "enforce") forbidden ??= `${event.effectiveDirective}: ${event.blockedURI}`;
});

/** {cause: "file", "policy" or "sandbox", detail} of what keeps a part away; null if it is none of these. */
export async function hindrance(part) {
  if (location.protocol === "file:" && !isOneFile) return { cause: "file" };
  await new Promise((resolve) => setTimeout(resolve, TOLD_LATE));
  if (forbidden) return { cause: "policy", detail: forbidden };
  if (origin === "null" && (await isThere(part))) return { cause: "sandbox" };
  return null;
}

/** Whether the server answers, though a page of an origin of its own, as in a sandboxed frame, may not read what. */
async function isThere(part) {
  return fetch(part.address, { mode: "no-cors" }).then(() => true, () => false);
}
