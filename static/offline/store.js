// What this phone keeps of one cadre: the slice, encrypted, with a lease; and what else is remembered with it.

import {get, put, putWhile, wipeAll} from "./database.js";
import {program} from "./program.js";
import {lock, unlock} from "./sealing.js";

const DAY = 86_400_000;
const MINUTE = 60_000;
const CLOCK_SLIP = 60 * MINUTE;
const channel = new BroadcastChannel("kaderjkn");

/** Tell the other tabs and this one that something has changed. */
export function tellChanged(what) {
  channel.postMessage(what);
  self.dispatchEvent(new CustomEvent("changed", {detail: what}));
}

/** `act(what, isOwn)`: `isOwn` for a change of this tab. */
export function onChanged(act) {
  channel.onmessage = ({data}) => act(data, false);
  self.addEventListener("changed", ({detail}) => act(detail, true));
}

/** Whose phone this is: `{device, owner}`; a device key is made with the first sign-in. */
export async function phone() {
  return (await get("facts", "phone")) ?? {device: crypto.randomUUID(), owner: null};
}

/** Whether the slice may still be shown; where its lease has run out it is gone now. */
export async function leaseStands() {
  const [lease, now] = [await get("facts", "lease"), Date.now()];
  if (!lease) return false;
  if (hasRunOut(lease, now)) {
    await wipe("lease");
    return false;
  }
  if (now > lease.seen + MINUTE) await put("facts", {...lease, seen: now}, "lease");
  return true;
}

/** The slice as it was last fetched; null where there is none that may be shown. */
export async function loadSlice() {
  if (!(await leaseStands())) return null;
  const slice = await unlock(await get("blobs", "slice"));
  if (slice?.format === program.format) return slice;
  await put("facts", "", "version"); // of another program: asked for anew
  return null;
}

/** Whether the lease is over; a clock that was turned back does not make it longer. */
export const hasRunOut = ({synced, seen, days}, now) => Math.max(now, seen - CLOCK_SLIP) > synced + days * DAY;

/** Keep a slice with all that belongs to it, in one act; false where the phone is another's (or nobody's) by now. */
export async function saveSlice(slice, {device}) {
  const blobs = {slice: await lock(slice, {makes: true}), sealing: await lock({key: slice.seal_with, voucher: slice.voucher})};
  const now = Date.now();
  const facts = {
    phone: {device, owner: slice.me.user}, lease: {synced: now, seen: now, days: slice.lease_days}, version: slice.version,
  };
  return putWhile((known) => known?.device === device, facts, blobs);
}

/** The server was there, and the slice is still the newest. */
export async function renewLease() {
  const [lease, now] = [await get("facts", "lease"), Date.now()];
  if (lease) await put("facts", {...lease, synced: now, seen: now}, "lease");
}

/** Forget everything but the sealed queue. `why` is said when the app is next opened; `leaves`: the session is to end. */
export async function wipe(why, {leaves = false} = {}) {
  await wipeAll({...(why ? {wiped: why} : {}), ...(leaves ? {leaves} : {})});
  tellChanged("wiped");
}

// Small things kept beside the slice, encrypted like it

export const remember = async (name, value) => put("blobs", await lock(value), name);
export const recall = async (name) => unlock(await get("blobs", name));
export const fact = (name) => get("facts", name);
export const setFact = (name, value) => put("facts", value, name);
