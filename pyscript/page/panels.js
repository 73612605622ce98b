/** The panels: HTML from Python, morphed into place; what the learner does with it goes back (playground/views/panels). */

import { Idiomorph } from "idiomorph";

export class Panels {
  #post;
  #editing = null; // the field that the learner is changing: it is left alone until Python has answered the last change
  #settling = false; // whether that change is made
  #unanswered = 0;
  #waiting = new Map(); // the newest of each thing that moves, while Python is at work on an older one
  #pointed = null;

  /** `post({name, panel, text})` sends what an element does to Python. */
  constructor(post) {
    this.#post = post;
  }

  /** Shows {name: HTML}. What the learner has opened stays open; the field being changed, and what scripts fill (data-own), stay as they are. */
  show(changed) {
    const callbacks = { beforeNodeMorphed: (old) => !this.#isEdited(old) && !("own" in (old.dataset ?? {})), beforeAttributeUpdated: keepOpen };
    for (const [name, html] of Object.entries(changed)) {
      const panel = document.querySelector(`[data-panel="${name}"]`);
      if (!panel) continue;
      Idiomorph.morph(panel, html, { morphStyle: "innerHTML", callbacks });
      panel.toggleAttribute("data-filled", html !== ""); // WebKit does not see that something :has an :empty panel no longer
      panel.dispatchEvent(new Event("shown"));
    }
  }

  /** With a radio button its whole group is being changed: to check another one would take the learner's choice back. */
  #isEdited(element) {
    const edited = this.#editing;
    return element === edited || (edited?.type === "radio" && element.type === "radio" && element.name === edited.name);
  }

  /** Python has done one thing; what has moved meanwhile goes next. */
  acted() {
    this.#unanswered--;
    if (this.#unanswered > 0) return;
    if (this.#settling) this.#release();
    if (this.#waiting.size === 0) return;
    const [[name, value]] = this.#waiting;
    this.#waiting.delete(name);
    this.#send(name, value);
  }

  #release() {
    [this.#editing, this.#settling] = [null, false];
  }

  /** Whether Python is at work on something that the learner has done. */
  get waiting() {
    return this.#unanswered > 0;
  }

  /** Sends an action. */
  act(name, value) {
    this.#send(name, value);
  }

  /** Sends an action that replaces an older one of the same name not sent yet. A function gives the value when it is sent. */
  move(name, value) {
    if (this.#unanswered === 0) this.#send(name, value);
    else this.#waiting.set(name, value);
  }

  /** From now on everything below `root` that names an action does it. */
  listen(root) {
    const on = (type, handle) => root.addEventListener(type, handle);
    on("click", (event) => this.#pressed(event));
    on("input", (event) => this.#moved(event));
    on("change", (event) => this.#changed(event));
    on("submit", (event) => this.#submitted(event));
    root.addEventListener("toggle", (event) => this.#toggled(event), true); // this one does not bubble
    on("focusout", () => this.#release());
    on("pointerover", (event) => event.pointerType !== "touch" && this.#point(event.target));
    on("focusin", (event) => this.#point(event.target));
  }

  #send(name, value, panel = null) {
    this.#unanswered++;
    const content = typeof value === "function" ? value() : value;
    this.#post({ name, panel, text: JSON.stringify(content ?? null) });
  }

  #pressed(event) {
    const { target } = event;
    const opener = target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open).showModal();
    if (target.closest("[data-close]")) target.closest("dialog").close();
    if (target.closest("[data-print]")) print();
    const button = target.closest("button[data-do], a[data-do]");
    if (button?.href && (event.ctrlKey || event.metaKey || event.shiftKey)) return; // into another tab, as any link
    if (button) event.preventDefault();
    if (button) this.#send(button.dataset.do, button.dataset.value);
    const subject = target.closest("[data-subject]");
    if (subject && !button) this.#send("pin", subject.dataset.subject);
  }

  #moved({ target }) {
    if (!target.dataset.do) return;
    [this.#editing, this.#settling] = [target, false];
    if ("live" in target.dataset) this.move(target.dataset.do, valueOf(target));
  }

  async #changed({ target }) {
    if (!target.dataset.do || target.form?.dataset.do) return this.#release();
    this.#settling = true;
    this.#waiting.delete(target.dataset.do);
    const value = target.type === "file" ? await textOf(target) : valueOf(target);
    this.#send(target.dataset.do, value, panelOf(target));
  }

  /** A `<details data-do>` tells whether it is open. */
  #toggled({ target }) {
    if (target.matches("details[data-do]")) this.#send(target.dataset.do, [target.dataset.value, target.open]);
  }

  #submitted(event) {
    const form = event.target.closest("form[data-do]");
    if (!form) return;
    event.preventDefault();
    this.#release();
    this.#send(form.dataset.do, Object.fromEntries(new FormData(form)), panelOf(form));
  }

  #point(target) {
    const subject = target.closest?.("[data-subject]")?.dataset.subject ?? null;
    if (subject === this.#pointed) return;
    this.#pointed = subject;
    this.move("point", subject);
  }
}

function keepOpen(attribute, element) {
  return !(attribute === "open" && element.matches("details, dialog"));
}

function panelOf(element) {
  return element.closest("[data-panel]").dataset.panel;
}

function valueOf(field) {
  const value = field.type === "checkbox" ? field.checked : field.value;
  return field.dataset.value ? [field.dataset.value, value] : value;
}

/** The text of the file that was chosen; the field is empty afterwards, so that the same file can be chosen again. */
async function textOf(field) {
  const text = await field.files[0].text();
  field.value = "";
  return text;
}

/** Lets the learner save a text as a file. */
export function save({ name, kind, text }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
