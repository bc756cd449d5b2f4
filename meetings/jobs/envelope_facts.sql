-- One row per envelope that was handed over in the period, or that a cadre still has, with the names of all figures of
-- the report in which it counts. The totals and the lists behind them read the same names, so that they agree.
-- Days are calendar days of the branch. Payments: those that no reversal takes back, of the envelope's household, paid
-- from the day of the hand-over up to 30 days later. A window is over once its last day is over.
-- What follows this text reads `fact`.
WITH given AS (         -- when each envelope changed hands, and whether the office has it back
    SELECT envelope.id, envelope.number, envelope.cadre_id, envelope.state, binaan.household_id,
           (step.at AT TIME ZONE %(zone)s)::date AS handed_on,
           EXISTS (
               SELECT FROM meetings_envelopestep AS back
               WHERE back.envelope_id = envelope.id AND back.state = 'taken_in' AND back.undone_at IS NULL
           ) AS is_at_office
    FROM meetings_envelope AS envelope
    JOIN meetings_envelopestep AS step ON step.envelope_id = envelope.id AND step.state = 'handed_over'
    JOIN arrears_case AS binaan ON binaan.id = envelope.case_id
    WHERE envelope.branch_id = %(branch)s
),
counted AS (
    SELECT given.*, handed_on >= %(first)s AND handed_on < %(until)s AS in_period,
           %(today)s - handed_on AS age, handed_on + 30 < %(today)s AS is_over
    FROM given
    WHERE state = 'handed_over' OR (handed_on >= %(first)s AND handed_on < %(until)s)
),
followed AS (           -- envelopes whose household paid in time
    SELECT DISTINCT counted.id
    FROM counted
    JOIN arrears_payment AS payment
      ON payment.household_id = counted.household_id AND payment.branch_id = %(branch)s
     AND payment.paid_on BETWEEN counted.handed_on AND counted.handed_on + 30
    WHERE payment.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
),
fact AS (
    SELECT counted.id, number, cadre_id, handed_on, age, array_remove(ARRAY[
        CASE WHEN in_period THEN 'handed_over' END,
        CASE WHEN in_period AND state = 'delivered' THEN 'delivered' END,
        CASE WHEN in_period AND state = 'returned' THEN 'returned' END,
        CASE WHEN in_period AND state = 'returned' AND NOT is_at_office THEN 'not_handed_in' END,
        CASE WHEN in_period AND state = 'lost' THEN 'lost' END,
        CASE WHEN in_period AND state = 'handed_over' THEN 'outstanding' END,
        CASE WHEN in_period AND is_over THEN 'due' END,
        CASE WHEN in_period AND is_over AND followed.id IS NOT NULL THEN 'followed' END,
        CASE WHEN in_period AND NOT is_over THEN 'running' END,
        CASE WHEN state = 'handed_over' THEN 'held' END,
        CASE WHEN state = 'handed_over' AND age <= 14 THEN 'age_14' END,
        CASE WHEN state = 'handed_over' AND age BETWEEN 15 AND 30 THEN 'age_30' END,
        CASE WHEN state = 'handed_over' AND age BETWEEN 31 AND 60 THEN 'age_60' END,
        CASE WHEN state = 'handed_over' AND age > 60 THEN 'age_older' END
    ], NULL) AS figures
    FROM counted LEFT JOIN followed ON followed.id = counted.id
)
