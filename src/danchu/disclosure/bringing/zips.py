"""A zip from an office, entry by entry: names as people wrote them, bytes only within bounds.

Nothing is unpacked to a place that a zip names: an entry is read into memory, at most one file's
weight at a time, and goes through the guards that every file of the house goes through.
"""

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from civics.errors import Refused
from danchu.kit.files import BROKEN, clean_name

MOST_ENTRIES = 2000
MOST_UNPACKED = 400 * 1024 * 1024  # of one zip, as it says itself and as it is really read
ENCRYPTED, SAID_IN_UTF8 = 0x1, 0x800
UNICODE_PATH = 0x7075  # the extra field in which Info-ZIP says the name again
NOT_SENT = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")  # what machines add by themselves
PACKED = (".zip", ".rar", ".7z", ".tar", ".gz")
OTHERS = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip"}


class Entry(NamedTuple):
    """One file of the zip, or why it cannot be taken: then there are no bytes."""

    path: str
    data: bytes
    refused: str = ""


def entries(data: bytes, name: str) -> Iterator[Entry]:
    """Every file in the zip, in its order. Refused when the zip itself is not fit."""
    name = clean_name(name)
    limit = settings.FILE_MAX_BYTES
    if len(data) > limit:
        raise Refused(
            f"Tệp {name} nặng {len(data) / 1048576:.0f} MB, nhiều hơn {limit // 1048576} MB. "
            "Hãy chia thành nhiều zip: gửi một zip trước, các zip sau thêm ở trang xem trước."
        )
    for start, kind in OTHERS.items():
        if data.startswith(start):
            raise Refused(f"Tệp {name} nén kiểu {kind}. Hãy nén lại thành .zip rồi gửi.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as broken:
        raise Refused(
            f"Tệp {name} không phải zip hoặc bị hỏng. Hãy nén lại thành .zip rồi gửi."
        ) from broken
    with archive:
        yield from _within_bounds(archive, name)


def _within_bounds(archive: zipfile.ZipFile, name: str) -> Iterator[Entry]:
    files = [one for one in archive.infolist() if not one.is_dir()]
    sent = [(path, one) for one in files if not _by_machines(path := path_of(one))]
    if len(files) > MOST_ENTRIES:
        raise Refused(
            f"Tệp {name} có {len(files):,} tệp, mỗi zip nhận nhiều nhất {MOST_ENTRIES:,}. "
            "Hãy chia thành nhiều zip.".replace(",", ".")
        )
    if sum(one.file_size for one in files) > MOST_UNPACKED:
        raise Refused(f"Tệp {name} bung ra quá lớn. Hãy chia thành nhiều zip.")
    if not sent:
        raise Refused(f"Tệp {name} không có tệp nào bên trong. Hãy nén lại rồi gửi.")
    left = MOST_UNPACKED
    for path, one in sent:
        entry = _read(archive, one, path)
        left -= len(entry.data)
        if left < 0:
            raise Refused(f"Tệp {name} bung ra quá lớn. Hãy chia thành nhiều zip.")
        yield entry


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo, path: str) -> Entry:
    if why := _why_not(one, path):
        return Entry(path, b"", why)
    limit = settings.FILE_MAX_BYTES
    try:
        with archive.open(one) as opened:
            data = opened.read(limit + 1)
    except (*BROKEN, zlib.error, NotImplementedError):
        return Entry(path, b"", "bị hỏng trong zip. Hãy nén lại hoặc gửi riêng tệp này.")
    if len(data) > limit:
        return Entry(path, b"", f"nặng hơn {limit // 1048576} MB. Hãy chụp nhỏ hơn hoặc tách tệp.")
    if not data:
        return Entry(path, b"", "rỗng. Hãy mở thử trên máy rồi gửi lại.")
    return Entry(path, data)


def _why_not(one: zipfile.ZipInfo, path: str) -> str:
    parts = path.split("/")
    if ".." in parts or path.startswith("/") or parts[0].endswith(":"):
        return "có đường dẫn ra ngoài zip. Hãy nén lại thư mục theo cách thường rồi gửi."
    if stat.S_ISLNK(one.external_attr >> 16):
        return "chỉ là lối tắt, không có nội dung. Hãy chép tệp thật vào thư mục rồi nén lại."
    if one.flag_bits & ENCRYPTED:
        return "có mật khẩu. Hãy nén lại không đặt mật khẩu."
    if path.lower().endswith(PACKED):
        return "là tệp nén nằm trong zip. Hãy giải nén ra, rồi nén tất cả vào một zip."
    if one.file_size > settings.FILE_MAX_BYTES:
        most = settings.FILE_MAX_BYTES // 1048576
        return f"nặng hơn {most} MB. Hãy chụp nhỏ hơn hoặc tách tệp."
    return ""


def _by_machines(path: str) -> bool:
    low = path.lower()
    last = low.rsplit("/", 1)[-1]
    return low.startswith(NOT_SENT[0]) or last in NOT_SENT or last.startswith("._")


def path_of(one: zipfile.ZipInfo) -> str:
    """The name as the person saw it. Old zips write it in the code page of their machine."""
    said = _said_again(one) or one.filename
    if not one.flag_bits & SAID_IN_UTF8 and said == one.filename:
        try:
            raw = one.filename.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        said = _decoded(raw) or said
    return unicodedata.normalize("NFC", said.replace("\\", "/"))[:300]


def _decoded(raw: bytes) -> str:
    """Macs write UTF-8 without saying so; Vietnamese Windows wrote its page 1258."""
    for code in ("utf-8", "cp1258"):
        try:
            return raw.decode(code)
        except UnicodeDecodeError:
            continue
    return ""


def _said_again(one: zipfile.ZipInfo) -> str:
    """Info-ZIP's Unicode path, when it belongs to this very name."""
    extra = one.extra
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == UNICODE_PATH and len(body) > 5:
            try:
                named = zlib.crc32(one.filename.encode("cp437"))
                if named == int.from_bytes(body[1:5], "little"):
                    return body[5:].decode("utf-8")
            except UnicodeError:
                return ""
    return ""
