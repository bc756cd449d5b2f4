// The slice with the records of this phone laid over it: what the cadre has recorded shows at once, arrived or not.

import {mondayOf, onClock} from "../offline/format.js";

const ADDED = {meetings: [], bundles: [], materials: [], returned: []}; // not in an older slice
const HOLDING = new Set(["deceased", "do_not_contact"]);

/** Pure: a slice and queue entries in, the facts that pages are drawn from out. */
export function compose(slice, entries, today) {
  const households = new Map(slice.households.map((one) => [one.id, {...one}]));
  const visited = new Set(mondayOf(slice.today) === mondayOf(today) ? slice.visited : []); // those of this week
  const facts = {...ADDED, ...slice, envelopes: new Map(slice.envelopes.map((one) => [one.id, one]))};
  facts.bundles = new Map(facts.bundles.map((one) => [one.id, one]));
  facts.returned = [...facts.returned];
  for (const entry of entries) {
    if (!entry.record || entry.state === "rejected") continue;
    const {fields} = entry.record;
    if (entry.kind === "contact") layContact(entry, households, visited, today);
    if (entry.kind === "bundle_confirmed") takeBundle(entry, facts, households);
    if (fields.envelope) endEnvelope(entry, facts, households);
    if (entry.kind === "danger") layDanger(fields, households, slice.choices.danger);
  }
  const {envelopes, bundles} = facts;
  return {...facts, households: [...households.values()], byId: households, visited, envelopes: [...envelopes.values()], bundles: [...bundles.values()], entries};
}

function layContact({id, state, record}, households, visited, today) {
  const {fields, clock} = record;
  const one = households.get(Number(fields.household));
  if (!one || one.contacts.some((contact) => contact.id === id)) return;
  const {day} = onClock(clock);
  const contact = {id, at: clock, mode: fields.mode, outcome: fields.outcome, channel: "", note: fields.note ?? "", by: "", waits: state !== "sent"};
  one.contacts = [contact, ...one.contacts];
  one.last_on = !one.last_on || day > one.last_on ? day : one.last_on;
  one.week = [...one.week, day];
  one.isHeld ||= HOLDING.has(fields.outcome);
  if (fields.promised_on) {
    const promise = {id, made_on: day, on: fields.promised_on, amount: fields.promised_amount || null, paid: 0, state: "waiting"};
    one.promises = [promise, ...one.promises];
  }
  if (fields.mode === "visit" && (fields.confirmed_phone || fields.new_phone)) one.confirmed = fields.confirmed_phone || fields.new_phone;
  if (fields.mode === "visit" && day >= mondayOf(today)) visited.add(one.id);
}

function takeBundle({state, record: {fields, clock}}, {bundles, envelopes}, households) {
  const taken = (bundles.get(fields.bundle)?.envelopes ?? []).filter(({id}) => !fields.missing.includes(id));
  bundles.delete(fields.bundle);
  for (const one of taken) {
    envelopes.set(one.id, {...one, since: onClock(clock).day, waits: state !== "sent"});
    if (households.has(one.household)) households.get(one.household).envelope = {id: one.id, number: one.number};
  }
}

function endEnvelope({kind, record: {fields}}, {envelopes, returned}, households) {
  const envelope = envelopes.get(Number(fields.envelope));
  if (!envelope) return;
  envelopes.delete(envelope.id);
  if (kind === "envelope_returned") returned.push(envelope);
  const one = households.get(envelope.household);
  if (one?.envelope?.id === envelope.id) one.envelope = null;
}

function layDanger({household, happened_on, kind, text}, households, labels) {
  const one = households.get(Number(household));
  if (one) one.dangers = [{on: happened_on, kind: labelOf(labels, kind), text}, ...one.dangers];
}

export const labelOf = (choices, value) => choices.find(([each]) => each === value)?.[1] ?? value;
