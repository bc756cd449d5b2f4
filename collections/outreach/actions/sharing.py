"""Who calls which part of the list: dealing households out to officers, and taking them over from one another."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.models import Branch, User
from kaderjkn.common.sql_jobs import execute

from ..errors import CallRefused

# rows that somebody calls at this moment stay where they are
DEAL = """
WITH free AS (
    SELECT entry.id FROM collections_callentry AS entry
    WHERE entry.branch_id = %(branch)s AND entry.state = 'waiting'
      AND entry.officer_id IS NOT DISTINCT FROM %(source)s::bigint
      AND (entry.leased_until IS NULL OR entry.leased_until <= %(now)s)
    ORDER BY entry.next_call_on, entry.tries, entry.id
    LIMIT %(count)s
    FOR UPDATE SKIP LOCKED
),
dealt AS (
    SELECT free.id, (%(officers)s::bigint[])[1 + (row_number() OVER (ORDER BY free.id) - 1) %% %(hands)s] AS officer_id
    FROM free
)
UPDATE collections_callentry AS entry SET officer_id = dealt.officer_id
FROM dealt WHERE entry.id = dealt.id
"""
ALL = 1_000_000_000


def share_calls(
    *, branch: Branch, source: User | None, officers: Sequence[User], count: int | None = None, by: User
) -> int:
    """Deal waiting households of one queue (None: nobody's) evenly to officers; none given: to nobody.

    Return how many changed hands.
    """
    officers = sorted({officer.pk: officer for officer in officers}.values(), key=lambda officer: officer.pk)
    for officer in (*officers, *([source] if source else [])):
        if officer.branch_id != branch.pk or not officer.is_office:
            raise CallRefused(_("Pilih petugas cabang ini."))
    if any(not officer.is_active for officer in officers):
        raise CallRefused(_("Akun petugas penerima tidak aktif."))
    if source in officers:
        raise CallRefused(_("Antrean asal dan penerima sama. Pilih penerima lain."))
    if source is None and not officers:
        raise CallRefused(_("Pilih paling sedikit satu petugas penerima."))
    hands = [officer.pk for officer in officers] or [None]
    params = {"branch": branch.pk, "source": source and source.pk, "officers": hands, "hands": len(hands),
              "count": count or ALL, "now": timezone.now()}  # fmt: skip
    with transaction.atomic(), acting(by, kind="share calls"):
        moved = execute(DEAL, params)
        if not moved:
            raise CallRefused(_("Tidak ada keluarga yang menunggu pada antrean itu."))
    return moved
