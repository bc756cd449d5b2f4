"""A gateway that remembers, and fails as a test wants."""

from kaderjkn.collections.outreach.gateways import Outgoing


class Remembering:
    """Keeps what it was given; `fails(message)` may raise before that, `dies(message)` after it."""

    def __init__(self, *, fails=None, dies=None):
        self.sent: list[Outgoing] = []
        self.fails, self.dies = fails, dies

    def send(self, message: Outgoing) -> str:
        if self.fails:
            self.fails(message)
        self.sent.append(message)
        if self.dies:
            self.dies(message)
        return f"G{len(self.sent)}"

    @property
    def phones(self) -> list[str]:
        return [message.phone for message in self.sent]


def raising(error):
    def fail(_message):
        raise error

    return fail
