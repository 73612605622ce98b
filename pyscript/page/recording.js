/**
 * A slow pass that the build has recorded (build_steps/opening.mjs), played in place of the first picture until Python is there:
 * forward, backward, the update, and from the beginning again.
 */

import { isStill } from "./environment.js";
import { text } from "./texts.js";
import { markPhase } from "./timeline.js";

const EACH = 1000 / 12; // milliseconds of one still
const STAYS = 18; // stills for which the last one stays
const FADE = 400; // milliseconds

export class Recording {
  #still;
  #stills;
  #atRest;
  #place = -1; // of the still in view; -1: the first picture
  #round = 0;
  #clock = null;

  /** `still`: the shadow root with the first picture; `stills`: [{phase, dark, marks: {place: SVG}, texts}], each without what is as before. */
  constructor(still, stills) {
    [this.#still, this.#stills] = [still, stills];
    this.#atRest = partsOf(still).map((part) => part.cloneNode(true));
  }

  /** Begins, and says that it is a recording. */
  play() {
    const began = performance.now();
    this.#clock = setInterval(() => this.#goTo(1 + Math.floor((performance.now() - began) / EACH)), EACH);
    this.#still.append(Object.assign(document.createElement("span"), { className: "recorded", textContent: text("boot.recorded") }));
    this.#goTo(1);
  }

  /** Stays where it is. */
  end() {
    clearInterval(this.#clock);
    markPhase(null);
  }

  #goTo(turn) {
    const length = this.#stills.length + STAYS;
    if (Math.floor(turn / length) > this.#round) this.#rewind();
    this.#round = Math.floor(turn / length);
    const goal = Math.min(turn % length, this.#stills.length - 1);
    if (goal <= this.#place) return;
    const passed = this.#stills.slice(this.#place + 1, goal + 1);
    if (passed.some(({ dark }) => dark !== this.#isDark)) this.#fade();
    this.#place = goal;
    this.#still.host.toggleAttribute("data-dark", this.#isDark);
    this.#show(Object.assign({}, ...passed.map(({ marks }) => marks)), passed.findLast(({ texts }) => texts !== undefined)?.texts);
    markPhase(this.#stills[goal].phase);
  }

  get #isDark() {
    return this.#stills[this.#place]?.dark ?? false;
  }

  #show(marks, texts) {
    const [picture, words] = partsOf(this.#still);
    const places = picture.firstElementChild.children;
    for (const [place, svg] of Object.entries(marks)) places[place].innerHTML = svg;
    if (texts !== undefined) words.innerHTML = texts;
  }

  /** The first picture again. */
  #rewind() {
    this.#fade();
    partsOf(this.#still).forEach((part, at) => part.replaceWith(this.#atRest[at].cloneNode(true)));
    this.#place = -1;
  }

  /** What is shown now fades over what is shown next. */
  #fade() {
    const copy = Object.assign(document.createElement("div"), { className: "leaving" });
    copy.style.background = getComputedStyle(this.#still.host).backgroundColor;
    copy.append(...partsOf(this.#still).map((part) => part.cloneNode(true)));
    this.#still.append(copy);
    fadeAway(copy);
  }
}

/** The picture and its texts. */
function partsOf(still) {
  return [...still.children].slice(0, 2);
}

/** An element goes, and what lies under it comes out. */
export function fadeAway(element) {
  const gone = () => element.remove();
  element.animate({ opacity: [1, 0] }, { duration: isStill() ? 0 : FADE, easing: "ease-in-out" }).finished.then(gone, gone);
}
