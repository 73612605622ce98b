/** The boot as the learner sees it: named stages, true bytes, and at the end the picture or the cause of the failure. */

import { isOneFile } from "./held.js";
import { name, text } from "./texts.js";

export const STAGES = ["page", "python", "packages", "app", "picture"];
const MEGABYTE = 1e6;

/** A stage that cannot be finished, with what the learner can do about it. */
export class BootError extends Error {
  constructor(stage, cause, detail) {
    super(`${stage}: ${cause}: ${detail}`);
    Object.assign(this, { stage, reason: cause, detail });
  }
}

export class BootView {
  #root = document.getElementById("boot");
  #states = new Map(STAGES.map((stage) => [stage, "waiting"]));
  #received = 0;
  #expected = new Set();
  #failure = null;

  constructor() {
    document.getElementById("unstarted").hidden = true;
    this.draw();
  }

  /** Until something else can be seen, the start stands in the middle of the page. */
  appear() {
    this.#root.hidden = false;
  }

  /** These parts are going to be downloaded. */
  expect(parts) {
    for (const part of parts) this.#expected.add(part);
    this.#drawProgress();
  }

  /** Counts bytes that have arrived; less than 0 are to come once more. */
  count(bytes) {
    this.#received += bytes;
    this.#drawProgress();
  }

  /** Whether the link is broken, and the files are being asked for again. */
  broken(isBroken) {
    document.getElementById("boot-link").hidden = !isBroken;
  }

  stage({ name, state, milliseconds }) {
    if (this.#failure) return;
    this.#states.set(name, state);
    if (milliseconds !== undefined) measured(name, performance.now() - milliseconds);
    this.draw();
  }

  /** Whether a stage has begun. */
  started(stage) {
    return this.#states.get(stage) !== "waiting";
  }

  /** The last stage that has begun. */
  current() {
    return STAGES.findLast((stage) => this.started(stage));
  }

  /** The page itself is there to be seen: what is left to do stands at its lower edge. */
  stepAside() {
    if (this.#failure) return;
    this.#root.classList.add("aside");
    this.appear();
    name(this.#root.querySelector("h1"), "boot.ahead");
  }

  /** What is to be seen is a recording. */
  plays() {
    if (!this.#failure) name(this.#root.querySelector("h1"), "boot.recording");
  }

  /** The learner has done something: it is kept. */
  keeps() {
    document.getElementById("boot-kept").hidden = false;
  }

  /** Whether the start has failed. */
  get failed() {
    return this.#failure !== null;
  }

  /** Final: names the stage, the cause and the remedy; nothing after this changes the view. */
  fail(error) {
    if (this.#failure) return;
    this.#failure = error;
    this.broken(false);
    this.#root.classList.remove("aside");
    name(this.#root.querySelector("h1"), "boot.title");
    document.getElementById("boot-kept").hidden = true;
    this.appear(); // a failure may also come after the card has gone
    this.#states.set(error.stage, "failed");
    this.draw();
  }

  /** `way`: "cold", or "restored" from a snapshot. */
  finish(way) {
    if (this.#failure) return;
    this.#root.hidden = true;
    measured("ready", 0);
    performance.mark(`boot:${way}`);
  }

  draw() {
    for (const stage of STAGES) {
      const row = this.#root.querySelector(`[data-stage="${stage}"]`);
      row.dataset.state = this.#states.get(stage);
      row.querySelector("output").textContent = text(`boot.state.${this.#states.get(stage)}`);
    }
    this.#drawProgress();
    this.#drawFailure();
  }

  #drawProgress() {
    const bar = this.#root.querySelector("progress");
    bar.max = [...this.#expected].reduce((sum, part) => sum + part.bytes, 0);
    bar.value = Math.min(this.#received, bar.max);
    const [received, total] = [bar.value, bar.max].map((bytes) => (bytes / MEGABYTE).toFixed(1));
    this.#root.querySelector("#boot-bytes").textContent = text(isOneFile ? "boot.bytes.read" : "boot.bytes", { received, total });
  }

  #drawFailure() {
    const panel = this.#root.querySelector("#boot-failure");
    panel.hidden = !this.#failure;
    if (!this.#failure) return;
    const { stage, reason, detail } = this.#failure;
    panel.querySelector("h2").textContent = text("boot.failed", { stage: text(`boot.stage.${stage}`) });
    panel.querySelector("#boot-cause").textContent = text(`boot.cause.${reason}`);
    panel.querySelector("#boot-remedy").textContent = text(`boot.remedy.${reason}`, { address: location.href });
    panel.querySelector("code").textContent = detail;
    Object.assign(panel.querySelector("#alone"), { href: location.href, hidden: reason !== "sandbox" });
    const beside = `playground.html${location.search}${location.hash}`;
    Object.assign(panel.querySelector("#one-file"), { href: beside, hidden: reason !== "file" });
  }
}

/** Notes, for whoever measures the start, the stretch that ends now as `boot:<name>`. */
function measured(name, start) {
  performance.measure(`boot:${name}`, { start });
}
