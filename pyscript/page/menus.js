/** Menus of the header (details.menu-of) close as menus do: by a choice, a press elsewhere, or Escape. A button's `data-menu` opens one. */

export function wireMenus(root) {
  root.addEventListener("click", ({ target }) => {
    for (const menu of openMenus(root)) {
      if (!menu.contains(target) || target.closest("a")) menu.open = false;
    }
    const opener = target.closest("[data-menu]");
    if (opener) open(document.getElementById(opener.dataset.menu));
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus(root)) close(menu);
  });
}

function openMenus(root) {
  return root.querySelectorAll("details.menu-of[open]");
}

function open(menu) {
  menu.open = true;
  menu.scrollIntoView({ block: "nearest" });
  menu.querySelector("summary").focus();
}

/** The focus goes back to where the menu was opened, if it was in it. */
function close(menu) {
  const focused = menu.contains(document.activeElement);
  menu.open = false;
  if (focused) menu.querySelector("summary").focus();
}
