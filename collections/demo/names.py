"""Invented names of Jakarta families, in the mixture of backgrounds that the city has.

Given names and last names are common ones, combined at random: no person is meant.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Background:
    """`shares_last_name` holds where children carry the father's last name."""

    weight: int
    male: tuple[str, ...]
    female: tuple[str, ...]
    male_last: tuple[str, ...]
    female_last: tuple[str, ...]
    shares_last_name: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MARGA = _words("Simanjuntak Sitorus Nababan Siregar Hutapea Manurung Simbolon Sinaga Panjaitan Silalahi")
_SUKU = _words("Chaniago Koto Piliang Tanjung Sikumbang Jambak Guci Melayu")
_SURNAMES = _words("Wijaya Halim Tanuwijaya Gunawan Lim Tan Kusuma Setiadi Salim Hartanto Sutanto Liem")

BACKGROUNDS = (
    Background(
        36,
        _words("Agus Bambang Budi Slamet Sugeng Wahyu Eko Dwi Tri Hari Heru Sutrisno Suparman Mulyono Bayu"),
        _words("Sri Endang Dwi Tri Wiwik Sulastri Ratna Dewi Retno Yuni Indah Ayu Rini Ningsih Dian Eka"),
        _words("Santoso Prasetyo Wibowo Nugroho Susilo Purnomo Setiawan Raharjo Hartono Saputro Haryanto"),
        _words("Lestari Wahyuni Rahayu Handayani Astuti Suryani Utami Puspitasari Wulandari Kusumawati Mulyani"),
    ),
    Background(
        26,
        _words("Abdul Ahmad Muhammad Rojali Mahmud Sanusi Jaelani Syarif Nasir Zaenal Saiful Amsar Hasan Ridwan"),
        _words("Siti Nur Maemunah Aminah Komariah Rohani Julaeha Masnah Rodiah Saodah Mursanah Umi Halimah"),
        _words("Hidayat Rohim Fauzi Syukur Muchtar Naim Sobari Ramadhan Maulana Jamil Hamdani Mansur Yusuf"),
        _words("Aisyah Hasanah Fadilah Laila Zubaidah Nurjanah Khodijah Marwiyah Sopiah Azizah Kamilah"),
    ),
    Background(
        15,
        _words("Asep Dadang Ujang Cecep Deden Iwan Yayan Dede Jajang Tatang Aep Enjang Rudi Endang"),
        _words("Neneng Euis Iis Tini Yati Lilis Nining Imas Ai Cucu Elis Yeni Nia Eulis"),
        _words("Suherman Kurniawan Hermawan Sudrajat Permana Ramdani Sutisna Supriatna Mulyana Suryana"),
        _words("Rohaeti Sumiati Maryati Kurniasih Nurhayati Komala Rosmiati Widaningsih Suhartini Marlina"),
    ),
    Background(
        10,
        _words("Hendra Andi Kevin Steven Albert Rudy Willy Johan Edwin Felix Ricky Budianto Suryadi"),
        _words("Lina Susi Jessica Melisa Yenny Vivian Felicia Meilani Linda Shinta Fenny Cynthia"),
        _SURNAMES,
        _SURNAMES,
        shares_last_name=True,
    ),
    Background(
        6,
        _words("Parlindungan Jonathan Robert Ronald Sahat Tigor Binsar Togar Daniel Maruli Hotman Saut"),
        _words("Rosmawati Tiur Lasmaria Hotmaida Magdalena Romauli Debora Ester Netty Risma Duma"),
        _MARGA,
        _MARGA,
        shares_last_name=True,
    ),
    Background(
        4,
        _words("Syafrizal Zulkifli Afrizal Hendri Yusrizal Rizal Fadli Ilham Masril Nofrizal"),
        _words("Yulinar Desmawati Gusmiati Nelfi Rahmi Fitri Elfa Yusnidar Ermawati Silvia"),
        _SUKU,
        _SUKU,
    ),
    Background(
        3,
        _words("Baso Arifuddin Syamsuddin Nasruddin Kaharuddin Sudirman Burhanuddin Irwan Jufri"),
        _words("Hasnah Nurlina Rahmatia Sitti Hajrah Nuraeni Jumriani Suriani Megawati Irma"),
        _words("Rahman Latif Tahir Hamzah Idris Salam Kadir Basri Amir"),
        _words("Rahma Ramlah Salma Hamidah Hafsah Nadira Kadir Basri Amir"),
    ),
)
_WEIGHTS = [background.weight for background in BACKGROUNDS]


def pick_background(rng: Random) -> Background:
    return rng.choices(BACKGROUNDS, _WEIGHTS)[0]


def full_name(rng: Random, background: Background, sex: str, family_name: str = "") -> str:
    """A given and a last name; `sex` is L or P as in the lists."""
    given = rng.choice(background.male if sex == "L" else background.female)
    last = family_name or rng.choice(background.male_last if sex == "L" else background.female_last)
    return f"{given} {last}"


def family_name(rng: Random, background: Background) -> str:
    """The last name that all of a family carry, or nothing where that is not the custom."""
    return rng.choice(background.male_last) if background.shares_last_name else ""
