// Meetings: what to bring, being there, what was said; and their materials, which are kept for the time without network.

import {get, keys, putWhile, remove} from "../offline/database.js";
import {back, button, card, empty, fill, h, heading, link, notice, showPage, status} from "../offline/dom.js";
import {longDate, number, onClock, today, weekday} from "../offline/format.js";
import {formOf} from "../offline/forms.js";
import {enqueue, mend} from "../offline/queue.js";
import {lockBytes, unlockBytes} from "../offline/sealing.js";
import {gettext as _} from "../offline/words.js";
import {material as addressOf} from "./program.js";

const MARK = "bahan-";
const SMALL = 2 * 1024 * 1024; // bytes; a larger one is fetched when it is asked for
const PATIENCE = 60_000; // milliseconds, and one more for every ten bytes
const TYPES = new Set(["application/pdf", "image/jpeg", "image/png"]); // none that runs scripts

const coming = ({meetings}) => meetings.filter(({on}) => on >= today());
const hours = ({at, until, place, group}) => [_("Pukul %(time)s", {time: `${at}–${until}`}), place, group].filter(Boolean).join(" · ");

/** For the first page: a meeting of today, an answer that was not read yet. */
export function meetingHints({meetings}) {
  const now = meetings.find(({on, attendance}) => on === today() && !attendance);
  const answered = meetings.findLast(({notes}) => notes.some((one) => one.is_new));
  return [
    now && notice("info", h("p", {}, _("Hari ini ada pertemuan pukul %(time)s.", {time: now.at}), " ", link("/pertemuan", _("Yang dibawa")))),
    answered && notice("info", h("p", {}, _("Pertanyaan Anda sudah dijawab."), " ", link(`/pertemuan/${answered.id}`, _("Baca")))),
  ];
}

export function nextMeeting(model, isAlone = true) {
  const [next] = coming(model);
  return card(_("Pertemuan berikutnya"), next ? about(model, next) : h("p", {}, _("Belum dijadwalkan. Kantor cabang akan memberi tahu.")),
    h("p", {}, isAlone ? link("/pertemuan", _("Semua pertemuan"), {class: "tap"}) : next && link(`/pertemuan/${next.id}`, _("Agenda dan bahan"), {class: "tap"})));
}

export function meetingsPage({model}) {
  const past = model.meetings.filter(({on}) => on < today()).reverse();
  return showPage(_("Pertemuan"), back("/amplop", _("Amplop saya")), heading(_("Pertemuan")), nextMeeting(model, false), bring(model),
    coming(model).length > 1 && [h("h2", {}, _("Sesudah itu")), list(model, coming(model).slice(1))],
    past.length > 0 && [h("h2", {}, _("Yang lalu")), list(model, past)]);
}

const list = (model, meetings) => h("ul", {class: "phone-list"}, meetings.map((one) =>
  h("li", {}, link(`/pertemuan/${one.id}`, [h("span", {}, weekday(one.on)), h("span", {}, one.on <= today() ? standing(model, one) : hours(one))]))));

const about = (model, one) => [
  h("p", {class: "meeting-next"}, h("strong", {}, weekday(one.on))), h("p", {}, hours(one)),
  one.on <= today() && h("p", {}, standing(model, one)),
  h("p", {class: "button-row"}, one.on === today() && !isThere(one) && link("/hadir", _("Ketik kode hadir"), {class: "btn btn-primary"}),
    one.on >= today() && one.calendar && h("a", {class: "btn btn-secondary", href: one.calendar}, _("Simpan di kalender"))),
];

/** What is counted at the meeting, by number. */
function bring({envelopes, returned}) {
  const numbers = (title, rows) => rows.length > 0 && [h("p", {}, h("strong", {}, `${title} (${number(rows.length)})`)), h("p", {class: "code"}, rows.map((one) => h("span", {class: "phone-number"}, one.number)))];
  return card(_("Yang dibawa"), envelopes.length + returned.length ? [numbers(_("Amplop untuk diperlihatkan"), envelopes), numbers(_("Amplop kembali untuk diserahkan"), returned)] : h("p", {}, _("Tidak ada amplop yang harus dibawa.")));
}

