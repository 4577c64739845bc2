"""The house as the golden matrix finds it: the demo, one item in every state, secret words.

Each secret word stands in one place that not everybody may read. The matrix writes down who ever
received it; whoever is not named there and receives it has found a hole.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from danchu.disclosure.actions import drafting, mending, noting, speaking
from danchu.disclosure.models import Attachment, Item
from danchu.disclosure.speaking.sound import clean
from danchu.disclosure.spoken import Language, Recording
from danchu.disclosure.tests.factories import approve as signed_off
from danchu.disclosure.tests.sounds import mp3
from danchu.front import demo
from danchu.kit.clock import today
from danchu.people import actions as people
from danchu.people import gate, levels
from danchu.people.models import CIVIL_SERVANTS, Role, Term, User
from danchu.places.models import Belonging, Kind, Succession, Unit
from danchu.rulebook.actions import approve
from danchu.rulebook.actions import confirming as law
from danchu.rulebook.actions import draft as draft_addition
from golden_rooms import furnish

ON = today()  # the story is told up to the day the pages are asked
PIN = "240817"

# Column of the matrix → account. Who is a stranger has none.
ROLES = {
    "stranger": None,
    "citizen": "cam",  # signed in, never held a term
    "half": "lan",  # a civil servant who has not given the second factor yet
    "learner": "lan",  # inside a practice commune of her own, as its clerk
    "clerk": "lan",
    "approver": "thang",
    "chair": "binh",
    "justice": "ha",
    "one_stop": "nga",
    "head": "tam",
    "helper": "quan",
    "front_head": "mo",
    "front": "thu",
    "board": "khoa",
    "delegate": "hoa",
    "province": "dung",
    "inspector": "viet",
    "jurist": "yen",
    "ex": "cuu",  # a clerk until yesterday
    "mai": "mai",  # the clerk of another commune
}
STATES = (
    "noted",
    "waiting",
    "submitted",
    "published",
    "list_over",
    "corrected",
    "correcting",
    "withdrawn",
    "removed",
    "not_public",
    "elsewhere",
)
# Secret word → what it stands in. Words are plain letters, so that files and addresses keep them.
SECRETS = {
    "zqwaiting": "draft not yet handed over",
    "zqreturned": "why the approver gave a draft back",
    "zqsubmitted": "draft waiting for the approver",
    "zqlistover": "personal list past its posting time",
    "zqcorrecting": "correction waiting for the approver",
    "zqwithdrawn": "text, list, files and text read aloud of what was withdrawn",
    "zqremoved": "title, text, list, files and text read aloud of what was removed",
    "zqnotpublic": "draft of what is not made public",
    "zqelsewhere": "draft of the other commune",
    "zqpointed": "what somebody pointed to",
    "zqanswer": "answer to somebody who pointed",
    "zqasked": "what somebody asked for information, and who they are",
    "zqreplied": "answer given to whoever asked for information",
    "zqmail": "mail address of an account",
    "zqpapers": "papers handed over with an office",
    "zqextract": "what an extract of the trail was asked for",
    "zqbatch": "rows of a table that was sent in",
    "zqrequest": "words of a data request, and of its answer",
    "zqprovince": "words of a data request to the province",
    "zqincident": "what happened to personal data",
    "zqentered": "the office's note beside what it entered for somebody",
    "zqproof": "scan beside what was entered for somebody",
    "zqpasskey": "name of a passkey",
    "zqpractice": "what was published in a practice commune",
    "zqhousehold": "name of a household in the roll",
    "zqmeetingdraft": "a meeting that nobody was told of yet",
    "zqdraftpaper": "an official paper not issued yet",
    "zqcase": "what somebody wrote to the commune, and the answer",
    "zqheard": "what somebody said to the head, and who they are",
    "zqtalk": "a dialogue that nobody was told of yet",
    "zqhall": "a question nobody has looked at yet",
    "zqclosedpaper": "an official paper that is not for everybody",
    "zqsignedfile": "the signed file of a paper that is not for everybody",
    "zqsession": "words of a report that is not issued",
    "zqtheirs": "the same things of the other commune",
}
BESIDE = "bovang"  # stands beside every secret word: searching for it must not lead there


@dataclass
class Story:
    """Everything the crawl takes its example arguments from."""

    unit: Unit
    other: Unit
    old: Unit
    hamlet: Unit
    items: dict[str, Item] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    pointers: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    sounds: dict[str, int] = field(default_factory=dict)  # recordings, by state of their item
    people: dict[str, int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)
    devices: dict[str, int] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    card: str = ""
    objection: int = 0
    additions: dict[str, int] = field(default_factory=dict)  # drafts, and one addition in force
    things: dict[str, Any] = field(default_factory=dict)  # see `golden_rooms`


def build() -> Story:
    """The demo, then everything the matrix wants besides."""
    _grown_house()
    other, old = _three_units()
    unit = demo.build(on=ON)
    Term.objects.filter(person__username="cuu").update(until=today() - timedelta(days=1))
    User.objects.create_user("cam", full_name="Nông Thị Cam")
    User.objects.filter(username="tam").update(email="zqmail@thu.example")
    story = Story(unit, other, old, Unit.objects.communities().order_by("pk")[0])
    for state in STATES:
        _tell(story, state)
    _point(story)
    _phones(story)
    said = law.object_to(
        "disclosure.publish", since=date(2023, 7, 1), reason="Đếm sai", by=_term("yen"), on=ON
    )
    story.objection = said.pk
    _add_to_the_law(story)
    story.things = furnish(unit, other, story.hamlet)
    for state, item in story.items.items():
        for file in Attachment.objects.filter(version__item=item).order_by("version__number", "pk"):
            story.files[f"{state} {'list' if file.personal else 'file'}"] = file.pk
    story.people = dict(User.objects.values_list("username", "pk"))
    story.terms = dict(Term.objects.order_by("-pk").values_list("person__username", "pk"))
    return story


def _add_to_the_law(story: Story) -> None:
    """A draft of this commune, one of the other, and an addition that holds."""
    paper = {"since": today(), "document": "12/QĐ-UBND", "signer": "Bình", "on": today()}
    for name in ("lan", "mai"):
        shorter = draft_addition(
            "disclosure.publish", change={"working_days": 3}, by=_term(name), **paper
        )
        story.additions[name] = shorter.pk
    longer = draft_addition("disclosure.posting", change={"days": 40}, by=_term("lan"), **paper)
    story.additions["rule"] = approve(longer, by=_term("binh"), on=today()).pk


def _grown_house() -> None:
    """Row numbers begin at 4001, so that a number written 4.001 into an address shows."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        for table in connection.introspection.table_names():
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 4000)", [table])


