// Reviews: the facts that the supervisor sees too, the cadre's answer, the decision, and an appeal.

import {back, button, card, empty, h, heading, link, notice, showPage, status, table, timeline} from "../offline/dom.js";
import {longDate, monthName, number, weekday} from "../offline/format.js";
import {formOf} from "../offline/forms.js";
import {enqueue} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";

export function reviewsPage({model}) {
  return showPage(_("Tinjauan saya"), back("/bulan", _("Bulan saya")),
    heading(_("Tinjauan saya"), {lead: _("Bila beberapa bulan berturut-turut belum ada pembayaran yang diakui, kantor cabang mengajak Anda berbicara sebelum memutuskan apa pun.")}),
    model.warnings.map((warning) => warningNotice(warning)),
    model.reviews.length ? h("ul", {class: "phone-list"}, model.reviews.map(({id, month, status: [word, kind]}) =>
      h("li", {}, link(`/tinjauan/${id}`, [h("span", {}, monthName(month)), h("span", {}, status(word, kind))]))))
      : empty(_("Tidak ada tinjauan"), _("Semoga tetap begitu. Terima kasih atas kerja Anda.")));
}

/** A kind word, one month before a review; that it was read is told once. */
export function warningNotice({id, months, seen_at: seen}) {
  const place = h("p", {});
  const note = (text) => place.replaceChildren(h("span", {class: "muted"}, text));
  if (seen) note(_("Anda membacanya %(when)s.", {when: seen}));
  else {
    place.append(button(_("Saya sudah membacanya"), async () => {
      await enqueue("seen", {kind: "warning", subject: id});
      note(_("Terima kasih. Kami senang membantu bila ada kesulitan."));
    }));
  }
  return notice("info", h("p", {class: "notice-title"}, _("Ada yang bisa kami bantu?")),
    h("p", {}, _("Dalam %(count)s bulan terakhir belum ada pembayaran yang diakui. Bila bulan ini tetap belum ada, kantor cabang akan mengajak Anda berbicara. Sampaikan kesulitan Anda lebih awal kepada petugas.", {count: number(months)})), place);
}

export function reviewPage(app, id) {
  const review = app.model.reviews.find((one) => one.id === Number(id));
  if (!review) return reviewsPage(app);
  noteSeen(app, review);
  return showPage(_("Tinjauan"), back("/tinjauan", _("Tinjauan saya")), heading(_("Tinjauan kemitraan"), {caption: monthName(review.month)}),
    h("p", {}, status(...review.status)),
    review.is_open && h("p", {}, _("Pada beberapa bulan belum ada pembayaran yang diakui untuk binaan Anda. Ini bukan hukuman: kami ingin mendengar Anda dulu. Belum ada yang diputuskan.")),
    decision(review), appeal(review), answer(app, review),
    h("h2", {}, _("Yang tercatat")), h("p", {}, _("Supervisor melihat angka yang sama. Bila ada yang tidak cocok, tuliskan pada jawaban Anda.")),
    review.tables.map(table), h("p", {class: "muted"}, `${review.paid_note}.`),
    h("p", {}, review.months.map(({month}) => link(`/tinjauan/${review.id}/${month.slice(0, 7)}`, _("Rincian %(month)s", {month: monthName(month)}), {class: "tap phone-gap"}))),
    card(_("Perjalanan"), timeline(review.steps)));
}

/** Opening the page is seeing the notice, and later the decision: from that day time runs (RULES 7). */
async function noteSeen(app, review) {
  const kind = review.is_open && !review.is_notice_seen ? "notice" : review.is_decided && !review.is_decision_seen ? "decision" : "";
  review.is_notice_seen = review.is_decision_seen = true; // once for this slice
  if (!kind) return;
  await enqueue("seen", {kind, subject: review.id});
  app.sendNow({force: true, wantSlice: true});
}

function decision({reason, look_again_on: again, ends_on: ends, appeal: asked}) {
  if (!reason) return null;
  return card(_("Keputusan"), asked?.is_overturned && h("p", {}, h("strong", {}, _("Keputusan ini dibatalkan oleh putusan wilayah."))),
    h("p", {class: "timeline-text"}, reason), again && h("p", {}, _("Ditinjau lagi %(day)s.", {day: longDate(again)})), ends && h("p", {}, _("Kemitraan berakhir mulai %(day)s.", {day: longDate(ends)})));
}

