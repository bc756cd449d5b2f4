"""The figures of a reopened month stay readable when a payment file that they rest on is undone."""

import kaderjkn.collections.closing.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FILL = """
UPDATE collections_settlement AS settled
SET paid = jsonb_build_object('source', payment.source, 'reference', payment.reference, 'paid_on', payment.paid_on,
                              'amount', payment.amount)
FROM arrears_payment AS payment WHERE payment.id = settled.payment_id AND NOT settled.is_current
"""


class Migration(migrations.Migration):

    dependencies = [
        ('arrears', '0004_question_answer_days'),
        ('cadres', '0002_initial'),
        ('collections', '0010_settlement_indexes'),
        ('common', '0003_issued_documents'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='areafigure',
            name='fixed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cadrefigure',
            name='fixed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='rewardline',
            name='fixed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='settlement',
            name='fixed_update',
        ),
        migrations.AddField(
            model_name='settlement',
            name='paid',
            field=models.JSONField(db_comment='of a reopened closing, whose payment may go: source, reference, paid_on, amount', null=True),
        ),
        migrations.AlterField(
            model_name='settlement',
            name='payment',
            field=models.ForeignKey(null=True, on_delete=kaderjkn.collections.closing.models.keep_in_old_versions, related_name='settlements', to='arrears.payment'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='areafigure',
            trigger=pgtrigger.compiler.Trigger(name='fixed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM old_rows\n               JOIN collections_closing AS closing ON closing.id = old_rows.closing_id\n               JOIN new_rows ON new_rows.id = old_rows.id\n               WHERE closing.state <> 'provisional'\n                 AND (to_jsonb(old_rows) - '{is_current,paid,payment_id}'::text[]\n                          <> to_jsonb(new_rows) - '{is_current,paid,payment_id}'::text[]\n                      OR to_jsonb(new_rows) ->> 'payment_id' <> to_jsonb(old_rows) ->> 'payment_id'\n                      OR to_jsonb(new_rows) -> 'paid' <> nullif(to_jsonb(old_rows) -> 'paid', 'null'))) THEN\n        RAISE EXCEPTION 'fixed: rows of a closed period never change';\n    END IF;\n    RETURN NULL;\n", hash='999792125a93778ac9e3c263776c370274cd93f1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_fixed_update_6949a', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='collections_areafigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cadrefigure',
            trigger=pgtrigger.compiler.Trigger(name='fixed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM old_rows\n               JOIN collections_closing AS closing ON closing.id = old_rows.closing_id\n               JOIN new_rows ON new_rows.id = old_rows.id\n               WHERE closing.state <> 'provisional'\n                 AND (to_jsonb(old_rows) - '{is_current,paid,payment_id}'::text[]\n                          <> to_jsonb(new_rows) - '{is_current,paid,payment_id}'::text[]\n                      OR to_jsonb(new_rows) ->> 'payment_id' <> to_jsonb(old_rows) ->> 'payment_id'\n                      OR to_jsonb(new_rows) -> 'paid' <> nullif(to_jsonb(old_rows) -> 'paid', 'null'))) THEN\n        RAISE EXCEPTION 'fixed: rows of a closed period never change';\n    END IF;\n    RETURN NULL;\n", hash='27d322bb88153942711ec10d06c5cf15fad173f1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_fixed_update_d11a2', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='collections_cadrefigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rewardline',
            trigger=pgtrigger.compiler.Trigger(name='fixed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM old_rows\n               JOIN collections_closing AS closing ON closing.id = old_rows.closing_id\n               JOIN new_rows ON new_rows.id = old_rows.id\n               WHERE closing.state <> 'provisional'\n                 AND (to_jsonb(old_rows) - '{is_current,paid,payment_id}'::text[]\n                          <> to_jsonb(new_rows) - '{is_current,paid,payment_id}'::text[]\n                      OR to_jsonb(new_rows) ->> 'payment_id' <> to_jsonb(old_rows) ->> 'payment_id'\n                      OR to_jsonb(new_rows) -> 'paid' <> nullif(to_jsonb(old_rows) -> 'paid', 'null'))) THEN\n        RAISE EXCEPTION 'fixed: rows of a closed period never change';\n    END IF;\n    RETURN NULL;\n", hash='6d0e9f95be043a370647c8317848e83efbb67d4e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_fixed_update_b50af', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='collections_rewardline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='settlement',
            trigger=pgtrigger.compiler.Trigger(name='fixed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM old_rows\n               JOIN collections_closing AS closing ON closing.id = old_rows.closing_id\n               JOIN new_rows ON new_rows.id = old_rows.id\n               WHERE closing.state <> 'provisional'\n                 AND (to_jsonb(old_rows) - '{is_current,paid,payment_id}'::text[]\n                          <> to_jsonb(new_rows) - '{is_current,paid,payment_id}'::text[]\n                      OR to_jsonb(new_rows) ->> 'payment_id' <> to_jsonb(old_rows) ->> 'payment_id'\n                      OR to_jsonb(new_rows) -> 'paid' <> nullif(to_jsonb(old_rows) -> 'paid', 'null'))) THEN\n        RAISE EXCEPTION 'fixed: rows of a closed period never change';\n    END IF;\n    RETURN NULL;\n", hash='c86ef1564626de685aa73d604a3e21a2791dbea7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_fixed_update_240ab', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='collections_settlement', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_current', True), ('payment__isnull', False)), models.Q(('is_current', False), ('paid__isnull', False)), _connector='OR'), name='settlement_knows_its_payment'),
        ),
    ]
