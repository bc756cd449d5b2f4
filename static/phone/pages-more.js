// The rest: where things are, answers of the office, language, signing out.

import {LANGUAGE, STATE} from "../offline/addresses.js";
import {announce, button, card, h, heading, link, notice, showPage} from "../offline/dom.js";
import {number, shortDate} from "../offline/format.js";
import {isUnsent} from "../offline/queue.js";
import {wipe} from "../offline/store.js";
import {gettext as _, language} from "../offline/words.js";

export function morePage(app) {
  const {model} = app;
  const item = (to, title, text) => h("li", {}, link(to, [h("span", {}, title), h("span", {class: "muted"}, text)]));
  const answered = model.complaints;
  return showPage(_("Lainnya"), heading(_("Lainnya"), {caption: `${model.me.name} · ${model.me.branch}`}),
    h("ul", {class: "phone-list"},
      item("/kiriman", _("Kiriman"), _("Yang belum terkirim, nomor bukti kirim, cadangan")),
      item("/lainnya/minat", _("Ada yang ingin mendaftar"), _("Nama dan nomor untuk ditelepon kantor cabang")),
      item("/lainnya/sosialisasi", _("Sosialisasi"), _("Tempat, topik, jumlah orang")),
      item("/lainnya/keluhan", _("Keluhan peserta"), _("Tentang pelayanan; dijawab kantor cabang")),
      item("/bahan", _("Bahan"), _("Yang baru tentang JKN, dari pertemuan")),
      item("/tinjauan", _("Tinjauan saya"), _("Bila ada bulan tanpa pembayaran yang diakui"))),
    answered.length > 0 && card(_("Jawaban kantor"), answered.map(({label, text, answer, on}) => [h("p", {}, h("strong", {}, label), ` · ${shortDate(on)}`, h("br"), text), h("p", {class: "timeline-text"}, answer)])),
    h("p", {}, _("Bantuan: %(contact)s", {contact: model.me.care_contact})),
    h("p", {class: "button-row"}, button(language() === "id" ? "English" : "Bahasa Indonesia", () => changeLanguage(app, language() === "id" ? "en" : "id"), "quiet"),
      h("a", {class: "btn btn-quiet", href: "/account/password/change/"}, _("Ganti kata sandi"))),
    signOutPart(app),
    h("p", {class: "muted"}, _("Data di ponsel ini dihapus sendiri bila %(days)s hari tidak terhubung. Catatan yang belum terkirim tidak dihapus.", {days: number(model.lease_days)})));
}

async function post(address, fields) {
  const {token} = await (await fetch(STATE, {cache: "no-store"})).json();
  return fetch(address, {method: "POST", headers: {"X-CSRFToken": token ?? ""}, body: new URLSearchParams(fields), redirect: "manual"});
}

async function changeLanguage(app, to) {
  try {
    await post(LANGUAGE, {language: to, next: "/"});
  } catch {
    return announce(_("Bahasa diganti bila ada jaringan."));
  }
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return location.reload();
  const answer = new MessageChannel();
  answer.port1.onmessage = () => location.reload();
  return registration.active.postMessage("renew-shell", [answer.port2]);
}

function signOutPart(app) {
  const place = h("div", {});
  place.append(button(_("Keluar"), async () => {
    const count = app.model.entries.filter(isUnsent).length;
    if (!count) return signOut();
    place.dataset.asks = "";
    place.replaceChildren(notice("warning", h("p", {}, h("strong", {}, _("%(count)s catatan belum terkirim.", {count: number(count)}))),
      h("p", {}, _("Bila Anda keluar, catatan itu tetap tersimpan di ponsel, terkunci, dan baru terkirim setelah Anda masuk lagi."))),
    h("p", {class: "button-row"}, link("/kiriman", _("Kirim dulu"), {class: "btn btn-primary"}), button(_("Keluar saja"), signOut, "danger")));
    return undefined;
  }, "secondary"));
  return place;
}

/** The data go at once; the session is ended by the next contact, which after the reload is now if there is a network. */
async function signOut() {
  await wipe("signed_out", {leaves: true});
  location.reload();
}
