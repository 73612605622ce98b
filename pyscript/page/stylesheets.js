/**
 * Panel's components fetch their style sheets anew whenever they are drawn; without a network that fails. So the page
 * downloads them once, at the start, and every link in the document becomes the text itself.
 */

const texts = new Map(); // address as Panel names it → style sheet

export function keepStyleSheet(part, bytes) {
  texts.set(part.address, new TextDecoder().decode(bytes));
}

/**
 * Resolves once the page's own style sheet, which must have been kept, styles the page. WebKit runs the page's script
 * before the link has brought it; a link that brings nothing (a server may call the sheet something else) is done without.
 */
export async function styled(part) {
  const link = document.getElementById("styles");
  await tried(link);
  if (!link.sheet) link.replaceWith(Object.assign(document.createElement("style"), { textContent: texts.get(part.address) }));
}

/** Resolves when the browser has done with a link, whatever came of it. */
function tried(link) {
  return new Promise((resolve) => {
    if (link.sheet || document.readyState === "complete") return resolve();
    for (const done of ["load", "error"]) link.addEventListener(done, resolve);
    addEventListener("load", resolve);
  });
}

/** The same JSON text of a document or a patch, with the texts of the style sheets in place of links to them. */
export function withStyleSheets(text) {
  if (!text.includes('"ImportedStyleSheet"')) return JSON.parse(text);
  return JSON.parse(text, (_, value) => (value?.name === "ImportedStyleSheet" ? inlined(value) : value));
}

function inlined(model) {
  const css = texts.get(model.attributes.url);
  if (css === undefined) throw new Error(`no style sheet ${model.attributes.url}`);
  const { url, ...rest } = model.attributes;
  return { ...model, name: "InlineStyleSheet", attributes: { ...rest, css } };
}
