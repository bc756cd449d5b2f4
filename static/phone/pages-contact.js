// Recording a contact: the outcome first, then only what that outcome needs. No field here can hold cash.

import {back, button, fill, h, heading, link, notice, showPage} from "../offline/dom.js";
import {addDays, fromClock, maskName, maskPhone, onClock, today, weekday} from "../offline/format.js";
import {formOf} from "../offline/forms.js";
import {isConfirmed, isQuiet, numberOf} from "./messages.js";
import {labelOf} from "./model.js";
import {howToPay, missing, rehab, warnings} from "./pages-household.js";
import {enqueue} from "../offline/queue.js";
import {fact, setFact} from "../offline/store.js";
import {gettext as _} from "../offline/words.js";

const LOCATE_PATIENCE = 8_000;
const FIELDS = {
  met: ["channel", "reason"],
  promised: ["promised_on", "promised_amount", "channel"],
  refused: ["reason"],
  unable_to_pay: ["reason", "channel"],
  moved: ["new_address", "new_phone"],
  address_not_found: ["new_address"],
  dissatisfied_with_service: ["complaint_category", "complaint"],
};
const SPOKEN = new Set(["met", "promised", "refused", "unable_to_pay", "says_paid", "dissatisfied_with_service"]);
const HOLDING = new Set(["deceased", "do_not_contact"]);
const PAYING = new Set(["met", "promised", "unable_to_pay"]);

let mode = "visit"; // what the last link said: a call or message is recorded as one

export function outcomePage(app, id) {
  const one = app.model.byId.get(Number(id));
  if (!one) return missing();
  const {search} = new URL(location.hash.slice(1), location.origin);
  mode = new URLSearchParams(search).get("cara") || "visit";
  return showPage(_("Catat kontak"), back(`/keluarga/${one.id}`, _("Keluarga")), heading(_("Bagaimana hasilnya?"), {caption: maskName(one.name)}), warnings(one, app.model),
    h("ul", {class: "outcomes"}, app.model.choices.outcome.map(([value, label]) => h("li", {}, link(`/keluarga/${one.id}/kontak/${value}`, label)))));
}

export function contactPage(app, id, outcome) {
  const one = app.model.byId.get(Number(id));
  if (!one || !app.model.choices.outcome.some(([value]) => value === outcome)) return missing();
  let locating = locate();
  const place = placeNote(() => (locating = locate()));
  return showPage(labelOf(app.model.choices.outcome, outcome), back(`/keluarga/${one.id}/kontak?cara=${mode}`, _("Hasil lain")),
    heading(labelOf(app.model.choices.outcome, outcome), {caption: maskName(one.name)}),
    HOLDING.has(outcome) && notice("warning", _("Keluarga ini akan ditahan dan tidak dihubungi lagi sampai kantor cabang mencabutnya.")),
    outcome === "says_paid" && notice("info", _("Terima kasih. Pembayaran diakui setelah tercatat di berkas BPJS.")),
    isQuiet(app.model.policy, onClock(Date.now()).time) && notice("info", _("Sekarang jam tenang: kunjungan boleh dicatat, tetapi jangan menelepon atau mengirim pesan.")),
    contactForm(app, one, outcome, {submit: _("Simpan kontak"), note: [place], save: async (record) => {
      const where = isLocating ? await Promise.race([locating, pause(50)]) : {};
      await enqueue("contact", {...record.fields, ...where}, record);
      app.go(`/keluarga/${one.id}`, _("Kontak tersimpan di ponsel: %(outcome)s.", {outcome: labelOf(app.model.choices.outcome, outcome)}));
      app.sendNow({force: true, wantSlice: false});
    }}),
    outcome === "hostile" && h("p", {}, link(`/keluarga/${one.id}/bahaya`, _("Laporkan ancaman atau bahaya di rumah ini"), {class: "tap"})),
    PAYING.has(outcome) && [howToPay(app.model, one), rehab(app.model, one)],
    h("p", {class: "muted"}, _("Kader tidak menerima uang. Bayar hanya di kanal resmi.")));
}

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time, {}));

