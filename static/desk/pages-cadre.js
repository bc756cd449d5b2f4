// One cadre at one meeting: how they stand to it, the old envelopes one by one, the new bundle, and what they said.

import {back, button, card, empty, h, heading, notice, showPage, status} from "../offline/dom.js";
import {number, shortDate, weekday} from "../offline/format.js";
import {formOf} from "../offline/forms.js";
import {enqueue} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";
import {signaturePad} from "../js/signature.js";
import {balanceOf, labelOf} from "./model.js";
import {missing, phaseOf, standing} from "./pages-meeting.js";

export function cadrePage(app, meetingId, cadreId) {
  const meeting = app.model.byId.get(Number(meetingId));
  const cadre = meeting?.cadres.find(({id}) => id === Number(cadreId));
  if (!cadre) return missing();
  const here = `/pertemuan/${meeting.id}/kader/${cadre.id}`;
  const save = async (kind, fields, said) => {
    await enqueue(kind, {meeting: meeting.id, ...fields});
    await app.go(here, said);
    app.sendNow({force: true, wantSlice: false});
  };
  const phase = phaseOf(meeting, app.model.today);
  const page = {app, meeting, cadre, phase, save};
  return showPage(cadre.name, back(`/pertemuan/${meeting.id}`, weekday(meeting.on)),
    heading(cadre.name, {caption: `${cadre.code} · ${weekday(meeting.on)}`}),
    h("p", {class: "desk-counts"}, status(...standing(app.model, cadre))),
    phase === "before" ? notice("info", _("Pertemuan ini belum berlangsung. Kehadiran dapat dicatat pada harinya."))
      : [attendance(page), count(page), bundle(page), notes(page)]);
}

// Attendance

function attendance({app: {model}, cadre, phase, save}) {
  const {mark} = cadre;
  const set = (state, more = {}) => save("desk_attendance", {cadre: cadre.id, state, ...more}, _("Kehadiran tersimpan."));
  const [came, word] = phase === "on" ? ["present", _("Hadir")] : ["made_up", _("Datang susulan hari ini")];
  return card(_("Kehadiran"),
    h("p", {class: "button-row"},
      phase !== "closed" && mark?.state !== came && mark?.state !== "present" && button(word, () => set(came, {means: "tap"}), "primary"),
      phase === "closed" && mark?.state !== "present" && button(_("Hadir"), () => set("present"), "secondary"),
      mark?.state !== "absent" && button(_("Tidak hadir"), () => set("absent")),
      mark && button(_("Hapus catatan"), () => set("none"), "quiet")),
    h("details", {}, h("summary", {class: "tap"}, _("Izin")),
      formOf([{name: "excuse", label: _("Alasan"), type: "radio", required: true, choices: model.choices.excuse, value: mark?.excuse ?? ""}], {
        submit: _("Catat izin"), kind: "secondary", save: ({excuse}) => set("excused", {excuse}),
      })));
}

// The count of old envelopes

function count({app: {model}, cadre, save}) {
  const {counted} = cadre;
  const found = balanceOf(counted);
  return card(_("Amplop lama"),
    counted.length ? [equation(found), h("ul", {class: "desk-list", id: "counted"}, [...counted].sort(openFirst).map((row) => countedItem(row, save)))]
      : h("p", {}, _("Tidak ada amplop lama yang dihitung.")),
    model.bundles.filter((one) => one.cadre === cadre.id).map(({envelopes}) =>
      notice("info", _("%(count)s amplop menunggu konfirmasi di ponsel kader. Minta tanda tangan di bawah bila ponselnya tidak dibawa.", {count: number(envelopes.length)}))));
}

const isOpen = ({state, seen, taken_in: isIn}) => (state === "handed_over" && !seen) || (state === "returned" && !isIn);
const openFirst = (one, other) => Number(isOpen(other)) - Number(isOpen(one)) || one.number.localeCompare(other.number);

