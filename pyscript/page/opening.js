/**
 * The page before Python is there: what the build has heard Python say first (build_steps/opening.py), for each language and
 * theme. It is this page's only as long as the address sets nothing else. What is to be seen of it lies in the page itself, with
 * a still of the network; what draws it comes as a part.
 */

import { bytesOf } from "../base85.js";
import { inflated } from "../built.js";
import { unpacked } from "../packed.js";
import { asked } from "./address.js";
import * as environment from "./environment.js";
import { allKept } from "./kept.js";
import { showNumbers } from "./numbers.js";
import { download } from "./parts.js";
import { currentLanguage } from "./texts.js";
import css from "./still.css";
import { showTimeline } from "./timeline.js";

const [WIDTH, HEIGHT] = [1000, 600]; // of the picture, as in playground/frames/geometry.py
const USUAL_WIDTH = 680; // pixels of the network's figure for which its texts are set, as in playground/views/picture.py
const SHOWN = ["lang", "theme"]; // settings that choose among the openings
const PANEL = "panel.";

/** Whether Python will open what the build has opened. `appended`: what counts for nothing in an address (playground/pasted.py). */
export function isUsual(appended) {
  const [query, anchor = ""] = asked().split("#");
  const nothing = new RegExp(`^(?:${appended})`);
  const given = [...new URLSearchParams(query)].map((pair) => pair.map((text) => text.normalize("NFKC").trim()));
  return !anchor.includes("=") && given.every(([key, text]) => SHOWN.includes(key) || nothing.test(`${key.toLowerCase()}=${text}`));
}

/** The name of the opening in the page's language and theme. */
export function inForce() {
  return `${currentLanguage()}.${environment.theme()}`;
}

/** Whether Python, told of this language and theme, will say what an opening says. */
export function isOf(name, { lang, dark }) {
  return name === `${lang}.${dark ? "dark" : "light"}`;
}

/** Resolves with what is to be seen of an opening: {piece: text}. */
export async function first(name) {
  const bytes = bytesOf(document.getElementById("first").textContent);
  const { texts, openings } = await inflated(new Blob([bytes])).json();
  return Object.fromEntries(Object.entries(openings[name]).map(([piece, at]) => [piece, texts[at]]));
}

/** Resolves with what draws it, and what is not seen at once; `count(bytes)` hears of each piece that arrives. */
export async function rest(part, count) {
  return unpacked(await download(part, count));
}

/** Shows all around the figures, and the stills in their places; gives the names of the panels that are filled. */
export function show(pieces, page, panels) {
  const html = Object.fromEntries(Object.entries(pieces).filter(([piece]) => piece.startsWith(PANEL)).map(([piece, text]) => [piece.slice(PANEL.length), text]));
  if (allKept().welcome) html.welcome = ""; // the learner has sent it away
  panels.show(html);
  page.name(JSON.parse(pieces.names));
  const { timeline, ...around } = JSON.parse(pieces.page);
  environment.show({ ...around, search: location.search });
  showTimeline(timeline);
  showNumbers(Float64Array.from(JSON.parse(pieces.numbers), (value) => value ?? NaN));
  place("network", drawing(pieces));
  place("sentence", pieces.sentence);
  return Object.keys(html);
}

/** The element that shows the still of a slot; null without one. */
export function stillIn(slot) {
  return document.querySelector(`[data-slot="${slot}"] > .still`);
}

/** What of a picture lies over what: the marks of each renderer, then all texts. */
function drawing(pieces) {
  const marks = Object.keys(pieces).filter((piece) => piece.startsWith("mark.")).map((piece) => `<g>${pieces[piece]}</g>`);
  const upright = `<g fill="none" transform="matrix(1 0 0 -1 0 ${HEIGHT})">${marks.join("")}</g>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${upright}</svg><div>${pieces.texts}</div>`;
}

function place(slot, html) {
  stillIn(slot)?.remove();
  const own = document.querySelector(`[data-slot="${slot}"]`);
  const still = Object.assign(document.createElement("div"), { className: "still" });
  const inside = Object.assign(still.attachShadow({ mode: "open" }), { innerHTML: html });
  inside.adoptedStyleSheets = [new CSSStyleSheet()];
  inside.adoptedStyleSheets[0].replaceSync(css);
  still.style.setProperty("--scale", own.clientWidth / USUAL_WIDTH);
  own.append(still);
}
