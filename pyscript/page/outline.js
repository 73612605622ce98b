/**
 * The network under the pointer and the arrow keys. Units and biases are buttons (playground/views/panels/outline.py);
 * of every other place Python is told where it is, in units of the picture, and knows what is there.
 */

const [WIDTH, HEIGHT] = [1000, 600]; // of the picture, as in playground/frames/geometry.py
const WAVER = 4; // pixels that a press may move without being a drag
const FINE = 0.1; // of a drag while Shift is held

export class Outline {
  #stage;
  #outline;
  #panels;
  #press = null;

  /** `stage` holds the figure with the outline over it; `panels` takes what the learner does to Python. */
  constructor(stage, panels) {
    this.#stage = stage;
    this.#outline = stage.querySelector("[data-panel=outline]");
    this.#panels = panels;
    const on = (type, handle) => this.#outline.addEventListener(type, handle);
    on("pointermove", (event) => this.#moved(event));
    on("pointerleave", () => this.#left());
    on("pointerdown", (event) => this.#pressed(event));
    on("pointerup", () => this.#released());
    on("pointercancel", () => (this.#press = null));
    on("click", (event) => this.#clicked(event));
    on("keydown", (event) => this.#walk(event));
  }

  /** Browsers tell of a moving pointer once a frame, so there is nothing to hold back here. */
  #moved(event) {
    if (this.#press) return this.#dragged(event);
    if (event.pointerType === "touch") return;
    this.#placeTip(event);
    if (!subjectOf(event.target)) this.#panels.move("point_at", this.#place(event));
  }

  #left() {
    delete this.#stage.dataset.hover;
    this.#panels.move("point_at", null);
  }

  #pressed(event) {
    if (event.button !== 0) return;
    this.#press = { start: this.#place(event), x: event.clientX, y: event.clientY, by: 0, going: false };
  }

  /** To the right and upwards is more. What has been dragged is sent in sum, as soon as Python is ready for it. */
  #dragged(event) {
    const press = this.#press;
    const by = event.clientX - press.x - (event.clientY - press.y);
    if (!press.going && Math.hypot(event.clientX - press.x, event.clientY - press.y) < WAVER) return;
    if (!press.going) this.#outline.setPointerCapture(event.pointerId);
    Object.assign(press, { going: true, x: event.clientX, y: event.clientY, by: press.by + by * (event.shiftKey ? FINE : 1) });
    this.#panels.move("drag", () => take(press));
  }

  /** The click that ends a drag comes after this and is none. */
  #released() {
    const press = this.#press;
    if (press?.going) setTimeout(() => (this.#press = null));
    else this.#press = null;
  }

  #clicked(event) {
    if (this.#press?.going) event.stopPropagation();
    else if (!subjectOf(event.target)) this.#panels.act("press_at", this.#place(event));
  }

  #place(event) {
    const { left, top, width, height } = this.#outline.getBoundingClientRect();
    return { x: ((event.clientX - left) / width) * WIDTH, y: (1 - (event.clientY - top) / height) * HEIGHT };
  }

  #placeTip(event) {
    const { x, y } = this.#place(event);
    this.#stage.dataset.hover = "";
    this.#stage.style.setProperty("--x", x / WIDTH);
    this.#stage.style.setProperty("--y", 1 - y / HEIGHT);
  }

  /** Up and down within a layer, left and right to what is nearest in the next. */
  #walk(event) {
    const from = subjectOf(event.target);
    const buttons = [...this.#outline.querySelectorAll("[data-subject]")];
    const to = from && destination(event.key, from, buttons);
    if (!to) return;
    event.preventDefault();
    to.focus({ preventScroll: false });
  }
}

function subjectOf(target) {
  return target.closest("[data-subject]");
}

function take(press) {
  const by = press.by;
  press.by = 0;
  return { ...press.start, by };
}

function destination(key, from, buttons) {
  switch (key) {
    case "Home": return buttons[0];
    case "End": return buttons.at(-1);
    case "ArrowDown": return neighbour(from, buttons, 1);
    case "ArrowUp": return neighbour(from, buttons, -1);
    case "ArrowRight": return across(from, buttons, 1);
    case "ArrowLeft": return across(from, buttons, -1);
  }
}

/** The next in the same layer: a unit's bias comes after it. */
function neighbour(from, buttons, step) {
  const to = buttons[buttons.indexOf(from) + step];
  return to && layerOf(to) === layerOf(from) ? to : null;
}

/** The nearest of the layer beside it, a bias from a bias where there is one. */
function across(from, buttons, step) {
  const beside = buttons.filter((button) => layerOf(button) === layerOf(from) + step);
  const alike = beside.filter((button) => button.className === from.className);
  const distance = (button) => Math.abs(button.offsetTop - from.offsetTop);
  return (alike.length ? alike : beside).sort((a, b) => distance(a) - distance(b))[0];
}

function layerOf(button) {
  return Number(button.dataset.layer);
}
