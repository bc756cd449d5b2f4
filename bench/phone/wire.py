"""A line between browser and server that can be slow, cut, or lose answers. DevTools' own throttling misses service
workers; bytes that go through here are everybody's.
"""

import socket
import threading
import time
from contextlib import suppress
from queue import SimpleQueue
from urllib.parse import urlsplit

CHUNK = 2048
PATIENCE = 60


class Wire:
    """Forward a local port to the server at `target`. `bits_per_second` and `delay` (seconds, a way) make it slow.

    `received` and `sent` count bytes as the browser sees them.
    """

    def __init__(self, target: str, *, bits_per_second: int | None = None, delay: float = 0):
        parts = urlsplit(target)
        self.target = (parts.hostname, parts.port)
        self.bits_per_second, self.delay = bits_per_second, delay
        self.is_cut = False
        self.loses: bytes | None = None  # answers to requests with these bytes never arrive
        self.lost = threading.Event()
        self.received = self.sent = 0
        self._free_at = {"down": 0.0, "up": 0.0}
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Nothing goes through any more, in the middle of whatever is under way."""
        self.is_cut = True
        self._hang_up()

    def mend(self) -> None:
        self.is_cut, self.loses = False, None

    def close(self) -> None:
        self._listener.close()
        self._hang_up()

    def _hang_up(self) -> None:
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                if self.is_cut:
                    client.close()
                    continue
                threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(self.target, timeout=PATIENCE)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        self._open |= {client, server}
        line = {"loses": False}
        up = threading.Thread(target=self._pump, args=(client, server, "up", line), daemon=True)
        up.start()
        self._pump(server, client, "down", line)
        up.join()
        self._open -= {client, server}
        client.close()
        server.close()

    def _pump(self, source: socket.socket, sink: socket.socket, way: str, line: dict) -> None:
        """Read as fast as bytes come; a second thread hands each piece on when it would have arrived."""
        under_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        writer = threading.Thread(target=self._hand_on, args=(under_way, sink), daemon=True)
        writer.start()
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if way == "up" and self.loses and self.loses in data:
                    line["loses"] = True
                if way == "down" and line["loses"]:
                    self.lost.set()
                    break
                under_way.put((self._arrival(len(data), way), data))
        under_way.put((0, b""))
        writer.join()
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _hand_on(self, under_way: SimpleQueue, sink: socket.socket) -> None:
        with suppress(OSError):
            while True:
                arrives, data = under_way.get()
                if not data:
                    return
                if (wait := arrives - time.monotonic()) > 0:
                    time.sleep(wait)
                sink.sendall(data)

    def _arrival(self, size: int, way: str) -> float:
        """When the bytes are there: after all that went before them on the line, and after the delay."""
        with self._lock:
            if way == "down":
                self.received += size
            else:
                self.sent += size
            takes = size * 8 / self.bits_per_second if self.bits_per_second else 0
            self._free_at[way] = max(time.monotonic(), self._free_at[way]) + takes
            return self._free_at[way] + self.delay
