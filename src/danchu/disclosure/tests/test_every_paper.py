"""Every paper of this room from one story: its golden text, its Word file in LibreOffice.

`just papers` writes the texts anew, and a picture of each paper into docs/papers/. Read the diff.
"""

import io
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from danchu.disclosure import access, papers, reading
from danchu.disclosure.actions import mending, noting, planning, reporting
from danchu.disclosure.council import desk as council
from danchu.disclosure.papers import Words
from danchu.disclosure.periods import Quarter
from danchu.disclosure.posting_desk import draw, draw_bundle
from danchu.disclosure.tests.boards import UP, paper_of, rows, tap
from danchu.disclosure.tests.factories import note
from danchu.disclosure.tests.test_posting_papers import BACK, DOWN, GONE
from danchu.documents import pdf, word
from danchu.documents.models import Document
from danchu.documents.paper import Face, plain_text
from danchu.documents.tests.factories import a_paper
from danchu.postings.actions import missing
from danchu.postings.actions.proving import Deed

ROOT = Path(__file__).resolve().parents[4]
TEXTS, PICTURES = Path(__file__).parent / "papers", ROOT / "docs" / "papers"
WRITING = os.environ.get("DANCHU_WRITE_PAPERS") == "1"
ON, SIGNED = date(2026, 4, 25), date(2026, 4, 27)
MOST_BYTES, SHADES = 120 * 1024, 16


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


def face(paper):
    at = "https://labang.example/van-ban/kiem-tra/KMQ7RTXW42/"
    qr = pdf_qr(at)
    return Face(f"12/{paper.symbol}", SIGNED, "KMQ7RTXW42", at, draft=False, qr=qr)


def pdf_qr(address):
    import segno

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()


@pytest.mark.django_db
def test_every_paper_reads_as_written_down_and_opens_in_libreoffice(every, tmp_path):
    if WRITING:
        write(every)
    for name, paper in every.items():
        said = plain_text(paper, face(paper)) + "\n"
        assert said == (TEXTS / f"{name}.txt").read_text(), name
    assert {one.stem for one in TEXTS.glob("*.txt")} == set(every)
    assert Document.objects.filter(state="draft").count() == 5
    opened_in_libreoffice({**every, "mau": a_paper()}, tmp_path)


def opened_in_libreoffice(every, folder):
    """One call for all: each is a page or two as the PDF is, and says its words."""
    if not shutil.which("soffice"):
        return
    for name, paper in every.items():
        (folder / f"{name}.docx").write_bytes(word.docx(paper, face(paper)))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    wanted = ["--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in every]
    subprocess.run([*command, *wanted, *files], check=True, capture_output=True, timeout=240)
    for name, paper in every.items():
        theirs = PdfReader(folder / f"{name}.pdf")
        ours = PdfReader(io.BytesIO(pdf.pdf(paper, face(paper))))
        assert abs(len(theirs.pages) - len(ours.pages)) <= 1, name
        text = squeezed("".join(page.extract_text() for page in theirs.pages))
        for signer in paper.signers:
            assert squeezed(signer.capacity + signer.title) in text, name
        assert squeezed(paper.about) in text, name
    if keep := os.environ.get("DANCHU_KEEP_WORD"):
        shutil.copytree(folder, keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns("profile"))


def squeezed(text):
    return "".join(text.split())


def write(every):
    TEXTS.mkdir(exist_ok=True)
    PICTURES.mkdir(exist_ok=True)
    for name, paper in every.items():
        (TEXTS / f"{name}.txt").write_text(plain_text(paper, face(paper)) + "\n")
        (PICTURES / f"{name}.png").write_bytes(picture(pdf.pages(paper, face(paper))))


def picture(pages):
    """All pages side by side, few shades of grey, so that the folder stays small."""
    opened = [Image.open(io.BytesIO(page)).convert("L") for page in pages]
    wide, high = sum(page.width for page in opened), max(page.height for page in opened)
    whole, at = Image.new("L", (wide, high), 255), 0
    for page in opened:
        whole.paste(page, (at, 0))
        at += page.width
    out = io.BytesIO()
    whole.quantize(SHADES).save(out, "PNG", optimize=True)
    assert len(out.getvalue()) <= MOST_BYTES
    return out.getvalue()


def test_pictures_are_there_and_small():
    found = {one.stem: one.stat().st_size for one in PICTURES.glob("*.png")}

    assert found.keys() == {one.stem for one in TEXTS.glob("*.txt")}
    assert max(found.values()) <= MOST_BYTES
