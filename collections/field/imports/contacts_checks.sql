-- Named checks of a file of contacts. A time without zone is the branch's own.

UPDATE staged SET made_at = CASE WHEN waktu ~ '[+-]\d\d(:\d\d)?$' THEN waktu::timestamptz
                                 ELSE waktu::timestamp AT TIME ZONE %(zone)s END;

UPDATE staged SET made_on = (made_at AT TIME ZONE %(zone)s)::date, jumlah_janji = nullif(jumlah_janji, 0);

UPDATE staged SET cadre_id = cadre.id
FROM cadres_cadre AS cadre WHERE cadre.branch_id = %(branch)s AND cadre.code = staged.kode_kader;

UPDATE staged SET channel_id = channel.id
FROM arrears_channel AS channel WHERE channel.code = upper(staged.kanal);

INSERT INTO staged_issue
SELECT line, 'kode_kader', 'unknown_cadre', 'error', 'Kode kader ini tidak ada di cabang.'
FROM staged WHERE cadre_id IS NULL;

INSERT INTO staged_issue
SELECT line, 'noka', 'no_household', 'error', 'Isi nomor kartu atau nomor KK.'
FROM staged WHERE coalesce(noka, no_kk) IS NULL;

INSERT INTO staged_issue
SELECT line, 'kanal', 'unknown_channel', 'error', 'Kanal ini tidak dikenal.'
FROM staged WHERE kanal IS NOT NULL AND channel_id IS NULL;

INSERT INTO staged_issue
SELECT line, 'waktu', 'in_future', 'error', 'Waktu kontak lebih dari 24 jam di depan.'
FROM staged WHERE made_at > %(now)s + interval '24 hours';

INSERT INTO staged_issue
SELECT line, 'tgl_janji', 'promise_before_contact', 'error', 'Tanggal janji lebih awal daripada tanggal kontak.'
FROM staged WHERE tgl_janji < made_on;

INSERT INTO staged_issue
SELECT line, 'jumlah_janji', 'amount_without_day', 'error', 'Jumlah janji perlu tanggal janji.'
FROM staged WHERE jumlah_janji IS NOT NULL AND tgl_janji IS NULL;

INSERT INTO staged_issue
SELECT line, 'uuid', 'not_a_uuid', 'error', 'Pengenal (uuid) tidak berbentuk UUID.'
FROM staged
WHERE uuid IS NOT NULL AND uuid !~* '^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$';
