/**
 * What can be taken as a video or as pictures: the slow pass, or ten seconds of training.
 *
 * Of each: `begin` is the action that sets it moving, `moves` whether it goes on, `place` how far it is (it only falls when it
 * begins anew), `share(seconds)` the same from 0 to 1, `whole(seconds)` whether it is done, `caption()` what is said now.
 */

import { text } from "./texts.js";
import { runsOf } from "./typesetting.js";

/** What `playground` and Python tell of the page. */
export class Watch {
  status = null;
  step = 0; // in what is painted
  telling = false; // whether Python tells a pass

  constructor(playground) {
    playground.on("status", (status) => (this.status = status));
    playground.on("frame", ({ step }) => (this.step = step));
  }
}

export class Pass {
  begin = "film.pass";
  lingers = 1; // seconds that a video stays at the end
  #watch;

  constructor(watch, phases) {
    [this.#watch, this.phases] = [watch, phases];
  }

  get moves() {
    return this.#watch.telling;
  }

  get place() {
    return this.phases.indexOf(this.#watch.status?.phase);
  }

  share() {
    return (this.place + 1) / this.phases.length;
  }

  whole() {
    return !this.moves && this.place === this.phases.length - 1;
  }

  /** The sentence under the picture. */
  caption() {
    const place = [...within(document.querySelector("[data-slot=sentence]"))].find(({ localName }) => localName === "p");
    return place ? runsOf(place) : [];
  }
}

export class Training {
  begin = "film.training";
  lingers = 0;
  #watch;
  #seconds;

  constructor(watch, seconds) {
    [this.#watch, this.#seconds] = [watch, seconds];
  }

  get moves() {
    return Boolean(this.#watch.status?.running);
  }

  get place() {
    return this.#watch.step;
  }

  share(seconds) {
    return seconds / this.#seconds;
  }

  whole(seconds) {
    return seconds >= this.#seconds;
  }

  /** Step and losses, as far as the page shows them. */
  caption() {
    const places = ["step", "train_loss", "test_loss"].map((name) => document.querySelector(`[data-number=${name}]`));
    const shown = places.filter((place) => place.checkVisibility() && !place.classList.contains("words"));
    return [{ text: shown.map((place) => text(`page.film.${place.dataset.number}`, { number: place.textContent })).join(" · ") }];
  }
}

/** An element and all that is in it, in shadow roots, too. */
function* within(element) {
  yield element;
  for (const child of [...(element.shadowRoot?.children ?? []), ...element.children]) yield* within(child);
}
