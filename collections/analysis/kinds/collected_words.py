"""How collectability is counted, in words."""

from django.utils.translation import gettext as _

from ..answers import Definition


def definitions(per: str) -> list[Definition]:
    """What every table of the report means, and what this one adds."""
    target = _("Tunggakan binaan pada daftar; tidak turun karena pembayaran. Setiap binaan dihitung sekali.")
    collected = _(
        "Pembayaran bertanggal bayar pada bulan ini yang diakui, paling banyak sampai target tiap binaan. "
        "Susulan tidak termasuk."
    )
    paying = _("Binaan dengan pembayaran yang diakui pada bulan ini; lunas: yang diakui mencapai target.")
    return [
        own(per),
        Definition(_("Target"), target, "3.7"),
        Definition(_("Tertagih"), collected, "5.2"),
        Definition(_("Membayar, lunas"), paying, "5.4"),
    ]


def own(per: str) -> Definition:
    """How the table that is shown divides the branch's collectability."""
    meanings = {
        "kader": _(
            "Tertagih oleh kader ÷ target binaan yang terakhir dipegangnya pada bulan ini. Yang tertagih tetap pada "
            "pemegang binaan di hari bayar. Baris (diakui untuk cabang saja): belum ada pemegang, atau tidak ada "
            "kontak dalam tenggang. Susulan ditulis di sampingnya dan tidak masuk kolektabilitas."
        ),
        "kanal": _(
            "Kanal sebagaimana tertulis pada berkas pembayaran. Sumbangan: tertagih lewat kanal itu ÷ target semua "
            "binaan; jumlahnya adalah kolektabilitas cabang."
        ),
    }
    other = _("Semua yang tertagih, oleh siapa pun ÷ target semua binaan di baris itu.")
    return Definition(_("Kolektabilitas"), meanings.get(per, other), "5.4")
