"""Areas, and which kelurahan a row of a list stands in (RULES 3.2)."""

import re

PREFIXES = ("KELURAHAN", "KECAMATAN", "DESA", "KEL", "KEC")


def plain_name(name):
    """A name without case, prefix, spaces and punctuation."""
    words = re.findall(r"[A-Z0-9]+", name.upper())
    if len(words) > 1 and words[0] in PREFIXES:
        words = words[1:]
    return "".join(words)


def kelurahan_of_branch(book):
    return [
        area for area in book.areas.values() if area.code in book.branch_areas and area.level in {"kelurahan", "desa"}
    ]


def kecamatan_of(book, kelurahan):
    """The kecamatan above a kelurahan, as an area."""
    return book.areas[book.areas[kelurahan].parent]


def place(book, member):
    """The kelurahan's code: by code, else both names, else a kelurahan name unique in the branch; else ''."""
    known = kelurahan_of_branch(book)
    if member.code in {area.code for area in known}:
        return member.code
    named = [area for area in known if plain_name(area.name) == plain_name(member.kelurahan)]
    within = [
        area
        for area in named
        if member.kecamatan and plain_name(kecamatan_of(book, area.code).name) == plain_name(member.kecamatan)
    ]
    for found in (within, named):
        if len(found) == 1:
            return found[0].code
    return ""
