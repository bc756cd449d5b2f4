"""Cases of a cadre are counted from the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arrears", "0010_bulk_acts")]

    operations = [
        migrations.RemoveIndex(model_name="caseholder", name="holder_branch_cadre"),
        migrations.AddIndex(
            model_name="caseholder",
            index=models.Index(fields=["branch", "cadre", "from_on"], include=["case"], name="holder_by_cadre"),
        ),
    ]
