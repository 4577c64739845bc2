"""What the sender does: send, say more, say "not yet", rate, withdraw."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.behalf import actions as behalf
from danchu.behalf.actions import Told
from danchu.behalf.models import EnteredFor
from danchu.kit.photos import Photo
from danchu.people.models import Term, User
from danchu.petitions import clocks, steps, tickets
from danchu.petitions.actions import showing
from danchu.petitions.conflicts import bar_named
from danchu.petitions.models import Case, Rating, Source, State, StepKind, Track
from danchu.petitions.spots import Spot
from danchu.petitions.voice import Voice
from danchu.places.models import Unit
from danchu.rulebook import telling_apart

STOPPED = telling_apart.STOPPED


class Story(NamedTuple):
    """What somebody tells, as a form gives it."""

    track: Track
    text: str
    hamlet: Unit | None = None
    place: str = ""
    about_rules: bool = False
    name: str = ""
    contact: str = ""
    about: str = ""  # names of officials it is about; never kept as words
    pictures: tuple[Photo, ...] = ()
    spoken: Voice | None = None
    topic: str = ""
    public: bool = False  # the sender wants it in the public list
    spot: Spot | None = None


class Ticket(NamedTuple):
    """The case, and the secret that opens it: known only now."""

    case: Case
    secret: str
    before: bool = False  # it had come already: sent again over a bad line


@transaction.atomic
def send(
    unit: Unit,
    story: Story,
    *,
    person: User | None,
    on: date,
    source: Source = Source.WEB,
    by: Term | None = None,
    secret: str = "",
) -> Ticket:
    """Keep it, start its clocks, give the ticket. A denunciation is refused before a byte is kept.

    `by`: the official who enters it for somebody; None: the sender. `secret`: made with the form,
    so that sending twice over a bad line gives the same ticket again.
    """
    _refuse_unfit(story)
    secret = secret or tickets.bare(tickets.new_secret())
    case = _told(story)
    case.unit, case.source, case.person, case.entered_by = unit, source, person, by
    case.secret_hash, case.received_on = tickets.hashed(secret), on
    if known := _known_or_saved(case):
        return Ticket(known, tickets.spaced(secret), before=True)
    step = steps.add(case, StepKind.SENT, by=by, on=on)
    steps.attach(step, story.pictures, story.spoken)
    bar_named(case, f"{story.text}\n{story.about}", on=on)
    clocks.start(case)
    if story.public:
        showing.wish(case, by=by, on=on)
    steps.record("petitions.send", case, by=by, on=on)
    return Ticket(case, tickets.spaced(secret))


def _known_or_saved(case: Case) -> Case | None:
    """The case that came under this secret before, or at this moment; else None, and it is kept."""
    same = Case.objects.filter(secret_hash=case.secret_hash, unit=case.unit)
    if known := same.first():
        return known
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:
        if known := same.first():
            return known
        raise
    return None


def _told(story: Story) -> Case:
    """What the sender said, not kept yet."""
    return Case(
        code=tickets.new_code(),
        track=story.track,
        name=" ".join(story.name.split()),
        contact=" ".join(story.contact.split()),
        text=story.text.strip(),
        hamlet=story.hamlet,
        place=" ".join(story.place.split()),
        about_rules=story.about_rules,
        topic=story.topic,
        latitude=story.spot.latitude if story.spot else None,
        longitude=story.spot.longitude if story.spot else None,
    )


def _refuse_unfit(story: Story) -> None:
    if story.track not in {Track.FEEDBACK, Track.PETITION}:
        raise Refused("Khiếu nại nộp bằng đơn có chữ ký hoặc nói trực tiếp trước cán bộ.")
    if not story.text.strip() and story.spoken is None:
        raise Refused("Chưa có chuyện gì để gửi. Hãy viết một câu, hoặc gửi ghi âm.")
    said = f"{story.text}\n{story.place}\n{story.name}\n{story.about}"
    if telling_apart.reads_like_a_denunciation(said):
        raise Refused(STOPPED)


@transaction.atomic
def send_for(
    unit: Unit, story: Story, told: Told, *, source: Source, by: Term, on: date
) -> tuple[Ticket, EnteredFor]:
    """A call to the hot line, a letter from the box, a word at reception: the office writes it."""
    ticket = send(unit, story, person=None, on=on, source=source, by=by)
    entry = behalf.enter(
        "petitions.send",
        told,
        unit=unit,
        kind=clocks.CASE,
        key=ticket.case.pk,
        said=f"{ticket.case.number}: {story.text.strip()}"[:1200],
        by=by,
        on=on,
        address=f"/don-thu/ban/{ticket.case.pk}/",
    )
    return ticket, entry


@transaction.atomic
def say_more(
    case: Case, *, words: str, pictures: Iterable[Photo] = (), spoken: Voice | None = None, on: date
) -> Case:
    """The sender adds something, or answers what the office asked."""
    case = steps.locked(case)
    if not case.is_open:
        raise Refused("Việc đã khép lại. Chưa được thì bấm “Chưa được, mở lại”.")
    if not words.strip() and spoken is None and not pictures:
        raise Refused("Chưa có gì để gửi thêm. Hãy viết một câu, hoặc gửi ảnh, ghi âm.")
    if telling_apart.reads_like_a_denunciation(words):
        raise Refused(STOPPED)
    step = steps.add(case, StepKind.SAID, by=None, on=on, words=words)
    steps.attach(step, pictures, spoken)
    bar_named(case, words, on=on)
    if case.state == State.ASKED:
        case.state = State.WORKING
        case.save(update_fields=["state"])
    steps.record("petitions.say_more", case, by=None, on=on)
    return case


@transaction.atomic
def reopen(case: Case, *, words: str, on: date) -> Case:
    """Not settled, says the sender: it stands open again with a clock of its own."""
    case = steps.locked(case)
    until = clocks.reopen_until(case)
    if case.state != State.ANSWERED or case.is_complaint or until is None:
        raise Refused("Chỉ mở lại được phản ánh, kiến nghị đã được trả lời.")
    if on > until:
        raise Refused(
            f"Hạn nói “chưa được” là hết ngày {until:%d/%m/%Y}. Hãy gửi phản ánh mới, ghi lại số "
            f"{case.number}."
        )
    if telling_apart.reads_like_a_denunciation(words):
        raise Refused(STOPPED)
    bar_named(case, words, on=on)
    case.state, case.closed_on = State.WORKING if case.handler_id else State.NEW, None
    case.save(update_fields=["state", "closed_on"])
    steps.add(case, StepKind.REOPENED, by=None, on=on, words=words)
    Rating.objects.filter(case=case).delete()
    clocks.answer_again(case, on=on)
    steps.record("petitions.reopen", case, by=None, on=on)
    return case


@transaction.atomic
def rate(case: Case, *, good: bool, on: date) -> Rating:
    """The sender says whether the answer helped; the last word counts. No entry names the case."""
    case = steps.locked(case)
    if case.state != State.ANSWERED:
        raise Refused("Chấm được khi đã có câu trả lời.")
    rating, _ = Rating.objects.update_or_create(case=case, defaults={"good": good, "on": on})
    return rating


@transaction.atomic
def withdraw(case: Case, *, on: date) -> Case:
    """The sender no longer wants it; a complaint is withdrawn on paper, before an officer."""
    case = steps.locked(case)
    if not case.is_open:
        raise Refused("Việc này đã khép lại.")
    if case.is_complaint:
        raise Refused("Rút khiếu nại phải có đơn ký hoặc điểm chỉ. Hãy đến nơi đã nộp đơn.")
    steps.add(case, StepKind.WITHDRAWN, by=None, on=on)
    case.state, case.closed_on = State.WITHDRAWN, on
    case.save(update_fields=["state", "closed_on"])
    clocks.call_off(case, on=on, why="người gửi rút")
    steps.record("petitions.withdraw", case, by=None, on=on)
    return case
