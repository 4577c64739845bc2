"""Writing a version before anybody sees it: text, files, handing to the approver."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.actions import checking
from danchu.disclosure.models import CLOSED, Attachment, Item, State, Version
from danchu.disclosure.owed import groups_with_lists
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit, files
from danchu.people.models import Role, Term
from danchu.rulebook.rulebook import Reading, last_day

MAX_FILES = 20
WRITABLE = frozenset({State.NOTED, State.PUBLISHED})


def draft_of(item: Item) -> Version | None:
    """The version being written, if any."""
    return item.versions.filter(published_at__isnull=True, sealed=False).first()


@transaction.atomic
def save_draft(
    item: Item, *, title: str, body: str, personal_list: str, reason: str = "", by: Term, on: date
) -> Version:
    """Write the first version, or the open correction. Refused once it waits for the approver."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state == State.SUBMITTED:
        raise Refused("Bản này đang chờ duyệt. Người duyệt trả lại thì mới sửa tiếp được.")
    if item.state not in WRITABLE:
        raise Refused(f"{item.get_state_display()}: không soạn tiếp được nữa.")
    version = draft_of(item)
    if version is None:
        version = Version(item=item, number=item.versions.count() + 1)
    if version.number > 1 and not (reason or version.reason).strip():
        raise Refused("Đính chính phải nói rõ vì sao. Hãy ghi lý do, ví dụ “đếm thiếu một hộ”.")
    if version.submitted_on:
        raise Refused("Bản này đang chờ duyệt. Người duyệt trả lại thì mới sửa tiếp được.")
    is_new_correction = version._state.adding and version.number > 1
    version.title, version.body = " ".join(title.split()), body.strip()
    version.personal_list = personal_list.strip()
    version.reason = reason.strip() or version.reason
    version.drafted_by, version.drafted_on = by, on
    version.save()
    audit.record("disclosure.draft", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on)
    if is_new_correction:
        _open_correction(version, by=by, on=on)
    return version


def take_up(version: Version, *, by: Term, on: date) -> Version:
    """The draft, locked, in the hands of whoever changes it: they may not approve it then."""
    item = Item.objects.select_for_update().get(pk=version.item_id)
    version = Version.objects.get(pk=version.pk)
    version.item = item
    if version.published_at or version.submitted_on or version.sealed:
        raise Refused("Chỉ thêm, bỏ tệp khi đang soạn. Bản đã công khai thì lập bản đính chính.")
    if item.state not in WRITABLE:
        raise Refused(f"{item.get_state_display()}: không soạn tiếp được nữa.")
    version.drafted_by, version.drafted_on = by, on
    version.save(update_fields=["drafted_by", "drafted_on"])
    return version


def _open_correction(version: Version, *, by: Term, on: date) -> None:
    """A correction carries the public files over and has its own clock (Điều 14 khoản 1)."""
    item = version.item
    newest = item.versions.public().order_by("-number").first()
    for file in newest.files.filter(sealed=False) if newest else []:
        file.pk, file.version = None, version
        file.save()
    deadline = last_day("disclosure.correct", unit=item.unit, start=on)
    duties.open_duty(
        "disclosure.correct",
        unit=item.unit,
        role=Role.CLERK,
        what=f"Công khai bản đính chính của {item.number}",
        kind="item",
        key=item.pk,
        address=f"/cong-khai/{item.pk}/soan/",
        counted_from=on,
        due_on=deadline.due_on,
        basis=Basis.PARAMETER,
    )
    audit.record("disclosure.correct", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on)


