"""Every table of the house, and whether it goes along with a commune. Default deny.

A test fails while a model stands here in neither way. Secrets never travel: who moves gets a new
password, a new card, a new code from the office at the new place.
"""

import re
from typing import NamedTuple


class Taken(NamedTuple):
    """Rows that belong to the commune, or (`unit` empty) that such rows name."""

    unit: str = "unit"  # the way from a row to its unit
    without: tuple[str, ...] = ()  # fields that stay behind
    known_by: tuple[str, ...] = ()  # what tells that the same row stands at the new place already
    loose: tuple[tuple[str, str], ...] = ()  # numbers that mean a row: (field, model)
    speaks: bool = False  # has `kind` and `key` of another row, or its `address`


class Left(NamedTuple):
    """Rows that do not go along, and why."""

    why: str


ENTRY = "bí mật đăng nhập: ở nơi mới được cấp lại"
HOUSE = "của riêng bản cài đặt, không phải hồ sơ của xã"
COMMON = "của pháp luật chung hoặc của cả tỉnh, không của riêng xã"

UNIT, PERSON, TERM = "places.Unit", "people.User", "people.Term"

# In the order in which they are written: a row names only rows of tables above its own.
DECLARED: dict[str, Taken | Left] = {
    UNIT: Taken("pk", known_by=("slug",)),
    "places.Belonging": Taken("unit", known_by=("unit", "parent", "since")),
    "places.Reorganisation": Taken(  # ids of this house stay; who acted stands in the trail
        "above", without=("account_id", "term_id", "undone_term_id", "born", "naming", "placing")
    ),
    "places.Move": Taken("old", known_by=("reorganisation", "old")),
    "places.Passing": Left("để hoàn tác ở nơi đã ghi: chỉ có nghĩa với mã số ở đó"),
    "places.FormerName": Taken("unit", known_by=("unit", "until", "name")),
    "places.OldAddress": Taken("unit", known_by=("slug",)),
    "places.Succession": Taken("new", known_by=("old", "new")),
    "places.LoadedFiles": Left(HOUSE),
    PERSON: Taken("", without=("password", "last_login"), known_by=("username",)),
    TERM: Taken(known_by=("person", "role", "unit", "since", "until")),
    "people.HandOver": Taken("term__unit"),
    "people.Card": Left(ENTRY),
    "people.Device": Left(ENTRY),
    "people.OneTimePassword": Left(ENTRY),
    "people.Passkey": Left(ENTRY),
    "people.Identity": Left(ENTRY),
    "people.Number": Left(ENTRY),
    "people.SentCode": Left(ENTRY),
    "people.Helper": Taken(),
    "people.Household": Taken(without=("batch_id",)),
    "people.Continuation": Taken("new__unit"),
    "people.Representative": Taken("household__unit"),
    "people.RollAct": Taken("household__unit", without=("batch_id",)),
    "people.RollConfirmation": Taken(),
    "people.Proxy": Taken("household__unit"),
    "people.ProxyPaper": Taken("proxy__household__unit", known_by=("proxy",)),
    "people.Practice": Left("bản tập huấn của từng người: ở nơi mới mở bản mới"),
    "people.Erasure": Left("ghi bằng mã số của bản cài đặt; ai đã xóa thì trong gói đã trống"),
    "rulebook.LocalRule": Taken(),
    "rulebook.LocalDraft": Taken(),
    "rulebook.Confirmation": Left(COMMON),
    "rulebook.Objection": Left(COMMON),
    "documents.Book": Taken(known_by=("unit", "symbol", "year")),
    "behalf.EnteredFor": Taken(known_by=("code",), speaks=True),
    "behalf.Proof": Taken("entry__unit", known_by=("entry",)),
    "disclosure.Item": Taken(),
    "disclosure.Version": Taken("item__unit"),
    "disclosure.Attachment": Taken("version__item__unit"),
    "disclosure.Check": Taken("version__item__unit"),
    "disclosure.Kept": Taken("item__unit"),  # the mark is keyed by this house: decided anew there
    "disclosure.Original": Taken("item__unit"),
    "disclosure.Pointer": Taken(),
    "disclosure.InformationRequest": Taken(without=("secret_hash",), known_by=("code",)),
    "disclosure.AnswerFile": Taken("request__unit"),
    "disclosure.PublishedAnswer": Taken(),
    "disclosure.NoteChange": Taken("item__unit"),
    "disclosure.DeclaredPublic": Taken("item__unit"),
    "disclosure.WaitingFile": Left("bản quét chưa nhập, chưa là hồ sơ: ở nơi mới gửi lại"),
    "disclosure.Script": Taken("version__item__unit"),
    "disclosure.Recording": Taken("script__version__item__unit"),
    "disclosure.ScanReading": Left("máy ở nơi mới đọc lại bản quét theo lịch của mình"),
    "disclosure.HeardBefore": Taken("item__unit", known_by=("item",)),
    "disclosure.CountedMonth": Left("đếm lại được ở nơi mới từ chính hồ sơ"),
    "disclosure.ChangedMonth": Left("đếm lại được ở nơi mới từ chính hồ sơ"),
    "disclosure.Cell": Left("đếm lại được ở nơi mới từ chính hồ sơ"),
    "disclosure.PaperWay": Left("đếm lại được ở nơi mới từ chính hồ sơ"),
    "disclosure.NothingArose": Taken(),
    "disclosure.Plan": Taken(),
    "disclosure.PlanLine": Taken("plan__unit"),
    "disclosure.QuarterlyList": Taken(),
    "disclosure.QuarterlyWords": Taken(),
    "disclosure.CouncilSession": Taken(),
    "documents.Document": Taken(known_by=("code",), speaks=True),  # below what it is drawn up from
    "documents.SignedFile": Taken("document__unit"),
    "documents.Mention": Taken("document__unit", speaks=True),
    "postings.Place": Taken(known_by=("unit", "name")),
    "postings.Paper": Taken(speaks=True),
    "postings.Proof": Taken(known_by=("client_id",)),
    "postings.Posting": Taken("paper__unit"),
    "postings.Gap": Taken("posting__paper__unit"),
    "postings.Broadcast": Taken("posting__paper__unit"),
    "postings.Schedule": Taken(),
    "postings.SheetPrinted": Taken(known_by=("unit", "on")),
    "people.FrozenRoll": Taken(speaks=True),  # above what counts by it: its key is no number
    "people.FrozenLine": Taken("roll__unit"),
    "decisions.Motion": Taken(),
    "decisions.Part": Taken(known_by=("motion", "unit")),
    "decisions.Count": Taken("part__unit"),
    "decisions.Initiative": Taken(),
    "decisions.Endorsement": Taken("initiative__unit"),
    "decisions.IdeaPaper": Taken("initiative__unit"),
    "decisions.SlipRound": Taken("part__unit"),
    "decisions.TeamMember": Taken("round__part__unit"),
    "decisions.Slip": Taken("round__part__unit", known_by=("code",)),
    "decisions.Decision": Taken(known_by=("motion",)),
    "decisions.Change": Taken("decision__unit"),
    "decisions.Progress": Taken("decision__unit"),
    "decisions.Objection": Taken("decision__unit"),
    "decisions.CountScan": Taken("count__part__unit"),
    "personal_data.DataRequest": Taken(),
    "personal_data.Incident": Taken(),
    "petitions.AnswerTemplate": Taken(known_by=("unit", "title")),
    "petitions.Case": Taken(without=("secret_hash",), known_by=("code",)),
    "petitions.CasePhone": Left(ENTRY),
    "petitions.Complaint": Taken("case__unit", known_by=("case",)),
    "petitions.Step": Taken("case__unit"),
    "petitions.Attachment": Taken("step__case__unit"),
    "petitions.Bar": Taken("case__unit", known_by=("case", "person")),
    "petitions.Rating": Taken("case__unit", known_by=("case",)),
    "petitions.PublicCase": Taken(known_by=("case",)),
    "petitions.Moderation": Taken("public_case__unit"),
    "petitions.MaskedPhoto": Taken("public_case__unit", known_by=("file",)),
    "petitions.Denunciation": Taken(known_by=("unit", "year", "number")),
    "petitions.InCharge": Taken("denunciation__unit"),
    "reception.ReceptionDay": Taken(known_by=("unit", "day", "begins")),
    "reception.Booking": Taken("day__unit", without=("code_hash",), known_by=("day", "number")),
    "reception.Reception": Taken(known_by=("unit", "year", "number")),
    "reception.Bar": Taken("reception__unit", known_by=("reception", "person")),
    "reception.PeoplesDialogue": Taken(),
    "reception.Question": Taken("dialogue__unit", known_by=("dialogue", "number")),
    "meetings.Meeting": Taken(without=("moved_from",)),  # it says that it was moved, and why
    "meetings.Sitting": Taken("meeting__unit", known_by=("meeting", "number")),
    "meetings.ClusterPlan": Taken("meeting__unit", known_by=("meeting",)),
    "meetings.AgendaItem": Taken("meeting__unit", speaks=True),  # below what its key means
    "meetings.Handout": Taken("meeting__unit"),
    "meetings.Notice": Taken("meeting__unit", known_by=("meeting", "what", "way")),
    "meetings.Invitation": Taken("meeting__unit", known_by=("code",)),
    "meetings.Attendance": Taken("sitting__meeting__unit"),
    "meetings.Officer": Taken("sitting__meeting__unit"),
    "meetings.WayChosen": Taken("sitting__meeting__unit", known_by=("sitting", "item")),
    "meetings.Question": Taken("sitting__meeting__unit"),
    "meetings.Tally": Taken("sitting__meeting__unit"),
    "meetings.Count": Taken("sitting__meeting__unit"),
    "meetings.Outcome": Taken("item__meeting__unit", speaks=True),
    "meetings.Minutes": Taken("meeting__unit", known_by=("meeting", "edition")),
    "meetings.Scan": Taken("meeting__unit"),
    "duties.Duty": Taken(speaks=True),
    "kit.SearchEntry": Taken(
        "unit_id", known_by=("room", "kind", "key"), loose=(("unit_id", UNIT),), speaks=True
    ),
    "kit.AuditEntry": Taken(
        "unit_id",
        loose=(("account_id", PERSON), ("term_id", TERM), ("unit_id", UNIT)),
        speaks=True,
    ),
    "duties.CalendarAddress": Left(ENTRY),
    "duties.DoneSum": Left("cộng lại được ở nơi mới từ chính các việc"),
    "duties.DoneChanged": Left("cộng lại được ở nơi mới từ chính các việc"),
    "kit.TrailExtract": Left("về tệp trích ở nơi cũ: số mục của nó chỉ có nghĩa ở đó"),
    "kit.Tally": Left(HOUSE),
    "kit.JobRun": Left(HOUSE),
    "kit.ChangeCount": Left(HOUSE),
    "kit.Batch": Left(HOUSE),
    "sessions.Session": Left(ENTRY),
    "mfa.Authenticator": Left(ENTRY),
    "account.EmailAddress": Left(ENTRY),
    "account.EmailConfirmation": Left(ENTRY),
    "contenttypes.ContentType": Left(HOUSE),
    "auth.Permission": Left(HOUSE),
    "auth.Group": Left(HOUSE),
}

