import { isFromHost, token } from "./framed.js";

/** window.playground, and the same calls by postMessage for a page that embeds this one in a frame. */

const CALLS = [
  "config", "configure", "run", "pause", "step", "reset", "seek", "status", "data", "readData", "useData",
  "parameters", "setParameters", "trace", "showPhase", "phases",
];
const DEEPEST = 32; // lists within lists of an argument; some thousands of them would end Python
const NO_CALLS = ["host", "here", "size", "state", "wish", "reply", "event"]; // what else a host and its frame say to each other
const EVENTS = ["frame", "status", "phase", "task", "goal", "error"];

export class Interface {
  #post;
  #waiting = new Map();
  #listeners = new Map(EVENTS.map((name) => [name, new Set()]));
  #watchers = new Map(); // of each window that asked for events, the names of those that it hears
  #next = 1;
  #open = false;

  /** `post(id, name, text)` sends a call to Python; `ready` settles when the learner can act. */
  constructor(post, ready) {
    this.#post = post;
    this.ready = ready;
    const open = () => (this.#open = true);
    ready.then(open, () => {});
    for (const name of CALLS) this[name] = (...args) => this.#call(name, args);
  }

  /** Calls `listener(detail)` at each event of such a name, or of any of several; returns a function that ends it. */
  on(events, listener) {
    for (const name of named("on", events)) this.#listeners.get(name).add(listener);
    return () => this.off(events, listener);
  }

  /** Ends what `on` has begun. */
  off(events, listener) {
    for (const name of named("off", events)) this.#listeners.get(name).delete(listener);
  }

  emit(event, detail) {
    for (const listener of this.#listeners.get(event)) tell(listener, detail);
    for (const [watcher, names] of this.#watchers) if (names.has(event)) watcher.postMessage({ playground: "event", token, event, detail }, "*");
  }

  /** Whether a call has not been answered yet. */
  get waiting() {
    return this.#waiting.size > 0;
  }

  settle({ id, text, refusal }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (refusal === undefined) resolve(JSON.parse(text));
    else reject(errorFrom(JSON.parse(refusal)));
  }

  /** Nobody will answer any more: every open call is rejected. */
  abandon(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async #call(name, args) {
    if (!this.#open) await this.ready; // afterwards a call is sent at once and keeps its place among clicks
    if (deeperThan(DEEPEST, args)) throw new RangeError(`${name}: lists and objects within one another at most ${DEEPEST} times`);
    const text = JSON.stringify(args);
    const id = this.#next++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#post(id, name, text);
    return answer;
  }

  /** Answers {playground: <call>, id, args} of the page around its frame, or of its own, with {playground: "reply", id, value | error}. */
  listen(target) {
    target.addEventListener("message", (event) => {
      const name = event.data?.playground;
      if (typeof name === "string" && !NO_CALLS.includes(name) && isFromHost(event)) this.#answer(event.data, event.source);
    });
  }

  /** From now on a window hears these events, too, or no longer; without any names, all of them. */
  #watch(call, events, source) {
    const names = events === undefined ? EVENTS : named(call, events);
    const heard = this.#watchers.get(source) ?? new Set();
    for (const name of names) call === "on" ? heard.add(name) : heard.delete(name);
    this.#watchers.set(source, heard);
  }

  async #answer({ playground: name, id, args = [] }, source) {
    const reply = (content) => source.postMessage({ playground: "reply", token, id, ...content }, "*");
    try {
      if (name === "on" || name === "off") this.#watch(name, args[0], source);
      else if (name !== "ready" && !CALLS.includes(name)) throw new RangeError(`${name} is none of ready, on, off, ${CALLS.join(", ")}`);
      const value = await (CALLS.includes(name) ? this[name](...args) : this.ready);
      reply({ value: value ?? null });
    } catch (error) {
      reply({ error: { message: error.message, key: error.key, allowed: error.allowed } });
    }
  }
}

/** A name or a list of names as a list; of those events that there are. */
function named(call, events) {
  const names = Array.isArray(events) ? events : [events];
  for (const name of names) if (!EVENTS.includes(name)) throw new RangeError(`${call}: ${name} is none of ${EVENTS.join(", ")}`);
  return names;
}

function deeperThan(most, value) {
  if (typeof value !== "object" || value === null) return false;
  return most === 0 || Object.values(value).some((part) => deeperThan(most - 1, part));
}

/** A listener that throws keeps no other from hearing. */
function tell(listener, detail) {
  try {
    listener(detail);
  } catch (error) {
    reportError(error);
  }
}

function errorFrom({ message, ...rest }) {
  return Object.assign(new Error(message), rest);
}
