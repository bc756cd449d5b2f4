// The meeting's app: its pages, and what it says of itself.

import {runApp} from "../offline/app.js";
import {setProgram} from "../offline/program.js";
import {gettext as _} from "../offline/words.js";
import {compose} from "./model.js";
import {absenteesPage, balancePage} from "./pages-balance.js";
import {cadrePage} from "./pages-cadre.js";
import {doorPage} from "./pages-door.js";
import {meetingPage, meetingsPage} from "./pages-meeting.js";
import {queuePage, recordPage} from "./pages-queue.js";
import {PROGRAM} from "./program.js";

const ROUTES = [
  [/^\/?$/, meetingsPage],
  [/^\/pertemuan\/(\d+)$/, meetingPage],
  [/^\/pertemuan\/(\d+)\/pintu$/, doorPage],
  [/^\/pertemuan\/(\d+)\/susulan$/, absenteesPage],
  [/^\/pertemuan\/(\d+)\/selisih$/, balancePage],
  [/^\/pertemuan\/(\d+)\/kader\/(\d+)$/, cadrePage],
  [/^\/kiriman$/, queuePage],
  [/^\/kiriman\/([\w-]+)$/, recordPage],
];
const OFTEN = 15_000; // cadres check in on their own phones meanwhile

const texts = () => ({
  title: _("Pertemuan kader JKN"),
  home: _("Ke daftar pertemuan"),
  missing: _("Mungkin pertemuannya sudah lama, dibatalkan, atau dipindahkan."),
  ended: _("Sesi Anda berakhir. Catatan tetap aman di perangkat ini."),
  wrongRole: _("Akun yang masuk di perangkat ini bukan akun kantor cabang. Masuk dengan akun petugas."),
  wiped: {
    lease: _("Perangkat ini terlalu lama tidak terhubung, jadi data pertemuan dihapus dari perangkat."),
    revoked: _("Akun Anda dikeluarkan dari perangkat ini, dan data pertemuan sudah dihapus."),
    signed_out: _("Anda sudah keluar, dan data pertemuan sudah dihapus dari perangkat."),
  },
  signIn: _("Masuk untuk mengambil pertemuan kantor cabang Anda."),
  connect: _("Sambungkan perangkat ke internet sekali untuk mengambil data pertemuan."),
  loading: _("Mengambil data pertemuan"),
});

setProgram(PROGRAM);
runApp({routes: ROUTES, compose, texts, often: OFTEN});
