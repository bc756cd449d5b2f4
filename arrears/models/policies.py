"""Settings with a date range (RULES 2)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from ..enums import Attribution


class BranchPolicyQuerySet(models.QuerySet):
    def in_force(self, branch, month):
        """The row that rules the period: the branch's own, else the one for all; the newest start wins."""
        rows = self.of_branch_or_all(branch).filter(starts_on__lte=month)
        return rows.order_by(F("branch").asc(nulls_last=True), "-starts_on").first()

    def of_branch_or_all(self, branch):
        return self.filter(Q(branch=branch) | Q(branch__isnull=True))

    def visible_to(self, user):
        if user.is_office:
            return self.filter(Q(branch=user.branch_id) | Q(branch__isnull=True))
        return self.none()


def percent(label: str, default: int):
    return models.DecimalField(_(label), max_digits=5, decimal_places=2, default=default, db_comment="percent, 0-100")


@audited
class BranchPolicy(models.Model):
    """The settings of a branch, or of all, from a day on; the row in force on a period's first day rules it."""

    branch = models.ForeignKey(
        "common.Branch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="policies",
        verbose_name=_("kantor cabang"),
        help_text=_("kosong: untuk semua cabang"),
    )
    starts_on = models.DateField(_("berlaku mulai"))
    cadre_min_months = models.PositiveSmallIntegerField(_("kader: bulan menunggak paling sedikit"), default=4)
    cadre_max_months = models.PositiveSmallIntegerField(
        _("kader: bulan menunggak paling banyak"), null=True, blank=True
    )
    telecollect_min_months = models.PositiveSmallIntegerField(_("telepon: bulan paling sedikit"), default=3)
    telecollect_max_months = models.PositiveSmallIntegerField(_("telepon: bulan paling banyak"), null=True, blank=True)
    attribution = models.CharField(_("pengakuan"), max_length=8, choices=Attribution, default=Attribution.HOLDER)
    attribution_days = models.PositiveSmallIntegerField(_("hari pengakuan"), default=30)
    review_months = models.PositiveSmallIntegerField(_("bulan tinjauan"), default=3)
    review_answer_days = models.PositiveSmallIntegerField(_("hari menjawab tinjauan"), default=7)
    question_answer_days = models.PositiveSmallIntegerField(_("hari menjawab pertanyaan kader"), default=7)
    contacts_per_week_max = models.PositiveSmallIntegerField(_("kontak per minggu paling banyak"), default=3)
    quiet_from = models.TimeField(_("jam tenang mulai"), default="20:00")
    quiet_until = models.TimeField(_("jam tenang sampai"), default="07:00")
    meeting_every_days = models.PositiveSmallIntegerField(_("pertemuan tiap (hari)"), default=14)
    make_up_days = models.PositiveSmallIntegerField(_("hari kerja susulan"), default=1)
    active_min_contact_share = percent("aktif: bagian kontak paling sedikit (%)", 50)
    active_min_attendance_share = percent("aktif: kehadiran paling sedikit (%)", 50)
    visits_per_week_target = models.PositiveSmallIntegerField(_("target kunjungan per minggu"), default=10)
    rehab_min_months = models.PositiveSmallIntegerField(_("REHAB: bulan paling sedikit"), default=4)
    rehab_max_months = models.PositiveSmallIntegerField(
        _("REHAB: bulan paling banyak"), null=True, blank=True, default=24
    )
    rehab_max_instalments = models.PositiveSmallIntegerField(
        _("REHAB: cicilan paling banyak"), null=True, blank=True, default=12
    )

    objects = BranchPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kebijakan")
        verbose_name_plural = _("kebijakan")
        ordering = ["branch", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "starts_on"], nulls_distinct=False, name="policy_one_start_per_branch"
            ),
            models.CheckConstraint(
                condition=Q(cadre_max_months__isnull=True) | Q(cadre_max_months__gte=F("cadre_min_months")),
                name="policy_cadre_band",
            ),
            models.CheckConstraint(
                condition=Q(telecollect_max_months__isnull=True)
                | Q(telecollect_max_months__gte=F("telecollect_min_months")),
                name="policy_telecollect_band",
            ),
            models.CheckConstraint(
                condition=Q(active_min_contact_share__range=(0, 100)) & Q(active_min_attendance_share__range=(0, 100)),
                name="policy_shares_percent",
            ),
            models.CheckConstraint(
                condition=Q(review_months__gte=1) & Q(meeting_every_days__gte=1),
                name="policy_rhythms_positive",
            ),
        ]

    def __str__(self):
        return f"{self.branch or _('semua cabang')} {self.starts_on}"


class ContributionRate(models.Model):
    """What one member pays for one month, by class and date (DOMAIN 2.1): a check, never the authority."""

    care_class = models.PositiveSmallIntegerField(_("kelas"), choices=[(1, "1"), (2, "2"), (3, "3")])
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True, db_comment="last day, included")
    amount = models.BigIntegerField(_("iuran peserta"), db_comment="rupiah per person and month")

    class Meta:
        verbose_name = _("tarif iuran")
        verbose_name_plural = _("tarif iuran")
        ordering = ["care_class", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["care_class", "starts_on"], name="rate_one_start_per_class"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="rate_positive"),
        ]

    def __str__(self):
        return f"{self.care_class}: {self.amount}"
