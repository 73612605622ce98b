/** What BokehJS does wrongly or in vain, mended in its own classes before the first figure is drawn often. */

import { written } from "./ticks.js";

const KEPT = ["edges", "maps", "biases"]; // renderers
const SOMEWHERE = [0, 1]; // whoever knows where two points of a figure are on the screen knows where all are

const mended = new WeakSet(); // renderers

/** `views` are those of the page's document, the network's figure among them. */
export function mend(views) {
  const [figure] = figuresIn(views);
  const renderers = renderersOf(figure);
  clearToTheEdge(ownerOf(figure.canvas_view.primary, "clear"));
  parseOnce(ownerOf(figure.style, "_update"));
  styleByModels(ownerOf(figure.visuals.outline_line, "_get_css_value"));
  sizeInPixels(ownerOf(figure, "base_font_size"));
  clipOnce(ownerOf(figure, "_paint_levels"));
  keepRanges(ownerOf(figure._range_manager, "update_dataranges"));
  placeOnce(ownerOf(renderers[0], "update_position"));
  hideNone(ownerOf(renderers[0], "_update_masked_indices"));
  const glyphOf = (type) => renderers.map(({ glyph }) => glyph).find(({ model }) => model.type === type);
  mendFigures(views);
  spellLinesOnce(ownerOf(glyphOf("Bezier").visuals.line, "set_vectorize"));
  spellFillsOnce(ownerOf(glyphOf("Rect").visuals.fill, "set_vectorize"));
  standUpright(ownerOf(glyphOf("Rect"), "_paint"));
  takeWhole(ownerOf(renderers[0].all_indices, "select"));
  assign(ownerOf(renderers[0].glyph, "_define_attr"));
  writeOnly(ownerOf(glyphOf("ImageRGBA"), "_set_image_data_from_buffer"));
  writeShort(Bokeh.Models.get("BasicTickFormatter"));
  writeShort(Bokeh.Models.get("LogTickFormatter"));
}

/** Each renderer of the figures that are drawn by now, once. */
export function mendFigures(views) {
  for (const renderer of figuresIn(views).flatMap(renderersOf)) {
    if (mended.has(renderer)) continue;
    mended.add(renderer);
    drawOneGlyph(renderer);
    passOver(renderer);
    mapOnce(renderer);
    paintWhatIsSeen(renderer);
    if (KEPT.includes(renderer.model.name)) keepPicture(renderer);
  }
}

function figuresIn(views) {
  return [...views.query(({ model }) => model.type === "Figure")];
}

function renderersOf({ model, views }) {
  return model.renderers.map((renderer) => views.get_one(renderer));
}

/** Layers of a canvas: half a pixel too little is cleared at the left and upper edges, where old texts would stay. */
function clearToTheEdge(layer) {
  const clearAsEver = layer.clear;
  layer.clear = function () {
    if (this.canvas instanceof HTMLCanvasElement) this.ctx.clearRect(-1, -1, this.bbox.width + 2, this.bbox.height + 2);
    else clearAsEver.call(this); // an SVG that is exported
  };
}

/** Style sheets: every painting writes them anew, mostly with the same text, and the browser would style the page again. */
function parseOnce(sheet) {
  const write = sheet._update;
  sheet._update = function (css) {
    if (this.el.textContent !== css) write.call(this, css);
  };
}

/** Lines, fills and texts: every painting looks for CSS variables, of which this page has none, and makes the browser style it for that. */
function styleByModels(properties) {
  properties._get_css_value = () => "";
}

/** Texts: every measuring looks up the size of the page's type, to which those of this page, given in pixels, do not refer. */
function sizeInPixels(figure) {
  Object.defineProperty(figure, "base_font_size", { get: () => null });
}

/** Figures: every painting clips each renderer to the same frame anew. */
function clipOnce(figure) {
  const paintEach = figure._paint_levels;
  figure._paint_levels = function (context, level, frame, clips) {
    if (!clips) return paintEach.call(this, context, level, frame, clips);
    context.save();
    context.beginPath();
    context.rect(...frame.args);
    context.clip();
    for (const view of this.computed_renderer_views) if (view.model.level === level) view.paint(context);
    context.restore();
  };
}

