"""Printed codes: shown once, for one cadre or for all who never signed in."""

from django.urls import reverse
from django.utils import timezone

from cadres.logins import issue_slip
from kaderjkn.common.models import AccessLog
from tests.factories import CadreFactory


def test_code_signs_in_and_must_be_changed(cadre, staff):
    slip = issue_slip(cadre=cadre, by=staff)
    cadre.user.refresh_from_db()
    assert cadre.user.check_password(slip.code)
    assert cadre.user.must_change_password


def test_missing_account_is_made(branch, staff):
    cadre = CadreFactory(branch=branch, user=None, code="0905-77")
    slip = issue_slip(cadre=cadre, by=staff)
    cadre.refresh_from_db()
    assert (cadre.user.username, cadre.user.check_password(slip.code)) == ("0905-77", True)


def test_page_asks_first_and_shows_the_code_once(client_of, staff, cadre):
    client, url = client_of(staff), reverse("cadres:cadre-login", args=[cadre.pk])
    assert "login-slip" not in client.get(url).content.decode()
    answer = client.post(url)
    assert "login-slip" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert AccessLog.objects.get().act == "print"
    assert "login-slip" not in client.get(url).content.decode()


def test_new_cadres_get_a_slip_each_and_others_none(client_of, staff, cadre, branch, other_branch):
    new = CadreFactory(branch=branch)
    CadreFactory(branch=other_branch)
    cadre.user.last_login = timezone.now()
    cadre.user.save()
    text = client_of(staff).post(reverse("cadres:new-logins")).content.decode()
    assert text.count("login-slip") == 1
    assert new.name in text


def test_other_branch_finds_nothing(client_of, staff, other_branch):
    url = reverse("cadres:cadre-login", args=[CadreFactory(branch=other_branch).pk])
    assert [client_of(staff).get(url).status_code, client_of(staff).post(url).status_code] == [404, 404]
