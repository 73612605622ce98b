/** Puts the arrays of a frame where the layout says they belong, straight into the BokehJS models. */

const ARRAYS = { float32: Float32Array, float64: Float64Array, uint8: Uint8Array, uint32: Uint32Array };

export class Frames {
  #document;
  #show;
  #entries = [];

  /** `show(numbers)` receives the entries that belong to no model. */
  constructor(document, show) {
    this.#document = document;
    this.#show = show;
  }

  /** Takes a new layout: [{name, kind, model, column, dtype, length, offset}]. */
  layout(text) {
    this.#entries = JSON.parse(text);
  }

  apply(buffer) {
    const changed = new Set();
    for (const entry of this.#entries) {
      const values = new ARRAYS[entry.dtype](buffer, entry.offset, entry.length);
      if (entry.kind === "numbers") this.#show(values);
      else changed.add(this.#put(entry, values));
    }
    for (const source of changed) source?.change.emit();
  }

  #put({ kind, model: id, column }, values) {
    const model = this.#document.model(id);
    if (kind === "range") {
      model.setv({ start: values[0], end: values[1] }, { sync: false });
      return undefined;
    }
    const data = model.get_column(column);
    (kind === "image" ? data[0] : data).set(values);
    return model;
  }
}
