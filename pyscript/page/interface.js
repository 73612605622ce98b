/** window.playground, and the same calls by postMessage for a page that embeds this one in a frame. */

const CALLS = [
  "config", "configure", "run", "pause", "step", "reset", "seek", "status", "data", "readData", "useData",
  "parameters", "setParameters", "trace", "showPhase", "phases",
];
const DEEPEST = 32; // lists within lists of an argument; some thousands of them would end Python
const EVENTS = ["frame", "status", "phase", "task", "goal", "error"];

export class Interface {
  #post;
  #waiting = new Map();
  #listeners = new Map(EVENTS.map((name) => [name, new Set()]));
  #watchers = new Set(); // windows that asked for events
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

  /** Calls `listener(detail)` at each such event; returns a function that ends it. */
  on(event, listener) {
    const listeners = this.#listeners.get(event);
    if (!listeners) throw new RangeError(`on: ${event} is none of ${EVENTS.join(", ")}`);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit(event, detail) {
    for (const listener of this.#listeners.get(event)) tell(listener, detail);
    for (const watcher of this.#watchers) watcher.postMessage({ playground: "event", event, detail }, "*");
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

  /** Answers {playground: <call>, id, args} of the embedding page with {playground: "reply", id, value | error}. */
  listen(target) {
    target.addEventListener("message", ({ data, source }) => {
      if (source && source !== window && typeof data?.playground === "string") this.#answer(data, source);
    });
  }

  async #answer({ playground: name, id, args = [] }, source) {
    const reply = (content) => source.postMessage({ playground: "reply", id, ...content }, "*");
    try {
      if (name === "on") this.#watchers.add(source);
      else if (name !== "ready" && !CALLS.includes(name)) throw new RangeError(`${name} is none of ready, on, ${CALLS.join(", ")}`);
      const value = await (CALLS.includes(name) ? this[name](...args) : this.ready);
      reply({ value: value ?? null });
    } catch (error) {
      reply({ error: { message: error.message, key: error.key, allowed: error.allowed } });
    }
  }
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
