/** A panel under `panel serve` (playground/served.py): the same HTML and actions as pyscript/page/panels.js, drawn by Panel. */

export function render({ model, el }) {
  const root = document.createElement("div");
  const act = (name, value) => model.send_msg({ name, value: value ?? null });
  const show = () => (root.innerHTML = model.html);
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-do], a[data-do]");
    const subject = target.closest("[data-subject]");
    if (button) act(button.dataset.do, button.dataset.value);
    else if (subject) act("pin", subject.dataset.subject);
  });
  root.addEventListener("change", ({ target }) => {
    if (target.dataset.do) act(target.dataset.do, target.type === "checkbox" ? target.checked : target.value);
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.target.dataset.do, Object.fromEntries(new FormData(event.target)));
  });
  model.on("html", show);
  show();
  return root;
}
