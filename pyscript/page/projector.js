/** For a lecture room: the whole screen, and type that is read from the last row (projector.css). */

const LARGE = "large";
const root = document.documentElement;

export function isLarge() {
  return root.classList.contains(LARGE);
}

/** Makes a button switch both on and off. Where a page may not fill the screen (in a frame, on some phones) only the type grows. */
export function wireProjector(button) {
  const show = (large) => {
    root.classList.toggle(LARGE, large);
    button.setAttribute("aria-pressed", large);
    document.dispatchEvent(new Event("projector"));
  };
  button.addEventListener("click", () => {
    show(!isLarge());
    fillScreen(isLarge());
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && isLarge()) show(false); // by Escape, or however the browser is left
  });
  button.setAttribute("aria-pressed", false);
}

async function fillScreen(fill) {
  try {
    if (fill) await root.requestFullscreen();
    else if (document.fullscreenElement) await document.exitFullscreen();
  } catch {
    // Refused: large type alone serves as well.
  }
}
