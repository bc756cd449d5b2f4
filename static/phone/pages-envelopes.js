// Envelopes: bundles to be taken over, those in hand, and what becomes of each.

import {back, button, empty, facts, fill, h, heading, link, notice, showPage, status} from "../offline/dom.js";
import {daysBetween, maskName, number, shortDate, today} from "../offline/format.js";
import {formOf, valuesOf} from "../offline/forms.js";
import {enqueue} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";
import {nextMeeting} from "./pages-meetings.js";

export function envelopesPage({model}, text = "") {
  const list = h("div", {});
  const draw = (typed) => fill(list, found(model, matching(model.envelopes, typed)));
  draw(text);
  return showPage(_("Amplop saya"), heading(_("Amplop saya")), bundleHint(model), nextMeeting(model),
    h("h2", {}, _("%(count)s amplop di tangan saya", {count: number(model.envelopes.length)})),
    model.envelopes.length ? [search(text, draw), list] : empty(_("Tidak ada amplop"), _("Amplop baru dibagikan pada pertemuan.")),
    h("p", {}, link("/terima", _("Terima amplop"), {class: "tap"})));
}

const found = (model, envelopes) => envelopes.length
  ? h("ul", {class: "phone-list"}, envelopes.map((one) => h("li", {}, link(`/amplop/${one.id}`, [
    h("span", {class: "code"}, one.number), h("span", {class: "muted"}, about(model, one)), one.waits && status(_("belum terkirim"), "warning")]))))
  : h("p", {role: "status"}, _("Tidak ada yang cocok"));

const search = (value, draw) => h("div", {class: "field", role: "search"}, h("label", {class: "field-label", for: "f_number"}, _("Cari nomor atau angka terakhir")),
  h("input", {type: "search", class: "form-control", id: "f_number", inputmode: "numeric", autocomplete: "off", value, oninput: ({target}) => draw(target.value)}));

const digits = (text) => text.replace(/\D/g, "");
const matching = (envelopes, text) => envelopes.filter((one) => digits(one.number).endsWith(digits(text)));
const about = ({byId}, {household, area, since, is_on_hold: isHeld}) => [
  area, byId.has(household) && maskName(byId.get(household).name), since && _("%(days)s hari", {days: number(daysBetween(since, today()))}), isHeld && _("ditahan, jangan diantar"),
].filter(Boolean).join(" · ");

const reason = (hint) => [{name: "reason", label: _("Alasan"), required: true, hint, attributes: {maxlength: 200}}];
export const returnSpecs = () => reason(_("Bawa amplopnya ke pertemuan berikutnya."));
export const lostSpecs = () => reason(_("Di mana terakhir Anda melihatnya, dan apa yang terjadi?"));

async function saved(app, kind, fields, said) {
  await enqueue(kind, fields);
  app.go("/amplop", said);
  app.sendNow({force: true, wantSlice: kind === "bundle_confirmed"});
}

export function envelopePage(app, id) {
  const {model} = app;
  const one = model.envelopes.find((each) => each.id === Number(id));
  if (!one) return envelopesPage(app);
  const household = model.byId.get(one.household);
  return showPage(one.number, back("/amplop", _("Amplop saya")), heading(one.number, {caption: _("Amplop")}),
    one.is_on_hold && notice("warning", _("Keluarga ini sedang ditahan: jangan diantar, kembalikan.")),
    facts([[_("Keluarga"), household ? link(`/keluarga/${household.id}`, maskName(household.name)) : "–"], [_("Tempat"), one.area], [_("Diterima"), one.since ? shortDate(one.since) : "–"]]),
    !one.is_on_hold && h("p", {class: "button-row"},
      household && link(`/keluarga/${household.id}/kontak`, _("Serahkan sambil mencatat kontak"), {class: "btn btn-primary"}),
      button(_("Sudah sampai di keluarga"), () => saved(app, "envelope_delivered", {envelope: one.id}, _("Terima kasih. Amplop %(number)s dicatat sampai.", {number: one.number})))),
    h("details", {open: one.is_on_hold}, h("summary", {class: "tap"}, _("Tidak sampai, saya kembalikan")),
      formOf(returnSpecs(), {
        submit: _("Kembalikan"), kind: "secondary",
        save: (fields) => saved(app, "envelope_returned", {envelope: one.id, ...fields}, _("Amplop %(number)s dicatat dikembalikan.", {number: one.number})),
      })),
    h("p", {}, link(`/amplop/${one.id}/hilang`, _("Laporkan hilang"), {class: "tap"})));
}

