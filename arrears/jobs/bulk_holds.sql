-- Households of chosen cases on hold; one that is held for the reason already stays as it is.
WITH chosen AS (
    SELECT held.id, held.household_id
    FROM arrears_case AS held
    WHERE held.branch_id = %(branch)s AND held.month = %(month)s AND held.id = ANY(%(ids)s)
),
added AS (
    INSERT INTO arrears_hold (branch_id, household_id, reason, note, starts_on, set_by_id)
    SELECT %(branch)s, household_id, %(reason)s, %(note)s, %(day)s, %(by)s FROM chosen
    ON CONFLICT (household_id, reason) WHERE lifted_on IS NULL DO NOTHING
    RETURNING id, household_id
)
INSERT INTO arrears_bulkactrow (act_id, case_id, hold_id)
SELECT %(act)s, chosen.id, added.id FROM added JOIN chosen ON chosen.household_id = added.household_id
