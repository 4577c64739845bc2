"""What becomes public of a case: wished by its sender, looked at before, reasons for each no."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit, files, search
from danchu.people.models import Term
from danchu.petitions import clocks, pointing, steps
from danchu.petitions.models import (
    Case,
    MaskedPhoto,
    Moderation,
    ModerationKind,
    PublicCase,
    Showing,
)
from danchu.petitions.public_list import grounds
from danchu.rulebook import telling_apart

ADDRESS = "/don-thu/cong-khai/viec/{}/".format


@transaction.atomic
def wish(case: Case, *, by: Term | None = None, on: date) -> PublicCase:
    """The sender wants it public (`by`: the official who wrote it down for them)."""
    case = steps.locked(case)
    if case.is_complaint:
        raise Refused("Khiếu nại có đường riêng, không đưa lên danh sách công khai.")
    found = PublicCase.objects.filter(case=case).first()
    if found is None:
        found = PublicCase.objects.create(case=case, unit=case.unit, wished_on=on)
    elif found.state == Showing.TAKEN_BACK:
        found.state, found.wished_on = Showing.WAITING, on
        found.save(update_fields=["state", "wished_on"])
    else:
        raise Refused("Đã có lời muốn công khai của việc này.")
    _log(found, ModerationKind.WISHED, by=by, on=on)
    clocks.look(found, on=on)
    _record("petitions.wish", found, by=by, on=on)
    return found


@transaction.atomic
def take_back(found: PublicCase, *, on: date) -> PublicCase:
    """The sender no longer wants it public: words, answer and photos leave in this act."""
    found = _locked(found)
    if found.state in {Showing.TAKEN_BACK, Showing.REMOVED}:
        raise Refused("Việc này không còn ở danh sách công khai.")
    _leave(found, Showing.TAKEN_BACK)
    _log(found, ModerationKind.TAKEN_BACK, by=None, on=on)
    clocks.look_no_more(found, on=on, why="người gửi thôi công khai")
    _record("petitions.take_back", found, by=None, on=on)
    return found


@transaction.atomic
def show(
    found: PublicCase,
    *,
    title: str,
    words: str,
    answer: str,
    where: str,
    by: Term,
    on: date,
) -> PublicCase:
    """Make it public in the office's words, or word it anew. Refused while it points to anybody."""
    found = _looked_at(found, by)
    if found.state in {Showing.TAKEN_BACK, Showing.REMOVED}:
        raise Refused("Người gửi thôi công khai, hoặc đã gỡ khẩn: không đưa lên nữa được.")
    said = {"Tên việc": title, "Chuyện": words, "Trả lời": answer, "Ở đâu": where}
    _refuse_personal(found.case, said)
    if answer.strip() and found.case.is_open and not found.answer:
        raise Refused("Chưa trả lời người gửi. Trả lời rồi mới công khai câu trả lời.")
    before = found.is_shown
    found.title, found.where = " ".join(title.split()), " ".join(where.split())
    found.words, found.answer = words.strip(), answer.strip()
    found.state, found.decided_by, found.ground = Showing.SHOWN, by, ""
    found.shown_on = found.shown_on or on
    found.save()
    _log(found, ModerationKind.REWORDED if before else ModerationKind.SHOWN, by=by, on=on)
    clocks.looked(found, on=on)
    _find(found)
    _record("petitions.show", found, by=by, on=on)
    return found


@transaction.atomic
def refuse_show(found: PublicCase, *, ground: str, words: str, by: Term, on: date) -> PublicCase:
    """Not public, on a ground everybody can read; the sender reads the words too, and may ask
    once that somebody else looks."""
    found = _looked_at(found, by)
    if found.state not in {Showing.WAITING, Showing.APPEALED, Showing.SHOWN}:
        raise Refused(f"Việc này: {found.get_state_display().lower()}.")
    if ground not in grounds.GROUNDS:
        raise Refused("Chưa chọn căn cứ không công khai.")
    said = steps.reasons(words)
    again = found.state == Showing.APPEALED
    _leave(found, Showing.REFUSED, ground=ground, by=by)
    kind = ModerationKind.UPHELD if again else ModerationKind.REFUSED
    _log(found, kind, by=by, on=on, ground=ground, words=said)
    clocks.looked(found, on=on)
    _record("petitions.refuse_show", found, by=by, on=on)
    return found


@transaction.atomic
def appeal_show(found: PublicCase, *, words: str, on: date) -> PublicCase:
    """The sender does not agree: somebody else of the office looks, within the province's days."""
    found = _locked(found)
    if found.state != Showing.REFUSED:
        raise Refused("Chỉ đề nghị xem lại được khi văn phòng đã từ chối công khai.")
    if found.appealed_on:
        raise Refused(
            f"Đã xem lại một lần, đề nghị ngày {found.appealed_on:%d/%m/%Y}. Không đồng ý thì có "
            "quyền khiếu nại việc từ chối."
        )
    if telling_apart.reads_like_a_denunciation(words):
        raise Refused(telling_apart.STOPPED)
    found.state, found.appealed_on = Showing.APPEALED, on
    found.save(update_fields=["state", "appealed_on"])
    _log(found, ModerationKind.APPEALED, by=None, on=on, words=words.strip()[:1000])
    clocks.look(found, on=on, again=True)
    _record("petitions.appeal_show", found, by=None, on=on)
    return found


