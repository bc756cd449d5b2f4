"""Keeping the signed agreement: encrypted, the newest in force, the older ones still there."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kaderjkn.common.audit import acting
from kaderjkn.common.encrypted_files import delete_file, keep_file
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import User

from .models import Agreement, SignedScan
from .validators import check_scan

FOLDER = "perjanjian"


def keep_scan(*, agreement: Agreement, content: bytes, by: User) -> SignedScan:
    """Keep a scan of the agreement; the same file again changes nothing."""
    try:
        found = check_scan(content)
    except ValidationError as problem:
        raise Refused(problem.message) from None
    checksum = hashlib.sha256(content).hexdigest()
    name = keep_file(FOLDER, content)
    try:
        scan = _put_in_force(agreement, by, stored_file=name, file_type=found, size=len(content), checksum=checksum)
    except BaseException:
        delete_file(name)
        raise
    if scan.stored_file != name:
        delete_file(name)
    return scan


def _put_in_force(agreement: Agreement, by: User, **facts) -> SignedScan:
    with transaction.atomic(), acting(by, kind="keep signed agreement"):
        agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
        in_force = agreement.scans.filter(replaced_at=None)
        if same := in_force.filter(checksum=facts["checksum"]).first():
            return same
        in_force.update(replaced_at=timezone.now())
        about = {"cadre_id": agreement.cadre_id, "agreement": agreement, "number": agreement.number}
        return SignedScan.objects.create(uploaded_by=by, **about, **facts)
