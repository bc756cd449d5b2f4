"""Staff: groups of cadres, who belongs to them, and ending one."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from kaderjkn.common.formatting import long_date
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..actions.groups import cadres_without_group, meetings_after
from ..forms import ConfirmForm
from ..forms_schedule import GroupForm, JoinForm, LeaveForm
from ..models import CadreGroup, GroupMembership, Meeting
from ..presenters_schedule import group_columns, group_row, hours


class ForGroups(RoleRequired):
    permission = "meetings.manage_meetings"
    model = CadreGroup

    def get_queryset(self):
        return super().get_queryset().select_related("branch")


class GroupList(ForGroups, ListView):
    template_name = "meetings/group_list.html"

    def get_queryset(self):
        self.today = self.request.user.branch.today()
        return super().get_queryset().with_members(self.today)

    def get_context_data(self, **kwargs):
        groups = list(self.object_list)
        return super().get_context_data(
            rows=[group_row(group) for group in groups if not group.is_ended],
            columns=group_columns(),
            ended=[group for group in groups if group.is_ended],
            ungrouped=list(cadres_without_group(self.request.user.branch, self.today)),
            **kwargs,
        )


class GroupCreate(ForGroups, ActsOnForm, CreateView):
    form_class = GroupForm
    template_name = "meetings/group_form.html"

    def act(self, form):
        branch = self.request.user.branch
        self.object = actions.add_group(branch=branch, by=self.request.user, **form.cleaned_data)
        return _("Kelompok %(group)s dibuat. Masukkan kadernya.") % {"group": self.object}

    def get_success_url(self):
        return reverse("meetings:group-join", args=[self.object.pk])


class GroupChange(ForGroups, ActsOnForm, UpdateView):
    form_class = GroupForm
    template_name = "meetings/group_form.html"

    def act(self, form):
        self.object = actions.change_group(group=self.object, by=self.request.user, **form.cleaned_data)
        return _("Kelompok %(group)s diubah. Pertemuan yang sudah dijadwalkan tetap.") % {"group": self.object}


class GroupDetail(ForGroups, DetailView):
    """Who belongs to the group today or from a later day on, and its meetings to come."""

    template_name = "meetings/group_detail.html"
    context_object_name = "group"

    def get_context_data(self, **kwargs):
        today = self.object.branch.today()
        memberships = GroupMembership.objects.filter(group=self.object).not_over_on(today).select_related("cadre")
        coming = Meeting.objects.of_branch(self.object.branch_id).filter(group=self.object).coming(today)
        facts = {"memberships": list(memberships), "coming": list(coming), "hours": hours(self.object)}
        return super().get_context_data(today=today, **facts, **kwargs)


class GroupJoin(ForGroups, FormAbout):
    """Put cadres into the group."""

    form_class = JoinForm
    template_name = "meetings/group_join.html"
    context_object_name = "group"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"group": self.object}

    def get_initial(self):
        return {"day": self.object.branch.today()}

    def act(self, form):
        joined = actions.put_in_group(group=self.object, by=self.request.user, **form.cleaned_data)
        words = ngettext(
            "%(count)s kader masuk kelompok mulai %(day)s.", "%(count)s kader masuk kelompok mulai %(day)s.", joined
        )
        return words % {"count": joined, "day": long_date(form.cleaned_data["day"])}


class MembershipLeave(RoleRequired, FormAbout):
    """Let one cadre leave the group."""

    permission = "meetings.manage_meetings"
    model = GroupMembership
    form_class = LeaveForm
    template_name = "meetings/membership_leave.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "group__branch")

    def get_initial(self):
        return {"day": max(self.object.group.branch.today(), self.object.starts_on)}

    def act(self, form):
        actions.take_out(membership=self.object, by=self.request.user, **form.cleaned_data)
        words = {"cadre": self.object.cadre.name, "group": self.object.group}
        return _("%(cadre)s tidak lagi di kelompok %(group)s.") % words

    def get_success_url(self):
        return self.object.group.get_absolute_url()


class GroupEnd(ForGroups, FormAbout):
    """Ask with the consequence in numbers, then use the group no longer."""

    form_class = ConfirmForm
    template_name = "meetings/group_end.html"
    context_object_name = "group"

    def get_context_data(self, **kwargs):
        today = self.object.branch.today()
        members = GroupMembership.objects.filter(group=self.object).not_over_on(today).count()
        consequences = [
            (members, _("kader tidak lagi punya kelompok mulai besok")),
            (meetings_after(self.object, today).count(), _("pertemuan yang akan datang dibatalkan")),
            _("Pertemuan sampai hari ini dan kehadirannya tetap."),
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def act(self, _form):
        actions.end_group(group=self.object, by=self.request.user)
        return _("Kelompok %(group)s tidak dipakai lagi.") % {"group": self.object}

    def get_success_url(self):
        return reverse("meetings:group-list")


class GroupReuse(ForGroups, ActOnPost):
    def act(self):
        actions.reuse_group(group=self.object, by=self.request.user)
        return _("Kelompok %(group)s dipakai lagi. Masukkan kadernya.") % {"group": self.object}
