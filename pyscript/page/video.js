/** A video of a canvas, made by the browser's own recorder. */

// What slide programs open comes first; a browser takes the first that it can make.
const KINDS = ["video/mp4;codecs=avc1.640028", "video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/mp4"];
const FRAMES = 30; // a second, at most
const BITS = 8_000_000; // a second, at most: thin lines stay sharp
const PIECE = 1000; // milliseconds after which the recorder hands over what it has

/** The kind of video that this browser can make; undefined if none. */
export function kindOfVideo() {
  if (!window.MediaRecorder || !HTMLCanvasElement.prototype.captureStream) return undefined;
  return KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
}

export class Video {
  #recorder;
  #pieces = [];
  #lasted = 0; // milliseconds, up to the last pause
  #since = null;
  #rest = () => this.#recorder[document.hidden ? "pause" : "resume"](); // behind a hidden page nothing moves

  /** Of what will be painted on a canvas that has been painted on once. */
  constructor(canvas) {
    this.#recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: kindOfVideo(), videoBitsPerSecond: BITS });
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#pieces.push(data));
    for (const type of ["start", "resume"]) this.#recorder.addEventListener(type, () => (this.#since ??= performance.now()));
    for (const type of ["pause", "stop"]) this.#recorder.addEventListener(type, () => this.#count());
    document.addEventListener("visibilitychange", this.#rest);
    this.#recorder.start(PIECE);
  }

  /** Whether the browser has given it up by itself. */
  get broken() {
    return this.#recorder.state === "inactive";
  }

  /** The video as a file; empty if the browser has made none. */
  async end() {
    document.removeEventListener("visibilitychange", this.#rest);
    if (!this.broken) {
      const ended = new Promise((resolve) => this.#recorder.addEventListener("stop", resolve));
      this.#recorder.stop();
      await ended;
    }
    const type = this.#recorder.mimeType.split(";")[0];
    const bytes = new Uint8Array(await new Blob(this.#pieces).arrayBuffer());
    return new Blob(type === "video/webm" ? withDuration(bytes, this.#lasted) : [bytes], { type });
  }

  #count() {
    if (this.#since !== null) this.#lasted += performance.now() - this.#since;
    this.#since = null;
  }
}

// WebM (https://www.rfc-editor.org/rfc/rfc8794, /rfc9559): elements of an id, a size, and what is in them.
const INFO = [0x15, 0x49, 0xa9, 0x66];
const DURATION = [0x44, 0x89, 0x88]; // of eight bytes, a number of milliseconds
const HEAD = 4096; // bytes in which INFO is found

/**
 * The parts of a WebM file that says how long it lasts. Browsers write it before they know, without any duration or with 0,
 * and players could not wind in it. It may grow: what is around INFO has no size, and nothing yet points at what comes after.
 */
export function withDuration(bytes, milliseconds) {
  const start = find(bytes, INFO, 0, Math.min(HEAD, bytes.length)) + INFO.length;
  if (start < INFO.length) return [bytes];
  const { value: size, length } = sizeAt(bytes, start);
  const [from, to] = [start + length, start + length + size];
  const duration = new Uint8Array([...DURATION, ...inEightBytes(milliseconds)]);
  const place = find(bytes, DURATION, from, to);
  if (place >= 0) return [bytes.subarray(0, place), duration, bytes.subarray(place + duration.length)];
  const longer = new Uint8Array([1, ...inEightBytes(size + duration.length, "setBigUint64").subarray(1)]);
  return [bytes.subarray(0, start), longer, bytes.subarray(from, to), duration, bytes.subarray(to)];
}

function find(bytes, wanted, from, to) {
  for (let at = from; at + wanted.length <= to; at++) {
    if (wanted.every((byte, k) => bytes[at + k] === byte)) return at;
  }
  return -1;
}

/** As many bytes as the first has zeros before its first one, and itself. */
function sizeAt(bytes, at) {
  const length = Math.clz32(bytes[at]) - 23;
  const first = bytes[at] & (0xff >> length);
  return { length, value: bytes.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, first) };
}

function inEightBytes(value, write = "setFloat64") {
  const view = new DataView(new ArrayBuffer(8));
  view[write](0, write === "setFloat64" ? value : BigInt(value));
  return new Uint8Array(view.buffer);
}
