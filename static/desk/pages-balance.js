// Who did not come, and the count of envelopes of everybody.

import {back, button, empty, h, heading, link, notice, showPage, status} from "../offline/dom.js";
import {longDate, number, weekday} from "../offline/format.js";
import {enqueue} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";
import {balanceOf} from "./model.js";
import {equation} from "./pages-cadre.js";
import {checkIn, missing, phaseOf, standing} from "./pages-meeting.js";

/** The day after: who has not come hands in and picks up with the same acts. */
export function absenteesPage(app, id) {
  const {model} = app;
  const meeting = model.byId.get(Number(id));
  if (!meeting) return missing();
  const phase = phaseOf(meeting, model.today);
  const away = meeting.cadres.filter(({mark}) => !mark || mark.state === "absent" || mark.state === "excused");
  const open = away.filter(({mark}) => !mark);
  const last = meeting.make_up_days.at(-1);
  return showPage(_("Yang tidak datang"), back(`/pertemuan/${meeting.id}`, weekday(meeting.on)),
    heading(_("Yang tidak datang"), {caption: weekday(meeting.on), lead: last ? _("Susulan dihitung hadir sampai %(day)s.", {day: longDate(last)}) : _("Pertemuan ini tidak dapat disusul.")}),
    away.length ? h("ul", {class: "desk-list"}, away.map((cadre) => h("li", {class: "desk-cadre"},
      h("span", {}, h("span", {class: "code"}, cadre.code), " ", h("strong", {}, cadre.name)), status(...standing(model, cadre)),
      phase === "after" && button([_("Datang susulan"), h("span", {class: "visually-hidden"}, ` ${cadre.name}`)], () => checkIn(app, meeting, cadre, phase, "tap"), "primary"),
      link(`/pertemuan/${meeting.id}/kader/${cadre.id}`, [_("Amplop & catatan"), h("span", {class: "visually-hidden"}, ` ${cadre.name}`)], {class: "btn btn-secondary"}))))
      : empty(_("Semua datang"), _("Tidak ada kader yang perlu menyusul.")),
    open.length > 0 && phase !== "before" && closeButton(app, meeting, open));
}

/** Asked twice: it touches many. */
function closeButton(app, meeting, open) {
  const ask = button(_("Tutup daftar hadir: %(count)s yang belum dicatat tidak hadir", {count: number(open.length)}), () => {
    ask.replaceWith(button(_("Ya, catat %(count)s kader tidak hadir", {count: number(open.length)}), async () => {
      for (const cadre of open) await enqueue("desk_attendance", {meeting: meeting.id, cadre: cadre.id, state: "absent"});
      await app.go(`/pertemuan/${meeting.id}/susulan`, _("Daftar hadir ditutup."));
      app.sendNow({force: true, wantSlice: false});
    }, "danger"));
  });
  return h("p", {class: "button-row"}, ask);
}

export function balancePage({model}, id) {
  const meeting = model.byId.get(Number(id));
  if (!meeting) return missing();
  const rows = meeting.cadres.map((cadre) => ({cadre, found: balanceOf(cadre.counted)})).filter(({found}) => found.handedOver);
  const open = rows.filter(({found}) => !found.isBalanced);
  return showPage(_("Hitungan amplop"), back(`/pertemuan/${meeting.id}`, weekday(meeting.on)),
    heading(_("Hitungan amplop"), {caption: weekday(meeting.on), lead: _("Semua amplop sejak pertemuan sebelumnya harus sampai, kembali, dilaporkan hilang, atau diperlihatkan.")}),
    rows.length === 0 ? empty(_("Tidak ada amplop"), _("Belum ada amplop yang diserahkan sebelum pertemuan ini."))
      : open.length ? notice("warning", _("%(count)s kader belum cocok.", {count: number(open.length)})) : notice("success", _("Semua cocok.")),
    h("ul", {class: "desk-list"}, [...open, ...rows.filter(({found}) => found.isBalanced)].map(({cadre, found}) => h("li", {class: "desk-balance"},
      link(`/pertemuan/${meeting.id}/kader/${cadre.id}`, `${cadre.code} ${cadre.name}`), equation(found),
      found.unclear.length > 0 && h("p", {class: "field-error"}, _("Belum jelas: %(numbers)s", {numbers: found.unclear.map(({number: each}) => each).join(", ")}))))));
}
