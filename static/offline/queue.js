// Records on their way to the server. Each has an identifier of its own, a readable copy under the device's key, and a
// sealed one for the server: when the key is wiped, only the sealed one is left.

import {all, change, get, put, remove} from "./database.js";
import {lock, seal, unlock} from "./sealing.js";
import {phone, recall, tellChanged} from "./store.js";

export const EXPORT_FORMAT = "kaderjkn-unsent-1";
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 15 * 60_000;
const LARGE = 100_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Queue a record; resolves once it is on disk. `clock` is the phone's time, `byHand` one that the cadre typed. */
export async function enqueue(kind, fields, {clock = new Date(), byHand = false, id = crypto.randomUUID()} = {}) {
  const {owner} = await phone();
  const {key, voucher} = await recall("sealing");
  const record = {owner, id, kind, clock: clock.toISOString(), by_hand: byHand, fields};
  const [readable, box] = await Promise.all([lock(record), seal({...record, voucher}, key)]);
  await put("queue", {id, owner, kind, queued: Date.now(), state: "waiting", tries: 0, next: 0, why: "", fields: {}, readable, box});
  tellChanged("queue");
  return id;
}

const read = new Map(); // what was unlocked once, by the vector it was locked with

/** Every entry, oldest first; `record` is what this device can still read of it. */
export async function entries() {
  const rows = (await all("queue")).sort((one, other) => one.queued - other.queued);
  return Promise.all(rows.map(async ({readable, box, ...entry}) => ({...entry, record: await readOnce(readable)})));
}

async function readOnce(locked) {
  if (!locked) return null;
  const sign = locked.iv.join();
  if (!read.has(sign)) read.set(sign, await unlock(locked));
  return read.get(sign);
}

export const isUnsent = ({state}) => state !== "sent";

export async function unsentCount(owner) {
  const rows = await all("queue");
  return rows.filter((row) => isUnsent(row) && (owner === undefined || row.owner === owner)).length;
}

const isBox = (box) => [box?.key, box?.iv, box?.content].every((part) => typeof part === "string");
const isLarge = ({box}) => Number(box.content.length > LARGE);

/** What may be sent now for this person, photos last; `force` also takes those that wait for their next try. */
export async function due(owner, {force}) {
  const rows = (await all("queue")).filter((row) => row.owner === owner && row.state === "waiting" && isBox(row.box));
  const ready = rows.filter(({next}) => force || next <= Date.now());
  return ready.sort((one, other) => isLarge(one) - isLarge(other) || one.queued - other.queued);
}

/** Keep the answer to a record; one that was mended meanwhile waits again and is not touched. */
export function settle(sent, answer) {
  return change("queue", sent.id, (row) => {
    if (row?.box?.iv !== sent.box.iv || answer.again) return undefined; // `again`, a fault of the server: postponed
    if (answer.outcome === "rejected") return {...row, state: "rejected", why: answer.why, fields: answer.fields};
    return {...row, state: "sent", receipt: answer.receipt, notices: answer.notices, arrived: Date.now(), box: null, why: "", fields: {}};
  });
}

/** After a failure of the network: later, and later again. */
export function postpone(id) {
  return change("queue", id, (row) => {
    if (!row || row.state !== "waiting") return undefined;
    const pause = Math.min(FIRST_PAUSE * 2 ** row.tries, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
    return {...row, tries: row.tries + 1, next: Date.now() + pause};
  });
}

/** Send a record that has not arrived once more, as it is. */
export async function retry(id) {
  await change("queue", id, (row) => (row && row.state !== "sent" ? {...row, state: "waiting", tries: 0, next: 0, why: "", fields: {}} : undefined));
  tellChanged("queue");
}

/** Put mended fields in the place of a record that the server has refused; false where it is none (any more). */
export async function mend(id, kind, fields, options) {
  const row = await get("queue", id);
  if (row?.state !== "rejected") return false;
  await enqueue(kind, fields, {...options, id});
  return true;
}

export async function discard(id) {
  await remove("queue", id);
  tellChanged("queue");
}

/** Records that had arrived when the slice was made are in it. */
export async function forgetSent(before) {
  for (const row of await all("queue")) if (row.state === "sent" && row.arrived <= before) await remove("queue", row.id);
}

/** The unsent records as a file that only the server reads. */
export async function exported() {
  const records = (await all("queue")).filter(isUnsent).map(({id, box}) => ({id, box}));
  return JSON.stringify({format: EXPORT_FORMAT, exported_at: new Date().toISOString(), records});
}

/** Take records of such a file into the queue of this phone; those that are there already stay. */
export async function takeIn(text) {
  const {format, records} = JSON.parse(text);
  if (format !== EXPORT_FORMAT || !Array.isArray(records)) throw new Error("format");
  const {owner} = await phone();
  let taken = 0;
  for (const {id, box} of records) {
    if (!UUID.test(id) || !isBox(box) || (await get("queue", id))) continue;
    await put("queue", {id, owner, kind: "", queued: Date.now(), state: "waiting", tries: 0, next: 0, why: "", fields: {}, readable: null, box});
    taken += 1;
  }
  tellChanged("queue");
  return taken;
}