/** Figures: every painting measures all marks, for ranges that would follow them; the ranges of ours are given. */
function keepRanges(ranges) {
  ranges.update_dataranges = function () {
    this.invalidate_dataranges = false;
  };
}

/** Renderers: every painting moves an element of theirs to where they paint, in which there is nothing. */
function placeOnce(renderer) {
  const place = renderer.update_position;
  renderer.update_position = function () {
    if (this.position.css === "") place.call(this);
  };
}

/** Renderers: every painting notes anew that no mark is out of sight. */
function hideNone(renderer) {
  const note = renderer._update_masked_indices;
  renderer._update_masked_indices = function () {
    const { masked } = this.model.view;
    return masked?.size === this.glyph.data_size ? masked : note.call(this);
  };
}

/** Renderers: one that has no marks is gone through like any other. */
function passOver(renderer) {
  const { paint } = renderer;
  renderer.paint = function (context) {
    if (this.glyph.data_size > 0) paint.call(this, context);
    else this.mark_finished();
  };
}

/** Renderers: each keeps four more glyphs up to date, for what is selected, muted or too much, and maps where all is, to find what is out of sight. */
function drawOneGlyph({ glyph, decimated_glyph, selection_glyph, nonselection_glyph, muted_glyph }) {
  for (const unused of [decimated_glyph, selection_glyph, nonselection_glyph, muted_glyph]) {
    for (const work of ["set_data", "set_visuals", "after_visuals", "after_lazy_visuals", "map_data"]) unused[work] = () => {};
  }
  glyph._mask_data = null;
  glyph.index_data = () => {};
}

/** Renderers: every painting maps all places to the screen, also those of marks that have not moved on a screen that is the same. */
function mapOnce(renderer) {
  let mapped = null;
  const { map_data: map, set_data: set } = renderer;
  renderer.set_data = async function (...rest) {
    mapped = null;
    await set.apply(this, rest);
    mapped = null; // a painting may have come in between
  };
  renderer.map_data = function () {
    const place = placeOf(this);
    if (mapped !== place) map.call(this);
    mapped = place;
  };
}

function placeOf({ coordinates }) {
  return coordinates.map_to_screen(SOMEWHERE, SOMEWHERE).join();
}

/** Renderers: a mark of no colour is drawn like any other, and then not filled. */
function paintWhatIsSeen(renderer) {
  const { glyph } = renderer;
  const styles = [glyph.visuals.line, glyph.visuals.fill].filter((style) => style?.v_doit);
  if (styles.length === 0 || glyph.visuals.text) return;
  const isSeen = (i) => styles.some((style) => style.v_doit(i));
  const paintMarks = glyph.paint;
  glyph.paint = function (context, marks, ...rest) {
    const seen = [...marks].filter(isSeen);
    if (seen.length > 0) paintMarks.call(this, context, seen, ...rest);
  };
}

const spelt = new Map(); // colours as the browser reads them; there are few: the shades of a palette

function spell(colour, alpha) {
  if (alpha !== 1) return cssOf(colour, alpha);
  if (!spelt.has(colour)) spelt.set(colour, cssOf(colour, 1));
  return spelt.get(colour);
}

function cssOf(colour, alpha) {
  return `rgba(${colour >>> 24}, ${(colour >>> 16) & 255}, ${(colour >>> 8) & 255}, ${((colour & 255) * alpha) / 255})`;
}

/** Lines: every painting spells the colour of each anew for the browser to read it, and sets a dash that hardly any has. */
function spellLinesOnce(lines) {
  const setAll = lines.set_vectorize;
  lines.set_vectorize = function (context, i) {
    if (!this.line_dash.is_Scalar() || this.line_dash.value.length > 0) return setAll.call(this, context, i);
    context.strokeStyle = spell(this.line_color.get(i), this.line_alpha.get(i));
    context.lineWidth = this.line_width.get(i);
    context.lineJoin = this.line_join.get(i);
    context.lineCap = this.line_cap.get(i);
  };
}

