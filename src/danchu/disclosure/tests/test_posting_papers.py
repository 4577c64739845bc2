"""Papers about boards: written from the rows, with every day that was missing; gone when they must.

Signed on 3/3/2026, public on 4/3; boards are due on 10/3, pinned on 5/3 they hang to 4/4.
"""

from datetime import date

import pytest

from danchu.disclosure.actions import mending
from danchu.disclosure.models import Item
from danchu.disclosure.tests.boards import UP, paper_of, rows, tap
from danchu.documents.actions import issue
from danchu.documents.models import Document
from danchu.kit.clock import today
from danchu.postings.actions import missing
from danchu.postings.actions.proving import Deed

pytestmark = pytest.mark.django_db
GONE, BACK, DOWN = date(2026, 3, 20), date(2026, 3, 24), date(2026, 4, 24)


def drawn(desk, paper, what, **more):
    answer = desk.post(f"{paper.address}van-ban/{what}/", more, follow=True)
    return answer.content.decode()


def text(document=None):
    paper = (document or Document.objects.order_by("-pk").first()).paper
    tables = [row for block in paper.blocks if hasattr(block, "rows") for row in block.rows]
    words = [block.words for block in paper.blocks if hasattr(block, "words")]
    return " ".join(words), tables


def test_a_board_from_its_notice_to_its_end(lan, thang, tam, desk_of, hung):
    paper, desk = paper_of(lan, thang), desk_of(lan)
    at = f"/niem-yet/giay/{paper.pk}/"
    assert "Thông báo niêm yết" in desk.get(at).content.decode()

    page = drawn(desk, paper, "thong-bao")
    assert "Niêm yết công khai: Mức thu phí chợ Đình Cả" in page
    words, _ = text()
    assert "Chỗ bán cố định 120.000 đồng một tháng." in words
    assert "ít nhất 30 ngày liên tục" in words
    assert "Điều 13 khoản 2" in page
    notice = Document.objects.get()

    assert "Chưa nơi nào ghi đã dán" in drawn(desk, paper, "bien-ban")
    mine = list(rows(paper).filter(unit=tam.unit))
    tap(mine, tam, on=UP)
    drawn(desk, paper, "bien-ban")
    words, table = text()
    whole = rows(paper).count()
    assert f"Đã niêm yết tại {len(mine)} trên {whole} nơi, hạn 10/03/2026." in words
    assert f"Còn {whole - len(mine)} nơi chưa dán" in words
    assert len(table) == whole
    hung_up = [row for row in table if row[2] == "05/03/2026"]
    assert {row[3] for row in hung_up} == {"04/04/2026"}

    assert "Chưa nơi nào ghi đã gỡ" in drawn(desk, paper, "bien-ban-go")
    gap = missing.report_gone(mine[0], since=GONE, by=None, on=GONE)
    tap([mine[0]], tam, on=BACK)
    tap(mine, tam, deed=Deed.DOWN, on=DOWN)
    gap.refresh_from_db()
    assert (gap.until - gap.since).days == 3  # four days, both inclusive

    page = drawn(desk, paper, "bien-ban-go", xom=str(tam.unit_id))
    words, table = text()
    assert "Niêm yết thiếu 4 ngày, tại 1 nơi." in words
    assert "tại Xóm Đồng Tâm" in page
    assert len(table) == len(mine)
    assert sorted(row[5] for row in table) == sorted(["4"] + ["0"] * (len(mine) - 1))
    assert {row[4] for row in table} == {"24/04/2026"}
    minutes = Document.objects.order_by("-pk").first()
    first = minutes.paper.signers[0]
    assert (first.title, first.name) == ("TRƯỞNG XÓM", "Hoàng Thị Tâm")

    for one in (notice, minutes):
        issue(one, by=lan, on=today())
    check = hung.get(f"/van-ban/kiem-tra/{minutes.code}/").content.decode()
    assert "Hoàng Thị Tâm" not in check  # no name of a part-time person on a public page
    assert "120.000" in hung.get(f"/van-ban/kiem-tra/{notice.code}/").content.decode()

    item = Item.objects.get()
    mending.withdraw(item, why="thay bằng văn bản khác", by=thang, on=today())
    notice.refresh_from_db()
    minutes.refresh_from_db()
    assert (notice.paper, minutes.paper is None) == (None, False)  # its text left, its title stays
    assert "không công khai" in drawn(desk, paper, "thong-bao")

    mending.remove_urgently(item, ground="personal_data", by=lan, on=today())
    minutes.refresh_from_db()
    assert minutes.paper is None
    assert "gỡ khẩn" in drawn(desk, paper, "bien-ban-go")


def test_what_a_hamlet_is_given_is_a_paper_its_head_signs(lan, thang, tam, desk_of):
    paper_of(lan, thang)
    desk = desk_of(lan)
    at = f"/niem-yet/to-gop/?xom={tam.unit_id}"
    assert "Phiếu gửi" in desk.get(at).content.decode()
    assert "Phiếu gửi" not in desk_of(tam).get(at).content.decode()

    desk.post(f"/cong-khai/to-gop/{tam.unit_id}/van-ban/phieu/")
    words, table = text()
    assert "Hoàng Thị Tâm" in words
    assert [row[1] for row in table].count("Dán") == rows_of(tam)
    document = Document.objects.get()
    assert (document.name, document.open) == ("PHIẾU GỬI", False)

    desk.post(f"/cong-khai/to-gop/{tam.unit_id}/van-ban/thong-bao/")
    _, table = text()
    assert len(table) == rows_of(tam)
    assert table[0][4] == "30 ngày từ ngày dán"

    mending.remove_urgently(Item.objects.get(), ground="state_secret", by=lan, on=today())
    assert [one.paper for one in Document.objects.all()] == [None, None]


def rows_of(tam):
    from danchu.postings.models import Posting

    return Posting.objects.filter(unit=tam.unit, channel="posting").count()


def test_mai_and_a_hamlet_head_draw_up_nothing_here(lan, thang, mai, tam, desk_of):
    paper = paper_of(lan, thang)

    for stranger in (mai, tam):
        desk = desk_of(stranger)
        for what in ("thong-bao", "bien-ban", "bien-ban-go"):
            assert desk.post(f"{paper.address}van-ban/{what}/").status_code == 404
        at = f"/cong-khai/to-gop/{tam.unit_id}/van-ban/phieu/"
        for sent in ({}, {"don-vi": lan.unit.slug}):
            assert desk.post(at, sent).status_code == 404
    for wrong in ("999999/van-ban/phieu/", f"{tam.unit_id}/van-ban/khong-co/"):
        assert desk_of(lan).post(f"/cong-khai/to-gop/{wrong}").status_code == 404
    assert desk_of(lan).post(f"{paper.address}van-ban/khong-co/").status_code == 404
    assert not Document.objects.exists()
