/** Panel's widgets live in open shadow roots, one inside another; these functions look through them. */

const PATIENCE = 60; // frames

/** The innermost shadow host that holds the focus, or null. */
export function focusedHost() {
  let host = null;
  for (let element = document.activeElement; element?.shadowRoot?.activeElement; element = element.shadowRoot.activeElement) host = element;
  return host;
}

/**
 * Bokeh draws a button anew when its label changes, some time after the change, and the new one can take the focus
 * only once its style sheets are there. Whoever works by keyboard stays on it; whatever else takes the focus keeps it.
 */
export function keepFocus() {
  const host = focusedHost();
  if (host && host !== keeping) watchOver(host, PATIENCE);
}

let keeping = null;

function watchOver(host, frames) {
  const lost = document.activeElement === document.body;
  keeping = host.isConnected && frames > 0 && (lost || focusedHost() === host) ? host : null;
  if (!keeping) return;
  if (lost) host.shadowRoot.querySelector("button, input, select, [tabindex]")?.focus();
  requestAnimationFrame(() => watchOver(host, frames - 1));
}
