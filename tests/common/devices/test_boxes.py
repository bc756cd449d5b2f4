"""Boxes that phones seal: the server alone opens them, and nothing that was touched on the way."""

import base64

import pytest

from kaderjkn.common.devices.boxes import BoxRefused, open_box, public_key
from tests.common.devices.phones import a_record, boxed, sealed, send, text_of

pytestmark = pytest.mark.django_db


def test_key_to_seal_with_is_a_point_of_the_curve_and_stays_the_same():
    point = base64.b64decode(public_key())
    assert (len(point), point[0]) == (65, 4)
    assert public_key() == text_of(point)


def test_sealed_record_is_read_by_the_server():
    record = a_record(fields={"category": "officer", "text": "Antrean di loket – lama"})
    assert open_box(sealed(record)) == record


def test_box_shows_nothing_of_the_record_and_is_another_one_each_time():
    record = a_record()
    first, second = sealed(record), sealed(record)
    assert b"ramah" not in base64.b64decode(first["content"])
    assert {name for name in first if first[name] == second[name]} == set()


@pytest.mark.parametrize("part", ["key", "iv", "content"])
@pytest.mark.parametrize("place", [0, 5, -1])
def test_tampered_box_is_refused(part, place):
    box = sealed(a_record())
    raw = bytearray(base64.b64decode(box[part]))
    raw[place] ^= 1
    with pytest.raises(BoxRefused):
        open_box(box | {part: text_of(bytes(raw))})


def test_box_for_another_server_is_refused(settings):
    settings.FILE_KEY = "kunci server lain"
    box = sealed(a_record())
    settings.FILE_KEY = "kunci server ini"
    with pytest.raises(BoxRefused, match="bukan untuk server ini"):
        open_box(box)


@pytest.mark.parametrize(
    "box",
    [None, "kotak", 7, [], {}, {"key": 1, "iv": 2, "content": 3}, {"key": "é", "iv": "", "content": ""}],
    ids=str,
)
def test_what_is_no_box_is_refused(box):
    with pytest.raises(BoxRefused):
        open_box(box)


@pytest.mark.parametrize("part", ["key", "iv", "content"])
def test_box_cut_short_is_refused(part):
    box = sealed(a_record())
    with pytest.raises(BoxRefused):
        open_box(box | {part: text_of(base64.b64decode(box[part])[:5])})


@pytest.mark.parametrize("content", [[], "catatan", None, 7])
def test_box_must_hold_a_record(content):
    with pytest.raises(BoxRefused):
        open_box(sealed(content))


def test_box_is_for_the_record_that_it_stands_in(cadre):
    inner, outer = a_record(), a_record()
    [answer] = send(cadre.user, boxed(inner) | {"id": outer["id"]})
    assert (answer.id, answer.outcome) == (outer["id"], "rejected")
    assert answer.why == "Catatan terkunci ini bukan catatan yang disebut di luarnya."
