"""A branch with cadres whose phones are measured: households as an imported list leaves them, with a history."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.backends.postgresql.psycopg_any import DateRange

from arrears.models import ArrearsList, Case, CaseHolder, Household, ListedHousehold, ListRow, Participant
from cadres.models import Agreement, Cadre
from kaderjkn.collections.models import Contact
from kaderjkn.common.models import Area, Branch, ImportRun, Period

USUAL, MANY = 500, 2_000  # households of a cadre
MEMBERS, AREAS, CONTACTED = 3, 6, 3  # each household was contacted so often
FIRST = ("Siti", "Budi", "Rina", "Agus", "Dewi", "Joko", "Sri", "Hadi", "Nur", "Eko", "Wati", "Yanto")
LAST = ("Aminah", "Santoso", "Lestari", "Wibowo", "Rahayu", "Hidayat", "Kusuma", "Saputra", "Utami", "Maulana")
STREETS = ("Jl. Melati", "Gg. Anggrek", "Jl. Kenanga Raya", "Gg. Haji Salim", "Jl. Mawar Merah", "Gg. Mangga")


def fill(holdings: list[int]) -> None:
    """One branch with a cadre for each entry, who holds so many households of this month."""
    branch = Branch.objects.create(code="9998", name="Uji Ponsel")
    city = Area.objects.create(code="31.72.06", name="Kecamatan Uji", level="kecamatan", branch=branch)
    areas = [
        Area.objects.create(
            code=f"31.72.06.{1000 + number}", name=f"Kelurahan {number}", level="kelurahan", parent=city, branch=branch
        )
        for number in range(1, AREAS + 1)
    ]
    today = branch.today()
    month = today.replace(day=1)
    Period.objects.create(branch=branch, month=month)
    run = ImportRun.objects.create(branch=branch, kind="arrears", file_name="daftar.csv", state="checked")
    listing = ArrearsList.objects.create(branch=branch, month=month, data_date=month, run=run)
    for number, count in enumerate(holdings, start=1):
        add_cadre(branch, areas, listing, number, count)


def add_cadre(branch: Branch, areas: list[Area], listing: ArrearsList, number: int, count: int) -> None:
    today = branch.today()
    code = f"9998-{number:02}"
    user = get_user_model().objects.create(username=code.lower(), role="cadre", branch=branch, name=f"Ibu {number}")
    cadre = Cadre.objects.create(branch=branch, code=code, name=f"Ibu {number}", user=user)
    Agreement.objects.create(cadre=cadre, number=f"PKS-{code}", valid=DateRange(date(today.year, 1, 1), None))
    keys = [f"3172{number:02}{pk:010}" for pk in range(count)]
    households = Household.objects.bulk_create([Household(branch=branch, key=key) for key in keys])
    facts = [facts_of(number, pk, areas) for pk in range(count)]
    pairs = list(zip(households, facts, strict=True))
    write_list(branch, listing, pairs)
    write_cases(branch, listing, pairs, cadre)
    Contact.objects.bulk_create(contact_of(cadre, one, pk, turn, today)
                                for pk, one in enumerate(households) for turn in range(CONTACTED))  # fmt: skip


def facts_of(number: int, pk: int, areas: list[Area]) -> dict:
    name = f"{FIRST[pk % len(FIRST)]} {LAST[pk // len(FIRST) % len(LAST)]} {pk}"
    return {
        "card": f"{number:03}{pk:010}",
        "name": name,
        "address": f"{STREETS[pk % len(STREETS)]} No. {pk % 97 + 1}",
        "rt": f"{pk % 16 + 1:03}",
        "rw": f"{pk % 9 + 1:02}",
        "phone": f"+62812{number:02}{pk:06}",
        "area": areas[pk % len(areas)],
        "months": 4 + pk * 7 % 20,
        "amount": 35_000 * MEMBERS * (4 + pk * 7 % 20),
    }


def write_list(branch: Branch, listing: ArrearsList, pairs: list) -> None:
    shared = ("address", "rt", "rw", "phone", "months")
    ListedHousehold.objects.bulk_create(
        ListedHousehold(
            branch=branch, month=listing.month, list=listing, household=one, key=one.key, head_card=facts["card"],
            head_name=facts["name"], members=MEMBERS, amount=facts["amount"], care_class=3, area=facts["area"],
            status="assigned", **{name: facts[name] for name in shared},
        )
        for one, facts in pairs
    )  # fmt: skip
    people = [(one, facts, place) for one, facts in pairs for place in range(MEMBERS)]
    cards = [card_of(facts, place) for _one, facts, place in people]
    names = [facts["name"] if place == 0 else f"{FIRST[place * 5]} {facts['name']}" for _one, facts, place in people]
    ListRow.objects.bulk_create(
        ListRow(
            branch=branch, month=listing.month, list=listing, line=line, household=one, card=cards[line],
            is_head=place == 0, name=names[line], amount=facts["amount"] // MEMBERS,
            **{name: facts[name] for name in shared},
        )
        for line, (one, facts, place) in enumerate(people)
    )  # fmt: skip
    Participant.objects.bulk_create(
        Participant(branch=branch, household=one, card=cards[line], name=names[line])
        for line, (one, _facts, _place) in enumerate(people)
    )


def card_of(facts: dict, place: int) -> str:
    """The head's own card; the others' in a range of their own."""
    return f"{(int(facts['card']) * 10 + place) % 10**13:013}" if place else facts["card"]


def write_cases(branch: Branch, listing: ArrearsList, pairs: list, cadre: Cadre) -> None:
    cases = Case.objects.bulk_create(
        Case(
            branch=branch, month=listing.month, household=one, list=listing, key=one.key, head_card=facts["card"],
            area=facts["area"], months=facts["months"], target=facts["amount"], care_class=3, assigned_on=listing.month,
        )
        for one, facts in pairs
    )  # fmt: skip
    CaseHolder.objects.bulk_create(
        CaseHolder(branch=branch, case=case, from_on=listing.month, cadre=cadre) for case in cases
    )


def contact_of(cadre: Cadre, household: Household, pk: int, turn: int, today: date) -> Contact:
    day = today - timedelta(days=10 + (pk * 13 + turn * 29) % 80)
    made_at = datetime(day.year, day.month, day.day, 9 + turn, pk % 60, tzinfo=cadre.branch.zone)
    promises = (pk + turn) % 3 == 0
    return Contact(
        branch=cadre.branch,
        uuid=UUID(int=cadre.pk * 10**9 + pk * 10 + turn),
        household=household,
        cadre=cadre,
        mode="visit",
        outcome="promised" if promises else "met",
        made_at=made_at,
        made_on=day,
        received_at=made_at,
        promised_on=day + timedelta(days=7) if promises else None,
        promised_amount=105_000 if promises else None,
        note="Anak sakit, minta waktu sampai gajian" if turn == 0 else "",
    )
