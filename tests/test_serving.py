"""Three processes that live and die together, tried with small stand-ins."""

import os
import signal
import socket
import sys
import threading
import time

import pytest

from kaderjkn import serving

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"]
FAIL = [sys.executable, "-c", "raise SystemExit(3)"]
ANSWER = "import http.server as h; h.HTTPServer(('127.0.0.1', {port}), h.BaseHTTPRequestHandler).serve_forever()"


@pytest.fixture
def site():
    site = serving.Site()
    yield site
    site.asked_to_stop = 2  # no patience
    site.stop()


def test_all_end_when_one_ends(site, capsys):
    site.start("web", SLEEP)
    site.start("worker", FAIL)

    assert site.run() == 1
    site.stop()

    assert all(process.returncode is not None for process in site.processes.values())
    assert "worker ended with code 3" in capsys.readouterr().err


def test_second_request_to_stop_does_not_wait(site):
    site.start("worker", STUBBORN)
    time.sleep(0.5)
    site.ask_to_stop()
    site.ask_to_stop()
    start = time.monotonic()

    site.stop()

    assert site.processes["worker"].returncode == -signal.SIGKILL
    assert time.monotonic() - start < 5


def test_taken_port_gives_the_next(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert port < serving.free_port("127.0.0.1", port) < port + serving.PORTS_TO_TRY

        monkeypatch.setattr(serving, "PORTS_TO_TRY", 1)
        with pytest.raises(serving.NoFreePortError):
            serving.free_port("127.0.0.1", port)


def test_serve_tells_the_address_and_stops_on_ctrl_c(monkeypatch):
    def stand_ins(address, **_):
        return {"web": [sys.executable, "-c", ANSWER.format(port=address.rpartition(":")[2])], "beat": SLEEP}

    def press_ctrl_c(address):
        addresses.append(address)
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()

    addresses = []
    monkeypatch.setattr(serving, "commands", stand_ins)

    assert serving.serve("127.0.0.1:18765", on_ready=press_ctrl_c) == 0
    assert len(addresses) == 1
    assert addresses[0].startswith("http://127.0.0.1:187")
