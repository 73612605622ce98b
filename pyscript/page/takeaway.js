/** The page's share of the dialog «take away»: the clipboard, the figures, films of the picture, and files that are chosen or dropped. */

import { deferred } from "../deferred.js";
import { save } from "./panels.js";
import { figures, pngFile, svgFile } from "./pictures.js";
import { SIZE } from "./slide.js";
import { text } from "./texts.js";
import { wayOfVideo } from "./video.js";

const LONGEST_TEXT = 2_000_001; // one character more than Python reads, so that it can say so
const FILES = { PNG: pngFile, SVG: svgFile };

export class Takeaway {
  #dialog;
  #panels;
  #filming;
  #playground;
  #awaited = null; // the text that Python is to give for the clipboard

  constructor(dialog, panels, filming, playground) {
    [this.#dialog, this.#panels, this.#filming, this.#playground] = [dialog, panels, filming, playground];
    dialog.addEventListener("shown", () => dialog.open && this.#fill()); // to look for figures makes the browser lay out the page
    document.addEventListener("click", ({ target }) => target.closest("[data-open=takeaway]") && this.#fill());
    dialog.addEventListener("click", ({ target }) => this.#pressed(target));
    dialog.addEventListener("change", ({ target }) => target.type === "file" && this.#open(target.files[0]));
    dialog.addEventListener("dragover", (event) => event.preventDefault());
    dialog.addEventListener("drop", (event) => this.#dropped(event));
  }

  /** Something from Python for the learner to keep: with a name a file, without one for the clipboard. */
  take(file) {
    if (file.name) save(file);
    else this.#awaited?.resolve(file.text);
  }

  /** What only the page knows: its address, and the figures that it shows now. */
  #fill() {
    const address = this.#dialog.querySelector("#takeaway-address");
    if (!address) return; // Python has not drawn the dialog yet
    address.value = location.href;
    this.#dialog.querySelector("#takeaway-copied").value = "";
    this.#dialog.querySelector("#takeaway-figures").replaceChildren(...figures().map(row));
    this.#allowFilming();
  }

  /** Nothing while something is being taken. Where the browser makes no videos, or only by its clock, it says so. */
  async #allowFilming() {
    const way = await wayOfVideo(SIZE);
    for (const remark of this.#dialog.querySelectorAll("[data-way]")) remark.hidden = remark.dataset.way !== String(way);
    const said = this.#dialog.querySelector("[data-way]:not([hidden])");
    for (const button of this.#dialog.querySelectorAll("[data-film]:not([data-locked])")) {
      const isVideo = button.dataset.kind === "video";
      button.disabled = (isVideo && !way) || this.#filming.going;
      if (isVideo && said) button.setAttribute("aria-describedby", said.id);
    }
  }

  #pressed(target) {
    const { copy, figure, film, kind } = target.closest("button")?.dataset ?? {};
    if (copy) this.#copy(copy);
    if (figure) savePicture(figure, kind);
    if (film) this.#film(film, kind);
  }

  /** With the dialog out of the way: the learner sees what is being taken. */
  async #film(what, kind) {
    this.#dialog.close();
    const { data } = await this.#playground.config();
    this.#filming.take(what, kind, data);
  }

  // -- clipboard -------------------------------------------------------------------------------------

  async #copy(what) {
    const answer = this.#dialog.querySelector("#takeaway-copied");
    answer.value = "";
    this.#awaited = deferred();
    if (what === "address") this.#awaited.resolve(location.href);
    else this.#panels.act("takeaway.copy", what);
    const copied = await toClipboard(this.#awaited.promise);
    answer.value = text(copied ? "page.copied" : "page.copy_failed");
  }

  // -- the way back ----------------------------------------------------------------------------------

  #dropped(event) {
    event.preventDefault();
    const { files } = event.dataTransfer;
    if (files.length) this.#open(files[0]);
    else this.#submit(event.dataTransfer.getData("text/plain"));
  }

  async #open(file) {
    if (file) this.#submit((await file.text()).slice(0, LONGEST_TEXT));
  }

  #submit(written) {
    this.#dialog.querySelector("#takeaway-text").value = written;
    this.#dialog.querySelector("#takeaway-back").requestSubmit();
    this.#dialog.querySelector("#takeaway-file").value = ""; // so that the same file can be chosen again
  }
}

/** One figure, to be saved either way. */
function row({ name, label }) {
  const item = document.createElement("li");
  const words = document.createElement("div");
  const strong = document.createElement("strong");
  strong.textContent = label;
  words.append(strong);
  item.append(words, ...Object.keys(FILES).map((kind) => button(name, label, kind)));
  return item;
}

function button(name, label, kind) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className: "pill", textContent: kind });
  Object.assign(element.dataset, { figure: name, kind });
  element.setAttribute("aria-label", text("page.figure.save", { what: label, kind }));
  return element;
}

async function savePicture(name, kind) {
  const figure = figures().find((one) => one.name === name);
  if (!figure) return; // it is no longer shown
  const blob = await FILES[kind](await figure.svg());
  save({ name: `${name}.${kind.toLowerCase()}`, kind: blob.type, text: blob });
}

/** Whether a text that is still to come could be copied. Browsers allow it only at once after a press. */
async function toClipboard(coming) {
  try {
    const blob = coming.then((written) => new Blob([written], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return true;
  } catch {
    return false;
  }
}
