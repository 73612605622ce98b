/** Which frames from Python are painted, and when. */

import { toWorker } from "../messages.js";

const LONGEST_HOLD = 60; // milliseconds

export class Paintings {
  #frames;
  #send;
  #coming;
  #painted;
  #asked;
  #unpainted = 0; // frames that are shown, but the browser has not painted yet
  #held = []; // frames that go on from the last one, and wait
  #deadline = null;
  #seen = false; // whether any frame has been painted

  /** `send(type, content)` tells the worker, `coming(buffer)` and `painted(detail)` whoever follows, before a frame is shown and after; `asked()` is whether the learner waits for an answer. */
  constructor(frames, { send, coming, painted, asked }) {
    [this.#frames, this.#send, this.#coming, this.#painted, this.#asked] = [frames, send, coming, painted, asked];
  }

  /** Shows a frame. One that only shows how things go on waits until the one before it has been seen. */
  show(buffer, further) {
    if (!further || this.#asked()) this.#overtake();
    this.#held.push(buffer);
    if (further) this.#goOn();
    else this.#release();
  }

  /** The learner has been answered. */
  answered() {
    this.#goOn();
  }

  /** The next that waits gives way also to the answer that the learner waits for: to paint it now would make that painting late. */
  #goOn() {
    if (this.#held.length === 0 || this.#unpainted > 0) return;
    if (this.#asked()) this.#deadline ??= setTimeout(() => this.#release(), LONGEST_HOLD);
    else this.#release();
  }

  /** A newer frame is there: those that wait count as painted. */
  #overtake() {
    for (const _ of this.#held.splice(0)) {
      this.#send(toWorker.drawn, {});
      this.#send(toWorker.painted, {});
    }
  }

  #release() {
    clearTimeout(this.#deadline);
    this.#deadline = null;
    this.#paint(this.#held.shift());
  }

  #paint(buffer) {
    this.#unpainted++;
    this.#coming(buffer);
    this.#frames.apply(buffer);
    this.#painted({ step: this.#frames.step });
    requestAnimationFrame(() => {
      this.#send(toWorker.drawn, {});
      setTimeout(() => {
        if (!this.#seen) performance.mark("boot:live"); // for whoever measures the start
        this.#seen = true;
        this.#unpainted--;
        this.#send(toWorker.painted, {});
        this.#goOn();
        setTimeout(() => this.#paintCharts());
      });
    });
  }

  /** One chart a painting, so that no painting takes long. */
  #paintCharts() {
    if (this.#frames.goOn()) requestAnimationFrame(() => setTimeout(() => this.#paintCharts()));
  }
}
