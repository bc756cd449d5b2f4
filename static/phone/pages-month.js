// My month: what was collected, each reward line, what did not count and why; questions about payments.

import {payment as paymentAddress} from "./program.js";
import {back, card, empty, facts, h, heading, link, notice, progress, showPage, status, timeline} from "../offline/dom.js";
import {longDate, monthName, number, percent, rupiah, shortDate} from "../offline/format.js";
import {formOf} from "../offline/forms.js";
import {warningNotice} from "./pages-review.js";
import {enqueue} from "../offline/queue.js";
import {recall, remember} from "../offline/store.js";
import {gettext as _} from "../offline/words.js";

export function monthPage(app, asked) {
  const {model} = app;
  const found = model.months.find(({month}) => month.slice(0, 7) === asked) ?? model.months.find(({month}) => month === model.month) ?? model.months[0];
  if (!found) return showPage(_("Bulan saya"), heading(_("Bulan saya")), empty(_("Belum ada bulan"), _("Kantor cabang belum mengimpor daftar tunggakan.")));
  return showPage(_("Bulan saya"), heading(_("Bulan saya"), {caption: monthName(found.month)}), tabs(model.months, found), towardReview(model),
    found.figure ? figures(found) : [promises(found), empty(_("Belum ada angka untuk bulan ini"), _("Angka dihitung setiap malam setelah binaan dibagi."))],
    weeks(found, model.policy),
    h("p", {}, link("/pertanyaan", _("Pertanyaan saya"), {class: "tap"}), " · ", link("/tinjauan", _("Tinjauan saya"), {class: "tap"})));
}

const tabs = (months, found) =>
  h("nav", {class: "tabs", "aria-label": _("Bulan")}, h("ul", {}, months.map((each) =>
    h("li", {}, link(`/bulan/${each.month.slice(0, 7)}`, monthName(each.month), {"aria-current": each === found && "page"})))));

/** Households visited week by week against the target. */
function weeks({weeks: found}, {visits_per_week_target: target}) {
  if (!found.length) return null;
  return card(_("Kunjungan per minggu"), found.map(({monday, visited}) => {
    const label = _("Minggu mulai %(day)s", {day: shortDate(monday)});
    return h("div", {class: "progress-line"}, h("p", {class: "progress-words"}, h("span", {}, label), h("span", {class: "num"}, `${number(visited)} / ${number(target)}`)), progress(visited, target, label));
  }));
}

/** Months toward a review, said kindly and early. */
function towardReview({reviews, warnings}) {
  const open = reviews.find(({is_open: isOpen}) => isOpen);
  if (open) {
    return notice("warning", h("p", {class: "notice-title"}, _("Ada tinjauan untuk Anda")),
      open.is_ending && open.last_day && h("p", {}, _("Waktu menjawab hampir habis: sampai %(day)s.", {day: longDate(open.last_day)})),
      h("p", {}, _("Kantor cabang ingin mendengar penjelasan Anda."), " ", link(`/tinjauan/${open.id}`, _("Baca dan jawab"))));
  }
  return warnings.map((warning) => warningNotice(warning));
}

const stat = (label, value, note) => h("div", {class: "stat"}, h("dt", {}, label), h("dd", {class: "stat-value"}, value), note && h("dd", {class: "stat-note"}, note));

function figures(found) {
  const {figure, reward, scheme, goals, statement, own, late, uncounted} = found;
  return [
    h("p", {class: "as-of"}, _("Angka per %(moment)s", {moment: found.as_of}), ` – ${found.is_closed ? _("sudah tutup buku") : _("sementara")}`),
    h("dl", {class: "stats"},
      stat(_("Imbal jasa"), rupiah(reward), scheme),
      stat(_("Tertagih"), rupiah(figure.collected), _("%(share)s dari %(target)s", {share: percent(figure.collected, figure.target), target: rupiah(figure.target)})),
      figure.late_collected !== 0 && stat(_("Susulan bulan lalu"), rupiah(figure.late_collected)),
      stat(_("Binaan"), number(figure.cases), _("%(paying)s membayar, %(settled)s lunas", {paying: number(figure.paying), settled: number(figure.settled)})),
      stat(_("Kontak"), number(found.contacts), _("%(count)s binaan dihubungi", {count: number(figure.contacted)}))),
    promises(found),
    goals.map(({label, collected, amount}) => h("div", {class: "progress-line"}, h("p", {class: "progress-words"}, h("span", {}, label), h("span", {class: "num"}, `${rupiah(collected)} / ${rupiah(amount)}`)), progress(collected, amount, label))),
    statement && h("p", {}, statement.paid_on ? _("Imbal jasa bulan ini dibayar %(day)s.", {day: longDate(statement.paid_on)}) : _("Imbal jasa bulan ini sudah disahkan dan menunggu pembayaran."), " ", h("a", {href: statement.url}, _("Unduh rincian (PDF)"))),
    active(found),
    lines(_("Imbal jasa bulan ini, per pembayaran"), own, _("Belum ada pembayaran yang diakui bulan ini.")),
    late.length > 0 && lines(_("Susulan dari bulan yang sudah tutup buku"), late),
    uncounted.length > 0 && lines(_("Pembayaran tanpa imbal jasa, dan sebabnya"), uncounted),
    h("p", {class: "muted"}, _("Ketuk sebuah pembayaran untuk membaca mengapa dihitung begitu, dan untuk bertanya.")),
  ];
}

function promises({promises: {kept, broken, waiting}}) {
  if (!kept && !broken && !waiting) return null;
  return h("p", {}, _("Janji bulan ini: %(kept)s ditepati, %(broken)s belum ditepati, %(waiting)s menunggu data.", {kept: number(kept), broken: number(broken), waiting: number(waiting)}));
}

