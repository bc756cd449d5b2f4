"""The lines of the phone's table, and the budgets (issue 5)."""

from ..lines import Line
from .browser import QUEUED, Phone
from .filling import MANY
from .intake import CONNECTIONS, CONTACTS, COPIES, Storm

KILOBYTE = 1000
LIMITS = {"total": 300, "script": 60, "usable": 12.0, "again": 1.0, "save": 0.2, "sync": 10.0, "storm": 30.0}


def all_lines(phone: Phone, laden: Phone, storm: Storm, rates: dict[str, tuple[float, float]]) -> list[Line]:
    """`rates`: records a second of the bare view and of the intake, for single posts and for batches."""
    return [
        _size("first load with 500 households, all of it", phone.total_bytes, LIMITS["total"]),
        _size("first load, scripts among it", phone.script_bytes, LIMITS["script"]),
        _time("first load, until a household can be tapped", phone.usable, LIMITS["usable"]),
        _time("opened again without network", phone.open_again, LIMITS["again"]),
        _time("saving a contact without network (median of 50)", phone.save, LIMITS["save"]),
        _time(f"sending {QUEUED} queued contacts", phone.sync, LIMITS["sync"]),
        _exact(f"of them in PostgreSQL, of {QUEUED}", phone.arrived, QUEUED),
        _size(f"first load with {MANY:,} households, all of it", laden.total_bytes, None),
        _time(f"{MANY:,} households: first load, until one can be tapped", laden.usable, None),
        _time(f"{MANY:,} households: opened again without network", laden.open_again, None),
        _time(f"{MANY:,} households: saving a contact without network", laden.save, None),
        _time(
            f"{CONTACTS:,} contacts, each sent {COPIES} times, {CONNECTIONS} connections",
            storm.seconds,
            LIMITS["storm"],
        ),
        _exact("messages or records answered wrongly, of none", storm.wrong, 0),
        _exact(f"contacts stored, of {CONTACTS:,}", storm.stored, CONTACTS),
        _exact(f"receipts written, of {CONTACTS:,}", storm.receipts, CONTACTS),
        *(_rate(name, *pair) for name, pair in rates.items()),
    ]


def _size(name: str, count: int, limit: float | None) -> Line:
    return Line(name, kilobytes=count / KILOBYTE, limit=limit, judged="kilobytes")


def _time(name: str, seconds: float, limit: float | None) -> Line:
    return Line(name, seconds=seconds, limit=limit, judged="seconds")


def _exact(name: str, found: int, wanted: int) -> Line:
    """A count that has to be right: anything else is a miss."""
    return Line(name, count=found, limit=wanted, judged="count", exactly=True)


def _rate(name: str, bare: float, ours: float) -> Line:
    """Seconds for a thousand records, the bare view's first."""
    return Line(name, 1000 / bare, 1000 / ours, bare / ours)
