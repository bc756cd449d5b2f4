"""What the program has stored of one closing, in whatever version, in the words of the ledger's reports."""

SETTLEMENTS = """
SELECT coalesce(payment.source, settled.paid ->> 'source'), coalesce(payment.reference, settled.paid ->> 'reference'),
       settled.verdict, coalesce(cadre.code, ''), settled.eligible::text,
       to_char(settled.paid_month, 'YYYY-MM'), CASE WHEN settled.is_late THEN 'Y' ELSE 'T' END
FROM collections_settlement AS settled
LEFT JOIN arrears_payment AS payment ON payment.id = settled.payment_id
LEFT JOIN cadres_cadre AS cadre ON cadre.id = settled.cadre_id
WHERE settled.closing_id = %(closing)s
"""
COLLECTABILITY = """
SELECT cadre.code, figure.cases::text, figure.target::text, figure.collected::text,
       coalesce(round(figure.collected::numeric / nullif(figure.target, 0), 4)::text, ''), figure.paying::text,
       figure.settled::text, figure.late_collected::text
FROM collections_cadrefigure AS figure JOIN cadres_cadre AS cadre ON cadre.id = figure.cadre_id
WHERE figure.closing_id = %(closing)s
"""
REWARDS = """
SELECT cadre.code, line.source, line.reference, coalesce(line.months::text, ''),
       CASE WHEN line.scheme_id = closing.scheme_id THEN closing.settings_used #>> '{scheme,name}' ELSE scheme.name END,
       coalesce(line.rate_bp::text, ''), line.eligible::text, line.reward::text,
       coalesce(to_char(line.late_from, 'YYYY-MM'), '')
FROM collections_rewardline AS line
JOIN collections_closing AS closing ON closing.id = line.closing_id
JOIN cadres_cadre AS cadre ON cadre.id = line.cadre_id
JOIN collections_rewardscheme AS scheme ON scheme.id = line.scheme_id
WHERE line.closing_id = %(closing)s
"""


def stored_closing(branch, period, version):
    """Its rows by the name of the report."""
    from kaderjkn.collections.models import Closing
    from kaderjkn.common.months import parse_month

    closing = Closing.objects.get(branch__code=branch, month=parse_month(period), version=version)
    statements = {"settlements": SETTLEMENTS, "collectability": COLLECTABILITY, "rewards": REWARDS}
    return {name: rows(sql, closing.pk) for name, sql in statements.items()}


def rows(sql, closing):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, {"closing": closing})
        return cursor.fetchall()