def _three_units() -> tuple[Unit, Unit]:
    """The province, the two communes of the demo and a former one: all 392 would only be slower."""
    names = [
        (Kind.PROVINCE, "tinh", "19", "Thái Nguyên", "tinh-thai-nguyen", date(2025, 7, 1), None),
        (Kind.COMMUNE, "xa", "05818", "La Bằng", "xa-la-bang", date(2025, 7, 1), None),
        (Kind.COMMUNE, "xa", "05722", "Nghinh Tường", "xa-nghinh-tuong", date(2025, 7, 1), None),
        (Kind.COMMUNE, "xa", "05815", "Hoàng Nông", "xa-hoang-nong", None, date(2025, 6, 30)),
    ]
    province, here, other, old = (
        Unit.objects.create(
            kind=kind,
            title=title,
            code=code,
            name=name,
            folded=slug.replace("-", " "),
            slug=slug,
            valid_from=since,
            valid_to=until,
        )
        for kind, title, code, name, slug, since, until in names
    )
    for unit in (here, other):
        unit.province = province
        unit.save()
        Belonging.objects.create(unit=unit, parent=province, since=date(2025, 7, 1))
    Succession.objects.create(old=old, new=here, on=date(2025, 7, 1), act="1683/NQ-UBTVQH15")
    return other, old


def _term(username: str) -> Term:
    return Term.objects.get(person__username=username)


def _tell(story: Story, state: str) -> None:
    """One item of group 7, brought into its state by the acts of the house."""
    unit = story.other if state == "elsewhere" else story.unit
    clerk = _term("mai" if state == "elsewhere" else "lan")
    item = story.items[state] = noting.note(
        unit,
        group=7,
        number=f"9{STATES.index(state):02}/QĐ-UBND",
        decided_on=ON,
        signer="Nông Văn Bình",
        by=clerk,
        on=ON,
    )
    if state == "noted":
        return
    secret = f"zq{state.replace('_', '')} {BESIDE}"
    hidden = state in {"waiting", "submitted", "removed", "not_public", "elsewhere"}
    plain = state in {"published", "corrected", "correcting"}
    _write(
        item,
        clerk,
        title=secret if hidden else f"Việc {state}",
        body=secret if hidden or state == "withdrawn" else "Ai cũng đọc được",
        listed="Nguyễn Văn A, minh họa" if plain else secret,
    )
    if state in {"waiting", "elsewhere"}:
        drafting.submit(item, by=clerk, on=ON)
        why = f"zqreturned {BESIDE}" if state == "waiting" else secret
        drafting.give_back(item, why=why, by=_term("thang"), on=ON)
    elif state == "not_public":
        mending.refuse_to_publish(item, why="Chưa đến ngày", by=_term("binh"), on=ON)
    else:
        drafting.submit(item, by=clerk, on=ON)
        _publish(item, state)
    for made in Recording.objects.filter(script__version__item=item):
        story.sounds[state] = made.pk


