from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Trigram indexes of lists begin with the branch."""

    dependencies = [("common", "0004_devices")]

    operations = [BtreeGinExtension()]
