/**
 * Takes the slow pass, or ten seconds of training, as a video or as a series of pictures, for slides.
 *
 * Not by the clock: Python shows the pictures one after another (playground/filming.py), and each is painted as a slide and
 * taken before it is seen to that the next replaces it. So a film is even however slow the machine is.
 */

import { deferred } from "../deferred.js";
import { Album } from "./album.js";
import { captionOf } from "./captions.js";
import { isStill } from "./environment.js";
import { FADE } from "./nightfall.js";
import { notice, remark } from "./notices.js";
import { save } from "./panels.js";
import { PartError } from "./parts.js";
import { Slide } from "./slide.js";
import { text } from "./texts.js";
import { RATE, startVideo } from "./video.js";

const MEGABYTE = 1e6;

export class Filming {
  #bar;
  #act;
  #finish;
  #part;
  #coming = null; // the picture that Python is to show next
  #ended = null; // "saved" or "cancelled" by the learner

  /** `bar` shows that something is taken, and how far; `act(name, value)` does an action in Python, `finish()` shows all of a frame; `part` is what writes videos. */
  constructor(bar, { act, finish, part }) {
    [this.#bar, this.#act, this.#finish, this.#part] = [bar, act, finish, part];
    for (const button of bar.querySelectorAll("button")) button.addEventListener("click", () => (this.#ended = button.value));
  }

  /** Whether something is being taken. */
  get going() {
    return !this.#bar.hidden;
  }

  /** Python shows a picture; null: there is no other. */
  shown(picture) {
    this.#coming?.resolve(picture);
  }

  /** `what` is "pass" or "training", `kind` "video" or "pictures", `title` what the file is called. */
  async take(what, kind, title) {
    if (this.going) return;
    this.#open(kind);
    let slide, camera;
    try {
      slide = new Slide(kind === "video" && !isStill() ? Math.round((FADE / 1000) * RATE) : 0);
      camera = kind === "video" ? await startVideo(slide.canvas, this.#part) : new Album(slide.canvas);
      await this.#follow(what, kind, slide, camera);
      if (this.#ended !== "cancelled") this.#hand(await camera.end(), `${title}-${what}`);
    } catch (error) {
      notice(text(error instanceof PartError ? "page.film.missing" : "page.film.failed"));
      console.info(`[playground] ${error}`);
    } finally {
      this.#act("film.end");
      camera?.close();
      slide?.close();
      this.#close();
    }
  }

  async #follow(what, kind, slide, camera) {
    let picture = await this.#next("film.begin", { what, kind });
    while (picture && !this.#ended) {
      this.#finish();
      await slide.ready();
      const coming = this.#next("film.go_on"); // computed while this one is painted: it cannot come in between
      const caption = captionOf(what, picture.steps);
      slide.paint(caption);
      await camera.take(picture, caption);
      this.#show((picture.number + 1) / picture.of);
      picture = await coming;
    }
  }

  #next(action, value) {
    this.#coming = deferred();
    this.#act(action, value);
    return this.#coming.promise;
  }

  // -- what the learner sees of it ---------------------------------------------------------------

  #open(kind) {
    this.#ended = null;
    this.#bar.hidden = false;
    this.#bar.querySelector("[role=status]").textContent = text(`page.film.going.${kind}`);
    this.#bar.querySelector("button").focus({ preventScroll: true });
    this.#show(0);
  }

  #show(share) {
    this.#bar.querySelector("progress").value = share;
  }

  #hand(file, title) {
    if (!file?.size) return notice(text(file ? "page.film.failed" : "page.film.nothing"));
    const name = `${title}.${file.type.split("/")[1]}`;
    save({ name, kind: file.type, text: file });
    remark(text("page.film.saved", { name, size: (file.size / MEGABYTE).toFixed(1) }));
  }

  #close() {
    const focused = this.#bar.contains(document.activeElement);
    this.#bar.hidden = true;
    this.#bar.querySelector("[role=status]").textContent = "";
    if (focused) document.querySelector("[data-open=takeaway]").focus({ preventScroll: true });
  }
}