/** The sum of the count as people write it, and what is missing from it. */
export function equation({handedOver, delivered, returned, lost, held, unclear, notHandedIn, isBalanced}) {
  return h("div", {class: "desk-equation"},
    h("p", {class: "num"}, _("%(all)s diserahkan = %(delivered)s sampai + %(returned)s kembali + %(lost)s hilang + %(held)s masih di tangan", {
      all: number(handedOver), delivered: number(delivered), returned: number(returned), lost: number(lost), held: number(held),
    }), unclear.length > 0 && ` + ${_("%(count)s belum jelas", {count: number(unclear.length)})}`),
    isBalanced ? status(_("Cocok"), "success") : status(_("Belum cocok"), "warning"),
    notHandedIn.length > 0 && h("p", {class: "field-error"}, _("%(count)s amplop yang dikembalikan belum diterima di kantor: %(numbers)s", {count: number(notHandedIn.length), numbers: notHandedIn.map(({number: each}) => each).join(", ")})));
}

const stateWords = () => ({handed_over: _("di tangan kader"), delivered: _("sampai"), returned: _("dikembalikan"), lost: _("hilang")});
const STATE_KINDS = {handed_over: "info", delivered: "success", returned: "warning", lost: "danger"};

function countedItem(row, save) {
  const act = (name, said, reason = "") => save("desk_envelope", {envelope: row.id, act: name, reason}, said);
  const held = row.state === "handed_over";
  const words = [row.seen && held ? _("diperlihatkan") : stateWords()[row.state], row.state === "returned" && (row.taken_in ? _("sudah diterima") : _("belum diterima"))].filter(Boolean).join(", ");
  const named = (text) => [text, h("span", {class: "visually-hidden"}, ` ${row.number}`)];
  return h("li", {class: `desk-envelope${isOpen(row) ? " is-open" : ""}`}, h("span", {class: "code"}, row.number), " ", status(words, isOpen(row) ? "warning" : STATE_KINDS[row.state]),
    h("p", {class: "button-row"},
      held && !row.seen && button(named(_("Masih di tangan")), () => act("held", _("Amplop %(number)s diperlihatkan.", {number: row.number}))),
      held && row.seen && button(named(_("Batal diperlihatkan")), () => act("not_held", ""), "quiet"),
      held && button(named(_("Sampai")), () => act("delivered", _("Amplop %(number)s dicatat sampai.", {number: row.number}))),
      row.state === "returned" && !row.taken_in && button(named(_("Terima kembali")), () => act("taken_in", _("Amplop %(number)s diterima kembali.", {number: row.number})), "primary"),
      row.state !== "handed_over" && button(named(_("Salah catat")), () => act("undo", _("Amplop %(number)s kembali tercatat di tangan kader.", {number: row.number})), "quiet")),
    held && [
      reasonForm(`back_${row.id}`, named(_("Kembalikan ke kantor")), _("Terima kembali"), (reason) => act("taken_in", _("Amplop %(number)s diterima kembali.", {number: row.number}), reason)),
      reasonForm(`lost_${row.id}`, named(_("Hilang")), _("Catat hilang"), (reason) => act("lost", _("Amplop %(number)s dicatat hilang.", {number: row.number}), reason)),
    ]);
}

const reasonForm = (name, title, submit, save) =>
  h("details", {class: "desk-reason"}, h("summary", {class: "tap"}, title),
    formOf([{name, label: _("Alasan"), required: true, attributes: {maxlength: 200}}], {submit, kind: "secondary", save: (entered) => save(entered[name])}));

// The new bundle

