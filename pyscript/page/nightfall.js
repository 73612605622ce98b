/**
 * When the picture goes dark for the way back of a pass, or bright again, what was drawn fades over what is; so the colours of
 * the way there go down and the light comes out, instead of a cut. Where less motion is wished for nothing fades.
 */

import { isStill } from "./environment.js";

export const FADE = 700; // milliseconds

export class Nightfall {
  #dark = null;

  /** To be called before a frame is shown, whose picture is `dark` or not: the canvas has what was before. */
  follow(dark) {
    const turned = this.#dark !== null && dark !== this.#dark;
    this.#dark = dark;
    if (turned && !isStill()) fade();
  }
}

function fade() {
  const [{ parent }] = Bokeh.index.query(({ model }) => model.name === "night");
  const { canvas } = parent.canvas_view.primary;
  const slot = document.querySelector('[data-slot="network"]');
  if (canvas.width === 0 || slot.offsetParent === null) return; // out of sight
  const copy = document.createElement("canvas");
  [copy.width, copy.height, copy.className] = [canvas.width, canvas.height, "nightfall"];
  copy.getContext("2d").drawImage(canvas, 0, 0);
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = slot;
  for (const [name, value] of Object.entries({ left, top, width, height })) copy.style[name] = `${value}px`;
  slot.after(copy);
  copy.animate({ opacity: [1, 0] }, { duration: FADE, easing: "ease-in-out" }).finished.then(() => copy.remove(), () => copy.remove());
}
