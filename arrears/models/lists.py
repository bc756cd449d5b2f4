"""Arrears lists as they were imported, and the households that they add up to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited_changes
from kaderjkn.common.querysets import BranchScoped

from ..bands import Band
from ..enums import CaseStatus, ListState, Segment
from ..querysets import ListQuerySet


@audited_changes
class ArrearsList(models.Model):
    """A branch's list for a period (Daftar tunggakan). A correction shares the data date, an update has a later one."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="arrears_lists")
    month = models.DateField(_("periode"))
    data_date = models.DateField(_("tanggal data"))
    run = models.OneToOneField("common.ImportRun", models.PROTECT, related_name="arrears_list")
    state = models.CharField(_("keadaan"), max_length=8, choices=ListState, default=ListState.IN_FORCE)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = ListQuerySet.as_manager()

    class Meta:
        verbose_name = _("daftar tunggakan")
        verbose_name_plural = _("daftar tunggakan")
        ordering = ["-month", "-data_date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "month", "data_date"],
                condition=Q(state=ListState.IN_FORCE),
                name="list_one_in_force_per_data_date",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="list_month_first_day"),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m} ({self.data_date})"


UNASSIGNED = ~Q(status=CaseStatus.ASSIGNED)
ORDERS_OF_UNASSIGNED = {
    "amount": ["amount"],
    "months": ["months", "amount"],
    "status": ["status", "amount"],
    "status_months": ["status", "months", "amount"],
}


class ListedHousehold(models.Model):
    """A household as one list has it: the sum of its rows, the largest month, the head's class and place."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    month = models.DateField()
    list = models.ForeignKey(ArrearsList, models.CASCADE, related_name="households")
    household = models.ForeignKey("arrears.Household", models.CASCADE, related_name="listings")
    key = models.CharField(max_length=16, db_comment="KK, else the card key, as of this list")
    head_card = models.CharField(max_length=13)
    head_name = models.CharField(max_length=150)
    members = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField(db_comment="largest of the rows")
    amount = models.BigIntegerField(db_comment="rupiah, sum of the rows")
    care_class = models.PositiveSmallIntegerField(null=True)
    address = models.CharField(max_length=300, blank=True)
    rt = models.CharField(max_length=5, blank=True)
    rw = models.CharField(max_length=5, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=200, blank=True, db_comment="place as written, where it was not recognised")
    area = models.ForeignKey("common.Area", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=12, choices=CaseStatus, default=CaseStatus.WAITING, blank=True)

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("keluarga pada daftar")
        verbose_name_plural = _("keluarga pada daftar")
        constraints = [
            models.UniqueConstraint(fields=["branch", "list", "household"], name="listed_once_per_list"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="listed_amount_not_negative"),
        ]
        indexes = [
            models.Index(fields=["branch", "month", "status"], name="listed_month_status"),
            models.Index(fields=["household"], name="listed_household"),
            models.Index(fields=["branch", "list", "amount", "id"], name="listed_by_amount"),
            models.Index(fields=["branch", "list", "months", "amount", "id"], name="listed_by_months"),
            models.Index(fields=["branch", "list", "area", "amount", "id"], name="listed_by_area"),
            *(
                models.Index(
                    fields=["branch", "list", *fields, "id"], condition=UNASSIGNED, name=f"unassigned_by_{name}"
                )
                for name, fields in ORDERS_OF_UNASSIGNED.items()
            ),
            models.Index(F("branch_id"), F("list_id"), Band("months"), F("amount"), F("id"), name="listed_by_band"),
        ]

    def __str__(self):
        return self.key


class ListRow(models.Model):
    """One participant on one list, kept as imported; fixes card → household for its month (RULES 3.1)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    month = models.DateField()
    list = models.ForeignKey(ArrearsList, models.CASCADE, related_name="rows")
    line = models.IntegerField()
    household = models.ForeignKey("arrears.Household", models.CASCADE, related_name="rows")
    card = models.CharField(max_length=13)
    family_card = models.CharField(max_length=16, blank=True)
    head_card = models.CharField(max_length=13, blank=True)
    is_head = models.BooleanField(default=False)
    name = models.CharField(max_length=150)
    nik_hash = models.CharField(max_length=64, blank=True)
    nik_last4 = models.CharField(max_length=4, blank=True)
    segment = models.CharField(max_length=4, choices=Segment, blank=True)
    care_class = models.PositiveSmallIntegerField(null=True)
    address = models.CharField(max_length=300, blank=True)
    rt = models.CharField(max_length=5, blank=True)
    rw = models.CharField(max_length=5, blank=True)
    kelurahan = models.CharField(max_length=100, blank=True)
    kecamatan = models.CharField(max_length=100, blank=True)
    area_code = models.CharField(max_length=13, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    months = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    last_paid_month = models.DateField(null=True)
    rehab_status = models.CharField(max_length=50, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)

    objects = BranchScoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "list", "card"], name="row_card_once_per_list"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="row_amount_not_negative"),
        ]
        indexes = [
            models.Index(fields=["branch", "card"], name="row_branch_card"),
            models.Index(fields=["household"], name="row_household"),
        ]

    def __str__(self):
        return self.card
