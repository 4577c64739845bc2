"""Plan and quarterly list as official papers, written from the records; what is removed leaves."""

from datetime import date

import pytest

from danchu.disclosure.actions import mending, planning
from danchu.disclosure.tests import factories as told
from danchu.documents.models import Document
from danchu.kit.clock import today

pytestmark = pytest.mark.django_db
ON = today()
BEFORE = date(ON.year - 1, 11, 16)


def test_the_quarterly_list_is_the_records_and_a_removed_item_leaves_it(lan, thang, desk_of):
    items = [
        told.publish(
            told.note(lan, number=f"{n}/QĐ-UBND", decided_on=BEFORE, on=BEFORE),
            lan,
            thang,
            on=BEFORE,
        )
        for n in (1, 2)
    ]
    at = f"/cong-khai/danh-sach-quy/{BEFORE.year}/4/"
    desk = desk_of(lan)
    assert "Lập văn bản" in desk.get(at).content.decode()

    page = desk.post(f"{at}van-ban/", follow=True).content.decode()

    document = Document.objects.get()
    rows = next(block.rows for block in document.paper.blocks if hasattr(block, "rows"))
    assert [row[2] for row in rows] == [f"{one.number} ngày {BEFORE:%d/%m/%Y}" for one in items]
    assert "quý IV" in page
    assert "Điều 13 khoản 2" in page
    assert document.paper.signers[0].title == "CHỦ TỊCH"

    mending.remove_urgently(items[0], ground="personal_data", by=lan, on=ON)
    assert Document.objects.get().paper is None
    desk.post(f"{at}van-ban/")
    rows = next(b.rows for b in Document.objects.get().paper.blocks if hasattr(b, "rows"))
    assert [row[1] for row in rows] == ["Nội dung đã gỡ khẩn", items[1].versions.get().title]


def test_a_quarter_that_runs_has_no_paper_yet(lan, desk_of):
    quarter = (ON.month + 2) // 3
    at = f"/cong-khai/danh-sach-quy/{ON.year}/{quarter}/van-ban/"
    assert desk_of(lan).post(at).status_code == 404


def test_the_plan_becomes_a_paper_once_issued(lan, binh, desk_of):
    at = f"/cong-khai/ke-hoach/{ON.year}/van-ban/"
    assert desk_of(lan).post(at).status_code == 404
    line = planning.Line(1, posting_days=45, responsible="Công chức Tài chính")
    asked = {"document": "1/KH-UBND", "has_loudspeaker": False, "lines": [line]}
    planning.issue_plan(lan.unit, year=ON.year, **asked, by=binh, on=ON)

    desk_of(lan).post(at)

    paper = Document.objects.get().paper
    rows = next(block.rows for block in paper.blocks if hasattr(block, "rows"))
    assert len(rows) == 14
    assert "Niêm yết (45 ngày)" in rows[0][2]
    assert rows[0][4] == "Công chức Tài chính"
    assert "không có hệ thống truyền thanh" in paper.blocks[0].words
    assert paper.signers[0].name == str(binh.person)


def test_mai_draws_up_nothing_of_another_commune(mai, lan, desk_of):
    at = f"/cong-khai/danh-sach-quy/{BEFORE.year}/4/van-ban/"
    assert desk_of(mai).post(at, {"don-vi": lan.unit.slug}).status_code == 404
    assert not Document.objects.exists()
