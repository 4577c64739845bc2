"""A list and its zip: seen first, written whole, the same again changes nothing, taken back."""

import io
from datetime import date

import pytest
from django.conf import settings
from openpyxl import load_workbook

from civics.errors import Refused
from danchu.disclosure.actions import bringing, drafting, publishing
from danchu.disclosure.bringing.importer import PaperImporter
from danchu.disclosure.brought import DeclaredPublic, WaitingFile
from danchu.disclosure.models import Attachment, Item, State, Version
from danchu.disclosure.tests import backlog, factories
from danchu.disclosure.tests.backlog import line, papers, preview, why
from danchu.disclosure.tests.factories import DUE, NOTED, SIGNED, acts, duties_of
from danchu.kit import batches
from danchu.kit.models import Batch, SearchEntry
from danchu.people.tests.factories import signed_in

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 2)


def test_the_preview_writes_nothing_and_says_what_is_new_and_late(lan):
    batch = preview(lan, line(1), line(2, day="30/11/2026"), pack=papers(1, 2), on=LATER)

    assert batch.counts == {"new": 2, "changed": 0, "same": 0, "rejected": 0}
    assert not Item.objects.exists()
    from danchu.disclosure.bringing.importer import late_of

    assert late_of(batch, on=LATER)["late"] == 1


def test_a_row_becomes_a_note_with_its_clock_and_a_draft_that_nobody_sees(lan, hung):
    backlog.brought(lan, line(1), pack=papers(1))

    item = Item.objects.get()
    version = item.versions.get()
    assert (item.state, item.due_on, item.noted_by, item.published_on) == (
        State.NOTED,
        DUE,
        lan,
        None,
    )
    assert (version.title, version.body) == ("Mức thu phí chợ lần 1", "Toàn văn ở tệp kèm theo.")
    assert [file.name for file in version.files.all()] == ["1.pdf"]
    assert duties_of("item", item.pk).get().due_on == DUE
    assert hung.get(f"/cong-khai/{item.pk}/").status_code == 404
    assert not SearchEntry.objects.filter(room="disclosure").exists()
    assert acts(kind="batch") == ["disclosure.bring_in"]


def test_the_same_upload_again_changes_nothing(lan):
    lines = [line(1), line(2, public_since="05/03/2026", public_ways="Niêm yết; loa")]
    backlog.brought(lan, *lines, pack=papers(1, 2), on=LATER)

    again = preview(lan, *lines, pack=papers(1, 2), on=LATER)

    assert again.counts == {"new": 0, "changed": 0, "same": 2, "rejected": 0}
    with pytest.raises(Refused, match="không có gì mới"):
        backlog.apply(lan, again, on=LATER)
    assert Item.objects.count() == 2
    assert Attachment.objects.count() == 2


def test_the_number_is_known_however_it_is_typed(lan):
    backlog.brought(lan, line(1), pack=papers(1))

    batch = preview(lan, line(1, number="1/qd-ubnd"), pack=papers(1))

    assert batch.counts["same"] == 1


