"""Ending a partnership on a day: what it would change, doing it, and putting it back as it was.

All of it happens inside an act that holds the branch's lock. What is kept for restoring are ids, days and numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from arrears.actions.covers import release_covers
from arrears.actions.handover import hand_over_cases
from arrears.actions.restoring import holders_of, restore_covers, restore_holders
from arrears.jobs.handovers import ending
from arrears.loads import Load
from arrears.models import Handover
from cadres.actions import end_partnership, give_territories, restore_partnership
from cadres.models import Cadre, Territory
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import Area, User

from .models import Review
from .models_after import Ending


@dataclass(frozen=True)
class AreaPlan:
    """A kelurahan that needs a successor: the cadre's territory, or cases that the cadre has there."""

    area: Area
    has_territory: bool
    load: Load


def areas_to_pass_on(cadre: Cadre, on: date) -> list[AreaPlan]:
    """Kelurahan with the cases of open periods that would pass on, most cases first."""
    owned = {
        row.area_id for row in Territory.objects.filter(cadre=cadre) if row.valid.upper is None or row.valid.upper > on
    }
    found: dict[int, Load] = dict.fromkeys(owned, Load())
    for row in ending(cadre.branch, cadre.pk, on):
        found[row["area_id"]] = found.get(row["area_id"], Load()) + Load(1, row["target"])
    areas = Area.objects.select_related("parent").in_bulk(found)
    plans = [AreaPlan(areas[pk], pk in owned, load) for pk, load in found.items()]
    return sorted(plans, key=lambda plan: (-plan.load.households, plan.area.code))


def successors_on(cadre: Cadre, on: date) -> QuerySet[Cadre]:
    """Cadres who may take over: those of the branch with an agreement on the day."""
    return Cadre.objects.of_branch(cadre.branch).with_agreement_on(on).exclude(pk=cadre.pk)


def end_and_hand_over(
    *, review: Review, on: date, to: Cadre | None, by_area: Mapping[int, Cadre | None] | None, by: User | None
) -> Ending:
    """End agreement and territories, pass them and the cases on, and keep what is needed to restore."""
    cadre = review.cadre
    plan = {each.area.pk: to for each in areas_to_pass_on(cadre, on)} | dict(by_area or {})
    before = holders_of(cadre, on)
    covers = release_covers(cadre=cadre, on=on, by=by)
    ended = end_partnership(cadre=cadre, on=on, by=by)
    given = give_territories(ended=ended["territories"], on=on, to=plan, by=by)
    hand_over_cases(cadre=cadre, day=on, by=by, to=to, by_area=plan)
    after = holders_of(cadre, on, only=before)
    changed = {case: {"before": rows, "after": after[case]} for case, rows in before.items() if rows != after[case]}
    kept = ended | {"given": given, "covers": covers, "holders": changed}
    return Ending.objects.create(review=review, on=on, kept=kept)


# Back again


def restore(*, review: Review, by: User) -> list[str]:
    """Put everything back as it was; return, as sentences, what somebody has to do by hand."""
    found = Ending.objects.filter(review=review).first()
    if found is None:
        return [_("Perjanjian, wilayah, dan binaan harus dikembalikan dengan tangan.")]
    if review.branch.today() >= found.on:
        return _steps_after_the_day(review.cadre, found)
    kept = found.kept
    dated = {name: [_with_days(row) for row in kept[name]] for name in ("agreements", "territories", "given", "covers")}
    given = dated.pop("given")
    covers = dated.pop("covers")
    problems = restore_partnership(on=found.on, kept=dated, given=given, by=by)
    Handover.objects.filter(cadre=review.cadre, on=found.on).delete()
    problems += restore_covers(covers=covers, on=found.on)
    return problems + restore_holders(branch=review.branch, kept=kept["holders"])


def _with_days(row: dict) -> dict:
    days = {name: row[name] and date.fromisoformat(row[name]) for name in ("from", "until")}
    return row | days


def _steps_after_the_day(cadre: Cadre, found: Ending) -> list[str]:
    """Days that have passed are not undone: the cadre earned nothing and others held the cases."""
    names = [str(Area.objects.get(pk=row["fields"]["area_id"])) for row in found.kept["territories"]]
    steps = [
        _("Kemitraan sudah berakhir sejak %(day)s; buat perjanjian baru untuk %(cadre)s.")
        % {"day": long_date(found.on), "cadre": cadre}
    ]
    if names:
        steps.append(_("Berikan lagi wilayahnya: %(names)s.") % {"names": ", ".join(sorted(names))})
    if found.kept["holders"]:
        count = len(found.kept["holders"])
        steps.append(_("Pindahkan kembali binaan periode yang terbuka; %(count)s binaan berpindah.") % {"count": count})
    return steps
