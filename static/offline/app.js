// An app that works without network: which page an address shows, when it is drawn anew, and when it talks to the server.

import {SIGN_IN} from "./addresses.js";
import {announce, button, empty, h, heading, link, notice, showPage} from "./dom.js";
import {exportPart} from "./exporting.js";
import {number, today, useZone} from "./format.js";
import {program} from "./program.js";
import {entries, isUnsent} from "./queue.js";
import {sync} from "./sending.js";
import {fact, leaseStands, loadSlice, onChanged, phone, setFact} from "./store.js";
import {gettext as _, loadWords} from "./words.js";

const OFTEN = 60_000; // how often an open page looks whether something waits; an app may want it more often
const SOON = 3_000; // when another tab or the service worker is sending just now
const FRESH = 5 * 60_000; // a slice younger than this is not asked for again by itself

/** What pages are given: the facts, and the few things they do with the app. */
const app = {slice: null, model: null, standing: "", refresh, go, stay, sendNow, said: null};

/** What differs between apps: `routes`, `compose(slice, entries, today)`, `texts()`, `prepare()` before the first page, and
 *  `often`, milliseconds, where facts are to be asked for more often, and `keep(app)` after each round with the server. */
let own;

export const address = () => (location.hash.slice(1) || "/").split("?")[0];

/** Show another page, or this one again, with what has just been recorded; `said` stands on top of it. */
async function go(to, said = "") {
  await refresh();
  app.said = said && {text: said, at: to.split("?")[0]};
  if (said) announce(said);
  if (location.hash === `#${to}`) draw({moves: true});
  else location.hash = to;
}

/** Show what has just been recorded on the page where the reader is by now, without moving anything. */
async function stay(said) {
  await refresh();
  await draw();
  announce(said);
}

// Drawing

/** Draw the page of the address. Drawn anew in place, it stays where the reader was: scroll, folds and focus. */
async function draw({moves = false} = {}) {
  if (!app.model) return;
  const scroll = moves ? 0 : window.scrollY;
  const focused = moves ? "" : document.activeElement?.id;
  const unfolded = moves ? [] : [...document.querySelectorAll("#main details[open] > summary")].map(({textContent: text}) => text);
  isDirty = false;
  drawn = stateOf(app.model);
  const [page, found] = own.routes.map(([pattern, each]) => [each, pattern.exec(address())]).find(([, match]) => match) ?? [missingPage, []];
  await page(app, ...found.slice(1));
  drawFrame();
  if (app.said && app.said.at !== address()) app.said = null;
  if (app.said) document.getElementById("main").prepend(notice("success", app.said.text));
  for (const fold of document.querySelectorAll("#main details > summary")) {
    if (unfolded.includes(fold.textContent)) fold.parentElement.open = true;
  }
  if (moves) document.querySelector("#main h1")?.focus({preventScroll: true});
  else if (focused) document.getElementById(focused)?.focus({preventScroll: true});
  window.scrollTo(0, scroll);
}

function missingPage() {
  const {missing, home} = own.texts();
  return showPage(_("Tidak ditemukan"), heading(_("Halaman ini tidak ada")), empty("", missing, link("/", home, {class: "btn btn-primary"})));
}

/** Bar and menu: what waits, whether there is a network, and which part of the app is open. */
function drawFrame() {
  const waiting = app.model.entries.filter(isUnsent);
  const rejected = waiting.filter(({state}) => state === "rejected").length;
  const badge = document.getElementById("waiting");
  badge.hidden = !waiting.length;
  badge.textContent = rejected ? _("%(count)s perlu dilihat", {count: number(rejected)}) : _("%(count)s belum terkirim", {count: number(waiting.length)});
  badge.className = `phone-waiting${rejected ? " is-rejected" : ""}`;
  const part = address().split("/")[1] || "";
  for (const item of document.querySelectorAll("#nav a")) {
    const parts = item.dataset.parts.split(" ");
    if (parts.includes(part || "hari")) item.setAttribute("aria-current", "page");
    else item.removeAttribute("aria-current");
  }
  document.getElementById("bar").replaceChildren(...banners());
}

