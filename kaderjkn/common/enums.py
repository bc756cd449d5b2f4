"""Choices of the ground floor. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    CADRE = "cadre", _("Kader")
    STAFF = "staff", _("Petugas cabang")
    SUPERVISOR = "supervisor", _("Supervisor")
    REGIONAL = "regional", _("Supervisor wilayah")
    ADMIN = "admin", _("Administrator")


BRANCH_ROLES = (Role.CADRE, Role.STAFF, Role.SUPERVISOR)
OFFICE_ROLES = (Role.STAFF, Role.SUPERVISOR)


class AreaLevel(TextChoices):
    PROVINCE = "provinsi", _("Provinsi")
    CITY = "kota", _("Kabupaten/Kota")
    DISTRICT = "kecamatan", _("Kecamatan")
    VILLAGE = "kelurahan", _("Kelurahan/Desa")


class PeriodState(TextChoices):
    OPEN = "open", _("Terbuka")
    CLOSED = "closed", _("Tutup buku")


class JobState(TextChoices):
    WAITING = "waiting", _("Menunggu")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Gagal")
    STUCK = "stuck", _("Terhenti")
    STOPPED = "stopped", _("Dihentikan")


ACTIVE_JOB_STATES = (JobState.WAITING, JobState.RUNNING)
UNFINISHED_JOB_STATES = (JobState.FAILED, JobState.STUCK)
RESTARTABLE_JOB_STATES = (*UNFINISHED_JOB_STATES, JobState.STOPPED)


class ImportState(TextChoices):
    UPLOADED = "uploaded", _("Diunggah")
    CHECKED = "checked", _("Diperiksa")
    APPLIED = "applied", _("Diterapkan")
    REFUSED = "refused", _("Ditolak")
    DISCARDED = "discarded", _("Dibuang")
    UNDONE = "undone", _("Dibatalkan")


WAITING_IMPORT_STATES = (ImportState.UPLOADED, ImportState.CHECKED)


class Severity(TextChoices):
    ERROR = "error", _("Kesalahan")
    WARNING = "warning", _("Peringatan")
