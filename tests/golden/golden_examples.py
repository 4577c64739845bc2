"""Examples and right bodies for the rooms that `golden_rooms` furnishes."""

from datetime import timedelta
from typing import Any

from danchu.kit.clock import today
from danchu.kit.law import book
from danchu.postings.models import Paper
from golden_ask_kinds import NONE, Example
from golden_meetings import of_meetings
from golden_petitions import of_petitions, petition_bodies
from golden_reception import of_reception, reception_bodies
from golden_rolls import of_papers, of_rolls
from golden_votes import bodies_of_votes, of_votes


def _each(things: dict[str, Any], **named: str) -> list[Example]:
    """`own="see"`: the thing of that name; its state in the table has no underscores."""
    return [Example(state.replace("_", " "), (things[name],)) for state, name in named.items()]


def of_rooms(things: dict[str, Any]) -> dict[str, list[Example]]:
    """Own, of somebody else, no such: as few as tell who may."""
    gone = Example("no such", (NONE,))
    return {
        **_of_the_door(things),
        **_of_people(things),
        **_of_personal_data(things),
        **_of_requests(things),
        **_of_postings(),
        **_of_backlogs(things),
        **of_rolls(things),
        **of_votes(things),
        **of_papers(things),
        **of_meetings(things),
        **of_petitions(things),
        **of_reception(things),
        "calendars:feed": [
            *_each(things, of_clerk="token", ended="token of ex"),
            Example("no such", ("khong-co",)),
        ],
        "duties:event": [*_each(things, own="duty", other_commune="duty elsewhere"), gone],
        "behalf:entry": [
            *_each(things, own="entry", for_head="entry for tam", other_commune="entry elsewhere"),
            gone,
        ],
        "behalf:slip": _each(things, own="entry", other_commune="entry elsewhere"),
        "behalf:proof": _each(things, own="entry", other_commune="entry elsewhere"),
        "behalf:answer": _each(things, for_head="entry for tam", by_code="entry"),
        "behalf:by_code": [
            Example(""),
            Example("with code", query=f"?ma={things['entry code']}"),
            Example("no such", query="?ma=AAAAAAAA"),
        ],
    }


def _of_requests(things: dict[str, Any]) -> dict[str, list[Example]]:
    """Requests for information in the states that make a difference, tickets, published answers."""
    gone = Example("no such", (NONE,))
    named = {name: f"request {name}" for name in ("received", "answered", "published", "elsewhere")}
    pages = [*_each(things, **named), gone]
    steps = ("nhan", "bo-sung", "bao", "gia-han", "tu-choi", "noi-khac")
    taken = (("received", step) for step in steps)
    tickets = [Example(name, (things[f"ticket {name}"],)) for name in ("received", "answered")]
    held = ("answered", "elsewhere")
    files = [Example(name, things[f"request file {name}"]) for name in held]
    answers = [Example("published", (things["answer published"],)), gone]
    return {
        **{f"disclosure:request{of}": pages for of in ("", "_answer", "_publish")},
        "disclosure:request_step": [
            *(Example(step, (things[f"request {name}"], step)) for name, step in taken),
            Example("elsewhere", (things["request elsewhere"], "nhan")),
            Example("no such", (things["request received"], "khong-co")),
        ],
        "disclosure:request_file": files,
        "disclosure:request_file_act": files,
        "disclosure:ticket": [*tickets, Example("no such", ("AAAAAAAAAA",))],
        "disclosure:ticket_sheet": tickets,
        "disclosure:ticket_file": [Example("answered", things["ticket file answered"])],
        "disclosure:published_answer": answers,
        "disclosure:answer_remove": answers,
        "disclosure:published_file": [Example("not public", things["answer file"])],
    }


def _of_postings() -> dict[str, list[Example]]:
    """The first paper of each commune that has one, its boards, and an open report if there is."""
    papers = {one.unit_id: one for one in Paper.objects.order_by("-pk").select_related("unit")}
    own = [Example(one.unit.slug.removeprefix("xa-"), (one.pk,)) for one in papers.values()]
    boards = [
        Example(one.unit.slug.removeprefix("xa-"), (found.pk,))
        for one in papers.values()
        if (found := one.postings.filter(place__isnull=False).order_by("pk").first())
    ]
    gone = Example("no such", (NONE,))
    return {
        "disclosure:posting_paper": [
            *(
                Example(one.unit.slug.removeprefix("xa-"), (int(one.key), "thong-bao"))
                for one in papers.values()
            ),
            Example("no such", (NONE, "thong-bao")),
        ],
        "postings:paper": [*own, gone],
        "postings:board": [*own, gone],
        "postings:gone": [*boards, gone],
        "postings:screen": [Example("to pin", ("dan",)), Example("no such", ("khong-co",))],
        "postings:photo": [gone],
        "postings:still": [gone],
        "postings:end_place": [gone],
    }


