/** Sentences for the learner that are not part of the picture: what was ignored, what went wrong. */

import { text } from "./texts.js";

const LASTING = 12000; // milliseconds: long enough to read two lines

/** Shows one sentence; the same sentence twice in a row is shown once. */
export function notice(sentence) {
  const list = document.getElementById("notices");
  if ([...list.children].some((item) => item.firstChild.textContent === sentence)) return;
  const item = document.createElement("li");
  item.append(span(sentence), closeButton(item));
  list.append(item);
  setTimeout(() => item.remove(), LASTING);
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
