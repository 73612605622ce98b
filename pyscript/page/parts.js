/**
 * Brings the parts of the site, from where they lie or out of the page itself: counts the bytes, inflates them, checks that
 * nothing is missing.
 *
 * Scripts lie there twice. Packed they come to a page that no service worker knows yet: plain hosts compress nothing. As they
 * are they come out of the service worker's store, with what the browser has compiled of them; and where a
 * Content-Security-Policy lets no script run from its bytes.
 */

import { hashOf, inflated, isPacked } from "../built.js";
import { quiet } from "../snapshots.js";
import { held, isOneFile } from "./held.js";
import { hindrance } from "./hindrance.js";
import { brought } from "./link.js";

/**
 * A part that did not arrive whole: "network", "busy" (the server), "missing", "truncated", "replaced" (by a web page), "type"
 * (it is called something else than it is); or that the browser does not run although it did: "refused".
 */
export class PartError extends Error {
  constructor(cause, part, detail) {
    super(`${part.name}: ${cause}${detail ? ` (${detail})` : ""}`);
    Object.assign(this, { reason: cause, part });
  }
}

/** Resolves with the inflated bytes (ArrayBuffer) of a part; `count(bytes)` hears of each piece that arrives. */
export async function download(part, count) {
  return isOneFile ? taken(part, count) : whole(await arrived(part, count), part);
}

/** The same of a part that the page itself holds. */
async function taken(part, count) {
  const bytes = await held(part);
  if (!bytes) throw new PartError("missing", part);
  count(part.bytes);
  return asBuilt(new Blob([bytes]), part);
}

/** A part of another build may have the same size: where the page can tell, it counts as not whole. */
async function whole({ pieces }, part) {
  const blob = new Blob(pieces);
  const [bytes, built] = await Promise.all([asBuilt(blob, part), isAsBuilt(blob, part)]);
  if (!built) throw new PartError("truncated", part, part.integrity);
  return bytes;
}

async function asBuilt(blob, part) {
  const bytes = await inflate(blob, part);
  if (bytes.byteLength !== part.size) throw new PartError("truncated", part, `${bytes.byteLength} of ${part.size} bytes`);
  return bytes;
}

async function arrived(part, count) {
  try {
    return await brought(part.address, count, () => hindrance(part));
  } catch (error) {
    throw new PartError(error.reason, part, error.message);
  }
}

/** No part of ours begins as a web page does. */
async function inflate(blob, part) {
  const start = new Uint8Array(await blob.slice(0, 64).arrayBuffer());
  if (new TextDecoder().decode(start).trimStart().startsWith("<")) throw new PartError("replaced", part);
  if (!isPacked(start)) return blob.arrayBuffer();
  try {
    return await inflated(blob).arrayBuffer();
  } catch (error) {
    throw new PartError("truncated", part, error.message);
  }
}

/** The part as it comes to this page: packed, or as it is. */
export function asItComes(part) {
  const isKept = origin !== "null" && navigator.serviceWorker?.controller;
  return part.packed && !isOneFile && !isKept ? { ...part, ...part.packed } : part;
}

/** Adds scripts of ours to the page, which run in this order; `count(bytes)` hears of each piece that arrives. */
export function loadScripts(parts, count) {
  return isOneFile || parts.some((part) => asItComes(part) !== part) ? runFromBytes(parts, count) : runByAddress(parts, count);
}

async function runFromBytes(parts, count) {
  const coming = parts.map((part) => quiet(download(asItComes(part), count))); // of the first that fails the loop hears
  for (const [n, part] of parts.entries()) await (isOneFile ? runText : runBlob)(await coming[n], part);
}

function runText(bytes) {
  document.head.append(Object.assign(document.createElement("script"), { text: new TextDecoder().decode(bytes) }));
}

async function runBlob(bytes, part) {
  await added({ src: addressOf(bytes) }).catch(() => runByAddress([part], () => {}));
}

/** The address of a script that the page has the bytes of. */
export function addressOf(bytes) {
  return URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
}

/** One that did not come is asked for once more when the link brings it, and with it those after it, which have run without it. */
async function runByAddress(parts, count) {
  const counted = new Set();
  const load = async (part) => {
    await loadScript(part);
    if (!counted.has(part)) count(part.bytes);
    counted.add(part);
  };
  for (let missing = parts, before = null; ; ) {
    const tried = await Promise.allSettled(missing.map(load));
    const failed = tried.findIndex(({ status }) => status === "rejected");
    if (failed < 0) return;
    const part = missing[failed];
    const why = await whyNotRun(part);
    if (why.reason !== "refused" || part === before) throw why;
    [missing, before] = [missing.slice(failed), part];
  }
}

/** The browser itself checks a script against the manifest's hash. */
function loadScript(part) {
  // In a sandboxed frame every address is another origin's, and a hash is only checked with crossOrigin.
  return added({ src: part.address, crossOrigin: "anonymous", integrity: (window.isSecureContext && part.integrity) || "" });
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
    const file = await arrived(part, () => {});
    await whole(file, part);
    const type = file.headers.get("Content-Type") ?? "";
    return type.includes("javascript") ? new PartError("refused", part) : new PartError("type", part, type);
  } catch (error) {
    return error;
  }
}

/** Whether the hash is that of the manifest. There is no telling on a page of an address that is not secure, or where the host has inflated the part. */
async function isAsBuilt(blob, part) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (!window.isSecureContext || (part.address.includes(".gz") && !isPacked(bytes))) return true;
  return part.integrity === (await hashOf(bytes));
}
