/** Several pages start one after another: the first is there as soon as if it were alone, and the others find what it has downloaded. */

const PATIENCE = 60_000; // milliseconds until the next one starts, whatever has become of the one before

let waiting = [];
let starting = null;

/** A frame wants to start. */
export function join(frame) {
  waiting.push(frame);
  next();
}

/** A frame is wanted at once: it is the next. */
export function hurry(frame) {
  if (!waiting.includes(frame)) return;
  waiting = [frame, ...waiting.filter((other) => other !== frame)];
}

/** A frame is gone. */
export function leave(frame) {
  waiting = waiting.filter((other) => other !== frame);
  if (starting === frame) go();
}

function next() {
  if (starting || waiting.length === 0) return;
  const frame = (starting = waiting.shift());
  const over = () => starting === frame && go();
  frame.start().finally(over);
  setTimeout(over, PATIENCE);
}

function go() {
  starting = null;
  next();
}
