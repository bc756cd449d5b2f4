"""From an empty database to the lines of the phone's table."""

from django.core.management import call_command

from ..lines import Line
from ..machine import facts
from ..suite import telling
from .browser import BITS, ROUND_TRIP, SLOWED, measure_phone
from .filling import MANY, USUAL, fill
from .intake import BARE, INTAKE, Sender, rate, senders, storm
from .lines import all_lines
from .server import THREADS, WORKERS, served

HOLDINGS = [USUAL, USUAL, USUAL, MANY]
BATCHES = {"single posts against the bare view, s for 1,000": 1, "batches of 25 against the bare view, s for 1,000": 25}


def run() -> tuple[list[Line], dict[str, str]]:
    with telling("making the database"):
        call_command("migrate", verbosity=0)
        fill(HOLDINGS)
    known = facts() | {
        "phone": f"Chromium, processor {SLOWED} times slower, {BITS // 1000} kbit/s, {ROUND_TRIP * 1000:.0f} ms",
        "server": f"gunicorn, {WORKERS} workers of {THREADS} threads, on the same machine as the phone",
    }
    with served() as url:
        with telling("one phone"):
            phone = measure_phone(url, USUAL)
        with telling(f"one phone with {MANY:,} households"):
            laden = measure_phone(url, MANY)
        people = senders()[:-1]
        with telling("many phones at once"):
            found = storm(url, people)
        with telling("rates"):
            rates = {name: both_rates(url, people, size) for name, size in BATCHES.items()}
    return all_lines(phone, laden, found, rates), known


def both_rates(url: str, people: list[Sender], size: int) -> tuple[float, float]:
    return rate(url, BARE, people, size), rate(url, INTAKE, people, size)
