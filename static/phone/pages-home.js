// Today: whom to visit, in an order that says why; filters, search, and the round that the cadre has picked.

import {button, empty, fill, h, heading, link, notice, progress, showPage, status} from "../offline/dom.js";
import {daysBetween, longDate, maskName, number, rupiah, shortDate, today, weekday} from "../offline/format.js";
import {left} from "./messages.js";
import {bundleHint} from "./pages-envelopes.js";
import {meetingHints} from "./pages-meetings.js";
import {narrow, RANGES, REASONS, stops, weeksContacts} from "./order.js";
import {recall, remember} from "../offline/store.js";
import {gettext as _} from "../offline/words.js";

const SHOWN_AT_FIRST = 30;
const KINDS = {promise_due: "success", promise_broken: "warning", neighbour: "info", never_contacted: "info", envelope: "info", large: "info"};
const NO_FILTER = {area: "", place: "", range: "", reason: "", search: ""};
let filter = {...NO_FILTER};
let shown = SHOWN_AT_FIRST;
let chosen = {day: "", ids: []};

export async function homePage(app) {
  const {model} = app;
  const day = today();
  const [choice, list] = [h("div", {id: "filters"}), h("div", {id: "stops"})];
  const main = showPage(_("Hari ini"), heading(_("Hari ini"), {caption: weekday(day)}), week(model), hints(model), choice, list);
  chosen = (await recall("round")) ?? chosen;
  if (chosen.day !== day) chosen = {day, ids: []};
  if (!model.households.length) return list.append(empty(_("Belum ada binaan"), _("Kantor cabang belum membagi binaan bulan ini.")));
  drawStops({model, day, choice, list});
  return main;
}

function week({visited, policy}) {
  const label = _("Kunjungan minggu ini");
  return h("div", {class: "progress-line"},
    h("p", {class: "progress-words"}, h("span", {}, label), h("span", {class: "num"}, `${number(visited.size)} / ${number(policy.visits_per_week_target)}`)),
    progress(visited.size, policy.visits_per_week_target, label));
}

/** What a cadre should know before the round: a review, a warning, envelopes to be taken, a meeting, an answer. */
const hints = (model) => [reviewHint(model), bundleHint(model), meetingHints(model)];

function reviewHint({reviews, warnings}) {
  const open = reviews.find(({is_open: isOpen}) => isOpen);
  if (open) return notice("warning", h("p", {}, _("Kantor cabang ingin mendengar penjelasan Anda."), " ", link(`/tinjauan/${open.id}`, _("Baca dan jawab"))));
  const unseen = warnings.find(({seen_at: seen}) => !seen);
  if (unseen) return notice("info", h("p", {}, _("Ada yang bisa kami bantu?"), " ", link("/tinjauan", _("Baca"))));
  return null;
}

/** Filters and list; the filters stay as they are while somebody types or picks. */
function drawStops(page) {
  const found = order(page);
  fill(page.choice, filters(page.model, found, () => drawList(page), () => drawStops(page)));
  drawList(page);
}

const order = ({model, day}) =>
  stops(model.households.filter(({isHeld}) => !isHeld), {today: day, paidThrough: model.paid_through, chosen: new Set(chosen.ids)});

function drawList(page) {
  const {model, day, list} = page;
  const fitting = narrow(order(page), filter);
  const redraw = () => drawList(page);
  fill(list,
    h("p", {class: "muted", role: "status"}, _("%(count)s keluarga", {count: number(fitting.length)}), chosen.ids.length > 0 && ` · ${_("%(count)s dipilih untuk hari ini", {count: number(chosen.ids.length)})}`),
    fitting.length ? h("ul", {class: "stops"}, fitting.slice(0, shown).map((stop) => item(stop, model, day, redraw))) : none(() => drawStops(page)),
    fitting.length > shown && button(_("Tampilkan lagi"), () => {
      shown += SHOWN_AT_FIRST;
      redraw();
    }),
    h("p", {class: "as-of"}, model.paid_through ? _("Pembayaran diketahui sampai %(day)s.", {day: longDate(model.paid_through)}) : _("Belum ada berkas pembayaran.")));
}

const none = (redraw) =>
  Object.values(filter).some(Boolean)
    ? empty(_("Tidak ada yang cocok"), _("Coba saringan lain."), button(_("Hapus saringan"), () => {
      filter = {...NO_FILTER};
      redraw();
    }))
    : empty(_("Semua sudah selesai"), _("Tidak ada keluarga yang perlu dihubungi hari ini."));

