"""The process that owns the private servers, greets their users, and ends when the last one has gone."""

from __future__ import annotations

import json
import logging
import os
import selectors
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import quote

from . import valkey
from .place import LocalServicesError, Place, Services
from .postgres import DATABASE, STOP_TIMEOUT, Postgres

FIRST_CLIENT_TIMEOUT = 20.0

log = logging.getLogger("kaderjkn.local")


@dataclass
class Supervisor:
    """Owns the servers, greets their users, and ends when the last user has gone."""

    place: Place
    servers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    clients: set[socket.socket] = field(default_factory=set)
    stopping: bool = False

    def run(self, on_ready: Callable[[], None] = lambda: None) -> None:
        """Serve until nobody is left, a signal or `stop` comes, or a server ends by itself."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop_on_signal)
        self.place.prepare()
        with self.place.lock("supervisor.lock"):  # waits for a predecessor that is just ending
            self.place.prepare()  # again: the predecessor tidied up
            try:
                services = self._start_servers()
                with closing(self._listen()) as listener:
                    on_ready()
                    self._serve(listener, services)
                    self.place.control.unlink(missing_ok=True)
            finally:
                self._stop_servers()
                self.place.tidy()

    def _start_servers(self) -> Services:
        postgres = Postgres.for_place(self.place)
        valkey_socket = self.place.sockets / "valkey.sock"
        self.servers["valkey"] = valkey.start(self.place, valkey_socket)
        self.servers["postgres"] = postgres.start(self.place)
        if not postgres.is_ready(self.servers["postgres"]) and self.place.fast:
            shutil.rmtree(postgres.cluster)  # without fsync a crash of the machine may spoil it
            self.servers["postgres"] = postgres.start(self.place)
        if not postgres.is_ready(self.servers["postgres"]):
            raise LocalServicesError(f"PostgreSQL did not start, see {postgres.log_file}.")
        valkey.wait_until_ready(self.servers["valkey"], valkey_socket)
        database = f"postgresql://{DATABASE}@/{DATABASE}?host={quote(os.fspath(postgres.sockets), safe='/')}"
        return Services(database, f"unix://{quote(os.fspath(valkey_socket))}?db=0")

    def _listen(self) -> socket.socket:
        self.place.control.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(os.fspath(self.place.control))
        listener.listen(128)
        return listener

    def _serve(self, listener: socket.socket, services: Services) -> None:
        greeting = json.dumps({"services": asdict(services), "supervisor": os.getpid()}).encode() + b"\n"
        grace = float(os.environ.get("KADERJKN_LOCAL_GRACE", "5"))
        leave_at = time.monotonic() + FIRST_CLIENT_TIMEOUT
        with selectors.DefaultSelector() as selector:
            selector.register(listener, selectors.EVENT_READ)
            while not self.stopping and self._servers_are_well() and (self.clients or time.monotonic() < leave_at):
                for key, _ in selector.select(timeout=0.5):
                    if key.fileobj is listener:
                        self._greet(listener, selector, greeting)
                    elif self._client_said_goodbye(key.fileobj, selector) and not self.clients:
                        leave_at = time.monotonic() + grace

    def _greet(self, listener: socket.socket, selector: selectors.BaseSelector, greeting: bytes) -> None:
        client, _ = listener.accept()
        with suppress(OSError):  # it has already gone again: the selector tells
            client.sendall(greeting)
        client.setblocking(False)
        self.clients.add(client)
        selector.register(client, selectors.EVENT_READ)

    def _client_said_goodbye(self, client: Any, selector: selectors.BaseSelector) -> bool:
        try:
            message = client.recv(64)
        except OSError:
            message = b""
        if message.startswith(b"stop"):
            self.stopping = True
        if message:
            return False
        selector.unregister(client)
        client.close()
        self.clients.discard(client)
        return True

    def _servers_are_well(self) -> bool:
        ended = [name for name, server in self.servers.items() if server.poll() is not None]
        for name in ended:
            log.error("%s ended by itself with code %s", name, self.servers[name].returncode)
        if not (self.place.folder / "supervisor.lock").exists():
            log.error("the folder was removed")
            return False
        return not ended

    def _stop_servers(self) -> None:
        """SIGINT is PostgreSQL's fast shutdown; whoever does not follow is killed."""
        for server in self.servers.values():
            if server.poll() is None:
                server.send_signal(signal.SIGINT)
        for server in self.servers.values():
            try:
                server.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()

    def _stop_on_signal(self, number: int, _frame: object) -> None:
        log.info("signal %s", number)
        self.stopping = True
