"""Many phones at once: 1,500 contacts, each sent ten times, from twenty connections; rates against the bare view."""

import http.client
import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import local
from urllib.parse import urlsplit
from uuid import uuid4

from django.test import Client

from arrears.models import CaseHolder
from cadres.models import Cadre
from kaderjkn.collections.models import Contact
from kaderjkn.common.devices.boxes import voucher_of
from kaderjkn.common.devices.intake import BATCH
from kaderjkn.common.models import DeviceRecord

from .sealing import seal

CONTACTS, COPIES, CONNECTIONS, RATED = 1_500, 10, 20, 300
INTAKE, BARE = "/hp/kirim/", "/bare/"


@dataclass(frozen=True, slots=True)
class Storm:
    """What came of it; `wrong` are messages or records that were not answered as they should be."""

    seconds: float
    messages: int
    wrong: int
    stored: int
    receipts: int


@dataclass(frozen=True, slots=True)
class Sender:
    """A signed-in cadre: cookies and token as a phone has them."""

    cadre: Cadre
    cookie: str
    token: str
    households: list[int]


def senders() -> list[Sender]:
    return [sender_of(cadre) for cadre in Cadre.objects.select_related("user", "branch").order_by("pk")]


def sender_of(cadre: Cadre) -> Sender:
    client = Client()
    client.force_login(cadre.user)
    token = client.get("/hp/keadaan/").json()["token"]
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    held = CaseHolder.objects.filter(cadre=cadre).values_list("case__household", flat=True)
    return Sender(cadre, cookies, token, list(held))


def contacts_of(sender: Sender, count: int) -> list[dict]:
    """Sealed as the phone seals them."""
    chance = random.Random(sender.cadre.pk)
    records = []
    for _each in range(count):
        record = {
            "owner": sender.cadre.user_id,
            "voucher": voucher_of(sender.cadre.user_id),
            "id": str(uuid4()),
            "kind": "contact",
            "clock": datetime.now(UTC).isoformat(),
            "fields": {"household": chance.choice(sender.households), "mode": "visit", "outcome": "met"},
        }
        records.append({"id": record["id"], "box": seal(record)})
    return records


def storm(url: str, people: list[Sender]) -> Storm:
    """Every phone sends each of its contacts ten times, mixed, in batches of up to 25."""
    each = CONTACTS // len(people)
    chance = random.Random(7)
    messages = []
    for sender in people:
        records = contacts_of(sender, each) * COPIES
        chance.shuffle(records)
        messages += [(sender, records[start : start + BATCH]) for start in range(0, len(records), BATCH)]
    chance.shuffle(messages)
    before = Contact.objects.count(), DeviceRecord.objects.count()
    post = poster(url)
    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = list(pool.map(lambda message: post(INTAKE, *message), messages))
    seconds = time.perf_counter() - started
    wrong = sum(one is None or any(r["outcome"] not in ("saved", "already_saved") for r in one) for one in answers)
    stored, receipts = Contact.objects.count() - before[0], DeviceRecord.objects.count() - before[1]
    return Storm(seconds, len(messages), wrong, stored, receipts)


def poster(url: str):
    """A function that posts over a connection of its own thread; None where the answer is no 200."""
    host = urlsplit(url).netloc
    lines = local()

    def post(path: str, sender: Sender, records: list[dict]):
        if not hasattr(lines, "line"):
            lines.line = http.client.HTTPConnection(host, timeout=60)
        headers = {"Content-Type": "application/json", "Cookie": sender.cookie, "X-CSRFToken": sender.token,
                   "X-Clock": datetime.now(UTC).isoformat(), "Referer": f"{url}/"}  # fmt: skip
        lines.line.request("POST", path, json.dumps({"records": records}), headers)
        answer = lines.line.getresponse()
        body = answer.read()
        return json.loads(body)["records"] if answer.status == 200 else None

    return post


def rate(url: str, path: str, people: list[Sender], size: int) -> float:
    """Records a second, new ones, `size` to a message, from twenty connections."""
    each = RATED // len(people) * (1 if size == 1 else 4)
    make = contacts_of if path == INTAKE else bare_rows
    messages = []
    for sender in people:
        records = make(sender, each)
        messages += [(sender, records[start : start + size]) for start in range(0, len(records), size)]
    post = poster(url)
    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = list(pool.map(lambda message: post(path, *message), messages))
    if any(answer is None for answer in answers):
        message = f"{path}: not every message was answered"
        raise RuntimeError(message)
    return each * len(people) / (time.perf_counter() - started)


def bare_rows(sender: Sender, count: int) -> list[dict]:
    chance = random.Random(sender.cadre.pk)
    return [
        {
            "branch": sender.cadre.branch_id,
            "id": str(uuid4()),
            "household": chance.choice(sender.households),
            "cadre": sender.cadre.pk,
            "user": sender.cadre.user_id,
            "clock": datetime.now(UTC).isoformat(),
        }
        for _each in range(count)
    ]
