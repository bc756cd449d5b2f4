"""Users and their roles."""

import pghistory
import pgtrigger
import rules
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import BRANCH_ROLES, OFFICE_ROLES, Role


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    pghistory.ManualEvent("login_issued"),
    pghistory.ManualEvent("second_factors_removed"),
    level=pgtrigger.Statement,
    fields=["username", "role", "branch", "region", "is_active", "is_staff", "must_change_password"],
)
class User(AbstractUser):
    """Somebody who signs in. What the role may see stands in docs/architecture.md."""

    first_name = None
    last_name = None
    name = models.CharField(_("nama"), max_length=150, blank=True)
    role = models.CharField(_("peran"), max_length=10, choices=Role)
    branch = models.ForeignKey(
        "common.Branch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("kantor cabang"),
    )
    region = models.ForeignKey(
        "common.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("wilayah kerja"),
    )
    phone = models.CharField(_("nomor HP"), max_length=16, null=True, blank=True, unique=True)
    must_change_password = models.BooleanField(_("wajib ganti sandi"), default=False)

    REQUIRED_FIELDS = ["role"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(role__in=BRANCH_ROLES) & Q(branch__isnull=False) & Q(region__isnull=True))
                | (Q(role=Role.REGIONAL) & Q(region__isnull=False) & Q(branch__isnull=True))
                | (Q(role=Role.ADMIN) & Q(branch__isnull=True) & Q(region__isnull=True)),
                name="user_place_fits_role",
            ),
            models.CheckConstraint(
                condition=Q(is_superuser=False) | Q(role=Role.ADMIN), name="user_superuser_is_admin"
            ),
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    @classmethod
    def normalize_username(cls, username):
        """Names are kept in small letters, so that they can be typed in any."""
        return super().normalize_username(username).strip().lower()

    def has_perm(self, perm, obj=None):
        """Ask the rules of the role (`common/rules.py`), nothing else: no superuser sees participants."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_module_perms(self, app_label):
        names = [name for name in rules.permissions.permissions if name.startswith(f"{app_label}.")]
        return any(self.has_perm(name) for name in names)

    @property
    def fits_place(self) -> bool:
        """Cadre, staff, supervisor: a branch. Regional supervisor: a region. Administrator: neither."""
        place = (self.branch_id is not None, self.region_id is not None)
        return place == (self.role in BRANCH_ROLES, self.role == Role.REGIONAL)

    @property
    def is_cadre(self) -> bool:
        return self.role == Role.CADRE

    @property
    def is_office(self) -> bool:
        """Branch staff or supervisor."""
        return self.role in OFFICE_ROLES

    @property
    def is_supervisor(self) -> bool:
        return self.role == Role.SUPERVISOR
