"""Assigning, moving and touching cases."""

from datetime import date

from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Branch, User
from kaderjkn.common.months import month_text, next_month
from kaderjkn.common.sql_jobs import branch_writer, execute, fetch_all

from ..enums import TouchKind
from ..jobs import assign_cases as job
from ..jobs.move_cases import CHECK as CHECK_MOVES
from ..jobs.move_cases import run as run_moves
from ..models import ArrearsList
from ..periods import open_period
from .payments import touch_paid_cases


def default_day(branch: Branch, month: date) -> date:
    """Today where it lies in the period, else the period's first day."""
    today = branch.today()
    return today if month <= today < next_month(month) else month


def assign_cases(*, branch: Branch, month: date, day: date | None = None, by: User | None = None) -> dict[str, int]:
    """Make cases of the newest list's households; return households by status found in this run."""
    day = day or default_day(branch, month)
    if not month <= day < next_month(month):
        raise Refused(
            _("Hari pembagian %(day)s tidak terletak dalam periode %(month)s.")
            % {"day": day, "month": month_text(month)}
        )
    with branch_writer(branch.code), acting(by, kind="assign cases"):
        open_period(branch, month)
        newest = ArrearsList.objects.in_force().filter(branch=branch, month=month).newest_first().first()
        if newest is None:
            raise Refused(
                _("Belum ada daftar tunggakan yang berlaku untuk periode %(month)s.") % {"month": month_text(month)}
            )
        counts = job.run(branch, month, newest, day, by)
        touch_paid_cases(branch)
    return counts


def touch_cases(case_ids: list[int], kind: TouchKind) -> None:
    """Note that somebody worked on the cases; once per kind."""
    execute(
        "INSERT INTO arrears_casetouch (case_id, kind, at) SELECT id, %(kind)s, now()"
        " FROM unnest(%(ids)s::bigint[]) AS id ON CONFLICT DO NOTHING",
        {"ids": list(case_ids), "kind": kind},
    )


def move_cases(*, branch: Branch, month: date, case_ids: list[int], cadre: Cadre, day: date, by: User | None) -> int:
    """Move cases to a cadre from a day on; return how many changed hands. All or none: one bad case refuses."""
    with branch_writer(branch.code), acting(by, kind="move cases"):
        open_period(branch, month)
        _stage_moves(branch, month, case_ids, cadre, day)
        execute(CHECK_MOVES, {"month": month})
        problems = fetch_all("SELECT DISTINCT message FROM staged_issue ORDER BY message")
        if problems:
            raise Refused(" ".join(problem["message"] for problem in problems))
        return run_moves(branch, by)


def _stage_moves(branch: Branch, month: date, case_ids: list[int], cadre: Cadre, day: date) -> None:
    execute("DROP TABLE IF EXISTS pg_temp.move, pg_temp.staged_issue")
    execute('CREATE TEMPORARY TABLE staged_issue (line integer, "column" text, rule text, severity text, message text)')
    execute(
        """
        CREATE TEMPORARY TABLE move AS
        SELECT wanted.line::integer, held.id AS case_id, held.assigned_on,
               %(cadre)s::bigint AS cadre_id, %(day)s::date AS day
        FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, line)
        LEFT JOIN arrears_case AS held ON held.id = wanted.id AND held.branch_id = %(branch)s AND held.month = %(month)s
        """,
        {
            "ids": list(case_ids),
            "branch": branch.pk,
            "month": month,
            "day": day,
            "cadre": cadre.pk if cadre.branch_id == branch.pk else None,
        },
    )
