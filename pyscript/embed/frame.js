/** One frame with the page in it: what is said to it, and what it says. It announces itself with a token, by which it is addressed. */

const NAME = "seeing-gradients"; // by it the page knows that it waits for its turn (pyscript/page/framed.js)
const USUAL = [600, 430, 600]; // pixels: of a frame at least so wide the height before it has told its own, and of a narrower one

export class Frame {
  isReady = false;
  #hears;
  #token = null;
  #waiting = new Map();
  #last = 0;
  #unsaid = []; // before the page has announced itself
  #settle = {};

  /** `hears(name, content)` is told of `here`, `wish`, `ready`, `state` and `event`. */
  constructor({ address, title, hears }) {
    this.#hears = hears;
    this.element = Object.assign(document.createElement("iframe"), { name: NAME, title, src: address, allow: "clipboard-write; fullscreen" });
    const [wide, low, high] = USUAL;
    this.element.style.height = `${innerWidth >= wide ? low : high}px`;
    this.ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.ready.catch(() => {}); // whoever asks for it hears of it
    addEventListener("message", this.#message);
  }

  /** Tells the page something of its host. */
  tell(content) {
    this.#post({ playground: "host", ...content });
  }

  /** The answer to a call. */
  ask(playground, args = []) {
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#post({ playground, id, args });
    return answer;
  }

  /** Lets the page start; resolves when that has come to an end, whichever. */
  async start() {
    this.tell({ go: true });
    const value = await this.ask("ready").then(() => null, (error) => error);
    if (value) return this.#settle.reject(value);
    this.isReady = true;
    this.#hears("ready", {});
    this.#settle.resolve();
  }

  remove() {
    removeEventListener("message", this.#message);
    this.element.remove();
    const gone = new Error("removed");
    this.#settle.reject(gone);
    for (const { reject } of this.#waiting.values()) reject(gone);
  }

  #post(message) {
    if (this.#token) this.element.contentWindow?.postMessage({ ...message, token: this.#token }, "*");
    else this.#unsaid.push(message);
  }

  #message = ({ source, data }) => {
    if (source !== this.element.contentWindow || typeof data?.playground !== "string") return;
    if (data.playground === "here") this.#meet(data.token);
    else if (data.token !== this.#token) return;
    if (data.playground === "size" && data.height > 0) this.element.style.height = `${data.height}px`;
    else if (data.playground === "reply") this.#answer(data);
    else this.#hears(data.playground, data);
  };

  #meet(token) {
    this.#token = token;
    for (const message of this.#unsaid.splice(0)) this.#post(message);
  }

  #answer({ id, value, error }) {
    const { resolve, reject } = this.#waiting.get(id) ?? {};
    this.#waiting.delete(id);
    if (error) reject?.(Object.assign(new Error(error.message), error));
    else resolve?.(value);
  }
}
