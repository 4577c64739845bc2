"""One commune is carried to another house: whole, once, without secrets, meaning the same."""

import ast
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from civics.errors import Refused
from danchu.disclosure.actions import drafting, mending, noting, publishing
from danchu.disclosure.models import Attachment, Item, Version
from danchu.front.demo import demo_pdf
from danchu.front.moving import exporting, importing
from danchu.front.moving.declared import ADDRESSES, DECLARED, KINDS, taken
from danchu.kit.tests.houses import House
from danchu.people.models import Card, OneTimePassword, User

HOUSE = Path(__file__).resolve().parents[2]
# Tables whose rows name an older row of the same table, written one by one in that order.
OF_THEIR_OWN = {"places.Unit", "decisions.Motion", "decisions.Count"}


# ── nothing is forgotten ──────────────────────────────────────────────────────────────────────


def test_every_table_of_the_house_is_declared_to_go_along_or_to_stay():
    """A new model fails here until front/moving/declared.py says which."""
    tables = {model._meta.label for model in apps.get_models() if not model._meta.proxy}
    assert tables == set(DECLARED)


def test_what_goes_along_names_only_rows_that_go_along_before_it():
    order = list(taken())
    for label in order:
        model = apps.get_model(label)
        assert model._meta.many_to_many == (), label
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name not in taken()[label].without:
                named = field.related_model._meta.label
                assert named in order, f"{label}.{field.name}"
                assert order.index(named) <= order.index(label), f"{label}.{field.name}"
                assert named != label or label in OF_THEIR_OWN, f"{label}.{field.name}"


def test_every_kind_that_an_entry_or_a_duty_names_is_known():
    found = {}
    for file in sorted(HOUSE.rglob("*.py")):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            for keyword in node.keywords if name in {"record", "open_duty"} else []:
                if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant):
                    found[keyword.value.value] = file.name
    assert found.keys() - KINDS.keys() == set()
    assert "item" in found


def test_secrets_stay_behind():
    hidden = {"password", "pin", "code_hash", "secret_hash", "last_login"}
    for label, how in taken().items():
        names = {f.name for f in apps.get_model(label)._meta.concrete_fields}
        assert names & hidden <= set(how.without), label


# ── there and back ────────────────────────────────────────────────────────────────────────────

STRANGERS = """
from danchu.kit import audit, clock
from danchu.places.models import Unit
from danchu.people import actions
from danchu.people.models import Role
from danchu.disclosure.actions import noting
at = Unit.objects.get(slug="xa-nghinh-tuong")
on = clock.today()
person = actions.register_person("Người Khác", by=None)
term = actions.appoint(person, Role.CLERK, at, since=on, until=None, document="1/QĐ",
                       position="", by=None, on=on)
for number in range(3):
    noting.note(at, group=2, number=f"{number}/QĐ", decided_on=on, signer="X", by=term, on=on)
"""
LOOK = """
from django.conf import settings
from django.test import Client
from django.db import connection
from danchu.disclosure.models import Attachment, Item
from danchu.duties.models import Duty
from danchu.kit import files, triggers
from danchu.kit.models import SearchEntry
from danchu.people.models import User
from danchu.places.models import Unit
here = Unit.objects.get(slug="xa-la-bang")
first = Item.objects.filter(unit=here).order_by("pk").first()
browser = Client(SERVER_NAME="127.0.0.1")
page = browser.get(f"/cong-khai/{first.pk}/")
print(first.pk > 3, page.status_code, first.number in page.content.decode())
print(browser.get("/xa/xa-la-bang/").status_code, triggers.missing(connection))
duty = Duty.objects.get(rule_key="disclosure.publish", kind="item", key=str(first.pk))
print(duty.address == f"/cong-khai/{first.pk}/soan/")
found = SearchEntry.objects.get(room="disclosure", kind="item", key=str(first.pk))
print(found.address == f"/cong-khai/{first.pk}/")
print(User.objects.get(username="lan").has_usable_password())
sealed = Attachment.objects.get(sealed=True, version__item__unit=here)
print((settings.SEALED_FOLDER / sealed.stored_as).exists(),
      (settings.FILES_FOLDER / sealed.stored_as).exists(),
      settings.SEALED_FOLDER.stat().st_mode & 0o077 == 0)
"""


def contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {n: archive.read(n) for n in archive.namelist() if n != exporting.MANIFEST}


@pytest.fixture
def houses():
    """`houses(folder, engine)`: dropped afterwards."""
    made = []

    def make(folder: Path, engine: str | None = None) -> House:
        made.append(House(folder, engine=engine).create())
        return made[-1]

    yield make
    for house in made:
        house.drop()


