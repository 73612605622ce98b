// The network's figure as HTML: what Bokeh paints of a document and a frame, for a page in which there is no Bokeh yet.
import { gunzipSync } from "node:zlib";

const [WIDTH, HEIGHT] = [1000, 600]; // of the picture, as in playground/frames/geometry.py
const LEVELS = ["image", "underlay", "glyph", "guide", "annotation", "overlay"]; // Bokeh's, from below
const ARRAYS = { float32: Float32Array, float64: Float64Array, uint8: Uint8Array, uint32: Uint32Array, int32: Int32Array };
const USUAL = { line_color: "#000000", line_alpha: 1, line_width: 1, line_cap: "butt", fill_color: "#808080", fill_alpha: 1 }; // Bokeh's
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" }; // the last is the last that Panel has not written

export class Still {
  #models;
  #roots;
  #layout;
  #png;

  /** `text` is that of the document (playground/document.py), `layout` what a page gets (frames.js); `png(pixels, side)` gives the address of a square of RGBA. */
  constructor(text, layout, png) {
    const { document, roots } = JSON.parse(text);
    [this.#models, this.#roots, this.#layout, this.#png] = [modelsIn(document), roots, JSON.parse(layout), png];
  }

  /** Takes in a change of the document. */
  patch({ text, buffers }) {
    for (const { kind, model, attr, new: value, data } of JSON.parse(text).events) {
      const { attributes } = this.#models.get(model.id);
      if (kind === "ModelChanged") attributes[attr] = value;
      else if (kind === "ColumnDataChanged") attributes.data = withBytes(data, buffers);
      else throw new Error(`a still knows nothing of ${kind}`);
    }
  }

  /** {marks: [SVG of those of each renderer, from below], texts} of a frame (ArrayBuffer). */
  drawn(frame) {
    const figure = figureIn(this.#models.get(this.#roots.network), this.#models);
    const moving = columnsOf(this.#layout, frame);
    const renderers = figure.attributes.renderers.map(({ id }) => this.#models.get(id).attributes);
    const level = (renderer) => LEVELS.indexOf(renderer.level ?? "glyph");
    const glyphs = renderers.sort((a, b) => level(a) - level(b)).map((renderer) => glyphOf(renderer, this.#models, moving));
    const [written, drawn] = [true, false].map((isText) => glyphs.filter(({ type }) => (type === "Text") === isText));
    return { marks: drawn.map((glyph) => marksOf(glyph, this.#png).join("")), texts: written.flatMap(textsOf).join("") };
  }

  /** The text of the pane below the picture. */
  get sentence() {
    const { text } = this.#models.get(this.#roots.sentence).attributes;
    return Object.entries(ENTITIES).reduce((html, [entity, sign]) => html.replaceAll(entity, sign), text);
  }
}

function modelsIn(value, found = new Map()) {
  if (value?.type === "object" && value.id) found.set(value.id, value);
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) modelsIn(part, found);
  return found;
}

/** Columns with their arrays in place of what names them. */
function withBytes(data, buffers) {
  return { ...data, entries: data.entries.map(([name, values]) => [name, values.type === "ndarray" ? { ...values, array: { bytes: buffers.get(values.array.data.id) } } : values]) };
}

/** A pane lays its figure into a row. */
function figureIn(root, models) {
  return root.name === "Figure" ? root : figureIn(models.get(root.attributes.children[0].id), models);
}

/** {model: {column: values}} of a frame. */
function columnsOf(layout, frame) {
  const columns = {};
  for (const { kind, model, column, dtype, offset, length } of layout) {
    if (["column", "images"].includes(kind)) (columns[model] ??= {})[column] = new ARRAYS[dtype](frame, offset, length);
  }
  return columns;
}

/** {type, count, of(property, i)}: a glyph with the value of each property for each of its marks. */
function glyphOf({ data_source, glyph }, models, moving) {
  const { name: type, attributes } = models.get(glyph.id);
  const entries = models.get(data_source.id).attributes.data.entries ?? [];
  const columns = Object.fromEntries(entries.map(([name, values]) => [name, columnOf(values, moving[data_source.id]?.[name])]));
  const count = entries.length > 0 ? Math.min(...Object.values(columns).map(({ length }) => length)) : 1;
  const of = (property, i) => {
    const given = attributes[property] ?? USUAL[property];
    if (given?.type === "field") return columns[given.field].at(i);
    return given?.type === "value" ? given.value : given;
  };
  return { type, count, of };
}

/** {length, at(i)} of a column: of its document, or as it stands in a frame. */
function columnOf(given, newest) {
  if (given.type === "ndarray") return arrayOf(newest ?? decoded(given), given.shape);
  if (newest) return arrayOf(newest, [given.length, newest.length / given.length]);
  return { length: given.length, at: (i) => (given[i]?.type === "ndarray" ? decoded(given[i]) : given[i]) };
}

function arrayOf(values, [length, ...within]) {
  const size = values.length / Math.max(1, length);
  return { length, at: (i) => (within.length > 0 ? values.slice(i * size, (i + 1) * size) : values[i]) };
}

function decoded({ array, dtype }) {
  return new ARRAYS[dtype](array.bytes ?? new Uint8Array(gunzipSync(Buffer.from(array.data, "base64"))).buffer);
}

// -- marks ---------------------------------------------------------------------------------------

const SHAPES = {
  Bezier: (of) => `<path d="M${pair(of("x0"), of("y0"))}C${pair(of("cx0"), of("cy0"))} ${pair(of("cx1"), of("cy1"))} ${pair(of("x1"), of("y1"))}"`,
  Segment: (of) => `<path d="M${pair(of("x0"), of("y0"))}L${pair(of("x1"), of("y1"))}"`,
  MultiLine: (of) => `<path d="M${[...of("xs")].map((x, k) => pair(x, of("ys")[k])).join("L")}"`,
  Circle: (of) => `<circle cx="${short(of("x"))}" cy="${short(of("y"))}" r="${short(of("radius"))}"`,
  Quad: (of) => rectangle(of("left"), of("bottom"), of("right") - of("left"), of("top") - of("bottom")),
  Rect: (of) => rectangle(of("x") - of("width") / 2, of("y") - of("height") / 2, of("width"), of("height")),
};
const LINES = ["Bezier", "Segment", "MultiLine"];

/** The SVG of each mark of a glyph that is seen. */
function marksOf({ type, count, of }, png) {
  return Array.from({ length: count }, (_, i) => {
    const own = (property) => of(property, i);
    if (type === "ImageRGBA") return imageOf(own, png);
    const style = `${lineOf(own)}${LINES.includes(type) ? "" : fillOf(own)}`;
    return style && `${SHAPES[type](own)}${style}/>`;
  }).filter(Boolean);
}

function lineOf(of) {
  const colour = colourOf(of("line_color"), of("line_alpha"));
  if (!colour || !(of("line_width") > 0)) return "";
  const cap = of("line_cap") === "butt" ? "" : ` stroke-linecap="${of("line_cap")}"`;
  return ` stroke="${colour}" stroke-width="${short(of("line_width"))}"${cap}`;
}

function fillOf(of) {
  const colour = colourOf(of("fill_color"), of("fill_alpha"));
  return colour && ` fill="${colour}"`;
}

/** "#rrggbbaa", or "" where nothing is seen. */
function colourOf(colour, alpha) {
  if (colour === null) return "";
  const [r, g, b, a] = typeof colour === "string" ? [...colour.slice(1).matchAll(/../g)].map(([digits]) => parseInt(digits, 16)) : colour;
  const opacity = Math.round((a ?? 255) * alpha);
  return opacity > 0 ? `#${[r, g, b, opacity].map((part) => part.toString(16).padStart(2, "0")).join("")}` : "";
}

function imageOf(of, png) {
  const pixels = new Uint8Array(of("image").buffer);
  const side = Math.sqrt(pixels.length / 4);
  const box = `x="${short(of("x"))}" y="${short(of("y"))}" width="${short(of("dw"))}" height="${short(of("dh"))}"`;
  return `<image ${box} href="${png(pixels, side)}"/>`;
}

function rectangle(x, y, width, height) {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

function pair(x, y) {
  return `${short(x)} ${short(y)}`;
}

/** To a hundredth of a pixel and less. */
function short(number) {
  return String(Math.round(number * 100) / 100);
}

// -- texts ---------------------------------------------------------------------------------------

/** The HTML of each text, at its place in the figure. One that begins to the right of a name ends where the other begins. */
function textsOf({ count, of }) {
  const labels = [];
  for (let i = 0; i < count; i++) {
    const own = (property) => of(property, i);
    const style = `color:${own("text_color")};font-style:${own("text_font_style")}`;
    if (own("text_align") === "left") labels.at(-1).rest = `<span style="${style}">${escaped(own("text"))}</span>`;
    else labels.push({ own, name: `<i style="${style}">${escaped(own("text"))}</i>`, rest: "" });
  }
  return labels.map(({ own, name, rest }) => {
    const ground = colourOf(own("background_fill_color"), own("background_fill_alpha") ?? 1);
    return `<b${rest ? "" : ' class="name"'} style="left:${short((100 * own("x")) / WIDTH)}%;top:${short(100 - (100 * own("y")) / HEIGHT)}%;background:${ground}">${name}${rest}</b>`;
  });
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