# Which row a number in `key` means, by the `kind` beside it. None: not carried, or no row at all.
KINDS: dict[str, str | None] = {
    "item": "disclosure.Item",
    "file": "disclosure.Attachment",
    "pointer": "disclosure.Pointer",
    "information_request": "disclosure.InformationRequest",
    "published_answer": "disclosure.PublishedAnswer",
    "nothing": "disclosure.NothingArose",
    "plan": "disclosure.Plan",
    "quarterly_list": "disclosure.QuarterlyList",
    "paper": "postings.Paper",
    "posting": "postings.Posting",
    "posting_proof": "postings.Proof",
    "posting_gap": "postings.Gap",
    "place": "postings.Place",
    "schedule": "postings.Schedule",
    "sheet": "postings.SheetPrinted",
    **{
        f"paper_{way}": "postings.Paper"
        for way in (
            "down",
            "posting",
            "posting_permanent",
            "broadcast",
            "community_head",
            "letter",
            "dialogue",
            "reception",
            "organisations",
            "networks",
            "other",
        )
    },
    "document": "documents.Document",
    "council": "disclosure.CouncilSession",
    "quarterly_words": "disclosure.QuarterlyWords",
    "item_text": "disclosure.Item",
    "notice": "disclosure.Item",
    "meeting": "meetings.Meeting",
    "gathering": None,
    "meeting_notice": "meetings.Meeting",
    "quarter": None,
    "posted": None,
    "taken_down": None,
    "bundle": None,
    "bundle_notice": None,
    "rule": "rulebook.LocalRule",
    "local_draft": "rulebook.LocalDraft",
    "term": TERM,
    "account": PERSON,
    "unit": UNIT,
    "motion": "decisions.Motion",
    "motion_part": None,
    "part_of_motion": "decisions.Part",
    "slip_round": "decisions.SlipRound",
    "community_decision": "decisions.Decision",
    "initiative": "decisions.Initiative",
    "data_request": "personal_data.DataRequest",
    "data_incident": "personal_data.Incident",
    "case": "petitions.Case",
    "public_case": "petitions.PublicCase",
    "secret_matter": "petitions.Denunciation",
    "answer_template": "petitions.AnswerTemplate",
    "reception_day": "reception.ReceptionDay",
    "reception": "reception.Reception",
    "reception_book": None,
    "dialogue": "reception.PeoplesDialogue",
    "dialogue_question": "reception.Question",
    "dialogue_year": UNIT,
    "hand_over": "people.HandOver",
    "act": "places.Reorganisation",
    "batch": None,
    "scan": None,
    "entered_for": "behalf.EnteredFor",
    "helper": "people.Helper",
    "household": "people.Household",
    "proxy": "people.Proxy",
    "frozen_roll": "people.FrozenRoll",
    "roll": UNIT,
    "phone": None,
    "practice": None,
    "text": None,
    "calendar": None,
    "extract": None,
    "card": None,
    "key": None,
    "passkey": None,
    "device": None,
    "law": None,
}

