/** The words of the page itself, from the two catalogues, put wherever the template names a key. */

const catalogues = JSON.parse(document.getElementById("texts").textContent);
let language = "en";

/** The text of a key in the current language, with {name} filled in. */
export function text(key, values = {}) {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function currentLanguage() {
  return language;
}

/** Gives an element the text of another key, from now on in every language. */
export function name(element, key) {
  if (element.dataset.text === key) return;
  element.dataset.text = key;
  element.textContent = text(key);
}

/** Switches every text of the template: data-text fills an element, data-label names it for assistive technology. */
export function speak(lang) {
  language = lang;
  document.title = text("page.title");
  document.querySelector("link[rel=manifest]")?.setAttribute("href", `app.${lang}.webmanifest`);
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", text(element.dataset.label));
}