def test_what_is_missing_in_a_draft_is_filled_and_taken_back_again(lan):
    item = factories.note(lan, number="1/QĐ-UBND")
    factories.draft(item, lan, title="Phí chợ", body="Đã viết tay.")

    batch = backlog.brought(lan, line(1, public_since="05/03/2026"), pack=papers(1), on=LATER)

    assert batch.counts == {"new": 0, "changed": 1, "same": 0, "rejected": 0}
    version = item.versions.get()
    assert (version.title, version.body) == ("Mức thu phí chợ lần 1", "Đã viết tay.")
    assert version.files.count() == 1
    assert item.declared_public.since == date(2026, 3, 5)

    backlog.undo(lan, batch, on=LATER)

    version.refresh_from_db()
    assert (version.title, version.files.count()) == ("Phí chợ", 0)
    assert not DeclaredPublic.objects.exists()
    assert Item.objects.get() == item


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"decided_on": "04/03/2027"}, "còn chưa đến"),
        ({"decided_on": "31/02/2026"}, "chưa đúng"),
        ({"decided_on": "01/06/2025"}, "Văn bản của xã cũ ghi ở xã cũ"),
        ({"group": "15"}, "Ghi số từ 1 đến 14"),
        ({"signer": ""}, "Chưa có “Người ký”"),
        ({"title": "x" * 301}, "nhiều hơn 300"),
        ({"public_since": "01/03/2026"}, "trước ngày ký"),
        ({"public_since": "05/03/2027"}, "còn chưa đến"),
        ({"public_ways": "loa"}, "chưa có ngày"),
        ({"public_since": "03/03/2026", "public_ways": "bồ câu"}, "Không rõ cách công khai"),
        ({"files": "9.pdf"}, "Không thấy tệp “9.pdf”"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_go_on(lan, changed, said):
    batch = preview(lan, line(1), line(2) | changed, pack=papers(1, 2))

    assert batch.counts["new"] == 1
    [reason] = why(batch)
    assert said in reason


def test_signed_on_the_first_day_of_the_commune_is_taken(lan):
    assert preview(lan, line(1, day="01/07/2025"), pack=papers(1)).counts["new"] == 1


def test_a_paper_or_a_file_named_twice_is_refused_in_both_rows(lan):
    batch = preview(lan, line(1), line(1, title="Khác"), line(2, file="3.pdf"), line(3),
                    pack=papers(1, 3))  # fmt: skip

    assert batch.counts["rejected"] == 4
    assert sum("Mỗi văn bản một dòng" in one for one in why(batch)) == 2
    assert sum("Mỗi tệp thuộc một văn bản" in one for one in why(batch)) == 2


def test_another_group_or_signer_is_mended_at_the_desk_not_by_a_table(lan):
    backlog.brought(lan, line(1), line(2), pack=papers(1, 2))

    batch = preview(lan, line(1, group="3"), line(2, signer="Ai khác"), pack=papers(1, 2))

    assert batch.counts["rejected"] == 2
    assert "đã ghi ở nhóm 12" in why(batch)[0]
    assert "Sửa ghi nhận" in why(batch)[1]


def test_what_is_public_is_never_changed_by_a_table(lan, thang):
    batch = backlog.brought(lan, line(1), pack=papers(1))
    item = Item.objects.get()
    bringing.submit_all([item], by=lan, on=NOTED)
    publishing.approve(item, no_secret=True, by=thang, on=NOTED)

    same = preview(lan, line(1), pack=papers(1))
    other = preview(lan, line(1, title="Tên khác"), pack=papers(1))

    assert same.counts["same"] == 1
    assert "lập bản đính chính" in why(other)[0]
    assert batch.state == Batch.State.APPLIED


def test_already_public_on_paper_is_said_as_declared_and_moves_no_clock(lan, thang, hung):
    row = line(1, public_since="05/03/2026", public_ways="Niêm yết; loa")
    backlog.brought(lan, row, pack=papers(1), on=LATER)
    item = Item.objects.get()
    assert duties_of("item", item.pk).get().done_on is None
    bringing.submit_all([item], by=lan, on=LATER)
    item = publishing.approve(item, no_secret=True, by=thang, on=LATER)

    assert item.late(on=LATER)
    told = hung.get(f"/cong-khai/{item.pk}/").content.decode()
    assert "Theo khai báo của cơ quan" in told
    assert "05/03/2026" in told
    assert "trễ" in told


def test_groups_with_personal_lists_stay_drafts_and_their_files_are_marked(lan):
    batch = backlog.brought(lan, line(1, group="7"), line(2), pack=papers(1, 2))

    done = bringing.submit_all(Item.objects.order_by("pk"), by=lan, on=NOTED)

    assert done.handed == 1
    assert "danh sách cá nhân" in done.left[0]
    assert Attachment.objects.get(version__item__group=7).personal
    assert not Attachment.objects.get(version__item__group=12).personal
    assert batch.counts["new"] == 2


def test_who_brought_it_in_does_not_approve_it(lan, thang):
    backlog.brought(lan, line(1), pack=papers(1))
    item = Item.objects.get()
    bringing.submit_all([item], by=lan, on=NOTED)

    with pytest.raises(Refused, match="không tự duyệt"):
        publishing.approve(item, no_secret=True, by=lan, on=NOTED)


# ── taking back ───────────────────────────────────────────────────────────────────────────────


def test_undo_leaves_the_records_as_they_were_and_the_bytes_go(
    lan, django_capture_on_commit_callbacks
):
    batch = backlog.brought(lan, line(1), line(2), pack=papers(1, 2))
    stored = [settings.FILES_FOLDER / one.stored_as for one in Attachment.objects.all()]
    keys = list(Item.objects.values_list("pk", flat=True))

    with django_capture_on_commit_callbacks(execute=True):
        backlog.undo(lan, batch)

    assert not Item.objects.exists()
    assert not Version.objects.exists()
    assert not any(one.exists() for one in stored)
    assert all(duties_of("item", key).get().called_off_on == NOTED for key in keys)
    assert acts(kind="batch") == ["disclosure.bring_in", "disclosure.undo_bring_in"]
    assert backlog.brought(lan, line(1), pack=papers(1)).counts["new"] == 1


def _submitted(item, lan, thang):
    drafting.submit(item, by=lan, on=NOTED)


def _given_back(item, lan, thang):
    drafting.submit(item, by=lan, on=NOTED)
    drafting.give_back(item, why="Thiếu số liệu", by=thang, on=NOTED)


def _written_on(item, lan, thang):
    factories.draft(item, lan, body="Viết thêm")


def _renoted(item, lan, thang):
    from danchu.disclosure.actions.renoting import renote

    said = {"group": 12, "number": "1/QĐ-UBND", "decided_on": SIGNED, "signer": item.signer}
    renote(item, **said, why="Gõ nhầm", by=lan, on=NOTED)


def _pointed(item, lan, thang):
    from danchu.disclosure.actions import noting

    told = noting.point(lan.unit, about="Phí", number="", decided_on=None, by=None, on=NOTED)
    noting.link(told, item, by=lan, on=NOTED)


@pytest.mark.parametrize("act", [_submitted, _given_back, _written_on, _renoted, _pointed])
def test_undo_is_refused_once_somebody_acted_and_then_nothing_is_taken_back(act, lan, thang):
    batch = backlog.brought(lan, line(1), line(2), pack=papers(1, 2))
    item = Item.objects.get(number="1/QĐ-UBND")
    act(item, lan, thang)

    with pytest.raises(Refused, match="đã có người làm tiếp với 1/QĐ-UBND"):
        backlog.undo(lan, batch)

    assert Item.objects.count() == 2
    assert Attachment.objects.count() == 2


def test_what_was_noted_since_the_preview_stops_the_writing(lan):
    batch = preview(lan, line(1), line(2), pack=papers(1, 2))
    factories.note(lan, number="2/QĐ-UBND", signer="Nông Văn Bình, Chủ tịch UBND xã")

    with pytest.raises(Refused, match="đã thay đổi"):
        backlog.apply(lan, batch)

    assert Item.objects.count() == 1
    batch.refresh_from_db()
    assert (batch.counts["new"], batch.counts["changed"]) == (1, 1)


# ── files beside the list ─────────────────────────────────────────────────────────────────────


def test_one_more_zip_brings_the_file_that_was_missing(lan):
    batch = preview(lan, line(1), line(2), pack=papers(1))
    assert batch.counts["rejected"] == 1

    batch = bringing.add_zip(batch, papers(2), by=lan, on=NOTED)

    assert batch.counts == {"new": 2, "changed": 0, "same": 0, "rejected": 0}
    backlog.apply(lan, batch)
    assert Attachment.objects.count() == 2


def test_files_no_row_names_wait_in_the_queue_and_a_list_may_name_them_later(lan):
    backlog.brought(lan, line(1), pack=papers(1, 2))
    waiting = WaitingFile.objects.get()
    assert (waiting.name, waiting.batch) == ("2.pdf", None)

    backlog.brought(lan, line(2))

    assert not WaitingFile.objects.exists()
    assert Attachment.objects.count() == 2


def test_a_row_naming_no_file_finds_the_one_called_like_its_number(lan):
    sent = backlog.zipped(("Quý 1/12_QD-UBND.PDF", backlog.paper("a")))

    backlog.brought(lan, line(12, file=""), pack=sent)

    assert Attachment.objects.get().name == "12_QD-UBND.pdf"


def test_a_refused_zip_leaves_no_batch_and_no_bytes(lan):
    before = set(settings.FILES_FOLDER.rglob("*.*"))
    bad = backlog.zipped(*((f"{n}.pdf", b"x") for n in range(2001)))

    with pytest.raises(Refused, match=r"nhiều nhất 2\.000"):
        preview(lan, line(1), pack=bad)

    assert not Batch.objects.exists()
    assert not WaitingFile.objects.exists()
    assert set(settings.FILES_FOLDER.rglob("*.*")) == before


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def send(client, *lines, pack=None):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"table": SimpleUploadedFile(*backlog.table(*lines))}
    if pack:
        sent["zip"] = SimpleUploadedFile(*pack)
    return client.post("/cong-khai/nhap/", sent)


