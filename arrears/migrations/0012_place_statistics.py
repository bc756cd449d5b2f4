"""A kelurahan lies in one branch, and so does a list: without knowing it the planner takes rows of a place for few."""

from django.db import migrations

STATISTICS = {
    "listed_places": "(dependencies) ON branch_id, list_id, area_id FROM arrears_listedhousehold",
    "case_places": "(dependencies) ON branch_id, month, area_id FROM arrears_case",
}


class Migration(migrations.Migration):
    dependencies = [("arrears", "0011_holders_by_cadre")]

    operations = [
        migrations.RunSQL(f"CREATE STATISTICS {name} {what}", f"DROP STATISTICS {name}")
        for name, what in STATISTICS.items()
    ]
