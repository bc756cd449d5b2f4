"""What cannot be done with an account."""

from ..errors import Refused


class AccountRefused(Refused):
    """The account cannot be made or changed this way."""
