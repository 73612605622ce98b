/** A link that is pasted where nothing is being typed is followed (playground/lessons/links.py knows which are of use). */

const LINK = /[?#]\S*=|\.html/;

export function wirePasting(panels) {
  document.addEventListener("paste", ({ target, clipboardData }) => {
    const text = clipboardData.getData("text/plain");
    if (!target.closest("input, textarea") && LINK.test(text)) panels.act("link.paste", text);
  });
}
