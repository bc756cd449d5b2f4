// Envelopes, what waits to be sent, and the rest: interest, events, complaints, language, signing out.

import {LANGUAGE, STATE} from "./addresses.js";
import {announce, button, card, empty, facts, h, heading, link, notice, showPage, status} from "./dom.js";
import {clock, daysBetween, maskName, number, shortDate, today, weekday} from "./format.js";
import {formOf} from "./forms.js";
import {labelOf} from "./model.js";
import {contactForm, dangerSpecs} from "./pages-contact.js";
import {back, missing} from "./pages-household.js";
import {discard, enqueue, exported, isUnsent, mend, retry, takeIn} from "./queue.js";
import {wipe} from "./store.js";
import {gettext as _, language} from "./words.js";

const PHOTO_SIDE = 1280;
const PHOTO_QUALITIES = [0.7, 0.5, 0.3, 0.15];
const PHOTO_CHARACTERS = 600_000; // base64; the server takes 700,000

// Envelopes

export function envelopesPage({model}) {
  const {envelopes, meeting} = model;
  return showPage(_("Amplop saya"), heading(_("Amplop saya")),
    card(_("Pertemuan berikutnya"), meeting ? [h("p", {class: "meeting-next"}, h("strong", {}, weekday(meeting.on))), h("p", {}, [_("Pukul %(time)s", {time: meeting.at}), meeting.place].filter(Boolean).join(" · "))] : h("p", {}, _("Belum dijadwalkan. Kantor cabang akan memberi tahu."))),
    h("h2", {}, _("%(count)s amplop di tangan saya", {count: number(envelopes.length)})),
    envelopes.length ? h("ul", {class: "phone-list"}, envelopes.map((one) => h("li", {}, link(`/amplop/${one.id}`, [
      h("span", {class: "code"}, one.number), h("span", {class: "muted"}, [one.area, owner(model, one), waited(one)].filter(Boolean).join(" · "))]))))
      : empty(_("Tidak ada amplop"), _("Amplop baru dibagikan pada pertemuan.")));
}

const owner = ({byId}, {household}) => byId.has(household) && maskName(byId.get(household).name);
const waited = ({since}) => since && _("%(days)s hari", {days: number(daysBetween(since, today()))});

const returnSpecs = () => [{name: "reason", label: _("Alasan"), required: true, hint: _("Bawa amplopnya ke pertemuan berikutnya."), attributes: {maxlength: 200}}];

export function envelopePage(app, id) {
  const {model} = app;
  const one = model.envelopes.find((each) => each.id === Number(id));
  if (!one) return envelopesPage(app);
  const household = model.byId.get(one.household);
  const saved = async (kind, fields, said) => {
    await enqueue(kind, fields);
    app.go("/amplop", said);
    app.sendNow({force: true, wantSlice: false});
  };
  return showPage(one.number, back("/amplop", _("Amplop saya")), heading(one.number, {caption: _("Amplop")}),
    facts([[_("Keluarga"), household ? link(`/keluarga/${household.id}`, maskName(household.name)) : "–"], [_("Tempat"), one.area], [_("Diterima"), one.since ? shortDate(one.since) : "–"]]),
    h("p", {class: "button-row"},
      household && link(`/keluarga/${household.id}/kontak`, _("Serahkan sambil mencatat kontak"), {class: "btn btn-primary"}),
      button(_("Sudah sampai di keluarga"), () => saved("envelope_delivered", {envelope: one.id}, _("Terima kasih. Amplop %(number)s dicatat sampai.", {number: one.number})))),
    h("details", {}, h("summary", {class: "tap"}, _("Tidak sampai, saya kembalikan")),
      formOf(returnSpecs(), {
        submit: _("Kembalikan"), kind: "secondary",
        save: ({reason}) => saved("envelope_returned", {envelope: one.id, reason}, _("Amplop %(number)s dicatat dikembalikan.", {number: one.number})),
      })));
}

// What waits

const kindLabels = () => ({
  contact: _("Kontak"), shown: _("Penayangan data"), question: _("Pertanyaan"), review_answer: _("Jawaban tinjauan"), appeal: _("Banding"), seen: _("Tanda sudah dibaca"),
  envelope_delivered: _("Amplop sampai"), envelope_returned: _("Amplop kembali"), interest: _("Minat mendaftar"), event: _("Sosialisasi"), complaint: _("Keluhan"), danger: _("Laporan bahaya"),
});

