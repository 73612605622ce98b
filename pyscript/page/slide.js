/** The network as a slide: its picture, beside it those it is compared with, the legend of light, and what is to be said, on one canvas. */

import { figureIn, imageOf, standingAlone } from "./pictures.js";
import { text } from "./texts.js";
import { set, setType, write } from "./typesetting.js";

export const SIZE = { width: 1920, height: 1080 }; // as projectors and slides have it
const { width: WIDTH, height: HEIGHT } = SIZE;
const MARGIN = 40;
const TOP = 24;
const [PICTURE, COMPARED] = [864, 740]; // height of the picture where it is alone, width of the figure beside it
const ROW = TOP + PICTURE + 16; // where the line with name and legend begins
const LEGEND = 2; // times as large as on the page
const CAPTION = { y: ROW + 66, sizes: [40, 34, 28], most: 2 };
const [NAMES, SMALL] = [30, 26]; // type

export class Slide {
  #layer;
  #figures;
  #legend = { drawn: "" };
  #palette = {};
  #caption = { key: "" }; // as it is set: to break a sentence into lines takes a third as long as to paint the picture
  #follow = () => (this.#old = true);
  #old = true;
  #fades;
  #fading = { left: 0 }; // pictures until what was before the picture went dark or bright has faded
  #dark = null;