# Addresses that hold the number of a row; all others are the same in every house.
ADDRESSES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"^(/cong-khai/)(\d+)(/.*)$"), "disclosure.Item"),
    (re.compile(r"^(/cong-khai/chi-van-ban/)(\d+)(/.*)$"), "disclosure.Pointer"),
    (re.compile(r"^(/cong-khai/hoi/)(\d+)(/.*)$"), "disclosure.InformationRequest"),
    (re.compile(r"^(/cong-khai/hoi-dap/)(\d+)(/.*)$"), "disclosure.PublishedAnswer"),
    (re.compile(r"^(/cong-khai/bao-cao-hoi-dong/)(\d+)(/.*)$"), "disclosure.CouncilSession"),
    (re.compile(r"^(/niem-yet/giay/)(\d+)(/.*)$"), "postings.Paper"),
    (re.compile(r"^(/hop/)(\d+)(/.*)$"), "meetings.Meeting"),
    (re.compile(r"^(/hop/thong-bao/)(\d+)(/.*)$"), "meetings.Meeting"),
    (re.compile(r"^(/nhap-thay/)(\d+)(/.*)$"), "behalf.EnteredFor"),
    (re.compile(r"^(/ban-quyet-dinh/)(\d+)(/.*)$"), "decisions.Motion"),
    (re.compile(r"^(/ban-quyet-dinh/dot-phieu/)(\d+)(/.*)$"), "decisions.SlipRound"),
    (re.compile(r"^(/du-lieu-ca-nhan/yeu-cau/)(\d+)(/.*)$"), "personal_data.DataRequest"),
    (re.compile(r"^(/don-thu/ban/)(\d+)(/.*)$"), "petitions.Case"),
    (re.compile(r"^(/don-thu/cong-khai/viec/)(\d+)(/.*)$"), "petitions.PublicCase"),
    (re.compile(r"^(/don-thu/viec-mat/)(\d+)(/.*)$"), "petitions.Denunciation"),
    (re.compile(r"^(/tiep-dan/ban/)(\d+)(/.*)$"), "reception.ReceptionDay"),
    (re.compile(r"^(/tiep-dan/ban/luot/)(\d+)(/.*)$"), "reception.Reception"),
    (re.compile(r"^(/tiep-dan/ban/doi-thoai/)(\d+)(/.*)$"), "reception.PeoplesDialogue"),
    (re.compile(r"^(/tiep-dan/doi-thoai/)(\d+)(/.*)$"), "reception.PeoplesDialogue"),
    (re.compile(r"^(/du-lieu-ca-nhan/su-co/)(\d+)(/.*)$"), "personal_data.Incident"),
]

# Rows that stand at a new place before anything was moved there: the country's units, their search
# entries, and duties that the calendar opened. They are no records.
NO_RECORDS = {UNIT, "places.Belonging", "places.Succession", PERSON, "duties.Duty"}


def taken() -> dict[str, Taken]:
    """The tables that go along, in order."""
    return {label: how for label, how in DECLARED.items() if isinstance(how, Taken)}


def left() -> dict[str, str]:
    return {label: how.why for label, how in DECLARED.items() if isinstance(how, Left)}
