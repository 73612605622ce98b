/**
 * A video of what a canvas shows, picture by picture.
 *
 * Where the browser can encode single pictures each gets its exact time. Where it cannot (no such codec, or a page that is not
 * secure) its own recorder takes them, which goes by the clock: it rests while the next picture is made.
 */

import { loadScripts } from "./parts.js";

export const RATE = 30; // pictures a second, as playground/filming.py has it
const BITS = 8_000_000; // a second, at most: thin lines stay sharp
const PIECE = 1000; // milliseconds after which the recorder hands over what it has
const SHORTEST = 10; // milliseconds of a picture that the recorder is sure to take
// What slide programs open comes first; a browser takes the first that it can make.
const CODECS = ["avc1.640028", "avc1.4d0028", "avc1.42e028", "vp09.00.40.08", "vp8"];
const RECORDED = ["video/mp4;codecs=avc1.640028", "video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/mp4"];

/** How this browser makes videos: "encoded", "recorded", or null if not at all. */
export async function wayOfVideo(size) {
  if (await encodingOf(size)) return "encoded";
  return recordedKind() ? "recorded" : null;
}

/** Something with `take(picture)`, `end()` and `close()`; `part` is the script that writes encoded pictures into a file. */
export async function startVideo(canvas, part) {
  const config = await encodingOf(canvas);
  if (!config) return new Recording(canvas);
  if (!window.writer) await loadScripts([part], () => {});
  return new window.writer.Writing(canvas, config, RATE);
}

/** What a VideoEncoder is to be told; null where there is none that can do it. */
async function encodingOf({ width, height }) {
  if (!window.VideoEncoder) return null;
  document.createElement("video").canPlayType("video/mp4"); // WebKitGTK's page breaks down where an encoder is the first it hears of media
  for (const codec of CODECS) {
    const config = { codec, width, height, bitrate: BITS, framerate: RATE, ...(codec.startsWith("avc") && { avc: { format: "avc" } }) };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({}));
    if (supported) return config;
  }
  return null;
}

function recordedKind() {
  if (!window.MediaRecorder || !HTMLCanvasElement.prototype.captureStream) return undefined;
  return RECORDED.find((kind) => MediaRecorder.isTypeSupported(kind));
}

/** The browser's own recorder, which writes the times of its clock. */
class Recording {
  #stream;
  #recorder;
  #pieces = [];
  #taken = 0; // pictures
  #lasted = 0; // milliseconds that the recorder was at work, on its own clock

  constructor(canvas) {
    this.#stream = canvas.captureStream(0);
    this.#recorder = new MediaRecorder(this.#stream, { mimeType: recordedKind(), videoBitsPerSecond: BITS });
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#pieces.push(data));
  }

  /** Of what the canvas shows by now. What a picture lasts longer than it should, the next ones last less: all together are as long as told. */
  async take() {
    const began = performance.now();
    if (this.#recorder.state === "inactive") this.#recorder.start(PIECE);
    else this.#recorder.resume();
    const [track] = this.#stream.getVideoTracks();
    (track.requestFrame ? track : this.#stream).requestFrame(); // Firefox has it at the stream
    const left = (++this.#taken * 1000) / RATE - this.#lasted - (performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, Math.max(SHORTEST, left)));
    this.#recorder.pause();
    this.#lasted += performance.now() - began;
  }

  /** The file; null where nothing has been taken. */
  async end() {
    if (this.#recorder.state === "inactive") return null;
    const ended = new Promise((resolve) => this.#recorder.addEventListener("stop", resolve));
    this.#recorder.stop();
    await ended;
    const type = this.#recorder.mimeType.split(";")[0];
    const bytes = new Uint8Array(await new Blob(this.#pieces).arrayBuffer());
    return new Blob(type === "video/webm" ? withDuration(bytes, this.#lasted) : [bytes], { type });
  }

  close() {
    for (const track of this.#stream.getTracks()) track.stop();
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
