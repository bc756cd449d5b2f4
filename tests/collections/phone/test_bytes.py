"""What a phone has to fetch: bytes only, compressed; how long that takes is measured by `make bench`."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from bench.phone.filling import USUAL, fill
from cadres.models import Cadre
from kaderjkn.collections.phone.program import PHONE

KILOBYTE = 1000


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def size_of(name: str) -> int:
    return compressed(Path(finders.find(name)).read_bytes())


def test_scripts_are_at_most_60_kilobytes():
    assert sum(size_of(name) for name in PHONE.kept if name.endswith(".js")) <= 60 * KILOBYTE


@pytest.mark.django_db
def test_first_load_with_500_households_is_at_most_300_kilobytes(client_of):
    fill([USUAL])
    client = client_of(Cadre.objects.get().user)
    answer = client.get(reverse("collections:phone-slice"), headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 100 * KILOBYTE
    shell = compressed(client.get(reverse("collections:phone")).content)
    assert len(answer.content) + shell + sum(map(size_of, PHONE.kept)) <= 300 * KILOBYTE
