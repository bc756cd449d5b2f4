// A household: where it lives, what it owes, how to pay, what happened so far. Personal data are masked until tapped.

import {announce, back, button, card, empty, facts, h, heading, link, notice, showPage, status, timeline} from "../offline/dom.js";
import {clock, groupDigits, longDate, maskName, maskPhone, maskTail, number, onClock, rupiah, shortDate, today} from "../offline/format.js";
import {filled, instalments, isConfirmed, isQuiet, left, numberOf, offered, route, sms, telephone, whatsapp} from "./messages.js";
import {labelOf} from "./model.js";
import {weeksContacts} from "./order.js";
import {place} from "./pages-home.js";
import {enqueue} from "../offline/queue.js";
import {gettext as _} from "../offline/words.js";

const SHOWN_FOR = 10 * 60_000;
const shownUntil = new Map(); // in memory only: closing the app masks again
const PROMISE_KINDS = {kept: "success", broken: "warning", waiting: "info"};

export const isShown = (id) => (shownUntil.get(id) ?? 0) > Date.now();

export function householdPage(app, id) {
  const {model} = app;
  const one = model.byId.get(Number(id));
  if (!one) return missing();
  const shown = isShown(one.id);
  const caption = place(one, model);
  return showPage(_("Keluarga binaan"), back("/", _("Hari ini")), heading(shown ? one.name : maskName(one.name), {caption}),
    warnings(one, model),
    h("p", {class: "button-row"}, link(`/keluarga/${one.id}/kontak`, _("Catat kontak"), {class: "btn btn-primary phone-main"})),
    about(app, one, shown), reach(app, one, shown), howToPay(model, one, shown), rehab(model, one), promises(one), payments(one), contacts(model, one),
    card(_("Lainnya"),
      h("p", {}, link(`/lainnya/keluhan/${one.id}`, _("Teruskan keluhan tentang pelayanan"), {class: "tap"})),
      h("p", {}, link(`/keluarga/${one.id}/bahaya`, _("Laporkan ancaman atau bahaya di rumah ini"), {class: "tap"}))));
}

export const missing = () =>
  showPage(_("Tidak ditemukan"), back("/", _("Hari ini")), h("h1", {tabindex: "-1"}, _("Keluarga ini tidak ada di ponsel")),
    empty("", _("Mungkin sudah lunas dan keluar dari daftar, ditahan, atau dipegang kader lain.")));

export function warnings(one, {policy}) {
  const often = weeksContacts(one, today());
  return [
    one.isHeld && notice("warning", _("Keluarga ini akan ditahan dan tidak dihubungi lagi sampai kantor cabang mencabutnya.")),
    one.dangers.map(({on, kind, text}) => notice("danger", h("p", {}, h("strong", {}, _("Hati-hati: %(kind)s, %(day)s.", {kind, day: shortDate(on)})), ` ${text}`))),
    often >= policy.contacts_per_week_max && notice("warning", _("Sudah %(count)s kontak dalam tujuh hari. Beri waktu sebelum menghubungi lagi.", {count: number(often)})),
  ];
}

function about(app, one, shown) {
  return card(_("Keluarga"), facts([
    [_("Tunggakan"), h("strong", {}, rupiah(left(one))), ` · ${_("%(count)s bulan", {count: number(one.months)})}`, one.paid > 0 && h("span", {class: "muted"}, ` · ${_("sudah diterima BPJS %(amount)s", {amount: rupiah(one.paid)})}`)],
    [_("Anggota"), shown ? one.members.map(([name, digits]) => h("div", {}, `${name} · …${digits}`)) : _("%(count)s orang", {count: number(one.members.length)}), one.care_class && ` · ${_("kelas %(class)s", {class: one.care_class})}`],
    [_("Alamat"), shown ? one.address || "–" : place(one, app.model)],
    [_("Telepon"), shown ? numberOf(one) || "–" : maskPhone(numberOf(one)), " ", numberOf(one) && (isConfirmed(one) ? status(_("terkonfirmasi"), "success") : status(_("belum dikonfirmasi"), "neutral"))],
    [_("Kartu"), h("span", {class: "code"}, shown ? one.card : maskTail(one.card))],
    one.envelope && [_("Amplop"), link(`/amplop/${one.envelope.id}`, one.envelope.number, {class: "tap"})],
  ]), !shown && [
    button(_("Tampilkan nama, alamat, dan telepon"), () => show(app, one)),
    h("p", {class: "field-hint"}, _("Penayangan dicatat.")),
  ]);
}

