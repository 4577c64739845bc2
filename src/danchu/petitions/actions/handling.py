"""What the office does with feedback and petitions; most of it serves complaints too."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people.models import Term, User
from danchu.petitions import clocks, conflicts, doubles, pointing, steps
from danchu.petitions.models import AnswerTemplate, Bar, Case, State, StepKind, Topic, Track
from danchu.places.models import Unit


@transaction.atomic
def assign(case: Case, to: Term, *, by: Term, on: date) -> Case:
    """Give it to somebody of this office, or hand it over. The sender reads the office, no name."""
    case = steps.open_case(case, by=by)
    if to.unit_id != case.unit_id or not Term.objects.in_office(on=on).filter(pk=to.pk).exists():
        raise Refused("Người này không giữ vai ở đơn vị hôm nay. Hãy chọn người khác.")
    if case.bars.filter(person=to.person_id).exists():
        raise Refused("Đơn này có liên quan đến người ấy nên không giao được. Hãy chọn người khác.")
    if case.handler_id == to.pk:
        raise Refused("Người này đang phụ trách rồi.")
    case.handler = to
    case.state = State.WORKING if case.state == State.NEW else case.state
    case.save(update_fields=["handler", "state"])
    steps.add(case, StepKind.ASSIGNED, by=by, on=on, words=f"Người phụ trách: {to.spoken_role}.")
    if not case.is_complaint:
        clocks.noticed(case, on=on)
    steps.record("petitions.assign", case, by=by, on=on)
    return case


@transaction.atomic
def note(case: Case, *, words: str, by: Term, on: date) -> Case:
    """For the office alone."""
    case = steps.open_case(case, by=by)
    if not words.strip():
        raise Refused("Ghi chú còn trống.")
    steps.add(case, StepKind.NOTE, by=by, on=on, words=words)
    steps.record("petitions.note", case, by=by, on=on)
    return case


@transaction.atomic
def ask(case: Case, *, words: str, by: Term, on: date) -> Case:
    """Ask the sender. The clock goes on: asking is not answering."""
    case = steps.open_case(case, by=by)
    case.state = State.ASKED
    case.save(update_fields=["state"])
    steps.add(case, StepKind.ASKED, by=by, on=on, words=steps.reasons(words))
    if not case.is_complaint:
        clocks.noticed(case, on=on)
    steps.record("petitions.ask", case, by=by, on=on)
    return case


@transaction.atomic
def answer(case: Case, *, words: str, cite: str, by: Term, on: date) -> Case:
    """The answer with its reasons and what it rests on."""
    case = steps.open_case(case, by=by)
    _refuse_complaint(case)
    said = steps.reasons(words)
    if not cite.strip():
        raise Refused("Chưa ghi căn cứ. Ghi văn bản, kế hoạch, hoặc kết quả xem tại chỗ ngày nào.")
    clocks.noticed(case, on=on)
    case.handler = case.handler or by
    steps.add(case, StepKind.ANSWERED, by=by, on=on, words=said, cite=cite.strip())
    steps.end(case, State.ANSWERED, on=on)
    steps.record("petitions.answer", case, by=by, on=on)
    return case


@transaction.atomic
def extend(case: Case, *, words: str, by: Term, on: date) -> date:
    """More time, once, before the day is over, with a reason the sender reads; the new day."""
    case = steps.open_case(case, by=by)
    _refuse_complaint(case)
    if case.extended:
        raise Refused("Việc này đã gia hạn một lần. Hãy trả lời, dù việc chưa xong.")
    duty = clocks.running(case)
    if duty is None or duty.overdue(on=on):
        raise Refused("Đã quá hạn nên không gia hạn được nữa. Hãy trả lời ngay.")
    until = clocks.extend(case, duty, on=on)
    case.extended = True
    case.save(update_fields=["extended"])
    said = f"{steps.reasons(words)} Hạn mới: hết ngày {until:%d/%m/%Y}."
    steps.add(case, StepKind.EXTENDED, by=by, on=on, words=said)
    steps.record("petitions.extend", case, by=by, on=on)
    return until


@transaction.atomic
def refer(case: Case, *, to: str, words: str, by: Term, on: date) -> Case:
    """Another body is competent: pass it on, and tell the sender to whom and why."""
    case = steps.open_case(case, by=by)
    if case.is_complaint and case.complaint.accepted_on:
        raise Refused("Khiếu nại này đã thụ lý: giải quyết, không chuyển nữa.")
    if not to.strip():
        raise Refused("Chưa ghi chuyển cho cơ quan nào.")
    said = f"Chuyển: {to.strip()}. {steps.reasons(words)}"
    clocks.referred(case)
    steps.add(case, StepKind.REFERRED, by=by, on=on, words=said)
    steps.end(case, State.REFERRED, on=on)
    steps.record("petitions.refer", case, by=by, on=on)
    return case


@transaction.atomic
def classify(case: Case, track: Track, *, words: str, by: Term, on: date) -> Case:
    """Feedback is a petition, or the other way round. The sender is told, no clock moves.

    What is in truth a complaint is led to its lawful way: a signed paper.
    """
    case = steps.open_case(case, by=by)
    _refuse_complaint(case)
    said = steps.reasons(words)
    if track == case.track:
        raise Refused("Đơn này đang ghi đúng loại ấy.")
    if track == Track.COMPLAINT:
        steps.add(case, StepKind.GUIDED, by=by, on=on, words=said)
        steps.end(case, State.GUIDED, on=on)
    else:
        was = case.number
        case.track = track
        case.save(update_fields=["track"])
        told = f"Từ {was} thành {case.number}, mã bí mật như cũ. {said}"
        steps.add(case, StepKind.CLASSIFIED, by=by, on=on, words=told)
    steps.record("petitions.classify", case, by=by, on=on)
    return case


@transaction.atomic
def set_topic(case: Case, *, topic: str, by: Term, on: date) -> Case:
    """What it is about, to count by. For the office: it moves nothing."""
    case = steps.open_case(case, by=by)
    if topic not in Topic.values:
        raise Refused("Chưa chọn lĩnh vực.")
    case.topic = topic
    case.save(update_fields=["topic"])
    steps.add(case, StepKind.TOPIC, by=by, on=on, words=str(Topic(topic).label))
    steps.record("petitions.set_topic", case, by=by, on=on)
    return case


@transaction.atomic
def duplicate(case: Case, of: Case, *, by: Term, on: date) -> Case:
    """Somebody looked and says: the same matter. Each sender still gets an answer of their own."""
    case = steps.open_case(case, by=by)
    _same_matter(case, of, by=by, on=on)
    steps.record("petitions.duplicate", case, by=by, on=on)
    return case


@transaction.atomic
def close_duplicate(case: Case, of: Case, *, by: Term, on: date) -> Case:
    """The same matter as one that was answered: its sender gets the same words and their ground.

    Only an answer closes it: nobody is left without one because somebody else wrote first.
    """
    case = steps.open_case(case, by=by)
    _refuse_complaint(case)
    said = of.steps.filter(kind=StepKind.ANSWERED).order_by("-pk").first()
    if said is None or of.state != State.ANSWERED or of.is_complaint:
        raise Refused(
            f"{of.number} chưa được trả lời. Trả lời đơn ấy trước, rồi khép các đơn trùng bằng "
            "chính câu trả lời ấy."
        )
    if case.bars.filter(person=said.by.person_id if said.by else None).exists():
        raise Refused("Người trả lời đơn kia có liên quan đến đơn này. Hãy trả lời riêng đơn này.")
    _refuse_others_data(of, f"{said.words}\n{said.cite}")
    _same_matter(case, of, by=by, on=on)
    clocks.noticed(case, on=on)
    case.handler = case.handler or by
    words = f"{doubles.ANSWERED}{said.words}"
    steps.add(case, StepKind.ANSWERED, by=by, on=on, words=words, cite=said.cite)
    steps.end(case, State.ANSWERED, on=on)
    steps.record("petitions.close_duplicate", case, by=by, on=on)
    return case


def _refuse_others_data(of: Case, told: str) -> None:
    """What tells of one sender goes to no other."""
    kind = "tên hoặc số của người gửi đơn ấy" if pointing.points_to_sender(of, told) else ""
    if kind := kind or pointing.number_in(told):
        raise Refused(f"Câu trả lời của {of.number} có {kind}. Hãy trả lời riêng đơn này.")


def _same_matter(case: Case, of: Case, *, by: Term, on: date) -> None:
    """Written down inside; whom the one is about, the other is about too, while it is open."""
    if of.pk == case.pk or of.unit_id != case.unit_id:
        raise Refused("Hãy chọn một đơn khác của đơn vị.")
    if of.bars.filter(person=by.person_id).exists():
        raise Refused("Đơn kia có liên quan đến bạn. Người khác trong văn phòng xử lý.")
    known = User.objects.filter(pk__in=Bar.objects.filter(case__in=[case, of]).values("person"))
    mark = steps.add(case, StepKind.DUPLICATE, by=by, on=on, words=f"{doubles.SAME}{of.number}.")
    conflicts.bar_people(case, known, by=by, on=on, through=mark)
    if of.is_open:
        now = Case.objects.select_related("handler__person", "unit").get(pk=of.pk)
        conflicts.bar_people(now, known, by=by, on=on, through=mark)


@transaction.atomic
def bar(case: Case, person: User, *, by: Term, on: date) -> Case:
    """The matter is about this person: they neither open it nor are given it from now on.

    Refused of the head to whom it is left: no story says what does not hold.
    """
    case = steps.open_case(case, by=by)
    said = f"{person.full_name} không được xem, không được giao: có liên quan."
    steps.add(case, StepKind.BARRED, by=by, on=on, words=said)
    conflicts.bar_people(case, [person], by=by, on=on)
    if not case.bars.filter(person=person).exists():
        raise Refused(conflicts.STILL_OPENS)
    steps.record("petitions.bar", case, by=by, on=on)
    return case


@transaction.atomic
def unbar(case: Case, person: User, *, by: Term, on: date) -> Case:
    """A namesake after all. Nobody lifts a bar from themselves: they cannot open the case."""
    case = steps.open_case(case, by=by)
    if not Bar.objects.filter(case=case, person=person).delete()[0]:
        raise Refused("Người này không bị chặn ở đơn này.")
    said = f"{person.full_name} được xem lại: không liên quan."
    steps.add(case, StepKind.BARRED, by=by, on=on, words=said)
    steps.record("petitions.unbar", case, by=by, on=on)
    return case


@transaction.atomic
def keep_template(unit: Unit, *, title: str, words: str, cite: str, by: Term, on: date) -> None:
    """Words this office often answers with; the same title is written anew."""
    if by.unit_id != unit.pk:
        raise Refused("Mẫu trả lời của đơn vị khác.")
    made, _ = AnswerTemplate.objects.update_or_create(
        unit=unit,
        title=title.strip(),
        defaults={"words": words.strip(), "cite": cite.strip(), "made_by": by, "made_on": on},
    )
    audit.record(
        "petitions.keep_template",
        by=by,
        unit_id=unit.pk,
        kind="answer_template",
        key=made.pk,
        on=on,
    )


def _refuse_complaint(case: Case) -> None:
    if case.is_complaint:
        raise Refused("Khiếu nại có đường riêng: thụ lý, giải quyết, quyết định.")
