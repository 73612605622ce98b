/** Which frames from Python are painted, and when. */

import { toWorker } from "../messages.js";
import { stepShown } from "./numbers.js";

const LONGEST_HOLD = 60; // milliseconds

export class Paintings {
  #frames;
  #send;
  #painted;
  #asked;
  #held = null; // a frame of training that came while the learner waits for something
  #deadline = null;

  /** `send(type, content)` tells the worker, `painted(detail)` whoever follows; `asked()` is whether the learner waits for an answer. */
  constructor(frames, { send, painted, asked }) {
    [this.#frames, this.#send, this.#painted, this.#asked] = [frames, send, painted, asked];
  }

  /**
   * Shows a frame. One that only shows further steps of training gives way to the answer that the learner waits for:
   * to paint it now would make that painting late.
   */
  show(buffer, further) {
    if (this.#held) this.#drop();
    if (further && this.#asked()) this.#hold(buffer);
    else this.#paint(buffer);
  }

  /** The learner has been answered. */
  answered() {
    if (this.#held && !this.#asked()) this.#release();
  }

  #hold(buffer) {
    this.#held = buffer;
    this.#deadline = setTimeout(() => this.#release(), LONGEST_HOLD);
  }

  #release() {
    const buffer = this.#held;
    this.#forget();
    this.#paint(buffer);
  }

  /** A newer frame is there: the held one counts as painted. */
  #drop() {
    this.#forget();
    this.#send(toWorker.drawn, {});
    this.#send(toWorker.painted, {});
  }

  #forget() {
    clearTimeout(this.#deadline);
    this.#held = null;
  }

  #paint(buffer) {
    this.#frames.apply(buffer);
    this.#painted({ step: stepShown() });
    requestAnimationFrame(() => {
      this.#send(toWorker.drawn, {});
      setTimeout(() => {
        this.#send(toWorker.painted, {});
        setTimeout(() => this.#paintCharts());
      });
    });
  }

  /** One chart a painting, so that no painting takes long. */
  #paintCharts() {
    if (this.#frames.goOn()) requestAnimationFrame(() => setTimeout(() => this.#paintCharts()));
  }
}