/** Fills: the same. */
function spellFillsOnce(fills) {
  fills.set_vectorize = function (context, i) {
    context.fillStyle = spell(this.fill_color.get(i), this.fill_alpha.get(i));
  };
}

/** Rectangles: every painting measures each all around and asks for the roundness of its corners, of which hardly any has one. */
function standUpright(rectangles) {
  const paintAll = rectangles._paint;
  rectangles._paint = function (context, marks, data) {
    const { sx0, sy1, swidth, sheight, angle, border_radius: corners } = { ...this, ...data };
    if (!angle.is_Scalar() || angle.value !== 0 || Object.values(corners).some(Boolean)) return paintAll.call(this, context, marks, data);
    const { fill, line } = this.visuals;
    for (const i of marks) {
      context.beginPath();
      context.rect(sx0[i], sy1[i], swidth[i], sheight[i]);
      fill.apply(context, i);
      line.apply(context, i);
    }
  };
}

/** Selections: all items of an array are copied one by one, where the array itself would do. */
function takeWhole(indices) {
  const copy = indices.select;
  indices.select = function (array) {
    return this.count === array.length ? array : copy.call(this, array);
  };
}

/** Glyphs: every painting and every frame defines their properties anew instead of giving them values. */
function assign(glyphs) {
  const define = (glyph, name, value) => {
    if (Object.getOwnPropertyDescriptor(glyph, name)?.writable) glyph[name] = value;
    else Object.defineProperty(glyph, name, { configurable: true, enumerable: true, writable: true, value });
  };
  glyphs._define_attr = function (name, value) {
    define(this, name, value);
    define(this, `inherited_${name}`, false);
  };
}

/** Images: what each of them was is read back from its canvas, only to be written over. */
function writeOnly(images) {
  images._set_image_data_from_buffer = function (place, bytes) {
    const canvas = this._get_or_create_canvas(place);
    const image = new ImageData(new Uint8ClampedArray(bytes), canvas.width, canvas.height);
    canvas.getContext("2d", { willReadFrequently: true }).putImageData(image, 0, 0);
    this.image_data[place] = canvas;
  };
}

/** Axes: numbers in full («1500000», «1.000e+12») run into each other. */
function writeShort({ prototype: formatter }) {
  formatter.doFormat = (ticks) => written([...ticks]);
  formatter.format_graphics = ownerOf(Object.getPrototypeOf(formatter), "format_graphics").format_graphics;
}

/** Edges, maps and biases: to paint them takes longer than anything else, and mostly they look as at the last painting: then a picture of them does. */
function keepPicture(renderer) {
  let version = 0;
  const kept = new WeakMap(); // by canvas: the page's own, and that of a slide (slide.js)
  const { request_paint: request, _paint: paint } = renderer;
  renderer.request_paint = function () {
    version++;
    request.call(this);
  };
  renderer._paint = function (context) {
    const { canvas } = context;
    if (canvas.width === 0 || canvas.height === 0) return; // nothing can be kept of it, nor seen
    const last = kept.get(canvas);
    if (last?.version !== version || !(canvas instanceof HTMLCanvasElement)) { // an SVG that is exported is made of lines
      kept.set(canvas, { version, picture: last?.picture });
      return paint.call(this, context);
    }
    const scale = context.getTransform();
    const place = [canvas.width, canvas.height, scale, placeOf(this)].join();
    if (last.place !== place) {
      Object.assign(last, { place, picture: emptied(last.picture, canvas) });
      const own = last.picture.getContext("2d");
      own.setTransform(scale);
      paint.call(this, own);
    }
    context.save();
    context.resetTransform();
    context.drawImage(last.picture, 0, 0);
    context.restore();
  };
}

/** A picture of that size with nothing in it, the old one if it can be. */
function emptied(picture, { width, height }) {
  if (picture?.width !== width || picture.height !== height) return new OffscreenCanvas(width, height);
  const context = picture.getContext("2d");
  context.resetTransform();
  context.clearRect(0, 0, width, height);
  return picture;
}

/** The class among those of an object that defines a property. */
function ownerOf(object, name) {
  return Object.hasOwn(object, name) ? object : ownerOf(Object.getPrototypeOf(object), name);
}
