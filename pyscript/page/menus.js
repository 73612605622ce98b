/** Menus of the header (details.menu-of) close as menus do: by a choice, a press elsewhere, or Escape. */

export function wireMenus(root) {
  root.addEventListener("click", ({ target }) => {
    for (const menu of openMenus(root)) {
      if (!menu.contains(target) || target.closest("a")) menu.open = false;
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus(root)) close(menu);
  });
}

function openMenus(root) {
  return root.querySelectorAll("details.menu-of[open]");
}

/** The focus goes back to where the menu was opened, if it was in it. */
function close(menu) {
  const focused = menu.contains(document.activeElement);
  menu.open = false;
  if (focused) menu.querySelector("summary").focus();
}
