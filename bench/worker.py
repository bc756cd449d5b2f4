"""`python -m bench.worker ACT …`: one act in a process of its own, as a worker would do it; prints what it took.

Acts: `job ID` · `floor ACT FILE MONTH` · `import-export FILE MONTH` · `letters FILE TEMPLATE…` · those of
`bench.closing.acts`. Only the act itself is on the clock, not the start of Python and Django.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django

MEGABYTE = 1024  # of kilobytes, as the kernel counts


def main(words: list[str]) -> None:
    django.setup()
    act = _act(*words)
    started = time.perf_counter()
    parts = act() or ()
    seconds = time.perf_counter() - started
    print(json.dumps({"started": started, "seconds": seconds, "peak_mb": peak_megabytes(), "parts": parts}))  # noqa: T201


def _act(kind: str, *words: str) -> Callable[[], list[float] | None]:
    if kind == "closing":
        from .closing.acts import act  # noqa: PLC0415 (models, after django.setup)

        return act(*words)
    if kind == "letters":
        from .letters.acts import act  # noqa: PLC0415 (settings, after django.setup)

        return act(*words)
    if kind == "job":
        return _job(int(words[0]))
    if kind == "floor":
        from .floor import write  # noqa: PLC0415 (models, after django.setup)

        return lambda: write(words[0], Path(words[1]), date.fromisoformat(words[2]))
    from .import_export import prepare  # noqa: PLC0415 (the same)

    return prepare(Path(words[0]), date.fromisoformat(words[1]))


def _job(number: int) -> Callable[[], None]:
    """All that a worker has loaded, the site's addresses too, then the one job."""
    from django.urls import get_resolver  # noqa: PLC0415 (settings, after django.setup)

    from kaderjkn.celery import app  # noqa: PLC0415 (the same)
    from kaderjkn.common.jobs import execute_job  # noqa: PLC0415 (the same)

    app.loader.import_default_modules()
    get_resolver()._populate()  # what the first `reverse` of a worker's life does
    return lambda: execute_job(number)


def peak_megabytes() -> float:
    """The most that this process ever held, and the largest of its children on top of it.

    Read from /proc where there is one: getrusage also counts the parent from which the process was started.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if not status.exists():
        return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + children) / MEGABYTE
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return (int(peak.split()[1]) + children) / MEGABYTE


if __name__ == "__main__":
    main(sys.argv[1:])
