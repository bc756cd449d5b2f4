"""`demo`: a branch with plausible data, taken in by the same commands that a branch uses, then served."""

import sys
from argparse import ArgumentParser
from contextlib import contextmanager
from io import StringIO
from time import monotonic

from django.core.management import BaseCommand, CommandError, call_command
from django.utils.translation import override

from kaderjkn.common.months import today_in

from ...demo import Step, write_files
from ...demo.logins import CADRE, LOGINS, cadre_password, password_of
from ...demo.results import Results
from ...demo.state import ForeignDatabaseError, State, demo_folder, load_state, reset
from ...demo.tables import text_table

_ZONE = "Asia/Jakarta"
# What cannot be done twice: when the run was cut off just after it, it is done already.
_ONCE_ONLY = {"create_branch", "create_user"}
_FOREIGN = (
    "Basis data ini berisi kantor cabang yang bukan dari demo; demo tidak mencampur data. "
    "Pakai basis data kosong, atau mulai dari awal dengan --reset (hanya untuk basis data pribadi demo)."
)


class Command(BaseCommand):
    help = "Memuat cabang contoh, menampilkan hasilnya, lalu menjalankan situs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="berhenti setelah hasil ditampilkan")
        parser.add_argument("--reset", action="store_true", help="mulai dari awal: semua data demo dihapus")
        parser.add_argument("--port", type=int, default=8000, help="nomor port situs")

    def handle(self, *args, **options) -> None:
        with override("id"):
            try:
                state = self.prepare(start_anew=options["reset"])
            except ForeignDatabaseError as error:
                raise CommandError(_FOREIGN) from error
            try:
                self.run_steps(state)
            except KeyboardInterrupt as stop:
                raise CommandError("Dihentikan. Jalankan lagi untuk melanjutkan dari langkah terakhir.") from stop
            self.show_results(state)
            self.show_logins(options["port"])
        if not options["no_serve"]:
            from kaderjkn.serving import serve  # noqa: PLC0415 - the demo is above its floor only to serve

            sys.exit(serve(f"127.0.0.1:{options['port']}"))

    def prepare(self, *, start_anew: bool) -> State:
        """Bring the tables up to date, and find out how far the demo has come."""
        today = today_in(_ZONE)
        with self.progress("Tabel basis data"):
            state = reset(today) if start_anew else None
            call_command("migrate", verbosity=0, interactive=False)
            return state or load_state(today)

    def run_steps(self, state: State) -> None:
        if state.is_complete:
            return
        with self.progress("Berkas contoh"):
            steps = write_files(demo_folder(), state.day, state.seed)
        state.total = len(steps)
        for number, step in enumerate(steps, 1):
            if number <= state.finished:
                continue
            was_cut_off = state.started == number
            state.started = number
            state.save()
            with self.progress(f"{number}/{len(steps)} {step.label}"):
                self.run_step(step, was_cut_off=was_cut_off)
            state.finished = number
            state.save()

    def run_step(self, step: Step, *, was_cut_off: bool) -> None:
        try:
            with _password_on_stdin(step):
                call_command(step.command, *step.arguments, stdout=StringIO(), stderr=StringIO())
        except CommandError as error:
            if not (was_cut_off and step.command in _ONCE_ONLY):
                raise CommandError(f"{step.label} ({step.command}): {error}") from error

    @contextmanager
    def progress(self, label: str):
        """A line per piece of work: on a terminal at once, with the seconds at its end."""
        started = monotonic()
        if self.stdout.isatty():
            self.stdout.write(f"  … {label}", ending="\r")
            self.stdout.flush()
        yield
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(f"  ✓ {label} ({seconds} detik)")
        self.stdout.flush()

    def show_results(self, state: State) -> None:
        for title, text in Results(demo_folder(), state.day, state.seed).tables():
            self.stdout.write(f"\n{title}\n\n{text}")
        if state.day != today_in(_ZONE):
            self.stdout.write(f"\nData demo dibuat pada {state.day:%d-%m-%Y}; --reset membuatnya baru.")

    def show_logins(self, port: int) -> None:
        rows = [(login.name, login.password, login.meaning) for login in LOGINS]
        rows.append((CADRE, cadre_password(), "Kader; sandi pertama wajib diganti"))
        table = text_table(("Nama pengguna", "Kata sandi", "Siapa"), rows, text_columns=3)
        self.stdout.write(f"\nAlamat: http://localhost:{port}/\n\n{table}\n")


@contextmanager
def _password_on_stdin(step: Step):
    """Let `create_user --password-stdin` read the demo's password; other commands get an empty input."""
    password = password_of(step.arguments[0]) + "\n" if step.command == "create_user" else ""
    usual, sys.stdin = sys.stdin, StringIO(password)
    try:
        yield
    finally:
        sys.stdin = usual
