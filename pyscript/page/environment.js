/** What the page knows of its surroundings (address, language, theme, motion, visibility), told both ways. */

import { asked, keepAddress } from "./address.js";
import { isFramed, tellState } from "./framed.js";
import { allKept, watchKept } from "./kept.js";
import { isLarge } from "./projector.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

const SETTLED = 100; // milliseconds
const host = {}; // what the page around this one's frame says of language and theme
let inSight = true; // of whoever scrolls that page

/** Everything Python needs to know at the start. */
export function surroundings() {
  return {
    address: asked(),
    ...around(),
    reduced_motion: still.matches,
    visible: isVisible(),
    large: isLarge(),
    kept: allKept(),
  };
}

/** Whether less motion is wished for. */
export function isStill() {
  return still.matches;
}

/** Calls `tell` with what has changed, whenever something does. */
export function watch(tell) {
  dark.addEventListener("change", () => tell({ dark: around().dark }));
  still.addEventListener("change", () => tell({ reduced_motion: still.matches }));
  document.addEventListener("visibilitychange", () => tell({ visible: isVisible() }));
  if (isFramed) watchSight(tell);
  document.addEventListener("projector", () => tell({ large: isLarge() }));
  window.addEventListener("popstate", () => tell({ address: asked() }));
  watchKept(() => tell({ kept: allKept() }));
  watchRoom(tell);
}

/** Browsers paint nothing in a frame that is scrolled out of sight. */
function watchSight(tell) {
  new IntersectionObserver((entries) => {
    inSight = entries.at(-1).isIntersecting;
    tell({ visible: isVisible() });
  }).observe(document.documentElement);
}

function isVisible() {
  return inSight && document.visibilityState === "visible";
}

/** Language and theme of what is around the page: its host's, where that says them, or the browser's. */
function around() {
  return { lang: browserLanguage(), dark: dark.matches, ...host };
}

/** Takes in what the host says of itself: {lang, dark}, as far as it says them. Gives them as Python is told. */
export function follow({ lang, dark }) {
  const known = languageOf(lang);
  if (known) host.lang = known;
  if (typeof dark === "boolean") host.dark = dark;
  return around();
}

/** Tells the pixels that explanations have for their formulas, whenever that has become something else and stays so. */
function watchRoom(tell) {
  const told = {};
  let later = null;
  const measure = () => {
    const steps = seen(".lines:not(.ways) .formula").map((formula) => formula.clientWidth);
    const ways = [...seen(".ways .formula").map((formula) => formula.clientWidth), ...seen(".explained .formula").map(across)];
    const rooms = Object.entries({ room: Math.min(...steps), way_room: Math.min(...ways) });
    const changed = Object.fromEntries(rooms.filter(([name, width]) => Number.isFinite(width) && width !== told[name]));
    if (Object.keys(changed).length > 0) tell(changed);
    Object.assign(told, changed);
  };
  const cards = new ResizeObserver(() => {
    clearTimeout(later);
    later = setTimeout(measure, SETTLED);
  });
  for (const card of document.querySelectorAll(".inspector, .lesson > .card")) cards.observe(card);
}

function seen(selector) {
  return [...document.querySelectorAll(selector)].filter((element) => element.clientWidth > 0);
}

/** How wide a formula could be in a list that takes its whole card, as ways do once there are some. */
function across(formula) {
  return formula.closest(".explained").clientWidth - (formula.closest(".lines").clientWidth - formula.clientWidth);
}

/** The language to start in: the address decides, then the browser. */
export function startLanguage() {
  return languageOf(askedFor("lang")) ?? around().lang;
}

/** The theme to start in, until Python has decided: the address's, then the system's. */
export function startTheme() {
  return askedFor("theme").match(/^\s*(light|dark)\s*$/)?.[1] ?? (around().dark ? "dark" : "light");
}

/** What the address has for a setting; empty without it. */
function askedFor(key) {
  return new URLSearchParams(asked().split("#")[0]).getAll(key).at(-1) ?? "";
}

/** "zh" or "en", also of one with a region or script. */
function languageOf(name) {
  return String(name ?? "").match(/^\s*(zh|en)(?![a-z])/i)?.[1].toLowerCase();
}

function browserLanguage() {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Shows in the page around the figures what Python has decided. */
export function show({ search, lang, theme, scene, hide }) {
  const root = document.documentElement;
  change(root, "lang", lang === "zh" ? "zh-Hans" : "en");
  change(root.dataset, "theme", theme);
  change(root.dataset, "scene", scene);
  for (const part of document.querySelectorAll("[data-part], [data-fold]")) change(part, "hidden", hide.includes(part.dataset.part ?? part.dataset.fold));
  document.getElementById("whole").href = search || location.pathname;
  tellState(search);
  keepAddress(search);
}

/** The browser styles and lays out the whole page again even where the value is the old one. */
function change(target, name, value) {
  if (target[name] !== value) target[name] = value;
}

/** Shows a theme at once; Python hears of it elsewhere. */
export function paint(theme) {
  change(document.documentElement.dataset, "theme", theme);
}

/** The theme in force, "light" or "dark". */
export function theme() {
  return document.documentElement.dataset.theme;
}
