"""Voice notes from phones: judged by their bytes, at most three minutes, nothing riding along.

No other program is asked: lengths stand in the heads of the formats that phones write.
"""

import io
import struct
import wave
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from civics.errors import Refused
from danchu.kit import clamd, files

MOST_SECONDS = 180
MOST_BYTES = 6 * 1024 * 1024
AMR_SIZES = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6}  # bytes of a 20 ms frame
BOXES_INSIDE = {b"moov", b"trak", b"mdia", b"minf", b"udta"}
TELLING = {b"udta", b"meta", b"uuid"}  # where a phone writes the place and its own name


class Voice(NamedTuple):
    """One voice note as it may be kept."""

    name: str
    extension: str
    content_type: str
    data: bytes
    seconds: float


def clean(name: str, data: bytes) -> Voice:
    """The voice note in these bytes; Refused, with what to do next, when they hold none."""
    name = files.clean_name(name)
    if len(data) > MOST_BYTES:
        raise Refused(
            f"Ghi âm {name} nặng quá {MOST_BYTES // 1048576} MB. Hãy nói ngắn lại, "
            "nhiều nhất 3 phút, hoặc viết phần còn lại."
        )
    clamd.refuse_infected(name, data)
    try:
        extension, kind, seconds, kept = _judged(data)
    except (ValueError, struct.error, IndexError, EOFError, wave.Error) as unfit:
        raise Refused(
            f"Tệp {name} không phải ghi âm M4A, OGG, AMR hay WAV. Hãy dùng máy ghi âm của điện "
            "thoại, hoặc viết thay nói."
        ) from unfit
    if seconds > MOST_SECONDS:
        raise Refused(
            f"Ghi âm {name} dài {seconds / 60:.0f} phút, nhiều hơn 3 phút. Hãy nói phần chính, "
            "hoặc viết thay nói."
        )
    if seconds <= 0:
        raise Refused(f"Ghi âm {name} chưa có tiếng. Hãy ghi lại.")
    stem = name.rsplit(".", 1)[0] or "ghi-am"
    return Voice(f"{stem}.{extension}", extension, kind, kept, seconds)


def _judged(data: bytes) -> tuple[str, str, float, bytes]:
    """Extension, type, seconds, and the bytes to keep."""
    if data[4:8] == b"ftyp":
        box = bytearray(data)
        seconds = _mp4(box)
        return "m4a", "audio/mp4", seconds, bytes(box)
    if data.startswith(b"OggS"):
        return "ogg", "audio/ogg", _ogg(data), data
    if data.startswith(b"#!AMR\n"):
        return "amr", "audio/amr", _amr(data), data
    if data.startswith(b"RIFF"):
        with wave.open(io.BytesIO(data)) as sound:
            return "wav", "audio/wav", sound.getnframes() / sound.getframerate(), data
    raise ValueError("no voice note")


def _mp4(data: bytearray) -> float:
    """Seconds by `mvhd`; a film is refused, and boxes that tell about the phone are emptied."""
    seconds, at_sound = 0.0, False
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind == b"mvhd":
            long = data[start] == 1
            scale, length = struct.unpack_from(
                ">IQ" if long else ">II", data, start + (20 if long else 12)
            )
            seconds = length / scale
        elif kind == b"hdlr":
            if bytes(data[start + 8 : start + 12]) == b"vide":
                raise ValueError("a film")
            at_sound |= bytes(data[start + 8 : start + 12]) == b"soun"
        elif kind in TELLING:
            data[start - 4 : start] = b"free"
            data[start:end] = bytes(end - start)
    if not at_sound:
        raise ValueError("no sound in it")
    return seconds


def _boxes(data: bytearray, start: int, end: int) -> list[tuple[bytes, int, int]]:
    """Every box with where its content begins and ends, outer ones first."""
    found = []
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        if size < 8 or start + size > end:
            if size == 0:
                size = end - start
            else:
                raise ValueError("a broken box")
        found.append((kind, start + 8, start + size))
        if kind in BOXES_INSIDE and kind not in TELLING:
            found += _boxes(data, start + 8, start + size)
        start += size
    return found


def _ogg(data: bytes) -> float:
    """The last page says how many samples there were; Opus counts 48,000 a second."""
    last = data.rindex(b"OggS")
    samples = struct.unpack_from("<q", data, last + 6)[0]
    if b"OpusHead" in data[:200]:
        return float(samples / 48000)
    vorbis = data.index(b"\x01vorbis", 0, 200)
    rate = struct.unpack_from("<I", data, vorbis + 12)[0]
    return float(samples / rate)


def _amr(data: bytes) -> float:
    at, frames = 6, 0
    while at < len(data):
        at += AMR_SIZES.get((data[at] >> 3) & 15, 1)
        frames += 1
    return frames * 0.02


class VoiceField(forms.FileField):
    """One voice note; cleans to a `Voice`, or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.FileInput(attrs={"accept": "audio/*"}))
        options.setdefault(
            "help_text", "Nhiều nhất 3 phút: chuyện gì, ở đâu, mong giải quyết thế nào."
        )
        super().__init__(required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: UploadedFile[bytes] | None = super().clean(data, initial)
        if not upload:
            return None
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(
                f"Ghi âm nặng quá {MOST_BYTES // 1048576} MB. Hãy nói ngắn lại, nhiều nhất 3 phút."
            )
        try:
            return clean(upload.name or "ghi-am", upload.read())
        except Refused as refused:
            raise ValidationError(refused.message) from refused


def keep(voice: Voice) -> files.Kept:
    """Store it; the caller seals."""
    return files.store(voice.name, voice.extension, voice.content_type, voice.data)