@transaction.atomic
def remove_show(found: PublicCase, *, ground: str, by: Term, on: date) -> PublicCase:
    """Gỡ khẩn: words, answer and photos leave pages, lists, files and search in this very act."""
    found = _locked(found)
    _of_office(found, by)
    if not found.is_shown:
        raise Refused("Việc này không ở danh sách công khai.")
    if ground not in grounds.URGENT:
        raise Refused("Chưa chọn lý do gỡ khẩn.")
    _leave(found, Showing.REMOVED, ground=ground, by=by)
    _log(found, ModerationKind.REMOVED, by=by, on=on, ground=ground)
    _record("petitions.remove_show", found, by=by, on=on)
    return found


def forget_show(case: Case) -> None:
    """Called inside the act that takes a case out: nothing of it stays, in words or in pictures."""
    found = PublicCase.objects.filter(case=case).first()
    if found is None:
        return
    _leave(found, Showing.REMOVED, ground="accuses", by=found.decided_by)
    Moderation.objects.filter(public_case=found).update(words="")


# ── what the acts share ───────────────────────────────────────────────────────────────────────


def _locked(found: PublicCase) -> PublicCase:
    steps.locked(found.case)  # one lock for the case and what is public of it
    return PublicCase.objects.select_related("case__unit", "decided_by", "unit").get(pk=found.pk)


def _of_office(found: PublicCase, by: Term) -> None:
    if by.unit_id != found.unit_id:
        raise Refused("Đơn này của đơn vị khác.")
    if found.case.bars.filter(person=by.person_id).exists():
        raise Refused("Đơn này có liên quan đến bạn. Người khác trong văn phòng xử lý.")


def _looked_at(found: PublicCase, by: Term) -> PublicCase:
    """Locked, of this office; an appeal is looked at by somebody else than who said no."""
    found = _locked(found)
    _of_office(found, by)
    refused_by = found.decided_by.person_id if found.decided_by else None
    if found.state == Showing.APPEALED and refused_by == by.person_id:
        raise Refused("Bạn là người đã từ chối công khai. Để người khác trong văn phòng xem lại.")
    return found


def _refuse_personal(case: Case, said: dict[str, str]) -> None:
    """Numbers of persons, the sender's own name and number, words that accuse."""
    for field, text in said.items():
        if kind := pointing.number_in(text):
            raise Refused(f"{field} còn {kind}. Hãy bỏ số ấy rồi công khai.")
    if pointing.points_to_sender(case, "\n".join(said.values())):
        raise Refused("Còn tên hoặc số của người gửi. Hãy viết lại: chuyện gì, không nói ai.")
    if telling_apart.reads_like_a_denunciation("\n".join(said.values())):
        raise Refused("Lời này giống tố cáo một người. Chỉ kể chuyện hỏng, chậm, cần làm.")


def _leave(found: PublicCase, state: Showing, *, ground: str = "", by: Term | None = None) -> None:
    """Nothing of it is public any more: not a word, not a picture, not a line in the index."""
    found.state, found.ground = state, ground
    found.title = found.words = found.answer = found.where = ""
    found.decided_by = by or found.decided_by
    found.save()
    photos = MaskedPhoto.objects.filter(public_case=found)
    stored = [one for one in photos.values_list("stored_as", flat=True) if one]
    photos.delete()
    search.drop("petitions", clocks.PUBLIC, found.pk)
    transaction.on_commit(lambda: files.discard(stored))


def _find(found: PublicCase) -> None:
    search.put(
        "petitions",
        clocks.PUBLIC,
        found.pk,
        title=found.title,
        text=f"{found.words}\n{found.answer}\n{found.where}",
        about=f"{found.unit.full_name} · phản ánh, kiến nghị",
        address=ADDRESS(found.pk),
        on=found.shown_on or found.wished_on,
        unit_id=found.unit_id,
    )


def _log(
    found: PublicCase,
    kind: ModerationKind,
    *,
    by: Term | None,
    on: date,
    ground: str = "",
    words: str = "",
) -> None:
    Moderation.objects.create(
        public_case=found, kind=kind, on=on, by=by, ground=ground, words=words
    )


def _record(act: str, found: PublicCase, *, by: Term | None, on: date) -> None:
    audit.record(act, by=by, unit_id=found.unit_id, kind=clocks.PUBLIC, key=found.pk, on=on)
