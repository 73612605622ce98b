/** Keys that work wherever nothing else needs them: space plays and holds the pass, arrows, Home and End walk through it. */

const ACTIONS = {
  " ": ["walk.toggle", null],
  ArrowRight: ["walk.step", 1],
  ArrowLeft: ["walk.step", -1],
  Home: ["walk.first", null],
  End: ["walk.last", null],
};

export function wireKeys(panels) {
  document.addEventListener("keydown", (event) => {
    const action = ACTIONS[event.key];
    if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!isFree(event.key)) return;
    event.preventDefault();
    panels.act(...action);
  });
}

/** Whether passes are told here, and what has the focus leaves this key alone. Buttons of the transport need space, but no arrows. */
function isFree(key) {
  const { activeElement, body } = document;
  if (document.querySelector("dialog[open]") || !document.getElementById("walk-toggle")) return false;
  if (!activeElement || activeElement === body) return !document.getElementById("scene").inert;
  return key !== " " && activeElement.matches('[data-part="transport"] button');
}
