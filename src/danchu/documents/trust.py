"""Whose signatures the operator knows: a folder of certificates, read again when it changes."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

ENDINGS = (".pem", ".crt", ".cer")


def anchors() -> Sequence[x509.Certificate]:
    """The authorities in the folder; none when it is empty or not there."""
    return tuple(one for file in _files() for one in _read(*file))


def known() -> frozenset[str]:
    """Their fingerprints (sha256, hex): who is taken off the list is known no more, at once."""
    return frozenset(one.sha256.hex() for one in anchors())


def unreadable() -> list[str]:
    """Names of files in the folder that hold no certificate."""
    return [Path(file[0]).name for file in _files() if not _read(*file)]


def _files() -> list[tuple[str, int, int]]:
    folder = Path(settings.TRUST_FOLDER)
    if not folder.is_dir():
        return []
    found = (one for one in sorted(folder.iterdir()) if one.suffix.lower() in ENDINGS)
    stats = ((one, one.stat()) for one in found if one.is_file())
    return [(str(one), stat.st_mtime_ns, stat.st_size) for one, stat in stats]


@lru_cache(maxsize=256)
def _read(path: str, changed: int, size: int) -> tuple[x509.Certificate, ...]:
    """Every certificate of one file; `changed` and `size` make a new file a new answer."""
    try:
        data = Path(path).read_bytes()
        armoured = pem.detect(data)
        found = [der for _, _, der in pem.unarmor(data, multiple=True)] if armoured else [data]
        certificates = tuple(x509.Certificate.load(der, strict=True) for der in found)
        for one in certificates:
            _ = one.subject.native, one.sha256, one.public_key.native  # parsed now, not later
    except (ValueError, OSError, TypeError):
        return ()
    return certificates
