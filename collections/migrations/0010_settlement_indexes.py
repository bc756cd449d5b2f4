"""Late settlements are found for reviews; an index on `case` that the foreign key has already goes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collections", "0009_due_notes")]

    operations = [
        migrations.RemoveIndex(model_name="settlement", name="settlement_case"),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(condition=models.Q(("is_late", True)), fields=["branch"], name="settlement_late"),
        ),
    ]
