/**
 * Brings the parts of the site, from where they lie or out of the page itself: counts the bytes, inflates them, checks that
 * nothing is missing.
 *
 * Scripts lie there twice. Packed they come to a page that no service worker knows yet: plain hosts compress nothing. As they
 * are they come out of the service worker's store, with what the browser has compiled of them; and where a
 * Content-Security-Policy lets no script run from its bytes.
 */

import { held, isOneFile } from "./held.js";

/**
 * A part that did not arrive whole: "network", "missing", "truncated", "replaced" (by a web page), "type" (it is called
 * something else than it is); or that the browser does not run although it did: "refused".
 */
export class PartError extends Error {
  constructor(cause, part, detail) {
    super(`${part.name}: ${cause}${detail ? ` (${detail})` : ""}`);
    Object.assign(this, { reason: cause, part });
  }
}

/** Resolves with the inflated bytes (ArrayBuffer) of a part; `count(bytes)` hears of each piece that arrives. */
export async function download(part, count) {
  return isOneFile ? taken(part, count) : whole(await request(part), part, count);
}

/** The same of a part that the page itself holds. */
async function taken(part, count) {
  const bytes = await held(part);
  if (!bytes) throw new PartError("missing", part);
  count(part.bytes);
  return asBuilt(new Blob([bytes]), part);
}

async function whole(response, part, count) {
  return asBuilt(new Blob(await collect(response, part, count)), part);
}

async function asBuilt(blob, part) {
  const bytes = await inflate(blob, part);
  if (bytes.byteLength !== part.size) throw new PartError("truncated", part, `${bytes.byteLength} of ${part.size} bytes`);
  return bytes;
}

async function request(part) {
  let response;
  try {
    response = await fetch(part.address);
  } catch (error) {
    throw new PartError("network", part, error.message);
  }
  if (!response.ok) throw new PartError("missing", part, `HTTP ${response.status}`);
  return response;
}

async function collect(response, part, count) {
  const pieces = [];
  const reader = response.body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
      count(piece.value.byteLength);
    }
  } catch (error) {
    throw new PartError("network", part, error.message);
  }
  return pieces;
}

/** Some hosts inflate `.gz` files on the way, so the bytes decide, not the name. No part of ours begins as a web page does. */
async function inflate(blob, part) {
  const start = new Uint8Array(await blob.slice(0, 64).arrayBuffer());
  const [first, second] = start;
  if (new TextDecoder().decode(start).trimStart().startsWith("<")) throw new PartError("replaced", part);
  if (first !== 0x1f || second !== 0x8b) return blob.arrayBuffer();
  try {
    return await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  } catch (error) {
    throw new PartError("truncated", part, error.message);
  }
}

/** The part as it comes to this page: packed, or as it is. */
export function asItComes(part) {
  const isKept = origin !== "null" && navigator.serviceWorker?.controller;
  return part.packed && !isOneFile && !isKept ? { ...part, ...part.packed } : part;
}

/** Adds a script of ours to the page; `count(bytes)` hears of each piece that arrives. Scripts run in the order in which they were asked for. */
export function loadScript(part, count) {
  const coming = asItComes(part);
  if (coming === part && !isOneFile) return runByAddress(part).then(() => count(part.bytes));
  const bytes = download(coming, count);
  earlier = Promise.all([bytes, earlier]).then(([bytes]) => (isOneFile ? runText(bytes) : runBytes(part, bytes)));
  return earlier;
}

let earlier = Promise.resolve(); // until then the script that is asked for next has to wait

function runText(bytes) {
  document.head.append(Object.assign(document.createElement("script"), { text: new TextDecoder().decode(bytes) }));
}

async function runBytes(part, bytes) {
  if (window.isSecureContext && !(await isAsBuilt(bytes, part))) throw new PartError("truncated", part);
  await added({ src: addressOf(bytes) }).catch(() => runByAddress(part));
}

/** The address of a script that the page has the bytes of. */
export function addressOf(bytes) {
  return URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
}

/** The browser itself checks the script against the manifest's hash. */
function runByAddress(part) {
  // In a sandboxed frame every address is another origin's, and a hash is only checked with crossOrigin.
  const source = { src: part.address, crossOrigin: "anonymous", integrity: (window.isSecureContext && part.integrity) || "" };
  return added(source).catch(async () => {
    throw await whyNotRun(part);
  });
}

function added(source) {
  return new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { async: false, onload: resolve, onerror: reject, ...source }));
  });
}

/** Why the browser does not run a script, which it does not tell: the PartError. */
export async function whyNotRun(part) {
  if (isOneFile) return new PartError("refused", part);
  try {
    const response = await request(part);
    const bytes = await whole(response, part, () => {});
    const type = response.headers.get("Content-Type") ?? "";
    if (!type.includes("javascript")) return new PartError("type", part, type);
    return new PartError((await isAsBuilt(bytes, part)) ? "refused" : "truncated", part);
  } catch (error) {
    return error;
  }
}

/** On a page of an address that is not secure there is no telling. */
async function isAsBuilt(bytes, part) {
  if (!window.isSecureContext) return false;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return part.integrity === `sha256-${btoa(String.fromCharCode(...hash))}`;
}
