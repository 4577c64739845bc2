"""An extract of the trail: a file, a slip, the hash that ties them, and an entry that says so."""

import csv
import hashlib
import io
import json
import tracemalloc
from datetime import date

import pytest
from django.http import StreamingHttpResponse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from danchu.front import extracts
from danchu.front.audit import reader
from danchu.front.extracts import plain
from danchu.front.tests import factories
from danchu.front.workbook import workbook
from danchu.kit import audit, clock
from danchu.kit.models import AuditEntry, TrailExtract
from danchu.kit.trail import Asked
from danchu.people.models import Role
from danchu.people.tests.factories import signed_in

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 2)


@pytest.fixture
def here():
    return factories.commune()


@pytest.fixture
def inspector(here):
    return factories.term(factories.province(), Role.INSPECTOR, "Vũ Quốc Việt")


@pytest.fixture
def desk(client, inspector):
    return signed_in(client, inspector.person)


def act(unit, done="disclosure.note", *, by="Ma Thị Lan", key=0):
    clerk = factories.term(unit, Role.CLERK, by)
    return audit.record(done, by=clerk, unit_id=unit.pk, kind="item", key=key, on=ON)


def taken(desk, form="csv", **asked):
    """The slip and the bytes, as a person takes them: ask, then fetch."""
    made = desk.post("/nhat-ky/trich/", {"dang": form, **asked})
    assert made.status_code == 302
    slip = TrailExtract.objects.latest("pk")
    answer = desk.post(f"/nhat-ky/trich/{slip.pk}/tep/")
    return slip, answer, b"".join(answer.streaming_content)


def test_the_hash_on_the_slip_is_the_hash_of_the_file(desk, here):
    act(here)
    slip, answer, data = taken(desk)

    slip.refresh_from_db()
    assert slip.sha256 == hashlib.sha256(data).hexdigest()
    assert (slip.entries, slip.sent_entries, slip.sent_bytes) == (1, 1, len(data))
    printed = desk.get(f"/nhat-ky/trich/{slip.pk}/phieu/").content.decode()
    groups = [slip.sha256[n : n + 8] for n in range(0, 64, 8)]
    assert " ".join(groups) in printed
    assert "Vũ Quốc Việt" in printed
    assert "mẫu đề xuất" in printed
    assert answer["Content-Disposition"].startswith('attachment; filename="nhat-ky-')


def test_until_the_file_went_out_there_is_no_hash_and_no_sheet(desk, here):
    act(here)
    desk.post("/nhat-ky/trich/", {"dang": "csv"})
    slip = TrailExtract.objects.get()

    assert desk.get(f"/nhat-ky/trich/{slip.pk}/phieu/").status_code == 404
    broken = desk.post(f"/nhat-ky/trich/{slip.pk}/tep/")
    next(iter(broken.streaming_content))
    slip.refresh_from_db()
    assert (slip.sha256, slip.sent_at) == ("", None)
    again = desk.post(f"/nhat-ky/trich/{slip.pk}/tep/")
    assert b"".join(again.streaming_content)
    slip.refresh_from_db()
    assert len(slip.sha256) == 64


def test_a_file_that_arrived_is_not_made_again(desk, here):
    act(here)
    slip, _, _ = taken(desk)

    assert desk.post(f"/nhat-ky/trich/{slip.pk}/tep/").status_code == 302


def test_an_extract_is_an_act_at_the_unit_it_was_narrowed_to(desk, here, inspector, client):
    act(here)
    taken(desk, **{"don-vi": here.slug})

    entry = AuditEntry.objects.get(act="front.export_trail")
    assert (entry.unit_id, entry.account_id, entry.kind) == (
        here.pk,
        inspector.person_id,
        "extract",
    )
    chair = signed_in(client, factories.term(here, Role.CHAIR, "binh").person)
    assert "Trích nhật ký ra tệp" in chair.get("/nhat-ky/").content.decode()


def test_only_what_was_asked_and_only_up_to_the_asking_is_in_the_file(desk, here):
    act(here)
    removed = act(here, "disclosure.remove")
    desk.post("/nhat-ky/trich/", {"dang": "jsonl", "q": "gỡ khẩn"})
    slip = TrailExtract.objects.get()
    act(here, "disclosure.remove")

    data = b"".join(desk.post(f"/nhat-ky/trich/{slip.pk}/tep/").streaming_content)

    assert [json.loads(line)["id"] for line in data.splitlines()] == [removed.pk]
    assert slip.words == [["Việc, số văn bản", "gỡ khẩn"]]


def test_the_csv_opens_in_excel_with_vietnamese_and_runs_no_formula(desk, here):
    item = factories.item(here, "=1+1", published_on=ON, state="published")
    act(here, by='=HYPERLINK("x")', key=item.pk)

    _, answer, data = taken(desk)

    assert data.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    said = dict(zip(head, row, strict=True))
    assert said["Việc"] == "Ghi nhận văn bản đã ký"
    assert said["Ngày"] == "02/12/2026"
    assert (said["Ai"], said["Số văn bản"]) == ('\'=HYPERLINK("x")', "'=1+1")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


