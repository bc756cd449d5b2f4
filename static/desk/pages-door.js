// The QR code at the door: another one every minute, made on this device, also without network.

import {back, h, showPage, status} from "../offline/dom.js";
import {onClock, weekday} from "../offline/format.js";
import {gettext as _} from "../offline/words.js";
import {qrcode} from "../vendor/qrcode.js";
import {codesOf, STEP, stepOf} from "./codes.js";
import {counts, missing, phaseOf} from "./pages-meeting.js";
import {door} from "./program.js";

const MODULE = 8; // user units of one square
const QUIET = 4; // squares around the code
let ticking;

export async function doorPage(app, id) {
  const meeting = app.model.byId.get(Number(id));
  if (!meeting) return missing();
  const code = h("div", {class: "door-code", id: "door"});
  const typed = h("p", {class: "door-number", id: "door_number"});
  const left = h("progress", {max: STEP, value: STEP, "aria-label": _("Sisa waktu kode ini")});
  const page = showPage(_("Kode QR di pintu"), back(`/pertemuan/${meeting.id}`, weekday(meeting.on)),
    h("h1", {tabindex: "-1"}, _("Catat kehadiran Anda")), h("p", {class: "lead-line"}, _("Arahkan kamera ponsel ke kode ini, atau ketik angkanya di aplikasi: Amplop › Ketik kode hadir.")),
    h("p", {class: "desk-counts", role: "status"}, counts(meeting).map(([text, kind]) => status(text, kind))));
  if (!isOpen(meeting, app.model.today)) {
    page.append(h("p", {class: "notice notice-info"}, _("Kode tampil pada hari pertemuan, dari satu jam sebelum mulai sampai selesai.")));
    return page;
  }
  page.append(code, typed, left);
  clearInterval(ticking);
  let shown = null;
  const tick = async () => {
    if (!code.isConnected) return clearInterval(ticking);
    const step = stepOf(Date.now());
    left.value = STEP - (Math.floor(Date.now() / 1000) % STEP);
    if (step === shown) return undefined;
    shown = step;
    const {mac, number} = await codesOf(meeting.key, meeting.id, step);
    code.replaceChildren(drawn(door(app.model.site, meeting.id, step, mac)));
    typed.textContent = `${number.slice(0, 3)} ${number.slice(3)}`;
    return undefined;
  };
  await tick();
  ticking = setInterval(tick, 1000);
  return page;
}

/** From an hour before the start to the end, as the server takes codes. */
function isOpen(meeting, today) {
  if (phaseOf(meeting, today) !== "on") return false;
  const {time} = onClock(Date.now());
  const hour = Number(meeting.starts.slice(0, 2)) - 1;
  return time >= `${String(Math.max(0, hour)).padStart(2, "0")}:${meeting.starts.slice(3)}` && time <= meeting.ends;
}

/** The code as one path; black on white whatever the page's colours. */
function drawn(text) {
  const made = qrcode(0, "M");
  made.addData(text);
  made.make();
  const size = made.getModuleCount();
  const squares = [];
  for (let row = 0; row < size; row += 1) for (let column = 0; column < size; column += 1) {
    if (made.isDark(row, column)) squares.push(`M${(column + QUIET) * MODULE} ${(row + QUIET) * MODULE}h${MODULE}v${MODULE}h-${MODULE}z`);
  }
  const side = (size + 2 * QUIET) * MODULE;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": _("Kode QR kehadiran"), "shape-rendering": "crispEdges", "data-text": text})) svg.setAttribute(name, value);
  for (const [fill, d] of [["#fff", `M0 0h${side}v${side}h-${side}z`], ["#000", squares.join("")]]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("fill", fill);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
