/** Takes the slow pass, or ten seconds of training, as a video or as a series of pictures, for slides. Whatever ends it, what there is is saved. */

import { downloadZip } from "client-zip";
import { Pass, Training, Watch } from "./courses.js";
import { notice, remark } from "./notices.js";
import { save } from "./panels.js";
import { pixels } from "./pictures.js";
import { Slide } from "./slide.js";
import { text } from "./texts.js";
import { plain } from "./typesetting.js";
import { Video } from "./video.js";

const TRAINING = 10; // seconds
const SHORTEST = 1000 / 30 - 4; // milliseconds between two frames
const REST = 2; // times as long as it has taken to paint a slide nothing is painted: the page stays quick
const LONGEST_STILL = 500; // milliseconds after which an unchanged picture is painted again: a recorder takes what is painted
const LONGEST_TURN = 0.25; // seconds that may count between two frames: behind a hidden page time stands still
const PATIENCE = 5; // seconds until what is to be taken moves
const MEGABYTE = 1e6;

export class Filming {
  #bar;
  #act;
  #playground;
  #watch;
  #stopped = false;

  /** `bar` shows that something is taken, and how far; `act(name)` does an action in Python, `playground` is window.playground. */
  constructor(bar, act, playground) {
    [this.#bar, this.#act, this.#playground, this.#watch] = [bar, act, playground, new Watch(playground)];
    bar.querySelector("button").addEventListener("click", () => (this.#stopped = true));
  }

  /** Whether something is being taken. */
  get going() {
    return !this.#bar.hidden;
  }

  /** Python has begun to tell a pass, or has ended. */
  telling(now) {
    this.#watch.telling = now;
  }

  /** `what` is "pass" or "training", `kind` "video" or "pictures". */
  async take(what, kind) {
    if (this.going) return;
    this.#open(kind);
    let slide;
    try {
      slide = new Slide();
      const { data } = await this.#playground.config();
      const course = what === "pass" ? new Pass(this.#watch, await this.#playground.phases()) : new Training(this.#watch, TRAINING);
      const file = kind === "video" ? await this.#film(course, slide) : await this.#picture(course, slide);
      this.#hand(file, `${data}-${what}`);
    } catch (error) {
      notice(text("page.film.failed"));
      console.info(`[playground] ${error}`);
    } finally {
      slide?.close();
      this.#close();
    }
  }

  // -- video -------------------------------------------------------------------------------------

  /** A file, or null where nothing has moved. */
  async #film(course, slide) {
    await slide.ready();
    if (!(await this.#begin(course))) return null;
    slide.paint(course.caption());
    const video = new Video(slide.canvas);
    const paint = painter(slide, course);
    const seconds = await this.#follow(course, () => video.broken || paint());
    if (course.whole(seconds)) await this.#linger(course.lingers, paint);
    return video.end();
  }

  async #linger(lasting, paint) {
    for await (const seconds of moments()) {
      if (seconds >= lasting) return;
      paint();
    }
  }

  // -- pictures ----------------------------------------------------------------------------------

  async #picture(course, slide) {
    const shots = course.phases ? await this.#byPhases(course, slide) : await this.#bySeconds(course, slide);
    if (shots.length === 0) return null;
    const digits = String(shots.length).length;
    const files = shots.map(({ name, picture }, at) => ({ name: `${String(at + 1).padStart(digits, "0")}-${name}.png`, input: picture }));
    const list = files.map(({ name }, at) => `- ${name}: ${shots[at].caption}\n`);
    const captions = { name: "captions.md", input: `# ${text("page.brand")}\n\n<${location.href}>\n\n${list.join("")}` };
    return downloadZip([...files, captions]).blob();
  }

  /** A picture of the end of each phase. */
  async #byPhases(course, slide) {
    const shots = [];
    for (const phase of course.phases) {
      if (this.#stopped || !(await this.#reach(phase))) break;
      await slide.ready();
      shots.push(await shot(slide, phase.replaceAll("/", "-"), course.caption()));
      this.#show(course.share());
    }
    return shots;
  }

  /** Shows a phase, with all that is said of it; whether it is still in view then. */
  async #reach(phase) {
    await this.#playground.showPhase(phase);
    const status = await this.#playground.status(); // comes after the panels
    await nextFrame();
    return status.phase === phase;
  }

  /** A picture at the beginning, and after each second. */
  async #bySeconds(course, slide) {
    await slide.ready();
    if (!(await this.#begin(course))) return [];
    const shots = [];
    await this.#follow(course, (seconds) => {
      if (seconds >= shots.length) shots.push(shot(slide, `${shots.length}s`, course.caption()));
    });
    return Promise.all(shots);
  }

  // -- how it goes -------------------------------------------------------------------------------

  /** Sets it moving; false if nothing moves. */
  async #begin(course) {
    this.#act(course.begin);
    for await (const seconds of moments()) {
      if (course.moves) return true;
      if (this.#stopped || seconds > PATIENCE) return false;
    }
  }

  /** Calls `each(seconds)` in every frame, until it gives true, or what is taken is whole or disturbed; gives the seconds. */
  async #follow(course, each) {
    let before = course.place;
    for await (const seconds of moments()) {
      const anew = course.place < before;
      if (this.#stopped || anew || each(seconds) === true || !course.moves || course.whole(seconds)) return seconds;
      before = course.place;
      this.#show(course.share(seconds));
    }
  }

  // -- what the learner sees of it ---------------------------------------------------------------

  #open(kind) {
    this.#stopped = false;
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

/** A function that paints a slide anew where that is due. */
function painter(slide, course) {
  let [painted, took] = [performance.now(), 0];
  return () => {
    const now = performance.now();
    if (now - painted < (slide.old ? Math.max(SHORTEST, REST * took) : LONGEST_STILL)) return;
    slide.paint(course.caption());
    [painted, took] = [now, performance.now() - now];
  };
}

async function shot(slide, name, caption) {
  slide.paint(caption);
  return { name, caption: plain(caption), picture: await pixels(slide.canvas) };
}

/** Seconds since the first, in every frame of the browser. */
async function* moments() {
  for (let [seconds, then] = [0, performance.now()]; ; ) {
    yield seconds;
    await nextFrame();
    const now = performance.now();
    seconds += Math.min((now - then) / 1000, LONGEST_TURN);
    then = now;
  }
}

function nextFrame() {
  return new Promise(requestAnimationFrame);
}
