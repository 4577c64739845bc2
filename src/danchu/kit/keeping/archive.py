"""The archive file: a plain tar that any machine can list, sealed by a hash over all its bytes.

Members come in this order: the database, the files, the sealed files, MANIFEST.json, SEAL. The
seal is the SHA-256 of everything before it, so a cut or a flipped bit anywhere is seen before
anything is touched. Everything streams: memory does not grow with the archive.
"""

import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

from civics.errors import Refused

MANIFEST, SEAL = "MANIFEST.json", "SEAL"
FORMAT = 1
BLOCK = 1024 * 1024
TAR_BLOCK = 512
NOTHING_DONE = "Chưa có gì bị thay đổi."


class Member(NamedTuple):
    """One file inside the archive."""

    size: int
    sha256: str


class Hashed(io.RawIOBase):
    """Reads or writes through and keeps the hash of what passed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.hash, self.passed = stream, sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.hash.update(data)
        self.passed += len(data)
        return data

    def write(self, data: Any) -> int:
        self.hash.update(data)
        self.passed += len(data)
        return self.stream.write(data)

    def tell(self) -> int:
        return self.passed


class Writer:
    """Adds members to an archive that is being written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._out = Hashed(stream)
        self._tar = tarfile.TarFile(fileobj=self._out, mode="w", format=tarfile.PAX_FORMAT)
        self._tar.copybufsize = BLOCK  # type: ignore[attr-defined]
        self.members: dict[str, Member] = {}

    def add(self, name: str, file: Path) -> None:
        with file.open("rb") as source:
            self._put(name, source, os.fstat(source.fileno()).st_size)

    def seal(self, manifest: dict[str, Any]) -> None:
        """Write the manifest and the seal; nothing can be added afterwards."""
        listed = {name: member._asdict() for name, member in self.members.items()}
        told = json.dumps({"format": FORMAT, **manifest, "members": listed}, ensure_ascii=False)
        self._put(MANIFEST, io.BytesIO(told.encode()), len(told.encode()))
        seal = self._out.hash.hexdigest().encode()
        self._put(SEAL, io.BytesIO(seal), len(seal))
        self._tar.close()

    def _put(self, name: str, source: IO[bytes], size: int) -> None:
        told = tarfile.TarInfo(name)
        told.size, told.mode = size, 0o600
        measured = Hashed(source)
        self._tar.addfile(told, measured)
        self.members[name] = Member(size, measured.hash.hexdigest())


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """An archive that appears under its name only when it is whole and on the disk."""
    part = target.with_name(target.name + ".part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as stands:
        raise Refused(
            f"Đang có tệp {part.name} dở dang: một lần sao lưu khác đang chạy, hoặc đã bị ngắt. "
            "Nếu không có lần nào đang chạy, hãy xóa tệp đó rồi chạy lại."
        ) from stands
    try:
        with os.fdopen(descriptor, "wb", buffering=BLOCK) as stream:
            yield Writer(stream)
            stream.flush()
            os.fsync(stream.fileno())
        _name(part, target)
    except FileExistsError as stands:
        raise Refused(f"Tệp {target} đã có. Hãy chọn tên khác; bản cũ được giữ nguyên.") from stands
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, target: Path) -> None:
    """Never over another file: unlike a rename, a link refuses what came in between."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError as unable:  # a USB stick knows no links
        if target.exists():
            raise FileExistsError(target) from unable
        part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Archive:
    """An archive whose seal was found right."""

    def __init__(self, file: Path, manifest: dict[str, Any]) -> None:
        self.file, self.manifest = file, manifest
        self.members = {name: Member(**told) for name, told in manifest["members"].items()}

    def each(self, folder: str) -> Iterator[tuple[str, IO[bytes]]]:
        """Every member under `folder/`, as (name without the folder, its bytes)."""
        with tarfile.open(self.file, "r:") as tar:
            for told in tar:
                if told.name.startswith(f"{folder}/"):
                    source = tar.extractfile(told)
                    assert source is not None  # only plain files have our names
                    yield told.name.removeprefix(f"{folder}/"), source

    def bytes_under(self, folder: str) -> int:
        return sum(m.size for name, m in self.members.items() if name.startswith(f"{folder}/"))


def opened(file: Path) -> Archive:
    """The archive after every byte of it was checked; Refused in words when it is not whole."""
    if not file.is_file():
        raise Refused(f"Không có tệp {file}. Hãy xem lại đường dẫn.")
    try:
        places = _places(file)
    except (tarfile.TarError, OSError, ValueError) as broken:
        raise _unfit(file) from broken
    if SEAL not in places:
        raise _unfit(file)
    sealed_at = places[SEAL].offset
    with file.open("rb") as stream:
        whole, left = sha256(), sealed_at
        while left and (block := stream.read(min(left, BLOCK))):
            whole.update(block)
            left -= len(block)
        tail = stream.read()
    ends_at = -(-(sealed_at + 4 * TAR_BLOCK) // tarfile.RECORDSIZE) * tarfile.RECORDSIZE
    if sealed_at + len(tail) != ends_at:
        raise _unfit(file)
    if not _seals(tail, whole.hexdigest()):
        raise _damaged(file)
    with file.open("rb") as stream:
        stream.seek(places[MANIFEST].offset_data)
        manifest = json.loads(stream.read(places[MANIFEST].size))
    if manifest["format"] != FORMAT:
        raise Refused(
            f"Tệp {file.name} do bản phần mềm mới hơn làm ra (định dạng {manifest['format']}). "
            f"{NOTHING_DONE} Hãy nâng cấp phần mềm rồi khôi phục."
        )
    return Archive(file, manifest)


def _places(file: Path) -> dict[str, tarfile.TarInfo]:
    """Headers only: the bytes between are skipped."""
    with tarfile.open(file, "r:") as tar:
        return {told.name: told for told in tar}


def _seals(tail: bytes, digest: str) -> bool:
    """The last header, the hash, and nothing but zeros after it."""
    at = tarfile.TarInfo(SEAL)
    at.size, at.mode = 64, 0o600
    expected = at.tobuf(tarfile.PAX_FORMAT) + digest.encode()
    rest = tail[len(expected) :]
    return tail.startswith(expected) and not rest.strip(b"\0")


def _unfit(file: Path) -> Refused:
    """No seal where it should be: cut, damaged, or another kind of file."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(9)
        stream.seek(max(0, size - tarfile.RECORDSIZE - 2 * TAR_BLOCK))
        tail = stream.read()
    ends = size % tarfile.RECORDSIZE == 0 and tail.endswith(b"\0" * 2 * TAR_BLOCK)
    if ends and (head == b"database/" or SEAL.encode() + b"\0" in tail):
        return _damaged(file)
    if head == b"database/":
        return Refused(
            f"Tệp sao lưu {file.name} bị cắt cụt: thiếu phần cuối (chỉ có {size} byte). "
            f"{NOTHING_DONE} Hãy chép lại tệp từ nơi lưu rồi chạy lại."
        )
    return Refused(f"Tệp {file.name} không phải tệp sao lưu của Dân Chủ. {NOTHING_DONE}")


def _damaged(file: Path) -> Refused:
    return Refused(
        f"Tệp sao lưu {file.name} bị hỏng: nội dung không khớp với dấu niêm ở cuối tệp. "
        f"{NOTHING_DONE} Hãy dùng một bản sao khác của tệp này."
    )
