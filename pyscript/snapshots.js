/**
 * The memory of a started Python, kept on this device from one visit to the next: one snapshot, of one build, in IndexedDB
 * (which works from file:// too). It is there whole or not at all, as all of it is written in one transaction.
 */

const DATABASE = "seeing-gradients-python";
const STORE = "snapshot";
const PATIENCE = 3000; // milliseconds; where nothing may be kept, some browsers never answer

/** "kept", "none", or "refused" where the browser keeps nothing. What another build has left is thrown away. */
export async function found(build) {
  try {
    const kept = await within(PATIENCE, opened("readonly").then((store) => asked(store.get("build"))));
    if (kept === build) return "kept";
    if (kept !== undefined) await within(PATIENCE, discard());
    return "none";
  } catch {
    return "refused";
  }
}

/** {name: promise of what is kept under it}; a promise rejects where that is nothing, or of another build by now. */
export function read(build, names) {
  const store = opened("readonly");
  const checked = store.then((store) => asked(store.get("build"))).then((kept) => require(kept === build));
  const value = async (name) => {
    const kept = await asked((await store).get(name));
    await checked;
    require(kept !== undefined);
    return kept;
  };
  return Object.fromEntries(names.map((name) => [name, quiet(value(name))]));
}

/** Keeps the values under their names, in place of whatever was kept. Rejects where there is no room. */
export async function write(build, values) {
  const store = await opened("readwrite");
  store.clear();
  for (const [name, value] of Object.entries({ ...values, build })) store.put(value, name);
  return done(store.transaction);
}

/** Throws the snapshot away: the next start is a cold one. */
export async function discard() {
  const store = await opened("readwrite");
  store.clear();
  return done(store.transaction);
}

/** The same promise; that it rejects is told to those who await it, and is no error of the page. */
export function quiet(promise) {
  promise.catch(() => {});
  return promise;
}

/** The store, in a transaction that ends when nothing more is asked of it. */
async function opened(mode) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await asked(opening);
  const transaction = database.transaction(STORE, mode, { durability: "relaxed" });
  for (const end of ["complete", "abort"]) transaction.addEventListener(end, () => database.close());
  return transaction.objectStore(STORE);
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function require(holds) {
  if (!holds) throw new Error("there is no such snapshot");
}

function within(milliseconds, promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), milliseconds));
  return Promise.race([promise, late]);
}
