// Whom to visit today, in which order, and why in a few words. Pure: facts in, stops out; no clock, no database.

import {addDays, daysBetween} from "../offline/format.js";

export const REASONS = [
  "promise_due", "promise_broken", "neighbour", "never_contacted", "envelope", "large", "long_ago", "promise_ahead", "contacted",
];
const BROKEN_FOR_DAYS = 30; // an older promise is no reason to call today
const WEEK = 7;

/** Households to work on. `chosen` are the ids of stops already picked for today's round: their neighbours come next. */
export function stops(households, {today, paidThrough, chosen = new Set()}) {
  const workable = households.filter((one) => !one.has_left && one.paid < one.target);
  const large = threshold(workable.map((one) => one.target));
  const near = new Map(workable.filter((one) => chosen.has(one.id) && placeOf(one)).map((one) => [placeOf(one), one]));
  const judged = workable.map((one) => {
    const reason = reasonOf(one, {today, paidThrough, large});
    const isNeighbour = !chosen.has(one.id) && near.has(placeOf(one)) && !["promise_due", "promise_broken", "contacted"].includes(reason);
    return {household: one, reason: isNeighbour ? "neighbour" : reason, near: isNeighbour ? near.get(placeOf(one)) : null, promise: one.promises[0] ?? null};
  });
  return judged.sort(before);
}

/** The upper quarter of the targets is large: the smallest value that at least three quarters do not exceed. */
function threshold(targets) {
  const sorted = [...targets].sort((one, other) => one - other);
  return sorted.length ? sorted[Math.ceil(sorted.length * 0.75) - 1] : 0;
}

/** RT and RW in a kelurahan; nothing where the list does not say. */
const placeOf = ({area, rt, rw}) => (rt || rw ? `${area}/${rw}/${rt}` : "");

function reasonOf(one, {today, paidThrough, large}) {
  const promise = one.promises[0];
  const isOpen = promise && promise.state !== "kept";
  if (isOpen && promise.on === today) return "promise_due";
  if (isOpen && isBroken(promise, one.last_on, today, paidThrough)) return "promise_broken";
  if (!one.last_on) return "never_contacted";
  if (isOpen && promise.on > today) return "promise_ahead";
  if (one.last_on > addDays(today, -WEEK)) return "contacted";
  if (one.envelope) return "envelope";
  return one.target > large ? "large" : "long_ago";
}

/** Payment files cover the promised day, and nobody has spoken with the family since. */
const isBroken = (promise, lastOn, today, paidThrough) =>
  paidThrough && promise.on <= paidThrough && promise.on > addDays(today, -BROKEN_FOR_DAYS) && lastOn <= promise.on;

function before(one, other) {
  return (
    REASONS.indexOf(one.reason) - REASONS.indexOf(other.reason) ||
    compare(turn(one), turn(other)) ||
    other.household.target - one.household.target ||
    one.household.id - other.household.id
  );
}

/** Within a reason: the newest broken promise, the next one due, the longest without contact. */
function turn({reason, promise, household}) {
  if (reason === "promise_broken") return [...promise.on].map((sign) => String.fromCharCode(0xffff - sign.charCodeAt(0))).join("");
  if (reason === "promise_ahead") return promise.on;
  return ["long_ago", "contacted", "envelope"].includes(reason) ? household.last_on : "";
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

// Filters

const MONTHS_IN_ARREARS = {"": [0, Infinity], "1-6": [1, 6], "7-12": [7, 12], "13-24": [13, 24], "25+": [25, Infinity]};
export const RANGES = Object.keys(MONTHS_IN_ARREARS);

/** Stops that fit what was chosen; `search` is part of a name, or the last digits of a card or phone number. */
export function narrow(found, {area = "", place = "", range = "", reason = "", search = ""}) {
  const [least, most] = MONTHS_IN_ARREARS[range] ?? MONTHS_IN_ARREARS[""];
  const words = search.trim().toLowerCase();
  return found.filter(
    ({household, ...stop}) =>
      (!area || String(household.area) === area) &&
      (!place || `${household.rt}/${household.rw}` === place) &&
      (!reason || stop.reason === reason) &&
      household.months >= least && household.months <= most &&
      (!words || fits(household, words)),
  );
}

function fits({members, name, card, phone}, words) {
  if (/^\d+$/.test(words)) return [card, phone, ...members.map(([, digits]) => digits)].some((text) => text && text.endsWith(words));
  return [name, ...members.map(([person]) => person)].some((text) => text.toLowerCase().includes(words));
}

export const weeksContacts = ({week}, today) => week.filter((day) => daysBetween(day, today) < WEEK).length;
