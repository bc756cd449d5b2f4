// Calls and prepared messages: the phone's own apps do them; nothing is sent from here.

import {groupDigits, longDate, number, rupiah} from "../offline/format.js";

const OF_ARREARS = new Set(["reminder", "how_to_pay", "rehab"]);

/** Messages that fit: with amounts only where the number was confirmed at a visit, of promises where one waits. */
export const offered = (messages, household) =>
  messages.filter(({kind, text, needs_confirmed_number: needs}) =>
    (!needs || isConfirmed(household)) &&
    (!text.includes("{janji_") || household.promises[0]?.state === "waiting") &&
    (!OF_ARREARS.has(kind) || left(household) > 0));

/** What is left of the arrears, rupiah. */
export const left = ({target, paid}) => Math.max(0, target - paid);

export const numberOf = ({confirmed, phone}) => confirmed || phone || "";
export const isConfirmed = ({confirmed}) => Boolean(confirmed);

export function filled(text, household, {me}) {
  const promise = household.promises[0];
  const values = {
    keluarga: household.name,
    kader: me.name,
    cabang: me.branch,
    bulan: number(household.months),
    jumlah: rupiah(left(household)),
    va: groupDigits(household.va),
    janji_tanggal: promise ? longDate(promise.on) : "",
    janji_jumlah: promise?.amount ? rupiah(promise.amount) : "",
  };
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole).replace(/[ \t]{2,}/g, " ").trim();
}

export const telephone = (phone) => `tel:${phone}`;
export const whatsapp = (phone, text) => `https://wa.me/${phone.replace(/\D/g, "")}?text=${encodeURIComponent(text)}`;
export const sms = (phone, text) => `sms:${phone}?body=${encodeURIComponent(text)}`;

/** The way to the house, in whatever map app the phone has. */
export const route = ({address, rt, rw}, area) =>
  `geo:0,0?q=${encodeURIComponent([address, rt && `RT ${rt}`, rw && `RW ${rw}`, area].filter(Boolean).join(" "))}`;

/** Whether calls and messages are not suggested at this time; the hours may run over midnight (RULES 2). */
export function isQuiet({quiet_from: from, quiet_until: until}, time) {
  const [start, end] = [from.slice(0, 5), until.slice(0, 5)];
  return start <= end ? start <= time && time < end : time >= start || time < end;
}

/** What an instalment of REHAB would be, about: the arrears in equal parts, rounded up to a thousand. */
export function instalments(household, {rehab_min_months: least, rehab_max_months: most, rehab_max_instalments: longest}) {
  const {months} = household;
  if (!left(household) || months < least || (most !== null && months > most)) return [];
  return [3, 6, 12].filter((steps) => longest === null || steps <= longest)
    .map((steps) => ({steps, amount: Math.ceil(left(household) / steps / 1000) * 1000}));
}
