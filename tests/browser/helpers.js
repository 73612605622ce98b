/** What the tests need inside every page. Defined before the page's own scripts run. */

window.tests = {
  /** How many things the learner has done that Python is still at work on. */
  unanswered: 0,

  /** Resolves with the first detail of `event` for which `holds` is true; for "status" the present one counts too. */
  async until(event, holds) {
    await playground.ready;
    let off;
    const heard = new Promise((resolve) => {
      off = playground.on(event, (detail) => holds(detail) && resolve(detail));
      if (event === "status") playground.status().then((status) => holds(status) && resolve(status));
    });
    return heard.finally(() => off());
  },

  /** Resolves once `holds(argument)`, or what it promises, is true. */
  async eventually(holds, argument) {
    while (!(await holds(argument))) await new Promise((resolve) => setTimeout(resolve, 20));
  },

  /** Rejects instead of waiting for ever. */
  within(seconds, promise) {
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error(`nothing within ${seconds} s`)), 1000 * seconds));
    return Promise.race([promise, late]);
  },

  /** What a call is refused with, as a plain object; null when it is not refused. */
  async refusal(name, args) {
    try {
      await playground[name](...args);
      return null;
    } catch ({ message, key, value, allowed }) {
      return { message, key, value, allowed };
    }
  },

  /** Closes whatever a test has left open: notices, dialogs, menus, folded parts; back to the top, with the focus nowhere. */
  tidy() {
    for (const close of document.querySelectorAll("#notices button")) close.click();
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    for (const part of document.querySelectorAll("details[open]")) part.open = false;
    document.activeElement?.blur();
    scrollTo(0, 0);
  },

  /** The page as it was at first, with these settings; once that is so, nothing of before is left in any panel. */
  async putBack(settings) {
    await Promise.all([playground.pause(), playground.configure(settings), playground.reset()]);
    tests.tidy();
    await playground.status();
  },

  /** Resolves after the next drawn frame of the browser itself. */
  painted: () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),

  /** Every element of the page, those in open shadow roots too. */
  *elements(root = document.documentElement) {
    yield root;
    for (const child of [...(root.shadowRoot?.children ?? []), ...root.children]) yield* tests.elements(child);
  },

  /** Every piece of text that a learner sees or hears, with the element's own language where it has one. */
  texts() {
    const found = [document.title];
    for (const element of tests.elements(document.body)) {
      if (["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"].includes(element.tagName) || !tests.shown(element)) continue;
      if (element.closest("[lang=mul]")) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(element.getAttribute(name));
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    }
    return found.map((text) => text?.trim()).filter(Boolean);
  },

  /** Options of a closed list have no box of their own, so their list decides. */
  shown: (element) => (element.closest("select") ?? element).checkVisibility(),

  /** Names (model.column) of numbers in the picture that are not finite. */
  notFinite() {
    const found = [];
    for (const document of Bokeh.documents) {
      for (const model of document._all_models.values()) {
        if (model.type === "ColumnDataSource") found.push(...tests.notFiniteIn(model));
        else if (model.type === "Range1d") for (const end of ["start", "end"]) if (!Number.isFinite(model[end])) found.push(`Range1d.${end}`);
      }
    }
    return found;
  },

  notFiniteIn(source) {
    const found = [];
    for (const name of source.columns()) {
      const values = [...source.get_column(name)].flatMap((item) => (item?.length === undefined || typeof item === "string" ? [item] : [...item]));
      if (values.some((value) => typeof value === "number" && !Number.isFinite(value))) found.push(name);
    }
    return found;
  },
};

window.Worker = class extends Worker {
  constructor(...rest) {
    super(...rest);
    this.addEventListener("message", ({ data }) => (tests.unanswered -= [data].flat().filter(({ type }) => type === "acted").length));
  }

  postMessage(message, transfer) {
    if (message.type === "act") tests.unanswered++;
    super.postMessage(message, transfer);
  }
};
