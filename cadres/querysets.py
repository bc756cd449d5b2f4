"""Named questions about cadres, agreements, territories. A range includes its first day, not its end."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kaderjkn.common.enums import Role
from kaderjkn.common.models import IssuedDocument
from kaderjkn.common.querysets import BranchScoped

SOON = timedelta(days=60)


class CadreQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(user=user)
        return super().visible_to(user)

    def with_agreement_on(self, day):
        """Cadres who work under an agreement on the day."""
        return self.filter(Exists(self._agreements().in_force(day)))

    def without_agreement_on(self, day):
        return self.filter(~Exists(self._agreements().in_force(day)))

    def with_agreement_ending(self, today):
        """Cadres whose agreement ends soon, or lapsed lately, with none that continues it."""
        return self.filter(Exists(self._agreements().ending_soon(today)))

    def _agreements(self):
        agreements = self.model.agreements.rel.related_model.objects
        return agreements.filter(cadre=OuterRef("pk"))

    def named_like(self, text):
        return self.filter(Q(name__icontains=text) | Q(code__icontains=text))

    def for_list(self, day):
        """With the kelurahan of the day counted (`kelurahan`) and the range of the newest agreement."""
        territories = self.model.territories.rel.related_model.objects.filter(cadre=OuterRef("pk")).in_force(day)
        counted = territories.order_by().values("cadre").annotate(count=Count("pk")).values("count")
        newest = self._agreements().order_by("-valid__startswith").values("valid")[:1]
        return self.annotate(kelurahan=Coalesce(Subquery(counted), 0), newest_agreement=Subquery(newest))


class OfCadreQuerySet(QuerySet):
    """Rows about one cadre, without a branch of their own."""

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return self.filter(cadre__branch=user.branch_id) if user.is_office else self.none()


class DatedQuerySet(OfCadreQuerySet):
    """Rows with a `valid` range of days and a cadre."""

    def in_force(self, day):
        return self.filter(valid__contains=day)

    def not_renewed(self):
        """Ranges with an end that no later range of the same cadre continues on the next day."""
        following = self.model.objects.filter(cadre=OuterRef("cadre"), valid__startswith=OuterRef("valid__endswith"))
        return self.filter(~Exists(following)).exclude(valid__endswith=None)

    def ending_unrenewed(self, *, until, within_days):
        """Not renewed, and over on `until` or within so many days after it."""
        return self.not_renewed().filter(valid__endswith__lte=until + timedelta(days=within_days + 1))

    def ending_soon(self, today):
        """Not renewed, and ending within `SOON` from now or lapsed as lately."""
        first, last = today - SOON, today + SOON
        return self.not_renewed().ending_between(first, last)

    def over_on(self, day):
        """Ranges whose last day lies before the day."""
        return self.filter(valid__endswith__lte=day)

    def not_over_on(self, day):
        """Ranges in force on the day, or still to come."""
        return self.filter(Q(valid__endswith__gt=day) | Q(valid__endswith=None))

    def of_cadres_named_like(self, text):
        return self.filter(Q(cadre__name__icontains=text) | Q(cadre__code__icontains=text))

    def ending_between(self, first, last):
        """Rows whose last day lies in first..last, both included."""
        ends = {"valid__endswith__gt": first, "valid__endswith__lte": last + timedelta(days=1)}
        return self.filter(**ends).exclude(valid__endswith=None)


class AgreementQuerySet(DatedQuerySet):
    def with_letter(self, kind, *, is_issued):
        """Agreements for which a letter of the kind was, or was not, issued and still holds."""
        letters = IssuedDocument.objects.filter(
            branch=OuterRef("cadre__branch"), kind=kind, subject_id=OuterRef("pk"), revoked_at=None
        )
        return self.filter(Exists(letters) if is_issued else ~Exists(letters))

    def with_warning(self):
        """Annotate `warned_on`: the day of the newest warning that the agreement ends, None before the first."""
        notices = self.model.notices.rel.related_model.objects.filter(agreement=OuterRef("pk"))
        return self.annotate(warned_on=Subquery(notices.order_by("-noted_on").values("noted_on")[:1]))

    def with_scan(self):
        """Annotate `has_scan`: whether the signed agreement is kept."""
        scans = self.model.scans.rel.related_model.objects.filter(agreement=OuterRef("pk"))
        return self.annotate(has_scan=Exists(scans))


class RenewalQuerySet(BranchScoped):
    def newest_with_counts(self):
        """Annotate `made`: how many agreements; the newest first, since grouping forgets the model's order."""
        return self.annotate(made=Count("agreements")).order_by("-made_at")