export function queuePage(app) {
  const {model} = app;
  const waiting = model.entries.filter(isUnsent);
  const sent = model.entries.filter((entry) => entry.state === "sent");
  const place = h("p", {role: "status"});
  const send = button(_("Kirim sekarang"), async () => {
    send.disabled = true;
    place.textContent = _("Mengirim …");
    const outcome = await app.sendNow({force: true, wantSlice: true});
    announce(said(outcome));
    if (location.hash !== "#/kiriman" || !app.model) return; // somebody has gone on meanwhile
    queuePage(app);
    document.querySelector("#main [role=status]").textContent = said(outcome);
  }, "primary");
  return showPage(_("Kiriman"), back("/lainnya", _("Lainnya")), heading(_("Kiriman"), {lead: _("Yang Anda catat tersimpan di ponsel dan terkirim sendiri begitu ada jaringan.")}),
    h("p", {class: "button-row"}, send), place,
    h("h2", {}, _("Belum terkirim (%(count)s)", {count: number(waiting.length)})),
    waiting.length ? h("ul", {class: "phone-list"}, waiting.map((entry) => entryItem(entry, model))) : h("p", {}, _("Semua sudah terkirim.")),
    model.locked > 0 && h("p", {class: "muted"}, _("%(count)s catatan terkunci milik akun lain menunggu akun itu masuk di ponsel ini.", {count: number(model.locked)})),
    waiting.length > 0 && exportPart(),
    h("h2", {}, _("Sudah sampai")), receipts(sent, model), fileIn(app));
}

function said({state, sent, rejected}) {
  if (state === "offline") return _("Belum ada jaringan. Catatan tetap aman di ponsel.");
  if (state === "busy") return _("Sedang dikirim.");
  if (state !== "signed_in") return _("Masuk lagi untuk mengirim. Catatan tetap aman di ponsel.");
  if (rejected) return _("%(sent)s terkirim, %(rejected)s perlu dilihat.", {sent: number(sent), rejected: number(rejected)});
  return sent ? _("%(sent)s catatan terkirim.", {sent: number(sent)}) : _("Tidak ada yang perlu dikirim.");
}

function about({kind, record}, model) {
  const label = kindLabels()[kind] ?? _("Catatan terkunci");
  if (!record) return [label, ""];
  const {outcome, household, text} = record.fields;
  const name = model.byId.get(Number(household))?.name;
  return [outcome ? labelOf(model.choices.outcome, outcome) : label, [name && maskName(name), text && (text.length > 60 ? `${text.slice(0, 59)}…` : text), clock(record.clock)].filter(Boolean).join(" · ")];
}

function entryItem(entry, model) {
  const [title, text] = about(entry, model);
  const isRejected = entry.state === "rejected";
  return h("li", {}, link(`/kiriman/${entry.id}`, [
    h("span", {}, title, " ", isRejected ? status(_("ditolak"), "danger") : status(_("menunggu"), "warning")), h("span", {class: "muted"}, text), isRejected && h("span", {class: "stop-often"}, entry.why)]));
}

function receipts(sent, {receipts: known}) {
  const labels = kindLabels();
  const rows = [
    ...sent.filter(({id}) => !known.some((each) => each.id === id)).map(({kind, receipt, notices, arrived}) => ({kind, receipt, notices, received: clock(arrived)})).reverse(),
    ...known,
  ];
  if (!rows.length) return h("p", {class: "muted"}, _("Belum ada."));
  return h("ul", {class: "phone-list"}, rows.slice(0, 50).map(({kind, receipt, received, notices}) =>
    h("li", {}, h("div", {class: "phone-list-text"}, h("span", {}, labels[kind] ?? kind, " ", h("span", {class: "code"}, receipt)), h("span", {class: "muted"}, received), (notices ?? []).map((text) => h("span", {class: "stop-often"}, text))))));
}

/** A copy for the time when this phone cannot send: also without anybody signed in. */
export const exportPart = () => [
  h("p", {class: "button-row"}, button(_("Simpan sebagai berkas"), saveFile)),
  h("p", {class: "field-hint"}, _("Cadangan bila ponsel rusak: berkas terkunci, hanya server yang dapat membacanya. Serahkan ke kantor cabang.")),
];

