/** The Bokeh document in the page: drawn into its slots once, then kept equal to Python's by patches. */

import { mend } from "./bokeh.js";
import { withStyleSheets } from "./stylesheets.js";

export class PageDocument {
  #post;
  #document;
  #views = null;
  #applying = false;

  /** `post(text)` sends one change made in the page to Python. */
  constructor(post) {
    this.#post = post;
  }

  /** Draws every root into the element whose data-slot bears its name, in place of what an earlier document has drawn there. */
  async embed(text) {
    if (this.#views) this.#remove();
    const { document: json, roots } = withStyleSheets(text);
    const places = {};
    for (const [slot, id] of Object.entries(roots)) places[id] = elementOf(slot);
    const item = { docid: "page", roots: places, root_ids: Object.keys(places) };
    [this.#views] = await Bokeh.embed.embed_items({ page: json }, [item]);
    mend(Bokeh.index);
    this.#document = [...this.#views.roots.values()][0].model.document;
    this.#document.on_change((event) => this.#forward(event), false);
  }

  apply({ text, buffers }) {
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
