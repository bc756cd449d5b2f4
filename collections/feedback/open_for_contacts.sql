-- Contacts that bring something back open an item, or join the one that is open; each contact does so once per kind.
-- %(contacts)s: their ids. %(due)s: the day by which the office answers.

WITH said AS (
    SELECT contact.id AS contact_id, contact.branch_id, contact.household_id, contact.cadre_id, contact.made_at, told.kind
    FROM collections_contact AS contact
    CROSS JOIN LATERAL (VALUES
        ('address_wrong', contact.outcome = 'address_not_found' OR (contact.new_address <> '' AND contact.outcome <> 'moved')),
        ('moved', contact.outcome = 'moved'),
        ('deceased', contact.outcome = 'deceased'),
        ('pbi', contact.reason = 'now_pbi_or_employer'),
        ('complaint', contact.outcome = 'dissatisfied_with_service' OR contact.complaint <> '')
    ) AS told (kind, applies)
    WHERE contact.branch_id = %(branch)s AND contact.id = ANY(%(contacts)s) AND told.applies
      AND NOT EXISTS (SELECT FROM collections_feedbacksource AS known
                      WHERE known.contact_id = contact.id AND known.kind = told.kind)
),
complaints AS MATERIALIZED (  -- each is an item of its own
    SELECT said.*, nextval(pg_get_serial_sequence('collections_feedbackitem', 'id')) AS item_id
    FROM said WHERE kind = 'complaint'
),
opened AS (
    INSERT INTO collections_feedbackitem
        (id, branch_id, household_id, kind, state, opened_at, due_on, waiting_for, result, answer)
    SELECT item_id, branch_id, household_id, kind, 'new', %(now)s, %(due)s, '', '', '' FROM complaints
    UNION ALL
    SELECT nextval(pg_get_serial_sequence('collections_feedbackitem', 'id')), things.branch_id, things.household_id,
           things.kind, 'new', %(now)s, %(due)s, '', '', ''
    FROM (SELECT DISTINCT branch_id, household_id, kind FROM said WHERE kind <> 'complaint') AS things
    -- an item that is open takes the contact in: the update changes nothing, but makes it known to RETURNING
    ON CONFLICT (household_id, kind) WHERE state <> 'answered' AND kind <> 'complaint' DO UPDATE SET kind = excluded.kind
    RETURNING id, household_id, kind
)
INSERT INTO collections_feedbacksource (item_id, kind, cadre_id, contact_id, note, made_at)
SELECT item_id, kind, cadre_id, contact_id, '', made_at FROM complaints WHERE item_id IN (SELECT id FROM opened)
UNION ALL
SELECT opened.id, said.kind, said.cadre_id, said.contact_id, '', said.made_at
FROM said JOIN opened ON opened.household_id = said.household_id AND opened.kind = said.kind
WHERE said.kind <> 'complaint';
