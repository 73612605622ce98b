/** The address of a step as a QR code, for a projector or a sheet of paper: a press on a button `data-qr` in the dialog for teachers. */

import { encode } from "uqr";
import { save } from "./panels.js";
import { text } from "./texts.js";

const QUIET = 4; // modules of white around it, as the standard asks for
const SVG = "http://www.w3.org/2000/svg";

export function wireQr(teachers, dialog) {
  teachers.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-qr]");
    if (button) show(dialog, new URL(button.dataset.qr, location.href).href, button.dataset.title);
  });
  dialog.querySelector("#qr-save").addEventListener("click", () => {
    save({ name: "qr.svg", kind: "image/svg+xml", text: new XMLSerializer().serializeToString(dialog.querySelector("svg")) });
  });
}

function show(dialog, address, title) {
  const onTheWeb = address.startsWith("http");
  dialog.querySelector("h1").textContent = title;
  dialog.querySelector("#qr-address").textContent = onTheWeb ? address : text("page.qr.nowhere");
  dialog.querySelector("#qr-picture").replaceChildren(...(onTheWeb ? [picture(address)] : []));
  dialog.querySelector("#qr-save").hidden = !onTheWeb;
  dialog.showModal();
}

/** Black on white in every theme, or cameras do not find it. */
function picture(address) {
  const { data, size } = encode(address, { ecc: "M", boostEcc: false, border: QUIET });
  const svg = element("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": text("page.qr.label", { address }), "shape-rendering": "crispEdges" });
  svg.append(element("rect", { width: size, height: size, fill: "#ffffff" }), element("path", { d: modules(data), fill: "#000000" }));
  return svg;
}

function modules(data) {
  return data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
