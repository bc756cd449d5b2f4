// Unsent records as a file, for the time when this device cannot send.

import {announce, button, h} from "./dom.js";
import {today} from "./format.js";
import {exported} from "./queue.js";
import {gettext as _} from "./words.js";

/** Offered also without anybody signed in. */
export const exportPart = () => [
  h("p", {class: "button-row"}, button(_("Simpan sebagai berkas"), saveFile)),
  h("p", {class: "field-hint"}, _("Cadangan bila ponsel rusak: berkas terkunci, hanya server yang dapat membacanya. Serahkan ke kantor cabang.")),
];

async function saveFile() {
  const blob = new Blob([await exported()], {type: "application/json"});
  const anchor = h("a", {href: URL.createObjectURL(blob), download: `kaderjkn-belum-terkirim-${today()}.json`});
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  announce(_("Berkas disimpan."));
}
