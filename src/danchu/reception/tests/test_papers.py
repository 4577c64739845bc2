"""Every paper of this room from one story: golden words, its picture, its Word file.

`just papers` writes the texts anew, and a picture of each paper into docs/papers/. Read the diff.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from danchu.documents.tests import golden
from danchu.reception import access, papers
from danchu.reception.actions import days, receiving, talking
from danchu.reception.models import DayState, Matter, Question, Result
from danchu.reception.tests.factories import day_of, dialogue_of, line_of

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).parent / "papers"
ON = date(2026, 11, 26)
LATER = ON + timedelta(days=14)
ROOF = {"name": "Lý Thị Mẩy", "address": "xóm Đồng Tâm", "matter": Matter.QUESTION}
WATER = "Bao giờ nước sạch kéo đến xóm Đồng Tâm?"
ROAD = "Đường vào xóm bao giờ sửa?"
RESULTS = "Xã kéo nước sạch xong tháng 3 năm 2027.\nĐường vào xóm sửa trước mùa mưa."


@pytest.fixture
def every(lan):
    """A morning on which three came: one waits, one was answered, one was not received."""
    day = day_of(lan, day=ON, on=ON)
    waits = line_of(day, by=lan, on=ON, papers="01 ảnh chụp, 01 đơn viết tay")
    roof = line_of(day, by=lan, on=ON, text="Hỏi thủ tục làm sổ hộ nghèo", **ROOF)
    words = "Đã đưa mẫu và chỉ cách điền, nộp trước ngày 15."
    roof = receiving.answer(roof, Result.ANSWERED, words=words, by=lan, on=ON)
    refused = line_of(day, by=lan, on=ON, name="Hoàng Văn Tư", text="Việc đã trả lời nhiều lần")
    words = "Việc đã giải quyết đúng luật, đã báo bằng văn bản số 9/UBND."
    refused = receiving.answer(refused, Result.REFUSED, words=words, by=lan, on=ON)
    told = {"received_by": "Bà Nông Thị Hai, Phó Chủ tịch", "why": "Chủ tịch họp đột xuất ở tỉnh"}
    day = days.close_day(day, DayState.DELEGATED, **told, by=lan, on=ON)
    lines = list(access.book_of(lan.unit, lan.person, since=ON, until=ON))
    about = f"Từ {ON:%d/%m/%Y} đến hết {ON:%d/%m/%Y}"
    talk, notice = talked(lan)
    made = {
        "tiep-dan-bien-ban": papers.minutes(day, lines),
        "tiep-dan-so": papers.book(lan.unit, lines, about=about, on=ON),
        "tiep-dan-bien-nhan": papers.slip(waits),
        "tiep-dan-ket-qua": papers.slip(roof),
        "tiep-dan-tu-choi": papers.slip(refused),
        "doi-thoai-thong-bao": notice,
        "doi-thoai-ket-qua": papers.results(talk, list(access.questions_of(talk))),
    }
    return {name: (paper, golden.face(paper)._replace(day=LATER)) for name, paper in made.items()}


def talked(lan):
    """A dialogue with one question answered in the hall, one promised, one left out."""
    talk = dialogue_of(lan, day=LATER, on=ON)
    notice = papers.notice(talk)
    told = {"hamlet": None, "source": Question.Source.PAPER, "by": lan, "on": ON}
    water = talking.ask(talk, text=WATER, **told)
    talking.ask(talk, text=ROAD, **told)
    out = talking.ask(talk, text="Nhà bên cạnh nợ tiền tôi?", **told)
    talking.refuse_question(out, why="Việc riêng của hai nhà", by=lan, on=ON)
    answer = "Tháng 3 năm 2027 xong, xã đã ký hợp đồng."
    talking.answer_question(water, answer=answer, in_hall=True, by=lan, on=LATER)
    talk = talking.hold(talk, chaired_by="Ông Nông Văn Bình", present=120, by=lan, on=LATER)
    return talking.publish_results(talk, results=RESULTS, by=lan, on=LATER), notice


def test_every_paper_reads_as_written_down_and_opens_in_libreoffice(every, tmp_path):
    golden.as_written(every, TEXTS)
    golden.small_pictures(TEXTS)
    golden.opened_in_libreoffice(every, tmp_path)


def test_what_is_told_to_everybody_names_no_asker_and_no_question_left_out():
    text = (TEXTS / "doi-thoai-ket-qua.txt").read_text()

    assert "Nhà bên cạnh" not in text
    assert "chậm nhất 24/12/2026 (tham số của tỉnh)" in text
