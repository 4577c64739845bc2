"""An answer for everybody: question and answer written anew, without whoever asked; and removal."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.disclosure.actions.mending import GROUNDS
from danchu.disclosure.actions.supplying import refuse_unlooked
from danchu.disclosure.asking import looking
from danchu.disclosure.asking.models import (
    AnswerFile,
    InformationRequest,
    PublishedAnswer,
    Stage,
)
from danchu.disclosure.asking.retention import blank, due_to_forget
from danchu.kit import audit, files, search
from danchu.kit.folding import fold
from danchu.people.models import Term

KIND = "published_answer"


@transaction.atomic
def publish_answer(
    request: InformationRequest,
    *,
    question: str,
    answer: str,
    file_ids: Collection[int],
    no_secret: bool,
    seen: bool,
    by: Term,
    on: date,
) -> PublishedAnswer:
    """Make it public in other words. Refused while it points to whoever asked or to anybody.

    Somebody else than who handed the answer over: two pairs of eyes before the people read it.
    """
    InformationRequest.objects.select_for_update().get(pk=request.pk)
    request = InformationRequest.objects.select_related("closed_by", "unit").get(pk=request.pk)
    _may_be_public(request, no_secret=no_secret, by=by)
    held = list(request.files.filter(pk__in=file_ids, sealed=False).order_by("pk"))
    question, answer = " ".join(question.split()), answer.strip()
    looked = looking.look({"Câu hỏi": question, "Trả lời": answer}, held)
    refuse_unlooked_by_all(looked, seen=seen)
    _without_the_asker(request, question, answer, *(one.name for one in held))
    found = _published_once(
        request,
        question=question,
        answer=answer,
        looked=looking.kept(looked, digest="", seen=seen),
        published_by=by,
        published_on=on,
    )
    _show(found, held, on=on)
    audit.record(
        "disclosure.publish_answer", by=by, unit_id=request.unit_id, kind=KIND, key=found.pk, on=on
    )
    return found


def _show(found: PublishedAnswer, held: list[AnswerFile], *, on: date) -> None:
    """Its files open to everybody; the words written anew, and no others, can be found."""
    AnswerFile.objects.filter(pk__in=[one.pk for one in held]).update(public=True)
    search.put(
        "disclosure",
        KIND,
        found.pk,
        title=found.question,
        text=found.answer,
        about=f"{found.unit.full_name} · hỏi đáp",
        address=f"/cong-khai/hoi-dap/{found.pk}/",
        on=on,
        unit_id=found.unit_id,
    )


def _may_be_public(request: InformationRequest, *, no_secret: bool, by: Term) -> None:
    if request.stage != Stage.SUPPLIED:
        raise Refused("Chỉ công khai được câu trả lời đã cung cấp cho người hỏi.")
    if request.closed_by and request.closed_by.person_id == by.person_id:
        raise Refused(
            "Bạn là người đã trả lời phiếu này. Để người khác của văn phòng đọc lại rồi công khai."
        )
    if not no_secret:
        raise Refused("Chưa xác nhận nội dung không có bí mật nhà nước.")


def refuse_unlooked_by_all(looked: list[looking.Looked], *, seen: bool) -> None:
    """For everybody there is no ground on which numbers of persons may stay."""
    if looking.count(looked):
        where = next(one for one in looked if one.found)
        raise Refused(
            f"{where.name} còn số của từng người ({where.said[0]}). Hãy bỏ số ấy khỏi chữ, "
            "hoặc không chọn tệp ấy."
        )
    refuse_unlooked(looked, seen=seen, entitled=False)


def _without_the_asker(request: InformationRequest, *texts: str) -> None:
    """The name, and where to reach them, as they wrote it, with or without accents."""
    said = f" {' '.join(fold(text) for text in texts)} "
    for words in (request.name, request.contact, request.address):
        if (folded := fold(words)) and f" {folded} " in said:
            raise Refused(
                "Trong lời công khai còn tên, số liên lạc hoặc nơi ở của người hỏi. Hãy viết lại: "
                "hỏi điều gì, không nói ai hỏi."
            )


def _published_once(request: InformationRequest, **said: object) -> PublishedAnswer:
    try:
        with transaction.atomic():
            return PublishedAnswer.objects.create(
                request=request, unit=request.unit, no_secret_declared=True, **said
            )
    except IntegrityError as already:
        raise Refused("Câu trả lời này đã được công khai rồi.") from already


@transaction.atomic
def remove_answer(found: PublishedAnswer, *, ground: str, by: Term, on: date) -> None:
    """Gỡ khẩn: words and files leave the page, the list and the file in this very act."""
    found = PublishedAnswer.objects.select_for_update().get(pk=found.pk)
    if found.removed_on:
        raise Refused(f"Hỏi đáp này đã gỡ ngày {found.removed_on:%d/%m/%Y}.")
    if ground not in GROUNDS:
        raise Refused("Chưa chọn lý do gỡ khẩn.")
    found.removed_on, found.removed_by, found.removed_why = on, by, GROUNDS[ground]
    found.save(update_fields=["removed_on", "removed_by", "removed_why"])
    search.drop("disclosure", KIND, found.pk)
    shown = AnswerFile.objects.filter(request=found.request_id, public=True, sealed=False)
    stored = list(shown.values_list("stored_as", flat=True))
    shown.update(sealed=True)
    transaction.on_commit(lambda: files.seal(stored))
    audit.record(
        "disclosure.remove_answer", by=by, unit_id=found.unit_id, kind=KIND, key=found.pk, on=on
    )


@transaction.atomic
def forget_askers(*, on: date) -> int:
    """Names and words of whoever asked long ago go; days and outcome stay. How many. Run daily."""
    old = list(due_to_forget(on=on))
    for request in old:
        blank(request, on=on)
    return len(old)