def _of_the_door(things: dict[str, Any]) -> dict[str, list[Example]]:
    extracts = _each(
        things,
        waiting="extract waiting",
        fetched="extract fetched",
        of_inspector="extract of inspector",
    )
    guide, nobody = Example("", ("clerk",)), Example("no such", ("khong-co",))
    return {
        "front:extract": extracts[1:],
        "front:extract_file": extracts[::2],
        "front:extract_sheet": extracts[1:],
        "front:guide": [guide, nobody],
        "front:api_problem": [Example("", ("chi-doc",)), Example("no such", ("khong-co",))],
        "front:guide_pdf": [nobody],  # drawing it is slow; its page answers the same people
    }


def _of_people(things: dict[str, Any]) -> dict[str, list[Example]]:
    ended = _each(things, waiting="term nghi", handed_over="term cuu", other_commune="term cuu.mai")
    units = _each(things, of_clerk="units of lan", other_commune="units of mai")
    lists = _each(things, of_clerk="people of lan", other_commune="people of mai")
    acts = _each(things, hamlet="act", other_commune="act elsewhere")
    steps = ("batch", "apply", "undo", "rejected")
    return {
        "people:hand_over": ended,
        "people:handover_paper": ended,
        **{f"people:import_{step}": lists for step in (*steps, "print")},
        **{f"people:units_import_{step}": units for step in steps},
        "people:unit_act": [*acts, Example("no such", (NONE,))],
        "people:unit_act_undo": acts,
        "people:units": [Example(""), Example("in a commune", query="?xa=xa-nghinh-tuong")],
        "people:reorganise": [
            *(Example(what, (what,)) for what in ("doi-ten", "sap-nhap")),
            Example("no such", ("khong-co",)),
        ],
        "people:remove_passkey": _each(
            things, of_clerk="passkey of lan", other_commune="passkey of mai"
        ),
    }


def _of_backlogs(things: dict[str, Any]) -> dict[str, list[Example]]:
    lists = _each(things, of_clerk="papers of lan", other_commune="papers of mai")
    scans = _each(things, of_clerk="scan of lan", other_commune="scan of mai")
    steps = ("batch", "more", "apply", "undo", "rejected", "submit")
    return {
        **{f"disclosure:bring_{step}": lists for step in steps},
        **{f"disclosure:{page}": scans for page in ("scan", "scan_file", "drop_scan")},
    }


def _of_personal_data(things: dict[str, Any]) -> dict[str, list[Example]]:
    see = _each(things, see="see", other_commune="see elsewhere")
    done = _each(things, done="done", other_commune="done elsewhere")
    incidents = _each(things, own="incident", other_commune="incident elsewhere")
    codes = _each(things, of_citizen="code see", of_another="code see elsewhere")
    gone = Example("no such", (NONE,))
    acts = ("respond", "fulfil", "refuse", "extend", "receipt", "office_copy")
    return {
        "personal_data:own_request": [*codes, Example("no such", ("AAAAAAAAAA",))],
        "personal_data:follow": [codes[0], Example("no such", ("AAAAAAAAAA",))],
        "personal_data:request": [
            *see,
            done[0],
            *_each(things, of_province="of province"),
            gone,
        ],
        **{f"personal_data:{name}": see for name in acts},
        "personal_data:erase": [
            *_each(things, erase="erase", other_commune="erase elsewhere"),
            see[0],
        ],
        "personal_data:paper": [*done, see[0]],
        "personal_data:incident": [*incidents, gone],
        "personal_data:incident_paper": incidents,
    }


def _request() -> dict[str, str]:
    told = {"about": "Thu tiền vệ sinh bao nhiêu?", "purpose": "để biết", "wanted": "here"}
    return told | {"name": "Lý Thị Mẩy", "address": "xóm Đồng Tâm", "contact": ""}


