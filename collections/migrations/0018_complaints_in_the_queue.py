"""Complaints that stand already get their place in the queue, answered ones with their answer."""

from django.db import migrations

COMPLAINTS = """
WITH numbered AS MATERIALIZED (
    SELECT complaint.*, nextval(pg_get_serial_sequence('collections_feedbackitem', 'id')) AS item_id,
           complaint.state = 'answered' AS is_answered
    FROM collections_servicecomplaint AS complaint
    WHERE NOT EXISTS (SELECT FROM collections_feedbacksource AS known WHERE known.complaint_id = complaint.id)
),
opened AS (
    INSERT INTO collections_feedbackitem
        (id, branch_id, household_id, kind, state, owner_id, opened_at, due_on, waiting_for, result, answer,
         answered_by_id, answered_at)
    SELECT item_id, branch_id, household_id, 'complaint', CASE WHEN is_answered THEN 'answered' ELSE 'new' END,
           answered_by_id, received_at, received_at::date + 7, '', CASE WHEN is_answered THEN 'explained' ELSE '' END,
           answer, answered_by_id, answered_at
    FROM numbered
    RETURNING id
)
INSERT INTO collections_feedbacksource (item_id, kind, cadre_id, complaint_id, note, made_at)
SELECT item_id, 'complaint', cadre_id, numbered.id, '', made_at
FROM numbered WHERE item_id IN (SELECT id FROM opened)
"""


class Migration(migrations.Migration):
    dependencies = [("collections", "0017_feedback")]

    operations = [migrations.RunSQL(COMPLAINTS, migrations.RunSQL.noop)]
