/** Files as they were built, whether the page or the service worker brings them: packed or not, and by which hash they are known. */

/** Whether bytes begin as gzip does. Some hosts inflate `.gz` files on the way, so the bytes decide, not the name. */
export function isPacked([first, second]) {
  return first === 0x1f && second === 0x8b;
}

/** A Response with what a Blob of gzip holds. */
export function inflated(blob) {
  return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip")));
}

/** The hash of bytes as the manifest, and `integrity` of a script, write it. Only on a secure page. */
export async function hashOf(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}
