"""What ships with the program: contribution rates, payment channels, the policy for all branches.

Rates: DOMAIN 2.1 (Perpres 19/2016, 82/2018, 75/2019, 64/2020). Channels: RULES 4.
"""

from datetime import date

RATES = [  # class, first day, last day, rupiah a member pays per month
    (1, date(2014, 1, 1), date(2016, 3, 31), 59_500),
    (2, date(2014, 1, 1), date(2016, 3, 31), 42_500),
    (3, date(2014, 1, 1), date(2016, 3, 31), 25_500),
    (1, date(2016, 4, 1), date(2019, 12, 31), 80_000),
    (2, date(2016, 4, 1), date(2019, 12, 31), 51_000),
    (3, date(2016, 4, 1), date(2019, 12, 31), 25_500),
    (1, date(2020, 1, 1), date(2020, 3, 31), 160_000),
    (2, date(2020, 1, 1), date(2020, 3, 31), 110_000),
    (3, date(2020, 1, 1), date(2020, 3, 31), 42_000),
    (1, date(2020, 4, 1), date(2020, 6, 30), 80_000),
    (2, date(2020, 4, 1), date(2020, 6, 30), 51_000),
    (3, date(2020, 4, 1), date(2020, 6, 30), 25_500),
    (1, date(2020, 7, 1), None, 150_000),
    (2, date(2020, 7, 1), None, 100_000),
    (3, date(2020, 7, 1), date(2020, 12, 31), 25_500),
    (3, date(2021, 1, 1), None, 35_000),
]

CHANNELS = [  # code, name, how to pay there
    (
        "MINIMARKET",
        "Minimarket",
        "Sebutkan «bayar BPJS Kesehatan» dan nomor virtual account di kasir. Simpan struknya.",
    ),
    ("MBANKING", "Mobile banking", "Buka menu bayar › BPJS Kesehatan, masukkan nomor virtual account."),
    ("ATM", "ATM", "Pilih bayar › lainnya › BPJS Kesehatan, masukkan nomor virtual account."),
    ("EWALLET", "Dompet digital", "Buka menu tagihan › BPJS Kesehatan, masukkan nomor virtual account."),
    ("ECOMMERCE", "Toko daring", "Buka menu tagihan › BPJS Kesehatan, masukkan nomor virtual account."),
    ("IBANKING", "Internet banking", "Pilih pembayaran › BPJS Kesehatan, masukkan nomor virtual account."),
    ("BANK_TELLER", "Teller bank", "Sebutkan nomor virtual account di loket bank."),
    ("POS", "Kantor Pos", "Sebutkan nomor virtual account di loket pos."),
    ("PPOB_AGEN", "Agen PPOB resmi", "Sebutkan nomor virtual account; minta struk resmi."),
    ("EDC", "Mesin EDC", "Minta petugas bank memasukkan nomor virtual account."),
    ("AUTODEBIT", "Autodebit", "Daftarkan rekening di bank atau Mobile JKN; tagihan dipotong tiap bulan."),
    ("LOKET_BPJS", "Loket BPJS Kesehatan", "Datang ke kantor cabang dengan kartu keluarga."),
    (
        "REHAB",
        "REHAB (cicilan)",
        "Daftar di Mobile JKN, menu Rencana Pembayaran Bertahap, atau Care Center 165.",
    ),
]


def load(apps) -> None:
    """Write the shipped rows; run again it changes nothing. `apps` is a registry, as in a migration."""
    rate, channel, policy = (
        apps.get_model("arrears", name) for name in ("ContributionRate", "Channel", "BranchPolicy")
    )
    for care_class, starts_on, ends_on, amount in RATES:
        rate.objects.get_or_create(
            care_class=care_class, starts_on=starts_on, defaults={"ends_on": ends_on, "amount": amount}
        )
    for position, (code, name, how_to_pay) in enumerate(CHANNELS):
        channel.objects.get_or_create(
            code=code, defaults={"name": name, "how_to_pay": how_to_pay, "position": position}
        )
    policy.objects.get_or_create(branch=None, starts_on=date(2014, 1, 1))
