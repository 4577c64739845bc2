"""Lists of made-up households as offices keep them: Excel, Word, PDF."""

import io
import zipfile
from datetime import date

import docx
import openpyxl
import typst
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader, PdfWriter

HEADS = ["STT", "Họ tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Số tiền"]


def household(n: int) -> list[object]:
    """One row; every second id is stored as a number, which drops the zero in front."""
    number = 19085000000 + n
    born, phone = date(1960 + n % 30, 1, 1 + n % 28), f"0912 345 {n:03}"
    return [n, f"Nguyễn Văn {n}", born, number if n % 2 else f"0{number}", phone, 51_000_000 + n]


def workbook(count: int = 3) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hộ nghèo"
    sheet.append(["DANH SÁCH HỘ NGHÈO NĂM 2026"])
    sheet.append(HEADS)
    for n in range(1, count + 1):
        sheet.append(household(n))
    return book


def hidden_corners() -> openpyxl.Workbook:
    """Where numbers hide in a sheet."""
    book = workbook()
    sheet = book.active
    sheet["G3"], sheet["H3"] = '="0987654321"', "=E3"
    sheet["B3"].comment = Comment("Gọi con 0911222333", "Lan")
    sheet.column_dimensions["E"].hidden = True
    sheet.oddHeader.center.text = "Hỏi 0944555666"
    secret = book.create_sheet("Ẩn")
    secret.sheet_state = "hidden"
    secret["A1"], secret["A2"], secret["A3"] = "CCCD", "019085009999", "019085009999"  # twice
    secret["B1"] = "Năm sinh"
    secret.merge_cells("B1:C1")
    secret["B2"], secret["C2"], secret["C3"] = "Nam", "Nữ", 1985
    secret.merge_cells("E5:F6")
    secret["E5"] = "số máy 0933444555"
    book.properties.creator = book.properties.lastModifiedBy = "Ma Thị Lan"
    return book


def letter() -> "docx.document.Document":
    """Numbers split over runs, in tables, headers, comments."""
    paper = docx.Document()
    line = paper.add_paragraph("Ông A, CCCD 0190")
    line.add_run("8500").bold = True
    line.add_run("1234, sinh ngày 05/")
    line.add_run("3/1985")
    table = paper.add_table(2, 3)
    for row, words in enumerate([["Họ tên", "SĐT", "STK"], ["Bà B", "912345678", "850020500"]]):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    paper.sections[0].header.paragraphs[0].text = "Điện thoại 0208 3821 234"
    paper.add_comment(line.runs[0], text="hỏi lại 0911222333", author="Ma Thị Lan")
    paper.core_properties.author = "Ma Thị Lan"
    return paper


def saved(made: object) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text_pdf(*pages: str) -> bytes:
    said = "#pagebreak()\n".join(f"#text[{page}]\n" for page in pages)
    return typst.compile(said.encode(), format="pdf")


def scan_pdf() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PDF")
    return out.getvalue()


def joined(*pdfs: bytes, password: str = "") -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for one in pdfs:
        for page in PdfReader(io.BytesIO(one)).pages:
            writer.add_page(page)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The same office file with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()


def parts(data: bytes) -> str:
    """Everything an office file says anywhere, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(n).decode("utf-8", "ignore") for n in archive.namelist())
