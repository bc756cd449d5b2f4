"""What a prepared message may hold, on plain values; used by form, action and `clean()`."""

import re

from django.utils.translation import gettext as _

from .enums import DEBT, GREETINGS, OFFICE_KINDS, PLACES, PLACES_OF, PROMISED, MessageKind
from .errors import MessageRefused

LONGEST = 1500
"""Letters: longer texts are cut by the address that opens a chat."""
PLACE = re.compile(r"\{([^{}]*)\}")


def check_text(kind: str, text: str) -> None:
    """A message has words and no place that nobody fills; the greeting says nothing about arrears."""
    if kind not in MessageKind.values:
        raise MessageRefused(_("Pilih jenis pesan dari daftar."))
    if not text.strip():
        raise MessageRefused(_("Tulis isi pesan dulu."))
    if len(text) > LONGEST:
        raise MessageRefused(_("Pesan ini terlalu panjang; paling banyak %(limit)s huruf.") % {"limit": LONGEST})
    found = PLACE.findall(text)
    if text.count("{") != len(found) or text.count("}") != len(found):
        raise MessageRefused(_("Kurung kurawal hanya untuk isian, seperti {keluarga}. Periksa pasangannya."))
    if unknown := _named(found, without=PLACES):
        words = {"unknown": unknown, "allowed": _braced(PLACES_OF[kind])}
        raise MessageRefused(_("Isian %(unknown)s tidak dikenal. Yang dapat dipakai: %(allowed)s.") % words)
    if unfit := _named(found, without=PLACES_OF[kind]):
        raise MessageRefused(_why_unfit(kind, unfit) % {"unfit": unfit})
    if kind in OFFICE_KINDS and not re.search(TELLS_HOW_TO_STOP, text):
        raise MessageRefused(_("Siaran harus memberi tahu cara berhenti, misalnya «Balas STOP». Tambahkan kata STOP."))


def _why_unfit(kind: str, unfit: str) -> str:
    if unfit == "{kader}":
        return _("%(unfit)s tidak ada pada siaran kantor: pengirimnya kantor cabang. Hapus isian itu.")
    if kind in GREETINGS:
        return _("Salam tidak boleh memuat %(unfit)s: nomor penerima mungkin milik orang lain. Hapus isian itu.")
    return _("%(unfit)s hanya untuk pengingat janji. Hapus isian itu.")


def _named(found: list[str], *, without: tuple[str, ...]) -> str:
    return _braced(dict.fromkeys(name for name in found if name not in without))


def _braced(names) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


TELLS_OF_ARREARS = rf"\{{({'|'.join((*DEBT, *PROMISED))})\}}"
"""What the database refuses in a greeting."""
TELLS_HOW_TO_STOP = r"(^|\W)STOP(\W|$)"
"""What it demands of a message that the office sends in bulk."""
