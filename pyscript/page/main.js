/** The page: downloads the parts, starts the worker, draws its document, and offers window.playground. */

import { deferred } from "../deferred.js";
import { toPage, toWorker } from "../messages.js";
import { discard, found, quiet } from "../snapshots.js";
import { BootError, BootView } from "./boot.js";
import { explained, requireBrowser } from "./causes.js";
import { PageDocument } from "./document.js";
import { Drawing } from "./drawing.js";
import * as environment from "./environment.js";
import { keep, keptPython, leaveWord } from "./kept.js";
import { wireLicences } from "./licences.js";
import { Factors } from "./factors.js";
import { announce, isHeld } from "./framed.js";
import { Filming } from "./filming.js";
import { Frames } from "./frames.js";
import { isOneFile } from "./held.js";
import { described, inflate } from "./inflated.js";
import { Interface } from "./interface.js";
import { wireKeys } from "./keys.js";
import { wireLesson } from "./lesson.js";
import { watchLink } from "./link.js";
import { wireMenus } from "./menus.js";
import { Nightfall } from "./nightfall.js";
import { notice, remark } from "./notices.js";
import { showNumbers, writeNumbers } from "./numbers.js";
import { keepOffline, startWithoutKept } from "./offline.js";
import * as opening from "./opening.js";
import { Outline } from "./outline.js";
import { Paintings } from "./paintings.js";
import { Panels } from "./panels.js";
import { asItComes, download, loadScripts, whyNotRun } from "./parts.js";
import { wirePasting } from "./pasting.js";
import { wireProjector } from "./projector.js";
import { fadeAway, Recording } from "./recording.js";
import { wireQr } from "./qr.js";
import { currentLanguage, speak, text } from "./texts.js";
import { keepStyleSheet, styled } from "./stylesheets.js";
import { Takeaway } from "./takeaway.js";
import { markPhase, showTimeline, wireTimeline } from "./timeline.js";
import { otherWay, startWorker } from "./worker.js";

const manifest = JSON.parse(document.getElementById("manifest").textContent);
const build = [manifest.worker, ...manifest.parts].map(({ integrity }) => integrity).join(); // of everything that a snapshot is made of
const POINTING = ["point", "point_at"]; // actions that nobody expects anything of
const MADE = ["runs", "study"]; // what the learner has made of all that is kept, by name
const program = asItComes(manifest.worker);
const PATIENCE = 10_000; // milliseconds without a word from a Python that is to go on from a snapshot
const FROM_MEMORY = ["kept", "held"]; // what a start from a snapshot is ordered by
const HEAD_START = 500; // milliseconds, at most, in which nothing but the first picture is made: a start beside it would make it late
const isNewcomer = !isOneFile && !keptPython(); // for whom Python surely starts from its parts
const isUsual = opening.isUsual(manifest.appended);

speak(environment.startLanguage());
environment.paint(environment.startTheme());
const boot = new BootView();
if (!isUsual) boot.appear();
const ready = deferred();
ready.promise.catch(() => {}); // whoever asks for `ready` hears of the failure; nobody else has to

let unkept = false; // whether the learner knows that nothing stays on this device
let worker;
let workers = 0; // that have been started
let spoken = deferred(); // resolves with the first word of a worker: its script is there
let askedAgain = false; // for the worker's script, which had not come
let restoring = null; // the timer of a start from a snapshot that has not succeeded yet
let way = "cold"; // of the start, or "restored"
const told = {}; // what has changed around the page since its start
const send = (type, content, transfer) => worker?.postMessage({ type, ...content }, transfer);
const page = new PageDocument((patch) => post(toWorker.patch, { text: patch }));
const frames = new Frames(page, showNumbers);
const panels = new Panels((message) => {
  post(toWorker.act, message);
  if (!isReady && !POINTING.includes(message.name)) boot.keeps();
});
const playground = new Interface((id, name, args) => send(toWorker.call, { id, name, text: args }), ready.promise);
window.playground = playground;
playground.listen(window);
const nightfall = new Nightfall();
const paintings = new Paintings(frames, {
  send,
  coming: (buffer) => nightfall.follow(frames.values("night.color", buffer).at(-1) > 0),
  painted: (detail) => playground.emit("frame", detail),
  asked: () => playground.waiting || panels.waiting,
});
new Outline(document.querySelector(".stage"), panels);
for (const card of document.querySelectorAll(".inspector, .lesson")) new Factors(card, panels);
new Drawing(document.getElementById("owndata"));
wireQr(document.getElementById("teachers"), document.getElementById("qr"));
const filming = new Filming(document.getElementById("filming"), { act: (...action) => panels.act(...action), finish: () => frames.finish(), part: manifest.writer });
const takeaway = new Takeaway(document.getElementById("takeaway"), panels, filming, playground);

