/**
 * <seeing-gradients scene="playground" data="circle" layers="4,2" lock="act" goal="test_loss<0.05">: the site beside this script, in a
 * frame that is as high as what is in it. Attributes are settings; `layers` is `hidden` and `inspect` is `focus`, which themes and
 * frameworks claim for themselves. Calls lie under `element.playground`; what happens comes as DOM events.
 */

import { Frame } from "./frame.js";
import { recall, remember } from "./memory.js";
import { say } from "./texts.js";
import { surroundings, watchSurroundings } from "./surroundings.js";
import { join, leave, hurry } from "./turns.js";

export const SETTINGS = [
  "scene", "at", "data", "noise", "samples", "train", "points", "features", "hidden", "act", "out", "loss", "init", "gain", "opt", "lr", "batch",
  "clip", "reg", "rate", "seed", "pace", "speed", "sample", "focus", "digits", "cells", "versus", "chart", "scale", "lang", "theme", "hide", "lock", "goal",
];
const CALLED = { hidden: "layers", focus: "inspect" }; // settings that have another name here
const ATTRIBUTES = SETTINGS.map((key) => CALLED[key] ?? key);
const KEYS = Object.fromEntries(SETTINGS.map((key) => [CALLED[key] ?? key, key]));
const LISTS = ["hide", "lock", "goal"]; // attributes in which settings are named
const OF_HTML = new Set(
  "src id class style title slot part dir hidden tabindex role translate inert is nonce draggable spellcheck autofocus accesskey contenteditable popover exportparts key ref".split(" "),
);
const CALLS = [
  "config", "configure", "run", "pause", "step", "reset", "seek", "status", "data", "readData", "useData", "parameters", "setParameters", "trace", "showPhase", "phases",
];
const HEARD = ["status", "phase", "task", "goal", "error"]; // "frame" only where somebody listens: it comes sixty times a second
const NEAR = "400px"; // from the window's edge: it begins to start
const script = document.currentScript ?? document.querySelector('script[src*="embed.js"]');
const beside = script?.src || document.baseURI;