export function lostPage(app, id) {
  const one = app.model.envelopes.find((each) => each.id === Number(id));
  if (!one) return envelopesPage(app);
  return showPage(_("Amplop hilang"), back(`/amplop/${one.id}`, one.number), heading(_("Laporkan amplop hilang"), {caption: one.number}),
    notice("warning", _("Suratnya memuat data keluarga. Kantor cabang membaca laporan ini; amplop tidak lagi dihitung di tangan Anda. Bila ditemukan, bawa ke kantor.")),
    formOf(lostSpecs(), {submit: _("Laporkan hilang"), kind: "danger", save: (fields) => saved(app, "envelope_lost", {envelope: one.id, ...fields}, _("Amplop %(number)s dilaporkan hilang.", {number: one.number}))}));
}

/** By number, from the QR code on the letter; last digits do. */
export function numberedPage(app, text) {
  const {model} = app;
  const here = matching(model.envelopes, text);
  if (here.length) return here.length === 1 ? envelopePage(app, here[0].id) : envelopesPage(app, text);
  return showPage(text, back("/amplop", _("Amplop saya")), heading(_("Amplop ini tidak di tangan Anda"), {caption: text}), bundleHint(model),
    h("p", {}, _("Mungkin sudah Anda catat selesai, atau milik kader lain. Jangan diantar: bawa ke kantor cabang.")));
}

// Bundles

export const bundleHint = ({bundles}) => bundles.length > 0 && notice("info",
  h("p", {}, _("%(count)s amplop menunggu Anda terima.", {count: number(bundles.flatMap(({envelopes}) => envelopes).length)}), " ", link("/terima", _("Terima amplop"))));

export function bundlesPage(app) {
  const {bundles} = app.model;
  return showPage(_("Terima amplop"), back("/amplop", _("Amplop saya")),
    heading(_("Terima amplop"), {lead: bundles.length > 0 && _("Lepaskan centang pada amplop yang tidak ada.")}),
    bundles.length ? bundles.map((one) => bundlePart(app, one)) : empty(_("Tidak ada amplop yang menunggu"), _("Yang disiapkan petugas muncul di sini begitu ponsel terhubung."),
      button(_("Periksa lagi"), () => app.sendNow())));
}

/** All are ticked; what is not was not in the bundle. */
function bundlePart(app, {id, on, envelopes}) {
  const missing = (entered) => envelopes.filter((one) => !entered[one.id]).map((one) => one.id);
  const words = ({length}) => {
    const counts = {count: number(envelopes.length - length), missing: number(length)};
    return length ? _("Saya terima %(count)s amplop, %(missing)s tidak ada di bundel", counts) : _("Saya terima %(count)s amplop", counts);
  };
  const form = formOf(envelopes.map((one) => ({name: String(one.id), label: one.number, hint: about(app.model, one), type: "checkbox", value: true})), {submit: words([]), save: async (entered) => {
    await saved(app, "bundle_confirmed", {bundle: id, missing: missing(entered)}, _("Amplop yang Anda terima tercatat di tangan Anda."));
  }});
  form.addEventListener("input", () => (form.querySelector(".phone-save").textContent = words(missing(valuesOf(form)))));
  return [h("h2", {}, _("Disiapkan %(day)s", {day: shortDate(on)})), form];
}
