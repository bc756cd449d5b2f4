"""The rows that ship with the program."""

from django.db import migrations

from arrears.reference import load


class Migration(migrations.Migration):
    dependencies = [("arrears", "")]
    operations = [migrations.RunPython(lambda apps, editor: load(apps), migrations.RunPython.noop)]
