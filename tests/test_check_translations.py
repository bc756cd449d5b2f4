"""The check of the English catalogues finds what is missing, and reads what msgfmt writes."""

import struct

import pytest

from scripts.check_translations import CATALOGUES, complaints, read_mo, read_po

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
DONE = 'msgid "Simpan"\nmsgstr "Save"\n\n'
PLURAL = 'msgid "%d keluarga"\nmsgid_plural "%d keluarga"\nmsgstr[0] "%d family"\nmsgstr[1] "{}"\n\n'
CONTEXT = 'msgctxt "bulan"\nmsgid "Tutup"\nmsgstr ""\n"Close"\n\n'


def compiled(messages):
    """Write a .mo as GNU msgfmt does: two tables of (length, start), then the texts."""
    texts = [text.encode() + b"\0" for pair in sorted(messages.items()) for text in pair]
    start, tables = 28 + 8 * len(texts), []
    for text in texts:
        tables.append(struct.pack("<2I", len(text) - 1, start))
        start += len(text)
    head = struct.pack("<7I", 0x950412DE, 0, len(messages), 28, 28 + 4 * len(texts), 0, 0)
    return head + b"".join(tables[::2]) + b"".join(tables[1::2]) + b"".join(texts)


def check(folder, po, mo):
    (folder / "django.po").write_text(HEADER + po)
    (folder / "django.mo").write_bytes(compiled({"": "header"} | mo))
    return complaints(folder / "django.po")


def test_complete_catalogue_has_no_complaint(tmp_path):
    mo = {"Simpan": "Save", "bulan\x04Tutup": "Close", "%d keluarga\0%d keluarga": "%d family\0%d families"}

    assert check(tmp_path, DONE + CONTEXT + PLURAL.format("%d families"), mo) == []


@pytest.mark.parametrize("po", ['msgid "Hapus"\nmsgstr ""\n', '#, fuzzy\nmsgid "Hapus"\nmsgstr "Delete"\n'])
def test_missing_and_fuzzy_messages_are_named(tmp_path, po):
    assert check(tmp_path, DONE + po, {"Simpan": "Save"}) == ["no translation: 'Hapus'"]


def test_missing_plural_is_named(tmp_path):
    assert check(tmp_path, PLURAL.format(""), {}) == ["no translation: '%d keluarga'"]


def test_obsolete_messages_do_not_count(tmp_path):
    assert check(tmp_path, DONE + '#~ msgid "Lama"\n#~ msgstr ""\n', {"Simpan": "Save"}) == []


def test_older_compiled_catalogue_is_noticed(tmp_path):
    assert check(tmp_path, DONE, {"Simpan": "Keep"}) == ["django.mo is older than django.po: run `make messages`"]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda catalogue: catalogue.stem)
def test_the_projects_catalogues_are_complete(catalogue):
    assert read_po(catalogue.read_text())
    assert read_mo(catalogue.with_suffix(".mo").read_bytes())
    assert complaints(catalogue) == []
