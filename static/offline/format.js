// How days, money and personal data are written: as kaderjkn/common/formatting.py does on the server.

import {language} from "./words.js";

const MONTHS = {
  id: ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};
const SHORT = {
  id: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};
const WEEKDAYS = {
  id: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const DAY = 86_400_000;
let zone = "Asia/Jakarta";

const tongue = () => (language() === "en" ? "en" : "id");
const parts = (day) => day.slice(0, 10).split("-").map(Number);
const noon = (day) => Date.UTC(...parts(day).map((part, at) => (at === 1 ? part - 1 : part)), 12);

export function useZone(name) {
  zone = name;
}

export const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, tongue() === "en" ? "," : ".");
export const rupiah = (value) => `${value < 0 ? "-" : ""}Rp ${number(Math.abs(value))}`;

export function percent(done, total) {
  if (!total) return "–";
  const tenths = Math.floor((done * 2000 + total) / (2 * total));
  const text = `${number(Math.floor(tenths / 10))}${tongue() === "en" ? "." : ","}${tenths % 10}`;
  return tongue() === "en" ? `${text}%` : `${text} %`;
}

export function longDate(day) {
  const [year, month, date] = parts(day);
  return `${date} ${MONTHS[tongue()][month - 1]} ${year}`;
}

export function shortDate(day) {
  const [year, month, date] = parts(day);
  return `${date} ${SHORT[tongue()][month - 1]} ${year}`;
}

export const weekday = (day) => `${WEEKDAYS[tongue()][new Date(noon(day)).getUTCDay()]}, ${longDate(day)}`;
export const monthName = (day) => `${MONTHS[tongue()][parts(day)[1] - 1]} ${parts(day)[0]}`;

/** Whole days from one day to another. */
export const daysBetween = (from, to) => Math.round((noon(to) - noon(from)) / DAY);

export function addDays(day, count) {
  return new Date(noon(day) + count * DAY).toISOString().slice(0, 10);
}

/** The Monday of the day's week. */
export const mondayOf = (day) => addDays(day, -((new Date(noon(day)).getUTCDay() + 6) % 7));

/** A moment on the clock of the branch: its day, and its time as `HH:MM`. */
export function onClock(moment) {
  const written = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).format(new Date(moment));
  return {day: written.slice(0, 10), time: written.slice(11, 16)};
}

export const today = () => onClock(Date.now()).day;
export const clock = (moment) => {
  const {day, time} = onClock(moment);
  return `${shortDate(day)} ${time.replace(":", ".")}`;
};

/** The moment at which the branch's clock shows this day and time. */
export function fromClock(day, time) {
  const guess = Date.parse(`${day}T${time}:00Z`);
  const shown = onClock(guess);
  return new Date(guess - (Date.parse(`${shown.day}T${shown.time}:00Z`) - guess));
}

export const groupDigits = (text) => text.replace(/(\d{4})(?=\d)/g, "$1 ");
export const maskTail = (text) => (text ? (text.length <= 4 ? "*".repeat(text.length) : "*".repeat(text.length - 4) + text.slice(-4)) : "–");
export const maskPhone = (text) => (text?.startsWith("+62") ? `+62${maskTail(text.slice(3))}` : maskTail(text));
export const maskName = (text) =>
  (text ?? "").split(/\s+/).filter(Boolean).map((word) => word[0] + "*".repeat(word.length - 1)).join(" ") || "–";
