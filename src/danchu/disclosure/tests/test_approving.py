"""Two people stand behind what becomes public: the writer, and an approver or a signed paper."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.actions import drafting, mending, publishing
from danchu.disclosure.models import Attachment, Item, State, Version
from danchu.disclosure.tests.factories import (
    BODY,
    NOTED,
    TITLE,
    acts,
    attach,
    draft,
    duties_of,
    note,
    pdf,
    publish,
)
from danchu.kit.models import AuditEntry
from danchu.people.models import Role, Term

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


def submitted(by) -> Item:
    item = note(by)
    draft(item, by)
    drafting.submit(item, by=by, on=NOTED)
    return item


def approve(item, by, *, no_secret=True, on=DAY):
    return publishing.approve(item, no_secret=no_secret, by=by, on=on)


def signed(item, by, *, signer="Nông Văn Bình", on=DAY, signed_on=NOTED, no_secret=True):
    return publishing.publish_signed(
        item, signer=signer, signed_on=signed_on, no_secret=no_secret, by=by, on=on
    )


def stays_unpublished(item) -> bool:
    item.refresh_from_db()
    version = item.versions.get()
    open_still = duties_of("item", item.pk).get().done_on is None
    return item.published_on is None and version.published_at is None and open_still


# ── what was read is what becomes public ──────────────────────────────────────────────────────


def test_words_changed_after_the_page_was_opened_are_not_approved_unread(lan, thang):
    item = submitted(lan)
    read = item.versions.get().digest
    drafting.give_back(item, why="thiếu một số", by=thang, on=DAY)
    draft(item, lan, body="Một câu khác hẳn.")
    drafting.submit(item, by=lan, on=DAY)

    with pytest.raises(Refused, match="đọc lại bản mới"):
        publishing.approve(item, no_secret=True, by=thang, on=DAY, read=read)
    assert stays_unpublished(item)

    again = item.versions.get().digest
    publishing.approve(item, no_secret=True, by=thang, on=DAY, read=again)
    assert Item.objects.get(pk=item.pk).state == State.PUBLISHED


# ── another account approves ──────────────────────────────────────────────────────────────────


def test_an_approved_draft_is_public_at_once_and_its_duty_is_done(lan, thang):
    item = approve(submitted(lan), thang)

    version = item.versions.get()
    assert (item.state, item.published_on) == (State.PUBLISHED, DAY)
    assert (version.drafted_by, version.approved_by) == (lan, thang)
    assert (version.title, version.body) == (TITLE, BODY)
    assert version.no_secret_declared
    assert duties_of("item", item.pk).get().done_on == DAY


def test_nobody_approves_their_own_draft(thang):
    item = submitted(thang)

    with pytest.raises(Refused, match="Người soạn không tự duyệt"):
        approve(item, thang)

    assert stays_unpublished(item)


def test_nor_under_a_second_term(thang, commune):
    item = submitted(thang)
    second = Term.objects.create(
        person=thang.person, role=Role.CHAIR, unit=commune, since=date(2026, 1, 1)
    )

    with pytest.raises(Refused, match="Người soạn không tự duyệt"):
        approve(item, second)

    assert stays_unpublished(item)


def test_whoever_rewrote_the_draft_has_written_it(lan, thang, binh):
    item = note(lan)
    draft(item, lan)
    draft(item, thang, body="Chỗ bán cố định 150.000 đồng một tháng.")
    drafting.submit(item, by=lan, on=NOTED)

    with pytest.raises(Refused, match="Người soạn không tự duyệt"):
        approve(item, thang)

    assert approve(item, binh).versions.get().drafted_by == thang


def test_whoever_added_or_took_out_a_file_has_written_it(lan, thang):
    item = note(lan)
    version = draft(item, lan)
    file = attach(version, lan)
    attach(version, thang, pdf(words="khac"))
    assert item.versions.get().drafted_by == thang

    drafting.detach(file, by=lan, on=NOTED)
    assert item.versions.get().drafted_by == lan


def test_the_database_refuses_it_too(lan):
    version = draft(note(lan), lan)

    with pytest.raises(IntegrityError, match="nobody_approves_their_own_draft"):
        Version.objects.filter(pk=version.pk).update(approved_by=lan)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"no_secret_declared": True},
        {"paper_signer": "Nông Văn Bình", "paper_signed_on": DAY},
        {"paper_signer": "Nông Văn Bình", "no_secret_declared": True},
        {"paper_signed_on": DAY, "no_secret_declared": True},
    ],
)
def test_the_database_knows_no_public_version_without_approval_or_signature(lan, fields):
    from danchu.kit.clock import moment_on

    version = draft(note(lan), lan)

    with (
        pytest.raises(IntegrityError, match="public_version_was_approved_or_signed"),
        transaction.atomic(),
    ):
        Version.objects.filter(pk=version.pk).update(published_at=moment_on(DAY), **fields)


def test_the_declaration_about_state_secrets_is_required(lan, thang):
    item = submitted(lan)

    with pytest.raises(Refused, match="không chứa bí mật nhà nước"):
        approve(item, thang, no_secret=False)

    assert stays_unpublished(item)


def test_a_draft_that_was_not_handed_over_is_not_approved(lan, thang):
    item = note(lan)
    with pytest.raises(Refused, match="Không có bản nào đang chờ duyệt"):
        approve(item, thang)
    draft(item, lan)

    with pytest.raises(Refused, match="Không có bản nào đang chờ duyệt"):
        approve(item, thang)

    assert stays_unpublished(item)


def test_a_submitted_draft_cannot_be_changed(lan):
    item = submitted(lan)
    version = item.versions.get()

    with pytest.raises(Refused, match="đang chờ duyệt"):
        draft(item, lan, body="khác")
    with pytest.raises(Refused, match="Chỉ thêm, bỏ tệp khi đang soạn"):
        attach(version, lan)
    with pytest.raises(Refused, match="đang chờ duyệt"):
        drafting.submit(item, by=lan, on=NOTED)

    assert item.versions.get().body == BODY
    assert not version.files.exists()


def test_a_stale_page_adds_no_file_to_what_was_handed_over_meanwhile(lan):
    item = note(lan)
    stale = draft(item, lan)
    drafting.submit(item, by=lan, on=NOTED)

    with pytest.raises(Refused, match="Chỉ thêm, bỏ tệp khi đang soạn"):
        attach(stale, lan)

    assert not Attachment.objects.exists()


def test_the_approver_gives_the_draft_back_and_it_can_be_mended(lan, thang):
    item = submitted(lan)

    drafting.give_back(item, why="Thiếu số tổng", by=thang, on=DAY)

    item.refresh_from_db()
    version = item.versions.get()
    assert (item.state, version.submitted_on) == (State.NOTED, None)
    assert version.returned_why == "Thiếu số tổng"
    draft(item, lan, body="12 chỗ bán. " + BODY)
    drafting.submit(item, by=lan, on=DAY)
    assert approve(item, thang).versions.get().returned_why == ""


def test_only_what_was_handed_over_is_given_back(lan, thang):
    item = note(lan)
    draft(item, lan)

    with pytest.raises(Refused, match="Không có bản nào đang chờ duyệt"):
        drafting.give_back(item, why="sai", by=thang, on=DAY)


# ── or a signed paper ─────────────────────────────────────────────────────────────────────────


def with_paper(by) -> Item:
    item = note(by)
    attach(draft(item, by), by, signed_paper=True)
    return item


def test_a_signed_paper_stands_in_for_the_approver(lan):
    item = signed(with_paper(lan), lan, signer="  Nông Văn  Bình ")

    version = item.versions.get()
    assert (item.state, item.published_on) == (State.PUBLISHED, DAY)
    assert (version.paper_signer, version.paper_signed_on) == ("Nông Văn Bình", NOTED)
    assert version.approved_by is None


def test_without_the_signed_file_there_is_no_signed_paper(lan):
    item = note(lan)
    attach(draft(item, lan), lan)

    with pytest.raises(Refused, match="Chưa có bản giấy đã ký"):
        signed(item, lan)

    assert stays_unpublished(item)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"signer": "  "}, "Chưa có người ký"),
        ({"signed_on": date(2026, 3, 2)}, "phải từ 03/03/2026"),  # before the decision
        ({"signed_on": date(2026, 3, 6)}, "đến hôm nay"),
        ({"no_secret": False}, "bí mật nhà nước"),
    ],
)
def test_a_signed_paper_names_signer_and_day(lan, fields, says):
    item = with_paper(lan)

    with pytest.raises(Refused, match=says):
        signed(item, lan, **fields)

    assert stays_unpublished(item)


# ── what is closed stays closed ───────────────────────────────────────────────────────────────


def test_a_decision_answered_as_not_public_takes_no_draft_and_no_file(lan, thang):
    item = note(lan)
    version = draft(item, lan)
    mending.refuse_to_publish(item, why="Điều 11: bí mật nhà nước", by=thang, on=DAY)

    with pytest.raises(Refused, match="không soạn tiếp được nữa"):
        draft(item, lan)
    with pytest.raises(Refused, match="không soạn tiếp được nữa"):
        attach(version, lan)
    with pytest.raises(Refused, match="không trình duyệt được nữa"):
        drafting.submit(item, by=lan, on=DAY)


def test_a_withdrawn_text_is_not_corrected_back_onto_the_web(lan, thang):
    item = publish(note(lan), lan, thang)
    draft(item, lan, body="khác", reason="nhầm")
    mending.withdraw(item, why="Sai nhóm", by=thang, on=DAY)

    with pytest.raises(Refused, match="không trình duyệt được nữa"):
        drafting.submit(item, by=lan, on=DAY)


# ── files of the draft ────────────────────────────────────────────────────────────────────────


def on_disk(file) -> bool:
    return (Path(settings.FILES_FOLDER) / file.stored_as).exists()


def everything_on_disk() -> set[Path]:
    return {path for path in Path(settings.FILES_FOLDER).rglob("*") if path.is_file()}


def test_the_same_file_is_attached_once_and_leaves_no_second_copy(lan):
    version = draft(note(lan), lan)
    attach(version, lan)
    before = everything_on_disk()

    with pytest.raises(Refused, match="đã có trong bản này rồi"):
        attach(version, lan, pdf("ten-khac.pdf"))

    assert version.files.count() == 1
    assert everything_on_disk() == before


def test_a_file_taken_out_leaves_the_disk(lan, django_capture_on_commit_callbacks):
    file = attach(draft(note(lan), lan), lan)
    assert on_disk(file)

    with django_capture_on_commit_callbacks(execute=True):
        drafting.detach(file, by=lan, on=NOTED)

    assert not Attachment.objects.exists()
    assert not on_disk(file)


def test_twenty_files_are_enough(lan):
    version = draft(note(lan), lan)
    for number in range(20):
        attach(version, lan, pdf(words=str(number)))

    with pytest.raises(Refused, match="nhiều nhất 20 tệp"):
        attach(version, lan, pdf(words="20"))


def test_an_unfit_file_leaves_nothing_behind(lan):
    from danchu.disclosure.tests.factories import upload

    version = draft(note(lan), lan)
    before = (everything_on_disk(), acts())

    with pytest.raises(Refused):
        attach(version, lan, upload("bao-cao.pdf", b"MZ\x90\x00"))

    assert (everything_on_disk(), acts()) == before
    assert AuditEntry.objects.filter(act="disclosure.attach").count() == 0
