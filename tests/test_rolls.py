"""The roll of households: dated acts, doubles, proxies, the frozen whole, a merger, erasing."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from openpyxl import Workbook, load_workbook

from civics.errors import Refused
from danchu.kit import batches, clock
from danchu.kit.models import AuditEntry
from danchu.people import actions, figures, own_data
from danchu.people.actions.households import Entry, Ground
from danchu.people.actions.proxies import MOST, Wish
from danchu.people.actions.rolls import ForWhat
from danchu.people.models import (
    FrozenLine,
    Household,
    Proxy,
    Representative,
    Role,
    RollConfirmation,
    User,
)
from danchu.people.roll import province as provinces
from danchu.people.roll import triggers
from danchu.people.roll.comparing import compare
from danchu.people.roll.confirming import FRESH
from danchu.people.roll.importing import Households
from danchu.people.roll.judging import near_doubles
from danchu.people.tests.factories import in_office
from danchu.places import actions as places
from danchu.places.judging import Decision
from danchu.places.models import Unit
from danchu.rulebook.actions import approve, draft

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 2)
AGO = Ground(date(2026, 1, 5), "sổ cũ của xóm")
NOW = Ground(ON, "đơn của hộ ngày 01/12/2026")


def add(tam, name, address="Xóm Đồng Tâm", number=None):
    return actions.add_household(tam.unit, Entry(name, address, number), AGO, by=tam, on=ON)


@pytest.fixture
def three(tam):
    return [add(tam, name) for name in ("Lý A Sửu", "Hà Thị Mẩy", "Nông Văn Thọ")]


def speaking(household, on=ON):
    return [one.name for one in household.representatives.all().speaking(on=on)]


# ── one household, one voice ──────────────────────────────────────────────────────────────────


def test_another_person_speaks_from_the_day_on_and_never_two_on_one_day(tam, three):
    household = three[0]

    actions.change_representative(household, "Lý Thị Pà", NOW, by=tam, on=ON)

    assert speaking(household, date(2026, 12, 1)) == ["Lý A Sửu"]
    assert speaking(household) == ["Lý Thị Pà"]
    for since, until in ((date(2026, 5, 1), date(2026, 6, 1)), (ON, None)):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            Representative.objects.create(household=household, name="Hai", since=since, until=until)
    with pytest.raises(Refused, match="muộn hơn"):
        actions.change_representative(household, "Lý A Ba", NOW, by=tam, on=ON)


def test_who_died_leaves_a_household_that_still_counts(tam, three):
    actions.change_representative(three[0], "", NOW, by=tam, on=ON, died=True)

    assert speaking(three[0]) == []
    assert figures.households(tam.unit, on=ON).whole == 3


def test_a_household_written_twice_is_refused_and_a_namesake_is_shown(tam, three):
    with pytest.raises(Refused, match=r"số 1: cùng tên, cùng địa chỉ"):
        add(tam, "LÝ  A Sửu", "xóm Đồng  Tâm")
    namesake = add(tam, "Lý A Sữu", "Cạnh nhà văn hóa")

    rows = Household.objects.order_by("number")
    assert near_doubles(rows) == [(three[0], namesake)]


@pytest.mark.parametrize(
    ("day", "words", "says"),
    [
        (date(2026, 12, 3), "đơn", "còn chưa đến"),
        (date(2026, 1, 5), "đơn", "không thể ra khỏi sổ"),
        (ON, " ", "căn cứ"),
    ],
)
def test_a_household_does_not_leave_on_an_impossible_day_or_without_a_ground(
    tam, three, day, words, says
):
    with pytest.raises(Refused, match=says):
        actions.move_away(three[0], Ground(day, words), by=tam, on=ON)


def test_splitting_and_merging_change_the_count_from_their_day(tam, three):
    part = actions.split_household(
        three[0], Entry("Lý A Con", "Ngõ 2"), Ground(date(2026, 6, 1), "đơn"), by=tam, on=ON
    )
    actions.merge_households(three[1], three[2], NOW, by=tam, on=ON)

    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 1), ON]
    assert [figures.households(tam.unit, on=day).whole for day in days] == [3, 4, 4, 3]
    assert part.acts.get().other == three[0]


# ── proxies ───────────────────────────────────────────────────────────────────────────────────


def wish(carrier, **more):
    told = {"for_what": "họp xóm", "since": ON, "until": date(2026, 12, 12), "kept_at": "cặp"}
    return Wish(carrier, **(told | more))


def test_nobody_speaks_for_two_households_nor_without_paper(tam, three):
    with pytest.raises(Refused, match="bằng văn bản"):
        actions.give_proxy(three[0], wish("Lý A Pao", kept_at=""), by=tam, on=ON)
    with pytest.raises(Refused, match="hộ số 2"):  # she speaks for her own already
        actions.give_proxy(three[0], wish("Hà thị Mẩy"), by=tam, on=ON)
    given = actions.give_proxy(three[0], wish("Lý A Pao"), by=tam, on=ON)
    with pytest.raises(Refused, match="Luật không nói"):
        actions.give_proxy(three[1], wish("Lý A Pao", since=date(2026, 12, 12)), by=tam, on=ON)
    with pytest.raises(Refused, match="đã ủy quyền cho Lý A Pao"):
        actions.give_proxy(three[0], wish("Lý Thị Pà"), by=tam, on=ON)

    actions.withdraw_proxy(given, by=tam, on=ON)
    actions.give_proxy(three[1], wish("Lý A Pao"), by=tam, on=ON)
    assert [one.household for one in Proxy.objects.all().holding(on=ON)] == [three[1]]


# ── the frozen whole ──────────────────────────────────────────────────────────────────────────


def test_what_comes_after_the_freeze_changes_neither_list_nor_whole(tam, three):
    kept = actions.freeze_roll(tam.unit, ForWhat("họp", "motion", "7"), by=tam, on=ON)
    actions.move_away(three[0], NOW, by=tam, on=ON)
    actions.change_representative(three[1], "Hà Văn Con", NOW, by=tam, on=ON)
    late = add(tam, "Đến Sau")

    again = actions.freeze_roll(tam.unit, ForWhat("họp", "motion", "7"), by=tam, on=ON)
    seen = compare(kept, on=ON)

    assert (again, kept.whole, kept.lines.count()) == (kept, 3, 3)
    assert [(one.line.name, one.state) for one in seen.lines] == [
        ("Lý A Sửu", "gone"),
        ("Hà Thị Mẩy", "changed"),
        ("Nông Văn Thọ", "same"),
    ]
    assert (seen.gone, seen.since) == (1, [late])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE people_frozenroll SET whole = 2",
        "DELETE FROM people_frozenline",
        "DELETE FROM people_frozenroll",
        "UPDATE people_frozenline SET name = 'Khác'",
        "UPDATE people_frozenline SET name = '(đã xóa theo yêu cầu)'",  # the address would stay
        "UPDATE people_frozenline SET number = 9, name = '(đã xóa theo yêu cầu)', address = name",
    ],
    ids=range(6),
)
def test_the_database_itself_keeps_a_frozen_list(tam, three, sql):
    actions.freeze_roll(tam.unit, ForWhat("họp"), by=tam, on=ON)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)


def test_an_erased_household_keeps_its_line_and_its_count(tam, three):
    kept = actions.freeze_roll(tam.unit, ForWhat("họp"), by=tam, on=ON)
    with pytest.raises(Refused, match="còn ở trong sổ"):
        actions.erase_household(three[0], by=tam, on=ON)
    actions.move_away(three[0], NOW, by=tam, on=ON)

    actions.erase_household(three[0], by=tam, on=ON)

    assert triggers.ERASED == own_data.ERASED_WORDS
    assert kept.lines.count() == kept.whole == 3
    held = [*FrozenLine.objects.values_list("name", "address"), *names()]
    assert not any("Sửu" in str(one) for one in held)
    assert figures.households(tam.unit, on=date(2026, 12, 1)).whole == 3


def names():
    return [
        *Household.objects.values_list("name", "address", "folded"),
        *Representative.objects.values_list("name", flat=True),
    ]


def test_an_erased_account_leaves_its_household_counted_and_nameless(lan, tam, three):
    person = User.objects.create_user("suu", full_name="Lý A Sửu")
    Representative.objects.filter(household=three[0]).update(person=person)

    actions.erase(person, by=lan, on=ON)

    assert not any("Sửu" in str(one) for one in names())
    assert figures.households(tam.unit, on=ON).whole == 3


# ── a hamlet merged between notice and meeting ────────────────────────────────────────────────


def test_households_go_on_in_the_heir_and_the_frozen_list_stays_with_the_old_hamlet(
    lan, tam, three, commune, province
):
    at = {"commune": commune, "province": province}
    heir = Unit.objects.create(
        kind="community", title="xom", name="Kem", folded="xom kem", slug="xom-kem", **at
    )
    other = actions.add_household(heir, Entry("Bế Văn Kem", "Kem", 1), AGO, by=lan, on=ON)
    actions.give_proxy(three[1], wish("Hà Văn Con"), by=tam, on=ON)
    kept = actions.freeze_roll(tam.unit, ForWhat("họp"), by=tam, on=ON)
    old = tam.unit

    act = places.merge([old], heir, Decision("12/NQ-HĐND", ON, date(2026, 12, 10)), by=lan, on=ON)
    day = date(2026, 12, 10)
    if act.carried_on is None:
        places.carry(act, on=day)

    count = [figures.households(heir, on=one).whole for one in (date(2026, 12, 9), day)]
    assert count == [1, 4]
    assert figures.households(old, on=date(2026, 12, 9)).whole == 3
    assert {one.number for one in Household.objects.filter(unit=heir)} == {1, 2, 3, 4}
    kept.refresh_from_db()
    assert (kept.unit, kept.lines.count()) == (old, 3)
    assert {one.state for one in compare(kept, on=day).lines} == {"carried"}
    assert Proxy.objects.get().household.unit == heir
    assert other.unit == heir

    places.undo(act, why="ghi nhầm", by=lan, on=day)
    assert figures.households(old, on=day).whole == 3
    assert speaking(Household.objects.get(pk=three[0].pk), day) == ["Lý A Sửu"]


# ── how sure the number is ────────────────────────────────────────────────────────────────────


def test_what_the_province_lays_down_for_rolls_holds_in_its_hamlets(tam, three, province):
    dung, hoa = (in_office(name, Role.PROVINCE, province).terms.get() for name in ("dung", "hoa"))
    actions.confirm_roll(tam.unit, by=tam, on=date(2026, 8, 2))
    assert figures.households(tam.unit, on=ON).fresh
    actions.give_proxy(three[0], wish("Lý A Pao"), by=tam, on=ON)
    with pytest.raises(Refused, match="mỗi người 1 hộ"):
        actions.give_proxy(three[1], wish("Lý A Pao"), by=tam, on=ON)

    told = {"since": ON, "document": "9/QĐ-UBND", "signer": "Dung", "by": dung, "on": ON}
    for key, change in [(FRESH, {"months": 3}), (MOST, {"households": 2})]:
        approve(draft(key, change=change, **told), by=hoa, on=ON)

    said = figures.households(tam.unit, on=ON)
    assert not said.fresh
    assert "quá 3 tháng" in said.words
    assert actions.give_proxy(three[1], wish("Lý A Pao"), by=tam, on=ON).carrier == "Lý A Pao"


def test_a_roll_is_fresh_for_six_months_and_then_says_that_it_is_not(tam, three):
    assert not figures.households(tam.unit, on=ON).fresh
    actions.confirm_roll(tam.unit, by=tam, on=ON)

    last, after = date(2027, 6, 2), date(2027, 6, 3)
    assert RollConfirmation.objects.get().whole == 3
    assert figures.households(tam.unit, on=last).fresh
    said = figures.households(tam.unit, on=after)
    assert not said.fresh
    assert "quá 6 tháng" in said.words
    assert said.public is None  # three households would be known by name


# ── lists ─────────────────────────────────────────────────────────────────────────────────────

HEAD = ["Thôn, xóm", "Số hộ", "Họ và tên người đại diện", "Địa chỉ thường trú", "Từ ngày"]


def table(*rows, head=HEAD):
    book = Workbook()
    for row in [head, *rows]:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def preview(lan, data, name="so.xlsx"):
    hamlets = list(Unit.objects.within(lan.unit).communities())
    importer = Households([lan.unit], hamlets)
    return importer, batches.preview(importer, data, name, by=lan, unit_id=lan.unit_id, on=ON)


BAD = [
    (["Đồng Tâm", "1O", "Lý A", "Ngõ 1"], "Có phải 10 không"),
    (["Đồng Tâm", "2", "Lý A, Lý B", "Ngõ 1"], "hai người"),
    (["Đồng Tâm", "3", "Lý A 2", "Ngõ 1"], "chữ số"),
    (["Xóm Lạ", "4", "Lý A", "Ngõ 1"], "không có “Xóm Lạ”"),
    (["Xóm Cũ", "5", "Lý A", "Ngõ 1"], "ghi xóm Đồng Tâm"),
    (["Đồng Tâm", "6", "Lý A", "Ngõ 1", "31/02/2026"], "không phải một ngày có thật"),
    (["Đồng Tâm", "7", "Lý A", "Ngõ 1", "03/12/2026"], "còn chưa đến"),
    (["Đồng Tâm", "8", "Lý A", "CCCD 019090001234"], "số định danh"),
    (["Đồng Tâm", "9", "", "Ngõ 1"], "Chưa có họ và tên"),
]


def test_each_bad_line_says_kindly_why_and_the_good_ones_are_taken_once(lan, tam, commune):
    old = Unit.objects.create(
        kind="community", title="xom", name="Cũ", folded="xom cu", slug="xom-cu",
        commune=commune, valid_to=date(2025, 6, 30),
    )  # fmt: skip
    old.successors.create(new=tam.unit, on=date(2025, 7, 1), act="NQ")
    good = [["Xóm Đồng Tâm", "12", "Lý A Sửu", "Ngõ 2"], ["dong tam", "", "Hà Thị Mẩy", "Ngõ 3"]]
    twice = ["Đồng Tâm", "", "Lý A  sửu", "Ngõ 2"]
    data = table(*good, twice, *(row for row, _ in BAD))

    importer, batch = preview(lan, data)

    why = [one for _, _, one in batch.rejected]
    assert batch.counts == {"new": 2, "changed": 0, "same": 0, "rejected": 10}
    assert "dòng 2 của tệp" in why[0]
    assert all(says in said for said, (_, says) in zip(why[1:], BAD, strict=True))
    sheet = load_workbook(BytesIO(batches.rejected_file(batch))).active
    assert [row[-1].value for row in sheet.iter_rows(min_row=2)] == why

    batches.apply_whole(importer, batch, by=lan, on=ON)
    assert {(one.number, one.name) for one in Household.objects.all()} == {
        (12, "Lý A Sửu"), (13, "Hà Thị Mẩy"),
    }  # fmt: skip
    _, again = preview(lan, data)
    assert (again.counts["new"], again.counts["same"]) == (0, 2)


def test_a_list_changes_who_speaks_and_is_taken_back_until_somebody_went_on(lan, tam, three):
    importer, batch = preview(lan, table(["Đồng Tâm", "1", "Lý Thị Pà", "Xóm Đồng Tâm"],
                                         ["Đồng Tâm", "", "Mới Vào", "Ngõ 9"]))  # fmt: skip
    batches.apply_whole(importer, batch, by=lan, on=ON)
    assert speaking(three[0]) == ["Lý Thị Pà"]

    batches.undo(importer, batch, by=lan, on=ON)
    assert speaking(three[0]) == ["Lý A Sửu"]
    assert figures.households(tam.unit, on=ON).whole == 3

    importer, batch = preview(lan, table(["Đồng Tâm", "", "Mới Vào", "Ngõ 9"]))
    batches.apply_whole(importer, batch, by=lan, on=ON)
    actions.freeze_roll(tam.unit, ForWhat("họp"), by=tam, on=ON)
    with pytest.raises(Refused, match="1 dòng đã chốt"):
        batches.undo(importer, batch, by=lan, on=ON)


def test_a_number_that_is_another_household_now_is_not_written_over(lan, three):
    _, batch = preview(lan, table(["Đồng Tâm", "1", "Khác Hẳn", "Nơi khác"]))

    assert "ghi chuyển đi trước" in batch.rejected[0][2]


def test_a_file_with_more_than_name_and_address_is_not_kept_at_all(lan, tam):
    with pytest.raises(Refused, match="Số CCCD"):
        preview(lan, table([*BAD[0][0], "", "019"], head=[*HEAD, "Số CCCD"]))


def test_the_rolls_of_a_province_come_from_one_stream_whole_or_not_at_all(
    tmp_path, lan, tam, province
):
    file = tmp_path / "tinh.csv"
    lines = ["Xã;Thôn, xóm;Số hộ;Họ và tên;Địa chỉ"]
    lines += [f"La Bằng;Đồng Tâm;{n};Lý A Sửu;Nhà {n}" for n in range(1, 41)]
    file.write_text("\n".join([*lines, "La Bằng;Đồng Tâm;4l;Lý B;Nhà"]), encoding="utf-8")

    dry = provinces.bring_in(file, province, apply=False, on=ON)
    assert (dry.counts["new"], dry.near, Household.objects.count()) == (40, 39, 0)
    done = provinces.bring_in(file, province, apply=True, on=ON)
    assert figures.households(province, on=ON).whole == 40
    assert Representative.objects.all().speaking(on=ON).count() == 40
    assert "Có phải 41 không" in done.refused[0][1]
    with pytest.raises(Refused, match="không có gì mới"):
        provinces.bring_in(file, province, apply=True, on=ON)
    provinces.undo(done.batch.pk, on=ON)
    assert not Household.objects.exists()


# ── who may ───────────────────────────────────────────────────────────────────────────────────


def test_the_head_keeps_the_roll_on_a_phone_and_mai_sees_nothing(desk_of, tam, mai, three, today):
    head, stranger = desk_of(tam), desk_of(mai)
    at = f"/so-ho/{tam.unit.slug}/"
    one = f"/so-ho/ho/{three[0].pk}/"

    found = head.get(at, {"q": "may"}).content.decode()
    assert "Hà Thị Mẩy" in found
    assert "Lý A Sửu" not in found
    sent = {"name": "Lý Thị Pà", "day": f"{clock.today():%d/%m/%Y}", "ground": "họp gia đình"}
    assert head.post(f"{one}doi-dai-dien/", sent).status_code == 302
    assert "Lý Thị Pà" in head.get(one).content.decode()
    looks = AuditEntry.objects.filter(act="people.look_household", key=str(three[0].pk))
    assert looks.count() == 1
    kept = actions.freeze_roll(tam.unit, ForWhat("họp"), by=tam, on=today)
    for address in (at, one, f"{one}sua/", f"{at}them/", f"/so-ho/chot/{kept.pk}/"):
        assert stranger.get(address).status_code == 404
    assert "Lý" not in stranger.get("/so-ho/").content.decode()
    assert "DANH SÁCH" in head.get(f"/so-ho/chot/{kept.pk}/in/").content.decode()


def test_a_proxy_paper_is_opened_by_who_keeps_the_roll_only(desk_of, tam, binh, three):
    scan = SimpleUploadedFile("giay.pdf", b"%PDF-1.4\n%%EOF")
    given = actions.give_proxy(three[0], wish("Lý A Pao", paper=scan), by=tam, on=ON)

    at = f"/so-ho/uy-quyen/{given.pk}/giay/"
    assert desk_of(tam).get(at).status_code == 200
    assert desk_of(binh).get(at).status_code == 404
