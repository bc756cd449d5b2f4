"""The floor: the least that a list or a bank file could cost. One transaction of hand-written SQL, nothing checked.

It copies the rows that the program accepts and writes the same tables, with their indexes, constraints and audit
triggers, under the same settings of the session. What it may do and the program may not: trust every cell.
"""

from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from arrears.models import ArrearsList
from kaderjkn.common.models import Branch, ImportRun, Period
from kaderjkn.common.sql_jobs import execute, sql_beside

MEMORY = "192MB"  # what an import allows itself (common/imports/schemas.py)
BLOCK = 1 << 20
LIST_COLUMNS = """
line integer, no_kk text, noka text, nama text, kepala text, nik text, segmen text, kelas smallint, alamat text,
rt text, rw text, kode_wilayah text, no_hp text, bulan_menunggak integer, jml_tunggakan bigint
"""
PAYMENT_COLUMNS = """
line integer, sumber text, referensi text, tgl_bayar date, jumlah bigint, kanal text, noka text, no_kk text,
no_va text, membatalkan text
"""
COLUMNS = {"first": LIST_COLUMNS, "next": LIST_COLUMNS, "payments": PAYMENT_COLUMNS}


def write(act: str, path: Path, month: date) -> None:
    """Do one act; leave exactly the rows that the program leaves, but for ids and the hash of a NIK."""
    with transaction.atomic():
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # millions of checks need not wait for the end
        execute("SELECT set_config('work_mem', %(memory)s, true)", {"memory": MEMORY})
        execute("DROP TABLE IF EXISTS pg_temp.incoming, pg_temp.family, pg_temp.member, pg_temp.payer")
        execute(f"CREATE TEMPORARY TABLE incoming ({COLUMNS[act]}) ON COMMIT DROP")
        _copy(path)
        execute("ANALYZE incoming")
        execute(sql_beside(__file__, f"floor_{act}.sql"), single_rows(act, month, path.name))


def _copy(path: Path) -> None:
    with (
        connection.cursor() as cursor,
        path.open("rb") as file,
        cursor.copy("COPY incoming FROM STDIN (FORMAT csv)") as copy,
    ):
        while block := file.read(BLOCK):
            copy.write(block)


def single_rows(act: str, month: date, file_name: str) -> dict:
    """The rows that an import has only one of; parameters of the SQL."""
    branch, now = Branch.objects.get(), timezone.now()
    kind = "payments" if act == "payments" else "arrears"
    run = ImportRun(branch=branch, kind=kind, month=month, data_date=month, state="applied", applied_at=now)
    run.file_name = file_name
    run.save()
    params = {"branch": branch.pk, "month": month, "run": run.pk, "list": None}
    if kind == "arrears":
        Period.objects.create(branch=branch, month=month)
        params["list"] = ArrearsList.objects.create(branch=branch, month=month, data_date=month, run=run).pk
    return params
