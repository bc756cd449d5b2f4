"""All contacts of the branch's cadres."""

from kaderjkn.common.views.lists import ListPage

from ...lists.contacts import CONTACTS


class ContactList(ListPage):
    """Newest first."""

    listing = CONTACTS