@given(st.text())
def test_no_cell_begins_what_a_spreadsheet_would_run(text):
    assert not plain(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert plain(text) in {text, f"'{text}"}


def test_the_workbook_opens_with_days_as_days_and_text_as_text(desk, here):
    act(here, by="=1+1 & <Lan>")

    _, _, data = taken(desk, "xlsx")

    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Phiếu", "Nhật ký"]
    head, row = book["Nhật ký"].iter_rows(values_only=True)
    said = dict(zip(head, row, strict=True))
    assert said["Ai"] == "=1+1 & <Lan>"
    assert said["Ngày"].date() == ON
    assert [c.data_type for c in book["Nhật ký"][2]][5] == "s"
    assert book["Phiếu"]["A1"].value == "Phiếu trích số"


TEXTS = st.text(max_size=40)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 10**9), st.dates(date(2023, 7, 1))), max_size=8))
def test_any_text_makes_a_workbook_that_opens(rows):
    data = b"".join(workbook({}, "Nhật ký", ("Chữ", "Số", "Ngày"), rows))

    _, *lines = load_workbook(io.BytesIO(data))["Nhật ký"].iter_rows(values_only=True)
    assert [(one[1], one[2].date()) for one in lines] == [(n, day) for _, n, day in rows]


def test_more_rows_than_a_sheet_holds_go_on_to_the_next(monkeypatch):
    monkeypatch.setattr("danchu.front.workbook.ROWS_A_SHEET", 3)
    rows = [(f"dòng {n}",) for n in range(7)]

    book = load_workbook(io.BytesIO(b"".join(workbook({}, "Nhật ký", ("Chữ",), rows))))

    assert book.sheetnames == ["Nhật ký", "Nhật ký 2", "Nhật ký 3"]
    kept = [sheet.max_row - 1 for sheet in book]
    assert kept == [3, 3, 1]


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_the_file_is_streamed_and_memory_stays_flat(inspector, here, form):
    def most(rows):
        """Peak of memory while `rows` entries are written, and how many pieces went out."""
        have = AuditEntry.objects.count()
        AuditEntry.objects.bulk_create(
            AuditEntry(
                at=clock.now(),
                on=ON,
                act="disclosure.note",
                unit_id=here.pk,
                kind="plan",
                key=str(n),
                account_id=1,
            )
            for n in range(rows - have)
        )
        slip = TrailExtract.objects.create(
            account_id=1,
            term_id=1,
            unit_id=here.pk,
            made_at=clock.now(),
            made_on=ON,
            asked={},
            words=[],
            form=form,
            upto=10**9,
            entries=rows,
        )
        of = reader(inspector.person, on=ON)
        tracemalloc.start()
        pieces = sum(1 for _ in extracts.stream(slip, Asked(units=(here.pk,)), of))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak, pieces

    most(2_000)
    few, _ = most(4_000)
    many, pieces = most(10_000)
    assert pieces > 8
    assert many - few < 6_000 * 150  # an entry that is held costs more than a thousand bytes


def test_the_answer_is_an_iterator(desk, here):
    act(here)
    _, answer, _ = taken(desk)
    assert isinstance(answer, StreamingHttpResponse)


def test_a_slip_belongs_to_whoever_took_it(desk, here, client):
    from django.test import Client

    act(here)
    slip, _, _ = taken(desk)
    for who in (
        factories.term(here, Role.CHAIR, "binh"),
        factories.term(factories.province(), Role.INSPECTOR, "khac"),
        factories.term(here, Role.CLERK, "Ma Thị Lan"),
    ):
        other = signed_in(Client(), who.person)
        for page in ("", "phieu/"):
            assert other.get(f"/nhat-ky/trich/{slip.pk}/{page}").status_code == 404
        assert other.post(f"/nhat-ky/trich/{slip.pk}/tep/").status_code == 404


def test_who_may_not_read_may_not_take(here, client):
    clerk = signed_in(client, factories.term(here, Role.CLERK, "lan").person)

    assert clerk.post("/nhat-ky/trich/", {"dang": "csv"}).status_code == 404
    assert clerk.get("/nhat-ky/trich/").status_code == 404
    assert clerk.get("/nhat-ky/to-in/").status_code == 404
    assert not TrailExtract.objects.exists()


def test_a_form_of_file_that_is_none_is_told(desk, here):
    act(here)
    answer = desk.post("/nhat-ky/trich/", {"dang": "exe"})

    assert answer.status_code == 422
    assert "Chưa chọn dạng tệp" in answer.content.decode()
    assert not AuditEntry.objects.filter(act="front.export_trail").exists()