function active({figure, parts}) {
  const part = ({label, done, total, percent: least, is_met: met}) => [label,
    total === undefined ? number(done) : total ? `${number(done)} / ${number(total)} (${percent(done, total)}) · ${_("paling sedikit %(percent)s %", {percent: number(least)})}` : _("belum ada dasar, dianggap terpenuhi"),
    " ", met ? h("span", {class: "muted"}, `✓ ${_("terpenuhi")}`) : h("strong", {}, _("belum terpenuhi"))];
  return card(_("Status aktif"), h("p", {}, figure.is_active ? status(_("Aktif"), "success") : status(_("Belum aktif"), "warning")), facts(parts.map(part)));
}

/** Reward lines and payments that did not count, alike: a line each, with what it says of itself. */
function lines(title, rows, none = "") {
  const words = ({on, amount, months, rate, reward, late_from: lateFrom, why}) => reward === undefined
    ? [`${shortDate(on)} · ${rupiah(amount)}`, why]
    : [`${shortDate(on)} · ${rupiah(amount)} × ${rate} = ${rupiah(reward)}`, [_("%(count)s bulan menunggak", {count: number(months)}), lateFrom && _("susulan dari %(month)s", {month: lateFrom})].filter(Boolean).join(" · ")];
  return card(title, rows.length ? h("ul", {class: "phone-list"}, rows.map((row) => {
    const [first, second] = words(row);
    const content = [h("span", {}, first), h("span", {class: "muted"}, second), h("span", {class: "muted code"}, row.reference)];
    return h("li", {}, row.payment ? link(`/pembayaran/${row.payment}`, content) : h("div", {class: "phone-list-text"}, content));
  })) : h("p", {}, none));
}

// A payment, explained

export function paymentPage(app, id) {
  const pk = Number(id);
  const place = h("div", {role: "status"}, _("Mengambil penjelasan …"));
  showExplanation(place, pk);
  return showPage(_("Pembayaran"), back("/bulan", _("Bulan saya")), h("h1", {tabindex: "-1"}, _("Mengapa dihitung begini?")), place, questionPart(app, pk));
}

async function showExplanation(place, pk) {
  const found = await explanation(pk);
  if (found === "unknown") {
    place.replaceChildren(notice("info", _("Kantor cabang tidak (lagi) mengenal pembayaran ini sebagai milik binaan Anda.")));
    return;
  }
  if (!found) {
    place.replaceChildren(notice("info", _("Penjelasan rinci memerlukan jaringan. Anda tetap dapat bertanya; pertanyaan terkirim begitu ada jaringan.")));
    return;
  }
  place.replaceChildren(h("p", {}, h("strong", {}, `${rupiah(found.amount)} · ${longDate(found.on)}`), h("br"), h("span", {class: "muted code"}, found.title)),
    card("", timeline(found.steps.map((step) => ({...step, when: ""})))));
}

/** From the server, or as it was last read; `unknown` where the server does not show it. */
async function explanation(pk) {
  const kept = (await recall("payments")) ?? {};
  try {
    const response = await fetch(paymentAddress(pk), {headers: {Accept: "application/json"}, signal: AbortSignal.timeout(20_000)});
    if (response.status === 404) return "unknown";
    if (response.ok) {
      kept[pk] = await response.json();
      await remember("payments", kept);
    }
  } catch {
    // no network: what was read before still helps
  }
  return kept[pk];
}

function questionPart(app, pk) {
  const asked = app.model.questions.filter(({payment}) => payment === pk);
  const queued = app.model.entries.find(({kind, state, record}) => kind === "question" && state !== "sent" && record?.fields.payment === pk);
  if (queued) return card(_("Pertanyaan Anda"), h("p", {}, status(_("belum terkirim"), "warning")), h("p", {class: "timeline-text"}, queued.record.fields.text));
  const waits = asked.some(({answer}) => !answer);
  return [
    asked.map(questionCard),
    !waits && h("section", {}, h("h2", {}, _("Mengapa tidak dihitung?")), h("p", {}, _("Bila ada yang tidak cocok, tanyakan kepada kantor cabang. Dijawab dalam %(days)s hari.", {days: number(app.model.policy.question_answer_days)})),
      formOf([{name: "text", label: _("Pertanyaan Anda"), type: "textarea", required: true, attributes: {maxlength: 1000}}], {submit: _("Kirim pertanyaan"), save: async ({text}) => {
        await enqueue("question", {payment: pk, text});
        app.go(`/pembayaran/${pk}`, _("Pertanyaan tersimpan dan terkirim begitu ada jaringan."));
        app.sendNow({force: true, wantSlice: true});
      }})),
  ];
}

const questionCard = ({title, text, status: [word, kind], answer, answered}) =>
  card(title, h("p", {}, status(word, kind)), h("p", {class: "timeline-text"}, text), answer && [h("p", {}, h("strong", {}, _("Jawaban")), " ", h("span", {class: "muted"}, answered)), h("p", {class: "timeline-text"}, answer)]);

export function questionsPage({model}) {
  return showPage(_("Pertanyaan saya"), back("/bulan", _("Bulan saya")), heading(_("Pertanyaan saya")),
    model.questions.length ? model.questions.map((one) => [questionCard(one), h("p", {}, link(`/pembayaran/${one.payment}`, _("Lihat pembayaran"), {class: "tap"}))])
      : empty(_("Belum ada pertanyaan"), _("Buka pembayaran di Bulan saya untuk membaca alasannya, lalu bertanya bila perlu.")));
}