function banners() {
  const found = [];
  const signIn = h("a", {href: `${SIGN_IN}?next=${program.shell}`}, _("Masuk lagi"));
  if (app.model && ["signed_out", "another_role"].includes(app.standing)) found.push(banner("warning", own.texts().ended, signIn));
  if (app.standing === "owes") found.push(banner("warning", _("Proses masuk belum selesai."), h("a", {href: "/"}, _("Selesaikan"))));
  if (!navigator.onLine || app.isCutOff) found.push(banner("neutral", _("Tanpa jaringan. Semua dapat dibuka dan dicatat; kiriman menyusul.")));
  if (app.update) found.push(banner("info", _("Versi baru aplikasi sudah siap."), button(_("Pakai sekarang"), useUpdate, "link")));
  return found;
}

const banner = (kind, text, ...action) => h("p", {class: `phone-banner notice-${kind}`}, text, " ", action);

// Facts

async function refresh() {
  const [slice, rows, standing] = await Promise.all([currentSlice(), entries(), fact("standing")]);
  app.slice = slice;
  app.standing = standing ?? "";
  if (!slice) return showClosed();
  document.body.classList.remove("is-closed");
  useZone(slice.me.zone);
  const mine = rows.filter(({owner}) => owner === slice.me.user);
  app.model = {...own.compose(slice, mine, today()), locked: rows.filter(isUnsent).length - mine.filter(isUnsent).length};
  return app.model;
}

/** The slice in hand while it is the newest; reading it anew takes a weak phone a while. */
async function currentSlice() {
  const isNewest = app.slice && (await leaseStands()) && (await fact("version")) === app.slice.version;
  return isNewest ? app.slice : loadSlice();
}

/** The page without data: never signed in here, signed out, the lease over, or ended by the office. */
async function showClosed() {
  app.model = null;
  const [why, rows] = [await fact("wiped"), await entries()];
  const {title, wiped, signIn, connect, wrongRole} = own.texts();
  const waiting = rows.filter(isUnsent).length;
  showPage(title, h("h1", {tabindex: "-1"}, title), wiped[why] && notice("warning", wiped[why]),
    app.standing === "another_role" && notice("warning", wrongRole),
    waiting > 0 && notice("info", _("%(count)s catatan belum terkirim tetap tersimpan, terkunci. Masuk lagi dengan akun yang sama untuk mengirimnya.", {count: number(waiting)})),
    waiting > 0 && exportPart(),
    h("p", {}, navigator.onLine ? signIn : connect),
    h("p", {}, h("a", {class: "btn btn-primary", href: `${SIGN_IN}?next=${program.shell}`}, _("Masuk"))));
  document.getElementById("bar").replaceChildren(...banners());
  document.body.classList.add("is-closed");
}

// The network

let running;

/** One round at a time; what was recorded while one was under way goes with the next. */
async function sendNow(options = {force: true}) {
  while (running) await running;
  running = sync({...options, wantSlice: options.wantSlice ?? true}).finally(() => (running = undefined));
  const outcome = await running;
  if (outcome.state === "busy") setTimeout(sendIfNeeded, SOON);
  if (outcome.state === "offline" && app.model?.entries.some(({state}) => state === "waiting")) askForBackground();
  app.isCutOff = outcome.state === "offline";
  if (options.wantSlice !== false && outcome.state !== "busy") await setFact("tried", Date.now());
  await update();
  if (outcome.state === "signed_in") own.keep?.(app);
  return outcome;
}

/** Read anew, and draw anew what has changed, unless somebody is typing or being asked. */
async function update() {
  const hadModel = Boolean(app.model);
  await refresh();
  if (!app.model) return;
  const isNew = !hadModel || drawn !== stateOf(app.model);
  if (isNew && !isDirty && !document.querySelector("#main [data-asks]")) draw();
  else drawFrame();
}

