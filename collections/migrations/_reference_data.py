"""The rows that ship with the program."""

from django.db import migrations

from kaderjkn.collections.reference import load


class Migration(migrations.Migration):
    dependencies = [("collections", "")]
    operations = [migrations.RunPython(lambda apps, editor: load(apps), migrations.RunPython.noop)]
