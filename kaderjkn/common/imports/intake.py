"""One file on its way in: where it goes, and what was noted about its rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from ..enums import Severity
from ..models import Branch, ImportRun, User
from ..sql_jobs import execute
from .kinds import ImportKind

FIRST_REJECTED = 20


def say_nothing(phase: str, done: int = 0, total: int | None = None) -> None:
    """Progress that nobody waits for."""


@dataclass(slots=True)
class Intake:
    """Context of one import. Its rows stand in `staged`, what is said about them in `staged_issue` (`schemas`)."""

    kind: ImportKind
    branch: Branch | None
    month: date | None = None
    data_date: date | None = None
    by: User | None = None
    run: ImportRun | None = None
    checksum: str = ""
    now: datetime = field(default_factory=timezone.now)
    notices: list[str] = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    preview: dict = field(default_factory=dict)
    rows_read: int = 0
    present_columns: set[str] = field(default_factory=set)
    rejected: list[dict] = field(default_factory=list)  # the first rejected lines with the reason
    unchanged: str = ""  # set by `begin`: why the file changes nothing
    options: dict = field(default_factory=dict)  # further values for the kind's SQL
    is_previewed: bool = False  # somebody has seen what applying does, and said yes to that
    path: Path | None = None  # the file in the clear, while there is one
    error_path: Path | None = None  # where a copy of the rejected rows is wanted
    report: object = say_nothing  # report(phase, done, total) hears of progress, and may stop the work

    @property
    def params(self) -> dict:
        """What every statement of an import may use."""
        return {
            "branch": self.branch and self.branch.pk,
            "branch_code": self.branch and self.branch.code,
            "zone": self.branch and self.branch.time_zone,
            "month": self.month,
            "data_date": self.data_date,
            "run": self.run and self.run.pk,
            "by": self.by and self.by.pk,
            "now": self.now,
        } | self.options

    @property
    def lock(self) -> str:
        """The advisory lock under which the file is written."""
        return f"branch:{self.branch.code}" if self.branch else "reference"

    def note(self, line: int, column: str, rule: str, message: str, severity: str = Severity.ERROR) -> None:
        """Note something about a row; an error also takes it out of `staged`. The message holds no personal data."""
        values = {"line": line, "column": column, "rule": rule, "severity": severity, "message": message}
        execute(
            "INSERT INTO staged_issue VALUES (%(line)s, %(column)s, %(rule)s, %(severity)s, %(message)s)",
            values,
        )
        if severity == Severity.ERROR:
            execute("UPDATE staged SET rejected = true WHERE line = %(line)s", {"line": line})

    def take_sql_issues(self) -> None:
        """Reject the rows that rules found wrong."""
        execute(
            "UPDATE staged SET rejected = true FROM staged_issue AS issue"
            " WHERE issue.line = staged.line AND issue.severity = 'error' AND NOT staged.rejected"
        )
