/** Sentences for the learner that are not part of the picture: what was ignored, what went wrong. */

import { name, text } from "./texts.js";

const LASTING = 12000; // milliseconds: long enough to read two lines
const NOTICING = 5000; // and a quiet line takes so long to be noticed,
const READING = 80; // then so long for each of its letters

/** Shows one sentence; the same sentence twice in a row is shown once. */
export function notice(sentence) {
  show(sentence, LASTING);
}

/** Shows one sentence that is no complaint. */
export function remark(sentence) {
  show(sentence, NOTICING + READING * sentence.length).className = "quiet";
}

/** Shows a text of the catalogue with a button that acts, until the learner presses it or closes the line. */
export function offer(key, action, act) {
  const item = document.createElement("li");
  item.className = "quiet";
  const button = worded("button", action);
  Object.assign(button, { type: "button", className: "pill" });
  button.addEventListener("click", () => {
    item.remove();
    act();
  });
  item.append(worded("span", key), button, closeButton(item));
  document.getElementById("notices").append(item);
}

function worded(tag, key) {
  const element = document.createElement(tag);
  name(element, key);
  return element;
}

function show(sentence, lasting) {
  const list = document.getElementById("notices");
  const shown = [...list.children].find((item) => item.firstChild.textContent === sentence);
  if (shown) return shown;
  const item = document.createElement("li");
  item.append(span(sentence), closeButton(item));
  list.append(item);
  setTimeout(() => item.remove(), lasting);
  return item;
}

function span(sentence) {
  const element = document.createElement("span");
  element.textContent = sentence;
  return element;
}

function closeButton(item) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "×";
  button.setAttribute("aria-label", text("page.close"));
  button.addEventListener("click", () => item.remove());
  return button;
}