/** The form of a contact, fresh or to be mended; `save` gets `{fields, clock, byHand}`. */
export function contactForm(app, one, outcome, {submit, save, values = {}, errors = {}, clock = null, note = []}) {
  const {choices, channels} = app.model;
  const specs = {
    channel: {label: _("Kanal yang disarankan"), type: "select", choices: [["", _("Belum dibicarakan")], ...channels.map(({code, name}) => [code, name])]},
    reason: {label: _("Mengapa belum membayar"), type: "select", choices: [["", _("Belum dikatakan")], ...choices.reason]},
    promised_on: {label: _("Akan membayar pada"), type: "date", required: true, attributes: {min: today()}},
    promised_amount: {label: _("Jumlah yang dijanjikan"), hint: _("Rupiah, dibayar keluarga sendiri di kanal resmi. Kosongkan bila tidak disebut."), attributes: {inputmode: "numeric", autocomplete: "off"}},
    new_address: {label: _("Alamat baru"), attributes: {maxlength: 300}},
    new_phone: {label: _("Nomor HP baru"), type: "tel", attributes: {maxlength: 30}},
    complaint_category: {label: _("Tentang apa"), type: "select", choices: [["", _("Pilih")], ...choices.complaint]},
    complaint: {label: _("Keluhan"), type: "textarea", required: true, attributes: {maxlength: 500}},
  };
  const asked = (FIELDS[outcome] ?? []).map((name) => ({name, ...specs[name]}));
  const made = onClock(clock ?? Date.now());
  const shown = [
    ...asked,
    {name: "mode", label: _("Cara"), type: "radio", choices: choices.mode, value: values.mode ?? mode},
    SPOKEN.has(outcome) && numberOf(one) && !isConfirmed(one) && {name: "confirms", label: _("Nomor %(phone)s benar milik keluarga ini", {phone: maskPhone(numberOf(one))}), type: "checkbox", hint: _("Hanya saat kunjungan. Sesudah itu pesan boleh memuat jumlah.")},
    SPOKEN.has(outcome) && isConfirmed(one) && {name: "new_phone", label: _("Nomor HP baru"), type: "tel"},
    one.envelope && {name: "delivers", label: _("Amplop %(number)s sudah diserahkan", {number: one.envelope.number}), type: "checkbox"},
    {name: "note", label: _("Catatan"), type: "textarea", attributes: {rows: 2, maxlength: 500}},
    {name: "made_on", tucked: _("Ubah waktu kontak"), label: _("Hari kontak"), type: "date", required: true, value: made.day, attributes: {max: today()}},
    {name: "made_time", tucked: _("Ubah waktu kontak"), label: _("Pukul"), type: "time", required: true, value: made.time},
  ].filter(Boolean);
  const form = formOf(shown, {submit, values, errors, note, save: (entered) => {
    const read = readContact(one, outcome, entered, made, clock);
    return read.errors ?? save(read);
  }});
  return h("div", {}, outcome === "promised" && quickDays(form), form);
}

/** From what was entered to what is sent; errors where it cannot be meant so. */
function readContact(one, outcome, entered, made, clock) {
  const {made_on: day, made_time: time, confirms, delivers, promised_amount: amount = "", ...rest} = entered;
  const errors = {};
  const digits = amount.replace(/^rp/i, "").replace(/[.\s]/g, "");
  if (digits && !/^[1-9]\d{0,8}$/.test(digits)) errors.promised_amount = _("Tulis rupiah dengan angka, seperti 150.000.");
  const isTyped = day !== made.day || time !== made.time;
  const moment = isTyped ? fromClock(day, time) : clock ?? new Date();
  if (moment > Date.now() + 60_000) errors.made_time = _("Waktu ini belum tiba.");
  if (rest.promised_on && rest.promised_on < day) errors.promised_on = _("Tanggal janji lebih awal daripada tanggal kontak.");
  if (confirms && rest.mode !== "visit") errors.mode = _("Nomor hanya dapat dikonfirmasi saat kunjungan.");
  if (Object.keys(errors).length) return {errors};
  const fields = {household: one.id, outcome, ...rest, promised_amount: digits};
  if (confirms) fields.confirmed_phone = numberOf(one);
  if (delivers) fields.envelope = one.envelope.id;
  return {fields, clock: moment, byHand: isTyped};
}

