/** What the benchmark does inside the page: counts frames and takes times at the place where the learner would see them. */

self.bench = {
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),

  /** The next event of that name for which `wanted` holds. */
  next(name, wanted = () => true) {
    return new Promise((resolve) => {
      const end = playground.on(name, (detail) => {
        if (!wanted(detail)) return;
        end();
        resolve(performance.now());
      });
    });
  },

  /** Opens, or closes, everything on the page that folds, menus of the header aside. */
  openAll(open) {
    for (const fold of document.querySelectorAll("#scene details")) fold.open = open;
  },

  /** Begins a network anew and runs it past its first, slower steps; gives the seconds that `steps` steps took at first. */
  async begin({ settings, steps }) {
    await playground.pause();
    await playground.configure(settings);
    await playground.reset();
    const began = performance.now();
    await playground.step(steps);
    const seconds = (performance.now() - began) / 1000;
    await playground.step(steps);
    await playground.run();
    await bench.wait(300);
    return seconds;
  },

  /** What comes of so many milliseconds of a running training. */
  async watch(milliseconds) {
    const pictures = bench.countPictures();
    let frames = 0;
    const end = playground.on("frame", () => (frames += 1));
    const [began, first] = [performance.now(), (await playground.status()).epoch];
    await bench.wait(milliseconds);
    const last = (await playground.status()).epoch;
    const seconds = (performance.now() - began) / 1000;
    end();
    return { seconds, epochs: last - first, frames, gaps: pictures() };
  },

  /** Counts the page's own frames; calling the result ends it and gives the milliseconds between them. */
  countPictures() {
    const gaps = [];
    let [last, counting] = [performance.now(), true];
    const count = (now) => {
      gaps.push(now - last);
      last = now;
      if (counting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    return () => {
      counting = false;
      return gaps;
    };
  },

  /** From the call of pause() to the page's knowing that nothing runs. */
  async pauseByCall() {
    const began = performance.now();
    const heard = bench.next("status", ({ running }) => !running);
    playground.pause();
    return (await heard) - began;
  },

  /** The same from the next click, wherever it goes; the browser's own time of the click counts. */
  async pauseByClick() {
    const clicked = new Promise((resolve) => addEventListener("click", resolve, { capture: true, once: true }));
    const heard = bench.next("status", ({ running }) => !running);
    return -(await clicked).timeStamp + (await heard);
  },

  /**
   * From the call of configure() until its effect is on the screen (its own frame arrives before its answer; then the
   * page paints), and, when something runs, until the next frame of the training that goes on with it.
   */
  async change({ changes, running }) {
    const began = performance.now();
    await playground.configure(changes);
    const next = running ? bench.next("frame") : began;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return { shown: performance.now() - began, next: (await next) - began };
  },

  /** The measures that the page has taken of itself: {name: milliseconds}. */
  measures() {
    const entries = performance.getEntriesByType("measure");
    return Object.fromEntries(entries.map(({ name, duration }) => [name, duration]));
  },
};
