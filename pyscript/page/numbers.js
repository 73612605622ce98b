/** The big figures beside the picture: what came of the training so far. */

import { currentLanguage } from "./texts.js";

// The order in which Python sends them (playground/frames/numbers.py).
const NAMES = ["step", "epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy"];
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

let latest = new Float64Array(NAMES.length);

/** Shows the figures (Float64Array in the order above); NaN means that there is none, as accuracy in a regression. */
export function showNumbers(values = latest) {
  latest = values;
  NAMES.forEach((name, i) => {
    document.querySelector(`[data-number="${name}"]`).textContent = format(name, values[i]);
  });
}

/** The training step that the page shows. */
export function stepShown() {
  return latest[NAMES.indexOf("step")];
}

function format(name, value) {
  if (Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  const isLoss = name.endsWith("loss");
  if (isLoss && value !== 0 && (size < SMALL || size >= LARGE)) return value.toExponential(2);
  return new Intl.NumberFormat(currentLanguage(), FORMATS[name]).format(value);
}
