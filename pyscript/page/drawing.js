/**
 * Drawing one's own data. The plane and the text field of the dialog show the same points: what is drawn is written into
 * the text, and the text is read by Python (playground/views/panels/owndata.py), which answers with the points it found.
 */

const REACH = 6; // of the plane, in every direction
const SPACING = 0.4; // between the points that one stroke leaves
const RUBBER = 0.45; // radius of the eraser
const STRIDE = 0.25; // of the cross, by an arrow key; with shift four times as far
const LONGEST_TEXT = 1_000_001; // one character more than Python reads, so that it can say so
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
// How files begin that are no text: packed (.xlsx, .numbers), old Excel, PDF, pictures.
const FOREIGN = [[0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0], [0x25, 0x50, 0x44, 0x46], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38]];
const SVG = "http://www.w3.org/2000/svg";

export class Drawing {
  #dialog;
  #points = []; // [x1, x2, label]
  #past = []; // earlier {text, points}
  #agreed = null; // the text that Python has read last
  #stroke = null; // where the last point of the stroke under way was set
  #cross = [0, 0];

  constructor(dialog) {
    this.#dialog = dialog;
    const on = (type, handle) => dialog.addEventListener(type, handle);
    on("shown", () => this.#follow());
    on("pointerdown", (event) => this.#onPlane(event) && this.#begin(event));
    on("pointermove", (event) => this.#stroke && this.#draw(this.#placeOf(event)));
    on("pointerup", () => this.#end());
    on("pointercancel", () => this.#end());
    on("keydown", (event) => this.#onPlane(event) && this.#key(event));
    on("click", ({ target }) => this.#press(target.dataset.draw));
    on("change", ({ target }) => target.type === "file" && this.#open(target));
    on("dragover", (event) => event.preventDefault());
    on("drop", (event) => this.#drop(event));
    on("paste", (event) => this.#paste(event));
  }

  #element(name) {
    return document.getElementById(`own-${name}`);
  }

  #onPlane({ target }) {
    return target.closest("#own-plane") !== null;
  }

  /** Takes over what Python has read, unless the text has gone on since. */
  #follow() {
    const { draft: text, points } = this.#element("form").dataset;
    const field = this.#element("text");
    if (field.value !== text && field.value !== (this.#agreed ?? "")) return;
    if (field.value !== text) {
      if (this.#agreed !== null) this.#remember();
      field.value = text;
    }
    this.#agreed = text;
    this.#points = points.split(";").filter(Boolean).map((point) => point.split(",").map(Number));
    this.#paint();
  }

  // -- strokes -----------------------------------------------------------------------------------

  #begin(event) {
    if (event.button !== 0) return;
    this.#element("plane").setPointerCapture(event.pointerId);
    this.#remember();
    this.#stroke = [Infinity, Infinity];
    this.#draw(this.#placeOf(event));
  }

  #draw(place) {
    if (this.#tool === 0) this.#rub(place);
    else if (distance(place, this.#stroke) >= SPACING) this.#set(place);
  }

  #end() {
    if (!this.#stroke) return;
    this.#stroke = null;
    this.#tell();
  }

  /** −1 and 1 are the classes, 0 the eraser. */
  get #tool() {
    return Number(this.#dialog.querySelector("[name=own-tool]:checked").value);
  }

  #placeOf({ clientX, clientY }) {
    const box = this.#element("plane").getBoundingClientRect();
    return [clientX - box.left, box.bottom - clientY].map((at) => within((at / box.width) * 2 * REACH - REACH));
  }

  #set(place) {
    if (this.#points.length >= this.#element("form").dataset.most) return;
    this.#stroke &&= place;
    const point = [...place, this.#tool];
    this.#points.push(point);
    this.#element("points").append(mark(point));
    this.#write();
  }

  #rub(place) {
    const left = this.#points.filter((point) => distance(place, point) > RUBBER);
    if (left.length === this.#points.length) return;
    this.#points = left;
    this.#paint();
    this.#write();
  }

  // -- keys and buttons --------------------------------------------------------------------------

  #key(event) {
    const arrow = ARROWS[event.key];
    if (arrow) this.#move(arrow, event.shiftKey ? 4 * STRIDE : STRIDE);
    else if (event.key === "Enter" || event.key === " ") this.#change(() => (this.#tool === 0 ? this.#rub(this.#cross) : this.#set(this.#cross)));
    else if (event.key === "Delete" || event.key === "Backspace") this.#change(() => this.#rub(this.#cross));
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) this.#undo();
    else return;
    event.preventDefault();
  }

  #move(arrow, stride) {
    this.#cross = this.#cross.map((at, k) => within(at + stride * arrow[k]));
    const [x1, x2] = this.#cross;
    this.#element("cross").setAttribute("transform", `translate(${x1} ${-x2})`);
    this.#element("place").value = `x₁ = ${x1}, x₂ = ${x2}`.replaceAll("-", "−");
  }

  #press(button) {
    if (button === "undo") this.#undo();
    if (button === "clear") this.#change(() => this.#replace("", []));
  }

  #undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.#replace(before.text, before.points);
    this.#tell();
  }

  // -- files and the clipboard -------------------------------------------------------------------

  async #open(field) {
    const [file] = field.files;
    if (file) this.#take(await textOf(file));
    field.value = ""; // so that the same file can be opened again
  }

  async #drop(event) {
    event.preventDefault();
    const { files, items } = event.dataTransfer;
    const dropped = files.length ? textOf(files[0]) : new Promise((resolve) => (items.length ? items[0].getAsString(resolve) : resolve("")));
    const text = await dropped;
    if (text) this.#take(text);
  }

  #paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (event.target === this.#element("text") || !text) return;
    event.preventDefault();
    this.#take(text);
  }

  #take(text) {
    this.#change(() => this.#replace(text, []));
  }

  // -- text and marks ----------------------------------------------------------------------------

  #change(work) {
    this.#remember();
    work();
    this.#tell();
  }

  #remember() {
    this.#past.push({ text: this.#element("text").value, points: this.#points });
    this.#points = [...this.#points];
  }