def test_the_whole_way_through_the_pages(client, lan):
    browser = signed_in(client, lan.person)
    at = send(browser, line(1), line(2, file="x.pdf"), pack=papers(1))["Location"]
    page = browser.get(at).content.decode()
    assert "đã quá hạn công khai" in page
    assert "Không thấy tệp “x.pdf”" in page

    rejected = browser.get(f"{at}chua-nhan/")
    rows = list(load_workbook(io.BytesIO(rejected.content)).active.values)
    assert len(rows) == 2
    assert "Không thấy tệp" in rows[1][-1]

    assert browser.post(f"{at}ghi/")["Location"] == at
    assert browser.post(f"{at}trinh/")["Location"] == at
    assert Item.objects.get().state == State.SUBMITTED
    browser.post(f"{at}hoan-tac/")
    assert Item.objects.exists()


def test_the_approver_goes_from_one_waiting_paper_to_the_next(client, lan, thang):
    backlog.brought(lan, line(1), line(2), pack=papers(1, 2))
    first, second = Item.objects.order_by("number")
    bringing.submit_all([first, second], by=lan, on=NOTED)
    browser = signed_in(client, thang.person)

    def approve(item):
        read = {"read": item.versions.get().digest, "no_secret": "on", "next": "1"}
        return browser.post(f"/cong-khai/{item.pk}/duyet/", read)

    answer = approve(first)
    assert answer["Location"] == f"/cong-khai/{second.pk}/duyet/"
    assert "mở bản chờ sau" not in browser.get(answer["Location"]).content.decode()
    assert approve(second)["Location"] == f"/cong-khai/{second.pk}/"


