/**
 * Keeps the whole site on the learner's device, so that it opens without a network. FILES, filled in by
 * build_steps/offline.py, names every file of one build; a newer build waits until the learner asks for it, or has left.
 */

import { addPlugins, precacheAndRoute } from "workbox-precaching";

const files = new Map(FILES.map((file) => [new URL(file.url, self.location).href, file]));

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

async function hashOf(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

addPlugins([asBuilt]);
precacheAndRoute(FILES.map(({ url, revision }) => ({ url, revision })), { ignoreURLParametersMatching: [/./] });

addEventListener("message", ({ data }) => data === "renew" && self.skipWaiting());