  /** `fades`: in how many pictures it fades from the one to the other where the picture goes dark or bright, as on the page (nightfall.js). */
  constructor(fades = 0) {
    this.#fades = fades;
    this.#figures = ["network", "compared"].map(figureIn).filter(Boolean);
    this.#layer = this.#figures[0].canvas_view.create_layer(); // Bokeh's own, so that its figures can paint on it
    Object.assign(this.canvas, SIZE);
    for (const { repainted } of this.#figures) repainted.connect(this.#follow);
  }

  get canvas() {
    return this.#layer.canvas;
  }

  /** Whether the page shows something else by now. */
  get old() {
    return this.#old;
  }

  close() {
    for (const { repainted } of this.#figures) repainted.disconnect(this.#follow);
  }

  /** Resolves when the legend is as the page has it. */
  async ready() {
    const legend = document.querySelector(".legend .light");
    const drawn = legend.checkVisibility() ? legend.innerHTML + document.documentElement.dataset.theme : "";
    if (drawn === this.#legend.drawn) return;
    this.#legend.drawn = drawn;
    const scale = legend.querySelector(".scale");
    const image = drawn && (await imageOf(enlarged(scale.firstElementChild)));
    if (this.#legend.drawn !== drawn) return; // it has changed again
    const words = [...legend.children].filter((part) => part !== scale).map(({ textContent }) => textContent);
    this.#legend = { drawn, image, ground: getComputedStyle(scale).backgroundColor, words: words.join(" ") };
    this.#old = true;
  }

  /** Paints what the page shows now; `caption` is what typesetting.js calls runs. */
  paint(caption) {
    this.ready();
    this.#old = false;
    const { ctx: context } = this.#layer;
    this.#turn();
    const colours = this.#colours();
    context.fillStyle = colours.card;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    const [main, compared] = this.#figures;
    const left = compared ? this.#paintBoth(context, main, compared, colours) : this.#paintAlone(context, main);
    context.fillStyle = colours.soft;
    this.#paintLine(context, left);
    context.fillStyle = colours.ink;
    write(context, this.#set(context, caption, WIDTH - 2 * left), { ...CAPTION, x: left });
    this.#fade(context);
  }

  /** Where the picture goes dark or bright with this painting, keeps what is painted yet. */
  #turn() {
    const dark = isDark(this.#figures[0]);
    if (this.#fades && this.#dark === !dark) this.#fading = { before: copyOf(this.canvas), left: this.#fades };
    this.#dark = dark;
  }

  /** Lays what was before over what is now, fainter from picture to picture. */
  #fade(context) {
    if (!this.#fading.left) return;
    const share = this.#fading.left-- / (this.#fades + 1);
    context.globalAlpha = share * share * (3 - 2 * share);
    context.drawImage(this.#fading.before, 0, 0);
    context.globalAlpha = 1;
  }

  /** What follows gives the place on the left where the lines below begin. */
  #paintAlone(context, main) {
    const wide = (PICTURE * main.bbox.width) / main.bbox.height;
    const left = (WIDTH - wide) / 2;
    paintFigure(context, main, left, TOP, wide);
    return left;
  }

  #paintBoth(context, main, compared, colours) {
    const wide = WIDTH - 3 * MARGIN - COMPARED;
    paintFigure(context, main, MARGIN, middleOf(main, wide), wide);
    const [x, y] = [2 * MARGIN + wide, middleOf(compared, COMPARED)];
    paintFigure(context, compared, x, y, COMPARED);
    context.fillStyle = colours.ink;
    setType(context, NAMES, { weight: 600 });
    Object.assign(context, { textBaseline: "bottom", textAlign: "center" });
    const names = [...document.querySelectorAll(".compared h3")];
    names.forEach(({ textContent }, at) => context.fillText(textContent.trim(), x + ((at + 0.5) / names.length) * COMPARED, y - 12));
    context.textAlign = "left";
    return MARGIN;
  }

  #paintLine(context, left) {
    setType(context, SMALL);
    context.textBaseline = "middle";
    const middle = ROW + 28;
    context.fillText(text("page.brand"), left, middle);
    const { image, ground, words } = this.#legend;
    if (!image) return;
    const x = WIDTH - left - image.width;
    context.textAlign = "right";
    context.fillText(words, x - 16, middle);
    context.textAlign = "left";
    context.fillStyle = ground;
    context.fillRect(x, ROW, image.width, image.height);
    context.drawImage(image, x, ROW);
  }

  #set(context, runs, width) {
    const key = JSON.stringify([runs, width]);
    if (this.#caption.key !== key) this.#caption = { key, ...set(context, runs, { ...CAPTION, width }) };
    return this.#caption;
  }

  /** The page's tokens; all is dark on the way back, where the picture is. */
  #colours() {
    const theme = isDark(this.#figures[0]) ? "dark" : document.documentElement.dataset.theme;
    if (this.#palette.theme !== theme) this.#palette = paletteOf(theme);
    return this.#palette;
  }
}

/** Colours of a theme, which may not be that of the page. */
function paletteOf(theme) {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.dataset.theme = theme;
  const style = getComputedStyle(probe);
  const [card, soft, ink] = ["--card", "--soft", "--ink"].map((name) => style.getPropertyValue(name).trim());
  probe.remove();
  return { theme, card, soft, ink };
}

function paintFigure(context, view, x, y, wide) {
  const scale = wide / view.bbox.width;
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.beginPath();
  context.rect(0, 0, view.bbox.width, view.bbox.height);
  context.clip(); // what has stepped out of the picture
  context.translate(0.5, 0.5); // as Bokeh's own layers do
  view.force_paint(() => {
    view._paint_primary(context);
    view._paint_overlays(context);
  });
  context.restore();
}

function copyOf(canvas) {
  const copy = document.createElement("canvas");
  Object.assign(copy, SIZE).getContext("2d").drawImage(canvas, 0, 0);
  return copy;
}

function middleOf({ bbox }, wide) {
  return TOP + (PICTURE - (wide * bbox.height) / bbox.width) / 2;
}

/** Whether the picture has gone dark by itself (playground/frames/picture.py). */
function isDark({ model }) {
  const night = model.renderers.find(({ name }) => name === "night");
  return night.data_source.get_column("color").at(-1) > 0;
}

function enlarged(drawing) {
  const svg = standingAlone(drawing);
  const { width, height } = drawing.viewBox.baseVal; // on the page it may have been given less room
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width: LEGEND * width, height: LEGEND * height })) svg.setAttribute(name, value);
  return svg;
}