let drawn = "";
const stateOf = ({version, entries: rows, locked}) => [version, today(), locked, ...rows.map(({id, state}) => id + state)].join();

/** Somebody fills in a form: the page is not drawn anew under the finger. */
let isDirty = false;
const noteTyping = ({target}) => {
  if (target.closest("form")) isDirty = true;
};

async function sendIfNeeded() {
  if (app.model && !(await leaseStands())) await update();
  if (document.hidden || !navigator.onLine) return;
  const rows = app.model?.entries ?? [];
  const isOld = !app.slice || Math.abs(Date.now() - ((await fact("tried")) ?? 0)) > (own.often ?? FRESH);
  if (isOld || rows.some(({state}) => state === "waiting")) await sendNow({force: false, wantSlice: isOld});
}

async function askForBackground() {
  const registration = await navigator.serviceWorker?.getRegistration(program.shell);
  await registration?.sync?.register("kirim").catch(() => {});
}

// A new version

async function register() {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(program.worker, {type: "module", scope: program.shell, updateViaCache: "none"});
  const offer = (worker) => worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) setUpdate(worker);
  });
  if (registration.waiting && navigator.serviceWorker.controller) setUpdate(registration.waiting);
  registration.addEventListener("updatefound", () => offer(registration.installing));
  let reloads = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (reloads) reloadWhenIdle();
    reloads = true;
  });
}

/** Another tab may have taken the new version; nothing that is being typed is lost by it. */
function reloadWhenIdle() {
  if (isDirty) setTimeout(reloadWhenIdle, SOON);
  else location.reload();
}

function setUpdate(worker) {
  app.update = worker;
  if (app.model) drawFrame();
}

function useUpdate() {
  isDirty = false; // asked for here and now
  app.update.postMessage("activate");
}

// Start

/** Open the app; that the device's storage does not answer is said instead of an empty page. */
export function runApp(differences) {
  own = differences;
  start().catch(() => {
    const {title} = own.texts();
    showPage(title, h("h1", {tabindex: "-1"}, title), notice("danger", _("Penyimpanan ponsel tidak dapat dibuka. Tutup aplikasi, pastikan ponsel tidak penuh, lalu buka lagi.")));
  });
}

async function start() {
  await Promise.all([loadWords(program.words), own.prepare?.()]);
  await refresh();
  if (app.model) draw({moves: false});
  document.getElementById("main").addEventListener("input", noteTyping);
  document.querySelector(".skip-link").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  window.addEventListener("hashchange", () => draw({moves: true}));
  window.addEventListener("online", () => sendNow());
  window.addEventListener("offline", drawFrameIfOpen);
  document.addEventListener("visibilitychange", sendIfNeeded);
  onChanged(async (what, isOwn) => {
    if (what === "queue" && !navigator.onLine) askForBackground();
    if (what === "queue" && isOwn) return; // who has queued something draws the next page
    if (!running) await update();
  });
  setInterval(sendIfNeeded, own.often ?? OFTEN);
  register().catch(() => {});
  navigator.storage?.persist?.();
  if (!app.model && (await phone()).owner === null) showLoading();
  await sendNow({force: true, wantSlice: true});
  if (!app.model && app.standing === "signed_out" && !(await fact("wiped"))) location.assign(`${SIGN_IN}?next=${program.shell}`);
}

const drawFrameIfOpen = () => app.model && drawFrame();

function showLoading() {
  const {loading} = own.texts();
  showPage(_("Mengambil data"), h("h1", {tabindex: "-1"}, loading), h("p", {role: "status"}, _("Ini hanya perlu sekali; sesudahnya aplikasi terbuka tanpa jaringan.")), h("progress", {"aria-label": _("Mengambil data")}));
}
