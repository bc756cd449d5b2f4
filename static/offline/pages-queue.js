// What waits to be sent: the list, why the server refused a record, receipts, and the file for the office.

import {announce, back, button, h, heading, link, notice, showPage, status} from "./dom.js";
import {exportPart} from "./exporting.js";
import {clock, number} from "./format.js";
import {discard, isUnsent, retry, takeIn} from "./queue.js";
import {gettext as _} from "./words.js";

/** The two pages of an app. `labels()`: names of its kinds of records; `about(entry, model)`: title and text of one;
 *  `mending(app, entry)`: a form for a refused one, or nothing; `from`: address and name of the page above. */
export function queuePages({labels, about, mending, from}) {
  function queuePage(app) {
    const {model} = app;
    const waiting = model.entries.filter(isUnsent);
    const sent = model.entries.filter((entry) => entry.state === "sent");
    const place = h("p", {role: "status"});
    const send = button(_("Kirim sekarang"), async () => {
      send.disabled = true;
      place.textContent = _("Mengirim …");
      const outcome = await app.sendNow({force: true, wantSlice: true});
      announce(said(outcome));
      if (location.hash !== "#/kiriman" || !app.model) return; // somebody has gone on meanwhile
      queuePage(app);
      document.querySelector("#main [role=status]").textContent = said(outcome);
    }, "primary");
    return showPage(_("Kiriman"), back(...from()), heading(_("Kiriman"), {lead: _("Yang Anda catat tersimpan di ponsel dan terkirim sendiri begitu ada jaringan.")}),
      h("p", {class: "button-row"}, send), place,
      h("h2", {}, _("Belum terkirim (%(count)s)", {count: number(waiting.length)})),
      waiting.length ? h("ul", {class: "phone-list"}, waiting.map((entry) => entryItem(entry, about(entry, model)))) : h("p", {}, _("Semua sudah terkirim.")),
      model.locked > 0 && h("p", {class: "muted"}, _("%(count)s catatan terkunci milik akun lain menunggu akun itu masuk di ponsel ini.", {count: number(model.locked)})),
      waiting.length > 0 && exportPart(),
      h("h2", {}, _("Sudah sampai")), receipts(sent, model, labels()), fileIn(app));
  }

  /** One record that waits: why it was rejected, and mending it. */
  function recordPage(app, id) {
    const entry = app.model.entries.find((one) => one.id === id && isUnsent(one));
    if (!entry) return queuePage(app);
    const [title, text] = about(entry, app.model);
    return showPage(title, back("/kiriman", _("Kiriman")), heading(title, {caption: _("Belum terkirim")}), h("p", {class: "muted"}, text),
      entry.why && notice("danger", h("p", {}, h("strong", {}, _("Ditolak:")), ` ${entry.why}`)),
      !entry.record && h("p", {}, _("Catatan ini terkunci: ponsel tidak dapat membacanya lagi, server dapat.")),
      entry.record && entry.state === "rejected" && mending(app, entry),
      h("p", {class: "button-row"}, button(_("Kirim lagi apa adanya"), async () => {
        await retry(entry.id);
        app.go("/kiriman");
        app.sendNow({force: true, wantSlice: false});
      }), discardButton(app, entry)));
  }

  return {queuePage, recordPage};
}

function said({state, sent, rejected}) {
  if (state === "offline") return _("Belum ada jaringan. Catatan tetap aman di ponsel.");
  if (state === "busy") return _("Sedang dikirim.");
  if (state !== "signed_in") return _("Masuk lagi untuk mengirim. Catatan tetap aman di ponsel.");
  if (rejected) return _("%(sent)s terkirim, %(rejected)s perlu dilihat.", {sent: number(sent), rejected: number(rejected)});
  return sent ? _("%(sent)s catatan terkirim.", {sent: number(sent)}) : _("Tidak ada yang perlu dikirim.");
}

function entryItem(entry, [title, text]) {
  const isRejected = entry.state === "rejected";
  return h("li", {}, link(`/kiriman/${entry.id}`, [
    h("span", {}, title, " ", isRejected ? status(_("ditolak"), "danger") : status(_("menunggu"), "warning")), h("span", {class: "muted"}, text), isRejected && h("span", {class: "stop-often"}, entry.why)]));
}

function receipts(sent, {receipts: known}, labels) {
  const rows = [
    ...sent.filter(({id}) => !known.some((each) => each.id === id)).map(({kind, receipt, notices, arrived}) => ({kind, receipt, notices, received: clock(arrived)})).reverse(),
    ...known,
  ];
  if (!rows.length) return h("p", {class: "muted"}, _("Belum ada."));
  return h("ul", {class: "phone-list"}, rows.slice(0, 50).map(({kind, receipt, received, notices}) =>
    h("li", {}, h("div", {class: "phone-list-text"}, h("span", {}, labels[kind] ?? kind, " ", h("span", {class: "code"}, receipt)), h("span", {class: "muted"}, received), (notices ?? []).map((text) => h("span", {class: "stop-often"}, text))))));
}

function fileIn(app) {
  const place = h("p", {role: "status"});
  return h("details", {}, h("summary", {class: "tap"}, _("Ambil dari berkas")),
    h("label", {class: "field-label", for: "id_file"}, _("Berkas kiriman dari ponsel lama Anda")),
    h("input", {type: "file", id: "id_file", class: "form-control", accept: ".json,application/json", onchange: async ({target}) => {
      try {
        const count = await takeIn(await target.files[0].text());
        app.go("/kiriman", _("%(count)s catatan diambil dari berkas.", {count: number(count)}));
        app.sendNow({force: true, wantSlice: false});
      } catch {
        place.textContent = _("Berkas ini bukan ekspor dari halaman Kiriman.");
      }
    }}), place);
}

/** Throwing away is asked twice: it cannot be undone. */
function discardButton(app, entry) {
  const ask = button(_("Hapus catatan ini"), () => {
    ask.replaceWith(button(_("Ya, hapus: tidak dapat dikembalikan"), async () => {
      await discard(entry.id);
      app.go("/kiriman", _("Catatan dihapus."));
    }, "danger"));
  }, "quiet");
  return ask;
}
