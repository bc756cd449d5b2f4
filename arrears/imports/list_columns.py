"""The columns of an arrears list (INTERFACE, files), with the headings that branches use for them."""

from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column

COLUMNS = (
    Column("no_kk", values.family_card, aliases=("kk", "nomor kk", "no kartu keluarga", "nokk")),
    Column(
        "noka",
        values.card,
        required=True,
        identifier=True,
        aliases=("nomor kartu", "no kartu", "nokapst", "noentitas", "psnoka", "no kartu jkn"),
    ),
    Column(
        "nama",
        values.text(150),
        required=True,
        aliases=("nama peserta", "nmpst", "namaentitas", "nama_peserta"),
    ),
    Column("kepala", values.yes_no, aliases=("kepala keluarga", "kk?", "status kepala")),
    Column("noka_kepala", values.card, aliases=("no kartu kepala", "noka kepala keluarga")),
    Column("nik", values.nik, aliases=("no nik", "nomor nik")),
    Column("segmen", values.code_of(("PBPU", "BP")), aliases=("segment", "segmen peserta")),
    Column("kelas", values.care_class, aliases=("kelas rawat", "kls")),
    Column("alamat", values.text(300), aliases=("alamat peserta", "address")),
    Column("rt", values.text(5)),
    Column("rw", values.text(5)),
    Column("kelurahan", values.text(100), one_of="place", aliases=("desa", "kelurahan/desa", "kel")),
    Column("kecamatan", values.text(100), aliases=("kec",)),
    Column(
        "kode_wilayah",
        values.text(20),
        one_of="place",
        aliases=("kode kelurahan", "kode desa", "kodewilayah"),
    ),
    Column("no_hp", values.text(30), aliases=("nohp", "no telepon", "telepon", "hp", "nomor hp")),
    Column(
        "bulan_menunggak",
        values.whole_number(minimum=0, maximum=999),
        required=True,
        aliases=("jml bln", "jml bulan", "jumlah bulan", "bulan menunggak", "lama menunggak"),
    ),
    Column(
        "jml_tunggakan",
        values.amount,
        required=True,
        aliases=("tunggakan", "total tunggakan", "jumlah tunggakan", "nominal"),
    ),
    Column("bulan_terakhir_bayar", values.month, aliases=("terakhir bayar", "bulan akhir bayar")),
    Column("status_rehab", values.text(50), aliases=("rehab",)),
    Column("tgl_lahir", values.date, aliases=("tanggal lahir",)),
    Column(
        "jk",
        values.code_of({"L": "L", "P": "P", "LAKI-LAKI": "L", "PEREMPUAN": "P"}),
        aliases=("jenis kelamin",),
    ),
)
TYPES = {
    "kepala": "boolean",
    "kelas": "smallint",
    "bulan_menunggak": "integer",
    "jml_tunggakan": "bigint",
    "bulan_terakhir_bayar": "date",
    "tgl_lahir": "date",
    "nik_contradicts": "boolean",
}
