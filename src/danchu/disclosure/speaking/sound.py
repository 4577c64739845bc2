"""Recordings from phones, judged by their bytes: MP3, M4A, WAV; what rode along is taken off.

A recording may carry where it was made, on whose phone, a picture: none of it is wanted. Ogg, AMR
and films are refused with a way out, because not every phone plays them.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile

from civics.errors import Refused
from danchu.kit import files

MAX_BYTES = 15 * 1024 * 1024  # some fifteen minutes of speech
TO_MP3 = "Hãy đổi sang MP3 hoặc M4A rồi gửi lại."
FILM = "là đoạn phim. Ở đây chỉ nhận tiếng; hãy ghi âm lại, hoặc tách lấy tiếng."
MOVIE_BRANDS = (b"qt  ", b"3gp", b"3g2")


class Sound(NamedTuple):
    """One recording as it may be kept."""

    name: str
    data: bytes
    extension: str
    content_type: str


def clean_upload(upload: "UploadedFile[bytes]") -> Sound:
    """The recording in this upload; Refused, with what to do next, when it holds none."""
    name, size = files.clean_name(upload.name or "ghi-am"), upload.size or 0
    if size > MAX_BYTES:
        raise Refused(
            f"Tệp {name} nặng {size / 1048576:.0f} MB, nhiều hơn {MAX_BYTES // 1048576} MB. "
            "Hãy ghi âm ngắn hơn, hoặc chọn chất lượng thấp hơn khi ghi."
        )
    upload.seek(0)
    return clean(name, upload.read())


def clean(name: str, data: bytes) -> Sound:
    """What the bytes are, whatever the file is called, without what rode along."""
    name = files.clean_name(name)
    if not data:
        raise Refused(f"Tệp {name} rỗng. Hãy mở nghe thử trên máy rồi chọn lại.")
    try:
        kept, extension, content_type = _judge(name, data)
    except (struct.error, IndexError) as broken:
        raise Refused(f"Tệp {name} hỏng, không mở được. Hãy ghi âm lại.") from broken
    stem = name.rsplit(".", 1)[0] or "ghi-am"
    return Sound(f"{stem}.{extension}", kept, extension, content_type)


def _judge(name: str, data: bytes) -> tuple[bytes, str, str]:
    if data[4:8] == b"ftyp":
        return _mp4(name, data), "m4a", "audio/mp4"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return _wave(name, data), "wav", "audio/wav"
    if data.startswith(b"ID3") or _is_mp3_frame(data):
        return _mp3(name, data), "mp3", "audio/mpeg"
    raise Refused(_other(name, data))


def _other(name: str, data: bytes) -> str:
    """What people send by mistake, each with its own way out."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if data.startswith(b"OggS"):
        return f"Tệp {name} là Ogg, điện thoại iPhone không nghe được. {TO_MP3}"
    if data.startswith(b"#!AMR"):
        return f"Tệp {name} là AMR của máy đời cũ, trình duyệt không nghe được. {TO_MP3}"
    if data.startswith(b"fLaC"):
        return f"Tệp {name} là FLAC, nặng quá cho mạng ở xóm. {TO_MP3}"
    if data[:4] == b"\x1aE\xdf\xa3" or data[8:12] == b"AVI ":
        return f"Tệp {name} {FILM}"
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8")) or b"<svg" in head:
        return f"Tệp {name} là hình, không phải tiếng. Hãy chọn tệp ghi âm."
    if head.startswith((b"%pdf", b"pk\x03\x04")):
        return f"Tệp {name} là văn bản, không phải tiếng. Hãy chọn tệp ghi âm."
    return f"Tệp {name} không phải MP3, M4A hay WAV. {TO_MP3}"


# ── MP3: tags before and after are cut off ────────────────────────────────────────────────────


def _is_mp3_frame(data: bytes, at: int = 0) -> bool:
    """Eleven bits set, then a version, layer, rate and frequency that exist."""
    if len(data) < at + 4 or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return False
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    return (
        version != 1
        and layer == 1
        and data[at + 2] >> 4 not in {0, 15}
        and (data[at + 2] >> 2 & 3 != 3)
    )


def _mp3(name: str, data: bytes) -> bytes:
    at = 0
    while data[at : at + 3] == b"ID3":
        size = 0
        for one in data[at + 6 : at + 10]:
            size = size << 7 | one & 0x7F
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    end = len(data) - 128 if data[-128:-125] == b"TAG" else len(data)
    start = next((n for n in range(at, min(at + 4096, end)) if _is_mp3_frame(data, n)), None)
    if start is None:
        raise Refused(f"Tệp {name} không có tiếng nào bên trong. Hãy ghi âm lại.")
    return data[start:end]


# ── WAV: the format and the sound, nothing else ───────────────────────────────────────────────


def _wave(name: str, data: bytes) -> bytes:
    kept: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        if kind in {b"fmt ", b"data"} and kind not in kept:
            kept[kind] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    if len(kept.get(b"fmt ", b"")) < 16 or not kept.get(b"data"):
        raise Refused(f"Tệp {name} không có tiếng nào bên trong. Hãy ghi âm lại.")
    if struct.unpack("<H", kept[b"fmt "][:2])[0] not in {1, 6, 7}:  # PCM, A-law, µ-law
        raise Refused(f"Tệp {name} là loại WAV mà điện thoại không nghe được. {TO_MP3}")
    return wave(kept[b"fmt "][:16], kept[b"data"])


def wave(form: bytes, sound: bytes) -> bytes:
    """A WAV of these two chunks."""
    odd = b"\0" * (len(sound) % 2)
    inside = b"WAVEfmt " + struct.pack("<I", len(form)) + form
    inside += b"data" + struct.pack("<I", len(sound)) + sound + odd
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


# ── M4A: boxes that tell of place, phone and pictures become empty ones ───────────────────────

NESTED = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
TELLING = {b"udta", b"meta", b"uuid"}


def _mp4(name: str, data: bytes) -> bytes:
    """Lengths and places stay: what is telling is overwritten with nothing and called free."""
    if data[8:12].startswith(MOVIE_BRANDS[1:]):
        raise Refused(f"Tệp {name} là 3GP của máy đời cũ. {TO_MP3}")
    made, kinds, sound = bytearray(data), set(), False
    for kind, at, head, size in _boxes(data, 0, len(data)):
        if kind in TELLING:
            made[at + 4 : at + 8] = b"free"
            made[at + head : at + size] = bytes(size - head)
        elif kind == b"hdlr":
            kinds.add(data[at + head + 8 : at + head + 12])
        sound |= kind == b"mdat"
    if kinds & {b"vide"}:
        raise Refused(f"Tệp {name} {FILM}")
    if b"soun" not in kinds or not sound:
        raise Refused(f"Tệp {name} không có tiếng nào bên trong. Hãy ghi âm lại.")
    return bytes(made)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Every box from `at` to `end`: kind, place, length of its head, whole length."""
    while at + 8 <= end:
        size, kind, head = struct.unpack(">I", data[at : at + 4])[0], data[at + 4 : at + 8], 8
        if size == 1:
            size, head = struct.unpack(">Q", data[at + 8 : at + 16])[0], 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise struct.error("a box runs over its end")
        yield kind, at, head, size
        if kind in NESTED:
            yield from _boxes(data, at + head, at + size)
        at += size
