// What this phone keeps of one cadre: the slice, encrypted, with a lease; and what else is remembered with it.

import {get, put, wipeAll} from "./database.js";
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
export const loadSlice = async () => ((await leaseStands()) ? unlock(await get("blobs", "slice")) : null);

/** Whether the lease is over; a clock that was turned back does not make it longer. */
export const hasRunOut = ({synced, seen, days}, now) => Math.max(now, seen - CLOCK_SLIP) > synced + days * DAY;

export async function saveSlice(slice, {device}) {
  await put("blobs", await lock(slice), "slice");
  await put("facts", {device, owner: slice.me.user}, "phone");
  await renewLease(slice.lease_days);
  await put("facts", slice.version, "version");
  await remember("sealing", {key: slice.seal_with, voucher: slice.voucher});
}

export async function renewLease(days) {
  const lease = await get("facts", "lease");
  const now = Date.now();
  await put("facts", {synced: now, seen: now, days: days ?? lease?.days ?? 7}, "lease");
}

/** Forget everything but the sealed queue. `why` is said when the app is next opened. */
export async function wipe(why) {
  await wipeAll();
  if (why) await put("facts", why, "wiped");
  tellChanged("wiped");
}

// Small things kept beside the slice, encrypted like it

export const remember = async (name, value) => put("blobs", await lock(value), name);
export const recall = async (name) => unlock(await get("blobs", name));
export const fact = (name) => get("facts", name);
export const setFact = (name, value) => put("facts", value, name);
