"""From an empty database to the lines of the letters' table."""

import json
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.auth import get_user_model
from django.core.management import call_command
from pypdf import PdfReader

from arrears.models import Case
from kaderjkn.common.encrypted_files import read_file
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import JobRun
from meetings import actions
from meetings.actions.printing import LETTERS_JOB
from meetings.letter_files import LABELS, LETTERS, paper_data
from meetings.letters import letters_for, printable
from meetings.models import LetterBatch

from ..lines import Line
from ..machine import facts
from ..measuring import Measured, measure
from ..phone.filling import fill
from ..suite import telling

COUNT = 500
LIMIT = 1.3
LAYOUTS = {"labels": [LETTERS, LABELS], "window": [LETTERS]}
NAMES = {"labels": f"{COUNT} letters and {COUNT} labels", "window": f"{COUNT} letters for window envelopes"}


def run(runs: int) -> tuple[list[Line], dict[str, str]]:
    """The better of the runs counts on each side: the machine has other work, and the least disturbed run says most."""
    with telling("making the database"):
        call_command("migrate", verbosity=0)
        fill([COUNT])
    known = facts() | {"letters": f"{COUNT} in one file, each with an address and a QR code"}
    return [line for layout in LAYOUTS for line in _lines(layout, runs)], known


def _lines(layout: str, runs: int) -> list[Line]:
    """Both sides by turns, so that a busy moment of the machine meets both."""
    batch = _batch(layout)
    with TemporaryDirectory() as folder:
        path = _prepared(batch, Path(folder))
        pairs = [(_floor(path, layout), _job(batch)) for _run in range(runs)]
    floor, ours = (min(seconds) for seconds in zip(*[(one.seconds, two.seconds) for one, two in pairs], strict=True))
    peaks = [max(side.peak_mb for side in sides) for sides in zip(*pairs, strict=True)]
    name = NAMES[layout]
    return [
        Line(f"{name}: the job against typst alone", floor, ours, ours / floor, rows=COUNT, limit=LIMIT),
        Line(f"memory, {name}: typst alone", peak_mb=peaks[0]),
        Line(f"memory, {name}: the job", peak_mb=peaks[1]),
    ]


def _batch(layout: str) -> LetterBatch:
    """All cases, printed once; the second layout prints the same envelopes again."""
    user = get_user_model().objects.get(role="cadre")
    branch = user.branch
    actions.print_envelopes(branch=branch, cases=Case.objects.order_by("pk"), by=user)
    return actions.print_letters(branch=branch, envelopes=branch.envelopes.all(), layout=layout, by=user)


def _prepared(batch: LetterBatch, folder: Path) -> Path:
    """What the job itself hands to typst, as a file."""
    ready = list(printable(batch.envelopes.all(), batch.branch))
    facts_of = {"branch": batch.branch, "layout": batch.layout, "today": batch.branch.today()}
    path = folder / "letters.json"
    path.write_text(json.dumps(paper_data(letters_for(ready), **facts_of)), encoding="utf-8")
    return path


def _floor(path: Path, layout: str) -> Measured:
    with telling(f"typst alone, {layout}"):
        return measure("letters", path, *LAYOUTS[layout])


def _job(batch: LetterBatch) -> Measured:
    """The job as a worker does it: queries, codes, PDF, encryption, the row that says how far it is."""
    JobRun.objects.filter(state="waiting").delete()
    job = start_job(kind=LETTERS_JOB, branch=batch.branch, subject=batch.pk, by=batch.made_by)
    with telling(f"the job, {batch.layout}"):
        measured = measure("job", job.pk)
    _check(batch, job)
    return measured


def _check(batch: LetterBatch, job: JobRun) -> None:
    job.refresh_from_db()
    batch.refresh_from_db()
    pages = len(PdfReader(BytesIO(read_file(batch.letters_file))).pages) if batch.letters_file else 0
    if (job.state, pages) != ("done", COUNT):
        message = f"the job is {job.state} with {pages} pages: {job.error}"
        raise RuntimeError(message)
