/** Brings files over a link that may break: what has come stays, the rest is asked for again, a few times, after growing waits. */

const WAITS = [500, 1000, 2000, 4000, 8000]; // milliseconds before another try, as long as nothing new comes
const SILENCE = 20_000; // milliseconds without a byte of a file that has begun: the link has broken, though nobody says so
const LATER = [408, 429, 500, 502, 503, 504]; // what servers answer that may have the file in a while
const NO_SUCH_PART = 416;

const broken = new Set(); // files that wait for the link
let tell = () => {};

/** Calls `listener(isBroken)` when the link breaks, and when all goes on. */
export function watchLink(listener) {
  tell = listener;
}

/** A file that did not come: "network", "busy" (the server), or "missing". */
export class LinkError extends Error {
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

/**
 * Resolves with {pieces, headers} of a file; `count(bytes)` hears of each piece, and, less than 0, of those that are of no use.
 * `hindered` promises whether something else than the link keeps the file away: then another try is of no use.
 */
export async function brought(address, count, hindered) {
  const file = new Incoming(address, count);
  for (let tries = 0; ; ) {
    const before = file.here;
    try {
      return await file.goOn();
    } catch (error) {
      if (file.here > before) tries = 0;
      const final = error.reason === "missing" || tries === WAITS.length || (await hindered());
      file.wait(!final);
      if (final) throw error;
    }
    await rest(WAITS[tries++]);
  }
}

/** What has come of a file. */
class Incoming {
  here = 0; // bytes
  #address;
  #count;
  #pieces = [];
  #version = null; // by which the server knows whether the rest is of the same file
  #divisible = false; // whether the rest alone may be asked for

  constructor(address, count) {
    this.#address = address;
    this.#count = count;
  }

  /** Asks for what is not here yet, or, where the server gives only the whole, for that. */
  async goOn() {
    const stop = new AbortController();
    const response = await this.#ask(stop.signal);
    let known = this.#known(response);
    for await (const piece of arriving(response, stop)) {
      const news = piece.subarray(Math.min(known, piece.length));
      known -= piece.length - news.length;
      if (news.length > 0) this.#take(news);
    }
    return { pieces: this.#pieces, headers: response.headers };
  }

  /** Whether the file waits for the link. */
  wait(does) {
    const before = broken.size > 0;
    does ? broken.add(this) : broken.delete(this);
    if (before !== broken.size > 0) tell(broken.size > 0);
  }

  async #ask(signal) {
    const rest = this.here > 0 && this.#divisible;
    const headers = rest ? { Range: `bytes=${this.here}-`, "If-Range": this.#version } : {};
    const response = await fetch(this.#address, { headers, signal }).catch((error) => {
      throw new LinkError("network", error.message);
    });
    if (response.ok) return response;
    if (response.status === NO_SUCH_PART) this.#forget();
    const reason = response.status === NO_SUCH_PART ? "network" : LATER.includes(response.status) ? "busy" : "missing";
    throw new LinkError(reason, `HTTP ${response.status}`);
  }

  /** How many of the bytes that are coming now are here already. What is here of another file is forgotten. */
  #known({ status, type, headers }) {
    const version = [headers.get("ETag"), headers.get("Last-Modified")].find((name) => name && !name.startsWith("W/")) ?? "";
    if (status === 206 && version === this.#version && headers.get("Content-Range")?.startsWith(`bytes ${this.here}-`)) return 0;
    if (version !== this.#version || status === 206) this.#forget();
    if (status === 206) throw new LinkError("network", "HTTP 206");
    this.#version = version;
    // Counted are inflated bytes where the server deflates, and where it is another origin it does not say whether it does.
    this.#divisible = version !== "" && type === "basic" && !headers.has("Content-Encoding");
    return this.here;
  }

  #take(piece) {
    this.wait(false);
    this.#pieces.push(piece);
    this.here += piece.length;
    this.#count(piece.length);
  }

  #forget() {
    if (this.here > 0) this.#count(-this.here);
    [this.#pieces, this.here, this.#version, this.#divisible] = [[], 0, null, false];
  }
}

async function* arriving(response, stop) {
  const reader = response.body.getReader();
  let silence;
  try {
    for (;;) {
      silence = setTimeout(() => stop.abort(), SILENCE);
      const { done, value } = await reader.read();
      clearTimeout(silence);
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw new LinkError("network", error.message);
  } finally {
    clearTimeout(silence);
  }
}

/** So many milliseconds, or until the device is connected again. */
function rest(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    addEventListener("online", resolve, { once: true });
  });
}