async function saveFile() {
  const blob = new Blob([await exported()], {type: "application/json"});
  const anchor = h("a", {href: URL.createObjectURL(blob), download: `kaderjkn-belum-terkirim-${today()}.json`});
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  announce(_("Berkas disimpan."));
}

function fileIn(app) {
  const place = h("p", {role: "status"});
  return h("details", {}, h("summary", {class: "tap"}, _("Ambil dari berkas")),
    h("label", {class: "field-label", for: "id_file"}, _("Berkas kiriman dari ponsel lama Anda")),
    h("input", {type: "file", id: "id_file", class: "form-control", accept: ".json,application/json", onchange: async ({target}) => {
      try {
        const count = await takeIn(await target.files[0].text());
        app.go("/kiriman", _("%(count)s catatan diambil dari berkas.", {count: number(count)}));
        app.sendNow({force: true, wantSlice: false});
      } catch {
        place.textContent = _("Berkas ini bukan ekspor dari halaman Kiriman.");
      }
    }}), place);
}

/** One record that waits: why it was rejected, and mending it. */
export function recordPage(app, id) {
  const {model} = app;
  const entry = model.entries.find((one) => one.id === id && isUnsent(one));
  if (!entry) return queuePage(app);
  const [title, text] = about(entry, model);
  return showPage(title, back("/kiriman", _("Kiriman")), heading(title, {caption: _("Belum terkirim")}), h("p", {class: "muted"}, text),
    entry.why && notice("danger", h("p", {}, h("strong", {}, _("Ditolak:")), ` ${entry.why}`)),
    !entry.record && h("p", {}, _("Catatan ini terkunci: ponsel tidak dapat membacanya lagi, server dapat.")),
    entry.record && entry.state === "rejected" && (entry.kind === "contact" ? mendContact(app, entry) : mendOther(app, entry)),
    h("p", {class: "button-row"}, button(_("Kirim lagi apa adanya"), async () => {
      await retry(entry.id);
      app.go("/kiriman");
      app.sendNow({force: true, wantSlice: false});
    }), discardButton(app, entry)));
}

async function keepMended(app, entry, fields, options) {
  const isKept = await mend(entry.id, entry.kind, fields, options);
  app.go("/kiriman", isKept ? _("Perbaikan tersimpan dan dikirim.") : _("Catatan ini sudah sampai; perbaikan tidak dikirim."));
  app.sendNow({force: true, wantSlice: false});
}

/** A household that has left the phone meanwhile can still be recorded for. */
const stranger = (id) => ({id: Number(id), name: "", phone: "", confirmed: "", envelope: null, promises: []});

function mendContact(app, entry) {
  const {fields, clock: made} = entry.record;
  const household = app.model.byId.get(Number(fields.household)) ?? stranger(fields.household);
  const {latitude, longitude, accuracy} = fields;
  return contactForm(app, household, fields.outcome, {
    submit: _("Simpan perbaikan"), values: {...fields, confirms: Boolean(fields.confirmed_phone), delivers: Boolean(fields.envelope)}, errors: shownErrors(entry.fields), clock: new Date(made),
    save: (record) => keepMended(app, entry, {...record.fields, ...(latitude ? {latitude, longitude, accuracy} : {})}, {clock: record.clock, byHand: record.byHand || entry.record.by_hand}),
  });
}

/** Errors by the names that the form uses. */
const shownErrors = ({made_at: time, confirmed_phone: phone, ...rest}) => ({...rest, ...(time ? {made_time: time} : {}), ...(phone ? {confirms: phone} : {})});

const textSpecs = () => [{name: "text", label: _("Isi"), type: "textarea", required: true, attributes: {maxlength: 2000}}];
const SPECS = {
  interest: (model) => interestSpecs(model), event: () => eventSpecs(), complaint: (model) => complaintSpecs(model), danger: dangerSpecs,
  envelope_returned: returnSpecs, question: textSpecs, review_answer: textSpecs, appeal: textSpecs,
};

/** The form in which the record was made, with what was entered; a photo that was refused is left out. */
function mendOther(app, entry) {
  const specs = SPECS[entry.kind]?.(app.model);
  if (!specs) return null;
  const {fields, clock: made, by_hand: byHand} = entry.record;
  return formOf(specs, {
    submit: _("Simpan perbaikan"), values: fields, errors: entry.fields,
    note: entry.fields.photo ? [h("p", {class: "field-error"}, _("Foto dilepas: tanpa foto catatan ini dapat dikirim."))] : [],
    save: (entered) => keepMended(app, entry, {...fields, ...entered, ...(entry.fields.photo ? {photo: ""} : {})}, {clock: new Date(made), byHand}),
  });
}

