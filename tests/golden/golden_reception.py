"""A reception day with its book and two dialogues of each commune, and how each is asked for."""

from datetime import time, timedelta
from typing import Any

from danchu.kit.clock import today
from danchu.people.models import Term
from danchu.reception.actions import days, talking
from danchu.reception.actions.days import Hours
from danchu.reception.models import Question
from danchu.reception.tests.factories import HALL, dialogue_of, line_of
from golden_ask_kinds import NONE, Example

ON = today()
SOON = ON + timedelta(days=20)
BESIDE = "bovang"  # as in the story: searching for it must not lead to what stands beside it
AFTERNOON = Hours(time(13, 30), time(16, 0), HALL)  # the mornings are the demo's
ANSWER = "Tháng sau xong, xã đã ký hợp đồng."


def furnish_reception(clerks: list[Term]) -> dict[str, Any]:
    """Of each commune: a day with a place taken and a line; a dialogue planned, one told."""
    found: dict[str, Any] = {}
    for clerk in clerks:
        of = "" if clerk == clerks[0] else " elsewhere"
        heard, planned, asked = (
            f"{'zqtheirs' if of else word} {BESIDE}" for word in ("zqheard", "zqtalk", "zqhall")
        )
        (day,) = days.plan_days(clerk.unit, [ON], AFTERNOON, by=clerk, on=ON)
        seat = days.book(day, phone="+84912345678", by=None, on=ON)
        words = dict.fromkeys(("name", "text", "address", "papers"), heard)
        line = line_of(day, by=clerk, on=ON, **words)
        draft = dialogue_of(clerk, day=SOON, on=ON, told=False, title=planned, topics=planned)
        told = dialogue_of(clerk, day=SOON, on=ON)
        question = talking.ask(
            told, text=f"Bao giờ {asked}?", hamlet=None, source=Question.Source.WEB, by=None, on=ON
        )
        found |= {f"reception day{of}": day.pk, f"reception line{of}": line.pk}
        found |= {f"talk draft{of}": draft.pk, f"talk told{of}": told.pk}
        found |= {f"talk question{of}": question.pk, f"seat code{of}": seat.code}
    return found


def of_reception(things: dict[str, Any]) -> dict[str, list[Example]]:
    """Own, of the other commune, no such."""

    def own(name: str, *more: str) -> list[Example]:
        theirs = (things[f"{name} elsewhere"], *more)
        return [Example("own", (things[name], *more)), Example("other commune", theirs)]

    gone, missing = Example("no such", (NONE,)), Example("no such", ("khong-co",))
    commune = [Example("", ("xa-la-bang",)), missing]
    day, line = own("reception day"), own("reception line")
    draft = Example("planned", (things["talk draft"],))
    told = Example("told", (things["talk told"],))
    office = [draft, told, own("talk told")[1]]
    return {
        **{f"reception:{page}": commune for page in ("commune", "calendar")},
        "reception:door": [Example(""), Example("chosen", query="?xa=xa-la-bang")],
        "reception:book": [Example("", (things["reception day"],)), gone],
        "reception:dialogue": [draft, told, gone],
        "reception:ask": [draft, told, gone],
        "reception:book_of": [Example(""), Example("wrong", query="?since=31/02/2026")],
        "reception:export": [Example(kind, (kind,)) for kind in ("csv", "xlsx", "exe")],
        "reception:talk": [*office, gone],
        **{f"reception:{page}": office for page in ("add_question", "talk_paper")},
        "reception:step": [
            *(Example(step, (things["talk draft"], step)) for step in ("bao", "khong-to-chuc")),
            *own("talk told", "da-doi-thoai"),
            Example("no such", (things["talk told"], "khong-co")),
        ],
        "reception:question": [
            *own("talk question", "tra-loi"),
            Example("no such", (things["talk question"], "khong-co")),
        ],
        "reception:line": [*line, gone],
        **{f"reception:{page}": line for page in ("make_case", "slip", "involved")},
        "reception:day": [*day, gone],
        **{f"reception:{page}": day for page in ("close", "book_for", "minutes")},
    }


def reception_bodies(things: dict[str, Any]) -> dict[str, Any]:
    """What a rightful sender sends. Buttons without a field are pressed by the WRONG rows."""
    later = f"{SOON:%d/%m/%Y}"
    hours = {"begins": "07:30", "ends": "11:00", "place": HALL}
    why = "Bão số 9, đường ngập hết"
    return {
        "reception:book": {"phone": "0987 654 321"},
        "reception:seat": {"code": things["seat code"]},
        "reception:ask": {"text": "Bao giờ nước sạch kéo đến xóm Đồng Tâm?"},
        "reception:index": {**hours, "days": later, "seats": "20", "by_chair": "1"},
        "reception:day": {"name": "Sơn", "people": "1", "matter": "question", "text": "Hỏi đường"},
        "reception:close": {"xong-state": "chair", "xong-received_by": "Ông Bình"},
        "reception:book_for": {"dat-phone": "0987 654 321"},
        "reception:line": {"result": "answered", "words": ANSWER},
        "reception:book_paper": {"since": f"{ON:%d/%m/%Y}", "until": f"{ON:%d/%m/%Y}"},
        "reception:talks": {
            "title": "Hội nghị",
            "topics": "Đường làng, nước sạch.",
            "reason": "yearly",
            "day": later,
            "begins": "08:00",
            "place": "hội trường xã",
            "way": "hall",
        },
        "reception:add_question": {"hoi-text": "Ai dọn rác ở chợ phiên?"},
        "reception:step": {
            "khong-to-chuc-why": why,
            "da-doi-thoai-chaired_by": "Ông Bình",
            "da-doi-thoai-present": "90",
        },
        "reception:question": {
            f"tra-loi-{things[f'talk question{of}']}-answer": ANSWER for of in ("", " elsewhere")
        },
    }
