"""The demo as an ordered list of management commands, with the files that they read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from .cadres import TEAMS, cadres_of
from .contacts import contacts_of
from .coverage import write_coverage
from .families import Family, FamilyMaker
from .history import Branch, Historian, Month
from .identity import Issuer
from .lists import write_list
from .logins import LOGINS
from .payments import Cashbook
from .periods import last_of_month, month_name, periods_before
from .places import AREAS_FILE, PUBLISHED, by_kecamatan, kelurahan_under
from .small_files import (
    choose_moved,
    write_cadres,
    write_contacts,
    write_holds,
    write_moves,
    write_payments,
    write_registrations,
    write_territories,
)
from .writing import PLAIN, Style

REGION = "Kedeputian Wilayah IV"
BRANCHES = {"0905": "Jakarta Utara", "0904": "Jakarta Barat"}
_WEST_PEOPLE = 500  # per kecamatan, eight of them
_MOVE_FROM, _MOVE_TO = "0905-04", "0905-05"


@dataclass(frozen=True, slots=True)
class Step:
    """One management command; `label` is what the person at the terminal reads meanwhile."""

    label: str
    command: str
    arguments: list[str]


@dataclass(frozen=True, slots=True)
class Script:
    """What happens in a branch, and how its lists were saved, oldest first."""

    code: str
    first_digits: str
    styles: tuple[Style, ...]
    faulty_list: int
    list_to_mend: int
    holds_in: int | None = None
    moves_in: int | None = None

    @property
    def closed(self) -> int:
        return len(self.styles) - 1


NORTH = Script(
    "0905",
    "0001",
    (
        Style(";", "utf-8-sig", "%d/%m/%Y", dotted_amounts=True, quoted_numbers=True),
        Style(title=True),
        Style("\t", "utf-8", "%d-%m-%Y"),
        PLAIN,
    ),
    faulty_list=1,
    list_to_mend=2,
    holds_in=0,
    moves_in=1,
)
WEST = Script("0904", "0002", (Style(";", "cp1252"), Style(title=True, xlsx=True)), faulty_list=1, list_to_mend=1)


def write_files(folder: Path, today: date, seed: int = 905) -> list[Step]:
    """Write every file of the demo into `folder`; return the commands that take them in, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = list(_foundation(folder, today, seed))
    for script in (NORTH, WEST):
        steps += _Chronicle(folder, script, today, seed).steps()
    return steps


def _foundation(folder: Path, today: date, seed: int) -> Iterator[Step]:
    for code, name in BRANCHES.items():
        options = ["--zone", "Asia/Jakarta", "--region", REGION]
        yield Step(f"Kantor Cabang {name} ({code})", "create_branch", [code, name, *options])
    for code, name in BRANCHES.items():
        options = ["--branch", code, "--under", TEAMS[code].city]
        yield Step(f"Wilayah {name}", "import_areas", [str(AREAS_FILE), *options])
    for login in LOGINS:
        place = ["--branch", login.branch] if login.branch else []
        options = ["--role", login.role, *place, "--password-stdin"]
        yield Step(f"Akun {login.name}", "create_user", [login.name, *options])
    for code, name in BRANCHES.items():
        cadres = cadres_of(code, today, seed)
        file = write_cadres(folder / f"kader_{code}.csv", cadres)
        yield Step(f"{len(cadres)} kader {name}", "import_cadres", [str(file), "--branch", code])
        file = write_territories(folder / f"wilayah_binaan_{code}.csv", cadres)
        yield Step(f"Wilayah binaan {name}", "import_territories", [str(file), "--branch", code])


def months_until(today: date, closed: int) -> list[Month]:
    """The closed months in full, and the current one up to yesterday (empty on its first day)."""
    *past, current = periods_before(today, closed)
    months = [Month(index, day, day + timedelta(days=1), last_of_month(day), 1.0) for index, day in enumerate(past)]
    worked = (today - current).days
    yesterday = today - timedelta(days=1) if worked else None
    return [*months, Month(closed, current, current, yesterday, worked / last_of_month(current).day)]


