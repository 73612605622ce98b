/** The timeline of one pass: a row of phases to press, to walk along with the arrow keys, and to see where the pass is. */

const row = document.getElementById("timeline");

/** Shows the phases [{name, symbol, word, side}]; `go(name)` moves the animation to one. */
export function showTimeline(entries, go) {
  const shown = JSON.stringify(entries);
  if (row.dataset.shown === shown) return;
  row.dataset.shown = shown;
  row.replaceChildren(...entries.map((entry) => phaseButton(entry, go)));
  markPhase(null);
}

/** Marks the phase that the picture shows; null while it shows the whole network at once. */
export function markPhase(name) {
  const buttons = [...row.children];
  const current = buttons.find((button) => button.dataset.phase === name);
  for (const button of buttons) {
    if (button === current) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
    button.tabIndex = button === (current ?? buttons[0]) ? 0 : -1;
  }
  if (current) bringIntoView(current);
}

/** Scrolls the row only, never the page. */
function bringIntoView(button) {
  const [left, right] = [button.offsetLeft - row.offsetLeft, button.offsetLeft - row.offsetLeft + button.offsetWidth];
  if (left < row.scrollLeft) row.scrollLeft = left;
  if (right > row.scrollLeft + row.clientWidth) row.scrollLeft = right - row.clientWidth;
}

function phaseButton({ name, symbol, word, side }, go) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: side });
  button.dataset.phase = name;
  button.append(line("b", symbol), line("span", word));
  button.addEventListener("click", () => go(name));
  button.addEventListener("keydown", (event) => walk(event, button));
  return button;
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function walk(event, button) {
  const goal = {
    ArrowRight: button.nextElementSibling,
    ArrowLeft: button.previousElementSibling,
    Home: row.firstElementChild,
    End: row.lastElementChild,
  }[event.key];
  if (!goal) return;
  event.preventDefault();
  goal.focus();
  goal.click();
}
