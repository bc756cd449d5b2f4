"""What an arrears list's rows are staged with beyond their own columns. Works on batches of COPY text."""

from kaderjkn.common.identity import hash_niks
from kaderjkn.common.reading.batches import NULL

PLACE_SEPARATOR = "\x1f"
FEMALE_DAY = 40  # is added to the day of birth in a woman's NIK (DOMAIN 5)


def derive(columns: dict[str, list[str]]) -> None:
    """Add the household's key as far as a row tells it, the place in one piece, and the doubts about the NIK."""
    columns["key"] = [
        family if family != NULL else head if head != NULL else card
        for family, head, card in zip(columns["no_kk"], columns["noka_kepala"], columns["noka"], strict=True)
    ]
    columns["place"] = _places(columns.pop("kode_wilayah"), columns.pop("kecamatan"), columns.pop("kelurahan"))
    columns["nik_contradicts"] = _contradictions(columns["nik"], columns["tgl_lahir"], columns["jk"])
    hash_niks(columns)


def _places(*parts: list[str]) -> list[str]:
    plain = [["" if cell == NULL else cell for cell in part] if NULL in part else part for part in parts]
    return list(map(PLACE_SEPARATOR.join, zip(*plain, strict=True)))


def _contradictions(niks: list[str], births: list[str], sexes: list[str]) -> list[str]:
    if all(birth == NULL for birth in births) and all(sex == NULL for sex in sexes):
        return ["f"] * len(niks)
    rows = zip(niks, births, sexes, strict=True)
    return ["t" if contradicts(nik, birth, sex) else "f" for nik, birth, sex in rows]


def contradicts(nik: str, birth: str, sex: str) -> bool:
    """Whether a NIK's seventh to twelfth digit (DDMMYY, a woman's day plus 40) say something else than the row."""
    if nik == NULL:
        return False
    day = int(nik[6:8])
    if sex != NULL and (day > FEMALE_DAY) != (sex == "P"):
        return True
    written = f"{day - FEMALE_DAY if day > FEMALE_DAY else day:02}{nik[8:12]}"
    return birth != NULL and written != birth[8:10] + birth[5:7] + birth[2:4]
