/** The panel of a lesson: a step that has been gone to begins at its heading, for eyes and for screen readers alike. */

import { Sketch } from "./sketch.js";

export function wireLesson(panel) {
  new Sketch(panel);
  let shown = panel.querySelector("h1")?.id;
  panel.addEventListener("shown", () => {
    const heading = panel.querySelector("h1");
    if (heading?.id === shown) return;
    const moved = shown !== undefined;
    shown = heading?.id;
    if (!moved || !heading) return;
    heading.focus({ preventScroll: true });
    const card = panel.closest(".card");
    card.scrollTop = 0;
    card.scrollIntoView({ block: "start" });
  });
}