/** Show for ten minutes; the tap is logged, also without network. */
async function show(app, one) {
  await enqueue("shown", {household: one.id, reason: _("Menghubungi keluarga binaan")});
  shownUntil.set(one.id, Date.now() + SHOWN_FOR);
  setTimeout(() => {
    if (location.hash === `#/keluarga/${one.id}`) app.go(`/keluarga/${one.id}`); // masked again
  }, SHOWN_FOR + 500);
  await app.refresh();
  householdPage(app, one.id);
  announce(_("Data ditampilkan lengkap selama 10 menit. Penayangan ini dicatat."));
  app.sendNow({force: true, wantSlice: false});
}

// Calls, messages, the way

function reach(app, one, shown) {
  if (one.isHeld) return null;
  const {model} = app;
  const quiet = isQuiet(model.policy, onClock(Date.now()).time);
  const phone = numberOf(one);
  return card(_("Hubungi"),
    h("p", {class: "button-row"}, h("a", {class: "btn btn-secondary", href: shown ? route(one, model.areas[one.area]) : null, role: shown ? null : "link", "aria-disabled": shown ? null : "true"}, _("Buka peta")),
      shown && phone && !quiet && h("a", {class: "btn btn-secondary", href: telephone(phone), onclick: () => offer(app, one, "phone")}, _("Telepon"))),
    quiet && notice("warning", _("Jam tenang (%(from)s–%(until)s): jangan menelepon atau mengirim pesan sekarang.", {from: hour(model.policy.quiet_from), until: hour(model.policy.quiet_until)})),
    !shown && h("p", {class: "muted"}, _("Tampilkan datanya dulu untuk membuka peta, menelepon, atau mengirim pesan.")),
    shown && phone && !quiet && h("details", {}, h("summary", {class: "tap"}, _("Kirim pesan")),
      !isConfirmed(one) && h("p", {class: "field-hint"}, _("Nomor ini belum dikonfirmasi saat kunjungan: pesan tanpa jumlah, bulan, dan virtual account.")),
      offered(model.messages, one).map((message) => prepared(app, one, message, phone))),
    shown && !phone && h("p", {class: "muted"}, _("Belum ada nomor telepon.")));
}

const hour = (time) => time.slice(0, 5).replace(":", ".");

function prepared(app, one, {label, text}, phone) {
  const words = filled(text, one, app.model);
  return h("div", {class: "phone-message"}, h("p", {}, h("strong", {}, label)), h("p", {class: "timeline-text"}, words),
    h("p", {class: "button-row"},
      h("a", {class: "btn btn-secondary", href: whatsapp(phone, words), target: "_blank", rel: "noopener", onclick: () => offer(app, one, "whatsapp")}, "WhatsApp", h("span", {class: "visually-hidden"}, ` ${label}`)),
      h("a", {class: "btn btn-secondary", href: sms(phone, words), onclick: () => offer(app, one, "sms")}, "SMS", h("span", {class: "visually-hidden"}, ` ${label}`))));
}

/** Having called or written: the contact is one tap away. */
function offer(app, one, mode) {
  setTimeout(() => app.go(`/keluarga/${one.id}/kontak?cara=${mode}`, _("Catat hasilnya supaya terhitung.")), 300);
}

