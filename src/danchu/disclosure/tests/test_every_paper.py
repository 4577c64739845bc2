"""Every paper of this room from one story: its golden text, its Word file in LibreOffice.

`just papers` writes the texts anew, and a picture of each paper into docs/papers/. Read the diff.
"""

from datetime import date
from pathlib import Path

import pytest

from danchu.disclosure import access, papers, reading
from danchu.disclosure.actions import mending, noting, planning, reporting
from danchu.disclosure.council import desk as council
from danchu.disclosure.papers import Words
from danchu.disclosure.periods import Quarter
from danchu.disclosure.posting_desk import draw, draw_bundle
from danchu.disclosure.tests.boards import UP, paper_of, rows, tap
from danchu.disclosure.tests.factories import note
from danchu.disclosure.tests.test_posting_papers import BACK, DOWN, GONE
from danchu.documents.models import Document
from danchu.documents.tests import golden
from danchu.documents.tests.factories import a_paper
from danchu.postings.actions import missing
from danchu.postings.actions.proving import Deed

TEXTS = Path(__file__).parent / "papers"
ON = date(2026, 4, 25)


@pytest.fixture
def every(lan, thang, binh, tam):
    """By name: each kind of paper, of a quarter in which one board lost a sheet for four days."""
    by = {"by": lan, "on": ON}
    board = paper_of(lan, thang)
    note_owed(lan)
    mine = list(rows(board).filter(unit=tam.unit))
    tap(mine, tam, on=UP)
    tap(rows(board).exclude(unit=tam.unit)[:1], lan, on=date(2026, 3, 12))
    missing.report_gone(mine[0], since=GONE, by=None, on=GONE)
    tap([mine[0]], tam, on=BACK)
    tap(mine, tam, deed=Deed.DOWN, on=DOWN)
    item = access.kept_by(lan.person, on=ON).get(number="12/QĐ-UBND")
    names = {
        "thong-bao-niem-yet": draw(item, "thong-bao", "", **by),
        "bien-ban-niem-yet": draw(item, "bien-ban", "", **by),
        "bien-ban-ket-thuc-niem-yet": draw(item, "bien-ban-go", str(tam.unit_id), **by),
    }
    paper_of(lan, thang, group=7, number="13/QĐ-UBND")
    names["phieu-gui"] = draw_bundle(lan.unit, tam.unit, "phieu", **by)
    names["thong-bao-niem-yet-chung"] = draw_bundle(lan.unit, tam.unit, "thong-bao", **by)
    made = {name: document.paper for name, document in names.items()}
    made["danh-sach-quy"] = a_list(lan)
    made["ke-hoach-nam"] = a_plan(lan, binh)
    made["bao-cao-hoi-dong"] = a_report(lan)
    return made


def note_owed(lan):
    """One that was never made public, one that need not be, a quarter in which nothing arose."""
    note(lan, group=5, number="15/QĐ-UBND")
    refused = note(lan, group=1, number="17/QĐ-UBND")
    mending.refuse_to_publish(refused, why="bí mật nhà nước", by=lan, on=date(2026, 3, 9))
    day = date(2026, 4, 1)
    noting.declare_nothing(lan.unit, group=2, quarter=Quarter(2026, 1), by=lan, on=day)


def a_list(lan):
    quarter = Quarter(2026, 1)
    items = list(reading.with_titles(access.quarter_items(lan.unit, quarter)))
    rules = reading.quarterly_rules(lan.unit, on=ON)
    words = Words("Bà con đọc danh sách này ở trụ sở, nhà văn hóa và trên trang của xã.", "")
    listed = reading.rows(items, on=ON)
    return papers.quarterly_list(lan.unit, quarter, listed, rules, on=ON, words=words)


def a_plan(lan, binh):
    line = planning.Line(1, posting_days=45, responsible="Công chức Tài chính")
    asked = {"document": "1/KH-UBND", "has_loudspeaker": True, "lines": [line]}
    plan = planning.issue_plan(lan.unit, year=2026, **asked, by=binh, on=ON)
    asks = [row.asks for row in reading.plan_rows(lan.unit, year=2026, on=ON)]
    return papers.plan(plan, asks, reading.plan_rules(lan.unit, on=ON), on=ON)


def a_report(lan):
    span = {"since": date(2026, 1, 1), "until": date(2026, 3, 31), "held_on": date(2026, 5, 14)}
    session = reporting.enter_session(lan.unit, name="Kỳ họp thứ 3", **span, by=lan, on=ON)
    session = reporting.word_report(
        session,
        opening="Thực hiện Luật Thực hiện dân chủ ở cơ sở, xã đã công khai như sau.",
        body="Một văn bản chưa công khai vì chờ quyết toán của quỹ.\nHai nơi dán sau hạn.",
        closing="Công khai quyết toán quỹ trong tháng 5.",
        by=lan,
        on=ON,
    )
    return council.paper(session, on=ON)


@pytest.mark.django_db
def test_every_paper_reads_as_written_down_and_opens_in_libreoffice(every, tmp_path):
    faced = {name: (paper, golden.face(paper)) for name, paper in every.items()}
    golden.as_written(faced, TEXTS)
    assert Document.objects.filter(state="draft").count() == 5
    sample = a_paper()
    golden.opened_in_libreoffice({**faced, "mau": (sample, golden.face(sample))}, tmp_path)


def test_pictures_are_there_and_small():
    golden.small_pictures(TEXTS)
