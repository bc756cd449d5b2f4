"""Small helpers that write rows as a branch would: used by the hand-made tests and by the scenarios."""

KECAMATAN = {"31.72.01": "Penjaringan", "31.72.06": "Kelapa Gading"}
KELURAHAN = {
    "31.72.01.1001": "Sukamaju",
    "31.72.01.1002": "Kali Baru",
    "31.72.01.1003": "Rawa Indah",
    "31.72.06.1001": "Sukamaju",
    "31.72.06.1002": "Pegangsaan Dua",
    "31.72.06.1003": "Tugu",
}


def area_rows(kelurahan):
    """The kecamatan above the given kelurahan, and these."""
    above = sorted({code[:8] for code in kelurahan})
    return [{"code": code, "name": KECAMATAN[code], "level": "kecamatan", "parent": "31.72"} for code in above] + [
        {"code": code, "name": KELURAHAN[code], "level": "kelurahan", "parent": code[:8]} for code in kelurahan
    ]


def upper_area_rows():
    return [
        {"code": "31", "name": "Daerah Khusus Ibukota Jakarta", "level": "provinsi", "parent": ""},
        {"code": "31.72", "name": "Kota Administrasi Jakarta Utara", "level": "kota", "parent": "31"},
    ]


def cadre_row(code, start="2026-01-01", end="2026-12-31", number=None):
    serial = int("".join(filter(str.isdecimal, code)) or 0)
    return {
        "kode_kader": code,
        "nama": f"Kader {code}",
        "nik": f"317201550180{serial:04d}",
        "no_hp": f"0812000000{serial:02d}",
        "alamat": f"Jalan {serial}",
        "no_perjanjian": number or f"PKS/{code}/{start}",
        "mulai": start,
        "selesai": end,
    }


def territory_row(cadre, kelurahan, start="2026-01-01", end=""):
    return {"kode_kader": cadre, "kode_wilayah": kelurahan, "mulai": start, "selesai": end}


def card(number, prefix="00"):
    return f"{prefix}{number:011d}"


def kk(number):
    return f"317201{number:010d}"


def arrears_row(number, months=4, amount=100_000, place="31.72.01.1001", **cells):
    """One participant alone in a household with a KK; cells override any column."""
    row = {
        "no_kk": kk(number),
        "noka": card(number),
        "nama": f"Peserta {number}",
        "kepala": "Y",
        "noka_kepala": card(number),
        "nik": "",
        "segmen": "PBPU",
        "kelas": "3",
        "alamat": f"Gang {number}",
        "rt": "001",
        "rw": "002",
        "kelurahan": "",
        "kecamatan": "",
        "kode_wilayah": place,
        "no_hp": "",
        "bulan_menunggak": str(months),
        "jml_tunggakan": str(amount),
        "bulan_terakhir_bayar": "",
        "status_rehab": "",
    }
    return row | cells


def payment_row(reference, paid_on, amount, household=1, **cells):
    row = {
        "sumber": "BRI",
        "referensi": reference,
        "tgl_bayar": paid_on,
        "jumlah": str(amount),
        "kanal": "ATM",
        "noka": card(household) if household else "",
        "no_kk": "",
        "no_va": "",
        "membatalkan": "",
    }
    return row | cells


def reversal_row(reference, paid_on, amount, cancels, household=1, **cells):
    return payment_row(reference, paid_on, amount, household, membatalkan=cancels) | cells


def contact_row(uuid, cadre, moment, household=1, **cells):
    row = {
        "kode_kader": cadre,
        "noka": card(household),
        "no_kk": "",
        "cara": "visit",
        "waktu": moment,
        "hasil": "met",
        "kanal": "",
        "tgl_janji": "",
        "jumlah_janji": "",
        "catatan": "",
        "uuid": uuid,
    }
    return row | cells


def move_row(cadre, start, household=1):
    return {"no_kk": "", "noka": card(household), "ke_kader": cadre, "mulai": start}


def policy_row(start="2026-01-01", **cells):
    return {"berlaku_mulai": start} | {heading: str(value) for heading, value in cells.items()}


def scheme_rows(tiers, start="2026-01-01", name="Skema uji", *, per_case="", per_month="", fee=""):
    """`tiers` are (from, up to, basis points)."""
    return [
        {
            "nama": name,
            "berlaku_mulai": start,
            "min_bulan": str(low),
            "max_bulan": str(high),
            "tarif_bp": str(rate),
            "batas_per_binaan": str(per_case),
            "batas_per_bulan": str(per_month),
            "imbal_pendaftaran": str(fee),
        }
        for low, high, rate in tiers
    ]
