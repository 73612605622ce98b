/**
 * Keeps the whole site on the learner's device, so that it opens without a network. FILES, filled in by
 * build_steps/offline.py, names every file of one build; a newer build waits until the learner asks for it, or has left.
 */

import { addPlugins, precacheAndRoute } from "workbox-precaching";

import { hashOf, inflated, isPacked } from "../built.js";

const files = new Map(FILES.map((file) => [addressOf(file.url), file]));
const packed = new Set(FILES.filter((file) => file.packed).map((file) => addressOf(file.packed)));
const SCRIPT = { headers: { "Content-Type": "text/javascript; charset=utf-8" } };

function addressOf(name) {
  return new URL(name, self.location).href;
}

/** Scripts come packed, as the page has had them a moment ago, and are kept as they are. */
const unpacking = {
  async requestWillFetch({ request }) {
    const file = files.get(request.url);
    return file?.packed ? new Request(addressOf(file.packed), { credentials: "same-origin" }) : request;
  },
  async fetchDidSucceed({ request, response }) {
    return packed.has(request.url) && response.ok ? new Response(await unpacked(await response.blob()), SCRIPT) : response;
  },
};

async function unpacked(blob) {
  const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return isPacked(start) ? inflated(blob).blob() : blob;
}

/** Nothing is kept that is not as it was built: neither the sign-in page of a network, nor a file of another build. */
const asBuilt = {
  async cacheWillUpdate({ request, response }) {
    const { hashes, marks } = files.get(request.url);
    if (!response.ok) return null;
    const bytes = await response.clone().arrayBuffer();
    const whole = marks ? holds(bytes, marks) : hashes.includes(await hashOf(bytes));
    return whole ? response : null;
  },
};

/** Hosts write into the HTML that they send, so what counts is that it names the right files. */
function holds(bytes, marks) {
  const text = new TextDecoder().decode(bytes);
  return marks.every((mark) => text.includes(mark));
}

addPlugins([unpacking, asBuilt]);
precacheAndRoute(FILES.map(({ url, revision }) => ({ url, revision })), { ignoreURLParametersMatching: [/./] });

addEventListener("message", ({ data }) => data === "renew" && self.skipWaiting());
