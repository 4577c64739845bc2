"""The public list put into words: status, days, the answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import QueryDict

from danchu.kit import narrowing, search
from danchu.kit.narrowing import Bar, Choice
from danchu.petitions import clocks
from danchu.petitions.models import (
    OPEN,
    Attachment,
    Case,
    Moderation,
    PublicCase,
    PublicCaseQuerySet,
    State,
    StepKind,
    Topic,
    Track,
)
from danchu.petitions.public_list import access, grounds
from danchu.places.models import Unit

FIRST_YEAR = 2025
STATES = {
    "dang-lam": ("Đang xử lý", Q(case__state__in=OPEN)),
    "da-tra-loi": ("Đã trả lời", Q(case__state=State.ANSWERED)),
    "da-chuyen": ("Đã chuyển nơi khác", Q(case__state=State.REFERRED)),
}
TRACKS = {"phan-anh": Track.FEEDBACK, "kien-nghi": Track.PETITION}


class Row(NamedTuple):
    """One public matter as a list tells it."""

    public: PublicCase
    status: str
    days: str  # "sau 9 ngày", "đang chờ 3 ngày, hạn 10/12/2026"
    late: bool


def row(public: PublicCase, *, on: date) -> Row:
    case = public.case
    status = "Đang xử lý" if case.is_open else str(case.get_state_display())
    return Row(public, status, days(case, on=on), late(case, on=on))


def rows(found: Iterable[PublicCase], *, on: date) -> list[Row]:
    return [row(one, on=on) for one in found]


def days(case: Case, *, on: date) -> str:
    """Days as people count them: from the day it came."""
    if case.closed_on:
        passed = (case.closed_on - case.received_on).days
        return "trong ngày" if passed == 0 else f"sau {passed} ngày"
    passed = (on - case.received_on).days
    waited = f"đang chờ {passed} ngày" if passed else "mới nhận hôm nay"
    return f"{waited}, hạn {case.due_on:%d/%m/%Y}" if case.due_on else waited


def late(case: Case, *, on: date) -> bool:
    """Open after its last day, or closed after it."""
    return case.due_on is not None and (case.closed_on or on) > case.due_on


def bar(asked: QueryDict, address: str, *, on: date) -> Bar:
    years = [(str(year), f"Năm {year}") for year in range(on.year, FIRST_YEAR - 1, -1)]
    return narrowing.bar(
        asked,
        address,
        Choice("tinh-trang", "Tình trạng", [(key, words) for key, (words, _) in STATES.items()]),
        Choice("loai", "Loại", [("phan-anh", "Phản ánh"), ("kien-nghi", "Kiến nghị")]),
        Choice("linh-vuc", "Lĩnh vực", [(str(key), str(words)) for key, words in Topic.choices]),
        Choice("nam", "Công khai năm nào", years),
        keep=["q"],
    )


def narrowed(
    found: PublicCaseQuerySet, chosen: dict[str, str], words: str, unit: Unit | None
) -> PublicCaseQuerySet:
    """What the address asks for. Words are sought as everywhere: with or without accents."""
    if unit and chosen:
        found = found.filter(case__unit=unit)  # the same cases, found by what is asked of them
    if state := chosen.get("tinh-trang"):
        found = found.filter(STATES[state][1])
    if track := chosen.get("loai"):
        found = found.filter(case__track=TRACKS[track])
    if topic := chosen.get("linh-vuc"):
        found = found.filter(case__topic=topic)
    if year := chosen.get("nam"):
        found = found.filter(shown_on__range=(date(int(year), 1, 1), date(int(year), 12, 31)))
    if words.strip():
        within = search.Narrowed(kinds=[clocks.PUBLIC], unit_ids=[unit.pk] if unit else ())
        found = found.filter(pk__in=[int(hit.key) for hit in search.find(words, within)])
    return found


class Decided(NamedTuple):
    """One line of the log, for everybody."""

    entry: Moderation
    ground: str
    who: str  # the role, never a name
    shown: bool  # the thing has a page


def log(entries: Iterable[Moderation], *, inside: bool = False) -> list[Decided]:
    """`inside`: the office reads the ground itself."""
    return [
        Decided(
            one,
            grounds.words_of(one.ground) if inside else grounds.told_of(one.ground),
            one.by.spoken_role if one.by else "Người gửi",
            one.public_case.state in access.TOLD,
        )
        for one in entries
    ]


class Pictured(NamedTuple):
    """One photo on the desk, and what was decided of it."""

    file: Attachment
    said: str
    public: bool


def photos(case: Case) -> list[Pictured]:
    found = []
    for file in access.photos_of_case(case):
        one = getattr(file, "masked", None)
        if one is None:
            found.append(Pictured(file, "chưa che, chưa ai xem được", False))
        elif one.stored_as:
            found.append(Pictured(file, f"công khai bản che {len(one.boxes)} ô", True))
        else:
            found.append(Pictured(file, "không công khai", False))
    return found


def proposed(found: PublicCase) -> dict[str, Any]:
    """What the form begins with: what is public now, else what was told."""
    case = found.case
    answered = case.steps.filter(kind=StepKind.ANSWERED).order_by("-pk").first()
    said = answered.words if answered and not case.is_open else ""
    where = found.where or (str(case.hamlet) if case.hamlet else "")
    first = " ".join(case.text.split()[:12])
    return {
        "title": found.title or first[:160],
        "words": found.words or case.text[:2000],
        "answer": found.answer or said[:4000],
        "where": where[:120],
    }


def answer_waits(found: PublicCase | None) -> bool:
    """Answered to the sender, and everybody still reads the list without the answer."""
    return (
        found is not None
        and found.is_shown
        and not found.answer
        and found.case.state == State.ANSWERED
    )