function bundle({app: {model}, cadre, save}) {
  const offered = model.bundles.filter((one) => one.cadre === cadre.id).flatMap(({envelopes}) => envelopes);
  const rows = [...(model.ready.get(cadre.id) ?? []), ...offered];
  const {unclear} = balanceOf(cadre.counted);
  if (!rows.length) return card(_("Bundel baru"), cadre.given > 0 && h("p", {}, _("%(count)s amplop sudah diserahkan pada pertemuan ini.", {count: number(cadre.given)})), empty("", _("Tidak ada amplop yang siap untuk kader ini.")));
  const place = h("p", {class: "field-error", role: "alert"});
  const {element, path, clear} = signaturePad({label: _("Tanda tangan kader")});
  element.classList.add("desk-signature");
  element.addEventListener("pointerdown", () => element.dispatchEvent(new Event("input", {bubbles: true}))); // typing, to the app
  const list = h("fieldset", {class: "field"}, h("legend", {class: "field-label"}, _("%(count)s amplop siap", {count: number(rows.length)})),
    rows.map(({id, number: each, area}) => h("label", {class: "desk-check"}, h("input", {type: "checkbox", class: "form-check-input", name: "envelope", value: String(id), checked: true}), h("span", {class: "code"}, each), area && h("span", {class: "muted"}, ` ${area}`))));
  const chosen = () => [...list.querySelectorAll("input:checked")].map(({value}) => Number(value));
  const give = (signature) => {
    const envelopes = chosen();
    if (!envelopes.length) return (place.textContent = _("Pilih paling sedikit satu amplop."));
    const said = signature ? _("%(count)s amplop diserahkan dan ditandatangani.", {count: number(envelopes.length)}) : _("%(count)s amplop menunggu konfirmasi di ponsel kader.", {count: number(envelopes.length)});
    return save("desk_bundle", {cadre: cadre.id, envelopes, signature}, said);
  };
  return card(_("Bundel baru"),
    cadre.given > 0 && h("p", {}, _("%(count)s amplop sudah diserahkan pada pertemuan ini.", {count: number(cadre.given)})),
    unclear.length > 0 && notice("warning", _("%(count)s amplop lama belum jelas. Bundel baru tetap dapat diserahkan.", {count: number(unclear.length)})),
    h("form", {novalidate: true, onsubmit: (event) => event.preventDefault()}, list,
      h("p", {class: "field-label"}, _("Tanda tangan kader: saya menerima amplop yang dicentang")), element, place,
      h("p", {class: "button-row"},
        button(_("Serahkan, kader menandatangani"), () => (path() ? give(path()) : (place.textContent = _("Minta kader menandatangani di kotak itu, atau pilih konfirmasi lewat ponsel."))), "primary"),
        button(_("Hapus tanda tangan"), clear, "quiet"),
        offered.length < rows.length && button(_("Serahkan, kader konfirmasi di ponsel"), () => give("")))));
}

// What was said

function notes({app: {model}, meeting, cadre, save}) {
  const said = meeting.notes.filter((one) => one.cadre === cadre.id);
  return card(_("Masukan dan pertanyaan"),
    said.length > 0 && h("ul", {class: "phone-list"}, said.map((one) => h("li", {}, h("div", {class: "phone-list-text"},
      h("span", {}, status(labelOf(model.choices.note, one.kind), one.kind === "question" ? "info" : "neutral"), " ", one.text),
      h("span", {class: "muted"}, [one.at, one.due && !one.answer && _("dijawab paling lambat %(day)s", {day: shortDate(one.due)}), one.waits && _("belum terkirim")].filter(Boolean).join(" · ")),
      one.answer && h("span", {}, one.answer))))),
    formOf([
      {name: "kind", label: _("Jenis"), type: "radio", required: true, choices: model.choices.note, value: "question"},
      {name: "text", label: _("Isi"), type: "textarea", required: true, attributes: {maxlength: 2000}},
      {name: "answer_due", label: _("Dijawab paling lambat"), type: "date", hint: _("Hanya untuk pertanyaan; kosong berarti menurut kebijakan kantor cabang."), attributes: {min: model.today}},
    ], {
      submit: _("Simpan catatan"), kind: "secondary",
      save: ({kind, text, answer_due: due}) => save("desk_note", {cadre: cadre.id, kind, text, answer_due: kind === "question" ? due : ""}, _("Catatan tersimpan.")),
    }));
}
