/** Puts the arrays of a frame where the layout says they belong, straight into the BokehJS models. */

const ARRAYS = { float32: Float32Array, float64: Float64Array, uint8: Uint8Array, uint32: Uint32Array };

export class Frames {
  step = 0; // of the training, in what is shown
  #document;
  #show;
  #parts = []; // the first: what the network's figure and the big numbers are made of; then charts, painted after that figure
  #newest = null;
  #waiting = new Set(); // parts of the newest frame that are not shown yet

  /** `show(numbers)` receives the entries that belong to no model. */
  constructor(document, show) {
    this.#document = document;
    this.#show = show;
  }

  /** Takes a new layout: [{name, kind, model, column, dtype, length, offset, part}]. */
  layout(text) {
    this.#parts = [];
    for (const entry of JSON.parse(text)) {
      (this.#parts[entry.part] ??= []).push({ ...entry, model: this.#document.model(entry.model) });
    }
    this.#waiting.clear();
  }

  /** An array of a frame that is not shown yet. */
  values(name, buffer) {
    const { dtype, offset, length } = this.#parts[0].find((entry) => entry.name === name);
    return new ARRAYS[dtype](buffer, offset, length);
  }

  /** Shows a frame, all but the charts. */
  apply(buffer) {
    this.#newest = buffer;
    const [first, ...later] = this.#parts;
    for (const part of later) this.#waiting.add(part);
    this.#fill(first);
  }

  /** Shows the chart that has waited longest, of those that look different now; gives whether others may wait. */
  goOn() {
    for (const part of this.#waiting) {
      this.#waiting.delete(part);
      if (this.#fill(part)) break;
    }
    return this.#waiting.size > 0;
  }

  /** Shows all charts that wait. */
  finish() {
    while (this.goOn());
  }

  #fill(entries) {
    return this.#document.quietly(() => this.#fillAll(entries, this.#newest));
  }

  #fillAll(entries, buffer) {
    const changed = new Set();
    for (const entry of entries) {
      const values = new ARRAYS[entry.dtype](buffer, entry.offset, entry.length);
      if (entry.kind === "step") this.step = values[0];
      else if (entry.kind === "numbers") this.#show(values);
      else if (entry.kind === "range") entry.model.setv({ start: values[0], end: values[1] });
      else if (entry.kind === "ticks") entry.model.setv({ ticks: [...new Set(values)] });
      else if (fill(entry, values)) changed.add(entry.model);
    }
    for (const source of changed) source.change.emit();
    return changed.size > 0;
  }
}

/** Copies new values into the array that Bokeh draws from; false, and nothing to paint, if they are the old ones. */
function fill({ kind, model, column }, values) {
  const data = model.get_column(column);
  const arrays = kind === "column" ? [data] : data;
  const length = values.length / arrays.length;
  let changed = false;
  arrays.forEach((array, row) => {
    const own = values.subarray(row * length, (row + 1) * length);
    if (equal(array, own)) return;
    array.set(own);
    changed = true;
  });
  return changed;
}

/** Bit by bit, in words: arrays of one kind are compared far faster than of any, and a NaN equals itself. */
function equal(a, b) {
  const [old, own] = [wordsOf(a), wordsOf(b)];
  for (let i = 0; i < old.length; i++) {
    if (old[i] !== own[i]) return false;
  }
  return true;
}

function wordsOf({ buffer, byteOffset, byteLength }) {
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}
