"""Bulk tables: whatever offices send is read the same, or refused in words that name the cell."""

import io
import time
import unicodedata
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import Refused
from danchu.kit.tables import Column, read, rejected, template
from danchu.kit.tables.texts import neutral, plain

NAME = Column("name", "Tên đơn vị", needed=True, also=("Tên xóm",), example="Xóm Ví Dụ")
CODE = Column("code", "Mã riêng", example="X01")
COLUMNS = (NAME, CODE)


def xlsx(*rows, merge=()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(data, name="tep.xlsx", **more):
    return [row.values for row in read(data, name, COLUMNS, **more).rows]


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [
        (",", "utf-8"),
        (";", "utf-8-sig"),
        ("\t", "utf-16"),
        (";", "utf-16-le"),
    ],
)
def test_csv_is_read_as_offices_write_it(separator, encoding):
    text = f"Mã riêng{separator}TEN  DON VI\r\nX01{separator}Xóm Đồng Tâm\r\n\r\n"

    assert values(text.encode(encoding), "a.csv") == [{"code": "X01", "name": "Xóm Đồng Tâm"}]


def test_windows_1258_keeps_its_tones_apart_and_they_are_joined():
    raw = b"T\xean xo\xecm,ma rieng\nXo\xecm \xd0\xf4\xccng T\xe2m,1\n"

    assert values(raw, "a.csv") == [{"name": "Xóm Đồng Tâm", "code": "1"}]


def test_decomposed_names_equal_composed_ones():
    composed = "Tên đơn vị\nXóm Đồng Tâm\n"
    decomposed = unicodedata.normalize("NFD", composed)

    assert decomposed != composed
    assert values(decomposed.encode(), "a.csv") == values(composed.encode(), "a.csv")
    assert values(xlsx(*[[line] for line in decomposed.splitlines()])) == [{"name": "Xóm Đồng Tâm"}]


def test_titles_above_the_heading_and_columns_nobody_asked_for_are_passed_over():
    data = xlsx(
        ["DANH SÁCH XÓM"],
        [None],
        ["TT", "Mã riêng", "Ghi chú", "Tên xóm"],
        [1, 12.0, "x", " Xóm  A "],
        [2, date(2026, 1, 5), None, "Xóm B"],
        merge=["A1:D1"],
    )

    sheet = read(data, "a.xlsx", COLUMNS)

    assert [row.values for row in sheet.rows] == [
        {"code": "12", "name": "Xóm A"},
        {"code": "05/01/2026", "name": "Xóm B"},
    ]
    assert [(row.line, row.wrong) for row in sheet.rows] == [(4, []), (5, [])]


def test_a_formula_and_an_error_are_refused_by_the_name_of_their_cell():
    data = xlsx(["Mã riêng", "Tên đơn vị"], ["=A1&B1", "Xóm A"], ["X2", "Xóm B"], ["#REF!", "C"])

    rows = read(data, "a.xlsx", COLUMNS).rows

    assert [row.wrong for row in rows] == [
        ["ô A2 là công thức. Hãy ghi thẳng giá trị."],
        [],
        ["ô A4 báo lỗi #REF! của Excel. Hãy ghi lại giá trị."],
    ]
    (row,) = read("Tên đơn vị\n=1+1\n".encode(), "a.csv", COLUMNS).rows
    assert row.wrong == ["ô A2 là công thức. Hãy ghi thẳng giá trị."]


def test_every_row_that_a_merged_cell_touches_is_refused():
    data = xlsx(
        ["Mã riêng", "Tên đơn vị"], ["1", "Xóm A"], [None, "Xóm B"], ["3", "Xóm C"], merge=["A2:A3"]
    )

    rows = read(data, "a.xlsx", COLUMNS).rows

    said = ["ô A2:A3 là ô gộp. Hãy bỏ gộp rồi điền đủ từng dòng."]
    assert [row.wrong for row in rows] == [said, said, []]


def test_letters_of_the_old_fonts_are_named():
    (row,) = read("Tên đơn vị\nXãm §ång T©m\n".encode(), "a.csv", COLUMNS).rows

    assert "ô A2 gõ bằng phông chữ cũ" in row.wrong[0]


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.xlsx", "rỗng"),
        (b"%PDF-1.7 x", "a.pdf", "không phải bảng tính"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "Excel cũ (.xls) hoặc có mật khẩu"),
        (b"PK\x03\x04rubbish", "a.xlsx", "bị hỏng hoặc không phải XLSX"),
        ("Mã riêng\n1\n".encode(), "a.csv", "thiếu cột “Tên đơn vị”"),
        ("Tên đơn vị,Tên xóm\na,b\n".encode(), "a.csv", "có hai cột “Tên xóm”"),
        ("Tên đơn vị\n".encode(), "a.csv", "chỉ có dòng đầu đề"),
        ("Tên đơn vị\n".encode() + b'"' + b"x" * 200_000, "a.csv", "dấu ngoặc kép"),
        (bytes(range(128, 256)) * 3, "a.csv", "Không đọc được chữ"),
    ],
)
def test_a_file_that_is_not_fit_is_refused_with_the_next_step(data, name, says):
    with pytest.raises(Refused) as refused:
        read(data, name, COLUMNS)

    assert says in refused.value.message
    assert name in refused.value.message


