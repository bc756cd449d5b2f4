"""Which entry of the menu is marked as the one where the reader is."""

import pytest
from django.urls import reverse

from kaderjkn.common.enums import Role
from kaderjkn.common.navigation import MENUS, links, mark_current


def marked(path):
    items = links(MENUS[Role.STAFF])
    mark_current(items, path)
    return [item["url"] for item in items if item["current"]]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("collections:blast-list", "collections:call-list"),
        ("arrears:territory-loads", "collections:cadre-list"),
        ("arrears:unmatched-list", "collections:payment-list"),
        ("arrears:mend-list", "collections:case-list"),
    ],
)
def test_a_page_marks_the_entry_that_it_belongs_to(name, entry):
    assert marked(reverse(name)) == [reverse(entry)]


def test_a_page_of_no_entry_marks_none():
    assert marked("/account/2fa/") == []
