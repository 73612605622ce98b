/** Downloads the parts of the site: counts the bytes as they arrive, inflates them, checks that nothing is missing. */

/** A part that did not arrive whole. `cause` is "network", "missing", "truncated" or "unsupported". */
export class PartError extends Error {
  constructor(cause, part, detail) {
    super(`${part.name}: ${cause}${detail ? ` (${detail})` : ""}`);
    Object.assign(this, { reason: cause, part });
  }
}

/** Resolves with the inflated bytes (ArrayBuffer) of a part; `count(bytes)` hears of each piece that arrives. */
export async function download(part, count) {
  const response = await request(part);
  const pieces = await collect(response, part, count);
  const bytes = await inflate(new Blob(pieces), part);
  if (bytes.byteLength !== part.size) throw new PartError("truncated", part, `${bytes.byteLength} of ${part.size} bytes`);
  return bytes;
}

async function request(part) {
  let response;
  try {
    response = await fetch(part.address);
  } catch (error) {
    throw new PartError("network", part, error.message);
  }
  if (!response.ok) throw new PartError("missing", part, `HTTP ${response.status}`);
  return response;
}

async function collect(response, part, count) {
  const pieces = [];
  const reader = response.body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
      count(piece.value.byteLength);
    }
  } catch (error) {
    throw new PartError("network", part, error.message);
  }
  return pieces;
}

/** Some hosts inflate `.gz` files on the way, so the bytes decide, not the name. */
async function inflate(blob, part) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return blob.arrayBuffer();
  try {
    return await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  } catch (error) {
    throw new PartError("truncated", part, error.message);
  }
}

/** Adds a script of ours to the page; the browser itself checks it against the manifest's hash. */
export function loadScript(part) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    // In a sandboxed frame every address is another origin's, and a hash is only checked with crossOrigin.
    Object.assign(script, { src: part.address, async: false, crossOrigin: "anonymous" });
    if (part.integrity && window.isSecureContext) script.integrity = part.integrity;
    script.onload = resolve;
    script.onerror = () => reject(new PartError("truncated", part));
    document.head.append(script);
  });
}