def test_the_most_rows_is_exact():
    head = ["Tên đơn vị"]
    three = xlsx(head, ["a"], ["b"], ["c"])

    assert len(values(three, most=3)) == 3
    with pytest.raises(Refused, match="nhiều hơn 2 dòng"):
        values(three, most=2)


def part(archive: zipfile.ZipFile, name: str, *pieces: str) -> None:
    with archive.open(name, "w") as opened:
        for piece in pieces:
            opened.write(piece.encode())


def big(rows: int, cell: str) -> bytes:
    """An XLSX of many rows, written by hand: openpyxl would need half a minute."""
    out = io.BytesIO(xlsx(["Tên đơn vị"]))
    made = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != "xl/worksheets/sheet1.xml":
                new.writestr(entry, old.read(entry))
        head = old.read("xl/worksheets/sheet1.xml").decode().partition("<sheetData>")[0]
        lines = [f'<row r="{n}">{cell.format(n=n)}</row>' for n in range(1, rows + 1)]
        part(
            new, "xl/worksheets/sheet1.xml", head, "<sheetData>", *lines, "</sheetData></worksheet>"
        )
    return made.getvalue()


def test_200_000_rows_of_rubbish_are_answered_at_once_with_their_number():
    cell = "".join(f'<c r="{c}{{n}}" t="inlineStr"><is><t>rác {{n}}</t></is></c>' for c in "ABC")
    data = big(200_000, cell)

    start = time.monotonic()
    with pytest.raises(Refused) as refused:
        read(data, "rac.xlsx", COLUMNS)

    assert time.monotonic() - start < 5
    assert refused.value.message == (
        "Tệp rac.xlsx có 200.000 dòng, mỗi lần nhận nhiều nhất 20.000 dòng. "
        "Hãy xóa dòng thừa hoặc tách thành nhiều tệp."
    )


def test_rows_with_nothing_but_a_border_do_not_count():
    with pytest.raises(Refused, match="thiếu cột"):
        read(big(30_000, '<c r="A{n}"/>'), "a.xlsx", COLUMNS)


def test_a_file_that_unpacks_too_large_is_refused_before_it_is_unpacked():
    made = io.BytesIO(xlsx(["Tên đơn vị"], ["a"]))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b" " * (25 * 1024 * 1024))

    with pytest.raises(Refused, match="bung ra quá lớn"):
        read(made.getvalue(), "a.xlsx", COLUMNS)


def test_a_document_type_is_not_even_parsed():
    made = io.BytesIO()
    plain_file = io.BytesIO(xlsx(["Tên đơn vị"]))
    with zipfile.ZipFile(plain_file) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data
            new.writestr(entry, data)

    with pytest.raises(Refused, match="bị hỏng"):
        read(made.getvalue(), "a.xlsx", COLUMNS)


def test_a_row_number_beyond_every_sheet_does_not_run_for_ever():
    data = big(
        1, '<c r="A1" t="inlineStr"><is><t>Tên đơn vị</t></is></c></row><row r="99999999999">'
    )

    start = time.monotonic()
    with pytest.raises(Refused):
        read(data, "a.xlsx", COLUMNS)
    assert time.monotonic() - start < 5


# ── what we hand out ──────────────────────────────────────────────────────────────────────────


def test_the_template_comes_back_empty_because_its_example_is_not_read():
    data = template(COLUMNS, title="Đơn vị", notes=["Một dòng một xóm."])

    with pytest.raises(Refused, match="chỉ có dòng đầu đề"):
        read(data, "mau.xlsx", COLUMNS)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["Tên đơn vị", "Mã riêng"]
    assert book.worksheets[0]["A1"].font.b
    assert [cell.value for cell in book.worksheets[0][2]] == [
        "Xóm Ví Dụ",
        "X01",
        "Dòng ví dụ, không đọc",
    ]
    assert "Một dòng một xóm." in [row[1].value for row in book.worksheets[1].rows]


def test_refused_rows_carry_their_reason_and_come_back_as_they_were():
    rows = [(["=1+1", "+84 912"], "ô A2 là công thức."), (["Xóm B"], "thiếu mã.")]

    data = rejected(["Tên đơn vị", "Mã riêng"], rows)

    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["Tên đơn vị", "Mã riêng", "Lý do"]
    assert [cell.value for cell in sheet[2]] == ["'=1+1", "'+84 912", "ô A2 là công thức."]
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    again = read(data, "a.xlsx", COLUMNS)
    assert [row.values for row in again.rows] == [
        {"name": "=1+1", "code": "+84 912"},
        {"name": "Xóm B", "code": ""},
    ]


@given(st.text(max_size=60))
def test_plain_text_is_settled_and_survives_being_made_harmless(text):
    once = plain(text)

    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not neutral(once).startswith(("=", "+", "-", "@"))
    assert plain(neutral(once)) == once
