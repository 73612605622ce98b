/** A series of pictures, with what is said of each, in one file. */

import { downloadZip } from "client-zip";
import { pixels } from "./pictures.js";
import { text } from "./texts.js";
import { plain } from "./typesetting.js";

export class Album {
  #canvas;
  #shots = [];

  constructor(canvas) {
    this.#canvas = canvas;
  }

  /** Of what the canvas shows by now. */
  async take({ name }, caption) {
    this.#shots.push({ name, caption: plain(caption), picture: await pixels(this.#canvas) });
  }

  /** The file; null where nothing has been taken. */
  async end() {
    if (this.#shots.length === 0) return null;
    const digits = String(this.#shots.length).length;
    const files = this.#shots.map(({ name, picture }, at) => ({ name: `${String(at + 1).padStart(digits, "0")}-${name}.png`, input: picture }));
    const list = files.map(({ name }, at) => `- ${name}: ${this.#shots[at].caption}\n`);
    const captions = { name: "captions.md", input: `# ${text("page.brand")}\n\n<${location.href}>\n\n${list.join("")}` };
    return downloadZip([...files, captions]).blob();
  }

  close() {}
}
