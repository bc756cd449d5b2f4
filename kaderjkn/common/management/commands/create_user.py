"""Make an account: `create_user petugas --role staff --branch 0905`.

The password comes from standard input (`--password-stdin`); else a one-time code is made and printed.
"""

import sys

from django.db import transaction

from kaderjkn.common.accounts.actions import create_user, issue_login
from kaderjkn.common.commands import ActionCommand
from kaderjkn.common.enums import BRANCH_ROLES, Role
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Region, User


class Command(ActionCommand):
    help = "Membuat akun."

    def add_arguments(self, parser):
        parser.add_argument("name", help="nama pengguna")
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--branch", help="kode kantor cabang, empat angka")
        parser.add_argument("--region", help="nama kedeputian wilayah; bila kosong, wilayah dari --branch")
        parser.add_argument("--password-stdin", action="store_true", help="baca kata sandi dari masukan standar")

    @transaction.atomic
    def act(self, **options):
        place = self.place_of(options)
        if user := User.objects.filter(username=User.normalize_username(options["name"])).first():
            self.answer_for_known(user, options["role"], place)
            return
        password = read_password() if options["password_stdin"] else None
        user = create_user(username=options["name"], role=options["role"], password=password, **place)
        self.stdout.write(f"Akun {user.username} ({user.get_role_display()}) dibuat.")
        if not password:
            self.stdout.write(f"Kode sekali pakai: {issue_login(user=user, by=None)}")

    def place_of(self, options) -> dict:
        """Return the branch or the region that the role needs; refuse what is missing."""
        role = options["role"]
        if role in BRANCH_ROLES and not options["branch"]:
            raise Refused(f"Peran {role} memerlukan --branch.")
        if role == Role.REGIONAL:
            return {"region": self.region_of(options)}
        return {"branch": self.branch_of(options)} if role in BRANCH_ROLES else {}

    def region_of(self, options) -> Region:
        name = options["region"]
        region = Region.objects.filter(name=name).first() if name else None
        if region is None and not name and options["branch"]:
            region = self.branch_of(options).region
        if region is None:
            known = f"Wilayah kerja {name} belum ada." if name else "Peran regional memerlukan --region."
            raise Refused(f"{known} Wilayah kerja dibuat dengan create_branch --region.")
        return region

    def answer_for_known(self, user, role, place) -> None:
        known = (user.role, user.branch, user.region)
        if known != (role, place.get("branch"), place.get("region")):
            raise Refused(f"Akun {user.username} sudah ada dengan peran atau tempat lain.")
        self.stdout.write(f"Akun {user.username} sudah ada; tidak ada yang diubah.")


def read_password() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Refused("Tidak ada kata sandi di masukan standar.")
    return password