@transaction.atomic
def drop_correction(item: Item, *, by: Term, on: date) -> None:
    """The published text was right after all: the open correction goes, its duty is called off."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    version = draft_of(item)
    if version is None or version.number == 1:
        raise Refused("Không có bản đính chính nào đang soạn.")
    stored = list(version.files.values_list("stored_as", flat=True))
    version.files.all().delete()
    version.delete()
    forget(stored)
    duties.call_off(
        "item", item.pk, on=on, why="bỏ bản đính chính đang soạn", rule_key="disclosure.correct"
    )
    audit.record(
        "disclosure.drop_correction", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )


@transaction.atomic
def attach(
    version: Version,
    upload: "UploadedFile[bytes]",
    *,
    personal: bool,
    signed_paper: bool,
    by: Term,
    on: date,
) -> Attachment:
    """Take in one file: type by its content, images re-encoded without EXIF."""
    version = take_up(version, by=by, on=on)
    _refuse_file(version, personal=personal)
    kept = files.take_in(upload)
    try:
        return _attached(version, kept, personal=personal, signed_paper=signed_paper, by=by, on=on)
    except Refused:
        files.discard([kept.stored_as])
        raise


@transaction.atomic
def attach_kept(
    version: Version, kept: files.Kept, *, personal: bool, by: Term, on: date
) -> Attachment:
    """Take in a file that was judged and kept when it arrived; its bytes are the draft's now."""
    version = take_up(version, by=by, on=on)
    _refuse_file(version, personal=personal)
    return _attached(version, kept, personal=personal, signed_paper=False, by=by, on=on)


def _refuse_file(version: Version, *, personal: bool) -> None:
    if personal and not may_list_people(version.item):
        allowed = groups_with_lists(on=version.item.decided_on)
        raise Refused(f"Chỉ nhóm {allowed} có danh sách cá nhân. Hãy bỏ dấu chọn, hoặc bỏ tệp này.")
    if version.files.count() >= MAX_FILES:
        raise Refused(f"Mỗi bản nhiều nhất {MAX_FILES} tệp. Hãy gộp các tệp nhỏ rồi thêm lại.")


def _attached(
    version: Version,
    kept: files.Kept,
    *,
    personal: bool,
    signed_paper: bool,
    by: Term,
    on: date,
) -> Attachment:
    marks = {"personal": personal, "signed_paper": signed_paper}
    try:
        with transaction.atomic():
            file = Attachment.objects.create(version=version, **kept._asdict(), **marks)
    except IntegrityError as twice:
        raise Refused(f"Tệp {kept.name} đã có trong bản này rồi.") from twice
    audit.record(
        "disclosure.attach", by=by, unit_id=version.item.unit_id, kind="file", key=file.pk, on=on
    )
    return file


@transaction.atomic
def detach(file: Attachment, *, by: Term, on: date) -> None:
    """Take a file out of a draft."""
    item = take_up(file.version, by=by, on=on).item
    audit.record("disclosure.detach", by=by, unit_id=item.unit_id, kind="file", key=file.pk, on=on)
    file.delete()
    forget([file.stored_as])


def forget(stored: list[str]) -> None:
    """Bytes that no version carries any more leave the disk once the act stands."""

    def discard() -> None:
        kept = Attachment.objects.filter(stored_as__in=stored).values_list("stored_as", flat=True)
        files.discard(sorted({*stored} - {*kept}))

    transaction.on_commit(discard)


def may_list_people(item: Item) -> bool:
    rule = Reading(item.unit, on=item.decided_on).value(f"disclosure.group.{item.group}")
    return bool(rule.payload["personal_list"])


@transaction.atomic
def submit(item: Item, *, by: Term, on: date) -> Version:
    """Hand the draft to the approver."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    version = draft_of(item)
    if version is None:
        raise Refused("Chưa có bản soạn nào. Hãy ghi tên và nội dung trước.")
    if item.state in CLOSED:
        raise Refused(f"{item.get_state_display()}: không trình duyệt được nữa.")
    if version.submitted_on:
        raise Refused("Bản này đã trình, đang chờ duyệt.")
    checking.check_before_handing_over(item, version, by=by, on=on)
    version.submitted_on, version.returned_why = on, ""
    version.save(update_fields=["submitted_on", "returned_why"])
    if item.state == State.NOTED:
        item.state = State.SUBMITTED
        item.save(update_fields=["state"])
    audit.record("disclosure.submit", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on)
    return version


@transaction.atomic
def give_back(item: Item, *, why: str, by: Term, on: date) -> Version:
    """The approver returns the draft with what is to be mended."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    version = draft_of(item)
    if version is None or not version.submitted_on:
        raise Refused("Không có bản nào đang chờ duyệt.")
    version.submitted_on, version.returned_why = None, why.strip()
    version.save(update_fields=["submitted_on", "returned_why"])
    if item.state == State.SUBMITTED:
        item.state = State.NOTED
        item.save(update_fields=["state"])
    audit.record(
        "disclosure.give_back", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return version
