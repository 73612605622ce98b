/**
 * Panel's components fetch their style sheets anew whenever they are drawn; without a network that fails. So the page
 * downloads them once, at the start, and every link in the document becomes the text itself.
 */

const texts = new Map(); // address as Panel names it → style sheet

export function keepStyleSheet(part, bytes) {
  texts.set(part.address, new TextDecoder().decode(bytes));
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
