// The meetings at hand, and one of them: a tap on a name, or the code on the cadre's letter, checks a cadre in.

import {announce, back, button, empty, h, heading, link, notice, showPage, status} from "../offline/dom.js";
import {number, weekday} from "../offline/format.js";
import {enqueue} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";
import {balanceOf, labelOf} from "./model.js";

const KINDS = {present: "success", made_up: "success", excused: "neutral", absent: "warning"};
let search = "";

export function meetingsPage({model}) {
  return showPage(_("Pertemuan"), heading(_("Pertemuan"), {caption: model.me.branch, lead: _("Pertemuan sepuluh hari terakhir sampai besok, dapat dibuka tanpa jaringan.")}),
    model.meetings.length ? h("ul", {class: "phone-list"}, model.meetings.map((one) => h("li", {}, link(`/pertemuan/${one.id}`, [
      h("span", {}, weekday(one.on), one.on === model.today && [" ", status(_("hari ini"), "info")]),
      h("span", {class: "muted"}, [hours(one), one.place, one.group, _("%(count)s dari %(all)s tercatat", {count: number(one.cadres.filter(({mark}) => mark).length), all: number(one.cadres.length)})].filter(Boolean).join(" · ")),
    ])))) : empty(_("Tidak ada pertemuan"), _("Jadwalkan pertemuan di halaman Pertemuan, lalu buka lagi halaman ini.")));
}

export const hours = ({starts, ends}) => `${starts.replace(":", ".")}–${ends.replace(":", ".")}`;

/** Page of something that is not on this device. */
export const missing = () =>
  showPage(_("Tidak ditemukan"), back("/", _("Pertemuan")), h("h1", {tabindex: "-1"}, _("Tidak ada di perangkat ini")), empty("", _("Mungkin pertemuannya sudah lama, dibatalkan, atau dipindahkan.")));

/** Which acts the day allows: `before` it, `on` it, while it can be made up (`after`), or `closed`. */
export function phaseOf({on, make_up_days: days}, today) {
  if (today < on) return "before";
  if (today === on) return "on";
  return days.includes(today) ? "after" : "closed";
}

export function meetingPage(app, id) {
  const {model} = app;
  const meeting = model.byId.get(Number(id));
  if (!meeting) return missing();
  const phase = phaseOf(meeting, model.today);
  const list = h("ul", {class: "desk-list", id: "cadres"});
  const redraw = () => list.replaceChildren(...found(meeting).map((cadre) => cadreItem(app, meeting, cadre, phase)));
  redraw();
  return showPage(weekday(meeting.on), back("/", _("Pertemuan")),
    heading(weekday(meeting.on), {caption: [meeting.group, hours(meeting), meeting.place].filter(Boolean).join(" · ")}),
    h("p", {class: "desk-counts", role: "status"}, counts(meeting).map(([text, kind]) => status(text, kind))),
    h("p", {class: "button-row"},
      phase === "on" && link(`/pertemuan/${meeting.id}/pintu`, _("Kode QR di pintu"), {class: "btn btn-primary"}),
      link(`/pertemuan/${meeting.id}/susulan`, _("Yang tidak datang"), {class: "btn btn-secondary"}),
      link(`/pertemuan/${meeting.id}/selisih`, _("Hitungan amplop"), {class: "btn btn-secondary"})),
    phase === "before" && notice("info", _("Pertemuan ini belum berlangsung. Kehadiran dapat dicatat pada harinya.")),
    phase === "closed" && notice("neutral", _("Waktu susulan sudah lewat. Kehadiran masih dapat dibetulkan di halaman kader.")),
    meeting.agenda && h("details", {}, h("summary", {class: "tap"}, _("Agenda")), h("p", {class: "desk-agenda"}, meeting.agenda)),
    (phase === "on" || phase === "after") && cardForm(app, meeting, phase),
    h("div", {class: "field", role: "search"}, h("label", {class: "field-label", for: "f_search"}, _("Cari nama atau kode")),
      h("input", {type: "search", class: "form-control", id: "f_search", value: search, autocomplete: "off", oninput: ({target}) => {
        search = target.value;
        redraw();
      }})), list);
}

const found = ({cadres}) => cadres.filter(({code, name}) => `${code} ${name}`.toLowerCase().includes(search.trim().toLowerCase()));

export function counts({cadres}) {
  const of = (state) => cadres.filter(({mark}) => mark?.state === state).length;
  const late = cadres.filter(({mark}) => mark?.late).length;
  const open = cadres.filter(({mark}) => !mark).length;
  return [
    [_("%(count)s hadir", {count: number(of("present"))}), "success"], late && [_("%(count)s terlambat", {count: number(late)}), "warning"],
    of("made_up") && [_("%(count)s susulan", {count: number(of("made_up"))}), "success"], of("excused") && [_("%(count)s izin", {count: number(of("excused"))}), "neutral"],
    of("absent") && [_("%(count)s tidak hadir", {count: number(of("absent"))}), "warning"], [_("%(count)s belum dicatat", {count: number(open)}), "info"],
  ].filter(Boolean);
}

