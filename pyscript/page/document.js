/** The Bokeh document in the page: drawn into its slots once, then kept equal to Python's by patches. */

import { mend, mendFigures } from "./bokeh.js";
import { withStyleSheets } from "./stylesheets.js";

const FIRST = ["network", "sentence"]; // slots without which the learner cannot act

export class PageDocument {
  #post;
  #document;
  #views = null;
  #text = null; // of the document as it is in the page; null once it is another
  #undrawn = []; // {slot, model} of roots that are not drawn yet
  #applying = false;

  /** `post(text)` sends one change made in the page to Python. */
  constructor(post) {
    this.#post = post;
  }

  /** Whether the page has drawn this document, and Python has changed nothing in it. */
  has(text) {
    return text === this.#text;
  }

  /**
   * Draws the roots of FIRST into the elements whose data-slot bears their names, in place of what an earlier document has
   * drawn there; all models are there from now on, the figures of the other roots once `embedRest` has drawn them.
   */
  async embed(text) {
    if (this.#views) this.#remove();
    const { document: json, roots } = withStyleSheets(text);
    await Bokeh.embed.embed_items({ page: json }, []); // makes the document, and draws nothing of it
    this.#document = Bokeh.documents.at(-1);
    this.#document.on_change((event) => this.#forward(event), false); // before anything is drawn: that is when figures find out their size
    this.#undrawn = Object.entries(roots).map(([slot, id]) => ({ slot, model: this.model(id) }));
    const first = this.#undrawn.filter(({ slot }) => FIRST.includes(slot));
    this.#undrawn = this.#undrawn.filter((root) => !first.includes(root));
    Object.defineProperty(this.#document, "all_roots", { configurable: true, value: first.map(({ model }) => model) });
    this.#views = await Bokeh.embed.add_document_standalone(this.#document, document.body, first.map(({ slot }) => elementOf(slot)));
    delete this.#document.all_roots;
    mend(Bokeh.index);
    this.#text = text;
  }

  /** Draws the other roots, each in a task of its own: what the learner does may come in between. */
  async embedRest() {
    for (const { slot, model } of this.#undrawn.splice(0)) {
      await new Promise((resolve) => setTimeout(resolve));
      const view = await this.#views.build_view(model);
      Bokeh.index.add(view);
      view.build(elementOf(slot));
      mendFigures(Bokeh.index);
    }
  }

  apply({ text, buffers }) {
    this.#text = null;
    this.quietly(() => this.#document.apply_json_patch(withStyleSheets(text), buffers));
  }

  /** Does what Python has asked for, and need not hear of again; gives what `work()` gives. */
  quietly(work) {
    this.#applying = true;
    try {
      return work();
    } finally {
      this.#applying = false;
    }
  }

  /** Names figures for those who hear the page: {slot: sentence}. */
  name(figures) {
    for (const [slot, sentence] of Object.entries(figures)) elementOf(slot).ariaLabel = sentence;
  }

  model(id) {
    return this.#document.get_model_by_id(id);
  }

  #remove() {
    this.#text = null;
    this.#applying = true; // what its figures still change is nothing to the next Python
    for (const view of this.#views.roots) view.remove();
    Bokeh.documents.splice(Bokeh.documents.indexOf(this.#document), 1);
    this.#applying = false;
  }

  #forward(event) {
    if (!this.#applying) this.#post(JSON.stringify(this.#document.create_json_patch([event])));
  }
}

function elementOf(slot) {
  return document.querySelector(`[data-slot="${slot}"]`);
}
