/** The notices of what is bundled: the site has them in a file of their own; the one file holds them, and gives them to be saved. */

import { isOneFile } from "./held.js";
import { save } from "./panels.js";
import { download } from "./parts.js";

export function wireLicences(link, part) {
  if (!isOneFile) return;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    save({ name: part.name, kind: "text/plain;charset=utf-8", text: await download(part, () => {}) });
  });
}
