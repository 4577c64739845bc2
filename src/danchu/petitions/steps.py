"""What every act of this room shares: the lock, the step, the files, the entry in the trail."""

from collections.abc import Iterable
from datetime import date

from civics.errors import Refused
from danchu.kit import audit, clock, files, photos
from danchu.kit.photos import Photo
from danchu.people.models import Term
from danchu.petitions import clocks, voice
from danchu.petitions.models import Attachment, Case, State, Step, StepKind
from danchu.petitions.voice import Voice

# What its sender reads of a denunciation that was taken out. It is on no paper.
TAKEN_OUT = (
    "Nội dung này không nhận qua mạng, để giữ bí mật cho người gửi. Lời và ảnh đã xóa khỏi máy. "
    "Mời đọc trang Tố cáo: gửi ở đâu, gặp ai, được giữ bí mật thế nào."
)
OFFICE = "Văn phòng"  # reads what stays inside
# After a form or a mere button: what somebody else did meanwhile stopped it.
NOTHING_WRITTEN = "Chưa ghi được gì. Nếu vừa viết lời, hãy chép lại."


def locked(case: Case) -> Case:
    """The row as it stands now: two officers closing at once take turns."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    return Case.objects.select_related("unit", "handler__person", "complaint").get(pk=case.pk)


def open_case(case: Case, *, by: Term) -> Case:
    """As `own_case`, and still open."""
    case = own_case(case, by=by)
    if not case.is_open:
        raise Refused(
            f"{case.number} đã khép lại: {case.get_state_display().lower()}. {NOTHING_WRITTEN}"
        )
    return case


def own_case(case: Case, *, by: Term) -> Case:
    """Locked, of this officer's own unit, and not about this officer."""
    case = locked(case)
    if by.unit_id != case.unit_id:
        raise Refused("Đơn này của đơn vị khác.")
    if case.bars.filter(person=by.person_id).exists():
        raise Refused("Đơn này có liên quan đến bạn. Người khác trong văn phòng xử lý.")
    return case


def add(
    case: Case, kind: StepKind, *, by: Term | None, on: date, words: str = "", cite: str = ""
) -> Step:
    return Step.objects.create(
        case=case, kind=kind, at=clock.moment_on(on), on=on, by=by, words=words.strip(), cite=cite
    )


def attach(step: Step, pictures: Iterable[Photo], spoken: Voice | None) -> None:
    """Photos and the voice note, sealed at once: faces and plates are in them."""
    kept = [photos.keep(one) for one in pictures]
    kept += [voice.keep(spoken)] if spoken else []
    files.seal([one.stored_as for one in kept])
    Attachment.objects.bulk_create(Attachment(step=step, **one._asdict()) for one in kept)


def end(case: Case, state: State, *, on: date) -> None:
    """The matter is closed; its duties are done on this day."""
    case.state, case.closed_on = state, on
    case.save(update_fields=["state", "closed_on", "handler"])
    clocks.close(case, on=on)


def reasons(words: str, lack: str = "Chưa có lý do.", *, reader: str = "Người gửi") -> str:
    """The words that are read; refused when there are none, saying what is lacking."""
    if len(words.split()) < 3:
        raise Refused(f"{lack} {reader} sẽ đọc câu này: hãy ghi ít nhất một câu.")
    return words.strip()


def record(act: str, case: Case, *, by: Term | None, on: date) -> None:
    audit.record(act, by=by, unit_id=case.unit_id, kind=clocks.CASE, key=case.pk, on=on)
