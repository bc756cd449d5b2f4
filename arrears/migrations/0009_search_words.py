"""The words that households known so far are found by, as arrears/jobs/search_words.sql writes them."""

from django.db import migrations

WORDS = """
INSERT INTO arrears_householdsearch (household_id, branch_id, words)
SELECT household.id, household.branch_id, lower(concat_ws(' ', named.names, nullif(newest.address, '')))
FROM arrears_household AS household
LEFT JOIN (SELECT member.household_id, string_agg(member.name, ' ' ORDER BY member.card) AS names
           FROM arrears_participant AS member GROUP BY member.household_id) AS named
  ON named.household_id = household.id
LEFT JOIN (SELECT DISTINCT ON (listed.household_id) listed.household_id, listed.address
           FROM arrears_listedhousehold AS listed
           JOIN arrears_arrearslist AS list ON list.id = listed.list_id AND list.state = 'in_force'
           ORDER BY listed.household_id, list.month DESC, list.data_date DESC) AS newest
  ON newest.household_id = household.id
ON CONFLICT (household_id) DO NOTHING;
"""
# names and addresses repeat: a finer picture of them tells rare words from common ones, and so the quick way to find
STATISTICS = "ALTER TABLE arrears_householdsearch ALTER COLUMN words SET STATISTICS 1000"
PLAIN_STATISTICS = "ALTER TABLE arrears_householdsearch ALTER COLUMN words SET STATISTICS -1"


class Migration(migrations.Migration):
    dependencies = [("arrears", "0008_list_indexes")]

    operations = [
        migrations.RunSQL(STATISTICS, PLAIN_STATISTICS),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
