"""The archive of one commune: a zip of JSON lines and files, each with its hash."""

import json
import os
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import danchu
from civics.errors import Refused
from danchu.front.moving import gathering
from danchu.front.moving.declared import left
from danchu.kit import clock, files
from danchu.places.models import Kind, Unit

FORMAT = 1
MANIFEST, README = "MANIFEST.json", "DOC-TOI.txt"
WORDS = """\
Hồ sơ của {name} do Dân Chủ {release} xuất.
rows/     mỗi dòng một bản ghi (JSON); "bảng#số" chỉ tới bản ghi khác trong gói.
files/    tệp đã công khai và tệp của bản đang soạn.
sealed/   tệp ĐÃ NIÊM PHONG: chỉ thanh tra được mở. Bản ghi có "sealed": true cũng vậy.
Gói chứa dữ liệu cá nhân đúng như hồ sơ; không chứa mật khẩu, mã PIN, thẻ, khóa.
Đưa vào nơi mới: danchu import-unit TỆP (trước hết thêm --dry-run).
"""


class Exported(NamedTuple):
    """What was written."""

    file: Path
    digest: str
    rows: int
    files: int


def unit_named(slug: str) -> Unit:
    unit = Unit.objects.filter(slug=slug, kind=Kind.COMMUNE).first()
    if unit is None:
        raise Refused(f"Không có xã, phường {slug!r}. Tên như trong địa chỉ trang: xa-la-bang.")
    return unit


def contents(unit: Unit) -> dict[str, bytes]:
    """Every member that makes up the records; the same bytes for the same records."""
    gathered = gathering.gather(unit)
    members = {f"rows/{label}.jsonl": gathering.lines(r) for label, r in gathered.rows.items()}
    for name, (stored_as, sealed) in gathered.files.items():
        try:
            members[name] = files.read_sealed(stored_as) if sealed else files.read(stored_as)
        except FileNotFoundError as lost:
            raise Refused(
                f"Thiếu tệp {stored_as} của hồ sơ. Hãy khôi phục tệp từ bản sao lưu rồi xuất lại."
            ) from lost
    return members


def digest_of(members: dict[str, bytes]) -> str:
    hashes = sorted((name, sha256(data).hexdigest()) for name, data in members.items())
    return sha256(json.dumps(hashes).encode()).hexdigest()


def export(unit: Unit, target: Path) -> Exported:
    """Write the archive; never over another file, and only whole."""
    if target.exists():
        raise Refused(f"Tệp {target} đã có. Hãy chọn tên khác; bản cũ được giữ nguyên.")
    members = contents(unit)
    part = target.with_name(target.name + ".part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as unable:
        raise Refused(f"Không ghi được {target}: {unable.strerror}.") from unable
    try:
        with os.fdopen(descriptor, "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
            for name, data in _whole(unit, members).items():
                kept = zipfile.ZIP_DEFLATED if name.startswith("rows/") else zipfile.ZIP_STORED
                archive.writestr(name, data, compress_type=kept)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    rows = sum(data.count(b"\n") for name, data in members.items() if name.startswith("rows/"))
    kept_files = sum(1 for name in members if not name.startswith("rows/"))
    return Exported(target, digest_of(members), rows, kept_files)


def _hashed(data: bytes) -> dict[str, Any]:
    return {"size": len(data), "sha256": sha256(data).hexdigest()}


def _whole(unit: Unit, members: dict[str, bytes]) -> dict[str, bytes]:
    told: dict[str, Any] = {
        "format": FORMAT,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "release": danchu.__version__,
        "unit": {"slug": unit.slug, "code": unit.code, "name": unit.full_name},
        "digest": digest_of(members),
        "members": {
            n: {"size": len(d), "sha256": sha256(d).hexdigest()} for n, d in members.items()
        },
        "left_behind": left(),
    }
    words = WORDS.format(name=unit.full_name, release=danchu.__version__)
    manifest = json.dumps(told, ensure_ascii=False, indent=1)
    return {README: words.encode(), **members, MANIFEST: manifest.encode()}
