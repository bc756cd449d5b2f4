"""What a list's households are found by once it is taken in."""

from arrears.jobs.search_words import merge_words
from arrears.models import HouseholdSearch
from kaderjkn.common.sql_jobs import fetch_all
from tests.arrears.imports.conftest import person


def words() -> set[str]:
    return set(HouseholdSearch.objects.values_list("words", flat=True))


def versions() -> set[str]:
    """Which write each row comes from."""
    return {row["version"] for row in fetch_all("SELECT xmin::text AS version FROM arrears_householdsearch")}


def test_households_are_found_by_all_their_members(take):
    take(person(1, kk=1), person(2, kk=1, head="T"), person(3, kk=3))
    assert words() == {"peserta 1 peserta 2", "peserta 3"}


def test_a_later_list_that_says_nothing_new_writes_nothing(take):
    take(person(1, kk=1))
    before = HouseholdSearch.objects.extra(select={"version": "xmin::text"}).values_list("version", flat=True)[0]
    take(person(1, kk=1, months=7))
    assert (
        HouseholdSearch.objects.extra(select={"version": "xmin::text"}).values_list("version", flat=True)[0] == before
    )


def test_nothing_is_left_waiting_for_the_index_once_the_list_stands(take, django_capture_on_commit_callbacks):
    """The index takes new words in behind a list that every search would read; the import puts them in place."""
    with django_capture_on_commit_callbacks() as called:
        take(person(1, kk=1))
    assert merge_words in called
    assert merge_words() > 0
    assert merge_words() == 0
