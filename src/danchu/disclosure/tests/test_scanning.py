"""Files are looked through to their corners; a masked copy holds nothing of what was masked."""

import io

import docx
import openpyxl
import pytest

from danchu.disclosure.scanning import package, whole, xlsx
from danchu.disclosure.scanning.whole import EXCEL, PDF, WORD
from danchu.disclosure.tests import lists


def found(data: bytes, kind: str) -> dict[str, str]:
    """Place → what was found there."""
    return {f"{one.place}|{one.find.kind}": one.find.text for one in whole.scan(data, kind).found}


def masked(data: bytes, kind: str) -> bytes:
    return whole.mask_file(data, kind, lambda one: one.find.mask)


# ── spreadsheets ──────────────────────────────────────────────────────────────────────────────


def test_a_sheet_is_read_by_its_headings_and_money_is_left():
    told = whole.scan(lists.saved(lists.workbook(40)), EXCEL)

    assert len(told.found) == 120
    assert told.unread == []
    first = [(one.place, one.find.text, one.find.mask) for one in told.found[:3]]
    assert first == [
        ("trang tính “Hộ nghèo”, ô C3", "02/01/1961", "**/**/****"),
        ("trang tính “Hộ nghèo”, ô D3", "19085000001", "019*******01"),
        ("trang tính “Hộ nghèo”, ô E3", "0912 345 001", "09******01"),
    ]


def test_numbers_in_every_corner_of_a_workbook_are_found():
    where = found(lists.saved(lists.hidden_corners()), EXCEL)

    corners = {
        "trang tính “Hộ nghèo”, ô G3|phone": "0987654321",  # within a formula
        "ghi chú ở ô B3|phone": "0911222333",
        "trang tính “Ẩn” (đang ẩn), ô A2|national_id": "019085009999",
        "trang tính “Ẩn” (đang ẩn), ô A3|national_id": "019085009999",
        "trang tính “Ẩn” (đang ẩn), ô C3|birth": "1985",  # under a merged heading
        "trang tính “Ẩn” (đang ẩn), ô E5|phone": "0933444555",  # in a merged cell
        "trang tính “Hộ nghèo”, ngoài ô|phone": "0944555666",
    }
    assert corners.items() <= where.items()


def test_a_masked_workbook_opens_and_keeps_nothing_but_what_may_be_read():
    before = lists.saved(lists.hidden_corners())

    after = masked(before, EXCEL)

    assert found(after, EXCEL) == {}
    said = lists.parts(after)
    gone = ["19085000001", "0912 345 001", "0987654321", "0911222333", "19085009999", "0933444555"]
    assert [one for one in [*gone, "Ma Thị Lan", "0944555666"] if one in said] == []
    book = openpyxl.load_workbook(io.BytesIO(after))
    row = [cell.value for cell in book["Hộ nghèo"][3]][:7]
    shown = ["**/**/****", "019*******01", "09******01", 51000001, "09******21"]
    assert row == [1, "Nguyễn Văn 1", *shown]
    assert book["Hộ nghèo"]["B3"].comment.text == "Gọi con 09******33"
    assert book["Ẩn"].sheet_state == "hidden"


def test_what_is_kept_in_one_cell_stays_while_the_same_number_elsewhere_is_masked():
    data = lists.saved(lists.hidden_corners())

    def choose(one):
        return None if one.place.endswith("ô A2") else one.find.mask

    after = whole.mask_file(data, EXCEL, choose)

    assert list(found(after, EXCEL).values()) == ["019085009999"]