function appeal(review) {
  const {appeal: asked, may_appeal: may, last_day_to_appeal: lastDay, id} = review;
  if (asked) {
    return card(_("Banding Anda"), h("p", {}, status(asked.state, "info")), h("p", {class: "timeline-text"}, asked.text),
      asked.reason && [h("p", {}, h("strong", {}, _("Putusan wilayah"))), h("p", {class: "timeline-text"}, asked.reason)]);
  }
  if (!may) return null;
  return notice("info", h("p", {}, _("Bila Anda tidak setuju, Anda dapat mengajukan banding kepada supervisor wilayah sampai %(day)s.", {day: weekday(lastDay)})),
    h("p", {}, link(`/tinjauan/${id}/banding`, _("Ajukan banding"), {class: "btn btn-secondary"})));
}

function answer(app, review) {
  const {is_open: isOpen, can_answer: can, last_day: lastDay, answer: text} = review;
  const queued = app.model.entries.findLast(({kind, state, record}) => kind === "review_answer" && state !== "sent" && record?.fields.review === review.id);
  const current = queued?.record.fields.text ?? text;
  if (!can) {
    return current ? card(_("Jawaban Anda"), h("p", {class: "timeline-text"}, current))
      : isOpen && h("p", {class: "muted"}, _("Waktu menjawab sudah lewat. Silakan bicara dengan supervisor Anda."));
  }
  return [
    lastDay && notice(review.is_ending ? "warning" : "info", _("Jawaban ditunggu sampai %(day)s. Keputusan menunggu jawaban Anda atau akhir waktu itu.", {day: weekday(lastDay)})),
    queued && h("p", {}, status(_("belum terkirim"), "warning")),
    answerForm(app, review, current, queued?.record.fields.obstacles ?? review.answer_obstacles),
  ];
}

function answerForm(app, review, text, obstacles) {
  const boxes = app.model.obstacles.map(([value, label]) => ({name: `obstacle_${value}`, label, type: "checkbox", value: obstacles.includes(value)}));
  return h("section", {}, h("h2", {}, _("Apa yang menghambat?")), h("p", {class: "field-hint"}, _("Boleh lebih dari satu, boleh juga dikosongkan.")),
    formOf([...boxes, {name: "text", label: _("Jawaban Anda"), type: "textarea", required: true, value: text, hint: _("Ceritakan dengan kata-kata Anda sendiri, juga apa yang Anda perlukan."), attributes: {rows: 6, maxlength: 4000}}], {
      submit: text ? _("Ubah jawaban") : _("Kirim jawaban"),
      save: async (entered) => {
        const chosen = app.model.obstacles.map(([value]) => value).filter((value) => entered[`obstacle_${value}`]);
        await enqueue("review_answer", {review: review.id, text: entered.text, obstacles: chosen});
        app.go(`/tinjauan/${review.id}`, _("Terima kasih, jawaban Anda tersimpan. Supervisor membacanya begitu terkirim."));
        app.sendNow({force: true, wantSlice: true});
      },
    }));
}

export function appealPage(app, id) {
  const review = app.model.reviews.find((one) => one.id === Number(id));
  if (!review) return reviewsPage(app);
  return showPage(_("Banding"), back(`/tinjauan/${review.id}`, _("Tinjauan")),
    heading(_("Ajukan banding"), {lead: _("Supervisor wilayah, bukan cabang, melihat keputusan ini sekali lagi. Banding tidak merugikan Anda.")}),
    review.may_appeal ? formOf([{name: "text", label: _("Isi banding"), type: "textarea", required: true, hint: _("Apa yang menurut Anda perlu dilihat lagi? Jangan menulis nama atau nomor keluarga."), attributes: {rows: 6, maxlength: 4000}}], {
      submit: _("Kirim banding"),
      save: async ({text}) => {
        await enqueue("appeal", {review: review.id, text});
        app.go(`/tinjauan/${review.id}`, _("Banding Anda tersimpan dan terkirim begitu ada jaringan."));
        app.sendNow({force: true, wantSlice: true});
      },
    }) : h("p", {}, _("Banding atas keputusan ini tidak dapat diajukan (lagi).")));
}

export function reviewMonthPage(app, id, asked) {
  const review = app.model.reviews.find((one) => one.id === Number(id));
  const found = review?.months.find(({month}) => month.slice(0, 7) === asked);
  if (!found) return reviewsPage(app);
  return showPage(monthName(found.month), back(`/tinjauan/${review.id}`, _("Tinjauan")),
    heading(monthName(found.month), {lead: _("Dari sinilah angka bulan ini dihitung.")}),
    found.tables.length ? found.tables.map(table) : empty(_("Tidak ada catatan"), _("Bulan ini tanpa kontak, janji, pertemuan, dan pembayaran.")));
}