/** Throwing away is asked twice: it cannot be undone. */
function discardButton(app, entry) {
  const ask = button(_("Hapus catatan ini"), () => {
    ask.replaceWith(button(_("Ya, hapus: tidak dapat dikembalikan"), async () => {
      await discard(entry.id);
      app.go("/kiriman", _("Catatan dihapus."));
    }, "danger"));
  }, "quiet");
  return ask;
}

// The rest

export function morePage(app) {
  const {model} = app;
  const item = (to, title, text) => h("li", {}, link(to, [h("span", {}, title), h("span", {class: "muted"}, text)]));
  const answered = model.complaints.filter(({answer}) => answer);
  return showPage(_("Lainnya"), heading(_("Lainnya"), {caption: `${model.me.name} · ${model.me.branch}`}),
    h("ul", {class: "phone-list"},
      item("/kiriman", _("Kiriman"), _("Yang belum terkirim, nomor bukti kirim, cadangan")),
      item("/lainnya/minat", _("Ada yang ingin mendaftar"), _("Nama dan nomor untuk ditelepon kantor cabang")),
      item("/lainnya/sosialisasi", _("Sosialisasi"), _("Tempat, topik, jumlah orang")),
      item("/lainnya/keluhan", _("Keluhan peserta"), _("Tentang pelayanan; dijawab kantor cabang")),
      item("/tinjauan", _("Tinjauan saya"), _("Bila ada bulan tanpa pembayaran yang diakui"))),
    answered.length > 0 && card(_("Jawaban atas keluhan"), answered.map(({label, text, answer, on}) => [h("p", {}, h("strong", {}, label), ` · ${shortDate(on)}`, h("br"), text), h("p", {class: "timeline-text"}, answer)])),
    h("p", {}, _("Bantuan: %(contact)s", {contact: model.me.care_contact})),
    h("p", {class: "button-row"}, button(language() === "id" ? "English" : "Bahasa Indonesia", () => changeLanguage(app, language() === "id" ? "en" : "id"), "quiet"),
      h("a", {class: "btn btn-quiet", href: "/account/password/change/"}, _("Ganti kata sandi"))),
    signOutPart(app),
    h("p", {class: "muted"}, _("Data di ponsel ini dihapus sendiri bila %(days)s hari tidak terhubung. Catatan yang belum terkirim tidak dihapus.", {days: number(model.lease_days)})));
}

async function post(address, fields) {
  const {token} = await (await fetch(STATE, {cache: "no-store"})).json();
  return fetch(address, {method: "POST", headers: {"X-CSRFToken": token ?? ""}, body: new URLSearchParams(fields), redirect: "manual"});
}

async function changeLanguage(app, to) {
  try {
    await post(LANGUAGE, {language: to, next: "/"});
  } catch {
    return announce(_("Bahasa diganti bila ada jaringan."));
  }
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.active?.postMessage("renew-shell");
  setTimeout(() => location.reload(), 1500);
  return undefined;
}

function signOutPart(app) {
  const place = h("div", {});
  place.append(button(_("Keluar"), async () => {
    const count = app.model.entries.filter(isUnsent).length;
    if (!count) return signOut();
    place.replaceChildren(notice("warning", h("p", {}, h("strong", {}, _("%(count)s catatan belum terkirim.", {count: number(count)}))),
      h("p", {}, _("Bila Anda keluar, catatan itu tetap tersimpan di ponsel, terkunci, dan baru terkirim setelah Anda masuk lagi."))),
    h("p", {class: "button-row"}, link("/kiriman", _("Kirim dulu"), {class: "btn btn-primary"}), button(_("Keluar saja"), signOut, "danger")));
    return undefined;
  }, "secondary"));
  return place;
}

/** The data go at once; the session is ended by the next contact, which after the reload is now if there is a network. */
async function signOut() {
  await wipe("signed_out", {leaves: true});
  location.reload();
}

