"""The drill: a commune is saved, the machine is lost, another machine brings it back whole."""

import json
import sqlite3
import stat
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from civics.errors import Refused
from danchu.kit.keeping import backup
from danchu.kit.keeping.archive import opened, writing
from danchu.kit.tests.houses import House

NOTHING = "Chưa có gì bị thay đổi."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The demo commune, with public, sealed and draft files."""
    house = House(tmp_path_factory.mktemp("home")).create().build_demo()
    yield house
    house.drop()


@pytest.fixture(scope="module")
def saved(home, tmp_path_factory):
    """Its backup."""
    file = tmp_path_factory.mktemp("saved") / "danchu.tar"
    home.does("backup", file)
    return file


@pytest.fixture
def empty(tmp_path):
    """A new machine with the same key and nothing in it."""
    house = House(tmp_path / "new").create()
    yield house
    house.drop()


def files_of(house: House) -> dict[str, bytes]:
    return {
        f"{folder}/{file.relative_to(house.folder / folder)}": file.read_bytes()
        for folder in ("files", "sealed")
        for file in (house.folder / folder).rglob("*")
        if file.is_file()
    }


def told_by(file: Path) -> tuple[str, str]:
    with tarfile.open(file) as tar:
        told = json.load(tar.extractfile("MANIFEST.json"))
    return told["tables_digest"], told["files_digest"]


ANSWERS = """
from django.test import Client
from danchu.kit import triggers
from django.db import connection, DatabaseError, transaction
from danchu.kit.models import AuditEntry
browser = Client(SERVER_NAME="127.0.0.1")
pages = ["/", "/cong-khai/1/", "/tim/?q=ngan+sach", "/readyz"]
print([browser.get(page).status_code for page in pages], triggers.missing(connection))
try:
    with transaction.atomic():
        AuditEntry.objects.filter(pk=1).delete()
except DatabaseError as error:
    print("append-only" in str(error))