def _write(
    item: Item, clerk: Term, *, title: str, body: str, listed: str, reason: str = ""
) -> None:
    """A draft with one open file, named by its text, and one with a personal list."""
    words = {"title": title, "body": body, "personal_list": listed, "reason": reason}
    version = drafting.save_draft(item, **words, by=clerk, on=ON)
    for said, personal in ((body, False), (listed, True)):
        name = f"{said} {version.number} {int(personal)}"
        pdf = SimpleUploadedFile(f"{name}.pdf", demo.demo_pdf(name))
        drafting.attach(version, pdf, personal=personal, signed_paper=False, by=clerk, on=ON)


def _publish(item: Item, state: str) -> None:
    clerk, approver = _term("lan"), _term("thang")
    if state == "submitted":
        return
    signed_off(item, approver, on=ON)
    ends = today() + timedelta(days=-1 if state == "list_over" else 60)
    Item.objects.filter(pk=item.pk).update(posted_until=ends)
    if state in {"published", "withdrawn", "removed"}:
        _read_aloud(item, f"Kính thưa bà con, nghe zq{state}." if state != "published" else "Nghe.")
    if state in {"corrected", "correcting"}:
        said = f"zqcorrecting {BESIDE}" if state == "correcting" else "Đã đếm lại"
        _write(item, clerk, title=said, body=said, listed=said, reason=said)
        drafting.submit(item, by=clerk, on=ON)
    if state == "corrected":
        signed_off(item, approver, on=ON)
    elif state == "withdrawn":
        mending.withdraw(item, why="Kèm nhầm tệp", by=_term("binh"), on=ON)
    elif state == "removed":
        mending.remove_urgently(item, ground="personal_data", by=clerk, on=ON)


def _read_aloud(item: Item, text: str) -> None:
    """A text that was issued, and somebody's recording of it with the same words beside it."""
    clerk = _term("lan")
    script = speaking.issue_script(item, text=text, numbers_checked=True, by=clerk, on=ON)
    take = speaking.Take(clean("doc.mp3", mp3()), Language.TAY, "announcer", True, text)
    speaking.keep_recording(script, take, by=clerk, on=ON)


def _point(story: Story) -> None:
    """Two who pointed: one still open, one answered."""
    for name in ("open", "answered"):
        pointer = noting.point(
            story.unit, about=f"zqpointed {BESIDE}", number="", decided_on=None, by=None, on=ON
        )
        story.pointers[name], story.codes[name] = pointer.pk, pointer.code
    noting.answer(pointer, text=f"zqanswer {BESIDE}", by=_term("lan"), on=ON)


def _phones(story: Story) -> None:
    """Part-time people come in by a phone of their own; one card is still unused."""
    office = _term("lan")
    for username in ROLES.values():
        terms = Term.objects.filter(person__username=username)
        if not terms or terms.filter(role__in=CIVIL_SERVANTS).exists():
            continue
        card = people.issue_card(terms[0].person, by=office, on=today()).card
        bound = people.bind_device(card, PIN, name="Điện thoại", on=today())
        story.devices[username], story.phones[username] = bound.device.pk, bound.secret
    son = User.objects.get(username="son")
    story.card = people.issue_card(son, by=office, on=today()).code


def come_in(role: str, story: Story) -> Client:
    """A browser in which this role has passed every door it can pass."""
    client = Client(raise_request_exception=False)
    username = ROLES[role]
    if username is None:
        return client
    person = User.objects.get(username=username)
    client.force_login(person)
    session = client.session
    if username in story.devices:
        session[gate.DEVICE] = story.devices[username]
        client.cookies[gate.PHONE_COOKIE] = story.phones[username]
    elif role == "citizen":
        session[gate.WAY] = levels.PHONE_CODE.key
    elif role != "half":
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session["account_authentication_methods_user"] = str(person.pk)
    if role == "learner":
        session[gate.PLAYS] = Role.CLERK.value
    session.save()
    return client
