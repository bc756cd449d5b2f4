"""The floor of the intake: the same rows of contacts and receipts, a transaction a message, no check, no look-up."""

import json

from django.db import connection, transaction
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt

CONTACT = """
INSERT INTO collections_contact (branch_id, uuid, household_id, cadre_id, mode, outcome, made_at, made_on, received_at,
    note, complaint, reason, complaint_category, new_address, new_phone, confirmed_phone, recorded_by_id)
VALUES (%(branch)s, %(id)s, %(household)s, %(cadre)s, 'visit', 'met', %(clock)s, %(clock)s::date, now(),
    '', '', '', '', '', '', '', %(user)s)
"""
RECEIPT = """
INSERT INTO common_devicerecord (branch_id, uuid, kind, user_id, sent_by_id, clock, made_at, received_at, skew, notices)
VALUES (%(branch)s, %(id)s, 'contact', %(user)s, %(user)s, %(clock)s, %(clock)s, now(), 0, '[]')
"""


@csrf_exempt
def bare(request):
    rows = json.loads(request.body)["records"]
    connection.ensure_connection()
    with transaction.atomic(), connection.connection.cursor() as cursor:  # psycopg's own: no context of an audit trail
        cursor.executemany(RECEIPT, rows)
        cursor.executemany(CONTACT, rows)
    return JsonResponse({"records": len(rows)})
