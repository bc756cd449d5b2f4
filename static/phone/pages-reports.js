// What else a cadre brings back: somebody who wants to register, an event, a complaint.

import {back, h, heading, showPage} from "../offline/dom.js";
import {maskName, today} from "../offline/format.js";
import {formOf} from "../offline/forms.js";
import {missing} from "./pages-household.js";
import {enqueue} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";

const PHOTO_SIDE = 1280;
const PHOTO_QUALITIES = [0.7, 0.5, 0.3, 0.15];
const PHOTO_CHARACTERS = 600_000; // base64; the server takes 700,000

export const interestSpecs = ({areas}) => [
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

export const eventSpecs = () => [
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

export const complaintSpecs = ({choices}) => [
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