let documentCame = false;
let ahead = []; // names of the panels in which stands by now what Python says first of them
let listening = false; // whether what the learner does is heard
let isReady = false;
let early = []; // [type, content] of what the page has to say before Python is there
let recording = null; // of a slow pass, in place of the still
let drawnAhead = null; // a promise, while the document of the opening is being drawn
let drawn = Promise.resolve(); // messages wait here until the document is in the page
const begun = deferred(); // of the one file: resolves once workers are busy; what the page itself does would keep them from beginning
const restored = deferred(); // resolves with whether Python starts from a snapshot
const drawable = deferred(); // resolves once the page's own scripts and styles are there

const handlers = {
  [toPage.stage]: (message) => {
    boot.stage(message);
    spoken.resolve();
    if (restoring) message.name === "picture" && message.state === "done" ? stopWaiting() : waitForSnapshot();
  },
  [toPage.unrestored]: ({ detail }) => startCold(detail),
  [toPage.kept]: () => {
    leaveWord(build);
    performance.mark("snapshot:kept");
  },
  [toPage.failed]: ({ stage, cause, detail }) => pythonFailed(new BootError(stage, cause, detail)),
  [toPage.document]: ({ text: json }) => {
    drawn = draw(json);
    drawn.catch((error) => (restoring ? startCold(error) : fail(new BootError("picture", "program", String(error)))));
  },
  [toPage.patch]: (message) => drawn.then(() => page.apply(message)),
  [toPage.layout]: (message) => drawn.then(() => frames.layout(message.text)),
  [toPage.frame]: ({ buffer, further }) => drawn.then(() => paintings.show(buffer, further)),
  [toPage.reply]: (message) => drawn.then(() => answered(() => playground.settle(message))),
  [toPage.event]: ({ name, text: json }) => drawn.then(() => hear(name, JSON.parse(json))),
  [toPage.panels]: ({ text: json }) => drawn.then(() => showPanels(JSON.parse(json))),
  [toPage.names]: ({ text: json }) => drawn.then(() => page.name(JSON.parse(json))),
  [toPage.acted]: () => drawn.then(() => answered(() => panels.acted())),
  [toPage.file]: (message) => takeaway.take(message),
  [toPage.keep]: ({ name, text }) => keep(name, text) || tellUnkept(name),
  [toPage.page]: ({ text: json }) => drawn.then(() => surround(JSON.parse(json))),
};

wireHeader();
start(quiet(open())).catch(async (error) => fail(await explained(error)));

async function start(opened) {
  requireBrowser();
  watchLink((isBroken) => boot.broken(isBroken));
  environment.watch(tell);
  await announce(hostSays);
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, HEAD_START))]);
  const finding = snapshot();
  restored.resolve(finding.then((snapshot) => FROM_MEMORY.includes(snapshot)));
  const booted = bootWorker(finding);
  if (isOneFile) await Promise.race([begun.promise, booted]);
  await Promise.all([booted, pageParts().then(drawable.resolve)]);
}

/** "held", "kept", "none" or "refused". IndexedDB can take seconds to answer (WebKit), so it is asked only where an earlier visit has left word. */
async function snapshot() {
  if (isOneFile) return "held";
  const word = keptPython();
  if (word === undefined) return "refused";
  return word === null ? "none" : found(build);
}

/** Python is started: from the snapshot that an earlier visit has "kept" or the one file has "held", else from its parts. */
async function bootWorker(finding) {
  workers += 1;
  spoken = deferred();
  const inflated = isOneFile ? quiet(inflateParts()) : null;
  const ordered = quiet(orderWorker(finding));
  const downloaded = !isOneFile && (await finding) !== "kept" ? quiet(downloadParts()) : null; // at the same time as the worker's script
  await ordered;
  const own = worker;
  await (inflated ?? downloaded);
  await spoken.promise; // its script may take long on a slow link
  if (way === "restored" && worker === own) waitForSnapshot();
}

/** A worker with the order to start Python. */
async function orderWorker(finding) {
  worker = await startWorker(manifest.worker, count);
  worker.onmessage = ({ data }) => data.forEach((message) => handlers[message.type](message));
  worker.onerror = (event) => workerFailed(event);
  const snapshot = await finding;
  const indexAddress = new URL("parts/", document.baseURI).href;
  const surroundings = JSON.stringify({ ...environment.surroundings(), ...told });
  send(toWorker.boot, { indexAddress, environment: surroundings, build, snapshot });
  way = FROM_MEMORY.includes(snapshot) ? "restored" : "cold";
}

