"""The gateways that ship, and naming one of the branch's own."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

from kaderjkn.collections.outreach.gateways import ConsoleGateway, FileGateway, Outgoing, gateway
from tests.collections.outreach.gateways import Remembering

MESSAGE = Outgoing("kunci", "sms", "+6281300001234", "Salam\nsehat")


def test_setting_names_the_gateway(settings):
    named = {"": type(None), "console": ConsoleGateway, "file": FileGateway}
    for name, kind in named.items():
        settings.OUTREACH_GATEWAY = name
        assert isinstance(gateway(), kind)
    settings.OUTREACH_GATEWAY = "tests.collections.outreach.gateways.Remembering"
    assert isinstance(gateway(), Remembering)


def test_console_masks_the_number(capsys):
    ConsoleGateway().send(MESSAGE)
    written = capsys.readouterr().out
    assert "Salam" in written
    assert "81300001234" not in written


def test_file_keeps_a_line_for_each_message_that_only_its_owner_reads(settings, tmp_path):
    settings.OUTREACH_FILE = str(tmp_path / "deep" / "messages.jsonl")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(FileGateway().send, [MESSAGE] * 20))
    path = tmp_path / "deep" / "messages.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(lines) == 20
    assert (lines[0]["key"], lines[0]["phone"], lines[0]["text"]) == ("kunci", MESSAGE.phone, MESSAGE.text)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