from danchu.people.models import User
from danchu.people import codes
from danchu.kit import audit, clock
last = AuditEntry.objects.order_by("-pk").first().pk
print(audit.record("x", by=None, unit_id=None, kind="x", key=1, on=clock.today()).pk > last)
"""


# ── the drill ─────────────────────────────────────────────────────────────────────────────────


def test_a_lost_machine_comes_back_with_every_row_and_every_file(home, saved, empty, tmp_path):
    again = tmp_path / "again.tar"
    told, _ = empty.tries(("restore", saved), ("backup", again))
    assert "mọi bảng và mọi tệp giống hệt lúc sao lưu" in told
    assert "⚠" not in told
    assert files_of(empty) == files_of(home)
    assert len(files_of(home)) == 34
    assert told_by(again) == told_by(saved)
    # the pages answer, the trail is guarded, and numbers go on where they stopped
    assert empty.says(ANSWERS).splitlines() == ["[200, 200, 200, 200] []", "True", "True"]
    # what is sealed lies where nobody else reads
    sealed = [file for file in (empty.folder / "sealed").rglob("*") if file.is_file()]
    assert sealed
    assert stat.S_IMODE((empty.folder / "sealed").stat().st_mode) == 0o700
    places = {file.relative_to(empty.folder / "sealed") for file in sealed}
    assert not any((empty.folder / "files" / place).exists() for place in places)


@contextmanager
def opened_by_another(house: House) -> Iterator[None]:
    if house.postgresql:
        with psycopg.connect(house.url):
            yield
        return
    raw = sqlite3.connect(house.folder / "danchu.sqlite3")
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("SELECT count(*) FROM people_user").fetchone()
    yield
    raw.close()


CUU = """
from danchu.people.models import User
print(User.objects.get(username="cuu").pk)
"""
WHO = """
from danchu.people.models import User
erased = User.objects.exclude(erased_on=None)
print(User.objects.filter(full_name="Đỗ Văn Cựu").count(), erased.count())
"""


def test_whoever_was_erased_after_the_backup_is_erased_again_by_the_restore(home, saved, empty):
    """The list of ids lies beside the database and outlives it; the backup never replaces it."""
    assert home.says(WHO) == "1 0"
    empty.folder.mkdir(exist_ok=True)
    pk = home.says(CUU)
    line = json.dumps({"table": "people.User", "key": int(pk), "on": "2026-11-25"})
    (empty.folder / "erasures.jsonl").write_text(line + "\n")
    told = empty.does("restore", saved)
    assert f"đã xóa lại: tài khoản {pk}" in told
    assert empty.says(WHO) == "0 1"
    assert (empty.folder / "erasures.jsonl").read_text() == line + "\n"


WRITE = """
from danchu.disclosure.models import Version
Version.objects.filter(pk=1).update(title="Viết sau lúc sao lưu")
"""


def test_a_house_that_holds_records_is_replaced_only_by_name(home, saved, tmp_path):
    other = House(tmp_path / "other").create(like=home)
    before, after, last = (tmp_path / name for name in ("before.tar", "after.tar", "last.tar"))
    try:
        other.says(WRITE)
        _, unnamed, wrong, _ = other.tries(
            ("backup", before),
            ("restore", saved),
            ("restore", saved, "--replace", "danchu-khac"),
            ("backup", after),
        )
        assert told_by(before)[0] != told_by(saved)[0]  # one changed title changes the digest
        assert told_by(before)[1] == told_by(saved)[1]
        assert unnamed.startswith(f"✗ Ở đây đang có dữ liệu (cơ sở dữ liệu {other.database}")
        assert f"--replace {other.database}" in unnamed
        assert wrong == unnamed
        assert told_by(after) == told_by(before)
        with opened_by_another(other):  # a web process that was not stopped
            line = other.refuses("restore", saved, "--replace", other.database)
        assert f"{other.database}. Chưa có gì bị thay đổi. Hãy dừng dịch vụ" in line

        told, _ = other.tries(("restore", saved, "--replace", other.database), ("backup", last))
        assert "truoc_khi_khoi_phuc_" in told  # what stood is aside, not gone
        aside = next(other.folder.glob("truoc_khi_khoi_phuc_*"))
        assert len([file for file in aside.rglob("*.pdf") if file.is_file()]) == 12
        assert told_by(last) == told_by(saved)  # and it can be saved again
    finally:
        other.drop()


# ── bad archives ──────────────────────────────────────────────────────────────────────────────


def untouched(house: House) -> None:
    assert not (house.folder / "files").exists()
    assert not (house.folder / "danchu.sqlite3").exists()


def test_a_backup_cut_in_half_is_refused_and_nothing_is_half_done(saved, empty, tmp_path):
    cut, picture = tmp_path / "cut.tar", tmp_path / "anh.jpg"
    whole = saved.read_bytes()
    half = len(whole) // 2
    cut.write_bytes(whole[:half])
    picture.write_bytes(b"\xff\xd8" + b"x" * 30000)
    refused = empty.refuses("restore", cut)
    assert refused == (
        f"CommandError: Tệp sao lưu cut.tar bị cắt cụt: thiếu phần cuối (chỉ có {half} byte). "
        f"{NOTHING} Hãy chép lại tệp từ nơi lưu rồi chạy lại."
    )
    verified, other, lost = empty.tries(
        ("verify_backup", cut), ("restore", picture), ("restore", tmp_path / "khong-co.tar")
    )
    assert verified == refused.replace("CommandError:", "✗")
    assert other == f"✗ Tệp anh.jpg không phải tệp sao lưu của Dân Chủ. {NOTHING}"
    assert lost == f"✗ Không có tệp {tmp_path}/khong-co.tar. Hãy xem lại đường dẫn."
    untouched(empty)


def test_any_flipped_bit_and_any_cut_is_seen(saved, tmp_path):
    whole = bytearray(saved.read_bytes())
    assert opened(saved).manifest["release"]
    hurt = tmp_path / "hurt.tar"
    step = len(whole) // 60
    for place in [*range(0, len(whole), step), 156, 300, len(whole) - 1, len(whole) - 9000]:
        whole[place] ^= 1
        hurt.write_bytes(whole)
        whole[place] ^= 1
        with pytest.raises(Refused, match=r"bị hỏng|không phải tệp sao lưu"):
            opened(hurt)
    for size in [*range(0, len(whole), step), len(whole) - 1, len(whole) - 10240]:
        hurt.write_bytes(whole[:size])
        with pytest.raises(Refused, match=r"bị cắt cụt|bị hỏng|không phải tệp sao lưu"):
            opened(hurt)


def remade(saved: Path, name: str, *, also: str = "", **changes: object) -> Path:
    """The same archive with other words in its manifest, sealed anew."""
    into = saved.parent / f"{name}.remade"
    piece = into.with_suffix(".piece")
    with tarfile.open(saved) as tar, writing(into) as out:
        told = json.load(tar.extractfile("MANIFEST.json"))
        for member in tar.getmembers()[:-2]:
            piece.write_bytes(tar.extractfile(member).read())
            out.add(member.name, piece)
        if also:
            out.add(also, piece)
        del told["members"], told["format"]
        out.seal(told | changes)
    return into


def test_a_backup_that_does_not_fit_here_is_refused_and_leaves_nothing(saved, empty, tmp_path):
    with tarfile.open(saved) as tar:
        tables = json.load(tar.extractfile("MANIFEST.json"))["tables"]
    tables["people_user"][0] += 1
    engine = "sqlite" if empty.postgresql else "postgresql"
    newer, other, lying, evil, right = empty.tries(
        ("restore", remade(saved, "newer", migrations=["kit.9999_later"], release="9.0")),
        ("restore", remade(saved, "other", engine=engine)),
        ("restore", remade(saved, "lying", tables=tables)),
        ("restore", remade(saved, "evil", also="files/../../climbed")),
        ("restore", saved),  # the place is still free
    )
    assert "do bản 9.0 mới hơn làm ra (có kit.9999_later)" in newer
    assert "còn ở đây là" in other
    assert lying == (
        "✗ Cơ sở dữ liệu khôi phục không giống lúc sao lưu: people_user. "
        "Bản đang có được giữ nguyên."
    )
    assert "đường dẫn lạ: ../../climbed" in evil
    assert not list(tmp_path.rglob("climbed"))
    assert right.startswith("Đã khôi phục bản sao lưu")
    assert len(files_of(empty)) == 34


# ── making one ────────────────────────────────────────────────────────────────────────────────


def test_a_backup_never_overwrites_and_is_its_owner_s_alone(home, saved, tmp_path):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    before = saved.read_bytes()
    (tmp_path / "a.tar.part").touch()
    (tmp_path / "made").mkdir()
    again, running, nowhere, made, both = home.tries(
        ("backup", saved),
        ("backup", tmp_path / "a.tar"),
        ("backup", tmp_path / "no" / "a.tar"),
        ("backup", tmp_path / "made"),
        ("backup", saved, "--keys", tmp_path / "k"),
    )
    assert again == f"✗ Tệp {saved} đã có. Hãy chọn tên khác; bản cũ được giữ nguyên."
    assert saved.read_bytes() == before
    assert "một lần sao lưu khác đang chạy" in running
    assert "Không có thư mục" in nowhere
    assert "Cho đúng một" in both
    (file,) = (tmp_path / "made").iterdir()  # a folder gets a name with the hour, no .part is left
    assert file.name.startswith("danchu-20")
    assert f"{file}: " in made
    assert told_by(file) == told_by(saved)


def test_a_disk_without_room_is_told_before_anything_is_written(tmp_path, settings, db):
    room = backup.SPARE
    try:
        backup.SPARE = 1 << 60
        with pytest.raises(Refused, match=r"Không đủ chỗ ở .* Chưa ghi gì"):
            backup._need_space(tmp_path)
    finally:
        backup.SPARE = room
    assert list(tmp_path.iterdir()) == []


def test_the_keys_are_apart_and_their_owner_s_alone(home, saved, tmp_path):
    file = tmp_path / "keys.env"
    made, again = home.tries(("backup", "--keys", file), ("backup", "--keys", file))
    assert "Giữ ở nơi KHÁC" in made
    assert "đã có" in again
    assert f"SECRET_KEY={home.key}\n" in file.read_text()
    assert "giữ ở nơi KHÁC" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert home.key.encode() not in saved.read_bytes()


def test_other_keys_are_told_at_once(saved, tmp_path):
    other = House(tmp_path / "other", key="b" * 60).create()
    try:
        assert "⚠ SECRET_KEY ở đây khác lúc sao lưu" in other.does("restore", saved)
    finally:
        other.drop()