function item({household, reason, promise, near}, model, day, redraw) {
  const isChosen = chosen.ids.includes(household.id);
  const often = weeksContacts(household, day) >= model.policy.contacts_per_week_max;
  return h("li", {class: "phone-stop"},
    link(`/keluarga/${household.id}`, [
      h("span", {class: "stop-name"}, maskName(household.name)),
      h("span", {class: "stop-place"}, place(household, model)),
      h("span", {class: "stop-amount"}, `${rupiah(left(household))} · ${_("%(count)s bulan", {count: number(household.months)})}`),
      h("span", {}, status(words(reason, household, promise, near, day), KINDS[reason] ?? "neutral")),
      household.dangers.length > 0 && h("span", {class: "stop-often"}, _("Hati-hati: ada laporan bahaya")),
      often && h("span", {class: "stop-often"}, _("Sudah sering dihubungi minggu ini")),
    ], {class: "stop"}),
    h("button", {type: "button", id: `choose_${household.id}`, class: "btn btn-quiet phone-choose", "aria-pressed": String(isChosen), onclick: async () => {
      chosen.ids = isChosen ? chosen.ids.filter((id) => id !== household.id) : [...chosen.ids, household.id];
      await remember("round", chosen);
      redraw();
      document.getElementById(`choose_${household.id}`)?.focus({preventScroll: true});
    }}, isChosen ? _("Dipilih ✓") : _("Pilih"), h("span", {class: "visually-hidden"}, ` ${maskName(household.name)}`)));
}

export const place = ({area, rt, rw}, {areas}) => [areas[area], rt && `RT ${rt}`, rw && `RW ${rw}`].filter(Boolean).join(" · ");

function words(reason, {last_on: last}, promise, near, day) {
  switch (reason) {
    case "promise_due": return _("Janji membayar hari ini");
    case "promise_broken": return _("Janji %(day)s belum ditepati", {day: shortDate(promise.on)});
    case "neighbour": return _("Tetangga %(name)s", {name: maskName(near.name)});
    case "never_contacted": return _("Belum pernah dihubungi");
    case "envelope": return _("Amplopnya masih di tangan Anda");
    case "large": return _("Tunggakan besar, terakhir dihubungi %(ago)s", {ago: ago(last, day)});
    case "promise_ahead": return _("Berjanji membayar %(day)s", {day: shortDate(promise.on)});
    default: return _("Terakhir dihubungi %(ago)s", {ago: ago(last, day)});
  }
}

export function ago(day, now) {
  const days = daysBetween(day, now);
  if (days <= 0) return _("hari ini");
  return days === 1 ? _("kemarin") : _("%(days)s hari lalu", {days: number(days)});
}

// Filters

const reasonLabels = () => ({
  promise_due: _("Janji hari ini"), promise_broken: _("Janji belum ditepati"), neighbour: _("Tetangga pilihan"), never_contacted: _("Belum pernah dihubungi"),
  envelope: _("Amplop di tangan"), large: _("Tunggakan besar"), long_ago: _("Lama tidak dihubungi"), promise_ahead: _("Sudah berjanji"), contacted: _("Baru dihubungi"),
});

/** `narrows` when the list is to be drawn anew, `changes` when the choices are too. */
function filters(model, found, narrows, changes) {
  const pick = (name, label, choices) =>
    h("div", {class: "field"}, h("label", {class: "field-label", for: `f_${name}`}, label),
      h("select", {class: "form-select", id: `f_${name}`, onchange: ({target}) => {
        filter[name] = target.value;
        if (name !== "area") return narrows();
        filter.place = "";
        changes();
        return document.getElementById("f_area").focus();
      }}, choices.map(([value, text]) => h("option", {value, selected: value === filter[name]}, text))));
  const areas = [["", _("Semua kelurahan")], ...Object.entries(model.areas).sort((one, other) => one[1].localeCompare(other[1]))];
  const inArea = found.filter(({household}) => !filter.area || String(household.area) === filter.area);
  const places = [...new Set(inArea.map(({household: {rt, rw}}) => `${rt}/${rw}`))].sort();
  const counts = new Map(REASONS.map((reason) => [reason, found.filter((stop) => stop.reason === reason).length]));
  const isOpen = document.querySelector("#filters details")?.open ?? false;
  return h("div", {class: "phone-filters", role: "search"},
    h("div", {class: "field"}, h("label", {class: "field-label", for: "f_search"}, _("Cari nama atau angka terakhir")),
      h("input", {type: "search", class: "form-control", id: "f_search", value: filter.search, autocomplete: "off", enterkeyhint: "search", oninput: ({target}) => {
        filter.search = target.value;
        narrows();
      }})),
    h("details", {open: isOpen}, h("summary", {}, _("Filter")),
      pick("area", _("Kelurahan"), areas),
      pick("place", _("RT/RW"), [["", _("Semua RT/RW")], ...places.map((each) => [each, `RT ${each.replace("/", " · RW ")}`])]),
      pick("range", _("Bulan menunggak"), RANGES.map((each) => [each, each || _("Semua")])),
      pick("reason", _("Keadaan"), [["", _("Semua")], ...REASONS.map((each) => [each, `${reasonLabels()[each]} (${number(counts.get(each))})`])])));
}
