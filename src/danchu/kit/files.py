"""Files from people: judged by their content, kept outside the web root, images without EXIF."""

import hashlib
import io
import re
import secrets
import shutil
import struct
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from civics.errors import Refused
from danchu.kit import clamd

OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
CONTENT_TYPES = "[Content_Types].xml"
MACROS = (b"macroenabled", b"vbaproject", b"macrosheet")  # a macro may hide under another name
MAX_TYPES_BYTES = 1024 * 1024
# What the readers of other people's formats raise when bytes do not hold what they promise.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_PIXELS = 60_000_000
UNSAFE_NAME = re.compile(r"[\\/:*?\"<>|\x00-\x1f\u202a-\u202e\u2066-\u2069]+")


class Kept(NamedTuple):
    """One file as it was taken in."""

    name: str
    content_type: str
    size: int  # bytes
    sha256: str
    stored_as: str


def take_in(upload: "UploadedFile[bytes]") -> Kept:
    """Store one upload; Refused, in words for the person sending it, when it is not fit."""
    name = clean_name(upload.name or "tep")
    size, limit = upload.size or 0, settings.FILE_MAX_BYTES
    if size > limit:
        raise Refused(
            f"Tệp {name} nặng {size / 1048576:.0f} MB, nhiều hơn {limit // 1048576} MB. "
            "Hãy chụp lại nhỏ hơn hoặc tách tệp."
        )
    data = upload.read()
    if not data:
        raise Refused(f"Tệp {name} rỗng. Hãy mở thử trên máy rồi chọn lại.")
    clamd.refuse_infected(name, data)
    data, extension, content_type = _judge(name, data)
    stem = name.rsplit(".", 1)[0] or "tep"
    return store(f"{stem}.{extension}", extension, content_type, data)


def store(name: str, extension: str, content_type: str, data: bytes) -> Kept:
    """Write bytes that were judged and cleaned before; whole or not at all."""
    token = secrets.token_hex(16)  # never the digest: sealing one record must not touch another
    stored_as = f"{token[:2]}/{token}.{extension}"
    place = Path(settings.FILES_FOLDER) / stored_as
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(".part")
    part.write_bytes(data)
    part.replace(place)
    return Kept(name, content_type, len(data), hashlib.sha256(data).hexdigest(), stored_as)


def read(stored_as: str) -> bytes:
    """The bytes of a kept file. FileNotFoundError when it was sealed or never there."""
    return (Path(settings.FILES_FOLDER) / stored_as).read_bytes()


def read_sealed(stored_as: str) -> bytes:
    """The bytes of a sealed file; not yet moved when the machine stopped right after the act."""
    place = Path(settings.SEALED_FOLDER) / stored_as
    return place.read_bytes() if place.exists() else read(stored_as)


def keep_sealed(data: bytes, extension: str) -> str:
    """Store bytes that are never served as they are, such as a list before it was masked."""
    token = secrets.token_hex(16)
    stored_as = f"{token[:2]}/{token}.{extension}"
    place = Path(settings.SEALED_FOLDER) / stored_as
    Path(settings.SEALED_FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
    place.parent.mkdir(exist_ok=True, mode=0o700)
    part = place.with_suffix(".part")
    part.write_bytes(data)
    part.replace(place)
    return stored_as


def seal(stored: list[str]) -> None:
    """Move files out of what the house serves. Safe to run again."""
    for stored_as in stored:
        place = Path(settings.FILES_FOLDER) / stored_as
        target = Path(settings.SEALED_FOLDER) / stored_as
        if place.exists():
            Path(settings.SEALED_FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
            target.parent.mkdir(exist_ok=True, mode=0o700)
            shutil.move(place, target)


def discard(stored: list[str]) -> None:
    """Forget files that no record carries any more. Safe to run again."""
    for stored_as in stored:
        (Path(settings.FILES_FOLDER) / stored_as).unlink(missing_ok=True)


def discard_sealed(stored: list[str]) -> None:
    """The same of sealed files, wherever the last act left them."""
    discard(stored)
    for stored_as in stored:
        (Path(settings.SEALED_FOLDER) / stored_as).unlink(missing_ok=True)


def clean_name(name: str) -> str:
    """A file name without folders or characters that play tricks; Vietnamese letters stay."""
    short = UNSAFE_NAME.sub(" ", name.replace("\\", "/").rsplit("/", 1)[-1])
    return " ".join(short.split())[-150:].strip(". ") or "tep"


def _judge(name: str, data: bytes) -> tuple[bytes, str, str]:
    """The bytes to keep, the extension and the type, told from the content alone."""
    if data.startswith(b"%PDF-"):
        return data, "pdf", "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return data, *_office(name, data)
    return _image(name, data)


def _office(name: str, data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
            types = _start_of(archive, CONTENT_TYPES) if CONTENT_TYPES in inside else b""
    except BROKEN as broken:
        raise Refused(f"Tệp {name} bị hỏng, không mở được. Hãy lưu lại rồi gửi lại.") from broken
    if any(mark in types.lower() for mark in MACROS) or any(
        entry.lower().endswith("vbaproject.bin") for entry in inside
    ):
        raise Refused(
            f"Tệp {name} có macro. Hãy lưu thành .docx hoặc .xlsx không macro rồi gửi lại."
        )
    if unpacked > MAX_UNPACKED_BYTES:
        raise Refused(f"Tệp {name} bung ra quá lớn. Hãy tách thành nhiều tệp nhỏ.")
    if CONTENT_TYPES in inside:
        for folder, kind in OFFICE.items():
            if any(entry.startswith(folder) for entry in inside):
                return kind
    raise Refused(f"Tệp {name} không phải PDF, DOCX, XLSX hay ảnh. Hãy chuyển sang một loại đó.")


def _start_of(archive: zipfile.ZipFile, entry: str) -> bytes:
    """No more than a list of types needs, however much the entry would unpack to."""
    with archive.open(entry) as opened:
        return opened.read(MAX_TYPES_BYTES)


WAYS_OUT = {
    "heic": "Ảnh iPhone: mở ảnh, chụp màn hình rồi gửi ảnh chụp ấy.",
    "doc": "Mở bằng Word, chọn Lưu thành, kiểu .docx hoặc PDF.",
    "xls": "Mở bằng Excel, chọn Lưu thành, kiểu .xlsx hoặc PDF.",
}


def _way_out(name: str) -> str:
    """What to do with a file of this name."""
    ending = name.rsplit(".", 1)[-1].casefold().replace("heif", "heic")
    return WAYS_OUT.get(ending, "Hãy chuyển sang một loại đó.")


def _image(name: str, data: bytes) -> tuple[bytes, str, str]:
    """Re-encode: whatever rode along (EXIF, place, thumbnails) does not survive."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Refused(f"Ảnh {name} quá lớn. Hãy chụp lại với cỡ nhỏ hơn.")
            upright = ImageOps.exif_transpose(image)
            png = image.format == "PNG"
            out = io.BytesIO()
            clean = upright.convert("RGBA" if png else "RGB")
            clean.info = {k: v for k, v in clean.info.items() if k == "icc_profile"}  # colours
            clean.save(out, "PNG" if png else "JPEG", **({} if png else {"quality": 85}))
    except (*BROKEN, Image.DecompressionBombError, SyntaxError) as unfit:
        kinds = "không phải PDF, DOCX, XLSX hay ảnh JPG, PNG"
        raise Refused(f"Tệp {name} {kinds}. {_way_out(name)}") from unfit
    return (out.getvalue(), "png", "image/png") if png else (out.getvalue(), "jpg", "image/jpeg")
