// What waits to be sent: the list, why the server refused a record and mending it, receipts, and the file for the office.

import {announce, button, h, heading, link, notice, showPage, status} from "./dom.js";
import {clock, maskName, number, today} from "./format.js";
import {formOf} from "./forms.js";
import {labelOf} from "./model.js";
import {contactForm, dangerSpecs} from "./pages-contact.js";
import {returnSpecs} from "./pages-envelopes.js";
import {back} from "./pages-household.js";
import {complaintSpecs, eventSpecs, interestSpecs} from "./pages-reports.js";
import {discard, exported, isUnsent, mend, retry, takeIn} from "./queue.js";
import {gettext as _} from "./words.js";

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
