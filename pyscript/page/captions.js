/** What a film says under its pictures, as typesetting.js calls runs. */

import { text } from "./texts.js";
import { runsOf } from "./typesetting.js";

const NUMBERS = ["step", "train_loss", "test_loss"];

/** `what` is "pass" or "training", `steps` how many of these lie between two pictures. */
export function captionOf(what, steps) {
  return what === "pass" ? sentence() : [{ text: [...numbers(), text("page.film.steps", { number: steps })].join(" · ") }];
}

/** The sentence under the picture of the page. */
function sentence() {
  const place = [...within(document.querySelector("[data-slot=sentence]"))].find(({ localName }) => localName === "p");
  return place ? runsOf(place) : [];
}

/** Step and losses, as far as the page shows them. */
function numbers() {
  const places = NUMBERS.map((name) => document.querySelector(`[data-number=${name}]`));
  const shown = places.filter((place) => place.checkVisibility() && !place.classList.contains("words"));
  return shown.map((place) => text(`page.film.${place.dataset.number}`, { number: place.textContent }));
}

/** An element and all that is in it, in shadow roots, too. */
function* within(element) {
  yield element;
  for (const child of [...(element.shadowRoot?.children ?? []), ...element.children]) yield* within(child);
}