class _Chronicle:
    """The months of one branch, told as steps."""

    def __init__(self, folder: Path, script: Script, today: date, seed: int) -> None:
        self._folder = folder
        self._script = script
        self._today = today
        self._seed = seed
        self._rng = Random(f"{seed}-{script.code}")
        self._issuer = Issuer(self._rng, script.first_digits)
        maker = FamilyMaker(self._rng, self._issuer, today)
        cadres, months = cadres_of(script.code, today, seed), months_until(today, script.closed)
        self._branch = Branch(script.code, cadres, months, self._settle(maker), self._rng)
        Historian(self._branch, maker).write()
        self._cashbook = Cashbook(self._branch)

    def _settle(self, maker: FamilyMaker) -> list[Family]:
        areas = by_kecamatan(kelurahan_under(TEAMS[self._script.code].city))
        families = []
        for kecamatan, homes in areas.items():
            people, total = PUBLISHED.get(kecamatan, (_WEST_PEOPLE, None))
            families += maker.settle(homes, people, total)
        return families

    def steps(self) -> Iterator[Step]:
        for month in self._branch.months:
            yield from self._list(month)
            moved = yield from self._moves(month)
            yield from self._work(month, {family.kk for family in moved})
            yield from self._money(month)
            if month.index < self._branch.current:
                yield self._step("Tutup buku", month, "close_period")
                yield self._coverage(month)
        yield self._figures()

    def _list(self, month: Month) -> Iterator[Step]:
        script, number = self._script, month.index
        path = self._path("tunggakan", month, script.styles[number].suffix)
        to_mend = 6 if script.list_to_mend == number else 0
        faulty = script.faulty_list == number
        write_list(path, self._branch, month, script.styles[number], to_mend=to_mend, faulty=faulty)
        as_of = self._today if number == self._branch.current else month.first_day
        options = ["--as-of", as_of.isoformat()]
        if faulty:
            options += ["--errors", str(self._path("tunggakan_ditolak", month))]
        yield self._step("Daftar tunggakan", month, "import_arrears", path, options)
        yield self._step("Pembagian binaan", month, "assign_cases", None, ["--on", month.first_day.isoformat()])

    def _moves(self, month: Month) -> Iterator[Step]:
        if self._script.moves_in != month.index:
            return []
        giver, taker = (self._cadre(code) for code in (_MOVE_FROM, _MOVE_TO))
        moved = choose_moved(self._branch, month, giver)
        path = write_moves(self._path("pindah_binaan", month), moved, taker, month)
        yield self._step("Pindah binaan", month, "move_cases", path)
        return moved

    def _work(self, month: Month, moved: set[str]) -> Iterator[Step]:
        contacts = contacts_of(self._branch, month, moved)
        if contacts:
            path = write_contacts(self._path("kontak", month), contacts, month)
            yield self._step("Kontak kader", month, "import_contacts", path, period=False)
        if self._script.holds_in == month.index:
            path = write_holds(self._path("ditangguhkan", month), self._branch, month)
            yield self._step("Keluarga ditangguhkan", month, "import_holds", path, period=False)

    def _money(self, month: Month) -> Iterator[Step]:
        payments = self._cashbook.file_of(month)
        if payments:
            path = write_payments(self._path("pembayaran", month), payments)
            through = month.last_work_day or self._today - timedelta(days=1)
            options = ["--through", through.isoformat()]
            yield self._step("Pembayaran", month, "import_payments", path, options, period=False)
        if month.index < self._branch.current and self._branch.code == NORTH.code:
            path = self._path("pendaftaran", month)
            write_registrations(path, self._branch, month, self._issuer)
            yield self._step("Pendaftaran baru", month, "import_registrations", path, period=False)

    def _coverage(self, month: Month) -> Step:
        path = write_coverage(self._path("cakupan", month), TEAMS[self._script.code].city, month, self._seed)
        return self._step("Cakupan peserta", month, "import_coverage", path, period=False)

    def _figures(self) -> Step:
        code = self._script.code
        return Step(f"Angka sementara dan ringkasan {BRANCHES[code]}", "compute_figures", ["--branch", code])

    def _cadre(self, code: str):
        return next(cadre for cadre in self._branch.cadres if cadre.code == code)

    def _path(self, kind: str, month: Month, suffix: str = ".csv") -> Path:
        return self._folder / f"{kind}_{self._script.code}_{month.first_day:%Y-%m}{suffix}"

    def _step(self, what, month, command, path=None, options=(), *, period=True) -> Step:
        arguments = [str(path)] if path else []
        arguments += ["--branch", self._script.code]
        if period:
            arguments += ["--period", f"{month.first_day:%Y-%m}"]
        return Step(
            f"{what} {BRANCHES[self._script.code]}, {month_name(month.first_day)}",
            command,
            [*arguments, *options],
        )
