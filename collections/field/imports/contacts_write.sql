-- New contacts, the holds that some outcomes set (RULES 3.8), and the touch on the case of their month.

UPDATE staged SET contact_uuid = CASE WHEN staged.uuid IS NOT NULL THEN staged.uuid::uuid
    ELSE md5(concat_ws('|', 'paper', %(branch)s, staged.cadre_id, meant.household_id, cara, made_at AT TIME ZONE 'UTC',
                       hasil, kanal, tgl_janji, jumlah_janji, catatan))::uuid END
FROM meant WHERE meant.line = staged.line AND NOT staged.rejected;

INSERT INTO collections_contact
    (branch_id, uuid, household_id, cadre_id, mode, made_at, made_on, received_at, outcome, channel_id, promised_on,
     promised_amount, note, complaint, run_id, recorded_by_id)
SELECT DISTINCT ON (staged.contact_uuid) %(branch)s, staged.contact_uuid, meant.household_id, staged.cadre_id, staged.cara,
       staged.made_at, staged.made_on, %(now)s, staged.hasil, staged.channel_id, staged.tgl_janji,
       staged.jumlah_janji, coalesce(staged.catatan, ''), '', %(run)s, %(by)s::bigint
FROM staged JOIN meant ON meant.line = staged.line
WHERE NOT staged.rejected
ORDER BY staged.contact_uuid, staged.line
ON CONFLICT (branch_id, uuid) DO NOTHING;

-- one open hold per reason, from the earliest contact that asked for it
INSERT INTO arrears_hold AS hold (branch_id, household_id, reason, note, starts_on, set_by_id)
SELECT branch_id, household_id, outcome, '', min(made_on), %(by)s::bigint
FROM collections_contact
WHERE branch_id = %(branch)s AND run_id = %(run)s AND outcome IN ('deceased', 'do_not_contact')
GROUP BY branch_id, household_id, outcome
ON CONFLICT (household_id, reason) WHERE lifted_on IS NULL
DO UPDATE SET starts_on = excluded.starts_on WHERE hold.starts_on > excluded.starts_on;

INSERT INTO arrears_casetouch (case_id, kind, at)
SELECT DISTINCT held.id, 'contact', %(now)s::timestamptz
FROM collections_contact AS contact
JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.household_id = contact.household_id
 AND held.month = date_trunc('month', contact.made_on)::date
WHERE contact.branch_id = %(branch)s AND contact.run_id = %(run)s
ON CONFLICT DO NOTHING;
