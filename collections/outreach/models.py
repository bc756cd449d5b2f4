"""The branch's own call list, and what the office did to reach a household."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited_changes

from ..field.enums import Mode
from .enums import MESSAGE_MODES, CallResult, CallState
from .querysets import CallEntryQuerySet, OfficeContactQuerySet


@audited_changes
class CallEntry(models.Model):
    """A household on the branch's call list (RULES 2), as its newest list has it. One row, so that one officer calls.

    Who calls now has a lease: until it runs out nobody else is given the household.
    """

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    household = models.ForeignKey("arrears.Household", models.CASCADE, related_name="call_entries")
    list = models.ForeignKey("arrears.ArrearsList", models.CASCADE, related_name="+")
    month = models.DateField(db_comment="first day of the period in which it is called")
    months = models.PositiveSmallIntegerField(_("bulan menunggak"))
    amount = models.BigIntegerField(_("tunggakan"), db_comment="rupiah, as on the list")
    area = models.ForeignKey("common.Area", models.PROTECT, null=True, related_name="+")
    phone = models.CharField(
        max_length=16, blank=True, db_comment="E.164: the number that the family confirmed, else that of the list"
    )
    has_confirmed_phone = models.BooleanField(default=False)
    wrong_phone = models.CharField(max_length=16, blank=True, db_comment="number found to be somebody else's")
    state = models.CharField(_("keadaan"), max_length=12, choices=CallState, default=CallState.WAITING)
    next_call_on = models.DateField(_("telepon berikutnya"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0, db_comment="calls made in `month`")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("petugas"),
        db_comment="in whose queue; empty: whoever comes first",
    )  # fmt: skip
    leased_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    leased_until = models.DateTimeField(null=True, blank=True)

    objects = CallEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("keluarga pada daftar panggil")
        verbose_name_plural = _("daftar panggil")
        ordering = ["next_call_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "household"], name="call_entry_once_per_household"),
            models.UniqueConstraint(
                fields=["leased_by"], condition=Q(leased_by__isnull=False), name="call_entry_one_lease_per_officer"
            ),
            models.CheckConstraint(
                condition=Q(leased_by__isnull=True, leased_until__isnull=True)
                | Q(leased_by__isnull=False, leased_until__isnull=False),
                name="call_entry_lease_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=CallState.WAITING, next_call_on__isnull=False)
                | (~Q(state=CallState.WAITING) & Q(next_call_on__isnull=True)),
                name="call_entry_waits_for_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CallState.WAITING, CallState.DONE]) | ~Q(phone=""),
                name="call_entry_called_has_number",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="call_entry_month_first_day"),
        ]
        indexes = [
            models.Index(
                fields=["branch", "officer", "next_call_on", "tries", "id"],
                condition=Q(state=CallState.WAITING),
                name="call_entry_queue",
            ),
            models.Index(fields=["branch", "state", "next_call_on", "id"], name="call_entry_branch_state"),
            models.Index(fields=["branch", "phone"], name="call_entry_phone"),
        ]

    def __str__(self):
        return f"{self.household_id} {self.state}"

    def get_absolute_url(self):
        return reverse("collections:call-detail", args=[self.pk])


@audited_changes
class OfficeContact(models.Model):
    """One attempt of the office to reach a household: a call, or a message of a blast.

    It is no contact of a cadre: it gives no attribution and no activity, and counts in the week's contacts only.
    """

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    uuid = models.UUIDField(db_comment="made with the form; the same one again is the same call")
    household = models.ForeignKey("arrears.Household", models.PROTECT, related_name="office_contacts")
    mode = models.CharField(_("cara"), max_length=8, choices=[(Mode.PHONE.value, Mode.PHONE.label), *MESSAGE_MODES])
    made_at = models.DateTimeField(_("waktu"))
    made_on = models.DateField(_("tanggal"), db_comment="calendar day of made_at in the branch's zone")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.OneToOneField(
        "collections.BlastMessage", models.PROTECT, null=True, blank=True, related_name="contact"
    )
    result = models.CharField(_("hasil"), max_length=14, choices=CallResult, blank=True)
    channel = models.ForeignKey(
        "arrears.Channel", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kanal rujukan")
    )
    promised_on = models.DateField(_("tanggal janji"), null=True, blank=True)
    promised_amount = models.BigIntegerField(_("jumlah janji"), null=True, blank=True)
    next_call_on = models.DateField(_("telepon berikutnya"), null=True, blank=True)
    note = models.CharField(_("catatan"), max_length=200, blank=True)

    objects = OfficeContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontak kantor")
        verbose_name_plural = _("kontak kantor")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "uuid"], name="office_contact_once"),
            models.CheckConstraint(
                condition=Q(mode=Mode.PHONE, message__isnull=True, result__in=CallResult.values)
                | Q(mode__in=[Mode.WHATSAPP, Mode.SMS], message__isnull=False, result=""),
                name="office_contact_is_call_or_message",
            ),
            models.CheckConstraint(
                condition=Q(result=CallResult.PROMISED, promised_on__isnull=False)
                | (~Q(result=CallResult.PROMISED) & Q(promised_on__isnull=True, promised_amount__isnull=True)),
                name="office_contact_promise_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(promised_on__isnull=True) | Q(promised_on__gte=models.F("made_on")),
                name="office_contact_promise_ahead",
            ),
            models.CheckConstraint(
                condition=Q(promised_amount__isnull=True) | Q(promised_amount__gt=0),
                name="office_contact_promise_positive",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "household", "made_on"], name="office_contact_household_day"),
            models.Index(fields=["branch", "made_on", "recorded_by"], name="office_contact_officer_day"),
        ]

    def __str__(self):
        return f"{self.mode} {self.made_on}"
