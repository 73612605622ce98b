/** The panel of a lesson: a step that has been gone to begins at its heading, for eyes and for screen readers alike. */

import { Sketch } from "./sketch.js";

export function wireLesson(panel) {
  const card = panel.closest(".card");
  let [step, task] = places(panel);
  new Sketch(panel);
  panel.addEventListener("shown", () => {
    const before = { step, task };
    [step, task] = places(panel);
    if (step !== before.step) goToStep(card, panel);
    else if (task !== before.task) goToTask(card, panel);
  });
}

/** The ids of the step in view and of its task, if that stands there yet. */
function places(panel) {
  return [panel.querySelector("h1")?.id, panel.querySelector(".task")?.id];
}

function goToStep(card, panel) {
  card.scrollTop = 0;
  panel.querySelector("h1")?.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

/** Where the lesson scrolls by itself, what has been said makes room for the task and its picture. */
function goToTask(card, panel) {
  const task = panel.querySelector(".task");
  if (task && card.scrollHeight > card.clientHeight) card.scrollTop += task.getBoundingClientRect().top - card.getBoundingClientRect().top - 12;
}
