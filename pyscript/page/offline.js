/** The site on the learner's device (pyscript/offline): kept when the page is at rest; a newer one is offered, never forced. */

import { isOneFile } from "./held.js";
import { offer } from "./notices.js";

const REST = 3000; // milliseconds after the start that belong to the learner's first steps alone

/** In a frame, from the disk, on an address that is not secure, or where the browser forbids it, the page goes on without. */
export function keepOffline() {
  if (isPossible()) setTimeout(() => (window.requestIdleCallback ?? setTimeout)(register), REST);
}

/** Nothing that was kept stands in the way of the next start, if there is a network for it. */
export async function startWithoutKept() {
  if (!isPossible() || !navigator.onLine) return;
  const registration = await navigator.serviceWorker.getRegistration().catch(() => null);
  await registration?.unregister();
}

function isPossible() {
  return !isOneFile && self === top && origin !== "null" && "serviceWorker" in navigator;
}

async function register() {
  try {
    watch(await navigator.serviceWorker.register("service-worker.js"));
  } catch {
    // A private window, a full disk, a host without the file: the page works as long as there is a network.
  }
}

/** On the first visit nobody waits: what is being installed is the build that the learner sees. */
function watch(registration) {
  if (!navigator.serviceWorker.controller) return;
  if (registration.waiting) offerNewer(registration.waiting);
  if (registration.installing) offerWhenInstalled(registration.installing);
  registration.addEventListener("updatefound", () => offerWhenInstalled(registration.installing));
}

function offerWhenInstalled(worker) {
  worker.addEventListener("statechange", () => worker.state === "installed" && offerNewer(worker));
}

function offerNewer(worker) {
  offer("page.newer", "page.newer.now", () => {
    if (worker.state === "activated") return location.reload(); // another tab has asked for it before
    worker.addEventListener("statechange", () => worker.state === "activated" && location.reload());
    worker.postMessage("renew");
  });
}
