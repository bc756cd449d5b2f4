"""Scoping: which rows a user may see. Every view starts from `visible_to`."""

from django.db.models import QuerySet

from .enums import OFFICE_ROLES, Role


class BranchScoped(QuerySet):
    """Rows of a branch that hold personal data: the branch's office sees them, nobody else."""

    def of_branch(self, branch):
        return self.filter(branch=branch)

    def visible_to(self, user):
        if user.role in OFFICE_ROLES:
            return self.filter(branch=user.branch_id)
        return self.none()


class BranchReference(BranchScoped):
    """Rows of a branch without personal data: the region sees them too."""

    def visible_to(self, user):
        if user.role == Role.REGIONAL:
            return self.filter(branch__region=user.region_id)
        return super().visible_to(user)


class BranchQuerySet(QuerySet):
    def visible_to(self, user):
        if user.role == Role.ADMIN:
            return self.all()
        if user.role == Role.REGIONAL:
            return self.filter(region=user.region_id)
        return self.filter(pk=user.branch_id)
