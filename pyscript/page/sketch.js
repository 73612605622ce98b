/** A curve that the learner draws in a lesson: with pointer or finger, or with the arrow keys at its handles. */

const COLUMNS = 41;
const HANDLE = 4; // columns from one handle of the keys to the next
const RISE = 0.05; // of the height, by an arrow key

export class Sketch {
  #values = []; // heights from 0 to 1, by column; null where nothing is drawn yet
  #field = null; // the hidden field of the sketch in hand
  #last = null; // the column where the pointer was
  #handle = COLUMNS >> 1;

  constructor(panel) {
    const on = (type, handle) => panel.addEventListener(type, (event) => this.#take(event.target) && handle(event));
    on("pointerdown", (event) => this.#begin(event));
    on("pointermove", (event) => this.#last !== null && this.#draw(event));
    on("pointerup", () => this.#end());
    on("pointercancel", () => this.#end());
    on("keydown", (event) => this.#key(event));
  }

  /** Whether an event is about a sketch that can be drawn in; from now on this one is in hand. */
  #take(target) {
    const sketch = target.closest(".sketch");
    if (!sketch || sketch.closest("fieldset").disabled) return false;
    const field = sketch.querySelector("input");
    if (field !== this.#field) {
      this.#field = field;
      this.#values = field.value ? field.value.split(",").map(Number) : Array(COLUMNS).fill(null);
    }
    return true;
  }

  #begin(event) {
    event.target.closest("svg").setPointerCapture(event.pointerId);
    this.#last = this.#place(event);
    this.#draw(event);
  }

  #place({ clientX, clientY }) {
    const box = this.#field.parentElement.querySelector("svg").getBoundingClientRect();
    const column = Math.round(((clientX - box.left) / box.width) * (COLUMNS - 1));
    return { column: within(column, 0, COLUMNS - 1), height: within((box.bottom - clientY) / box.height, 0, 1) };
  }

  /** A straight stroke from where the pointer was to where it is. */
  #draw(event) {
    const [from, to] = [this.#last, this.#place(event)];
    const steps = Math.abs(to.column - from.column);
    for (let step = 0; step <= steps; step++) {
      const share = steps ? step / steps : 1;
      this.#values[Math.round(from.column + share * (to.column - from.column))] = from.height + share * (to.height - from.height);
    }
    this.#last = to;
    this.#show();
  }

  /** What has been left out continues its nearest neighbour. */
  #end() {
    if (this.#last === null) return;
    this.#last = null;
    const drawn = this.#values.flatMap((value, column) => (value === null ? [] : [column]));
    this.#values = this.#values.map((value, column) => value ?? this.#values[nearest(drawn, column)]);
    this.#show();
  }

  #key(event) {
    const [along, up] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [];
    if (along === undefined) return;
    event.preventDefault();
    this.#values = this.#values.map((value) => value ?? 0.5);
    this.#handle = within(this.#handle + along * HANDLE, 0, COLUMNS - 1);
    if (up) this.#values = this.#values.map((value, column) => within(value + up * RISE * Math.max(0, 1 - Math.abs(column - this.#handle) / HANDLE), 0, 1));
    this.#show();
  }

  #show() {
    const place = (column) => `${((100 * column) / (COLUMNS - 1)).toFixed(1)},${(60 - 60 * this.#values[column]).toFixed(1)}`;
    const drawn = [...this.#values.keys()].filter((column) => this.#values[column] !== null);
    const [sketch, at] = [this.#field.parentElement, place(this.#handle).split(",")];
    sketch.querySelector(".drawn").setAttribute("points", drawn.map(place).join(" "));
    if (drawn.length === COLUMNS) this.#field.value = this.#values.map((value) => value.toFixed(3)).join(",");
    if (drawn.includes(this.#handle)) sketch.querySelector("circle").setAttribute("transform", `translate(${at})`);
  }
}

const within = (value, low, high) => Math.min(Math.max(value, low), high);

const nearest = (columns, column) => columns.reduce((best, other) => (Math.abs(other - column) < Math.abs(best - column) ? other : best));