def _later() -> str:
    """A day after the first clock, within what an extension may reach."""
    first = book().deadline("information.by_network", start=today()).due_on
    return f"{first + timedelta(days=1):%d/%m/%Y}"


def bodies(things: dict[str, Any], *, unit: int, hamlet: int, clerk: int) -> dict[str, Any]:
    """What a rightful sender sends. Buttons without a field are pressed by the WRONG rows."""
    day = f"{today():%d/%m/%Y}"
    told = {"name": "Lý Thị Mẩy", "source": "call", "told_on": day}
    asked = {"kind": "limit", "text": "Thôi gửi tin"}
    moment = {"day": day, "hour": "00:01"}
    happened = dict.fromkeys(("happened", "data_kind", "harm", "measures"), "Lộ danh sách")
    decided = {"document": "14/NQ-HĐND", "signed_on": day, "day": day, "confirm": "1"}
    return {
        **bodies_of_votes(),
        **petition_bodies(clerk),
        **reception_bodies(things),
        "front:extracts": {"dang": "csv"},
        "calendars:addresses": {"lich": "cua-toi"},
        "people:phone": {"number": "0912 345 678"},
        "people:helper": {"term": clerk, "phone": "0208 382 1234"},
        "people:hand_over": {"to": things["successor"], "papers": "Con dấu"},
        "people:reorganise": {"old": hamlet, "new_name": "Xóm Đổi Mới", **decided},
        "people:unit_act_undo": {"why": "Ghi nhầm ngày"},
        "personal_data:copy": {"dang": "tep"},
        "personal_data:contact": {"phone": "0912 345 678", "email": ""},
        "personal_data:ask": {**asked, "unit": unit},
        "personal_data:enter": {**asked, "name": "Ma Văn Nhì", "identity": "card"},
        "personal_data:fulfil": {"answer": "Đã gửi bản sao"},
        "personal_data:refuse": {"ground": "kept", "answer": "Luật buộc giữ"},
        "personal_data:extend": {"why": "Hồ sơ nhiều"},
        "personal_data:erase": {"sure": "on"},
        "personal_data:note_incident": {**moment, **happened, "nature": "leaked"},
        "personal_data:incident": {**moment, "told_how": "Cổng quốc gia"},
        "meetings:call": {
            "unit": hamlet,
            "title": "Họp",
            "day": f"{today() + timedelta(days=9):%d/%m/%Y}",
            "at": "19:30",
            "place": "Nhà văn hóa",
            "convened_as": "head",
        },
        "meetings:decide": {"document": "45/UBND"},
        "meetings:count": {"viec": "ghi"},
        "meetings:correct": {"yes": "2", "no": "1", "other": "0", "reason": "đếm nhầm"},
        "behalf:phone": {**told, "person": "", "phone": "0912 000 789"},
        "behalf:answer": {"yes": "1"},
        "behalf:by_code": {"yes": "1", "ma": things["entry code"]},
        "disclosure:sessions": {"name": "Kỳ họp", "held_on": day, "since": day, "until": day},
        "disclosure:session": {"opening": "Mở đầu", "body": "", "closing": ""},
        "disclosure:move_session": {"held_on": day},
        "disclosure:quarterly_words": {"opening": "Mở đầu", "closing": ""},
        "documents:drop_signed": {"why": "gửi nhầm tệp"},
        "disclosure:point_for": {**told, "about": "Thu quỹ đường"},
        "disclosure:ask_for": {**told, **_request(), "came": "post"},
        "disclosure:request_step": {
            "ready": "no",
            "missing": "Năm nào?",
            "notice": "Thứ Năm",
            "ground": "đ",
            "words": "Phải đọc nhiều hồ sơ",
            "to": "Sở Tài chính",
            "until": _later(),
            "why": "Phải tìm trong kho",
        },
        "disclosure:request_answer": {"text": "Thu 20.000 đồng"},
        "disclosure:request_file_act": {"drop": "1"},
        "disclosure:request_publish": {
            "question": "Thu bao nhiêu?",
            "answer": "20.000 đồng",
            "no_secret": "on",
        },
        "disclosure:answer_remove": {"ground": "personal_data"},
        "disclosure:ticket_door": {
            "code": things["ticket received"],
            "secret": things["secret received"],
        },
        "disclosure:ticket": {"withdraw": "1"},
        "xa:ask": _request(),
    }
