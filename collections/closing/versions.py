"""What a reopening changed, and for whom: two versions of a month beside each other."""

from django.db.models import Sum

from cadres.models import Cadre
from kaderjkn.common.sql_jobs import fetch_all

from .models import CadreFigure, Closing, RewardLine

FIGURES = ("cases", "target", "collected", "paying", "settled", "late_collected", "is_active")
CHANGED = """
WITH told AS (      -- the payment of an old version may be gone, or have come again in another file
    SELECT settled.*, coalesce(payment.source, settled.paid ->> 'source') AS source,
           coalesce(payment.reference, settled.paid ->> 'reference') AS reference,
           coalesce(payment.paid_on, (settled.paid ->> 'paid_on')::date) AS paid_on,
           coalesce(payment.amount, (settled.paid ->> 'amount')::bigint) AS amount
    FROM collections_settlement AS settled LEFT JOIN arrears_payment AS payment ON payment.id = settled.payment_id
    WHERE settled.closing_id IN (%(old)s, %(new)s)
)
SELECT coalesce(new.payment_id, old.payment_id) AS payment_id,
       coalesce(new.source, old.source) AS source, coalesce(new.reference, old.reference) AS reference,
       coalesce(new.paid_on, old.paid_on) AS paid_on, coalesce(new.amount, old.amount) AS amount,
       old.eligible AS old_eligible, new.eligible AS new_eligible, old.verdict AS old_verdict,
       new.verdict AS new_verdict, before.name AS old_cadre, after.name AS new_cadre,
       old_line.reward AS old_reward, new_line.reward AS new_reward
FROM (SELECT * FROM told WHERE closing_id = %(old)s) AS old
FULL JOIN (SELECT * FROM told WHERE closing_id = %(new)s) AS new
  ON (new.source, new.reference) = (old.source, old.reference)
LEFT JOIN collections_rewardline AS old_line ON old_line.settlement_id = old.id
LEFT JOIN collections_rewardline AS new_line ON new_line.settlement_id = new.id
LEFT JOIN cadres_cadre AS before ON before.id = old.cadre_id
LEFT JOIN cadres_cadre AS after ON after.id = new.cadre_id
WHERE (old.eligible, old.verdict, old.cadre_id, old_line.reward)
      IS DISTINCT FROM (new.eligible, new.verdict, new.cadre_id, new_line.reward)
ORDER BY coalesce(new.paid_on, old.paid_on), coalesce(new.source, old.source) COLLATE "C",
         coalesce(new.reference, old.reference) COLLATE "C"
"""


def cadre_changes(old: Closing, new: Closing) -> list[dict]:
    """Cadres whose figures or reward differ: `old` and `new` hold the values, None where there was no row."""
    before, after = figures_of(old), figures_of(new)
    cadres = sorted({*before, *after}, key=lambda cadre: cadre.code)
    rows = [{"cadre": cadre, "old": before.get(cadre), "new": after.get(cadre)} for cadre in cadres]
    return [row for row in rows if row["old"] != row["new"]]


def figures_of(closing: Closing) -> dict:
    """The figures of each cadre with the sum of the reward lines; who is only paid a fee has zeros beside it."""
    lines = RewardLine.objects.filter(closing=closing).order_by().values("cadre")
    rewards = dict(lines.annotate(sum=Sum("reward")).values_list("cadre", "sum"))
    figures = CadreFigure.objects.filter(closing=closing).select_related("cadre")
    found = {
        figure.cadre: {name: getattr(figure, name) for name in FIGURES} | {"reward": rewards.pop(figure.cadre_id, 0)}
        for figure in figures
    }
    paid_only = Cadre.objects.filter(pk__in=rewards)
    return found | {cadre: dict.fromkeys(FIGURES, 0) | {"reward": rewards[cadre.pk]} for cadre in paid_only}


def payment_changes(old: Closing, new: Closing) -> list[dict]:
    """Payments that count otherwise than before, in the order of RULES 5.2."""
    return fetch_all(CHANGED, {"old": old.pk, "new": new.pk})
