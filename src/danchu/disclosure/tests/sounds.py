"""Recordings as phones send them, small enough to write by hand."""

import struct

from danchu.disclosure.speaking import sound

FRAME = b"\xff\xfb\x90\x64" + b"\0" * 413  # MPEG 1 layer III, 128 kbit/s, 44,1 kHz


def mp3(tag: bytes = b"") -> bytes:
    head = b"ID3\x04\0\0" + bytes((0, 0, len(tag) >> 7, len(tag) & 127)) + tag if tag else b""
    return head + FRAME * 3


def wav(seconds: int = 1, rate: int = 8000, more: bytes = b"") -> bytes:
    form = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
    plain = sound.wave(form, b"\1\0" * rate * seconds)
    if not more:
        return plain
    chunk = b"LIST" + struct.pack("<I", len(more)) + more
    inside = plain[8:] + chunk
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def box(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I", 8 + len(inside)) + kind + inside


def m4a(
    brand: bytes = b"M4A ", handler: bytes = b"soun", place: bytes = b"+21.59+105.84/"
) -> bytes:
    told = box(b"hdlr", b"\0" * 8 + handler + b"\0" * 12)
    track = box(b"trak", box(b"mdia", told))
    movie = box(b"moov", track + box(b"udta", box(b"\xa9xyz", place)))
    return box(b"ftyp", brand + b"\0\0\0\0") + movie + box(b"mdat", b"\x21" * 64)