/** In words, how a cadre stands to the meeting: `[text, kind]`. */
export function standing({choices}, {mark}) {
  if (!mark) return [_("belum dicatat"), "info"];
  const label = labelOf(choices.state, mark.state);
  const more = mark.arrived ? mark.arrived.replace(":", ".") : mark.excuse && labelOf(choices.excuse, mark.excuse);
  return [[label, more, mark.late && _("terlambat")].filter(Boolean).join(" · "), mark.late ? "warning" : KINDS[mark.state]];
}

function cadreItem(app, meeting, cadre, phase) {
  const {mark} = cadre;
  const {isBalanced, unclear, notHandedIn} = balanceOf(cadre.counted);
  const comes = isComing(mark) && {on: _("Hadir"), after: _("Susulan")}[phase];
  return h("li", {class: `desk-cadre${mark ? ` is-${mark.state}` : ""}`},
    h("button", {type: "button", class: "desk-name", id: `tap_${cadre.id}`, "aria-disabled": !comes && "true", onclick: () => comes && checkIn(app, meeting, cadre, phase, "tap")},
      h("span", {class: "code"}, cadre.code), " ", h("strong", {}, cadre.name), comes && h("span", {class: "visually-hidden"}, ` – ${comes}`)),
    status(...standing(app.model, cadre)), mark?.waits && h("span", {class: "muted"}, _("belum terkirim")),
    !isBalanced && h("span", {class: "stop-often"}, _("%(count)s amplop belum jelas", {count: number(unclear.length + notHandedIn.length)})),
    mark && phase === "on" && button(_("Batalkan"), () => undo(app, meeting, cadre), "quiet", {"aria-label": _("Batalkan kehadiran %(name)s", {name: cadre.name})}),
    link(`/pertemuan/${meeting.id}/kader/${cadre.id}`, [_("Amplop & catatan"), h("span", {class: "visually-hidden"}, ` ${cadre.name}`)], {class: "btn btn-secondary"}));
}

const isComing = (mark) => !mark || mark.state === "absent" || mark.state === "excused";

/** Pressed twice is once: who is there stays there. */
export async function checkIn(app, meeting, cadre, phase, means) {
  if (!isComing(cadre.mark)) return;
  await enqueue("desk_attendance", {meeting: meeting.id, cadre: cadre.id, state: phase === "on" ? "present" : "made_up", means});
  await app.stay(_("%(name)s tercatat.", {name: cadre.name}));
  app.sendNow({force: true, wantSlice: false});
}

async function undo(app, meeting, cadre) {
  await enqueue("desk_attendance", {meeting: meeting.id, cadre: cadre.id, state: "none"});
  await app.stay(_("Kehadiran %(name)s dibatalkan.", {name: cadre.name}));
  app.sendNow({force: true, wantSlice: false});
}

/** The cadre's letter of assignment under a reader that types, or the code by hand. */
function cardForm(app, meeting, phase) {
  const place = h("p", {class: "field-error", id: "card_error", role: "alert"});
  return h("form", {class: "desk-card", novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    const input = event.target.elements.card;
    const cadre = byCard(app.model, meeting, input.value.trim());
    if (!cadre) {
      place.textContent = _("Kode ini bukan milik kader yang diundang. Periksa suratnya, atau ketuk namanya.");
      return input.select();
    }
    const isThere = !isComing(cadre.mark);
    await checkIn(app, meeting, cadre, phase, "card");
    announce(isThere ? _("%(name)s sudah tercatat.", {name: cadre.name}) : _("%(name)s tercatat.", {name: cadre.name}));
    input.value = "";
    return document.getElementById("f_card")?.focus();
  }},
    h("label", {class: "field-label", for: "f_card"}, _("Kartu kader: pindai atau ketik kodenya")),
    h("div", {class: "desk-card-row"}, h("input", {type: "text", class: "form-control", id: "f_card", name: "card", autocomplete: "off", autocapitalize: "characters", "aria-describedby": "card_error"}),
      h("button", {type: "submit", class: "btn btn-secondary"}, _("Catat hadir"))), place);
}

function byCard({cards}, {cadres}, text) {
  const token = /\/cek\/([\w-]+)\/?$/.exec(text)?.[1] ?? text;
  return cadres.find(({id, code}) => code.toLowerCase() === text.toLowerCase() || id === cards[token]);
}
