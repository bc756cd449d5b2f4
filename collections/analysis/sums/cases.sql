-- Cases of the month by kelurahan, last holder and class, and how far each came: envelope, contact, promise, payment.
-- Of a closed month counts what was known when it was closed (`until`), so that computing again gives the same.

DELETE FROM collections_casesum WHERE summary_id = %(summary)s;

WITH last_holder AS (  -- passes over nobody: after an ended partnership it is the last cadre (figures.sql)
    SELECT DISTINCT ON (holder.case_id) holder.case_id, holder.cadre_id
    FROM arrears_case AS held
    JOIN arrears_caseholder AS holder ON holder.case_id = held.id AND holder.cadre_id IS NOT NULL
    WHERE held.branch_id = %(branch)s AND held.month = %(month)s
    ORDER BY holder.case_id, holder.from_on DESC
),
counted AS (
    SELECT settled.case_id, sum(settled.eligible)::bigint AS eligible,
           bool_or(settled.eligible > 0 AND upper(payment.channel) = 'REHAB') AS by_rehab
    FROM collections_settlement AS settled
    LEFT JOIN arrears_payment AS payment ON payment.id = settled.payment_id
    WHERE settled.closing_id = %(closing)s AND settled.paid_month = %(month)s AND settled.case_id IS NOT NULL
    GROUP BY settled.case_id
),
delivered AS (
    SELECT DISTINCT envelope.case_id
    FROM arrears_case AS held
    JOIN meetings_envelope AS envelope ON envelope.case_id = held.id
    JOIN meetings_envelopestep AS step ON step.envelope_id = envelope.id AND step.state = 'delivered'
    WHERE held.branch_id = %(branch)s AND held.month = %(month)s
      AND step.at <= %(until)s AND (step.undone_at IS NULL OR step.undone_at > %(until)s)
),
talked AS (
    SELECT contact.household_id, bool_or(contact.promised_on IS NOT NULL) AS promised,
           bool_or(channel.code = 'REHAB') AS told
    FROM collections_contact AS contact LEFT JOIN arrears_channel AS channel ON channel.id = contact.channel_id
    WHERE contact.branch_id = %(branch)s AND contact.made_on >= %(month)s AND contact.made_on < %(next_month)s
      AND contact.received_at <= %(until)s
    GROUP BY contact.household_id
),
facts AS (
    SELECT held.area_id, last_holder.cadre_id, held.care_class, held.target, coalesce(counted.eligible, 0) AS eligible,
           coalesce(counted.eligible, 0) > 0 AS paid, coalesce(counted.by_rehab, false) AS by_rehab,
           delivered.case_id IS NOT NULL AS delivered, talked.household_id IS NOT NULL AS contacted,
           coalesce(talked.promised, false) AS promised, coalesce(talked.told, false) AS told
    FROM arrears_case AS held
    LEFT JOIN last_holder ON last_holder.case_id = held.id
    LEFT JOIN counted ON counted.case_id = held.id
    LEFT JOIN delivered ON delivered.case_id = held.id
    LEFT JOIN talked ON talked.household_id = held.household_id
    WHERE held.branch_id = %(branch)s AND held.month = %(month)s
)
INSERT INTO collections_casesum
    (summary_id, area_id, cadre_id, care_class, cases, target, collected, paying, settled, delivered, contacted, promised,
     delivered_contacted, delivered_contacted_promised, all_steps, contacted_promised, contacted_promised_paying, rehab_told, rehab_paying)
SELECT %(summary)s, area_id, cadre_id, care_class, count(*), sum(target)::bigint, sum(eligible)::bigint,
       count(*) FILTER (WHERE paid), count(*) FILTER (WHERE paid AND eligible >= target),
       count(*) FILTER (WHERE delivered), count(*) FILTER (WHERE contacted), count(*) FILTER (WHERE promised),
       count(*) FILTER (WHERE delivered AND contacted), count(*) FILTER (WHERE delivered AND contacted AND promised),
       count(*) FILTER (WHERE delivered AND contacted AND promised AND paid),
       count(*) FILTER (WHERE contacted AND promised), count(*) FILTER (WHERE contacted AND promised AND paid),
       count(*) FILTER (WHERE told), count(*) FILTER (WHERE by_rehab)
FROM facts
GROUP BY area_id, cadre_id, care_class;
