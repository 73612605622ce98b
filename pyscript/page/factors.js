/** The factors of an explanation: pointed at or focused, they show where they come from; pressed, they are explained in turn. */

const COPIED = 1200; // milliseconds that a button says so

export class Factors {
  #card;
  #panels;
  #walked = false; // by keyboard: the focus then waits at the new heading

  /** `card` holds explanations, the inspector's or a lesson's; `panels` takes what the learner does to Python. */
  constructor(card, panels) {
    this.#card = card;
    this.#panels = panels;
    const on = (type, handle) => card.addEventListener(type, handle);
    for (const type of ["pointerover", "focusin"]) on(type, (event) => this.#seekOut(factorOf(event.target)));
    for (const type of ["pointerleave", "focusout"]) on(type, () => this.#seekOut(null));
    on("click", (event) => this.#pressed(event));
    on("keydown", (event) => this.#typed(event));
    card.querySelector("[data-panel]").addEventListener("shown", () => this.#shown());
  }

  #sought = null;

  #seekOut(factor) {
    const subject = factor?.dataset.factor ?? null;
    if (subject === this.#sought) return;
    this.#sought = subject;
    this.#panels.move("seek_out", subject);
  }

  #pressed({ target }) {
    const factor = factorOf(target);
    if (factor) this.#panels.act("pin", factor.dataset.factor);
    const button = target.closest("[data-copy]");
    if (button) copy(button);
  }

  #typed(event) {
    const factor = factorOf(event.target);
    if (!factor) return;
    if (event.key === "Enter" || event.key === " ") {
      this.#walked = true;
      this.#panels.act("pin", factor.dataset.factor);
    } else if (!step(factor, event.key)) return;
    event.preventDefault();
  }

  #shown() {
    if (this.#walked) this.#card.querySelector("h2")?.focus();
    this.#walked = false;
  }
}

function factorOf(target) {
  return target.closest("[data-factor]");
}

/** To the factor beside it in the same formula. */
function step(factor, key) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const factors = [...factor.closest("math").querySelectorAll("[data-factor][tabindex]")];
  const to = way && factors[factors.indexOf(factor) + way];
  to?.focus();
  return Boolean(way);
}

/** Where the clipboard is closed to the page, the line is selected, for the learner to copy. */
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "";
    setTimeout(() => delete button.dataset.copied, COPIED);
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector("code"));
  }
}
