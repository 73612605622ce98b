/**
 * The page in a frame of another page, its host. The frame announces itself with a token, which the host puts into what it
 * sends: what is meant for an earlier page of the same frame is not heard. Nobody but the host is listened to.
 *
 * To the host go `here`, `size` ({height} of what there is to be seen), `state` ({search} of the address that it has) and `wish` (the
 * learner wants the start); from it comes
 * `host`: {lang, dark} as they are there, {go: true} to a start that it holds back, {reached: step} of a goal before a return.
 */

const FOLDED = { legend: '.legend, [data-panel="sample"]' }; // what a button opens that is more than the part of its name
const HELD = "seeing-gradients"; // the name of a frame whose host says when it is to start

/** Whether the page is in a frame. */
export const isFramed = window.parent !== window;
/** Whether the host says when it is to start. */
export const isHeld = isFramed && window.name === HELD;
/** Of this page, until it is left. */
export const token = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");

/** Whether a message comes from the host or from the page itself, and is meant for this page. */
export function isFromHost({ source, data }) {
  const meant = data?.token === undefined || data.token === token;
  return meant && (source === window || (isFramed && source === window.parent));
}

/** Announces the page; `told({lang, dark, reached})` hears what the host says. Resolves when the page is to start. */
export function announce(told) {
  if (!isFramed) return Promise.resolve();
  const root = document.documentElement;
  root.dataset.framed = "";
  root.toggleAttribute("data-held", isHeld);
  const going = new Promise((resolve) => {
    addEventListener("message", (event) => {
      if (event.data?.playground !== "host" || !isFromHost(event)) return;
      root.dataset.sized = ""; // as high as what is in it: nothing scrolls
      told(event.data);
      if (event.data.go) resolve();
    });
  });
  wireFolds();
  document.getElementById("go").addEventListener("click", () => say("wish"));
  say("here");
  new ResizeObserver(() => say("size", { height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
  return isHeld ? going.then(() => root.removeAttribute("data-held")) : Promise.resolve();
}

/** What is not needed at once is folded: its buttons open and close it. The legend has the sample with it. */
function wireFolds() {
  for (const button of document.querySelectorAll("[data-fold]")) {
    const folded = document.querySelectorAll(FOLDED[button.dataset.fold] ?? `.${button.dataset.fold}`);
    button.ariaExpanded = "false";
    button.addEventListener("click", () => {
      const opens = button.ariaExpanded === "false";
      button.ariaExpanded = String(opens);
      for (const part of folded) part.toggleAttribute("data-open", opens);
    });
  }
}

/** Tells the host the address that the page has by now: after a return it goes on there. */
export function tellState(search) {
  if (isFramed) say("state", { search });
}

function say(name, content = {}) {
  window.parent.postMessage({ playground: name, token, ...content }, "*");
}
