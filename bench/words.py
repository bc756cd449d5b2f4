"""Words that invented households are made of. Combined at random: no person or place is meant."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MEN = _words(
    "Agus Bambang Budi Slamet Sugeng Wahyu Eko Hari Heru Sutrisno Suparman Mulyono Bayu Abdul Ahmad Muhammad Rojali"
    " Mahmud Sanusi Jaelani Syarif Nasir Zaenal Saiful Hasan Ridwan Asep Dadang Ujang Cecep Deden Iwan Yayan Dede"
    " Jajang Tatang Aep Enjang Rudi Endang Hendra Andi Johan Ricky Suryadi Dian Fajar Gilang Irfan Joko Karim Lukman"
    " Nanang Oman Prasetya Rahmat Samsul Taufik Usman Wawan Yusuf Zaki"
)
WOMEN = _words(
    "Sri Endang Wiwik Sulastri Ratna Dewi Retno Yuni Indah Ayu Rini Ningsih Eka Siti Nur Maemunah Aminah Komariah"
    " Rohani Julaeha Masnah Rodiah Saodah Umi Halimah Neneng Euis Iis Tini Yati Lilis Nining Imas Cucu Elis Yeni Nia"
    " Eulis Lina Susi Melisa Yenny Linda Fitri Gita Hani Ika Juwita Kartini Laras Mega Nadia Olivia Putri Rosa Salma"
    " Tuti Vina Wati Yulia Zahra"
)
LAST_NAMES = _words(
    "Santoso Prasetyo Wibowo Nugroho Susilo Purnomo Setiawan Raharjo Hartono Saputra Haryanto Lestari Wahyuni Rahayu"
    " Handayani Astuti Suryani Utami Puspitasari Wulandari Kusumawati Mulyani Hidayat Rohim Fauzi Syukur Muchtar Naim"
    " Sobari Ramadhan Maulana Jamil Hamdani Mansur Aisyah Hasanah Fadilah Laila Nurjanah Khodijah Sopiah Azizah"
    " Suherman Kurniawan Hermawan Sudrajat Permana Ramdani Sutisna Supriatna Mulyana Suryana Rohaeti Sumiati Maryati"
    " Kurniasih Nurhayati Komala Rosmiati Widaningsih Suhartini Marlina Wijaya Halim Gunawan Kusuma Setiadi"
)
STREETS = _words(
    "Melati Mawar Anggrek Kenanga Cempaka Dahlia Flamboyan Kamboja Teratai Bougenville Merdeka Pahlawan Pancasila"
    " Sudirman Veteran Siliwangi Pajajaran Surapati Pemuda Kartini Cendana Mahoni Jati Pinus Akasia Rambutan Mangga"
    " Salak Durian Nangka Manggis Sawo Elang Merpati Kutilang Rajawali Merak Gelatik Masjid Pesantren Balai Desa"
    " Pasar Stasiun Puskesmas Lapangan Irigasi Bendungan Curug Situ"
)
PLACE_STARTS = _words(
    "Suka Ciba Cile Gunung Kali Parung Muara Tanjung Karang Bojong Pasir Leuwi Kadu Sinar Mekar Jaya Tegal Rawa"
)
PLACE_ENDS = _words(
    "maju sari mulya jaya asih wangi ningsih rahayu makmur sejahtera harja laksana galih bakti indah damai sakti raya"
)