  #replace(text, points) {
    this.#element("text").value = text;
    this.#points = points;
    this.#paint();
  }

  #write() {
    this.#element("text").value = ["x1,x2,label", ...this.#points, ""].join("\n");
  }

  #paint() {
    this.#element("points").replaceChildren(...this.#points.map(mark));
  }

  /** Tells Python as if the text had been typed. */
  #tell() {
    this.#element("text").dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function mark([x1, x2, label]) {
  const circle = document.createElementNS(SVG, "circle");
  const strength = 0.3 + 0.7 * Math.min(Math.abs(label), 1); // of a target in a regression
  for (const [name, value] of Object.entries({ cx: x1, cy: -x2, r: 0.16, class: label > 0 ? "a" : "b" })) circle.setAttribute(name, value);
  if (strength < 1) circle.setAttribute("opacity", strength);
  return circle;
}

/** A coordinate of the plane, to a hundredth. */
function within(at) {
  return Math.round(100 * Math.min(REACH, Math.max(-REACH, at))) / 100 + 0;
}

function distance([x1, x2], [y1, y2]) {
  return Math.hypot(x1 - y1, x2 - y2);
}

/**
 * The text of a file, in UTF-8 or UTF-16, or in what spreadsheets in China and elsewhere save. Of a file that is no text only its
 * first bytes, by which Python tells what it is (playground/points/tables.py).
 */
async function textOf(file) {
  const bytes = new Uint8Array(await file.slice(0, 2 * LONGEST_TEXT).arrayBuffer());
  if (FOREIGN.some((beginning) => beginning.every((byte, at) => bytes[at] === byte))) return String.fromCharCode(...bytes.slice(0, 4));
  for (const encoding of [utf16Of(bytes), "utf-8", "gb18030"].filter(Boolean)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true }); // a stream may end within a character
    } catch {
      continue;
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

/** UTF-16 by its mark, or by the zeros that every digit, comma and line end has in one place of two. */
function utf16Of(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (const [at, byte] of bytes.subarray(0, 1000).entries()) if (byte === 0) zeros[at % 2]++;
  const some = Math.min(bytes.length, 1000) / 8;
  if (zeros[1] > some && zeros[0] === 0) return "utf-16le";
  return zeros[0] > some && zeros[1] === 0 ? "utf-16be" : null;
}
