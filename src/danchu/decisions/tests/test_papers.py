"""Every paper of a decision from one story, and all of them blank: golden words, PDF, Word."""

import io
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from danchu.decisions import printing
from danchu.decisions.actions import deciding, initiating, slips
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.papers.blank import BLANKS
from danchu.decisions.tests.factories import (
    DAY,
    collected,
    hall,
    handed_out,
    part_of,
    put_forward,
    words,
)
from danchu.decisions.words import Given, Matter
from danchu.documents import reading as documents
from danchu.documents.tests import golden
from danchu.people.models import Household
from danchu.people.roll import made_up

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).parent / "papers"
COUNTED = DAY + timedelta(days=6)


def named_by_number(unit):
    """Made-up names begin at the row number of the hamlet, which another database counts on."""
    households = list(Household.objects.filter(unit=unit))
    for one in households:
        one.name = f"{made_up._name(21 + one.number)} (minh họa)"
    Household.objects.bulk_update(households, ["name"])


@pytest.fixture
def every(tam, mo, lan, binh, roll):
    """133 of 200 came; 134 agreed on slips; a code recognised, another refused."""
    named_by_number(tam.unit)
    told = {}
    part = part_of(put_forward(tam, mo))
    hall(part, tam, present=133, yes=133)
    found = handed_out(part, tam, number="02/KH", work="Tổ đi từng ngõ.")
    collected(found, 180)
    slips.count_slips(
        found, slips.Tally(134, 40, 6, "Lý Văn Một", "Hà Thị Hai"), by=tam, on=COUNTED
    )
    found.refresh_from_db()
    for what in ("ke-hoach", "thong-bao", "so-thu", "bien-ban"):
        told[f"phieu-{what}"] = printing.of_round(found, what)
    made = deciding.write_decision(part.motion, words(number="01/NQ"), by=tam, on=COUNTED)
    told["quyet-dinh-cong-dong"] = printing.of_motion(made.motion, "quyet-dinh")
    told["cong-nhan"] = answered(tam, mo, lan, binh, "yes")
    told["khong-cong-nhan"] = answered(tam, mo, lan, binh, "no")
    idea = begun(tam)
    for what in ("de-xuat", "dong-thuan"):
        told[f"sang-kien-{what}"] = printing.of_initiative(idea, what, on=DAY)
    for name, (_, blank) in BLANKS.items():
        told[f"trang-{name}"] = (blank(), printing.face())
    return told


def answered(tam, mo, lan, binh, answer):
    motion = put_forward(tam, mo, matter=Matter.VILLAGE_CODE, title="Hương ước xóm")
    hall(part_of(motion), tam, present=150, yes=140, no=10)
    made = deciding.write_decision(motion, words(number="02/NQ"), by=tam, on=DAY)
    made = deciding.send_decision(made, by=tam, on=DAY)
    made = deciding.receive_decision(made, by=lan, on=DAY)
    if answer == "yes":
        made = deciding.recognise(made, number="12/QĐ-UBND", by=binh, on=DAY)
    else:
        why = "Điều 3 đặt mức phạt tiền, trái thẩm quyền."
        made = deciding.refuse_recognition(made, number="13/UBND", why=why, by=binh, on=DAY)
    return printing.of_motion(made.motion, "cong-nhan")


def begun(tam):
    idea = Idea(Matter.SELF_MANAGED, "Lắp đèn ngõ 3", "Ngõ tối, trẻ con đi học về.", "Lý A Sửu")
    found = initiating.begin(tam.unit, idea, by=tam, on=DAY)
    for one in Household.objects.filter(unit=tam.unit).order_by("number")[:3]:
        initiating.endorse(found, one, way=Given.PAPER, day=DAY, by=tam, on=DAY)
    return found


def test_every_paper_reads_as_written_down_and_opens_in_libreoffice(every, tmp_path):
    assert None not in every.values()
    golden.as_written(every, TEXTS)
    golden.small_pictures(TEXTS)
    golden.opened_in_libreoffice(every, tmp_path)


