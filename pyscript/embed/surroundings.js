/** Language and theme of the page around an element, as they are where it stands, and whenever they change. */

const dark = matchMedia("(prefers-color-scheme: dark)");
const WATCHED = { attributes: true, attributeFilter: ["class", "style", "lang", "data-theme", "data-bs-theme", "data-md-color-scheme", "data-color-mode", "theme"] };

/** {lang: "zh" | "en", dark}. */
export function surroundings(element) {
  const named = element.closest("[lang]")?.lang || navigator.language;
  return { lang: /^zh\b/i.test(named) ? "zh" : "en", dark: isDark(element) };
}

/** Calls `tell()` after language or theme may have become others; returns a function that ends it. */
export function watchSurroundings(element, tell) {
  const later = () => requestAnimationFrame(tell); // by then the page's own styles are in force
  const watcher = new MutationObserver(later);
  for (const node of [document.documentElement, document.body]) watcher.observe(node, WATCHED);
  const events = [[dark, "change"], [document, "transitionend"]];
  for (const [target, type] of events) target.addEventListener(type, later);
  return () => {
    watcher.disconnect();
    for (const [target, type] of events) target.removeEventListener(type, later);
  };
}

/** Whether the first background behind an element that can be seen is a dark one; the browser's own, if there is none. */
function isDark(element) {
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
    const [red, green, blue, alpha = 1] = getComputedStyle(node).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    if (alpha > 0.5) return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
  }
  return dark.matches && getComputedStyle(document.documentElement).colorScheme.includes("dark");
}