class SeeingGradients extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, "src"];

  #frame = null;
  #messages;
  #near = null;
  #memory = null; // {address, search, step, reached} of the page that was here before
  #place = null; // where it is remembered
  #changed = null; // names of attributes that have changed and are not told yet
  #events = [...HEARD];
  #unwatch = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet(); // a host's Content-Security-Policy has nothing against it
    sheet.replaceSync(`
      :host { display: block; min-width: 0; } :host([hidden]) { display: none; }
      iframe { display: block; width: 100%; border: 1px solid color-mix(in srgb, currentcolor 18%, transparent); border-radius: 10px; box-sizing: content-box; margin: 0 -1px; }
      ul { margin: 0 0 8px; padding: 6px 12px 6px 28px; border-left: 4px solid #e46c0a; background: #fff4e5; color: #1d2129; font: 14px/1.5 system-ui, sans-serif; }
      ul:empty { display: none; }`);
    root.adoptedStyleSheets = [sheet];
    this.#messages = Object.assign(document.createElement("ul"), { role: "alert" });
    root.append(this.#messages);
    this.playground = this.#calls();
  }

  connectedCallback() {
    for (const name of [...ATTRIBUTES, "src"]) this.#takeProperty(name);
    this.#complainOfAttributes();
    this.#place = `${location.pathname}${location.search} ${[...document.querySelectorAll(this.localName)].indexOf(this)}`;
    this.#memory ??= recall(this.#place, this.#address);
    this.#unwatch = watchSurroundings(this, () => this.#frame?.tell(this.#around()));
    this.#near = new IntersectionObserver((entries) => entries.at(-1).isIntersecting && this.#open(), { rootMargin: NEAR });
    this.#near.observe(this);
    addEventListener("pagehide", this.#remember);
  }

  disconnectedCallback() {
    this.#remember();
    this.#near.disconnect();
    this.#unwatch();
    removeEventListener("pagehide", this.#remember);
    this.#close();
  }

  /** Moved by `moveBefore`, it goes on as it is. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#frame) return;
    if (!this.#changed) queueMicrotask(() => this.#tellChanges());
    (this.#changed ??= new Set()).add(name);
  }

  addEventListener(type, ...rest) {
    if (type === "frame" && !this.#events.includes(type)) {
      this.#events.push(type);
      this.#frame?.ask("on", [[type]]).catch(() => {});
    }
    super.addEventListener(type, ...rest);
  }

  // -- the frame ------------------------------------------------------------------------------------

  /** Shows the page, which starts when it is its turn. */
  #open() {
    if (this.#frame) return;
    this.#frame = new Frame({
      address: this.#memory?.search ? this.#pageAt(this.#memory.search) : this.#address,
      title: say(surroundings(this).lang, "embed.title"),
      hears: (name, content) => this.#hear(name, content),
    });
    this.shadowRoot.append(this.#frame.element);
    join(this.#frame);
  }

  #close() {
    if (!this.#frame) return;
    leave(this.#frame);
    this.#frame.remove();
    this.#frame = null;
  }

  #hear(name, content) {
    if (name === "here") {
      this.#frame.ask("on", [this.#events]).catch(() => {});
      this.#frame.tell(this.#around());
    }
    if (name === "wish") hurry(this.#frame);
    if (name === "ready") this.#takeUp();
    if (name === "state") this.#note({ search: content.search });
    if (name === "event") this.#pass(content.event, content.detail);
  }

  /** Goes on where the page was when it was left. */
  async #takeUp() {
    const { step, reached } = this.#memory ?? {};
    if (Number.isInteger(reached)) this.#frame.tell({ reached });
    if (step > 0) await this.#frame.ask("seek", [step]).catch(() => {}); // whoever does something else meanwhile wants that
  }

  #pass(event, detail) {
    if (event === "status") this.#note({ step: detail.step });
    if (event === "goal") this.#note({ reached: detail.step });
    if (event === "error" && !this.#frame.isReady && detail.key) this.#complain(detail.message);
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  #note(news) {
    if (this.#frame.isReady || "reached" in news) this.#memory = { ...this.#memory, address: this.#address, ...news };
  }

  #remember = () => {
    if (this.#memory && this.#place) remember(this.#place, this.#memory);
  };

  #around() {
    const { lang, dark } = surroundings(this);
    return { lang, dark };
  }

  /** Waits until the frame is ready; whoever calls does not have to scroll to it. */
  async #ready() {
    this.#open();
    hurry(this.#frame);
    return this.#frame.ready;
  }

  #calls() {
    const ask = async (name, args) => {
      await this.#ready();
      return this.#frame.ask(name, args);
    };
    const calls = Object.fromEntries(CALLS.map((name) => [name, (...args) => ask(name, args)]));
    const element = this;
    return Object.freeze({
      ...calls,
      get ready() {
        return element.#ready();
      },
      /** Calls `listener(detail)` at each event of such a name, or of several; returns a function that ends it. */
      on(events, listener) {
        const ends = [events].flat().map((event) => {
          const hear = ({ detail }) => listener(detail);
          element.addEventListener(event, hear);
          return () => element.removeEventListener(event, hear);
        });
        return () => ends.forEach((end) => end());
      },
    });
  }

  // -- attributes -----------------------------------------------------------------------------------

  get #address() {
    const query = ATTRIBUTES.filter((name) => this.hasAttribute(name)).map((name) => `${KEYS[name]}=${encodeURIComponent(this.#value(name))}`);
    return this.#pageAt(query.length > 0 ? `?${query.join("&")}` : "");
  }

  /** A file (`playground.html`), or the page of a folder. */
  #pageAt(search) {
    const page = new URL(this.getAttribute("src") || ".", beside);
    const address = page.pathname.endsWith("/") ? new URL("index.html", page) : page;
    return address.href.split(/[?#]/)[0] + search;
  }

  #value(name) {
    const value = this.getAttribute(name);
    if (!LISTS.includes(name) || name === "goal") return value;
    return value.split(",").map((item) => KEYS[item.trim()] ?? item.trim()).join(",");
  }

  /** What a framework has set as a property before the element was known. */
  #takeProperty(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  async #tellChanges() {
    const names = [...this.#changed];
    this.#changed = null;
    if (!this.#frame) return;
    const asNew = !this.#frame.isReady || this.hasAttribute("lock") || names.some((name) => ["lock", "src"].includes(name) || !this.hasAttribute(name));
    if (asNew) return this.#begin();
    const changes = Object.fromEntries(names.map((name) => [KEYS[name], this.#value(name)]));
    this.#messages.replaceChildren();
    await this.#frame.ask("configure", [changes]).catch((error) => this.#complain(error.message));
  }

  /** What stands in the page now is not what stood there before: begins as that says. */
  #begin() {
    this.#memory = null;
    this.#close();
    this.#messages.replaceChildren();
    this.#complainOfAttributes();
    this.#open();
  }

  #complainOfAttributes() {
    for (const { name } of this.attributes) {
      const known = ATTRIBUTES.includes(name) || name === "src" || name === "lang" || OF_HTML.has(name) || /^on|[-:@_.]/.test(name);
      const instead = CALLED[name];
      if (!known) this.#complain(say(surroundings(this).lang, instead ? "embed.called" : "embed.unknown", { name, instead, names: ATTRIBUTES.join(", ") }));
    }
  }

  #complain(sentence) {
    const said = [...this.#messages.children].some((item) => item.textContent === sentence);
    if (!said) this.#messages.append(Object.assign(document.createElement("li"), { textContent: sentence }));
  }
}

/** Frameworks set properties; these are attributes. */
for (const name of [...ATTRIBUTES, "src"].filter((name) => !(name in HTMLElement.prototype))) {
  Object.defineProperty(SeeingGradients.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

if (!customElements.get("seeing-gradients")) customElements.define("seeing-gradients", SeeingGradients);
