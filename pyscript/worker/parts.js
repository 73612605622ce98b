/** The parts that the page has downloaded; inside the worker they take the network's place. */

import { deferred } from "../deferred.js";

export class Parts {
  #waiting = new Map();

  put(name, bytes) {
    this.#entry(name).resolve(bytes);
  }

  /** Resolves with the part's bytes (ArrayBuffer) once the page has sent it. */
  get(name) {
    return this.#entry(name).promise;
  }

  /** Answers a fetch by the last piece of its address; Pyodide asks for its own files this way. */
  async respond(request) {
    const address = typeof request === "string" ? request : (request.url ?? request.href);
    const name = new URL(address, "http://localhost/").pathname.split("/").pop();
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(await this.get(name), { headers: { "Content-Type": type } });
  }

  #entry(name) {
    if (!this.#waiting.has(name)) this.#waiting.set(name, deferred());
    return this.#waiting.get(name);
  }
}
