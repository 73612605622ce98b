/** What Python may say to the page: one method for each message, plain text and bytes only. */

import { toPage } from "../messages.js";

let outbox = [];
let transfers = [];

/** Sends a message with all that Python says until it rests: the page paints once what belongs together. */
function post(message, transfer = []) {
  if (outbox.length === 0) queueMicrotask(send);
  outbox.push(message);
  transfers.push(...transfer);
}

/** Sends a message while Python goes on. */
function postNow(message) {
  post(message);
  send();
}

function send() {
  if (outbox.length > 0) self.postMessage(outbox, transfers);
  [outbox, transfers] = [[], []];
}

/** What has been said and not sent yet: whoever takes it has it sent. */
export function taken() {
  const said = outbox;
  [outbox, transfers] = [[], []];
  return said;
}

/** Sends messages that were taken once. */
export function again(said) {
  self.postMessage(said);
}

export const port = {
  unrestored: (detail) => postNow({ type: toPage.unrestored, detail }),
  kept: () => postNow({ type: toPage.kept }),
  stage: (name, state, milliseconds) => postNow({ type: toPage.stage, name, state, milliseconds }),
  failed: (stage, cause, detail) => postNow({ type: toPage.failed, stage, cause, detail }),
  document: (text) => post({ type: toPage.document, text }),
  patch: (text, buffers) => post({ type: toPage.patch, text, buffers: new Map(buffers.map(([name, { buffer }]) => [name, buffer])) }),
  layout: (text) => post({ type: toPage.layout, text }),
  frame: (bytes, further) => post({ type: toPage.frame, buffer: bytes.buffer, further }, [bytes.buffer]),
  value: (id, text) => post({ type: toPage.reply, id, text }),
  refusal: (id, text) => post({ type: toPage.reply, id, refusal: text }),
  event: (name, text) => post({ type: toPage.event, name, text }),
  panels: (text) => post({ type: toPage.panels, text }),
  names: (text) => post({ type: toPage.names, text }),
  acted: () => post({ type: toPage.acted }),
  file: (name, kind, text) => post({ type: toPage.file, name, kind, text }),
  keep: (name, text) => post({ type: toPage.keep, name, text }),
  page: (text) => post({ type: toPage.page, text }),
};
