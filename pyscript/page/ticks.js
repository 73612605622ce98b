/** How the numbers at an axis are written: as short at any magnitude, and all in one unit: 20k, 1.5M, 10⁻⁷, 5×10⁻⁷. */

const UNITS = [[1e9, null], [1e6, ["M", 1e6]], [1e4, ["k", 1e3]], [0, ["", 1]]]; // from what magnitude on; null: powers of ten
const SMALLEST = 1e-4; // that is written without a power of ten
const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** The texts of the ticks of one axis. */
export function written(ticks) {
  const sizes = ticks.map(Math.abs).filter(Boolean);
  if (sizes.length > 1 && sizes.length === ticks.length && sizes.every((size) => mantissa(size) === 1)) return ticks.map(asPower);
  const [, unit] = UNITS.find(([from]) => Math.max(0, ...sizes) >= from);
  if (!unit || Math.min(...sizes) < SMALLEST) return ticks.map(asPower);
  const [name, size] = unit;
  return ticks.map((tick) => (tick === 0 ? "0" : `${rounded(tick / size)}${name}`));
}

function asPower(tick) {
  if (tick === 0) return "0";
  const power = `10${[...String(exponent(Math.abs(tick)))].map((character) => RAISED[character]).join("")}`;
  const factor = mantissa(Math.abs(tick));
  return `${tick < 0 ? "−" : ""}${factor === 1 ? power : `${factor}×${power}`}`;
}

function exponent(size) {
  return Number(size.toExponential(2).split("e")[1]);
}

function mantissa(size) {
  return Number(size.toExponential(2).split("e")[0]);
}

/** Without the last bits of a float, and with a true minus sign. */
function rounded(value) {
  return String(Number(value.toPrecision(6))).replace("-", "−");
}
