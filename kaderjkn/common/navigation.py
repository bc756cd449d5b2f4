"""The menu of each role, as a context processor. A page that does not exist yet is left out."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from .enums import Role

OFFICE = [
    (_("Beranda"), "home"),
    (_("Impor"), "import-list"),
    (_("Binaan"), "collections:case-list"),
    (_("Kader"), "collections:cadre-list"),
    (_("Telepon"), "collections:call-list"),
    (_("Pembayaran"), "collections:payment-list"),
    (_("Pertemuan"), "meetings:meeting-list"),
    (_("Tutup buku"), "collections:closing-list"),
    (_("Tinjauan"), "collections:review-list"),
    (_("Laporan"), "collections:report-list"),
]
MENUS = {
    Role.CADRE: [
        (_("Aplikasi kader"), "collections:phone"),
    ],
    Role.STAFF: OFFICE,
    Role.SUPERVISOR: [
        *OFFICE,
        (_("Sasaran"), "collections:goal-table"),
        (_("Kebijakan"), "collections:settings-list"),
        (_("Catatan akses"), "access-log"),
        (_("Pengaturan"), "admin:index"),
    ],
    Role.REGIONAL: [
        (_("Beranda"), "home"),
        (_("Laporan"), "collections:report-list"),
        (_("Laporan supervisor"), "collections:analysis-list"),
        (_("Tinjauan"), "collections:review-list"),
        (_("Kebijakan"), "collections:settings-list"),
    ],
    Role.ADMIN: [(_("Beranda"), "home"), (_("Data acuan dan pengguna"), "admin:index")],
}
BELOW = {
    "/tunggakan/wilayah/": "collections:cadre-list",
    "/tunggakan/belum-cocok/": "collections:payment-list",
    "/tunggakan/pembayaran/": "collections:payment-list",
    "/tunggakan/": "collections:case-list",
    "/keluarga/": "collections:case-list",
    "/kontak/": "collections:case-list",
    "/umpan-balik/": "collections:case-list",
}
"""Pages that belong to an entry whose address they do not begin with; the first that fits."""
ACCOUNT = [(_("Perangkat yang masuk"), "usersessions_list")]


def navigation(request) -> dict:
    """Return `navigation`, `account_links` and `search_url` as the base template wants them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "owed_step", ""):
        return {}
    items = links(MENUS[user.role])
    mark_current(items, request.path)
    search_url = reverse("search") if user.has_perm("common.search") else ""
    return {"navigation": items, "account_links": links(ACCOUNT), "search_url": search_url}


def links(entries) -> list[dict]:
    found = [(label, address_of(name)) for label, name in entries]
    return [{"label": label, "url": url, "current": False} for label, url in found if url]


def address_of(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def mark_current(items: list[dict], path: str) -> None:
    """Mark the entry whose address is the longest beginning of the path; `/` is only itself."""
    above = next((name for start, name in BELOW.items() if path.startswith(start)), None)
    path = (above and address_of(above)) or path
    fitting = [item for item in items if path == item["url"] or (item["url"] != "/" and path.startswith(item["url"]))]
    if fitting:
        max(fitting, key=lambda item: len(item["url"]))["current"] = True
