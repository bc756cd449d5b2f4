"""What a report for supervisors declares about itself, and which ones there are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.errors import Refused
from kaderjkn.common.models import User

READ = "collections.read_analyses"


class Subject(TextChoices):
    """The parts of the index, in order."""

    ARREARS = "arrears", _("Tunggakan")
    COLLECTION = "collection", _("Penagihan dan kolektabilitas")
    CADRES = "cadres", _("Kader dan pertemuan")
    PARTICIPANTS = "participants", _("Peserta")
    BRANCHES = "branches", _("Perbandingan cabang")


class Scope(TextChoices):
    BRANCH = "branch", _("Kantor cabang")
    REGION = "region", _("Semua cabang yang terlihat")


class Basis(TextChoices):
    """What figures rest on, which decides what is said of how old they are."""

    SUMS = "sums", _("Ringkasan")
    CLOSING = "closing", _("Tutup buku")
    LIVE = "live", _("Catatan sekarang")


@dataclass(frozen=True, slots=True)
class Choice:
    """One more field of the address, such as `?per=kader`; the first option is meant when it is absent."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """`build(question)` gives the answer; all else says what may be asked. See the docstring of the package.

    `newest(branch)`: the month to begin with, where that is not the newest period.
    """

    name: str
    subject: Subject
    title: str
    lead: str
    build: Callable
    choices: tuple[Choice, ...] = ()
    filters: tuple[str, ...] = ()
    months_before: int = 0
    scope: Scope = Scope.BRANCH
    basis: Basis = Basis.SUMS
    permission: str = READ
    newest: Callable | None = None

    @property
    def is_of_sums(self) -> bool:
        return self.is_of_one_branch and self.basis == Basis.SUMS

    @property
    def is_of_one_branch(self) -> bool:
        return self.scope == Scope.BRANCH


_ANALYSES: dict[str, Analysis] = {}


def analysis(**declared) -> Callable:
    """Make a report known; the function below answers its questions."""

    def declare(build: Callable) -> Callable:
        _ANALYSES[declared["name"]] = Analysis(build=build, **declared)
        return build

    return declare


def every_analysis() -> list[Analysis]:
    """All of them, in the order of `kinds/__init__.py`, which is read when it is first asked for."""
    modules = [module.__name__ for module in import_string("kaderjkn.collections.analysis.kinds.ALL")]
    return sorted(_ANALYSES.values(), key=lambda known: modules.index(known.build.__module__))


def analysis_named(name: str) -> Analysis:
    """The report; raise Refused where there is none of that name."""
    for known in every_analysis():
        if known.name == name:
            return known
    raise Refused(_("Laporan ini tidak ada."))


def analyses_for(user: User) -> list[tuple[Subject, list[Analysis]]]:
    """What the user may read, by subject; a subject without any is left out."""
    mine = [known for known in every_analysis() if user.has_perm(known.permission)]
    by_subject = [(subject, [known for known in mine if known.subject == subject]) for subject in Subject]
    return [(subject, found) for subject, found in by_subject if found]
