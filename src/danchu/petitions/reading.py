"""Cases put into words: for the sender, for the office, for the trail of a secret matter."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse

from civics.errors import NoCalendar, NotInForce
from danchu.duties import reading as duties
from danchu.duties.faces import Face, face
from danchu.kit import trail
from danchu.kit.folding import fold
from danchu.people.own_data import said
from danchu.petitions import access, clocks, papers, spots
from danchu.petitions.models import Attachment, Case, Denunciation, State, Step, StepKind
from danchu.rulebook import citing

NEAR_DAYS = 45
AGES = timedelta(days=366)  # longer than any limit of complaining
CLOSE_METRES = 150
ALIKE = 3  # words of a case that another one says too
SMALL = frozenset(
    (
        *("va", "la", "thi", "ma", "cua", "cho", "o", "tai", "xa", "xom", "thon", "to", "duong"),
        *("nha", "co", "khong", "da", "dang", "bi", "duoc", "voi", "nhung", "cac", "mot", "nay"),
        *("do", "roi", "xin", "mong", "toi", "chung", "em", "anh", "chi", "ba", "con"),
    )
)


class Said(NamedTuple):
    """One step as a page tells it."""

    step: Step
    mine: bool  # the sender's own
    title: str
    who: str
    files: list[Attachment]
    paper: bool  # the office may print one of it
    numbered: bool  # and have it numbered in the book of papers


class Row(NamedTuple):
    """One case in a list of the office."""

    case: Case
    address: str
    face: Face | None
    first: str  # the beginning of the story

    @property
    def key(self) -> str:
        return str(self.case.pk)


class Near(NamedTuple):
    """Another case that may be the same matter."""

    case: Case
    why: str
    first: str  # the beginning of its story


def story(case: Case, *, inside: bool) -> list[Said]:
    """Steps, the oldest first. `inside`: the office reads its own notes and names too."""
    steps = case.steps.select_related("by__person", "by__unit").prefetch_related("files")
    return [_said(one, case, inside=inside) for one in steps.order_by("pk") if inside or one.shown]


def _said(step: Step, case: Case, *, inside: bool) -> Said:
    mine = step.shown and (step.by is None or step.kind == StepKind.SENT)
    title = str(step.get_kind_display())
    if step.by is None:
        who = "Người gửi" if step.shown else "Tự ghi, theo lời người gửi"
    elif inside:
        who = f"{step.by.person.full_name}, {step.by.spoken_role}"
    else:
        who = f"Ủy ban nhân dân {case.unit.spoken_name}"
    paper = inside and papers.has_paper(step)
    numbered = inside and papers.goes_to_the_book(step)
    return Said(step, mine, title, who, list(step.files.all()), paper, numbered)


def rows(cases: Iterable[Case], *, on: date) -> list[Row]:
    """In the order they come; one query for all clocks."""
    found = list(cases)
    due = clocks.nearest([one.pk for one in found])
    faces = {key: face(duty, on=on) for key, duty in due.items()}
    return _rows(found, faces)


def closed_rows(cases: Iterable[Case]) -> list[Row]:
    """Without clocks."""
    return _rows(cases, {})


def _rows(cases: Iterable[Case], faces: Mapping[int, Face]) -> list[Row]:
    under = reverse("petitions:inbox")  # asked once: each case lies under it by its key
    return [Row(one, f"{under}{one.pk}/", faces.get(one.pk), beginning(one)) for one in cases]


def beginning(case: Case) -> str:
    words = case.text.split()
    return " ".join(words[:14]) + (" …" if len(words) > 14 else "")


def clock_of(case: Case, *, on: date) -> Face | None:
    """What the office has to do next; of a closed one how the last was kept."""
    duty = clocks.running(case) or clocks.last(case)
    return face(duty, on=on) if duty else None


def clock_of_sender(case: Case, *, on: date) -> Face | None:
    """By when the sender is answered; None while nothing is counted."""
    if case.state in {State.SUSPENDED, State.WITHDRAWN}:
        return None
    found = clocks.running(case)
    duty = found if found and found.rule_key != clocks.SUSPEND_SEND else clocks.last(case)
    return face(duty, on=on) if duty else None


def too_late(case: Case) -> bool:
    """A complaint that came after its last day, when the day it was known is told."""
    if not case.is_complaint:
        return False
    try:
        last = clocks.last_day_to_complain(case.complaint)
    except (NoCalendar, NotInForce):  # older than the days off or the law at hand, or to come
        known = case.complaint.known_on
        return known is not None and case.received_on - known > AGES
    return case.complaint.too_late(last=last)


def cites_of(case: Case) -> list[dict[str, Any]]:
    keys = [*clocks.of_track(case.track), *(clocks.of_complaint(case) if case.is_complaint else [])]
    return citing.in_force(keys, case.unit, on=case.received_on)


def by_law(case: Case, *, on: date) -> dict[str, Any]:
    """What the office reads of the law beside a case: its clock, articles, what to keep in mind."""
    keys = clocks.AT_COMPLAINT if case.is_complaint else ()
    return {
        "face": clock_of(case, on=on),
        "cites": cites_of(case),
        "guides": citing.guides(keys, case.unit, on=on),
        "limit_over": too_late(case),
    }


def disagree(case: Case, *, on: date) -> str:
    """What a complainant may do next; "" for no complaint, and once it was withdrawn, passed on."""
    if not case.is_complaint or case.state == State.WITHDRAWN:
        return ""
    if case.complaint.decided_on or case.state == State.REFUSED:
        return papers.disagree(case, on=on)
    late = "Quá hạn giải quyết mà chưa có quyết định thì"
    return papers.disagree(case, on=on, when=late) if case.is_open else ""


def duplicates(case: Case) -> list[Near]:
    """Open cases that may be the same: near in days and place, or saying the same words.

    Only a suggestion; somebody looks and decides.
    """
    since = case.received_on - timedelta(days=NEAR_DAYS)
    own, found = _words(case), []
    for other in access.near(case).filter(received_on__gte=since).select_related("hamlet")[:200]:
        same = len(own & _words(other))
        here = case.hamlet_id is not None and case.hamlet_id == other.hamlet_id
        metres = spots.metres(case, other)
        close = metres is not None and metres <= CLOSE_METRES
        if same >= (1 if close else ALIKE + (0 if here else 2)):
            where = f"cách {metres} m, " if close else f"cùng {other.hamlet}, " if here else ""
            one = Near(other, f"{where}{same} từ giống nhau", beginning(other))
            found.append((same + 3 * here + 5 * close, one))
    return [near for _, near in sorted(found, key=lambda pair: -pair[0])[:5]]


def _words(case: Case) -> set[str]:
    letters = "".join(c if c.isalnum() else " " for c in fold(f"{case.text} {case.place}"))
    return {word for word in letters.split() if len(word) > 1 and word not in SMALL}


def clock_of_secret(one: Denunciation, *, on: date) -> Face | None:
    return duties.face_of(clocks.SECRET, one.pk, on=on)


def register(kept: Iterable[Denunciation], *, on: date) -> list[tuple[Denunciation, Face | None]]:
    """Secret matters with their clocks: the nearest open day first, then what waits for nothing."""
    found = list(kept)
    due = clocks.nearest([one.pk for one in found], kind=clocks.SECRET)
    found.sort(key=lambda one: due[one.pk].due_on if one.pk in due else date.max)
    return [(one, face(due[one.pk], on=on) if one.pk in due else None) for one in found]


def entries(one: Denunciation) -> list[dict[str, Any]]:
    """The trail of a secret matter, for its own page alone."""
    return [
        {"title": said(entry.act), "text": f"{entry.on:%d/%m/%Y}", "state": "done"}
        for entry in trail.of_thing(clocks.SECRET, one.pk).reverse()
    ]


class Promise(NamedTuple):
    """How long one kind of matter takes, and whose number that is."""

    what: str
    days: str
    whose: str


def promises(*, on: date) -> list[Promise]:
    """What the door says about time, each number from the law or the province."""
    province = "mốc của tỉnh đề xuất; luật chỉ nói “kịp thời”"
    law = "hạn của luật"

    def days(key: str) -> str:
        return citing.days(key, None, on=on)

    return [
        Promise("Phản ánh, kiến nghị: báo ai phụ trách", days(clocks.NOTICE), province),
        Promise("Phản ánh, kiến nghị: trả lời", days(clocks.ANSWER), province),
        Promise("Khiếu nại: thụ lý, hoặc báo vì sao không", days(clocks.ACCEPT), law),
        Promise("Khiếu nại: giải quyết lần đầu, từ ngày thụ lý", days(clocks.FIRST), law),
        Promise("Tố cáo: kiểm tra để thụ lý", days(clocks.CHECK), law),
        Promise("Tố cáo: giải quyết, từ ngày thụ lý", days(clocks.RESOLVE), law),
    ]
