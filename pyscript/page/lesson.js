/** The panel of a lesson: a step that has been gone to begins at its heading, for eyes and for screen readers alike. */

import { Sketch } from "./sketch.js";

const LEFT = 24; // pixels below what is seen that are nothing but air

export function wireLesson(panel) {
  const card = panel.closest(".card");
  let [step, outcome] = places(panel);
  let height = 0;
  new Sketch(panel);
  tellOfMore(card, panel);
  panel.addEventListener("shown", () => {
    const before = { step, outcome };
    [step, outcome] = places(panel);
    if (step !== before.step) goToStep(card, panel);
    else if (outcome !== before.outcome) goToOutcome(card, panel);
    height = followFigure(card, panel, height);
  });
}

/** Marks the card while it goes on below what is seen of it. */
function tellOfMore(card, panel) {
  const mark = () => card.toggleAttribute("data-more", card.scrollHeight - card.scrollTop - card.clientHeight > LEFT);
  card.addEventListener("scroll", mark, { passive: true });
  panel.addEventListener("shown", mark);
  new ResizeObserver(mark).observe(card);
}

/** The step in view, and its task as it stands (not there yet, to be done, or done), or where it has none what is said of the answer. */
function places(panel) {
  const outcome = outcomeIn(panel);
  return [panel.querySelector("h1")?.id, outcome && `${outcome.id} ${outcome.className}`];
}

const outcomeIn = (panel) => panel.querySelector(".task") ?? panel.querySelector(".after");

function goToStep(card, panel) {
  card.scrollTop = 0;
  panel.querySelector("h1")?.focus({ preventScroll: true });
  if (card.getBoundingClientRect().top < 0 || card.getBoundingClientRect().top > innerHeight / 2) card.scrollIntoView({ block: "start" });
}

/** Where the lesson scrolls by itself, what has been said makes room for the task, what came of it, and the picture. */
function goToOutcome(card, panel) {
  const outcome = outcomeIn(panel);
  if (outcome && card.scrollHeight > card.clientHeight) card.scrollTop += outcome.getBoundingClientRect().top - card.getBoundingClientRect().top - 12;
}

/** A picture that grows by what the learner does in it stays in view. Gives its height. */
function followFigure(card, panel, before) {
  const figure = panel.querySelector(".figure");
  const box = figure?.getBoundingClientRect();
  if (box?.height > before && figure.contains(document.activeElement)) {
    const frame = card.getBoundingClientRect();
    const hidden = box.bottom - frame.bottom + panel.querySelector("footer").offsetHeight;
    card.scrollTop += Math.max(0, Math.min(hidden, box.top - frame.top - 12));
  }
  return box?.height ?? 0;
}