def test_a_commune_moves_from_sqlite_to_this_database_and_back(houses, tmp_path):
    """In the run on PostgreSQL: from SQLite to PostgreSQL, and back again."""
    first, second, third = (tmp_path / f"{n}.zip" for n in (1, 2, 3))
    home = houses(tmp_path / "home", "sqlite").build_demo()
    (said,) = home.tries(("export_unit", "xa-la-bang", first))
    assert "Mã nội dung" in said

    there = houses(tmp_path / "there")
    there.migrate().tries(("load_units", "-v0"), ("open_duties",))
    there.says(STRANGERS)  # numbers are taken: those of the commune will be others
    tried, done, again, exported = there.tries(
        ("import_unit", first, "--dry-run"),
        ("import_unit", first),
        ("import_unit", first),
        ("export_unit", "xa-la-bang", second),
    )
    assert "sẽ nhập (chạy thử, chưa giữ gì)" in tried
    assert "đã nhập" in done  # the dry run had kept nothing, or this would say so
    assert again == "Xã La Bằng: hồ sơ trong gói đã có đủ ở đây, không làm gì thêm.\n"
    assert exported.endswith(said.rpartition("Mã nội dung")[2])
    assert contents(second) == contents(first)
    assert there.says(LOOK).splitlines() == [
        "True 200 True",
        "200 []",
        "True",
        "True",
        "False",
        "True False True",
    ]

    back = houses(tmp_path / "back", "sqlite")
    *_, taken_in, _ = back.migrate().tries(
        ("load_units", "-v0"),
        ("import_unit", second),
        ("export_unit", "xa-la-bang", third),
    )
    assert "đã nhập" in taken_in
    assert contents(third) == contents(first)


# ── refusals ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def archive(commune, hamlet, lan, thang, today, tmp_path):
    """A commune with one public item, one sealed, and people who hold secrets."""
    for number, removed in (("1/QĐ", False), ("2/QĐ", True)):
        item = noting.note(
            commune, group=2, number=number, decided_on=today, signer="Ông Bình", by=lan, on=today
        )
        words = {"title": f"Tên {number}", "body": "Lời", "personal_list": ""}
        version = drafting.save_draft(item, **words, by=lan, on=today)
        paper = SimpleUploadedFile("a.pdf", demo_pdf(number))
        drafting.attach(version, paper, personal=False, signed_paper=False, by=lan, on=today)
        drafting.submit(item, by=lan, on=today)
        publishing.approve(item, no_secret=True, by=thang, on=today)
        if removed:
            mending.remove_urgently(item, ground="personal_data", by=lan, on=today)
    lan.person.set_password("mot mat khau rat dai")
    lan.person.save()
    Card.objects.create(
        person=lan.person, commune=commune, code_hash="c" * 64, issued_on=today, expires_on=today
    )
    OneTimePassword.objects.create(person=lan.person, set_at="2026-12-02T00:00:00Z")
    file = tmp_path / "xa.zip"
    exporting.export(commune, file)
    return file


def test_no_secret_is_in_the_archive(archive, lan):
    whole = b"".join(contents(archive).values())
    assert lan.person.full_name.encode() in whole
    assert lan.person.password.encode() not in whole
    assert b"c" * 64 not in whole
    with zipfile.ZipFile(archive) as opened:
        told = json.loads(opened.read(exporting.MANIFEST))
    assert told["left_behind"]["people.Card"].startswith("bí mật đăng nhập")
    assert archive.stat().st_mode & 0o077 == 0


def test_what_is_sealed_is_marked_and_another_commune_is_not_there(archive, mai, elsewhere):
    members = contents(archive)
    sealed = [name for name in members if name.startswith("sealed/")]
    rows = [json.loads(line) for line in members["rows/disclosure.Attachment.jsonl"].splitlines()]
    assert [row["stored_as"] for row in rows if row["sealed"]] == sealed
    assert len(sealed) == 1
    assert mai.person.full_name.encode() not in b"".join(members.values())


def test_it_is_never_mixed_with_other_records(archive, commune):
    assert importing.take_in(archive).already
    Version.objects.filter(number=1).update(title="Viết lại")
    with pytest.raises(Refused, match=r"Xã La Bằng ở đây đã có hồ sơ khác với gói\. Chưa có gì"):
        importing.take_in(archive)