// Paying

/** The account holds the card's digits: on the household's own page it is shown with them. */
export function howToPay(model, one, shown = true) {
  return card(_("Cara membayar"),
    notice("info", h("p", {}, h("strong", {}, _("Kader tidak menerima uang. Bayar hanya di kanal resmi.")))),
    shown ? [account(_("Nomor virtual account"), one.va), h("p", {class: "muted"}, _("Bank Mandiri:"), " ", h("span", {class: "code"}, groupDigits(one.va_mandiri)))]
      : h("p", {}, h("span", {class: "field-label"}, _("Nomor virtual account")), h("br"), h("span", {class: "code"}, maskTail(one.va))),
    model.channels.filter(({code}) => code !== "REHAB").map(({name, how_to_pay: how}) => h("details", {class: "channel"}, h("summary", {}, name), h("p", {}, how || "–"))));
}

function account(label, digits) {
  const share = navigator.share && button(_("Bagikan"), () => navigator.share({text: `${label}: ${digits}`}).catch(() => {}));
  return [h("p", {class: "field-label"}, label), h("p", {class: "account"}, h("span", {class: "account-number code"}, groupDigits(digits)), " ",
    button(_("Salin"), async ({target}) => {
      await navigator.clipboard?.writeText(digits);
      target.textContent = _("Tersalin");
      announce(_("Tersalin"));
    }), " ", share)];
}

export function rehab(model, one) {
  const found = instalments(one, model.policy);
  if (!found.length) return null;
  const running = (model.rates[one.care_class] ?? 0) * one.members.length;
  return card(_("REHAB: mencicil tunggakan"),
    h("p", {}, _("Keluarga ini dapat mendaftar cicilan. Perkiraan, bukan ketetapan:")),
    facts(found.map(({steps, amount}) => [_("%(count)s kali", {count: number(steps)}), _("sekitar %(amount)s sebulan", {amount: rupiah(amount)})])),
    running > 0 && h("p", {class: "muted"}, _("Ditambah iuran bulan berjalan, sekitar %(amount)s.", {amount: rupiah(running)})),
    one.rehab && h("p", {}, _("Menurut daftar: %(status)s", {status: one.rehab})),
    h("p", {}, _("Mendaftar di aplikasi Mobile JKN (menu Rencana Pembayaran Bertahap) atau lewat Care Center 165.")));
}

// What happened

function promises({promises: found}) {
  if (!found.length) return null;
  const words = {kept: _("Ditepati"), broken: _("Belum ditepati"), waiting: _("Menunggu data")};
  return card(_("Janji membayar"), timeline(found.map(({on, amount, paid, state}) => ({
    when: longDate(on), title: amount ? _("Janji %(amount)s", {amount: rupiah(amount)}) : _("Janji tanpa jumlah"),
    text: _("Dibayar sampai hari itu: %(amount)s", {amount: rupiah(paid)}), tag: words[state], kind: PROMISE_KINDS[state],
  }))));
}

function payments({payments: found}) {
  if (!found.length) return null;
  return card(_("Pembayaran bulan ini"), h("ul", {class: "phone-list"}, found.map(({id, on, amount}) =>
    h("li", {}, link(`/pembayaran/${id}`, [h("span", {}, `${shortDate(on)} · ${rupiah(amount)}`), h("span", {class: "muted"}, _("Mengapa dihitung begini?"))])))));
}

function contacts({choices}, {contacts: found}) {
  return card(_("Kontak terakhir"), found.length ? timeline(found.map(({at, mode, outcome, channel, note, by, waits}) => ({
    when: clock(at), title: labelOf(choices.outcome, outcome), text: [labelOf(choices.mode, mode), channel, note].filter(Boolean).join(" · "), by,
    tag: waits && _("belum terkirim"), kind: waits ? "warning" : "",
  }))) : h("p", {}, _("Belum pernah dihubungi.")));
}