/** Shows what Python is going to say first, as the build has heard it. Resolves when it is seen. */
async function open() {
  if (!isUsual || documentCame) return;
  const name = opening.inForce();
  const rest = isNewcomer ? quiet(restOf(name)) : null;
  try {
    const pieces = await opening.first(name);
    if (documentCame || boot.failed || name !== opening.inForce()) return;
    Object.assign(document.getElementById("scene"), { hidden: false, ariaBusy: "true" });
    recording?.end();
    ahead = opening.show(pieces, page, panels);
    boot.stepAside();
  } finally {
    boot.appear();
  }
  await painted();
  performance.mark("boot:still");
  listen(); // by now browsers have told which details have been open from the start
  quiet(drawAhead(name, rest));
}

function restOf(name) {
  const part = manifest.openings.find((each) => each.name === name);
  boot.expect([part]);
  return opening.rest(part, count);
}

/** What Python is going to say is drawn while Python starts from its parts; then nothing is left to be drawn of it. */
async function drawAhead(name, rest) {
  if (!rest && (await restored.promise)) return;
  const said = await (rest ?? restOf(name));
  if (documentCame || name !== opening.inForce()) return;
  quiet(record(said.recording));
  panels.show(said.panels);
  await drawable.promise;
  if (documentCame || drawnAhead || !opening.isOf(name, environment.surroundings())) return;
  drawnAhead = embed(said).catch(() => {}); // Python will have it drawn anyway
}

/** What a slow pass looks like is to be seen while Python starts; where less motion is wished for, the first picture stays. */
async function record(stills) {
  if (environment.isStill()) return;
  recording?.end();
  recording = new Recording(opening.stillIn("network").shadowRoot, stills);
  recording.play();
  boot.plays();
  await painted();
  performance.mark("boot:recording");
}

async function embed(said) {
  await page.embed(said.document);
  opening.stillIn("sentence")?.remove();
  frames.layout(said.layout);
  frames.apply(said.frame);
  performance.mark("boot:ahead");
}

/** Resolves after the browser's next painting. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** What Python says first of panels that show it by now need not be shown again. What is different follows. */
function showPanels(html) {
  for (const name of ahead.splice(0)) delete html[name];
  panels.show(html);
}

function tell(changes) {
  Object.assign(told, changes);
  send(toWorker.environment, { text: JSON.stringify(changes) });
}

/** The page around this one's frame tells its language and theme, and whether a goal had been reached before it was taken up again. */
function hostSays({ reached, ...around }) {
  tell(environment.follow(around));
  if (Number.isInteger(reached)) ready.promise.then(() => send(toWorker.environment, { text: JSON.stringify({ reached }) }), () => {});
  const [language, theme] = [environment.startLanguage(), environment.startTheme()];
  if (isReady || (language === currentLanguage() && theme === environment.theme())) return;
  environment.paint(theme);
  switchTo(language);
  boot.draw();
  quiet(open());
}

/** The buttons of the page itself. Language and theme change at once, also before Python runs. */
function wireHeader() {
  const press = (id, action) => document.getElementById(id).addEventListener("click", action);
  const ask = (settings) => playground.configure(settings).catch(() => {}); // a start that has failed has said so itself
  press("language", () => {
    switchTo(currentLanguage() === "zh" ? "en" : "zh");
    boot.draw();
    quiet(open());
    ask({ lang: currentLanguage() });
  });
  press("theme", () => {
    environment.paint(environment.theme() === "dark" ? "light" : "dark");
    quiet(open());
    ask({ theme: environment.theme() });
  });
  press("again", () => startWithoutKept().finally(() => location.reload()));
  wireProjector(document.getElementById("projector"));
  wireLicences(document.getElementById("licences"), manifest.notices);
}

/** The scripts and style sheets that the page itself needs before a document can be drawn. */
async function pageParts() {
  boot.stage({ name: "page", state: "started" });
  boot.expect([...manifest.scripts.map(asItComes), ...manifest.styles]);
  const began = performance.now();
  const sheets = manifest.styles.map(async (part) => keepStyleSheet(part, await download(part, count)));
  const scripts = loadScripts(manifest.scripts, count);
  await Promise.all([...sheets, scripts]);
  await styled(manifest.styles[0]);
  if (!window.Bokeh?.Panel) throw new BootError("page", "truncated", "Bokeh, Panel");
  boot.stage({ name: "page", state: "done", milliseconds: performance.now() - began });
}

async function downloadParts() {
  boot.expect([program, ...manifest.parts]);
  await Promise.all(manifest.parts.map(async (part) => deliver(part.name, await download(part, count))));
}

async function inflateParts() {
  const inside = await described();
  boot.expect([program, ...inside.frames]);
  await inflate(inside, ({ begun: isReady, part, bytes, whole }) => {
    if (isReady) begun.resolve();
    if (whole) boot.count(whole.bytes);
    return part && deliver(part, bytes);
  });
}

async function deliver(name, bytes) {
  await spoken.promise; // what was sent to a worker whose script did not come would be lost
  send(toWorker.part, { name, bytes }, [bytes]);
}