const interestSpecs = ({areas}) => [
  {name: "name", label: _("Nama"), required: true, attributes: {maxlength: 150, autocomplete: "off"}},
  {name: "phone", label: _("Nomor HP"), type: "tel", required: true, attributes: {maxlength: 30, autocomplete: "off"}},
  {name: "area", label: _("Kelurahan"), type: "select", choices: [["", _("Tidak tahu")], ...Object.entries(areas)]},
  {name: "note", label: _("Catatan"), type: "textarea", attributes: {rows: 2, maxlength: 500}},
  {name: "agreed_to_call", label: _("Bersedia ditelepon kantor cabang"), type: "checkbox"},
];

export function interestPage(app) {
  return showPage(_("Minat mendaftar"), back("/lainnya", _("Lainnya")), heading(_("Ada yang ingin mendaftar")),
    formOf(interestSpecs(app.model), {submit: _("Simpan"), save: async (fields) => {
      if (!fields.agreed_to_call) return {agreed_to_call: _("Tanyakan dulu, lalu centang.")};
      return kept(app, "interest", fields, _("Tersimpan. Kantor cabang menelepon orang ini."));
    }}));
}

async function kept(app, kind, fields, text) {
  await enqueue(kind, fields);
  app.go("/lainnya", text);
  app.sendNow({force: true, wantSlice: false});
}

const eventSpecs = () => [
  {name: "held_on", label: _("Tanggal"), type: "date", required: true, value: today(), attributes: {max: today()}},
  {name: "place", label: _("Tempat"), required: true, attributes: {maxlength: 150}},
  {name: "topic", label: _("Topik"), required: true, attributes: {maxlength: 150}},
  {name: "people_reached", label: _("Berapa orang"), type: "number", required: true, attributes: {min: 0, inputmode: "numeric"}},
  {name: "note", label: _("Catatan"), type: "textarea", attributes: {rows: 2, maxlength: 500}},
];

export function eventPage(app) {
  let photo = Promise.resolve("");
  const place = h("p", {class: "field-hint", role: "status"});
  const pick = async ({target}) => {
    photo = target.files.length ? smaller(target.files[0]) : Promise.resolve("");
    place.textContent = "";
    try {
      if (await photo) place.textContent = _("Foto disertakan, diperkecil.");
    } catch {
      photo = Promise.resolve("");
      place.textContent = _("Foto ini tidak terbaca. Pilih foto lain.");
    }
  };
  const picker = h("div", {class: "field"}, h("label", {class: "field-label", for: "id_photo"}, _("Foto"), h("span", {class: "muted"}, ` (${_("boleh kosong")})`)),
    h("p", {class: "field-hint"}, _("Foto acara, bukan rumah atau KTP.")),
    h("input", {type: "file", id: "id_photo", class: "form-control", accept: "image/*", onchange: pick}), place);
  return showPage(_("Sosialisasi"), back("/lainnya", _("Lainnya")), heading(_("Sosialisasi")),
    formOf(eventSpecs(), {submit: _("Simpan"), note: [picker], save: async (fields) => kept(app, "event", {...fields, photo: await photo.catch(() => "")}, _("Sosialisasi tersimpan."))}));
}

/** The photo, small enough for a slow network, without what the camera wrote into it; base64. */
async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, PHOTO_SIDE / Math.max(picture.width, picture.height));
  const canvas = h("canvas", {width: Math.round(picture.width * scale), height: Math.round(picture.height * scale)});
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of PHOTO_QUALITIES) {
    const text = canvas.toDataURL("image/jpeg", quality).split(",")[1];
    if (text.length < PHOTO_CHARACTERS) return text;
  }
  throw new Error("too large");
}

const complaintSpecs = ({choices}) => [
  {name: "category", label: _("Tentang apa"), type: "select", required: true, choices: choices.complaint, value: "facility_service"},
  {name: "text", label: _("Keluhan"), type: "textarea", required: true, attributes: {rows: 4, maxlength: 2000}},
];

export function complaintPage(app, id) {
  const one = id && app.model.byId.get(Number(id));
  if (id && !one) return missing();
  return showPage(_("Keluhan peserta"), one ? back(`/keluarga/${one.id}`, _("Keluarga")) : back("/lainnya", _("Lainnya")),
    heading(_("Keluhan tentang pelayanan"), {caption: one ? maskName(one.name) : "", lead: _("Kantor cabang menjawab; jawabannya muncul di halaman Lainnya.")}),
    formOf(complaintSpecs(app.model), {submit: _("Kirim keluhan"), save: (fields) => kept(app, "complaint", {...fields, ...(one ? {household: one.id} : {})}, _("Keluhan tersimpan."))}));
}