/** Days that are promised most, one tap each. */
function quickDays(form) {
  const now = today();
  const lastOfMonth = addDays(`${addDays(`${now.slice(0, 8)}28`, 4).slice(0, 8)}01`, -1);
  const days = [[now, _("Hari ini")], [addDays(now, 1), _("Besok")], [addDays(now, 7), _("7 hari lagi")], [lastOfMonth, _("Akhir bulan")]];
  return h("p", {class: "button-row", role: "group", "aria-label": _("Hari yang sering dijanjikan")}, days.map(([day, text]) =>
    button(text, () => {
      form.elements.promised_on.value = day;
      form.elements.promised_on.dispatchEvent(new Event("input", {bubbles: true}));
      form.elements.promised_on.focus();
    }, "quiet", {title: weekday(day)})));
}

// Where it was

let isLocating = false;

/** Read once, before the first page: whether the cadre wants the place to be taken. */
export async function recallLocating() {
  isLocating = (await fact("locates")) ?? false;
}

/** Says whether the place goes along, and changes it for this contact too. */
function placeNote(changes) {
  const note = h("p", {class: "field-hint phone-place"});
  const draw = () => fill(note,
    isLocating ? _("Lokasi disertakan bila ponsel mengizinkan.") : _("Lokasi tidak disertakan."), " ",
    button(isLocating ? _("Jangan sertakan") : _("Sertakan lokasi"), async () => {
      isLocating = !isLocating;
      changes();
      draw();
      await setFact("locates", isLocating);
    }, "link"));
  draw();
  return note;
}

/** The place, where the cadre and the phone allow it; nothing otherwise, and never a wait. */
async function locate() {
  if (!isLocating || !navigator.geolocation) return {};
  return new Promise((resolve) => navigator.geolocation.getCurrentPosition(
    ({coords}) => resolve({latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy)}),
    () => resolve({}), {enableHighAccuracy: true, timeout: LOCATE_PATIENCE, maximumAge: 60_000}));
}

// Danger

export const dangerSpecs = ({choices}) => [
  {name: "kind", label: _("Apa yang terjadi"), type: "radio", choices: choices.danger, value: "threat"},
  {name: "happened_on", label: _("Hari kejadian"), type: "date", required: true, value: today(), attributes: {max: today()}},
  {name: "text", label: _("Ceritakan singkat"), type: "textarea", required: true, hint: _("Dibaca supervisor; kader berikutnya diperingatkan."), attributes: {maxlength: 2000}},
];

export function dangerPage(app, id) {
  const one = app.model.byId.get(Number(id));
  if (!one) return missing();
  return showPage(_("Laporkan bahaya"), back(`/keluarga/${one.id}`, _("Keluarga")), heading(_("Ancaman atau bahaya"), {caption: maskName(one.name)}),
    notice("info", _("Pergilah dulu ke tempat yang aman. Dalam keadaan darurat hubungi 110.")),
    formOf(dangerSpecs(app.model), {submit: _("Kirim laporan"), kind: "danger", save: async (fields) => {
      await enqueue("danger", {household: one.id, ...fields});
      app.go(`/keluarga/${one.id}`, _("Laporan tersimpan. Supervisor melihatnya begitu terkirim."));
      app.sendNow({force: true, wantSlice: false});
    }}));
}