function count(bytes) {
  boot.count(bytes);
}

async function draw(json) {
  documentCame = true;
  await drawable.promise;
  await drawnAhead;
  if (!page.has(json)) {
    early = early.filter(([type]) => type !== toWorker.patch); // of another document
    await page.embed(json);
  }
  opening.stillIn("sentence")?.remove();
  document.getElementById("scene").hidden = false;
}

/** Takes in the answer to something the learner has asked for. */
function answered(take) {
  take();
  paintings.answered();
}

function hear(name, detail) {
  if (name === "ready") return finish();
  if (name === "remark") return remark(detail.message);
  if (name === "film") return filming.shown(detail);
  if (name === "error" && (isReady || !isHeld)) notice(detail.message); // of a mistake in what it was to open, the host tells
  if (name === "status") markPhase(detail.phase);
  playground.emit(name, detail);
}

function finish() {
  boot.finish(way);
  isReady = true;
  listen();
  for (const [type, content] of early.splice(0)) send(type, content);
  recording?.end();
  const still = opening.stillIn("network");
  if (still) requestAnimationFrame(() => requestAnimationFrame(() => fadeAway(still))); // by then what lies under it is painted
  document.getElementById("scene").ariaBusy = null;
  document.querySelector(".bar [data-open=takeaway]").disabled = false;
  keepOffline();
  ready.resolve();
  painted().then(drawRest);
}

/** Charts and the networks that are compared, once the learner can act. */
function drawRest() {
  page.embedRest().then(
    () => performance.mark("boot:whole"),
    (error) => fail(new BootError("picture", "program", String(error))),
  );
}

/** From now on what the learner does is done, or kept until it can be. */
function listen() {
  if (listening) return;
  listening = true;
  document.getElementById("scene").inert = false;
  panels.listen(document);
  wireTimeline(panels);
  wireKeys(panels);
  wireMenus(document);
  wireLesson(document.querySelector('[data-panel="lesson"]'));
  wirePasting(panels);
}

/** To Python, as soon as it can hear it. */
function post(type, content) {
  if (isReady) send(type, content);
  else early.push([type, content]);
}

/** Once is enough, and only of what the learner has made. */
function tellUnkept(name) {
  if (unkept || !MADE.includes(name)) return;
  unkept = true;
  drawn.then(() => notice(text("page.unkept")));
}

function surround(shown) {
  environment.show(shown);
  showTimeline(shown.timeline);
  if (shown.lang !== currentLanguage()) switchTo(shown.lang);
}

function switchTo(language) {
  speak(language);
  writeNumbers();
}

function fail(error) {
  console.info(`[playground] ${error.message}`);
  stopWaiting();
  recording?.end();
  worker?.terminate();
  if (!isReady) document.getElementById("scene").hidden = true; // of a page that cannot act only the cause is to be seen
  boot.fail(error);
  ready.reject(error);
  playground.abandon(error);
}

/**
 * WebKit's Python breaks while it starts about once in a hundred times and does not do so again («No module named
 * '_pyodide'», which is there): what no better cause is known of is tried a second time, from the beginning, in a new worker.
 */
function pythonFailed(error) {
  if (error.reason !== "program" || workers > 1 || documentCame) return fail(error);
  console.info(`[playground] ${error.message}; once more`);
  replaceWorker();
}

/** Python has not come out of its snapshot: that is thrown away, and all begins anew. */
function startCold(detail) {
  console.info(`[playground] snapshot: ${detail}`);
  stopWaiting();
  quiet(discard());
  [workers, documentCame] = [0, false];
  replaceWorker();
}

function waitForSnapshot() {
  stopWaiting();
  restoring = setTimeout(() => startCold("no answer"), PATIENCE);
}

function stopWaiting() {
  clearTimeout(restoring);
  restoring = null;
}

/** Another worker starts Python from its parts; of that start no snapshot is taken. */
function replaceWorker() {
  worker.onmessage = worker.onerror = null; // what it has still to say is of no use
  worker.terminate();
  bootWorker("refused").catch(async (problem) => fail(await explained(problem)));
}

/** The worker's own script did not arrive or may not run, or Python itself broke down: either way nothing goes on. */
async function workerFailed(event) {
  event.preventDefault();
  if (restoring) return startCold(event.message ?? "worker.js");
  if (boot.started("python")) return pythonFailed(new BootError(boot.current(), "program", event.message ?? "worker.js"));
  if (!otherWay(manifest.worker)) {
    const why = await whyNotRun(manifest.worker);
    if (why.reason !== "refused" || askedAgain) return fail(await explained(why));
    askedAgain = true; // by now the link has brought it
  }
  orderWorker(snapshot()).catch(async (problem) => fail(await explained(problem)));
}
