// The cadre's records on their way: what each is about, and mending one that the server has refused.

import {h} from "../offline/dom.js";
import {clock, maskName} from "../offline/format.js";
import {formOf} from "../offline/forms.js";
import {queuePages} from "../offline/pages-queue.js";
import {mend} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";
import {labelOf} from "./model.js";
import {contactForm, dangerSpecs} from "./pages-contact.js";
import {lostSpecs, returnSpecs} from "./pages-envelopes.js";
import {complaintSpecs, eventSpecs, interestSpecs} from "./pages-reports.js";

const kindLabels = () => ({
  contact: _("Kontak"), shown: _("Penayangan data"), question: _("Pertanyaan"), review_answer: _("Jawaban tinjauan"), appeal: _("Banding"), seen: _("Tanda sudah dibaca"),
  bundle_confirmed: _("Amplop diterima"), envelope_delivered: _("Amplop sampai"), envelope_returned: _("Amplop kembali"), envelope_lost: _("Amplop hilang"), check_in: _("Kehadiran"), interest: _("Minat mendaftar"), event: _("Sosialisasi"), complaint: _("Keluhan"), danger: _("Laporan bahaya"),
});

function about({kind, record}, model) {
  const label = kindLabels()[kind] ?? _("Catatan terkunci");
  if (!record) return [label, ""];
  const {outcome, household, text} = record.fields;
  const name = model.byId.get(Number(household))?.name;
  return [outcome ? labelOf(model.choices.outcome, outcome) : label, [name && maskName(name), text && (text.length > 60 ? `${text.slice(0, 59)}…` : text), clock(record.clock)].filter(Boolean).join(" · ")];
}

export const {queuePage, recordPage} = queuePages({
  labels: kindLabels,
  about,
  mending: (app, entry) => (entry.kind === "contact" ? mendContact(app, entry) : mendOther(app, entry)),
  from: () => ["/lainnya", _("Lainnya")],
});

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
  envelope_returned: returnSpecs, envelope_lost: lostSpecs, question: textSpecs, review_answer: textSpecs, appeal: textSpecs,
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
