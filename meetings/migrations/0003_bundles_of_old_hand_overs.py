"""Hand-overs from before bundles: each cadre's envelopes of one moment become a bundle that the office recorded."""

from django.db import migrations, models

BUNDLES = """
UPDATE meetings_meeting SET check_in_key = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');

CREATE TEMPORARY TABLE old_hand_over ON COMMIT DROP AS
SELECT step.id AS step_id, envelope.id AS envelope_id, envelope.branch_id, envelope.cadre_id, step.meeting_id,
       step.is_make_up AND step.meeting_id IS NOT NULL AS is_make_up, step.at, step.by_id,
       dense_rank() OVER (
           ORDER BY envelope.branch_id, envelope.cadre_id, step.meeting_id, step.is_make_up, step.at, step.by_id
       ) AS place
FROM meetings_envelopestep AS step JOIN meetings_envelope AS envelope ON envelope.id = step.envelope_id
WHERE step.state = 'handed_over' AND step.bundle_id IS NULL;

CREATE TEMPORARY TABLE old_bundle ON COMMIT DROP AS
SELECT place, nextval(pg_get_serial_sequence('meetings_envelopebundle', 'id')) AS id
FROM (SELECT DISTINCT place FROM old_hand_over) AS each;

INSERT INTO meetings_envelopebundle
    (id, branch_id, cadre_id, meeting_id, is_make_up, state, means, offered_at, offered_by_id, ended_at, ended_by_id)
SELECT DISTINCT ON (place) old_bundle.id, branch_id, cadre_id, meeting_id, is_make_up, 'confirmed', 'office',
       at, by_id, at, by_id
FROM old_hand_over JOIN old_bundle USING (place);

INSERT INTO meetings_bundleitem (bundle_id, envelope_id, is_open, is_received)
SELECT old_bundle.id, envelope_id, FALSE, TRUE FROM old_hand_over JOIN old_bundle USING (place);

UPDATE meetings_envelopestep AS step SET bundle_id = old_bundle.id
FROM old_hand_over JOIN old_bundle USING (place) WHERE old_hand_over.step_id = step.id;

SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_cycle")]

    operations = [
        migrations.RunSQL(BUNDLES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='envelopestep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'handed_over'), _negated=True), ('bundle__isnull', False), _connector='OR'), name='envelope_handed_over_in_a_bundle'),
        ),
    ]