def test_a_decision_says_all_that_article_20_lists(every):
    text = (TEXTS / "quyet-dinh-cong-dong.txt").read_text()

    for point in (
        "1. Thời gian bàn và quyết định: ngày 07/12/2026",
        "tổng số hộ gia đình: 200; số người đại diện hộ gửi phiếu: 180;",
        "số hộ không có người đại diện tham dự: 20",
        "3. Nội dung cộng đồng dân cư bàn: Bê tông rộng 3 m.",
        "4. Hình thức quyết định: phát phiếu lấy ý kiến của từng hộ gia đình",
        "134 trên 200 hộ tán thành, cần 134",
        "Mỗi hộ góp 600.000 đồng, hai lần.",
        "TRƯỞNG BAN CÔNG TÁC MẶT TRẬN",
        "ĐẠI DIỆN HỘ GIA ĐÌNH",
    ):
        assert point in text, point


def test_a_blank_paper_names_nobody_and_keeps_its_mark():
    for name in BLANKS:
        text = (TEXTS / f"trang-{name}.txt").read_text()
        assert not any(one in text for one in ("La Bằng", "Đồng Tâm", "Lý Văn Một")), name
        assert "mẫu đề xuất" in BLANKS[name][1]().marks


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_slips_are_four_a_sheet_numbered_and_say_nothing_of_a_choice(kind, tam, mo, roll):
    part = part_of(put_forward(tam, mo))
    hall(part, tam, present=133, yes=133)
    told = printing.slips(handed_out(part, tam), lambda code: f"https://xa.example/p/{code}/")

    few = told._replace(slips=told.slips[:5])
    data = printing_of(kind)(few, mark="MINH HỌA")
    text = read(kind, data)
    assert len(told.slips) == 200
    assert all(f"Phiếu số {n}" in text for n in range(1, 6))
    assert "MINH HỌA" in text
    assert "Góp 600.000 đồng mỗi hộ" in text
    assert told.name in text
    assert few.slips[0][1] not in text  # the code is in the picture alone
    if kind == "pdf":
        assert len(PdfReader(io.BytesIO(data)).pages) == 2


def printing_of(kind):
    from danchu.decisions.views.papers import SHEETS

    return SHEETS[kind]


def read(kind, data):
    if kind == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    file = docx.Document(io.BytesIO(data))
    parts = [*file.element.body.iter(), *file.sections[0].header._element.iter()]
    return "".join(one.text or "" for one in parts if one.tag.endswith("}t"))


def test_the_files_are_for_those_who_see_the_record(tam, mo, roll, desk_of, hung, mai):
    part = part_of(put_forward(tam, mo))
    hall(part, tam, present=150, yes=140, no=10)
    deciding.write_decision(part.motion, words(), by=tam, on=DAY)
    at = f"/ban-quyet-dinh/{part.motion_id}/tep/quyet-dinh"

    page = desk_of(tam).get(f"/ban-quyet-dinh/{part.motion_id}/van-ban/").content.decode()
    assert f'href="{at}.docx"' in page
    for kind, (content, _) in documents.FORMATS.items():
        answer = desk_of(tam).get(f"{at}.{kind}")
        assert (answer.status_code, answer["Content-Type"]) == (200, content)
    assert desk_of(tam).get(f"{at}.exe").status_code == 404
    assert (
        desk_of(tam).get(f"/ban-quyet-dinh/{part.motion_id}/tep/cong-nhan.pdf").status_code == 404
    )
    assert desk_of(mai).get(f"{at}.pdf").status_code == 404


def test_blank_papers_are_for_everybody(client):
    assert client.get("/ban-quyet-dinh/mau/bien-ban-hop.pdf").content.startswith(b"%PDF")
    assert client.get("/ban-quyet-dinh/mau/phieu.docx").content.startswith(b"PK")
    assert client.get("/ban-quyet-dinh/mau/khong-co.pdf").status_code == 404
    assert "BIÊN BẢN" in client.get("/ban-quyet-dinh/mau/bien-ban-hop/").content.decode()
