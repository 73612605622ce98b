/** A script of its own, which the page loads when the first video is made: it encodes single pictures and writes them into a file. */

import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output, WebMOutputFormat } from "mediabunny";

const MICROSECONDS = 1e6;
const KEY = 2; // seconds from one picture that stands alone to the next: players wind to these
const WAITING = 4; // pictures that may wait to be encoded
const CODECS = { avc1: "avc", vp09: "vp9", vp8: "vp8" };

export class Writing {
  #canvas;
  #rate;
  #encoder;
  #output;
  #source;
  #type;
  #taken = 0;
  #written; // resolves when all that has been encoded is in the file
  #gaveUp; // rejects when the browser has

  /** `config` is what the encoder is told, `rate` how many pictures there are in a second. */
  constructor(canvas, config, rate) {
    [this.#canvas, this.#rate] = [canvas, rate];
    const codec = CODECS[config.codec.split(".")[0]];
    this.#type = codec === "avc" ? "video/mp4" : "video/webm";
    const format = codec === "avc" ? new Mp4OutputFormat({ fastStart: "in-memory" }) : new WebMOutputFormat();
    this.#source = new EncodedVideoPacketSource(codec);
    this.#output = new Output({ format, target: new BufferTarget() });
    this.#output.addVideoTrack(this.#source, { frameRate: rate });
    this.#written = this.#output.start();
    this.#gaveUp = new Promise((_, reject) => {
      this.#encoder = new VideoEncoder({ output: (chunk, about) => this.#write(chunk, about), error: reject });
    });
    this.#gaveUp.catch(() => {}); // whoever takes or ends hears of it
    this.#encoder.configure(config);
  }

  /** What the canvas shows by now, as the next picture. Resolves when another may come; rejects where the browser has given up. */
  async take() {
    const [timestamp, end] = [this.#taken, this.#taken + 1].map((n) => Math.round((n * MICROSECONDS) / this.#rate));
    const frame = new VideoFrame(this.#canvas, { timestamp, duration: end - timestamp, alpha: "discard" });
    try {
      this.#encoder.encode(frame, { keyFrame: this.#taken % (KEY * this.#rate) === 0 });
    } finally {
      frame.close();
    }
    this.#taken++;
    while (this.#encoder.encodeQueueSize > WAITING) await Promise.race([this.#dequeued(), this.#gaveUp]);
  }

  /** The file; null where nothing has been taken. */
  async end() {
    if (this.#taken === 0) return null;
    await this.#encoder.flush();
    await this.#written;
    await this.#output.finalize();
    return new Blob([this.#output.target.buffer], { type: this.#type });
  }

  close() {
    if (this.#encoder.state !== "closed") this.#encoder.close();
  }

  #dequeued() {
    return new Promise((resolve) => this.#encoder.addEventListener("dequeue", resolve, { once: true }));
  }

  #write(chunk, about) {
    this.#written = this.#written.then(() => this.#source.add(EncodedPacket.fromEncodedChunk(chunk), about));
  }
}
