"""Before a list of groups 7, 8, 9 is public: checked, decided, ticked; the original is sealed."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from civics.errors import Refused
from danchu.disclosure import access, screening
from danchu.disclosure.actions import checking, drafting, masking, publishing
from danchu.disclosure.actions.masking import Choice
from danchu.disclosure.checked import Check, Kept, Original
from danchu.disclosure.models import Attachment, State
from danchu.disclosure.tests import lists
from danchu.disclosure.tests.factories import (
    NOTED,
    acts,
    approve,
    attach,
    draft,
    note,
    picture,
    publish,
    ticks,
    upload,
)
from danchu.kit import files, search

pytestmark = pytest.mark.django_db
NAME = "Danh sách hộ nghèo.xlsx"
PHONE = "Hỏi ông Bình, 0912 345 678."


def sheet(count: int = 3, name: str = NAME):
    return upload(name, lists.saved(lists.workbook(count)))


@pytest.fixture
def item(lan):
    """Group 7, a draft with a list of three households."""
    found = note(lan, group=7)
    attach(draft(found, lan, body="Xã hỗ trợ 3 hộ."), lan, sheet())
    return found


def subject(item, key: str | None = None):
    """The list, or the subject of that key."""
    found = screening.look(drafting.draft_of(item))
    return next(one for one in found if (one.key == key if key else one.file is not None))


def decide(item, by, key=None, *, keep=(), why="", words=None, read=None):
    """Mask all of one subject but the finds at the places in `keep`."""
    version, one = drafting.draft_of(item), subject(item, key)
    shown = {f.key: f for f in one.open}
    masks = {
        k: (words or f.find.mask) for k, f in shown.items() if not f.place.endswith(tuple(keep))
    }
    choice = Choice(read or version.digest, frozenset(shown), masks, why=why)
    return masking.decide(version, one.key, choice, by=by, on=NOTED)


def submit(item, by):
    return drafting.submit(item, by=by, on=NOTED)


# ── the act refuses, whatever the page shows ──────────────────────────────────────────────────


def test_a_list_with_open_numbers_is_not_handed_over_and_no_word_is_lost(item, lan):
    with pytest.raises(Refused, match="Còn 9 số của từng người chưa quyết"):
        submit(item, lan)

    assert drafting.draft_of(item).body == "Xã hỗ trợ 3 hộ."


def test_on_a_signed_paper_it_is_refused_until_checked_decided_and_ticked(item, lan):
    attach(drafting.draft_of(item), lan, picture(), signed_paper=True)
    paper = {"signer": "Bình", "signed_on": NOTED, "no_secret": True, "by": lan, "on": NOTED}

    def publish_signed(**more):
        return publishing.publish_signed(item, **paper, **more)

    with pytest.raises(Refused, match="chưa được kiểm"):
        publish_signed()
    checking.check(drafting.draft_of(item), by=lan, on=NOTED)
    with pytest.raises(Refused, match="Còn 9 số"):
        publish_signed(ticks=ticks(item))
    decide(item, lan)
    asked = ticks(item)
    assert len(asked) == 4  # the picture, once for each kind of number
    for one in range(4):
        with pytest.raises(Refused, match="Còn 1 ô người ký chưa tự xem"):
            publish_signed(ticks=[*asked[:one], *asked[one + 1 :]])

    assert publish_signed(ticks=asked).state == State.PUBLISHED
    check = Check.objects.get(ticked_by=lan)
    assert (check.ticks, check.ticked_on, check.undecided) == (asked, NOTED, 0)


@pytest.mark.parametrize("change", ["file added", "file taken out", "word changed"])
def test_what_changed_after_the_check_asks_for_another(item, lan, change):
    decide(item, lan)
    version = drafting.draft_of(item)
    attach(version, lan, picture(), signed_paper=True)
    checking.check(version, by=lan, on=NOTED)
    said = ticks(item)
    if change == "file added":
        attach(version, lan, sheet(4, "Khác.xlsx"))
    elif change == "file taken out":
        drafting.detach(version.files.get(name=NAME), by=lan, on=NOTED)
    else:
        draft(item, lan, body=PHONE)

    with pytest.raises(Refused, match="đã đổi sau lần kiểm"):
        publishing.publish_signed(
            item, signer="B", signed_on=NOTED, no_secret=True, by=lan, on=NOTED, ticks=said
        )


def test_bytes_on_the_disk_that_are_not_those_of_the_record_count_as_unread(item, lan):
    file = drafting.draft_of(item).files.get()
    (Path(settings.FILES_FOLDER) / file.stored_as).write_bytes(lists.saved(lists.workbook(0)))

    (said,) = subject(item).scanned.unread

    assert "không còn đúng tệp" in said


@pytest.mark.parametrize("group", [1, 6, 10, 14])
def test_groups_without_lists_go_on_as_before(lan, thang, group):
    item = publish(note(lan, group=group), lan, thang, body=PHONE)

    assert item.state == State.PUBLISHED
    assert not Check.objects.exists()


# ── masking ───────────────────────────────────────────────────────────────────────────────────


def test_the_public_file_is_masked_and_the_original_sealed(
    item, lan, thang, hung, desk_of, viet, mai, django_capture_on_commit_callbacks
):
    before = drafting.draft_of(item).files.get()
    data = files.read(before.stored_as)
    with django_capture_on_commit_callbacks(execute=True):
        assert decide(item, lan) == (9, 0)
    submit(item, lan)
    approve(item, thang)

    file = Attachment.objects.get()
    served = hung.get(f"/cong-khai/{item.pk}/tep/{file.pk}/")
    book = openpyxl.load_workbook(io.BytesIO(served.content))
    assert [cell.value for cell in book.active[3]][2:5] == [
        "**/**/****",
        "019*******01",
        "09******01",
    ]
    assert "0912 345 001" not in lists.parts(served.content)
    with pytest.raises(FileNotFoundError):
        files.read(before.stored_as)

    original = Original.objects.get()
    assert files.read_sealed(original.stored_as) == data
    at = f"/cong-khai/{item.pk}/niem-phong/goc/{original.pk}/"
    for who in (lan, thang, mai):
        assert desk_of(who).get(at).status_code == 404
    assert hung.get(at).status_code == 302
    assert acts(act="disclosure.open_sealed") == []
    inspector = desk_of(viet)
    assert NAME in inspector.get(f"/cong-khai/{item.pk}/niem-phong/").content.decode()
    assert inspector.get(at).content == data
    assert len(acts(act="disclosure.open_sealed", account_id=viet.person_id)) == 2
    assert access.sealed_work_of(lan.person) == [item.pk]  # who opens it is shown to her


def test_the_masked_number_is_nowhere_a_reader_comes(lan, thang, hung):
    item = note(lan, group=7)
    draft(item, lan, body=PHONE, personal_list="Bà B, CCCD 019085001234")
    decide(item, lan, "chu")
    submit(item, lan)
    approve(item, thang)

    version = item.versions.get()
    assert version.body == "Hỏi ông Bình, 09******78."
    assert version.personal_list == "Bà B, CCCD 019*******34"
    assert search.find("0912 345 678") == []
    for address in (f"/cong-khai/{item.pk}/", "/atom.xml", "/api/v1/items", "/xa/xa-la-bang/"):
        page = hung.get(address).content.decode()
        assert "345 678" not in page
        assert "019085001234" not in page


def test_the_second_of_two_officials_masking_at_once_is_told_to_look_again(item, lan, thang):
    read = drafting.draft_of(item).digest
    decide(item, lan, read=read)

    with pytest.raises(Refused, match="ở máy khác"):
        decide(item, thang, read=read)

    assert Original.objects.count() == 1


def test_whoever_masked_does_not_approve(item, lan, thang, binh):
    decide(item, thang)
    submit(item, lan)

    with pytest.raises(Refused, match="Người soạn không tự duyệt"):
        approve(item, thang)
    assert approve(item, binh).state == State.PUBLISHED


@pytest.mark.parametrize("words", ["0912345678", "x" * 61])
def test_what_is_put_there_must_not_be_a_number_again(item, lan, words):
    with pytest.raises(Refused, match="Chữ thay ở"):
        decide(item, lan, words=words)


def test_a_name_of_a_file_is_read_too(lan):
    item = note(lan, group=7)
    attach(draft(item, lan), lan, sheet(0, "Hộ bà B 0912345678.xlsx"))

    decide(item, lan, "chu")

    assert drafting.draft_of(item).files.get().name == "Hộ bà B 09xxxxxx78.xlsx"


# ── keeping ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_kept_needs_a_reason_and_the_signer(item, lan, thang, desk_of):
    with pytest.raises(Refused, match="1 chỗ không che mà chưa có lý do"):
        decide(item, lan, keep=["ô E3"], why=" ")
    with pytest.raises(Refused, match="Lý do giữ có số"):
        decide(item, lan, keep=["ô E3"], why="máy 0912345001 là của xóm")
    assert decide(item, lan, keep=["ô E3"], why="trực của xóm") == (8, 1)
    submit(item, lan)

    page = desk_of(thang).get(f"/cong-khai/{item.pk}/duyet/").content.decode()
    assert "Giữ vì: trực của xóm" in page
    with pytest.raises(Refused, match="Đồng ý để mọi người đọc 1 số điện thoại"):
        publishing.approve(item, no_secret=True, by=thang, on=NOTED)
    assert approve(item, thang).state == State.PUBLISHED
    kept = Kept.objects.get()
    assert (kept.why, kept.kept_by) == ("trực của xóm", lan)
    assert "345" not in f"{kept.mark} {kept.place}"


def test_no_record_of_a_check_holds_a_number_that_was_found(item, lan):
    checking.check(drafting.draft_of(item), by=lan, on=NOTED)

    told = str(Check.objects.get().told)
    assert "'phone': 3" in told
    assert not any(one in told for one in ("0912", "19085", "1961"))


# ── corrections ───────────────────────────────────────────────────────────────────────────────


def test_a_correction_goes_the_same_way_and_the_open_copy_of_before_is_sealed(
    item, lan, thang, hung, django_capture_on_commit_callbacks
):
    version = drafting.draft_of(item)
    keep = [f.place for f in subject(item).open]
    decide(item, lan, keep=keep, why="trước khi có cách che")
    submit(item, lan)
    approve(item, thang)
    old = version.files.get()
    at = f"/cong-khai/{item.pk}/tep/{old.pk}/"
    assert hung.get(at).status_code == 200

    draft(item, lan, reason="che số", body="Xã hỗ trợ 3 hộ, gọi 0912 345 678.")
    Kept.objects.all().delete()
    with pytest.raises(Refused, match="Còn 10 số"):
        submit(item, lan)
    decide(item, lan, "chu")
    decide(item, lan)
    assert hung.get(at).status_code == 200  # still what is public
    submit(item, lan)
    with django_capture_on_commit_callbacks(execute=True):
        approve(item, thang)

    assert hung.get(at).status_code == 404
    assert files.read_sealed(old.stored_as)


def test_a_dropped_correction_leaves_the_public_file_and_the_sealed_original(item, lan, thang):
    decide(item, lan)
    submit(item, lan)
    approve(item, thang)
    draft(item, lan, reason="đếm lại", body=PHONE)
    decide(item, lan, "chu")

    drafting.drop_correction(item, by=lan, on=NOTED)

    assert Original.objects.filter(item=item).count() == 2
    assert files.read(Attachment.objects.get().stored_as)


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def test_the_page_says_what_was_looked_for_and_never_that_there_is_none(lan, desk_of):
    item = note(lan, group=7)
    attach(draft(item, lan), lan, picture())

    page = desk_of(lan).get(f"/cong-khai/{item.pk}/soan/kiem/").content.decode()

    assert "Không đọc được" in page
    assert "Máy không tìm họ tên" in page
    assert "không có dữ liệu cá nhân" not in page.lower()


def test_what_the_page_did_not_show_is_not_taken_as_kept(item, lan, desk_of):
    one = subject(item)
    first = one.open[0].key
    sent = {"read": drafting.draft_of(item).digest, "hien": [first], "che": [first]}
    sent[f"thay-{first}"] = "(che)"

    desk_of(lan).post(f"/cong-khai/{item.pk}/soan/kiem/{one.key}/", sent)

    assert not Kept.objects.exists()
    assert len(subject(item).open) == 8
