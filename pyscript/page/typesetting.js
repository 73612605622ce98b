/** A sentence on a canvas: its variables in italics, broken into lines as Chinese and English are. */

const FAMILY = 'Scripts, system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif'; // that of the page (page.css)
const LEADING = 1.3; // from line to line, in sizes of the type
// What is not torn apart: a run of letters with what clings to it, or one character of Chinese with the marks that may begin no line.
const PIECE = /\s+|[\u2e80-\u9fff\uff00-\uffef][，。；：、？！）」》”’]*|[^\s\u2e80-\u9fff\uff00-\uffef]+[，。；：、？！）」》”’]*/gu;

/** The text of an element as [{text, italic}], variables apart. */
export function runsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const runs = [];
  while (walker.nextNode()) runs.push({ text: walker.currentNode.data, italic: walker.currentNode.parentElement.localName === "var" });
  return runs;
}

export function plain(runs) {
  return runs.map(({ text }) => text).join("");
}

/** Sets a canvas's type, in its own pixels. */
export function setType(context, size, { italic = false, weight = 400 } = {}) {
  context.font = `${italic ? "italic " : ""}${weight} ${size}px ${FAMILY}`;
}

/** Runs in lines no wider than `width`, in the largest of `sizes` in which they need at most `most` lines: {size, lines}. */
export function set(context, runs, { width, sizes, most }) {
  const tried = sizes.map((size) => ({ size, lines: broken(context, runs, size, width) }));
  return tried.find(({ lines }) => lines.length <= most) ?? tried.at(-1);
}

/** Writes what is set below `y`. */
export function write(context, { size, lines }, { x, y }) {
  context.textBaseline = "top";
  lines.forEach((line, row) => writeLine(context, line, size, x, y + row * LEADING * size));
}

function writeLine(context, line, size, x, y) {
  for (const { text, italic } of line) {
    setType(context, size, { italic });
    context.fillText(text, x, y);
    x += context.measureText(text).width;
  }
}

/** [[run, …], …]: the lines that a width leaves. */
function broken(context, runs, size, width) {
  const lines = [[]];
  let room = width;
  for (const piece of pieces(runs)) {
    const needed = wide(context, piece, size);
    if (needed > room && lines.at(-1).length > 0) {
      lines.push([]);
      room = width;
      if (plain(piece).trim() === "") continue;
    }
    lines.at(-1).push(...piece);
    room -= needed;
  }
  return lines;
}

function wide(context, piece, size) {
  return piece.reduce((sum, { text, italic }) => {
    setType(context, size, { italic });
    return sum + context.measureText(text).width;
  }, 0);
}

/** Each piece as runs: a variable may stand in the middle of one, as in ‖δ‖. */
function pieces(runs) {
  const whole = plain(runs);
  const ends = [];
  runs.reduce((end, { text }) => ends[ends.push(end + text.length) - 1], 0);
  return [...whole.matchAll(PIECE)].map(({ 0: piece, index }) => {
    const within = runs.map(({ text, italic }, at) => {
      const start = ends[at] - text.length;
      return { text: text.slice(Math.max(index - start, 0), Math.max(index + piece.length - start, 0)), italic };
    });
    return within.filter(({ text }) => text);
  });
}
