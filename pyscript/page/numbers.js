/** The big figures beside the picture: what came of the training so far. */

import { currentLanguage, name, text } from "./texts.js";

// The order in which Python sends them (playground/frames/numbers.py).
const NAMES = ["step", "epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "test_points"];
const FIGURES = NAMES.slice(0, -1);
const FORMATS = {
  step: { maximumFractionDigits: 0 },
  epoch: { maximumFractionDigits: 0 },
  train_loss: { maximumSignificantDigits: 4, minimumSignificantDigits: 4 },
  test_loss: { maximumSignificantDigits: 4, minimumSignificantDigits: 4 },
  train_accuracy: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
  test_accuracy: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
};
const SMALL = 1e-3;
const LARGE = 1e6;

let latest = new Float64Array(NAMES.length).fill(NaN);

/** Shows the figures (Float64Array in the order above); NaN means that there is none, as accuracy in a regression. */
export function showNumbers(values) {
  if (values.every((value, i) => Object.is(value, latest[i]))) return;
  latest = values;
  writeNumbers();
}

/** Writes them in the language of the page; where all points are trained on, words in place of what a test would tell. */
export function writeNumbers() {
  const tested = latest.at(-1) !== 0;
  FIGURES.forEach((figure, i) => {
    const missing = !tested && figure.startsWith("test");
    const place = document.querySelector(`[data-number="${figure}"]`);
    const shown = missing ? text("page.no_test") : format(figure, latest[i]);
    write(place, shown);
    place.classList.toggle("words", missing);
  });
  name(document.querySelector("#test-points span"), tested ? "page.legend.test" : "page.no_test");
  document.getElementById("test-points").classList.toggle("none", !tested);
}

/** A text node that changes costs the page a layout; another in its place has the browser ask every :has() above it again, and style the whole page. */
function write(place, shown) {
  if (!place.firstChild) place.append(shown);
  else if (place.firstChild.data !== shown) place.firstChild.data = shown;
}

function format(name, value) {
  if (Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  const isLoss = name.endsWith("loss");
  if (isLoss && value !== 0 && (size < SMALL || size >= LARGE)) return scientific(value);
  const written = formatter(currentLanguage(), name).format(value);
  return name === "epoch" ? text("page.number.epoch", { epoch: written }) : written;
}

/** As mathematics writes it: 4.0×10⁻⁴. */
function scientific(value) {
  const [mantissa, power] = value.toExponential(1).split("e");
  return `${mantissa}×10${power.replace("-", "⁻").replace("+", "").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit])}`;
}

const formatters = new Map();

/** Made once for each language: making one takes longer than using it. */
function formatter(language, name) {
  const key = `${language} ${name}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.NumberFormat(language, FORMATS[name]));
  return formatters.get(key);
}
