// IndexedDB, as promises. `facts`: small values and the key; `blobs`: encrypted data; `queue`: records to be sent.

const NAME = "kaderjkn";
const VERSION = 1;
let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("facts");
      database.createObjectStore("blobs");
      database.createObjectStore("queue", {keyPath: "id"});
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => (opening = undefined);
      resolve(request.result);
    };
    request.onerror = () => {
      opening = undefined;
      reject(request.error);
    };
  });
  return opening;
}

/** Run `act(stores…)` in one transaction; resolve with the result of the request it returns, once all is on disk. */
async function run(names, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, {durability: "strict"});
    const request = act(...names.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const get = (store, key) => run([store], "readonly", (rows) => rows.get(key));
export const keys = (store) => run([store], "readonly", (rows) => rows.getAllKeys());
export const all = (store) => run([store], "readonly", (rows) => rows.getAll());
export const put = (store, value, key) => run([store], "readwrite", (rows) => rows.put(value, key));
export const remove = (store, key) => run([store], "readwrite", (rows) => rows.delete(key));

/** Keep a value unless another tab was quicker; resolve with the one that stands. */
export async function putOnce(store, value, key) {
  await run([store], "readwrite", (rows) => {
    rows.get(key).onsuccess = ({target}) => target.result === undefined && rows.put(value, key);
  });
  return get(store, key);
}

/** Change what stands under a key in one transaction, so that two tabs cannot overwrite each other. */
export function change(store, key, act) {
  return run([store], "readwrite", (rows) => {
    rows.get(key).onsuccess = ({target}) => {
      const next = act(target.result);
      if (next === null) rows.delete(key);
      else if (next !== undefined) rows.put(next);
    };
  });
}

/** Put values into facts and blobs at once, while the fact `phone` fits and the key is there; says whether it was so. */
export async function putWhile(fits, facts, blobs) {
  let isDone = false;
  await run(["facts", "blobs"], "readwrite", (values, kept) => {
    values.get("phone").onsuccess = ({target: phone}) => {
      values.get("key").onsuccess = ({target: key}) => {
        if (!fits(phone.result) || !key.result) return;
        for (const [name, value] of Object.entries(blobs)) kept.put(value, name);
        for (const [name, value] of Object.entries(facts)) values.put(value, name);
        isDone = true;
      };
    };
  });
  return isDone;
}

/** Forget the key and all that it opens, in one act, and note `facts`. Unsent records stay, closed for the server alone. */
export function wipeAll(facts = {}) {
  return run(["facts", "blobs", "queue"], "readwrite", (values, blobs, queue) => {
    values.clear();
    for (const [name, value] of Object.entries(facts)) values.put(value, name);
    blobs.clear();
    queue.openCursor().onsuccess = ({target}) => {
      const cursor = target.result;
      if (!cursor) return;
      if (cursor.value.state === "sent") cursor.delete();
      else cursor.update({...cursor.value, readable: null});
      cursor.continue();
    };
  });
}
