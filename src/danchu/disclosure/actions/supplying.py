"""Writing the answer, its files, masking what points to a person, and handing it over."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.actions.answering import at_the_office
from danchu.disclosure.asking import clocks, looking
from danchu.disclosure.asking.models import AnswerFile, InformationRequest, Stage
from danchu.disclosure.scanning import whole
from danchu.disclosure.scanning.slots import Unreadable
from danchu.duties import actions as duties
from danchu.kit import audit, files
from danchu.people.models import Term

MOST_FILES = 10


@transaction.atomic
def write_answer(
    request: InformationRequest,
    *,
    text: str,
    upload: "UploadedFile[bytes] | None" = None,
    by: Term,
    on: date,
) -> AnswerFile | None:
    """Keep the words and perhaps one more file. Whoever asked sees nothing of it yet."""
    request = at_the_office(request)
    request.answer = text.strip()
    request.save(update_fields=["answer"])
    kept = _attached(request, upload) if upload else None
    audit.record(
        "disclosure.write_answer",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )
    return kept


def _attached(request: InformationRequest, upload: "UploadedFile[bytes]") -> AnswerFile:
    if request.files.count() >= MOST_FILES:
        raise Refused(f"Mỗi câu trả lời nhiều nhất {MOST_FILES} tệp. Hãy gộp các tệp nhỏ.")
    kept = files.take_in(upload)
    try:
        with transaction.atomic():
            return AnswerFile.objects.create(request=request, **kept._asdict())
    except IntegrityError as twice:
        files.discard([kept.stored_as])
        raise Refused(f"Tệp {kept.name} đã có trong câu trả lời này rồi.") from twice


@transaction.atomic
def drop_file(file: AnswerFile, *, by: Term, on: date) -> None:
    """Take a file out of an answer that was not handed over yet; its bytes go."""
    request = at_the_office(file.request)
    stored, pk = file.stored_as, request.pk
    file.delete()
    transaction.on_commit(lambda: files.discard([stored]))
    audit.record(
        "disclosure.drop_file", by=by, unit_id=request.unit_id, kind=clocks.DUTY, key=pk, on=on
    )


@transaction.atomic
def mask_file(file: AnswerFile, *, by: Term, on: date) -> int:
    """Put a copy in its place in which every number that was found is masked. How many.

    The office keeps the paper it was taken from; the unmasked copy does not stay here.
    """
    request = at_the_office(file.request)
    file = AnswerFile.objects.select_for_update().get(pk=file.pk, request=request)
    found = looking.look({}, [file])[1].found
    if not found:
        raise Refused(f"Trong tệp {file.name} máy không thấy số nào để che.")
    try:
        made = whole.mask_file(
            files.read(file.stored_as), file.content_type, lambda one: one.find.mask
        )
    except (Unreadable, KeyError) as unfit:
        raise Refused(
            f"Tệp {file.name} máy không che an toàn được. Hãy che trong bản Word, Excel gốc rồi "
            "thêm tệp đã che và bỏ tệp này."
        ) from unfit
    kept, before = files.take_in(SimpleUploadedFile(file.name, made)), file.stored_as
    file.sha256, file.size, file.stored_as = kept.sha256, kept.size, kept.stored_as
    file.save(update_fields=["sha256", "size", "stored_as"])
    transaction.on_commit(lambda: files.discard([before]))
    audit.record(
        "disclosure.mask_file",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )
    return len(found)


@transaction.atomic
def supply(
    request: InformationRequest,
    *,
    read: str,
    seen: bool = False,
    entitled: bool = False,
    by: Term,
    on: date,
) -> None:
    """Hand the answer to whoever asked. Refused until exactly these words and files were looked at.

    `read`: the digest of what the official's page showed. `seen`: they looked themselves at what
    the machine cannot read. `entitled`: numbers of persons go along on the ground of Điều 7.
    """
    request = at_the_office(request)
    if request.digest() != read:
        raise Refused("Chữ hoặc tệp vừa đổi. Hãy bấm “Lưu và kiểm”, xem lại rồi cung cấp.")
    held = list(request.files.order_by("pk"))
    if not request.answer:
        raise Refused("Chưa viết câu trả lời. Một câu nói gửi gì, lấy ở đâu cũng được.")
    looked = looking.look({"Trả lời": request.answer}, held)
    refuse_unlooked(looked, seen=seen, entitled=entitled)
    request.looked = looking.kept(looked, digest=read, seen=seen, entitled=entitled)
    request.stage, request.closed_on, request.closed_by = Stage.SUPPLIED, on, by
    request.notice_due_on, request.accepted_on = None, request.accepted_on or on
    request.save()
    duties.close(clocks.DUTY, request.pk, on=on)
    audit.record(
        "disclosure.supply",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


def refuse_unlooked(looked: list[looking.Looked], *, seen: bool, entitled: bool) -> None:
    """What points to a person is masked, or may go along; what was not read is looked at."""
    found = looking.count(looked)
    if found and not entitled:
        where = next(one for one in looked if one.found)
        raise Refused(
            f"Còn {found} số của từng người, bắt đầu từ {where.name} ({where.said[0]}). "
            "Hãy che, hoặc xác nhận người hỏi được nhận các số ấy."
        )
    if (unread := looking.unread(looked)) and not seen:
        raise Refused(
            f"Máy không đọc được {unread[0]}. Hãy tự mở ra xem rồi đánh dấu ô “Tôi đã tự xem”."
        )
