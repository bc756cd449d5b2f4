"""Errors that a person can act on. The message is one Indonesian sentence, shown as it is."""


class Refused(Exception):  # noqa: N818 (the word that the page uses)
    """The act is not possible; nothing was changed."""


class AlreadyRunning(Refused):
    """Another writer holds the branch; nothing was changed."""


class OutOfDate(Refused):
    """What somebody agreed to is no longer what would happen; nothing was changed."""
