// Envelopes: what the cadre holds, handed over with a contact or alone, or on the way back with a reason.

import {button, card, empty, facts, h, heading, link, showPage} from "./dom.js";
import {daysBetween, maskName, number, shortDate, today, weekday} from "./format.js";
import {formOf} from "./forms.js";
import {back} from "./pages-household.js";
import {enqueue} from "./queue.js";
import {gettext as _} from "./words.js";

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

export const returnSpecs = () => [{name: "reason", label: _("Alasan"), required: true, hint: _("Bawa amplopnya ke pertemuan berikutnya."), attributes: {maxlength: 200}}];

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
