// The slice with the records of this device laid over it: what was tapped shows at once, arrived or not.

import {onClock} from "../offline/format.js";

/** Pure: a slice and queue entries in, the facts that pages are drawn from out. */
export function compose(slice, entries, today) {
  const meetings = slice.meetings.map((one) => ({...one, cadres: one.cadres.map((cadre) => ({...cadre, counted: cadre.counted.map((row) => ({...row}))})), notes: [...one.notes]}));
  const byId = new Map(meetings.map((one) => [one.id, one]));
  const ready = new Map(Object.entries(slice.ready).map(([cadre, rows]) => [Number(cadre), [...rows]]));
  const model = {...slice, today, meetings, byId, ready, bundles: [...slice.bundles], entries};
  for (const entry of entries) {
    if (!entry.record || entry.state === "rejected") continue;
    LAYING[entry.kind]?.(model, entry);
  }
  return model;
}

const LAYING = {desk_attendance: layAttendance, desk_envelope: layEnvelope, desk_bundle: layBundle, desk_note: layNote};

const cadreAt = ({byId}, {meeting, cadre}) => byId.get(meeting)?.cadres.find(({id}) => id === cadre);

function layAttendance(model, {state: standing, record: {fields, clock}}) {
  const cadre = cadreAt(model, fields);
  if (!cadre) return;
  const {day, time} = onClock(clock);
  const waits = standing !== "sent";
  if (fields.state === "none") cadre.mark = null;
  else if (fields.state === "present" && day === model.byId.get(fields.meeting).on) {
    const arrived = cadre.mark?.state === "present" && cadre.mark.arrived && cadre.mark.arrived < time ? cadre.mark.arrived : time;
    cadre.mark = {state: "present", excuse: "", made_up_on: null, arrived, late: isLate(model.byId.get(fields.meeting), arrived), means: fields.means, waits};
  } else cadre.mark = {state: fields.state, excuse: fields.excuse ?? "", made_up_on: fields.state === "made_up" ? day : null, arrived: null, late: false, means: "sheet", waits};
}

const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether `HH:MM` lies after the start and the minutes that the meeting allows. */
export const isLate = ({starts, late_after: allowed}, time) => minutes(time) > minutes(starts) + allowed;

function layEnvelope({meetings}, {record: {fields}}) {
  const changes = {
    delivered: {state: "delivered"}, taken_in: {state: "returned", taken_in: true}, lost: {state: "lost"},
    undo: {state: "handed_over", taken_in: false}, held: {seen: true}, not_held: {seen: false},
  }[fields.act];
  for (const meeting of meetings) {
    if ("seen" in changes && meeting.id !== fields.meeting) continue;
    for (const {counted} of meeting.cadres) {
      const row = counted.find(({id}) => id === fields.envelope);
      if (row) Object.assign(row, changes);
    }
  }
}

function layBundle(model, {id, record: {fields}}) {
  const wanted = new Set(fields.envelopes);
  const offered = model.bundles.filter(({cadre}) => cadre === fields.cadre);
  const rows = [...(model.ready.get(fields.cadre) ?? []), ...offered.flatMap(({envelopes}) => envelopes)].filter((row) => wanted.has(row.id));
  model.ready.set(fields.cadre, (model.ready.get(fields.cadre) ?? []).filter((row) => !wanted.has(row.id)));
  model.bundles = model.bundles.map((one) => ({...one, envelopes: one.envelopes.filter((row) => !wanted.has(row.id))})).filter(({envelopes}) => envelopes.length);
  const cadre = cadreAt(model, fields);
  if (fields.signature && cadre) cadre.given += rows.length;
  else model.bundles.push({id, cadre: fields.cadre, meeting: fields.meeting, envelopes: rows, waits: true});
}

function layNote({byId}, {id, record: {fields}}) {
  byId.get(fields.meeting)?.notes.push({id, cadre: fields.cadre, kind: fields.kind, text: fields.text, due: fields.answer_due || null, answer: "", at: "", waits: true});
}

/** The count of one cadre (meetings/balance.py): handed over = delivered + returned + lost + held, or the difference. */
export function balanceOf(counted) {
  const of = (state) => counted.filter((row) => row.state === state);
  const outstanding = of("handed_over");
  const unclear = outstanding.filter(({seen}) => !seen);
  const notHandedIn = of("returned").filter(({taken_in: isIn}) => !isIn);
  return {
    handedOver: counted.length, delivered: of("delivered").length, returned: of("returned").length, lost: of("lost").length,
    held: outstanding.length - unclear.length, unclear, notHandedIn, isBalanced: !unclear.length && !notHandedIn.length,
  };
}

export const labelOf = (choices, value) => choices.find(([each]) => each === value)?.[1] ?? value;
