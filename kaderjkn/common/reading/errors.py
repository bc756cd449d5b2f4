"""What can go wrong while a file is read; each message is one Indonesian sentence for the sender."""


class ReadingError(Exception):
    """Base of all reading errors; `str(error)` is fit to be shown."""


class UnreadableFile(ReadingError):  # noqa: N818 -- reads as what happened
    """The file as a whole cannot be read; the message says what to do about it."""


class HeadingsNotUnderstood(ReadingError):  # noqa: N818
    """No heading row was found, or it lacks or repeats a needed heading."""


class ValueProblem(ReadingError):  # noqa: N818
    """One cell cannot be understood; the row is rejected, the file goes on. `rule` names what it breaks."""

    rule = "format"
