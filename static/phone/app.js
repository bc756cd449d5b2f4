// The cadre's app: its pages, and what it says of itself.

import {runApp} from "../offline/app.js";
import {setProgram} from "../offline/program.js";
import {gettext as _} from "../offline/words.js";
import {compose} from "./model.js";
import {contactPage, dangerPage, outcomePage, recallLocating} from "./pages-contact.js";
import {bundlesPage, envelopePage, envelopesPage, lostPage, numberedPage} from "./pages-envelopes.js";
import {homePage} from "./pages-home.js";
import {householdPage} from "./pages-household.js";
import {checkInPage, codePage, keepMaterials, materialPage, materialsPage, meetingPage, meetingsPage} from "./pages-meetings.js";
import {monthPage, paymentPage, questionsPage} from "./pages-month.js";
import {morePage} from "./pages-more.js";
import {queuePage, recordPage} from "./pages-queue.js";
import {complaintPage, eventPage, interestPage} from "./pages-reports.js";
import {appealPage, reviewMonthPage, reviewPage, reviewsPage} from "./pages-review.js";
import {PROGRAM} from "./program.js";

const ROUTES = [
  [/^\/?$/, homePage],
  [/^\/keluarga\/(\d+)$/, householdPage],
  [/^\/keluarga\/(\d+)\/kontak$/, outcomePage],
  [/^\/keluarga\/(\d+)\/kontak\/(\w+)$/, contactPage],
  [/^\/keluarga\/(\d+)\/bahaya$/, dangerPage],
  [/^\/bulan(?:\/(\d{4}-\d{2}))?$/, monthPage],
  [/^\/pembayaran\/(\d+)$/, paymentPage],
  [/^\/pertanyaan$/, questionsPage],
  [/^\/tinjauan$/, reviewsPage],
  [/^\/tinjauan\/(\d+)$/, reviewPage],
  [/^\/tinjauan\/(\d+)\/(\d{4}-\d{2})$/, reviewMonthPage],
  [/^\/tinjauan\/(\d+)\/banding$/, appealPage],
  [/^\/amplop$/, envelopesPage],
  [/^\/amplop\/(\d+)$/, envelopePage],
  [/^\/amplop\/(\d+)\/hilang$/, lostPage],
  [/^\/amplop\/nomor\/([\w-]+)$/, numberedPage],
  [/^\/terima$/, bundlesPage],
  [/^\/pertemuan$/, meetingsPage],
  [/^\/pertemuan\/(\d+)$/, meetingPage],
  [/^\/hadir$/, codePage],
  [/^\/hadir\/(\d+)\/(\d+)\/(\w+)$/, checkInPage],
  [/^\/bahan$/, materialsPage],
  [/^\/bahan\/(\d+)$/, materialPage],
  [/^\/kiriman$/, queuePage],
  [/^\/kiriman\/([\w-]+)$/, recordPage],
  [/^\/lainnya$/, morePage],
  [/^\/lainnya\/minat$/, interestPage],
  [/^\/lainnya\/sosialisasi$/, eventPage],
  [/^\/lainnya\/keluhan(?:\/(\d+))?$/, complaintPage],
];

const texts = () => ({
  title: _("Kader JKN"),
  home: _("Ke Hari ini"),
  missing: _("Mungkin keluarganya tidak lagi di tangan Anda."),
  ended: _("Sesi Anda berakhir. Catatan tetap aman di ponsel."),
  wrongRole: _("Akun yang masuk di ponsel ini bukan akun kader. Masuk dengan akun kader Anda."),
  wiped: {
    lease: _("Ponsel ini terlalu lama tidak terhubung, jadi data keluarga dihapus dari ponsel."),
    revoked: _("Kantor cabang mengeluarkan akun Anda dari ponsel ini, dan data keluarga sudah dihapus. Hubungi kantor bila ini keliru."),
    signed_out: _("Anda sudah keluar, dan data keluarga sudah dihapus dari ponsel."),
  },
  signIn: _("Masuk untuk mengambil data keluarga binaan Anda."),
  connect: _("Sambungkan ponsel ke internet sekali untuk mengambil data keluarga binaan Anda."),
  loading: _("Mengambil data keluarga binaan Anda"),
});

setProgram(PROGRAM);
runApp({routes: ROUTES, compose, texts, prepare: recallLocating, keep: keepMaterials});
