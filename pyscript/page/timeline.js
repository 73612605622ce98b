/**
 * The timeline of one pass: a row of phases, grouped by layer. A press plays a phase, a drag along the row scrubs through
 * them, light and all; arrow keys walk. On a touch screen a drag scrolls the row, unless it begins at the phase in view.
 */

const row = document.getElementById("timeline");
const DRAG = 5; // pixels from where a press began; less is a click
const COMPACT = 24; // phases; more stand closer together
const KEYS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

let cells = []; // the buttons, in the order of the phases
let marked; // the phase that is marked: to mark it again would make the page style every cell anew
let drag = null; // {x, moved} while the row is pressed

/** Shows the phases [{name, symbol, html, word, group, side}], as playground/views/timeline.py lists them. */
export function showTimeline(entries) {
  const shown = JSON.stringify(entries);
  if (row.dataset.shown === shown) return;
  row.dataset.shown = shown;
  row.classList.toggle("compact", entries.length > COMPACT);
  row.replaceChildren(...grouped(entries).map(groupOf));
  cells = [...row.querySelectorAll("button")];
  marked = undefined;
  markPhase(null);
}

/** Marks the phase that the picture shows; null while it shows the whole network at once. */
export function markPhase(name) {
  if (name === marked) return;
  marked = name;
  const current = cells.find((cell) => cell.dataset.phase === name);
  for (const cell of cells) {
    if (cell === current) cell.setAttribute("aria-current", "step");
    else cell.removeAttribute("aria-current");
    cell.tabIndex = cell === (current ?? cells[0]) ? 0 : -1;
  }
  if (cells.length > 0) bringIntoView(current ?? cells[0]);
}

/** From now on the row does what the learner wants: `panels` takes the actions of playground/views/panels/transport.py. */
export function wireTimeline(panels) {
  row.addEventListener("keydown", (event) => walk(event, panels));
  row.addEventListener("pointerdown", (event) => begin(event));
  row.addEventListener("pointermove", (event) => scrub(event, panels));
  for (const end of ["pointerup", "pointercancel"]) row.addEventListener(end, () => setTimeout(() => (drag = null)));
  row.addEventListener("click", ({ target }) => {
    const cell = target.closest("button");
    if (cell && !drag?.moved) panels.act("walk.play", cell.dataset.phase);
  });
}

/** Neighbours of one group and side: [[entry, …], …]. */
function grouped(entries) {
  const groups = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0].group === entry.group && last[0].side === entry.side) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function groupOf(entries) {
  const [{ group, side }] = entries;
  const [element, line] = [document.createElement("div"), document.createElement("div")];
  element.className = `phases ${side}`;
  line.append(...entries.map(phaseButton));
  element.append(line, Object.assign(withText("span", group), { ariaHidden: "true" }));
  return element;
}

function phaseButton({ name, symbol, html, word }) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", innerHTML: html, title: word, ariaLabel: `${symbol} ${word}` });
  button.dataset.phase = name;
  return button;
}

function withText(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

/** Scrolls the row only, never the page, and shows what comes before and after, too. */
function bringIntoView(cell) {
  const box = cell.getBoundingClientRect();
  const frame = row.getBoundingClientRect();
  const margin = Math.min(2 * box.width, frame.width / 4);
  if (box.left < frame.left + margin) row.scrollLeft -= frame.left + margin - box.left;
  if (box.right > frame.right - margin) row.scrollLeft += box.right - frame.right + margin;
}

function walk(event, panels) {
  const at = cells.indexOf(event.target);
  if (at < 0 || !(event.key in KEYS)) return;
  event.preventDefault();
  const goal = cells[Math.min(Math.max(at + KEYS[event.key], 0), cells.length - 1)];
  goal.focus({ preventScroll: true });
  panels.act("walk.play", goal.dataset.phase);
}

function begin(event) {
  const onCurrent = event.target.closest("[aria-current]");
  if (event.button !== 0 || (event.pointerType === "touch" && !onCurrent)) return;
  drag = { x: event.clientX, moved: false };
}

function scrub(event, panels) {
  if (!drag || (!drag.moved && Math.abs(event.clientX - drag.x) < DRAG)) return;
  if (!drag.moved) row.setPointerCapture(event.pointerId);
  drag.moved = true;
  const { cell, share } = cellAt(event.clientX);
  panels.move("walk.scrub", { phase: cell.dataset.phase, progress: share });
}

/** The phase at a place of the window, and how far through its cell (0 to 1) the place lies. */
function cellAt(x) {
  const cell = cells.findLast((each) => each.getBoundingClientRect().left <= x) ?? cells[0];
  const { left, width } = cell.getBoundingClientRect();
  return { cell, share: Math.min(Math.max((x - left) / width, 0), 1) };
}
