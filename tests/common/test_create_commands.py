"""`create_branch` and `create_user`: idempotent where nothing differs, one sentence where it does."""

import io

import pytest
from django.core.management import CommandError, call_command

from kaderjkn.common.models import Branch, User
from tests.factories import PASSWORD


def run(*arguments, typed="", monkeypatch=None):
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_create_branch_makes_it_with_its_region(db):
    run("create_branch", "0905", "Jakarta Utara", "--region", "Kedeputian Wilayah IV")
    branch = Branch.objects.get(code="0905")
    assert (branch.name, branch.region.name, branch.time_zone) == (
        "Jakarta Utara",
        "Kedeputian Wilayah IV",
        "Asia/Jakarta",
    )


def test_create_branch_again_changes_nothing(branch):
    assert "sudah ada" in run("create_branch", "0905", "Jakarta Utara")


@pytest.mark.parametrize("arguments", [("0905", "Lain"), ("905", "Jakarta Utara"), ("090X", "Jakarta Utara")])
def test_create_branch_refuses_another_name_and_a_wrong_code(branch, arguments):
    with pytest.raises(CommandError) as error:
        run("create_branch", *arguments)
    assert error.value.returncode == 1


def test_create_user_reads_the_password(branch, monkeypatch):
    run(
        "create_user",
        "Sari",
        "--role",
        "staff",
        "--branch",
        "0905",
        "--password-stdin",
        typed=PASSWORD + "\n",
        monkeypatch=monkeypatch,
    )
    user = User.objects.get(username="sari")
    assert user.check_password(PASSWORD)
    assert not user.must_change_password


def test_create_user_prints_a_code_without_one(branch):
    code = run("create_user", "sari", "--role", "supervisor", "--branch", "0905").split()[-1]
    assert User.objects.get(username="sari").check_password(code)


def test_create_user_again_changes_nothing(staff, branch):
    assert "sudah ada" in run("create_user", "petugas", "--role", "staff", "--branch", "0905")
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_regional_gets_the_region_of_the_branch_or_the_named_one(branch):
    run("create_user", "satu", "--role", "regional", "--branch", "0905")
    run("create_user", "dua", "--role", "regional", "--region", branch.region.name)
    assert {user.region for user in User.objects.filter(role="regional")} == {branch.region}


@pytest.mark.parametrize(
    "options",
    [
        ["--role", "staff"],
        ["--role", "staff", "--branch", "9999"],
        ["--role", "regional"],
        ["--role", "regional", "--region", "Lain"],
    ],
)
def test_create_user_refuses_a_missing_place(branch, options):
    with pytest.raises(CommandError) as error:
        run("create_user", "sari", *options)
    assert error.value.returncode == 1
    assert not User.objects.exists()


def test_create_user_refuses_a_known_name_in_another_role(staff, branch):
    with pytest.raises(CommandError, match="peran atau tempat lain"):
        run("create_user", "petugas", "--role", "supervisor", "--branch", "0905")
