/** Puts the arrays of a frame where the layout says they belong, straight into the BokehJS models. */

const ARRAYS = { float32: Float32Array, float64: Float64Array, uint8: Uint8Array, uint32: Uint32Array };

export class Frames {
  #document;
  #show;
  #first = []; // what the network's figure and the big numbers are made of
  #later = []; // charts: painted after that figure, which the learner looks at
  #newest = null; // the frame whose charts are not shown yet

  /** `show(numbers)` receives the entries that belong to no model. */
  constructor(document, show) {
    this.#document = document;
    this.#show = show;
  }

  /** Takes a new layout: [{name, kind, model, column, dtype, length, offset, later}]. */
  layout(text) {
    const entries = JSON.parse(text).map((entry) => ({ ...entry, model: this.#document.model(entry.model) }));
    [this.#first, this.#later] = [entries.filter(({ later }) => !later), entries.filter(({ later }) => later)];
    this.#newest = null;
  }

  /** Shows a frame, all but the charts. */
  apply(buffer) {
    this.#newest = buffer;
    this.#fill(this.#first, buffer);
  }

  /** Shows the charts of the newest frame. */
  finish() {
    if (this.#newest) this.#fill(this.#later, this.#newest);
    this.#newest = null;
  }

  #fill(entries, buffer) {
    this.#document.quietly(() => this.#fillAll(entries, buffer));
  }

  #fillAll(entries, buffer) {
    const changed = new Set();
    for (const entry of entries) {
      const values = new ARRAYS[entry.dtype](buffer, entry.offset, entry.length);
      if (entry.kind === "numbers") this.#show(values);
      else if (entry.kind === "range") entry.model.setv({ start: values[0], end: values[1] });
      else if (entry.kind === "ticks") entry.model.setv({ ticks: [...new Set(values)] });
      else if (fill(entry, values)) changed.add(entry.model);
    }
    for (const source of changed) source.change.emit();
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

function equal(a, b) {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return false;
  }
  return true;
}
