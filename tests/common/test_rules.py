"""Permissions come from the role alone; no administrator reaches participants."""

import pytest
import rules
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Permission

from kaderjkn.common.rules import ACTS, ADMIN_AREA

PARTICIPANTS = [
    "arrears.view_household",
    "arrears.view_participant",
    "arrears.change_household",
    "collections.view_contact",
]


@pytest.mark.parametrize("name", PARTICIPANTS)
def test_superuser_has_no_permission_on_participants(admin_user, name):
    admin_user.user_permissions.set(Permission.objects.all())
    assert admin_user.is_superuser
    assert not admin_user.has_perm(name)
    assert not admin_user.has_perms([name])


def test_administrator_may_do_nothing_outside_users_and_settings(admin_user):
    mine = {name for name in rules.permissions.permissions if admin_user.has_perm(name)}
    acts = {name.split(".")[1].split("_")[0] for name in mine} - {
        "view",
        "add",
        "change",
        "delete",
        "import",
        "export",
    }
    assert acts == {"use", "issue"}
    assert {name.split("_", 1)[1] for name in mine if not name.startswith("common.")} == {
        "channel",
        "contributionrate",
        "holiday",
    }


def test_administrator_sees_no_row_of_participants(admin_user):
    scoped = [model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")]
    seen = {model._meta.label for model in scoped if model._default_manager.visible_to(admin_user).query.is_empty()}
    assert {model._meta.label for model in scoped} - seen == {"common.Branch", "meetings.Holiday"}


def test_every_permission_of_the_table_is_known():
    assert {f"{label}.{act}" for label, acts in ACTS.items() for act in acts} <= set(rules.permissions.permissions)
    assert {apps.get_model(label)._meta.label_lower for label in ADMIN_AREA} == set(ADMIN_AREA)


def test_unknown_permission_and_inactive_user_have_none(supervisor):
    assert not supervisor.has_perm("collections.rule_the_world")
    supervisor.is_active = False
    assert not supervisor.has_perm("collections.close_period")


def test_visitors_have_none():
    assert not any(AnonymousUser().has_perm(name) for name in rules.permissions.permissions)


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [
        ("admin_user", "supervisor", True),
        ("supervisor", "staff", True),
        ("supervisor", "cadre", True),
        ("staff", "cadre", True),
        ("staff", "supervisor", False),
        ("regional", "cadre", False),
    ],
)
def test_who_may_issue_a_login_for_whom(request, who, whom, may):
    user, other = request.getfixturevalue(who), request.getfixturevalue(whom)
    assert user.has_perm("common.issue_login", getattr(other, "user", other)) is may


def test_nobody_issues_logins_for_another_branch(staff, other_branch):
    from tests.factories import CadreFactory

    assert not staff.has_perm("common.issue_login", CadreFactory(branch=other_branch).user)