def test_a_damaged_archive_is_refused_and_nothing_is_half_done(archive, tmp_path, settings):
    whole = archive.read_bytes()
    says = r"bị hỏng hoặc bị cắt cụt\. Chưa có gì bị thay đổi\."
    hurt = tmp_path / "hurt.zip"
    for size in (0, len(whole) // 2, len(whole) - 1):
        hurt.write_bytes(whole[:size])
        with pytest.raises(Refused, match=says):
            importing.take_in(hurt)
    place = whole.index(b"%PDF-") + 40
    hurt.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    with pytest.raises(Refused, match=says):
        importing.take_in(hurt)
    with pytest.raises(Refused, match="Không có tệp"):
        importing.take_in(tmp_path / "khong-co.zip")


def remade(archive: Path, into: Path, change) -> Path:
    """The same archive with other rows, its hashes told anew."""
    members = contents(archive)
    members.pop(exporting.README)
    change(members)
    with zipfile.ZipFile(archive) as opened:
        told = json.loads(opened.read(exporting.MANIFEST))
    told["members"] = {name: exporting._hashed(data) for name, data in members.items()}
    told["digest"] = exporting.digest_of(members)
    with zipfile.ZipFile(into, "w") as out:
        for name, data in members.items():
            out.writestr(name, data)
        out.writestr(exporting.MANIFEST, json.dumps(told))
    return into


def as_new(members: dict[str, bytes]) -> None:
    """The same records under the name of a commune that nothing is known of here."""
    for name, data in members.items():
        members[name] = data.replace(b"xa-la-bang", b"xa-moi").replace(b"05818", b"05999")


def test_what_fails_in_the_middle_leaves_no_row_and_no_file(archive, tmp_path, settings):
    """A username of somebody else here: found after files would have been written elsewhere."""
    into = remade(archive, tmp_path / "moi.zip", as_new)
    with zipfile.ZipFile(into) as opened:
        told = json.loads(opened.read(exporting.MANIFEST))
    told["unit"]["slug"] = "xa-moi"
    shutil.copy(into, tmp_path / "named.zip")
    with zipfile.ZipFile(into) as opened, zipfile.ZipFile(tmp_path / "named.zip", "w") as out:
        for name in told["members"]:
            out.writestr(name, opened.read(name))
        out.writestr(exporting.MANIFEST, json.dumps(told))
    before = (Item.objects.count(), Attachment.objects.count(), stored(settings))
    User.objects.filter(username="lan").update(full_name="Một Lan Khác")
    with pytest.raises(Refused, match=r"Tên đăng nhập lan ở đây là của Một Lan Khác"):
        importing.take_in(tmp_path / "named.zip")
    assert (Item.objects.count(), Attachment.objects.count(), stored(settings)) == before
    User.objects.filter(username="lan").update(full_name="Ma Thị Lan")
    assert importing.take_in(tmp_path / "named.zip", dry_run=True).rows > 10
    assert (Item.objects.count(), Attachment.objects.count(), stored(settings)) == before
    assert not importing.take_in(tmp_path / "named.zip").already
    assert Item.objects.count() == 2 * before[0]


def stored(settings) -> int:
    folders = (settings.FILES_FOLDER, settings.SEALED_FOLDER)
    return sum(1 for folder in folders for file in folder.rglob("*") if file.is_file())


def test_a_table_that_is_not_known_here_stops_it(archive, tmp_path):
    def later(members: dict[str, bytes]) -> None:
        members["rows/works.Work.jsonl"] = b'{"#": 1}\n'

    into = remade(archive, tmp_path / "later.zip", later)
    with pytest.raises(Refused, match=r"bảng chưa biết ở đây: works\.Work"):
        importing.take_in(into)


def test_a_file_that_is_lost_stops_the_export(archive, commune, settings, tmp_path):
    kept = Attachment.objects.get(sealed=False)
    (settings.FILES_FOLDER / kept.stored_as).unlink()
    with pytest.raises(Refused, match=f"Thiếu tệp {kept.stored_as}"):
        exporting.export(commune, tmp_path / "again.zip")
    assert not (tmp_path / "again.zip").exists()


def test_only_a_commune_is_exported_and_never_over_another_file(archive, commune):
    with pytest.raises(Refused, match="Không có xã, phường 'tinh-thai-nguyen'"):
        exporting.unit_named("tinh-thai-nguyen")
    with pytest.raises(Refused, match="đã có"):
        exporting.export(commune, archive)


def test_addresses_with_a_number_are_known():
    for address in ("/cong-khai/12/soan/", "/cong-khai/chi-van-ban/3/tra-loi/"):
        assert any(pattern.match(address) for pattern, _ in ADDRESSES)