export function meetingPage(app, id) {
  const {model} = app;
  const one = model.meetings.find((each) => each.id === Number(id));
  if (!one) return meetingsPage(app);
  const shown = model.materials.filter(({meetings}) => meetings.includes(one.id));
  const page = showPage(_("Pertemuan"), back("/pertemuan", _("Pertemuan")), heading(_("Pertemuan"), {caption: longDate(one.on)}), about(model, one),
    one.agenda && card(_("Agenda"), h("p", {class: "timeline-text"}, one.agenda)),
    shown.length > 0 && card(_("Bahan"), materialList(shown)),
    one.notes.length > 0 && card(_("Yang Anda sampaikan"), one.notes.map(said)));
  noteSeen(app, one);
  return page;
}

const said = ({kind, text, due, answer, answered_on: on, is_new: isNew}) => [
  h("p", {}, h("strong", {}, kind), " ", isNew && status(_("jawaban baru"), "success")), h("p", {class: "timeline-text"}, text),
  answer ? [h("p", {}, h("strong", {}, _("Jawaban")), " ", h("span", {class: "muted"}, longDate(on))), h("p", {class: "timeline-text"}, answer)]
    : due && h("p", {class: "muted"}, _("Dijawab paling lambat %(day)s.", {day: longDate(due)})),
];

/** Opening the page is reading its answers. */
async function noteSeen(app, {notes}) {
  const fresh = notes.filter((one) => one.is_new);
  for (const one of fresh) {
    one.is_new = false;
    await enqueue("seen", {kind: "answer", subject: one.id, of: one.answered_at});
  }
  if (fresh.length) app.sendNow({force: true, wantSlice: true});
}

// Being there

const isThere = ({attendance}) => ["present", "made_up"].includes(attendance?.state);
const checkIn = ({entries}, id) => entries.findLast(({kind, record}) => kind === "check_in" && record?.fields.meeting === id);

/** Attendance as the office has it, or as this phone has recorded it. */
function standing(model, {id, attendance}) {
  const entry = checkIn(model, id);
  if (entry && !isThere({attendance})) {
    if (entry.state === "rejected") return [status(_("ditolak"), "danger"), ` ${entry.why}`];
    return entry.state === "sent" ? status(_("Kehadiran diterima kantor cabang"), "success") : status(_("Kehadiran tercatat di ponsel, menunggu terkirim"), "warning");
  }
  if (!attendance) return status(_("Kehadiran belum dicatat"));
  return [status(...attendance.status), ` ${attendance.detail}`];
}

/** Opened by the QR code at the door: recorded once, also where the page is loaded again. */
export function checkInPage(app, meeting, step, mac) {
  history.replaceState(null, "", `#/pertemuan/${meeting}`);
  return come(app, {meeting: Number(meeting), step: Number(step), mac});
}

async function come(app, fields) {
  const before = checkIn(app.model, fields.meeting);
  if (before?.state === "rejected") await mend(before.id, "check_in", fields);
  else if (!before || before.record.fields.mac !== fields.mac) await enqueue("check_in", fields);
  await app.go(`/pertemuan/${fields.meeting}`);
  app.sendNow();
}

export function codePage(app) {
  const time = onClock(Date.now()).time.replace(":", ".");
  const now = app.model.meetings.find(({on, until}) => on === today() && until >= time);
  return showPage(_("Kode hadir"), back("/pertemuan", _("Pertemuan")), heading(_("Ketik kode hadir"), {caption: now && hours(now)}),
    now ? formOf([{name: "number", label: _("Kode hadir"), required: true, hint: _("6 angka yang tampil di pintu; berganti tiap menit."), attributes: {inputmode: "numeric", maxlength: 7}}], {submit: _("Catat hadir"), save: ({number: typed}) => {
      const digits = typed.replace(/\s/g, "");
      return /^\d{6}$/.test(digits) ? come(app, {meeting: now.id, number: digits}) : {number: _("Kodenya 6 angka.")};
    }}) : empty(_("Tidak ada pertemuan hari ini"), ""));
}

