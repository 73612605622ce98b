/**
 * The page before Python is there: what the build has heard Python say first (build_steps/opening.py), for each language and
 * theme, with a still of the network. It is this page's only as long as the address sets nothing else.
 */

import { unpacked } from "../packed.js";
import { asked } from "./address.js";
import * as environment from "./environment.js";
import { allKept } from "./kept.js";
import { showNumbers } from "./numbers.js";
import { download } from "./parts.js";
import { currentLanguage } from "./texts.js";
import { showTimeline } from "./timeline.js";

const USUAL_WIDTH = 680; // pixels of the network's figure for which its texts are set, as in playground/views/picture.py
const SHOWN = ["lang", "theme"]; // settings that choose among the openings

/** Whether Python will open what the build has opened. */
export function isUsual() {
  const [query, anchor = ""] = asked().split("#");
  return !anchor.includes("=") && [...new URLSearchParams(query).keys()].every((key) => SHOWN.includes(key));
}

/** Resolves with the messages of the opening in the page's language and theme; `count(bytes)` hears of each piece that arrives. */
export async function fetched(part, count) {
  return unpacked(await download(part, count));
}

/** That of several parts which is in the page's language and theme. */
export function inForce(openings) {
  return openings.find((part) => isOf(part, { lang: currentLanguage(), dark: environment.theme() === "dark" }));
}

/** Whether an opening is that of a language and a theme. */
export function isOf({ name }, { lang, dark }) {
  return name === `${lang}.${dark ? "dark" : "light"}`;
}

/** Shows all around the figures, and the stills in their places. */
export function show(said, page, panels) {
  const html = JSON.parse(said.panels);
  if (allKept().welcome) html.welcome = ""; // the learner has sent it away
  panels.show(html);
  page.name(JSON.parse(said.names));
  const { timeline, ...around } = JSON.parse(said.page);
  environment.show({ ...around, search: location.search });
  showTimeline(timeline);
  const numbers = JSON.parse(said.layout).find(({ kind }) => kind === "numbers");
  showNumbers(new Float64Array(said.frame, numbers.offset, numbers.length));
  for (const [slot, still] of Object.entries(said.stills)) place(slot, still);
}

/** Shows what lives in a slot instead of its still. */
export function takeAway(slot) {
  document.querySelector(`[data-slot="${slot}"] > .still`)?.remove();
}

function place(slot, html) {
  takeAway(slot);
  const own = document.querySelector(`[data-slot="${slot}"]`);
  const still = Object.assign(document.createElement("div"), { className: "still", innerHTML: html });
  still.style.setProperty("--scale", own.clientWidth / USUAL_WIDTH);
  own.append(still);
}
