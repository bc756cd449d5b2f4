"""What a closing has to settle, without looking through all that was settled before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arrears", "0005_covers")]

    operations = [
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("settled_month__isnull", True)),
                fields=["branch", "paid_on"],
                name="payment_unsettled",
            ),
        ),
    ]
