"""Choosing the kelurahan of households whose place could not be read."""

import pytest
from django.urls import reverse

from arrears.models import ListedHousehold
from tests.collections.builders import make_case
from tests.factories import AreaFactory


@pytest.fixture
def lost(cadre):
    """A listed household without kelurahan."""
    case = make_case(cadre, name="Siti Aminah")
    case.holders.all().delete()
    household = case.household
    case.delete()
    ListedHousehold.objects.update(area=None, status="no_kelurahan", place="KOJAA")
    return ListedHousehold.objects.get(household=household)


def test_list_shows_the_place_as_written_and_no_name(client_of, staff, lost):
    text = client_of(staff).get(reverse("arrears:mend-list")).content.decode()
    assert "KOJAA" in text
    assert "Siti" not in text


def test_chosen_kelurahan_places_the_household(client_of, staff, lost, branch):
    area = AreaFactory(branch=branch)
    client = client_of(staff)
    answer = client.post(reverse("arrears:mend-place", args=[lost.pk]), {"area": area.pk}, follow=True)
    lost.refresh_from_db()
    assert (lost.area, lost.household.mended_area) == (area, area)
    assert "Jalankan pembagian" in answer.content.decode()
    assert client.get(reverse("arrears:mend-place", args=[lost.pk])).status_code == 404


def test_kelurahan_of_another_branch_cannot_be_chosen(client_of, staff, lost, other_branch):
    area = AreaFactory(branch=other_branch)
    answer = client_of(staff).post(reverse("arrears:mend-place", args=[lost.pk]), {"area": area.pk})
    assert "area" in answer.context["form"].errors


def test_most_similar_names_are_offered_first(client_of, staff, lost, branch):
    koja = AreaFactory(branch=branch, name="Koja")
    AreaFactory(branch=branch, name="Ancol")
    page = client_of(staff).get(reverse("arrears:mend-place", args=[lost.pk]))
    groups = page.context["form"].fields["area"].choices
    assert groups[1] == ("Paling mirip", [(koja.pk, "Koja")])