def with_shared_texts() -> bytes:
    """As Excel itself saves: cells point to a common list of texts, one of which none uses."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    texts = ("<r><t>0912</t></r><r><t>345678</t></r>", "<t>Bà B</t>", "<t>0944555666</t>")
    cells = [f'<c r="A{n}" t="s"><v>{of}</v></c>' for n, of in ((1, 0), (2, 1), (3, 0))]
    rows = "".join(f'<row r="{n}">{cell}</row>' for n, cell in enumerate(cells, 1))
    parcel = package.Package(lists.saved(openpyxl.Workbook()))
    shared = "".join(f"<si>{text}</si>" for text in texts)
    parcel.parts["xl/sharedStrings.xml"] = f"<sst {space}>{shared}</sst>".encode()
    sheet = f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"
    parcel.parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return parcel.save()


def test_texts_that_cells_share_leave_with_the_last_cell_that_shows_them():
    data = with_shared_texts()
    assert list(found(data, EXCEL).values()) == ["0912345678"] * 2 + ["0944555666"]

    one_kept = whole.mask_file(
        data, EXCEL, lambda one: None if one.place.endswith("ô A3") else one.find.mask
    )

    assert list(found(one_kept, EXCEL).values()) == ["0912345678"]
    assert "0944555666" not in lists.parts(one_kept)
    said = lists.parts(masked(data, EXCEL))
    assert "345678" not in said
    assert "Bà B" in said


def test_a_shared_formula_of_a_masked_cell_leaves_its_followers_with_what_they_show():
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = (
        '<c r="A1" t="str"><f t="shared" ref="A1:A2" si="0">"0912345678"</f><v>0912345678</v></c>'
    )
    follower = '<c r="A2" t="str"><f t="shared" si="0"/><v>tổ 3</v></c>'
    sheet = (
        f'<worksheet {space}><sheetData><row r="1">{cells}</row><row r="2">{follower}</row>'
        "</sheetData></worksheet>"
    )
    parcel = package.Package(lists.saved(book))
    parcel.parts["xl/worksheets/sheet1.xml"] = sheet.encode()

    after = openpyxl.load_workbook(io.BytesIO(masked(parcel.save(), EXCEL)))

    assert [cell.value for cell in after.active["A"]] == ["09******78", "tổ 3"]


# ── Word ──────────────────────────────────────────────────────────────────────────────────────


def test_a_letter_is_read_across_runs_tables_headers_and_comments():
    assert found(lists.saved(lists.letter()), WORD) == {
        "đoạn 1|national_id": "019085001234",
        "đoạn 1|birth": "05/3/1985",
        "bảng 1, hàng 2, cột 2|phone": "912345678",
        "bảng 1, hàng 2, cột 3|bank": "850020500",
        "đầu trang, đoạn 1|phone": "0208 3821 234",
        "ghi chú bên lề, đoạn 1|phone": "0911222333",
    }


def test_a_masked_letter_reads_as_before_but_for_the_numbers_and_the_author():
    after = masked(lists.saved(lists.letter()), WORD)

    paper = docx.Document(io.BytesIO(after))
    assert paper.paragraphs[0].text == "Ông A, CCCD 019*******34, sinh ngày **/**/****"
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == [
        "Bà B",
        "09******78",
        "*******00",
    ]
    assert paper.core_properties.author == ""
    assert "Ma Thị Lan" not in lists.parts(after)
    assert found(after, WORD) == {}


def test_a_text_box_and_a_link_are_read_and_masked():
    paper = docx.Document()
    line = paper.add_paragraph("Xem khung")
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pict>'
        "<w:txbxContent><w:p><w:r><w:t>ĐT 0912</w:t></w:r><w:r><w:t>345678</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    line._p.append(docx.oxml.parse_xml(box))
    paper.part.relate_to("tel:0911222333", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True)
    data = lists.saved(paper)

    assert sorted(found(data, WORD).values()) == ["0911222333", "0912345678"]
    said = lists.parts(masked(data, WORD))
    assert not any(one in said for one in ("0911222333", "345678"))


# ── the words of the item ─────────────────────────────────────────────────────────────────────


def test_a_table_pasted_into_the_list_is_read_by_its_headings():
    pasted = "Họ tên\tSố CCCD\tSĐT\tSố tiền\nBà B\t19085001234\t912345678\t510000000\nhết"
    words = {"Nội dung": "Xã hỗ trợ 1 hộ.\n", "Danh sách": pasted}

    told = whole.scan_words(words)
    after = whole.mask_words(words, lambda one: one.find.mask)

    assert [(one.place, one.find.text) for one in told.found] == [
        ("Danh sách, dòng 2, cột 2", "19085001234"),
        ("Danh sách, dòng 2, cột 3", "912345678"),
    ]
    assert after["Nội dung"] == "Xã hỗ trợ 1 hộ.\n"
    assert after["Danh sách"] == (
        "Họ tên\tSố CCCD\tSĐT\tSố tiền\nBà B\t019*******34\t09******78\t510000000\nhết"
    )


# ── what cannot be read is said ───────────────────────────────────────────────────────────────


def test_a_pdf_says_which_pages_it_could_not_read():
    words = "Danh sách hộ được hỗ trợ sửa nhà năm 2026. Ông A, CCCD 019085001234."
    data = lists.joined(lists.text_pdf(words), lists.scan_pdf(), lists.scan_pdf())

    told = whole.scan(data, PDF)

    assert [(one.place, one.find.text) for one in told.found] == [("trang 1", "019085001234")]
    assert told.unread == ["trang 2 đến 3: không có chữ, có thể là ảnh chụp"]
    assert not told.maskable


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (lists.joined(lists.text_pdf("x"), password="k"), PDF, "có khóa"),
        (b"%PDF-1.4\n%%EOF", PDF, "bị hỏng"),
        (b"\xff\xd8\xff", "image/jpeg", "ảnh"),
        (b"\xd0\xcf\x11\xe0", "application/msword", "loại tệp máy không đọc"),
        (b"PK\x03\x04nua", EXCEL, "bị hỏng"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_so_and_never_passed(data, kind, why):
    told = whole.scan(data, kind)

    assert told.found == []
    assert told.looked == ""
    (said,) = told.unread
    assert said.startswith("cả tệp: ")
    assert why in said


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_not_read_as_one_of_them():
    twice = lists.with_part(lists.saved(lists.letter()), "word/document.xml", b"<x/>")

    assert "trùng tên" in whole.scan(twice, WORD).unread[0]


def test_pictures_and_embedded_files_inside_a_letter_are_named():
    data = lists.with_part(lists.saved(lists.letter()), "word/media/anh.png", b"x")
    data = lists.with_part(data, "word/embeddings/bang.bin", b"x")

    assert whole.scan(data, WORD).unread == [
        "1 ảnh nằm trong tệp",
        "phần “word/embeddings/bang.bin” nhúng trong tệp",
    ]


@pytest.mark.parametrize("bomb", ["part", "cells", "doctype"])
def test_bombs_are_refused_with_their_bound(bomb, monkeypatch):
    data = lists.saved(lists.workbook(3))
    if bomb == "part":
        data = lists.with_part(data, "xl/media/x.xml", b" " * (package.MOST_PART_BYTES + 1))
    elif bomb == "cells":
        monkeypatch.setattr(xlsx, "MOST_CELLS", 5)
    else:
        data = lists.with_part(data, "xl/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')

    told = whole.scan(data, EXCEL)

    if bomb == "doctype":
        assert told.unread == ["phần “xl/x.xml” nhúng trong tệp"]
    else:
        assert told.looked == ""
        assert ("24 MB" if bomb == "part" else "hơn 5 ô") in told.unread[0]
