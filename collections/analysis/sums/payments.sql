-- Eligible payments of the month by channel, and how many days after the last contact households began to pay.

DELETE FROM collections_channelsum WHERE summary_id = %(summary)s;
DELETE FROM collections_delaysum WHERE summary_id = %(summary)s;

INSERT INTO collections_channelsum (summary_id, area_id, cadre_id, care_class, channel, payments, collected)
SELECT %(summary)s, held.area_id, settled.cadre_id, held.care_class, upper(trim(payment.channel)), count(*),
       sum(settled.eligible)::bigint
FROM collections_settlement AS settled
JOIN arrears_case AS held ON held.id = settled.case_id
JOIN arrears_payment AS payment ON payment.id = settled.payment_id
WHERE settled.closing_id = %(closing)s AND settled.paid_month = %(month)s AND settled.eligible > 0
GROUP BY held.area_id, settled.cadre_id, held.care_class, upper(trim(payment.channel));

-- the first eligible payment of a case, and the last contact with the household on that day or up to so many days before
WITH first_paid AS (
    SELECT settled.case_id, min(payment.paid_on) AS paid_on
    FROM collections_settlement AS settled JOIN arrears_payment AS payment ON payment.id = settled.payment_id
    WHERE settled.closing_id = %(closing)s AND settled.paid_month = %(month)s AND settled.eligible > 0
      AND settled.case_id IS NOT NULL
    GROUP BY settled.case_id
)
INSERT INTO collections_delaysum (summary_id, area_id, cadre_id, days, households)
SELECT %(summary)s, held.area_id, holder.cadre_id, first_paid.paid_on - contact.made_on, count(*)
FROM first_paid
JOIN arrears_case AS held ON held.id = first_paid.case_id
LEFT JOIN LATERAL (SELECT holder.cadre_id FROM arrears_caseholder AS holder
                   WHERE holder.case_id = held.id AND holder.cadre_id IS NOT NULL
                   ORDER BY holder.from_on DESC LIMIT 1) AS holder ON true
LEFT JOIN LATERAL (SELECT contact.made_on FROM collections_contact AS contact
                   WHERE contact.branch_id = %(branch)s AND contact.household_id = held.household_id
                     AND contact.made_on BETWEEN first_paid.paid_on - %(days)s::integer AND first_paid.paid_on
                     AND contact.received_at <= %(until)s
                   ORDER BY contact.made_on DESC LIMIT 1) AS contact ON true
GROUP BY held.area_id, holder.cadre_id, first_paid.paid_on - contact.made_on;
