/**
 * A learner without a plan: actions drawn from a seed, done on whatever the page shows, with the events that a browser
 * sends. The address that a walk ends at must give back the whole state. Settings come from the project's own table.
 */

window.walks = {
  /** Walks `length` actions from the default settings. Resolves with {log, problems, end}; `restore` takes the end. */
  async walk({ seed, length, settings }) {
    const walker = new Walker(seed, settings);
    await open(START);
    for (let k = 0; k < length; k++) await walker.act();
    await walker.rest();
    const problems = [...walker.problems, ...shown()];
    return { log: walker.log, problems, end: { search: location.search, config: await playground.config(), parameters: await firstSteps() } };
  },

  /** What the address of a walk's end does not give back, on a page that has been elsewhere since. */
  async restore({ search, config, parameters }) {
    await open(search);
    const [again, differs] = [await playground.config(), []];
    for (const key in config) if (config[key] !== again[key]) differs.push(`${key}: ${config[key]} became ${again[key]}`);
    if (location.search !== search) differs.push(`the address became ${location.search}`);
    if ((await firstSteps()) !== parameters) differs.push("other parameters after the same steps");
    return differs.map((what) => `${what}, by ${search}`);
  },
};

const START = "?samples=60&hidden=3&lang=en"; // little, so that a walk takes no longer than it must
// Numbers that are none are typed as NAN: what the page itself writes as nan or NaN is a fault.
const NONSENSE = [null, "", "abc", -1, 0, 1.5, 1e300, true, [], {}, [[]], "1,2", "17,1", "NAN", "∞", "🙂", "x".repeat(500), { a: 1 }];
const TYPED = ["", " ", "0", "1", "-1", "3", "7.5", "0,3", "1e-9", "1e99", "100", "NAN", "abc", "4,2", "1,1,1,1", "17", "−2", "1/3", "<b>", "½"];
const TABLES = ["", "1,1,1\n-1,-1,-1\n", "x,y,label\n1,2,cat\n150,2,dog\n", "1;2;a\n3,5;4;b\nbad\n", "1,1,1\n", "<b>,&,\"\n"];
const KEYS = [" ", "Enter", "Escape", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Delete", "z", "Tab"];
// Not to be pressed: full screen needs a real hand, and a reload or another document would end the walk.
const APART = "#projector, #boot, footer, [data-panel=scenes], [data-panel=teachers], [data-panel=lesson]";

class Walker {
  #random;
  #settings;
  #pending = [];
  #marks = 0; // entries of the browser's history that this walk has made
  log = [];
  problems = [];

  constructor(seed, settings) {
    this.#random = mulberry(seed);
    this.#settings = settings;
  }

  /** One action; what it was goes into the log before it is done. */
  async act() {
    const actions = [
      [5, this.#field], [4, this.#button], [3, this.#stage], [2, this.#subject], [2, this.#key], [1, this.#phase], [1, this.#details],
      [4, this.#configure], [2, this.#call], [2, this.#nonsense], [1, this.#draw], [1, this.#history], [1, this.#wait],
    ];
    await this.#weighted(actions).call(this);
  }

  /** Everything that was asked for has been answered, and nothing moves. */
  async rest() {
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    this.#pending.push(playground.pause());
    await Promise.allSettled(this.#pending);
    let [before, now] = [null, await state()];
    while (before !== now || tests.unanswered > 0) {
      await tests.painted();
      [before, now] = [now, await state()];
    }
  }

  // -- chance ------------------------------------------------------------------------------------

  #pick(items) {
    return items[Math.floor(this.#random() * items.length)];
  }

  #between(low, high) {
    return low + this.#random() * (high - low);
  }

  #chance(share) {
    return this.#random() < share;
  }

  #weighted(rows) {
    let left = this.#between(0, rows.reduce((sum, [weight]) => sum + weight, 0));
    return rows.find(([weight]) => (left -= weight) < 0)[1];
  }

  #some(items, most) {
    return Array.from({ length: 1 + Math.floor(this.#random() * most) }, () => this.#pick(items));
  }

  // -- with the hand -----------------------------------------------------------------------------

  #field() {
    const field = this.#pick(reachable("input:not([type=file]):not([readonly]), select, textarea"));
    if (!field) return;
    const value = this.#valueFor(field);
    this.#note(`${nameOf(field)} ← ${value}`);
    if (value === "click") return press(field);
    field.focus();
    field.value = value;
    send(field, "input");
    send(field, "change");
    if (field.form?.dataset.do && this.#chance(0.5)) field.form.requestSubmit();
  }

  #valueFor(field) {
    if (field.type === "checkbox" || field.type === "radio") return "click";
    if (field.localName === "select") return this.#pick([...field.options]).value;
    if (field.localName === "textarea") return this.#pick(TABLES);
    if (field.type === "range") return String(Math.round(this.#between(Number(field.min || 0), Number(field.max || 100))));
    return this.#pick(TYPED);
  }

  #button() {
    this.#pressOneOf("button, a[data-do]");
  }

  #phase() {
    this.#pressOneOf("#timeline button");
  }

  #details() {
    this.#pressOneOf("summary");
  }

  #pressOneOf(selector) {
    const button = this.#pick(reachable(selector));
    if (!button) return;
    this.#note(`press ${nameOf(button)}`);
    press(button);
  }

  /** Points at a place of the picture, presses it, or drags from it. */
  #stage() {
    const stage = document.querySelector(".stage");
    if (!reachable(".stage").length) return;
    stage.scrollIntoView({ block: "nearest", behavior: "instant" });
    const box = stage.getBoundingClientRect();
    const place = () => [this.#between(box.left, box.right), this.#between(box.top, box.bottom)].map(Math.round);
    const [start, end, way] = [place(), place(), this.#pick(["hover", "press", "drag"])];
    const target = document.elementFromPoint(...start);
    if (!target?.closest(".stage")) return;
    this.#note(`${way} the picture at ${start}${way === "drag" ? ` to ${end}` : ""}`);
    point(target, "pointermove", start);
    if (way === "hover") return;
    point(target, "pointerdown", start);
    if (way === "drag") for (const t of [0.3, 0.7, 1]) point(target, "pointermove", start.map((at, k) => at + t * (end[k] - at)));
    point(target, "pointerup", way === "drag" ? end : start);
    point(target, "click", way === "drag" ? end : start);
  }

  #subject() {
    const element = this.#pick(reachable("[data-subject], [data-factor]"));
    if (!element) return;
    this.#note(`point at ${nameOf(element)}`);
    point(element, "pointerover", [0, 0]);
    element.focus?.();
    if (this.#chance(0.4)) press(element);
  }

  #key() {
    const [element, key] = [this.#pick(reachable("button, input, select, textarea, [tabindex]")), this.#pick(KEYS)];
    if (element && this.#chance(0.6)) element.focus();
    const target = document.activeElement ?? document.body;
    this.#note(`key “${key}” on ${nameOf(target)}`);
    const options = { key, bubbles: true, cancelable: true, shiftKey: this.#chance(0.1), ctrlKey: key === "z" };
    target.dispatchEvent(new KeyboardEvent("keydown", options));
    target.dispatchEvent(new KeyboardEvent("keyup", options));
  }

  /** In the dialog of one's own data: a stroke, a text, and now and then the points are used. */
  #draw() {
    const dialog = document.getElementById("owndata");
    if (!dialog.open && reachable("[data-open=owndata]").length) press(reachable("[data-open=owndata]")[0]);
    if (!dialog.open) return;
    const plane = document.getElementById("own-plane");
    const box = plane.getBoundingClientRect();
    const place = () => [this.#between(box.left, box.right), this.#between(box.top, box.bottom)];
    press(this.#pick([...dialog.querySelectorAll("[name=own-tool]")]));
    point(plane, "pointerdown", place());
    for (const to of [place(), place(), place()]) point(plane, "pointermove", to);
    point(plane, "pointerup", place());
    const used = this.#chance(0.5) && !dialog.querySelector("[form=own-form]").disabled;
    if (used) press(dialog.querySelector("[form=own-form]"));
    this.#note(`draw${used ? " and use" : ""}`);
  }

  /** A mark in the browser's history, or back to the last one. */
  async #history() {
    if (this.#marks === 0 || this.#chance(0.5)) {
      this.#note("a new entry of the history");
      this.#marks++;
      history.pushState(null, "", location.href);
      return;
    }
    this.#note("browser back");
    this.#marks--;
    const gone = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
    history.back();
    await gone;
  }

  async #wait() {
    this.#note("wait");
    await tests.painted();
    await playground.status();
  }

  // -- by calls ----------------------------------------------------------------------------------

  #configure() {
    const changes = Object.fromEntries(this.#some(this.#settings, 3).map((setting) => [setting.key, this.#valueOf(setting)]));
    this.#ask("configure", changes);
  }

  #call() {
    this.#ask(
      ...this.#pick([
        ["run"], ["pause"], ["reset"], ["status"], ["config"], ["data"], ["parameters"], ["phases"], ["trace"], ["step"],
        ["step", Math.round(this.#between(0, 40))], ["step", 5000], ["seek", Math.round(this.#between(0, 60))],
        ["trace", { x: [this.#between(-7, 7), this.#between(-7, 7)], y: 1 }],
        ["showPhase", this.#pick(["input", "loss", "update", "forward/1/z", "forward/1/a", "backward/1", "forward/9/z"])],
      ]),
    );
    if (this.#chance(0.2)) this.#pending.push(scaled(this.#pick([-1, 0.5, 10, 1e6])));
  }

  #nonsense() {
    const value = this.#pick(NONSENSE);
    const names = ["step", "seek", "setParameters", "trace", "showPhase", "configure"];
    if (this.#chance(0.5)) this.#ask(this.#pick(names), value);
    else this.#ask("configure", { [this.#pick(this.#settings).key]: value });
  }

  /** Makes a call without waiting for it; a refusal must say something. */
  #ask(name, ...args) {
    if (name === "step" && args[0] > 1e6) return;
    this.#note(`${name}(${args.map((value) => JSON.stringify(value)).join(", ").slice(0, 120)})`);
    const answer = playground[name](...args).catch((error) => {
      if (!error.message) this.problems.push(`${name} was refused without a word`);
    });
    this.#pending.push(answer);
  }

  /** A value of a setting, by the kind of its row in the table; nets stay small, or the walk would take for ever. */
  #valueOf({ kind, choices, bounds }) {
    const [low, high] = bounds.length ? bounds : [0, 1];
    const number = () => (low > 0 ? low * (high / low) ** this.#random() : this.#between(low, Math.min(high, 60)));
    switch (kind) {
      case "choice": return this.#pick(choices);
      case "optional": case "language": return this.#pick(["auto", ...choices]);
      case "number": return number();
      case "positive": return this.#between(0.01, 3);
      case "integer": return Math.round(Math.min(number(), low > 1 ? 200 : high));
      case "batch": return this.#pick(["all", 1, 10, 33]);
      case "features": return this.#some(choices, 4).join(",");
      case "activations": return this.#pick(choices);
      case "layers": return this.#pick(["", "1", "2", "4,2", "8,8", "3,3,3,3", "16", "1,16,1", "2,2,2,2,2,2,2,2"]);
      case "points": return this.#pick(["1,1,1;-1,-1,-1", "0,0,1;0,0,-1;6,-6,1"]);
      case "sample": return this.#pick(["", "1,2,1", "-6,6,-1", "99,-99,1"]);
      case "subject": return this.#pick(["", "unit/1/1", "edge/1/1/1", "edge/2/1/1", "bias/1/1", "bias/2/1", "loss", "unit/24/16", "unit/0/1"]);
      case "versus": return this.#pick(["", "act=relu;act=sigmoid", "lr=1", "init=zeros;init=normal", "hidden=8;hidden=", "opt=adam"]);
      case "parts": return this.#pick(["", "legend", "timeline,legend"]);
      default: return this.#pick(TYPED);
    }
  }

  #note(text) {
    this.log.push(text);
  }
}

// -- what must hold after every walk ----------------------------------------------------------------

/** What is drawn or written and is no number. */
function shown() {
  const written = tests.texts().filter((text) => /\b(nan|NaN|inf|Infinity|undefined)\b|\[object/.test(text));
  return [...tests.notFinite().map((name) => `not finite: ${name}`), ...written.map((text) => `written: ${text.slice(0, 120)}`)];
}

/** The settings and the address, as text: what the learner has done last arrives only after what came before. */
async function state() {
  return JSON.stringify([await playground.config(), location.search]);
}

/** The parameters after three steps from the start, as text. */
async function firstSteps() {
  await playground.reset();
  await playground.step(3);
  return JSON.stringify(await playground.parameters());
}

/** As when the browser goes back to an address of this page. */
async function open(search) {
  history.replaceState(null, "", `${location.pathname}${search}`);
  dispatchEvent(new PopStateEvent("popstate"));
  await playground.config();
}

/** Goes on from the parameters times a factor. */
async function scaled(factor) {
  const { weights, biases } = await playground.parameters();
  const times = (nested) => (Array.isArray(nested) ? nested.map(times) : nested * factor);
  await playground.setParameters({ weights: times(weights), biases: times(biases) }).catch(() => {}); // the net may be another by now
}

// -- events -----------------------------------------------------------------------------------------

/** What a learner could reach just now: in an open dialog only that. */
function reachable(selector) {
  const root = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
  const usable = (element) => element.checkVisibility() && !element.disabled && !element.closest("[inert]") && !element.closest(APART);
  return [...root.querySelectorAll(selector)].filter(usable);
}

function press(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const place = [left + width / 2, top + height / 2];
  point(element, "pointerover", place);
  point(element, "pointerdown", place);
  element.focus?.({ preventScroll: true });
  point(element, "pointerup", place);
  if (element.click) element.click();
  else point(element, "click", place);
}

function point(element, type, [clientX, clientY]) {
  const options = { bubbles: true, cancelable: true, clientX, clientY, pointerId: 1, pointerType: "mouse", button: 0 };
  element.dispatchEvent(new PointerEvent(type, options));
}

function send(element, type) {
  element.dispatchEvent(new Event(type, { bubbles: true }));
}

function nameOf(element) {
  const { subject, do: action, value, phase } = element.dataset ?? {};
  return [element.localName, element.id && `#${element.id}`, subject, action, value, phase, element.value].filter(Boolean).join(" ").slice(0, 80);
}

/** Numbers from 0 to 1 (Tommy Ettinger's mulberry32, public domain). */
function mulberry(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
