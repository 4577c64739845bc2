"""Writing a version before anybody sees it: text, files, handing to the approver."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.models import Attachment, Item, State, Version
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit, files
from danchu.people.models import Role, Term
from danchu.rulebook.rulebook import last_day

MAX_FILES = 20


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
    if item.state not in {State.NOTED, State.PUBLISHED}:
        raise Refused(f"{item.get_state_display()}: không soạn tiếp được nữa.")
    version = draft_of(item)
    if version is None:
        version = Version(item=item, number=item.versions.count() + 1, drafted_by=by, drafted_on=on)
    if version.number > 1 and not (reason or version.reason).strip():
        raise Refused("Đính chính phải nói rõ vì sao. Hãy ghi lý do, ví dụ “đếm thiếu một hộ”.")
    if version.submitted_on:
        raise Refused("Bản này đang chờ duyệt. Người duyệt trả lại thì mới sửa tiếp được.")
    is_new_correction = version._state.adding and version.number > 1
    version.title, version.body = " ".join(title.split()), body.strip()
    version.personal_list = personal_list.strip()
    version.reason = reason.strip() or version.reason
    version.save()
    if is_new_correction:
        _open_correction(version, by=by, on=on)
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
    version.files.all().delete()
    version.delete()
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
    if version.published_at or version.submitted_on:
        raise Refused("Chỉ thêm tệp khi đang soạn. Bản đã công khai thì lập bản đính chính.")
    if version.files.count() >= MAX_FILES:
        raise Refused(f"Mỗi bản nhiều nhất {MAX_FILES} tệp. Hãy gộp các tệp nhỏ rồi thêm lại.")
    kept = files.take_in(upload)
    try:
        with transaction.atomic():
            file = Attachment.objects.create(
                version=version,
                name=kept.name,
                content_type=kept.content_type,
                size=kept.size,
                sha256=kept.sha256,
                stored_as=kept.stored_as,
                personal=personal,
                signed_paper=signed_paper,
            )
    except IntegrityError as twice:
        raise Refused(f"Tệp {kept.name} đã có trong bản này rồi.") from twice
    audit.record(
        "disclosure.attach", by=by, unit_id=version.item.unit_id, kind="file", key=file.pk, on=on
    )
    return file


@transaction.atomic
def detach(file: Attachment, *, by: Term, on: date) -> None:
    """Take a file out of a draft."""
    if file.version.published_at or file.version.submitted_on:
        raise Refused("Tệp này không còn ở bản đang soạn nên không bỏ ra được.")
    audit.record(
        "disclosure.detach",
        by=by,
        unit_id=file.version.item.unit_id,
        kind="file",
        key=file.pk,
        on=on,
    )
    file.delete()


@transaction.atomic
def submit(item: Item, *, by: Term, on: date) -> Version:
    """Hand the draft to the approver."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    version = draft_of(item)
    if version is None:
        raise Refused("Chưa có bản soạn nào. Hãy ghi tên và nội dung trước.")
    if version.submitted_on:
        raise Refused("Bản này đã trình, đang chờ duyệt.")
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