def test_a_refused_upload_says_so_beside_the_form(client, lan):
    from danchu.disclosure.actions.bringing import Sent

    answer = send(signed_in(client, lan.person), line(1), pack=Sent("a.zip", b"Rar!\x1a\x07"))

    assert answer.status_code == 422
    assert "nén kiểu RAR" in answer.content.decode()


def test_nobody_but_the_clerk_who_sent_it_opens_a_list(client, lan, mai, thang, tam):
    batch = preview(lan, line(1), pack=papers(1))

    for other in (mai, thang, tam):
        browser = signed_in(client, other.person)
        assert browser.get(f"/cong-khai/nhap/{batch.pk}/").status_code in {403, 404}
        assert browser.post(f"/cong-khai/nhap/{batch.pk}/ghi/").status_code in {403, 404}
    assert not Item.objects.exists()


def test_files_of_another_commune_are_never_named(lan, mai):
    from danchu.disclosure.actions import receiving

    receiving.receive(mai.unit, factories.pdf("1.pdf"), by=mai, on=NOTED)

    assert preview(lan, line(1)).counts["rejected"] == 1


def test_looking_again_at_a_list_that_was_written_is_refused(lan):
    batch = backlog.brought(lan, line(1), pack=papers(1))

    with pytest.raises(Refused, match="đã được ghi"):
        batches.look_again(PaperImporter(lan, batch), batch, on=NOTED)
