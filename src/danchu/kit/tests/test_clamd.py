"""A file is asked about over a real socket, by the protocol; no answer lets nothing through.

The server here speaks clamd's INSTREAM as its manual writes it: the real one is not at hand.
"""

import socket
import struct
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civics.errors import Refused
from danchu.kit import files, photos
from danchu.kit.clamd import PART, refuse_infected

EVIL = b"zqEVIL"


@contextmanager
def clamd(address: str, *, most: int = 10**9, silent: bool = False):
    """Answers one question; what it was sent comes out of the list."""
    server, got = socket.socket(socket.AF_UNIX), []
    server.bind(address)
    server.listen()

    def serve():
        line, _ = server.accept()
        with line, line.makefile("rb") as incoming:
            if silent:
                return
            assert incoming.read(10) == b"zINSTREAM\0"
            whole = b""
            while size := struct.unpack("!I", incoming.read(4))[0]:
                assert size <= PART
                whole += incoming.read(size)
                if len(whole) > most:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            got.append(whole)
            bad = EVIL in whole
            line.sendall(b"stream: Zq.Test FOUND\0" if bad else b"stream: OK\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield got
    finally:
        thread.join(5)
        server.close()


@pytest.fixture
def at(settings, tmp_path):
    settings.CLAMD = str(tmp_path / "clamd.ctl")
    return settings.CLAMD


def test_what_is_clean_passes_whole_and_in_parts(at):
    data = bytes(range(256)) * 1000  # four parts
    with clamd(at) as got:
        refuse_infected("a.pdf", data)
    assert got == [data]


def test_what_clamd_knows_is_refused_wherever_files_come_in(at):
    with clamd(at), pytest.raises(Refused, match="có mã độc"):
        files.take_in(SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + EVIL))
    Path(at).unlink()
    with clamd(at), pytest.raises(Refused, match="có mã độc"):
        photos.clean("a.jpg", b"\xff\xd8\xff" + EVIL)


def test_a_scanner_that_is_down_silent_or_too_small_lets_nothing_through(at, tmp_path, settings):
    with pytest.raises(Refused, match="Chưa kiểm được"):
        refuse_infected("a.pdf", b"x")
    with clamd(at, silent=True), pytest.raises(Refused, match="Chưa kiểm được"):
        refuse_infected("a.pdf", b"x")
    settings.CLAMD = str(tmp_path / "small.ctl")
    with clamd(settings.CLAMD, most=10), pytest.raises(Refused, match="chưa đọc được"):
        refuse_infected("a.pdf", b"x" * 100)


def test_a_house_without_a_scanner_asks_nobody(settings):
    settings.CLAMD = ""
    refuse_infected("a.pdf", EVIL)
