"""Word, PDF and text say the same words, with every Vietnamese letter, and open elsewhere."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from danchu.documents import pdf, word
from danchu.documents.paper import Face, Table, from_data, plain_text, to_data
from danchu.documents.tests.factories import a_paper

ADDRESS = "https://xa.example/van-ban/kiem-tra/ABCDEFGH23/"
FACE = Face("12/TB-UBND", date(2026, 10, 5), "ABCDEFGH23", ADDRESS, draft=False)
GOLDEN = """ỦY BAN NHÂN DÂN
XÃ LA BẰNG
Số: 12/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
La Bằng, ngày 05 tháng 10 năm 2026
THÔNG BÁO
Danh sách nội dung đã công khai quý III năm 2026
Căn cứ Điều 13 khoản 2 Luật 10/2022/QH15;
Ươm mầm, Ỷ Lan, Hữu nghị, Ặ Ễ Ộ đ.
I. KẾT QUẢ
- Một việc
- Hai việc
STT | Nội dung
1 | Dự toán
2 | Quyết toán
Ý kiến khác:
Nơi nhận:
- Thường trực HĐND
- Lưu: VT
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nông Văn Bình"""


def squeezed(text: str) -> str:
    return re.sub(r"[\s.;]+", "", text)


def words_of_docx(data: bytes) -> str:
    file = docx.Document(io.BytesIO(data))
    return "".join(one.text or "" for one in file.element.body.iter() if one.tag.endswith("}t"))


def test_the_golden_text():
    assert plain_text(a_paper(), FACE) == GOLDEN


def test_what_is_kept_is_the_paper_again():
    assert from_data(to_data(a_paper())) == a_paper()


@pytest.mark.parametrize("made", [word.docx, pdf.pdf])
def test_every_word_stands_in_the_file(made):
    data = made(a_paper(), FACE)

    reads = words_of_docx if made is word.docx else pages_of
    found = squeezed(reads(data))
    said = [line.removeprefix("- ") for line in GOLDEN.splitlines() if " | " not in line]
    said += [cell for line in GOLDEN.splitlines() if " | " in line for cell in line.split(" | ")]
    assert [line for line in said if squeezed(line) not in found] == []


def pages_of(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_the_pdf_is_for_the_archive():
    data = pdf.pdf(a_paper(), FACE)

    reader = PdfReader(io.BytesIO(data))
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert reader.metadata.title == "THÔNG BÁO Danh sách nội dung đã công khai quý III năm 2026"
    assert data == pdf.pdf(a_paper(), FACE)  # the same words, the same bytes


def test_a_draft_says_so_and_leaves_room_for_the_pen():
    face = Face("", None, "ABCDEFGH23", "", draft=True)

    for text in (words_of_docx(word.docx(a_paper(), face)), pages_of(pdf.pdf(a_paper(), face))):
        assert "dự thảo" in text
        assert "……/TB-UBND" in text
        assert "ABCDEFGH23" not in text


def test_word_carries_no_macro_no_tool_and_no_author_but_the_office():
    data = word.docx(a_paper(), FACE)

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [name for name in file.namelist() if "vba" in name.lower()]
        assert b"python" not in file.read("docProps/core.xml").lower()
    assert docx.Document(io.BytesIO(data)).core_properties.author == "XÃ LA BẰNG"


def test_a_row_that_does_not_fit_its_head_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="columns"):
        a_paper(blocks=(Table(("STT", "Nội dung"), (("1",),), (1, 2)),))
