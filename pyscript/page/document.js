/** The Bokeh document in the page: drawn into its slots once, then kept equal to Python's by patches. */

import { mend } from "./bokeh.js";
import { withStyleSheets } from "./stylesheets.js";

export class PageDocument {
  #post;
  #document;
  #applying = false;

  /** `post(text)` sends one change made in the page to Python. */
  constructor(post) {
    this.#post = post;
  }

  /** Draws every root into the element whose data-slot bears its name. */
  async embed(text) {
    const { document: json, roots } = withStyleSheets(text);
    const places = {};
    for (const [slot, id] of Object.entries(roots)) places[id] = elementOf(slot);
    const item = { docid: "page", roots: places, root_ids: Object.keys(places) };
    const [views] = await Bokeh.embed.embed_items({ page: json }, [item]);
    mend(Bokeh.index);
    this.#document = [...views.roots.values()][0].model.document;
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

  #forward(event) {
    if (!this.#applying) this.#post(JSON.stringify(this.#document.create_json_patch([event])));
  }
}

function elementOf(slot) {
  return document.querySelector(`[data-slot="${slot}"]`);
}
