"""One file on its way in: where it goes, what was noted about its rows."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone

from ..enums import Severity
from ..models import Branch, ImportRun, User
from ..sql_jobs import execute, fetch_all
from .kinds import ImportKind

EXAMPLES = 5


class Issue(NamedTuple):
    """A sentence about one row: an error rejects it, a warning does not. The message holds no personal data."""

    line: int
    column: str
    rule: str
    severity: str
    message: str


@dataclass(slots=True)
class Intake:
    """Context of one import. `staged` and `staged_issue` are temporary tables of its transaction."""

    kind: ImportKind
    branch: Branch | None
    month: date | None = None
    data_date: date | None = None
    by: User | None = None
    run: ImportRun | None = None
    checksum: str = ""
    now: datetime = field(default_factory=timezone.now)
    notices: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    rows_read: int = 0
    present_columns: set[str] = field(default_factory=set)
    unchanged: str = ""  # set by `begin`: why the file changes nothing
    options: dict = field(default_factory=dict)  # further values for the kind's SQL
    error_path: Path | None = None  # where a copy of the rejected rows is wanted

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

    def note(self, line: int, column: str, rule: str, message: str, severity: str = Severity.ERROR) -> None:
        """Note something about a row; an error also takes it out of `staged`."""
        self.issues.append(Issue(line, column, rule, severity, message))
        if severity == Severity.ERROR:
            execute("UPDATE staged SET rejected = true WHERE line = %(line)s", {"line": line})

    def take_sql_issues(self) -> None:
        """Reject the rows that the checks found wrong, and take over their sentences."""
        found = fetch_all(
            'SELECT line, "column", rule, severity, message FROM staged_issue ORDER BY line, rule, "column"'
        )
        self.issues += [Issue(**row) for row in found]
        execute(
            "UPDATE staged SET rejected = true FROM staged_issue AS issue"
            " WHERE issue.line = staged.line AND issue.severity = 'error'"
        )
        execute("DELETE FROM staged_issue")

    def rejected(self) -> dict[int, list[Issue]]:
        """Errors by line."""
        by_line = defaultdict(list)
        for issue in self.issues:
            if issue.severity == Severity.ERROR:
                by_line[issue.line].append(issue)
        return by_line

    @property
    def warnings(self) -> int:
        return sum(1 for issue in self.issues if issue.severity == Severity.WARNING)

    def grouped_issues(self) -> list[dict]:
        """Issues by rule with their count and first lines, errors first, for preview and page."""
        counts = Counter((issue.severity, issue.rule, issue.column) for issue in self.issues)
        examples = defaultdict(list)
        for issue in self.issues:
            if len(examples[issue.severity, issue.rule, issue.column]) < EXAMPLES:
                examples[issue.severity, issue.rule, issue.column].append([issue.line, issue.message])
        return [
            {"severity": key[0], "rule": key[1], "column": key[2], "count": count, "examples": examples[key]}
            for key, count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1]))
        ]
