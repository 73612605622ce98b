/** Every figure that the page shows, as SVG and as PNG: Bokeh's own, and drawings in HTML that have a name. */

import { text } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";
const ENLARGED = 3; // pixels of a PNG for one of the page: sharp in print and on a projector
// What style sheets say of a drawing, and its file has to say itself.
const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "opacity", "color", "display", "visibility", "font-family", "font-size", "font-style", "font-weight", "letter-spacing",
  "text-anchor", "dominant-baseline", "paint-order", "vector-effect",
];

/** What can be saved now, in the order of the page: [{name, label, svg()}], where `svg` gives an element of its own. */
export function figures() {
  const all = [...bokehFigures(), ...drawings()].filter(({ element }) => element.checkVisibility());
  all.sort((one, other) => (one.place.compareDocumentPosition(other.place) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return all.map((figure, at) => ({ ...figure, name: nameOf(figure, all.slice(0, at)) }));
}

/** The figure in a slot of the page, as Bokeh's view of it; undefined while it is out of sight. */
export function figureIn(slot) {
  const [found] = [...bokehFigures()].filter(({ title, element }) => title === slot && element.checkVisibility());
  return found?.view;
}

function* bokehFigures() {
  for (const view of window.Bokeh?.index.query(({ model }) => model.type === "Figure") ?? []) {
    const place = slotOf(view.el);
    if (place) yield { view, place, element: view.el, title: place.dataset.slot, label: labelOf(place), svg: () => fromBokeh(view) };
  }
}

function* drawings() {
  for (const svg of document.querySelectorAll("#scene svg[role=img][aria-label]")) {
    const title = svg.dataset.figure ?? svg.classList[0] ?? "drawing";
    yield { place: svg, element: svg, title, label: headOf(svg.getAttribute("aria-label")), svg: () => fromPage(svg) };
  }
}

/** The element of the page that a view inside shadow roots fills. */
function slotOf(element) {
  while (element && !element.dataset?.slot) element = element.parentNode ?? element.host;
  return element;
}

function labelOf({ dataset }) {
  const known = {
    network: text("page.figure.network"),
    chart: text("page.figure.chart"),
    norms: text("page.figure.norms"),
    compared: text("page.figure.compared"),
    curves: text("page.figure.curves"),
  };
  return known[dataset.slot] ?? dataset.slot;
}

/** What a description begins with: enough to tell one drawing from another. */
function headOf(description) {
  return description.split(/[,;，；。]|\. /)[0];
}

function nameOf({ title }, before) {
  const same = before.filter((other) => other.title === title).length;
  return same ? `${title}-${same + 1}` : title;
}

// -- SVG -----------------------------------------------------------------------------------------------

async function fromBokeh(view) {
  const written = await view.export("svg", false).to_blob();
  const svg = new DOMParser().parseFromString(await written.text(), "image/svg+xml").documentElement;
  for (const words of svg.querySelectorAll("text")) words.setAttribute("style", "white-space: pre"); // gaps stay as wide as they are
  const { width, height } = view.bbox;
  return framed(svg, width, height);
}

function fromPage(drawn) {
  const { width, height } = drawn.getBoundingClientRect();
  return framed(standingAlone(drawn), width, height);
}

/** A copy of a drawing of the page that looks the same without the page's style sheets. */
export function standingAlone(drawn) {
  const svg = drawn.cloneNode(true);
  const copies = [svg, ...svg.querySelectorAll("*")];
  [drawn, ...drawn.querySelectorAll("*")].forEach((element, at) => {
    const style = getComputedStyle(element);
    copies[at].setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  });
  return svg;
}

/** Says its own size, and has the theme's background. */
function framed(svg, width, height) {
  svg.setAttribute("xmlns", SVG);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  if (!svg.hasAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const [x, y, wide, high] = svg.getAttribute("viewBox").split(/[ ,]+/);
  const ground = document.createElementNS(SVG, "rect");
  const place = { x, y, width: wide, height: high, fill: getComputedStyle(document.documentElement).getPropertyValue("--card").trim() };
  for (const [name, value] of Object.entries(place)) ground.setAttribute(name, value);
  svg.prepend(ground);
  return svg;
}

/** An SVG element as a file. */
export function svgFile(svg) {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

// -- PNG -----------------------------------------------------------------------------------------------

/** An SVG element painted on a file of pixels. */
export async function pngFile(svg) {
  const image = await imageOf(svg);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(svg.getAttribute("width") * ENLARGED);
  canvas.height = Math.round(svg.getAttribute("height") * ENLARGED);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return pixels(canvas);
}

/** What a canvas shows, as a PNG. */
export function pixels(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** An SVG element as an image. Its address is its content: a policy that lets images come from nowhere else allows that. */
export async function imageOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}
