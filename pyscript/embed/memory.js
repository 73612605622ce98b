/** What became of an element's page, for whoever comes back to it in this tab: by the way back, or in a site that exchanges its pages. */

const PREFIX = "seeing-gradients ";

/** Keeps {address, search, step, reached} of the element at a place. */
export function remember(place, memory) {
  try {
    sessionStorage.setItem(PREFIX + place, JSON.stringify(memory));
  } catch {
    // where nothing can be kept, it begins anew
  }
}

/** What was kept of an element at a place, if it still asks for the same; or null. */
export function recall(place, address) {
  try {
    const memory = JSON.parse(sessionStorage.getItem(PREFIX + place));
    return memory?.address === address ? memory : null;
  } catch {
    return null;
  }
}
