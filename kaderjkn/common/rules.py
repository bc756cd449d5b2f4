"""Who may do what: every permission of the site on one page.

A permission says which role may act; *on which rows* is the business of `visible_to` (wrong branch: 404). The
names of models (`view_branch`) open the admin area. What stands nowhere here nobody may, superusers included:
no role but the branch's own has a permission on participants' data.
"""

import rules
from rules import is_authenticated, predicate

from .enums import OFFICE_ROLES, Role


def role_of(user):
    """Return the role, None for anonymous visitors."""
    return getattr(user, "role", None)


@predicate
def is_cadre(user) -> bool:
    return role_of(user) == Role.CADRE


@predicate
def is_office(user) -> bool:
    """Branch staff or supervisor."""
    return role_of(user) in OFFICE_ROLES


@predicate
def is_supervisor(user) -> bool:
    return role_of(user) == Role.SUPERVISOR


@predicate
def is_regional(user) -> bool:
    return role_of(user) == Role.REGIONAL


@predicate
def is_admin_role(user) -> bool:
    return role_of(user) == Role.ADMIN


@predicate
def is_of_own_branch(user, thing) -> bool:
    """Asked without an object: yes, since the role alone is meant then."""
    return thing is None or thing.branch_id == user.branch_id


@predicate
def is_of_own_region(user, thing) -> bool:
    return thing is None or thing.branch.region_id == user.region_id


@predicate
def is_second_person(user, thing) -> bool:
    """Asked about something proposed: whoever proposed it does not decide on it."""
    return thing is None or thing.proposed_by_id != user.pk


@predicate
def is_cadres_account(user, other) -> bool:
    return other is None or role_of(other) == Role.CADRE


@predicate
def is_staff_account(user, other) -> bool:
    return other is None or role_of(other) == Role.STAFF


ACTS = {
    "common": {
        "use_home": is_authenticated,
        "export_lists": is_office,
        "search": is_office,
        "import_files": is_office,
        "undo_import": is_office,
        "read_jobs": is_office,
        "show_personal_data": is_office | is_cadre,
        "read_access_log": is_supervisor,
        "manage_devices": is_office,
        "issue_login": is_admin_role
        | (is_office & is_of_own_branch & is_cadres_account)
        | (is_supervisor & is_of_own_branch & is_staff_account),
    },
    "cadres": {
        "read_cadres": is_office,
        "manage_cadres": is_office,
        "print_letters": is_office,
    },
    "arrears": {
        "read_cases": is_office,
        "assign_cases": is_office,
        "move_cases": is_office,
        "mend_rows": is_office,
        "set_holds": is_office,
        "match_payments": is_office,
        "manage_policies": is_supervisor,
    },
    "meetings": {
        "manage_meetings": is_office,
        "edit_holidays": is_office,
        "hand_over_envelopes": is_office,
        "read_envelope_report": is_office,
    },
    "collections": {
        "use_phone": is_cadre,
        "answer_question": is_office,
        "read_payments": is_office,
        "read_households": is_office | is_cadre,
        "read_contacts": is_office,
        "read_closings": is_office,
        "close_period": is_supervisor & is_of_own_branch,
        "reopen_period": is_supervisor & is_of_own_branch,
        "set_goals": is_supervisor,
        "read_statements": is_office | is_regional,
        "print_statement": is_office | is_cadre,
        "approve_statements": is_supervisor & is_of_own_branch,
        "release_statements": is_supervisor | is_regional,
        "note_payouts": is_office,
        "export_payouts": is_office,
        "excuse_month": is_supervisor,
        "read_reviews": is_office | is_regional | is_cadre,
        "decide_review": is_supervisor & is_of_own_branch,
        "decide_appeal": is_regional,
        "report_incident": is_office,
        "decide_incident": is_supervisor & is_of_own_branch,
        "read_field_reports": is_office,
        "settle_field_reports": is_office,
        "handle_feedback": is_office,
        "close_danger": is_supervisor & is_of_own_branch,
        "edit_messages": is_office,
        "call_households": is_office,
        "share_calls": is_office,
        "send_messages": is_office,
        "manage_schemes": is_supervisor,
        "read_settings": is_office | is_regional,
        "propose_settings": is_supervisor,
        "decide_proposal": ((is_supervisor & is_of_own_branch) | (is_regional & is_of_own_region)) & is_second_person,
        "read_dry_run_households": is_supervisor,
        "read_reports": is_office | is_regional,
        "read_personal_reports": is_office,
        "read_analyses": is_supervisor | is_regional,
        "compare_branches": is_regional,
        "refresh_analyses": is_supervisor,
    },
}

ALL = ("view", "add", "change", "delete")
KEEP = ("view", "add", "change")  # rows that others refer to are never deleted
READ = ("view",)
FILES = ("import", "export")
ADMIN_AREA = {
    "common.region": (is_admin_role, KEEP),
    "common.branch": (is_admin_role, KEEP),
    "common.user": (is_admin_role, KEEP),
    "common.area": (is_admin_role, ALL + FILES),
    "common.areaalias": (is_supervisor, ALL),
    "cadres.cadre": (is_supervisor, KEEP + FILES),
    "cadres.agreement": (is_supervisor, KEEP + FILES),
    "cadres.territory": (is_supervisor, ALL + FILES),
    "arrears.channel": (is_admin_role, KEEP),
    "arrears.contributionrate": (is_admin_role, ALL),
    "arrears.branchpolicy": (is_supervisor, READ),  # changed by proposals only
    "meetings.holiday": (is_admin_role, ALL),  # the nation's; branches enter their own on a page
    "collections.rewardscheme": (is_supervisor, READ),
    "collections.rewardtier": (is_supervisor, READ),
}

for label, acts in ACTS.items():
    for act, who in acts.items():
        rules.add_perm(f"{label}.{act}", who)

for model, (who, what) in ADMIN_AREA.items():
    app_label, model_name = model.split(".")
    for act in what:
        rules.add_perm(f"{app_label}.{act}_{model_name}", who)
