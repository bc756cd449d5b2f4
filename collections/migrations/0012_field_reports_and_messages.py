"""What cadres bring back beside the outcome of a contact, and the branch's own words for messages."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('arrears', '0006_payment_unsettled'),
        ('cadres', '0006_letter_bundles'),
        ('collections', '0011_settlement_outlives_payment'),
        ('common', '0003_issued_documents'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MessageTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('greeting', 'Salam perkenalan'), ('reminder', 'Pengingat iuran'), ('how_to_pay', 'Cara membayar'), ('rehab', 'Cicilan REHAB'), ('promise', 'Pengingat janji'), ('thanks', 'Terima kasih')], max_length=10, verbose_name='jenis')),
                ('text', models.TextField(verbose_name='isi pesan')),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'pesan siap pakai',
                'verbose_name_plural': 'pesan siap pakai',
                'ordering': ['branch', 'kind'],
            },
        ),
        migrations.CreateModel(
            name='MessageTemplateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('greeting', 'Salam perkenalan'), ('reminder', 'Pengingat iuran'), ('how_to_pay', 'Cara membayar'), ('rehab', 'Cicilan REHAB'), ('promise', 'Pengingat janji'), ('thanks', 'Terima kasih')], max_length=10, verbose_name='jenis')),
                ('text', models.TextField(verbose_name='isi pesan')),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OutreachEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('held_on', models.DateField(verbose_name='tanggal')),
                ('place', models.CharField(max_length=150, verbose_name='tempat')),
                ('topic', models.CharField(max_length=150, verbose_name='topik')),
                ('people_reached', models.PositiveIntegerField(verbose_name='orang yang hadir')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='catatan')),
                ('stored_photo', models.CharField(blank=True, db_comment='name of the encrypted file below MEDIA_ROOT', editable=False, max_length=100)),
            ],
            options={
                'verbose_name': 'sosialisasi',
                'verbose_name_plural': 'sosialisasi',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OutreachEventEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('held_on', models.DateField(verbose_name='tanggal')),
                ('place', models.CharField(max_length=150, verbose_name='tempat')),
                ('topic', models.CharField(max_length=150, verbose_name='topik')),
                ('people_reached', models.PositiveIntegerField(verbose_name='orang yang hadir')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='catatan')),
                ('stored_photo', models.CharField(blank=True, db_comment='name of the encrypted file below MEDIA_ROOT', editable=False, max_length=100)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegistrationInterest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('name', models.CharField(max_length=150, verbose_name='nama')),
                ('phone', models.CharField(max_length=16, verbose_name='nomor HP')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='catatan')),
                ('agreed_to_call', models.BooleanField(verbose_name='bersedia ditelepon')),
                ('state', models.CharField(choices=[('open', 'Menunggu telepon'), ('called', 'Sudah ditelepon'), ('done', 'Selesai')], default='open', max_length=6, verbose_name='keadaan')),
                ('office_note', models.CharField(blank=True, max_length=500, verbose_name='catatan kantor')),
                ('settled_at', models.DateTimeField(blank=True, db_comment='of the newest step', null=True)),
            ],
            options={
                'verbose_name': 'peminat pendaftaran',
                'verbose_name_plural': 'peminat pendaftaran',
                'ordering': ['-made_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegistrationInterestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('name', models.CharField(max_length=150, verbose_name='nama')),
                ('phone', models.CharField(max_length=16, verbose_name='nomor HP')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='catatan')),
                ('agreed_to_call', models.BooleanField(verbose_name='bersedia ditelepon')),
                ('state', models.CharField(choices=[('open', 'Menunggu telepon'), ('called', 'Sudah ditelepon'), ('done', 'Selesai')], default='open', max_length=6, verbose_name='keadaan')),
                ('office_note', models.CharField(blank=True, max_length=500, verbose_name='catatan kantor')),
                ('settled_at', models.DateTimeField(blank=True, db_comment='of the newest step', null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SafetyReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('happened_on', models.DateField(verbose_name='tanggal kejadian')),
                ('kind', models.CharField(choices=[('threat', 'Ancaman'), ('violence', 'Kekerasan'), ('animal', 'Hewan galak'), ('other', 'Lainnya')], max_length=8, verbose_name='jenis')),
                ('text', models.TextField(verbose_name='kejadian')),
                ('state', models.CharField(choices=[('open', 'Peringatan berlaku'), ('closed', 'Ditutup')], default='open', max_length=6, verbose_name='keadaan')),
                ('closing_note', models.TextField(blank=True, verbose_name='alasan penutupan')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'laporan keamanan',
                'verbose_name_plural': 'laporan keamanan',
                'ordering': ['-made_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SafetyReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('happened_on', models.DateField(verbose_name='tanggal kejadian')),
                ('kind', models.CharField(choices=[('threat', 'Ancaman'), ('violence', 'Kekerasan'), ('animal', 'Hewan galak'), ('other', 'Lainnya')], max_length=8, verbose_name='jenis')),
                ('text', models.TextField(verbose_name='kejadian')),
                ('state', models.CharField(choices=[('open', 'Peringatan berlaku'), ('closed', 'Ditutup')], default='open', max_length=6, verbose_name='keadaan')),
                ('closing_note', models.TextField(blank=True, verbose_name='alasan penutupan')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceComplaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('category', models.CharField(choices=[('admin_data', 'Data kepesertaan'), ('facility_service', 'Pelayanan fasilitas kesehatan'), ('medicine_cost', 'Obat atau biaya'), ('referral_queue', 'Rujukan atau antrean'), ('app_channel', 'Aplikasi atau kanal pembayaran'), ('officer', 'Petugas'), ('other', 'Lainnya')], max_length=16, verbose_name='jenis keluhan')),
                ('text', models.TextField(verbose_name='keluhan')),
                ('state', models.CharField(choices=[('open', 'Menunggu jawaban'), ('answered', 'Dijawab')], default='open', max_length=8, verbose_name='keadaan')),
                ('answer', models.TextField(blank=True, verbose_name='jawaban')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'keluhan pelayanan',
                'verbose_name_plural': 'keluhan pelayanan',
                'ordering': ['-made_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceComplaintEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('made_at', models.DateTimeField(db_comment='time on the device', verbose_name='waktu')),
                ('received_at', models.DateTimeField(db_comment='when it reached the server')),
                ('category', models.CharField(choices=[('admin_data', 'Data kepesertaan'), ('facility_service', 'Pelayanan fasilitas kesehatan'), ('medicine_cost', 'Obat atau biaya'), ('referral_queue', 'Rujukan atau antrean'), ('app_channel', 'Aplikasi atau kanal pembayaran'), ('officer', 'Petugas'), ('other', 'Lainnya')], max_length=16, verbose_name='jenis keluhan')),
                ('text', models.TextField(verbose_name='keluhan')),
                ('state', models.CharField(choices=[('open', 'Menunggu jawaban'), ('answered', 'Dijawab')], default='open', max_length=8, verbose_name='keadaan')),
                ('answer', models.TextField(blank=True, verbose_name='jawaban')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='contact',
            name='complaint_category',
            field=models.CharField(blank=True, choices=[('admin_data', 'Data kepesertaan'), ('facility_service', 'Pelayanan fasilitas kesehatan'), ('medicine_cost', 'Obat atau biaya'), ('referral_queue', 'Rujukan atau antrean'), ('app_channel', 'Aplikasi atau kanal pembayaran'), ('officer', 'Petugas'), ('other', 'Lainnya')], db_default='', default='', max_length=16, verbose_name='jenis keluhan'),
        ),
        migrations.AddField(
            model_name='contact',
            name='confirmed_phone',
            field=models.CharField(blank=True, db_comment='the number that the family confirmed at this visit', db_default='', default='', max_length=16, verbose_name='nomor HP terkonfirmasi'),
        ),
        migrations.AddField(
            model_name='contact',
            name='new_address',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='alamat baru'),
        ),
        migrations.AddField(
            model_name='contact',
            name='new_phone',
            field=models.CharField(blank=True, db_default='', default='', max_length=16, verbose_name='nomor HP baru'),
        ),
        migrations.AddField(
            model_name='contact',
            name='reason',
            field=models.CharField(blank=True, choices=[('no_money', 'Belum ada uang'), ('lost_job', 'Kehilangan pekerjaan'), ('forgot', 'Lupa'), ('channel_far', 'Tempat membayar jauh'), ('never_used', 'Merasa tidak pernah memakai'), ('disappointed', 'Kecewa dengan pelayanan'), ('now_pbi_or_employer', 'Sudah ditanggung PBI atau pemberi kerja'), ('other', 'Lainnya')], db_default='', default='', max_length=20, verbose_name='sebab belum membayar'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='complaint_category',
            field=models.CharField(blank=True, choices=[('admin_data', 'Data kepesertaan'), ('facility_service', 'Pelayanan fasilitas kesehatan'), ('medicine_cost', 'Obat atau biaya'), ('referral_queue', 'Rujukan atau antrean'), ('app_channel', 'Aplikasi atau kanal pembayaran'), ('officer', 'Petugas'), ('other', 'Lainnya')], db_default='', default='', max_length=16, verbose_name='jenis keluhan'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='confirmed_phone',
            field=models.CharField(blank=True, db_comment='the number that the family confirmed at this visit', db_default='', default='', max_length=16, verbose_name='nomor HP terkonfirmasi'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='new_address',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='alamat baru'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='new_phone',
            field=models.CharField(blank=True, db_default='', default='', max_length=16, verbose_name='nomor HP baru'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='reason',
            field=models.CharField(blank=True, choices=[('no_money', 'Belum ada uang'), ('lost_job', 'Kehilangan pekerjaan'), ('forgot', 'Lupa'), ('channel_far', 'Tempat membayar jauh'), ('never_used', 'Merasa tidak pernah memakai'), ('disappointed', 'Kecewa dengan pelayanan'), ('now_pbi_or_employer', 'Sudah ditanggung PBI atau pemberi kerja'), ('other', 'Lainnya')], db_default='', default='', max_length=20, verbose_name='sebab belum membayar'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_contactevent" ("accuracy", "branch_id", "cadre_id", "channel_id", "complaint", "complaint_category", "confirmed_phone", "household_id", "id", "latitude", "longitude", "made_at", "made_on", "mode", "new_address", "new_phone", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_amount", "promised_on", "reason", "received_at", "recorded_by_id", "run_id", "uuid") SELECT new_values."accuracy", new_values."branch_id", new_values."cadre_id", new_values."channel_id", new_values."complaint", new_values."complaint_category", new_values."confirmed_phone", new_values."household_id", new_values."id", new_values."latitude", new_values."longitude", new_values."made_at", new_values."made_on", new_values."mode", new_values."new_address", new_values."new_phone", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."promised_amount", new_values."promised_on", new_values."reason", new_values."received_at", new_values."recorded_by_id", new_values."run_id", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b6e928b254bc0610f7776b2ca3a39d5d3b30ad7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a7341', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='collections_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_contactevent" ("accuracy", "branch_id", "cadre_id", "channel_id", "complaint", "complaint_category", "confirmed_phone", "household_id", "id", "latitude", "longitude", "made_at", "made_on", "mode", "new_address", "new_phone", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_amount", "promised_on", "reason", "received_at", "recorded_by_id", "run_id", "uuid") SELECT old_values."accuracy", old_values."branch_id", old_values."cadre_id", old_values."channel_id", old_values."complaint", old_values."complaint_category", old_values."confirmed_phone", old_values."household_id", old_values."id", old_values."latitude", old_values."longitude", old_values."made_at", old_values."made_on", old_values."mode", old_values."new_address", old_values."new_phone", old_values."note", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."promised_amount", old_values."promised_on", old_values."reason", old_values."received_at", old_values."recorded_by_id", old_values."run_id", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fd3ef075e39bba180d72297bd361733a65462fa9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6771f', referencing='REFERENCING OLD TABLE AS old_values ', table='collections_contact', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('new_phone', ''), ('new_phone__regex', '^\\+[1-9][0-9]{7,14}$'), _connector='OR'), name='contact_new_phone_e164'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_phone', ''), models.Q(('confirmed_phone__regex', '^\\+[1-9][0-9]{7,14}$'), ('mode', 'visit')), _connector='OR'), name='contact_phone_confirmed_at_visit'),
        ),
        migrations.AddField(
            model_name='messagetemplate',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='messagetemplate',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='messagetemplateevent',
            name='branch',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='messagetemplateevent',
            name='changed_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='messagetemplateevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='messagetemplateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='collections.messagetemplate'),
        ),
        migrations.AddField(
            model_name='outreachevent',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='outreachevent',
            name='cadre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='outreacheventevent',
            name='branch',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='outreacheventevent',
            name='cadre',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='outreacheventevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='outreacheventevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='collections.outreachevent'),
        ),
        migrations.AddField(
            model_name='registrationinterest',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.area', verbose_name='kelurahan'),
        ),
        migrations.AddField(
            model_name='registrationinterest',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='registrationinterest',
            name='cadre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='registrationinterest',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registrationinterestevent',
            name='area',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='common.area', verbose_name='kelurahan'),
        ),
        migrations.AddField(
            model_name='registrationinterestevent',
            name='branch',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='registrationinterestevent',
            name='cadre',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='registrationinterestevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='registrationinterestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='collections.registrationinterest'),
        ),
        migrations.AddField(
            model_name='registrationinterestevent',
            name='settled_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='safetyreport',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='safetyreport',
            name='cadre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='safetyreport',
            name='closed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='safetyreport',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='arrears.household'),
        ),
        migrations.AddField(
            model_name='safetyreportevent',
            name='branch',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='safetyreportevent',
            name='cadre',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='safetyreportevent',
            name='closed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='safetyreportevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='arrears.household'),
        ),
        migrations.AddField(
            model_name='safetyreportevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='safetyreportevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='collections.safetyreport'),
        ),
        migrations.AddField(
            model_name='servicecomplaint',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='servicecomplaint',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='servicecomplaint',
            name='cadre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='servicecomplaint',
            name='household',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='arrears.household'),
        ),
        migrations.AddField(
            model_name='servicecomplaintevent',
            name='answered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='servicecomplaintevent',
            name='branch',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='common.branch'),
        ),
        migrations.AddField(
            model_name='servicecomplaintevent',
            name='cadre',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cadres.cadre', verbose_name='kader'),
        ),
        migrations.AddField(
            model_name='servicecomplaintevent',
            name='household',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='arrears.household'),
        ),
        migrations.AddField(
            model_name='servicecomplaintevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='servicecomplaintevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='collections.servicecomplaint'),
        ),
        migrations.AddConstraint(
            model_name='messagetemplate',
            constraint=models.UniqueConstraint(fields=('branch', 'kind'), name='message_once_per_kind'),
        ),
        migrations.AddConstraint(
            model_name='messagetemplate',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_has_text'),
        ),
        migrations.AddConstraint(
            model_name='messagetemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'greeting'), _negated=True), models.Q(('text__regex', '\\{(bulan|jumlah|va|janji_tanggal|janji_jumlah)\\}'), _negated=True), _connector='OR'), name='message_greeting_without_arrears'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='messagetemplate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_messagetemplateevent" ("branch_id", "changed_at", "changed_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."branch_id", new_values."changed_at", new_values."changed_by_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='129ffa2b64b45be216c4cb36251f68b03f46f869', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e3b0b', referencing='REFERENCING NEW TABLE AS new_values ', table='collections_messagetemplate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='messagetemplate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_messagetemplateevent" ("branch_id", "changed_at", "changed_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."branch_id", new_values."changed_at", new_values."changed_by_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39e15c14b0543a59cd626ab07a8517aadf96e200', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d3d2a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='collections_messagetemplate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='messagetemplate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_messagetemplateevent" ("branch_id", "changed_at", "changed_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."branch_id", old_values."changed_at", old_values."changed_by_id", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0646dcb6bb744a144b7770576f66ee3889fb2e61', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6c3ac', referencing='REFERENCING OLD TABLE AS old_values ', table='collections_messagetemplate', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='outreachevent',
            index=models.Index(fields=['branch', 'held_on'], name='event_branch_day'),
        ),
        migrations.AddConstraint(
            model_name='outreachevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('topic', ''), _negated=True)), name='event_has_place_and_topic'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outreachevent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_outreacheventevent" ("branch_id", "cadre_id", "held_on", "id", "made_at", "note", "people_reached", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "received_at", "stored_photo", "topic") SELECT new_values."branch_id", new_values."cadre_id", new_values."held_on", new_values."id", new_values."made_at", new_values."note", new_values."people_reached", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."received_at", new_values."stored_photo", new_values."topic" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='36ec3c4f5fe08f607ce6f6c51bc090548f0bfa06', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_43aca', referencing='REFERENCING NEW TABLE AS new_values ', table='collections_outreachevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outreachevent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_outreacheventevent" ("branch_id", "cadre_id", "held_on", "id", "made_at", "note", "people_reached", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "received_at", "stored_photo", "topic") SELECT new_values."branch_id", new_values."cadre_id", new_values."held_on", new_values."id", new_values."made_at", new_values."note", new_values."people_reached", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."received_at", new_values."stored_photo", new_values."topic" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e55d3f3de561e9c9a479241415adeedc9cc1a7fb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0388e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='collections_outreachevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outreachevent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_outreacheventevent" ("branch_id", "cadre_id", "held_on", "id", "made_at", "note", "people_reached", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "received_at", "stored_photo", "topic") SELECT old_values."branch_id", old_values."cadre_id", old_values."held_on", old_values."id", old_values."made_at", old_values."note", old_values."people_reached", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."received_at", old_values."stored_photo", old_values."topic" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c8f2cc9f5ba2753bd052a084b782ae5b27a8cf27', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6c984', referencing='REFERENCING OLD TABLE AS old_values ', table='collections_outreachevent', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='registrationinterest',
            index=models.Index(fields=['branch', 'state'], name='interest_branch_state'),
        ),
        migrations.AddConstraint(
            model_name='registrationinterest',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_to_call', True)), name='interest_agreed_to_call'),
        ),
        migrations.AddConstraint(
            model_name='registrationinterest',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='interest_has_name'),
        ),
        migrations.AddConstraint(
            model_name='registrationinterest',
            constraint=models.CheckConstraint(condition=models.Q(('phone__regex', '^\\+[1-9][0-9]{7,14}$')), name='interest_phone_e164'),
        ),
        migrations.AddConstraint(
            model_name='registrationinterest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='interest_settled_has_time_and_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registrationinterest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_registrationinterestevent" ("agreed_to_call", "area_id", "branch_id", "cadre_id", "id", "made_at", "name", "note", "office_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "received_at", "settled_at", "settled_by_id", "state") SELECT new_values."agreed_to_call", new_values."area_id", new_values."branch_id", new_values."cadre_id", new_values."id", new_values."made_at", new_values."name", new_values."note", new_values."office_note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."received_at", new_values."settled_at", new_values."settled_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='66772504059a61cdf2c47cb854eadb14ebb81f58', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_74f45', referencing='REFERENCING NEW TABLE AS new_values ', table='collections_registrationinterest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registrationinterest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_registrationinterestevent" ("agreed_to_call", "area_id", "branch_id", "cadre_id", "id", "made_at", "name", "note", "office_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "received_at", "settled_at", "settled_by_id", "state") SELECT new_values."agreed_to_call", new_values."area_id", new_values."branch_id", new_values."cadre_id", new_values."id", new_values."made_at", new_values."name", new_values."note", new_values."office_note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."received_at", new_values."settled_at", new_values."settled_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='086c0fea1bc2445c3fde32b2c44ba819fda1ae59', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_baa77', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='collections_registrationinterest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registrationinterest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_registrationinterestevent" ("agreed_to_call", "area_id", "branch_id", "cadre_id", "id", "made_at", "name", "note", "office_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "received_at", "settled_at", "settled_by_id", "state") SELECT old_values."agreed_to_call", old_values."area_id", old_values."branch_id", old_values."cadre_id", old_values."id", old_values."made_at", old_values."name", old_values."note", old_values."office_note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."received_at", old_values."settled_at", old_values."settled_by_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9ec2f1fb38a5e9a6d57f675c90d41340a6a5f6b7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3b143', referencing='REFERENCING OLD TABLE AS old_values ', table='collections_registrationinterest', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='safetyreport',
            index=models.Index(fields=['branch', 'state'], name='danger_branch_state'),
        ),
        migrations.AddIndex(
            model_name='safetyreport',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['branch', 'household'], name='danger_open_at'),
        ),
        migrations.AddConstraint(
            model_name='safetyreport',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='danger_has_text'),
        ),
        migrations.AddConstraint(
            model_name='safetyreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('closing_note', ''), ('state', 'open')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state', 'closed'), models.Q(('closing_note', ''), _negated=True)), _connector='OR'), name='danger_closed_has_note_time_and_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='safetyreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_safetyreportevent" ("branch_id", "cadre_id", "closed_at", "closed_by_id", "closing_note", "happened_on", "household_id", "id", "kind", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "state", "text") SELECT new_values."branch_id", new_values."cadre_id", new_values."closed_at", new_values."closed_by_id", new_values."closing_note", new_values."happened_on", new_values."household_id", new_values."id", new_values."kind", new_values."made_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_at", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6c81a32a4e85021b65070c9f9e1ef9dcec6baa07', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_78bc6', referencing='REFERENCING NEW TABLE AS new_values ', table='collections_safetyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='safetyreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_safetyreportevent" ("branch_id", "cadre_id", "closed_at", "closed_by_id", "closing_note", "happened_on", "household_id", "id", "kind", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "state", "text") SELECT new_values."branch_id", new_values."cadre_id", new_values."closed_at", new_values."closed_by_id", new_values."closing_note", new_values."happened_on", new_values."household_id", new_values."id", new_values."kind", new_values."made_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_at", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d25ecc7f123d3dcdd57d942a4f82e06d70a57faa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8e080', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='collections_safetyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='safetyreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_safetyreportevent" ("branch_id", "cadre_id", "closed_at", "closed_by_id", "closing_note", "happened_on", "household_id", "id", "kind", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "state", "text") SELECT old_values."branch_id", old_values."cadre_id", old_values."closed_at", old_values."closed_by_id", old_values."closing_note", old_values."happened_on", old_values."household_id", old_values."id", old_values."kind", old_values."made_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_at", old_values."state", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9636bc8df0d7d5afa087faa6ae820e86024f848d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2aec4', referencing='REFERENCING OLD TABLE AS old_values ', table='collections_safetyreport', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='servicecomplaint',
            index=models.Index(fields=['branch', 'state'], name='complaint_branch_state'),
        ),
        migrations.AddConstraint(
            model_name='servicecomplaint',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='complaint_has_text'),
        ),
        migrations.AddConstraint(
            model_name='servicecomplaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'open')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('state', 'answered'), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='complaint_answer_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicecomplaint',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_servicecomplaintevent" ("answer", "answered_at", "answered_by_id", "branch_id", "cadre_id", "category", "household_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "state", "text") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."branch_id", new_values."cadre_id", new_values."category", new_values."household_id", new_values."id", new_values."made_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_at", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='08eaeaf09f5ec173bf95d7cd4d258ae0aa1190c1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_85b52', referencing='REFERENCING NEW TABLE AS new_values ', table='collections_servicecomplaint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicecomplaint',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_servicecomplaintevent" ("answer", "answered_at", "answered_by_id", "branch_id", "cadre_id", "category", "household_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "state", "text") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."branch_id", new_values."cadre_id", new_values."category", new_values."household_id", new_values."id", new_values."made_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_at", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a7b8a1f18a8e958baf7723a4e3cdc40287921bee', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5ab10', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='collections_servicecomplaint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicecomplaint',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "collections_servicecomplaintevent" ("answer", "answered_at", "answered_by_id", "branch_id", "cadre_id", "category", "household_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "state", "text") SELECT old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."branch_id", old_values."cadre_id", old_values."category", old_values."household_id", old_values."id", old_values."made_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_at", old_values."state", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5daa5c4545069accce276ecd2227b671642a50c1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a63ed', referencing='REFERENCING OLD TABLE AS old_values ', table='collections_servicecomplaint', when='AFTER')),
        ),
    ]
