/** What the element says by itself, before its page can: the build puts the texts of both catalogues in. */

/** A text in "zh" or "en" with its {placeholders} filled in. */
export function say(language, key, values = {}) {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
