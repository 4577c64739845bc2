"""The trail is searched by words, number, unit, person, role and day; each reader within theirs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danchu.disclosure.models import NoteChange, Pointer, State
from danchu.front.acts import ACTS
from danchu.front.asking import acts_called
from danchu.front.tests import factories
from danchu.kit import audit, trail
from danchu.kit.models import AuditEntry
from danchu.kit.trail import Asked
from danchu.people.models import Role
from danchu.people.tests.factories import signed_in
from danchu.places.models import Kind, Unit

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 2)


@pytest.fixture
def here():
    return factories.commune()


@pytest.fixture
def elsewhere():
    return factories.commune("Nghinh Tường", "xa-nghinh-tuong", "05722")


@pytest.fixture
def chair(client, here):
    """The head of La Bằng, before their trail."""
    return signed_in(client, factories.term(here, Role.CHAIR, "Nông Văn Bình").person)


def hamlet(commune):
    return Unit.objects.create(
        kind=Kind.COMMUNITY,
        title="xom",
        name="Đồng Tâm",
        folded="xom dong tam",
        slug="xom-dong-tam",
        commune=commune,
        province=commune.province,
    )


def act(
    unit, done="disclosure.note", *, by="Ma Thị Lan", role=Role.CLERK, kind="item", key=0, on=ON
):
    term = factories.term(unit, role, by) if by else None
    return audit.record(done, by=term, unit_id=unit.pk, kind=kind, key=key, on=on)


def found(desk, **asked):
    """Keys of the entries on the page, in its order."""
    answer = desk.get("/nhat-ky/", {name.replace("_", "-"): text for name, text in asked.items()})
    assert answer.status_code == 200
    return [row.entry.pk for row in answer.context["rows"]]


@pytest.mark.parametrize("done", sorted(ACTS))
def test_every_act_is_found_by_its_own_words_with_and_without_accents(done):
    from danchu.kit.folding import fold

    assert done in acts_called(ACTS[done])
    assert done in acts_called(fold(ACTS[done]))


def test_words_are_found_without_accents_and_unfinished(chair, here):
    removed, noted = act(here, "disclosure.remove"), act(here)

    assert found(chair, q="go khan") == [removed.pk]
    assert found(chair, q="Ghi nhậ") == [noted.pk]
    assert found(chair, q="bay trên trời") == []


def test_words_of_no_act_find_nothing_where_several_units_are_read(chair, here):
    act(hamlet(here))
    act(here)

    assert found(chair) != []
    assert found(chair, q="khong co viec nay") == []


def test_a_document_number_finds_every_act_on_it(chair, here):
    item = factories.item(here, "155/QĐ-UBND")
    other = factories.item(here, "1555/QĐ-UBND")
    pointer = Pointer.objects.create(
        unit=here, code="ABCDEFGHJK", about="x", pointed_on=ON, item=item
    )
    noted = act(here, key=item.pk)
    linked = act(here, "disclosure.link", kind="pointer", key=pointer.pk)
    act(here, key=other.pk)
    act(here, kind="plan", key=item.pk)

    for typed in ("155/QĐ-UBND", "155/qd-ubnd", "155", "155 QĐ UBND", "155/QĐ-U"):
        assert found(chair, q=typed) == [linked.pk, noted.pk]
    assert found(chair, q="nối 155/QĐ-UBND") == [linked.pk]
    assert found(chair, q="15/QĐ-UBND") == []


def test_a_number_that_was_mistyped_still_finds_the_item(chair, here):
    item = factories.item(here, "156/QĐ-UBND")
    clerk = factories.term(here, Role.CLERK, "Ma Thị Lan")
    NoteChange.objects.create(
        item=item,
        was="165/QĐ-UBND, ký 16/11/2026, Bình, nhóm 7",
        why="x",
        changed_by=clerk,
        changed_on=ON,
    )
    noted = act(here, key=item.pk)

    assert found(chair, q="165/QĐ-UBND") == [noted.pk]


def test_a_number_finds_nothing_where_the_reader_may_not_read(chair, elsewhere):
    item = factories.item(elsewhere, "155/QĐ-UBND", state=State.PUBLISHED, published_on=ON)
    act(elsewhere, key=item.pk)

    assert found(chair, q="155/QĐ-UBND") == []


def test_a_unit_holds_what_hangs_under_it(client, here, elsewhere):
    below, there = act(hamlet(here)), act(elsewhere)
    dung = signed_in(client, factories.term(factories.province(), Role.PROVINCE, "dung").person)

    assert found(dung) == [there.pk, below.pk]
    assert found(dung, don_vi="xa-la-bang") == [below.pk]
    assert found(dung, don_vi="xom-dong-tam") == [below.pk]
    assert found(dung, don_vi="tinh-thai-nguyen") == [there.pk, below.pk]


def test_a_unit_of_somebody_else_is_refused_in_words(chair, elsewhere):
    act(elsewhere)

    answer = chair.get("/nhat-ky/", {"don-vi": "xa-nghinh-tuong"})

    assert answer.status_code == 422
    assert "Không có đơn vị này trong nơi bạn được xem" in answer.content.decode()
    assert answer.context["rows"] == []


def test_a_person_is_found_by_name_and_by_the_link_on_their_name(chair, here):
    lan, thang = act(here), act(here, by="Lý Văn Thắng", role=Role.APPROVER)

    assert found(chair, ai="thang") == [thang.pk]
    assert found(chair, tai_khoan=str(lan.account_id)) == [lan.pk]
    assert found(chair, ai="thang", tai_khoan=str(lan.account_id)) == []


def test_days_are_inclusive_and_a_role_narrows(chair, here):
    days = [ON - timedelta(days=n) for n in (2, 1, 0)]
    first, second, third = (act(here, on=day) for day in days)
    approver = act(here, "disclosure.publish", by="Thắng", role=Role.APPROVER)

    assert found(chair, tu="01/12/2026", den="01/12/2026") == [second.pk]
    assert found(chair, den="01/12/2026") == [second.pk, first.pk]
    assert found(chair, tu="02/12/2026") == [approver.pk, third.pk]
    assert found(chair, vai="approver") == [approver.pk]
    assert found(chair, loai="item", ma="0") == [approver.pk, third.pk, second.pk, first.pk]
    assert found(chair, loai="plan") == []


def test_a_day_that_is_none_is_told_and_nothing_typed_is_lost(chair, here):
    act(here)

    answer = chair.get("/nhat-ky/", {"q": "ghi nhận", "tu": "31/11/2026"})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày chưa đúng" in said
    assert 'value="ghi nhận"' in said
    assert 'value="31/11/2026"' in said


def test_the_last_day_before_the_first_is_told(chair, here):
    answer = chair.get("/nhat-ky/", {"tu": "02/12/2026", "den": "01/12/2026"})

    assert answer.status_code == 422
    assert "Ngày cuối đứng trước ngày đầu" in answer.content.decode()


def test_the_filter_goes_on_to_the_next_page(chair, here):
    rows = [act(here, key=n).pk for n in range(60)]
    act(here, "disclosure.remove")

    first = chair.get("/nhat-ky/", {"q": "ghi nhận"})
    second = chair.get("/nhat-ky/" + first.context["older"])

    assert [row.entry.pk for row in first.context["rows"]] == rows[:9:-1]
    assert [row.entry.pk for row in second.context["rows"]] == rows[9::-1]
    assert second.context["older"] == ""


def test_an_act_dated_back_stands_on_its_own_day(chair, here):
    late, early = act(here, on=ON), act(here, on=ON - timedelta(days=30))
    last = act(here, on=ON)

    assert found(chair) == [last.pk, late.pk, early.pk]


def test_whose_name_the_reader_may_not_see_is_said_by_role(chair, here):
    inspector = factories.term(factories.province(), Role.INSPECTOR, "Vũ Quốc Việt")
    audit.record("disclosure.open_sealed", by=inspector, unit_id=here.pk, kind="item", key=1, on=ON)

    said = chair.get("/nhat-ky/").content.decode()

    assert "Vũ Quốc Việt" not in said
    assert "Thanh tra, tỉnh Thái Nguyên" in said
    assert found(chair, tai_khoan=str(inspector.person_id)) == []
    assert found(chair, ai="Vũ Quốc Việt") == []


@pytest.mark.parametrize("role", [Role.CLERK, Role.COMMUNITY_HEAD, Role.CHAIR])
def test_everybody_in_office_reads_what_they_did_themselves(client, here, role):
    term = factories.term(here, role, "Hoàng Thị Tâm")
    mine = audit.record("people.change_pin", by=term, unit_id=here.pk, kind="device", key=1, on=ON)
    act(here)

    answer = signed_in(client, term.person).get("/nhat-ky/cua-toi/")

    assert [row.entry.pk for row in answer.context["rows"]] == [mine.pk]
    assert "Hoàng Thị Tâm" in answer.content.decode()


def test_own_acts_are_searched_and_nobody_elses_are_reached(client, here):
    term = factories.term(here, Role.CLERK, "Ma Thị Lan")
    mine, other = act(here), act(here, by="Lý Văn Thắng", role=Role.APPROVER)
    desk = signed_in(client, term.person)

    asked = {"tai-khoan": str(other.account_id), "don-vi": "xa-la-bang", "ai": "thang"}
    answer = desk.get("/nhat-ky/cua-toi/", {"q": "ghi nhận", **asked})

    assert [row.entry.pk for row in answer.context["rows"]] == [mine.pk]


def test_a_chair_of_elsewhere_reads_nothing_of_here(client, here, elsewhere):
    act(here)
    mai = signed_in(client, factories.term(elsewhere, Role.CHAIR, "mai").person)

    for asked in ({}, {"q": "ghi nhận"}, {"ai": "lan"}, {"loai": "item", "ma": "0"}):
        assert found(mai, **asked) == []


def test_the_same_queries_for_one_entry_and_for_three(chair, here):
    act(here, key=factories.item(here, "1/QĐ-UBND").pk)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            chair.get("/nhat-ky/")
        return len(seen)

    one = asked()
    for n in (2, 3):
        item = factories.item(here, f"{n}/QĐ-UBND")
        act(here, by=f"Người {n}", key=item.pk, role=Role.APPROVER)
    assert asked() == one


def test_the_sheet_prints_what_was_filtered(chair, here):
    act(here)
    act(here, "disclosure.remove")

    said = chair.get("/nhat-ky/to-in/", {"q": "gỡ khẩn"}).content.decode()

    assert "Gỡ khẩn" in said
    assert "Ghi nhận văn bản đã ký" not in said
    assert "1 mục" in said
    assert "mẫu đề xuất" in said


# ── the reading below the page ────────────────────────────────────────────────────────────────


def everything(asked):
    """The same answer without any index in mind."""
    rows = AuditEntry.objects.order_by("-on", "-pk")
    return [
        row.pk
        for row in rows
        if (asked.units is None or row.unit_id in asked.units)
        and (asked.things is None or (row.kind, row.key) in asked.things)
        and (asked.accounts is None or row.account_id in asked.accounts)
        and (asked.terms is None or row.term_id in asked.terms)
        and (asked.acts is None or row.act in asked.acts)
        and (not asked.kind or row.kind == asked.kind)
        and (asked.since is None or row.on >= asked.since)
        and (asked.until is None or row.on <= asked.until)
        and (asked.upto is None or row.pk <= asked.upto)
    ]


QUESTIONS = [
    Asked(units=None),
    Asked(units=()),
    Asked(units=(1,)),
    Asked(units=(1, 2)),
    Asked(units=tuple(range(1, 300))),
    Asked(units=None, acts=("a",)),
    Asked(units=None, acts=("a", "b")),
    Asked(units=None, acts=()),
    Asked(units=None, kind="item"),
    Asked(units=(1, 2), kind="item", acts=("a",)),
    Asked(units=None, things=(("item", "1"), ("item", "2"), ("file", "1"))),
    Asked(units=(2,), things=tuple(("item", str(n)) for n in range(250))),
    Asked(units=None, accounts=(7,)),
    Asked(units=(1,), accounts=(7, 8), acts=("a",), kind="item"),
    Asked(units=None, terms=(4, 5)),
    Asked(units=None, terms=tuple(range(200))),
    Asked(units=tuple(range(1, 300)), since=date(2026, 12, 3), until=date(2026, 12, 5)),
    Asked(units=(1, 3), since=date(2026, 12, 3), until=date(2026, 12, 3)),
]


@pytest.fixture
def mixed():
    """Sixty entries in which every condition cuts another way; some are dated back."""
    from danchu.kit import clock

    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=clock.now(),
            on=date(2026, 12, 1 + n * 7 % 6),
            account_id=7 + n % 3 if n % 5 else None,
            term_id=4 + n % 4,
            act="abc"[n % 3],
            unit_id=1 + n % 4 if n % 11 else None,
            kind=("item", "file")[n % 2],
            key=str(n % 4),
        )
        for n in range(60)
    )
    return AuditEntry.objects.order_by("pk")[40].pk


@pytest.mark.parametrize("asked", QUESTIONS, ids=range(len(QUESTIONS)))
@pytest.mark.parametrize("bounded", [False, True])
def test_whatever_drives_the_question_the_answer_is_the_same(mixed, asked, bounded):
    asked = asked._replace(upto=mixed) if bounded else asked
    wanted = everything(asked)

    walked = [row.pk for batch in trail.walk(asked, batch=7) for row in batch]
    paged, below = [], None
    while rows := trail.newest(asked, below=below, most=5):
        paged += [row.pk for row in rows]
        below = rows[-1].pk

    assert walked == wanted
    assert paged == wanted
    assert trail.count(asked) == len(wanted)