// Materials

/** Fetch what is small and new, one after the other, and forget what has left the slice. */
export function keepMaterials(app) {
  return navigator.locks.request("bahan", {ifAvailable: true}, async (isFree) => {
    if (!isFree || !app.model) return;
    const {materials} = app.model;
    const kept = await keptNames();
    const names = new Set(materials.map(nameOf));
    for (const name of kept) if (!names.has(name)) await remove("blobs", name);
    const wanted = navigator.connection?.saveData ? [] : materials.filter((one) => one.size <= SMALL && !kept.has(nameOf(one)));
    for (const one of wanted) await fetchOne(one).catch(() => {}); // no network, or a full phone: with the next round
    if (wanted.length && location.hash === "#/bahan" && app.model) await materialsPage(app);
  }).catch(() => {});
}

const nameOf = ({id}) => MARK + id;
const keptNames = async () => new Set((await keys("blobs")).filter((name) => name.startsWith(MARK)));

async function fetchOne(one) {
  const response = await fetch(addressOf(one.id), {cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE + one.size / 10)});
  const content = response.ok && (await response.arrayBuffer());
  if (content?.byteLength !== one.size) throw new Error("material");
  const locked = await lockBytes(content);
  if (!(await putWhile(() => true, {}, {[nameOf(one)]: locked}))) throw new Error("wiped");
}

const materialList = (rows, kept) => h("ul", {class: "phone-list"}, rows.map((one) =>
  h("li", {}, link(`/bahan/${one.id}`, [h("span", {}, one.title), h("span", {class: "muted"}, one.about),
    kept && h("span", {}, kept.has(nameOf(one)) ? status(_("di ponsel"), "success") : status(_("belum di ponsel"), "neutral"))]))));

export async function materialsPage({model: {materials}}) {
  const place = h("div", {});
  showPage(_("Bahan"), back("/lainnya", _("Lainnya")), heading(_("Bahan"), {lead: _("Dari pertemuan; terbuka juga tanpa jaringan.")}), place);
  fill(place, materials.length ? materialList(materials, await keptNames()) : empty(_("Belum ada bahan"), _("Bahan pertemuan muncul di sini.")));
}

let shown = {}; // the one that is open, and its address, good for this page alone
const show = (next) => {
  URL.revokeObjectURL(shown.url);
  shown = next;
};
self.addEventListener("changed", ({detail}) => detail === "wiped" && show({}));

async function openedAt(one) {
  if (shown.id === one.id) return shown.url;
  const content = await unlockBytes(await get("blobs", nameOf(one)));
  const type = TYPES.has(one.type) ? one.type : "application/octet-stream";
  show(content ? {id: one.id, url: URL.createObjectURL(new Blob([content], {type}))} : {});
  return shown.url;
}

export async function materialPage(app, id) {
  const one = app.model.materials.find((each) => each.id === Number(id));
  if (!one) return materialsPage(app);
  const place = h("div", {});
  showPage(one.title, back("/bahan", _("Bahan")), heading(one.title, {caption: one.about}), h("p", {class: "muted"}, _("Pertemuan %(day)s", {day: longDate(one.on)})), place);
  const url = await openedAt(one);
  return fill(place, url ? opened(one, url) : fetchButton(app, one));
}

const opened = ({title, name, type}, url) => [
  type.startsWith("image/") && h("p", {}, h("img", {src: url, alt: title, class: "phone-picture"})),
  h("p", {class: "button-row"}, h("a", {class: "btn btn-primary", href: url, target: "_blank"}, _("Buka")), h("a", {class: "btn btn-secondary", href: url, download: name}, _("Simpan sebagai berkas"))),
];

const fetchButton = (app, one) => button(_("Ambil sekarang"), async ({target}) => {
  target.disabled = true;
  try {
    await fetchOne(one);
    if (target.isConnected) app.go(`/bahan/${one.id}`); // nobody has gone on meanwhile
  } catch {
    target.disabled = false;
    target.textContent = _("Belum berhasil, coba lagi: perlu jaringan dan ruang di ponsel");
  }
}, "primary");
