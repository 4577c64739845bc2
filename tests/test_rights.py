"""The table of rights is true: every page of the desk is opened as every role and compared."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from danchu.behalf.actions import Told
from danchu.behalf.models import EnteredFor, Source
from danchu.decisions.actions import deciding, from_paper, initiating, proposing, slips
from danchu.decisions.actions.counting import Hall
from danchu.decisions.actions.from_paper import Sheets
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.models import CountScan, Motion
from danchu.decisions.tests import factories as votes
from danchu.decisions.words import Matter, Way
from danchu.disclosure.actions import (
    entering,
    mending,
    noting,
    planning,
    publishing_answers,
    receiving,
    reporting,
)
from danchu.disclosure.bringing.importer import PaperImporter
from danchu.disclosure.tests import asking as requests
from danchu.disclosure.tests import boards as pinned
from danchu.disclosure.tests import factories as told
from danchu.documents.tests import factories as papers
from danchu.duties.models import Duty
from danchu.front import errors
from danchu.kit import clock
from danchu.kit.clock import today
from danchu.kit.models import Batch, TrailExtract
from danchu.kit.tests.engines import half
from danchu.meetings.forms import STEPS
from danchu.meetings.tests import gathered
from danchu.people import actions as people
from danchu.people import gate, importing, may
from danchu.people.actions.proxies import Wish
from danchu.people.actions.rolls import ForWhat
from danchu.people.models import CIVIL_SERVANTS, Household, Role, Term
from danchu.people.roles import SEATS
from danchu.people.roll.forms import ACTS
from danchu.people.roll.importing import Households
from danchu.people.tests.factories import in_office, signed_in
from danchu.personal_data.actions import answering
from danchu.personal_data.actions.incidents import note_incident
from danchu.personal_data.models import Kind as Wanted
from danchu.personal_data.models import Nature
from danchu.personal_data.tests.factories import asks, on_paper
from danchu.personal_data.tests.test_incidents import TOLD
from danchu.petitions.actions import register
from danchu.petitions.tests import factories as told_cases
from danchu.places.actions import rename
from danchu.places.importing import UnitImporter
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import Kind, Unit
from danchu.postings import reading as postings
from danchu.postings.actions import missing
from danchu.reception.actions import talking
from danchu.reception.tests import factories as receptions
from danchu.rulebook.actions import approve, draft, object_to

pytestmark = pytest.mark.django_db
ON = today()


def patterns() -> Iterator[tuple[str, URLPattern]]:
    def walk(inside: list[Any], space: str) -> Iterator[tuple[str, URLPattern]]:
        for one in inside:
            if isinstance(one, URLPattern):
                yield f"{space}{one.name}", one
            else:
                yield from walk(
                    one.url_patterns, space + f"{one.namespace or ''}:" * bool(one.namespace)
                )

    yield from walk(get_resolver().url_patterns, "")


DESK = {name: one for name, one in patterns() if getattr(one.callback, "at_the_desk", False)}


def test_there_are_pages_to_compare():
    assert len(DESK) >= 30


def test_every_page_of_the_desk_stands_in_the_table():
    """A new page for people in office: write a line into the `rights.py` of its room."""
    assert {name for name in DESK if not may.roles_on(name)} == set()


def test_the_table_names_pages_that_exist():
    known = {name for name, _ in patterns()}
    named = {page for right in may.table() for page in (right.page, *right.also)}

    assert named - known == set()


def test_every_right_is_said_once_and_in_words():
    said = [right.what for right in may.table()]

    assert len(said) == len(set(said))
    assert all(right.roles for right in may.table())


@pytest.fixture
def world(lan, thang, binh, tam, province) -> dict[str, Any]:
    """One thing of each sort, so that every page of the desk has something to open."""
    noted = told.note(lan, number="1/QĐ", decided_on=ON, on=ON)
    file = told.attach(told.draft(noted, lan, on=ON), lan, on=ON)
    public = told.publish(told.note(lan, number="2/QĐ", decided_on=ON, on=ON), lan, thang, on=ON)
    removed = told.publish(
        told.note(lan, number="3/QĐ", decided_on=ON, on=ON),
        lan,
        thang,
        on=ON,
        files=[told.pdf()],
    )
    mending.remove_urgently(removed, ground="personal_data", by=lan, on=ON)
    sealed = removed.versions.get().files.get()
    asked = {"about": "mức thu", "number": "", "decided_on": None}
    pointer = noting.point(lan.unit, **asked, by=None, on=ON)
    paper = {"since": ON, "document": "12/QĐ", "signer": "Bình", "by": lan, "on": ON}
    shorter = draft("disclosure.publish", change={"working_days": 3}, **paper)
    longer = draft("disclosure.posting", change={"days": 40}, **paper)
    rule = approve(longer, by=binh, on=ON)
    dung, hoa = (in_office(name, Role.PROVINCE, province).terms.get() for name in ("dung", "hoa"))
    theirs = draft("disclosure.publish", change={"working_days": 4}, **paper | {"by": dung})
    wider = draft("disclosure.posting", change={"days": 35}, **paper | {"by": dung})
    everywhere = approve(wider, by=hoa, on=ON)
    yen = in_office("yen", Role.JURIST, province).terms.get()
    before = {"since": date(2025, 7, 1), "until": ON - timedelta(days=1)}
    left = in_office("cu", Role.CLERK, lan.unit, **before).terms.get()
    gone = in_office("cu.hai", Role.CLERK, lan.unit, **before).terms.get()
    people.hand_over(gone, to=lan, by=None, on=ON)
    objection = object_to("disclosure.publish", since=date(2023, 7, 1), reason="x", by=yen, on=ON)
    paper_of_name = Decision("12/NQ-HĐND", ON, ON + timedelta(days=30))
    renamed = rename(tam.unit, NewUnit("Xóm Tâm Mới"), paper_of_name, by=lan, on=ON)
    scan = told.pdf()
    called = Told(Source.PAPER, ON, name="Lý Thị Mẩy", file=scan)
    entered = entering.point_for(lan.unit, called, **asked, by=lan, on=ON)
    queued = receiving.receive(lan.unit, told.pdf("cho.pdf", "cho"), by=lan, on=ON).file
    own = [_personal(lan, tam), _personal(dung, hoa)]
    ticket = requests.asked(lan.unit, on=ON)
    given = requests.supply(
        requests.asked(lan.unit, on=ON), lan, on=ON, upload=told.pdf(), seen=True
    )
    words = {"question": "Thu bao nhiêu?", "answer": "20.000 đồng", "file_ids": []}
    seen = {"no_secret": True, "seen": True, "by": binh, "on": ON}
    shown = publishing_answers.publish_answer(given, **words, **seen)
    plan = {"document": "1/KH", "has_loudspeaker": True, "lines": []}
    planning.issue_plan(lan.unit, year=ON.year, **plan, by=binh, on=ON)
    document = papers.issued(lan, ON)
    signed = papers.signed(document, lan, ON)
    span = {"since": ON, "until": ON, "held_on": ON}
    council = reporting.enter_session(lan.unit, name="Kỳ họp", **span, by=lan, on=ON)
    items = [(one.pk,) for one in (noted, public, removed)]
    board = _board(public.pk, tam)
    return {
        **{name: items for name in DESK if name.startswith("disclosure:")},
        **{key: [()] for key in ["disclosure:index", "disclosure:note", "disclosure:owed"]},
        **board,
        **_petitions(lan, binh, province),
        **_reception(lan),
        "disclosure:nothing": [()],
        **{f"disclosure:{page}": [()] for page in ("bring", "bring_template", "scans")},
        **{
            f"disclosure:bring_{what}": papers_of
            for what in ("batch", "more", "apply", "undo", "rejected", "submit")
        },
        **{f"disclosure:{page}": [(queued.pk,)] for page in ("scan", "scan_file", "drop_scan")},
        "disclosure:detach": [(noted.pk, file.pk)],
        "disclosure:take_back": [(public.pk, told.recorded(public, lan, on=ON).pk)],
        "disclosure:sealed_file": [(removed.pk, sealed.pk)],
        "disclosure:decide": [(noted.pk, "chu")],
        "disclosure:original": [(removed.pk, told.original(removed, lan, on=ON).pk)],
        "disclosure:answer": [(pointer.pk,)],
        "disclosure:requests": [()],
        "disclosure:ask_for": [()],
        **{f"disclosure:request{page}": [(ticket.pk,)] for page in ("", "_answer", "_publish")},
        "disclosure:request_step": [(ticket.pk, "nhan")],
        **{
            f"disclosure:request_file{page}": [(given.pk, given.files.get().pk)]
            for page in ("", "_act")
        },
        "disclosure:answer_remove": [(shown.pk,)],
        "disclosure:plan_form": [(ON.year,)],
        "disclosure:quarterly_list": [(ON.year - 1, 4)],
        "disclosure:quarterly_paper": [(ON.year - 1, 4)],
        **{f"disclosure:quarterly_{what}": [(ON.year - 1, 4)] for what in ("words", "item")},
        "disclosure:plan_paper": [(ON.year,)],
        "disclosure:sessions": [()],
        **{
            f"disclosure:{page}": [(council.pk,)]
            for page in ("session", "move_session", "report_paper", "report_item")
        },
        "disclosure:posting_paper": [(public.pk, "thong-bao")],
        "disclosure:bundle_paper": [(tam.unit_id, "phieu")],
        "documents:sign": [(document.pk,)],
        **{
            f"documents:{page}": [(document.pk, signed.pk)]
            for page in ("signed_file", "check_again", "drop_signed")
        },
        **{f"documents:{page}": [(document.pk,)] for page in ("document", "void")},
        "documents:file": [(document.pk, "pdf")],
        "rulebook:add": [("disclosure.publish",)],
        "rulebook:confirm": [("disclosure.publish",)],
        "rulebook:object_to": [("disclosure.publish",)],
        "rulebook:draft": [(shorter.pk,), (theirs.pk,)],
        "rulebook:end": [(rule.pk,), (everywhere.pk,)],
        "rulebook:settle": [(objection.pk,)],
        "people:person": [(tam.person_id,), (lan.person_id,)],
        "people:issue_card": [(tam.person_id,)],
        "people:issue_password": [(lan.person_id,)],
        **{name: [one[name] for one in own] for name in own[0]},
        "duties:event": duty_of,
        **{f"behalf:{page}": [(entered.pk,)] for page in ("entry", "slip", "proof")},
        "behalf:answer": entered_for,
        **_roll(tam),
        **_meeting(tam),
        "disclosure:point_for": [()],
        **{f"front:extract{what}": extract_of for what in ("", "_file", "_sheet")},
        **_votes(tam, lan, binh),
        "people:hand_over": [(left.pk,)],
        "people:handover_paper": [(gone.pk,)],
        "people:end_term": [(tam.pk,), (lan.pk,)],
        **{
            f"people:import_{what}": batch_of
            for what in ("batch", "apply", "undo", "rejected", "print")
        },
        **{
            f"people:units_import_{what}": units_of
            for what in ("batch", "apply", "undo", "rejected")
        },
        "people:reorganise": [("sap-nhap",), ("tach",), ("giai-the",), ("doi-ten",)],
        **{key: [(renamed.pk,)] for key in ["people:unit_act", "people:unit_act_undo"]},
    }  # fmt: skip


def _roll(tam: Term) -> dict[str, Any]:
    """Two households of bà Tâm's hamlet, one that left; a list kept; a proxy with its paper."""
    entries = [people.households.Entry(name, "Ngõ 2") for name in ("Lý A Sửu", "Hà Văn Rời")]
    long_ago = people.households.Ground(date(2025, 8, 1), "đơn của hộ")
    by = {"by": tam, "on": ON}
    stays, gone = (people.add_household(tam.unit, one, long_ago, **by) for one in entries)
    kept = people.freeze_roll(tam.unit, ForWhat("họp xóm"), **by)
    people.move_away(gone, long_ago._replace(day=ON), **by)
    wish = Wish("Lý A Pao", "họp xóm", ON, ON, paper=told.pdf())
    proxy = people.give_proxy(stays, wish, **by)
    at = [(tam.unit.slug,)]
    return {
        **{f"people:{page}": at for page in ("roll", "roll_add", "roll_confirm", "roll_freeze")},
        "people:household": [(stays.pk,), (gone.pk,)],
        "people:household_act": [(stays.pk, what) for what in ACTS],
        "people:household_erase": [(gone.pk,)],
        **{f"people:{page}": [(kept.pk,)] for page in ("frozen", "frozen_paper")},
        "people:proxy": [(stays.pk,)],
        **{f"people:{page}": [(proxy.pk,)] for page in ("proxy_end", "proxy_paper")},
        **{
            f"people:roll_import_{what}": households_of
            for what in ("batch", "apply", "undo", "rejected")
        },
    }


def households_of(term: Term) -> list[tuple[Any, ...]]:
    """A list of households, the same way as a list of people."""
    return batch_of(term, Households.kind)


def _meeting(tam: Term) -> dict[str, Any]:
    """One that is prepared, and one that was held on paper with a count and signed minutes."""
    prepared = gathered.prepared(tam, on=ON)
    held = gathered.held(tam, on=ON)
    count = held.sittings.get().counts.get()
    steps = [(prepared.pk, what) for what in STEPS]
    return {
        **{f"meetings:{page}": [()] for page in ("index", "call")},
        **{f"meetings:{page}": [(held.pk,)] for page in ("meeting", "hall", "minutes")},
        "meetings:step": steps,
        "meetings:decide": [(prepared.pk,)],
        "meetings:drop_item": [(prepared.pk, prepared.items.get().pk)],
        "meetings:count": [(held.pk, count.item_id)],
        "meetings:correct": [(held.pk, count.pk)],
        "meetings:invitations": [(gathered.told_of(tam, on=ON).pk,)],
        "meetings:file": [(held.pk, "bien-ban", "docx")],
        "meetings:scan": [(held.scans.get(kind="minutes").pk,)],
    }


def _personal(by: Term, asker: Term) -> dict[str, tuple[Any, ...]]:
    """What the office of `by` answers: a request to see, one to erase, one done, an incident."""
    see = asks(asker.person, by.unit, Wanted.SEE, on=ON)
    gone = on_paper(by.unit, by, Wanted.ERASE, name="Nông Thị Vắng", on=ON)
    done = asks(asker.person, by.unit, Wanted.OBJECT, on=ON)
    answering.fulfil(done, answer="Đã làm", by=by, on=ON)
    leak = note_incident(nature=Nature.LEAKED, found_at=clock.now(), **TOLD, by=by, on=ON)
    open_pages = ("request", "respond", "fulfil", "refuse", "extend", "receipt", "office_copy")
    return {
        **{f"personal_data:{name}": (see.pk,) for name in open_pages},
        "personal_data:erase": (gone.pk,),
        "personal_data:paper": (done.pk,),
        "personal_data:incident": (leak.pk,),
        "personal_data:incident_paper": (leak.pk,),
    }


def _votes(tam: Term, lan: Term, binh: Term) -> dict[str, Any]:
    """In bà Tâm's hamlet: a code decided, sent and answered, one that waits, slips counted and
    slips being collected, an initiative that was sent."""
    mo = in_office("mo.rights", Role.FRONT_HEAD, tam.unit).terms.get()
    told = {"by": tam, "on": ON}
    every = Household.objects.filter(unit=tam.unit).standing(on=ON).count()

    def voted(matter: Matter) -> Motion:
        motion = votes.put_forward(tam, mo, on=ON, matter=matter)
        votes.hall(motion.parts.get(), tam, present=every, yes=every, whole=every, on=ON)
        motion.refresh_from_db()
        return motion

    answered = deciding.write_decision(voted(Matter.VILLAGE_CODE), votes.words(), **told)
    answered = deciding.send_decision(answered, **told)
    answered = deciding.receive_decision(answered, by=lan, on=ON)
    deciding.recognise(answered, number="1/QĐ", by=binh, on=ON)
    sent = deciding.write_decision(voted(Matter.BOARDS), votes.words(), **told)
    sent = deciding.send_decision(sent, **told)
    waiting = votes.proposed(tam, on=ON)
    whole = proposing.propose(binh.unit, votes.proposal(), by=binh, on=ON)
    by_slips = {"matter": Matter.SELF_MANAGED, "way": Way.SLIPS}
    running = votes.handed_out(
        votes.put_forward(tam, mo, on=ON, **by_slips).parts.get(), tam, on=ON
    )
    goes = votes.removed(mo, binh, on=ON).parts.get()
    votes.hall(goes, mo, present=0, yes=0, whole=every, on=ON)
    removing = votes.handed_out(goes, mo, on=ON)
    counted = votes.handed_out(
        votes.put_forward(tam, mo, on=ON, **by_slips).parts.get(),
        tam,
        on=ON - timedelta(days=10),
    )
    votes.collected(counted, 1)
    slips.count_slips(counted, slips.Tally(1, 0, 0, "Một", "Hai"), **told)
    part = votes.put_forward(tam, mo, on=ON, matter=Matter.COMMUNITY_FUND).parts.get()
    hall, sheets = Hall(ON, every, every, every, 0), Sheets([pinned.photo()], [pinned.photo()])
    from_paper.enter_hall(part, hall, sheets, **told)
    scan = CountScan.objects.filter(count__part=part)[0]
    idea = initiating.begin(tam.unit, Idea(Matter.SELF_MANAGED, "x", "y", "z"), **told)
    sheet = from_paper.Sheet("đơn viết tay", pinned.photo())
    sheet = from_paper.note_idea_step(idea, "Sáng kiến", sheet, day=ON, **told)
    acts = [(waiting.pk, "thong-nhat"), (whole.pk, "thong-nhat"), (sent.motion_id, "nhan")]
    round_pages = ("send_plan", "prepare_slips", "collect", "count_slips", "call_off")
    papers_of_round = ("print_slips", "collection_paper", "plan_paper", "minutes_paper")
    return {
        "decisions:desk": [()],
        "decisions:propose": [()],
        "decisions:work": [(answered.motion_id,), (whole.pk,)],
        "decisions:act": acts,
        "decisions:decision_paper": [(answered.motion_id,)],
        "decisions:recognition_paper": [(answered.motion_id,)],
        "decisions:motion_file": [(answered.motion_id, "quyet-dinh", "docx")],
        "decisions:plan_slips": [(running.part_id,), (goes.pk,)],
        "decisions:round": [(running.pk,)],
        **{f"decisions:{page}": [(running.pk,), (removing.pk,)] for page in round_pages},
        **{f"decisions:{page}": [(counted.pk,)] for page in papers_of_round},
        "decisions:scan": [(scan.pk,)],
        "decisions:idea_scan": [(sheet.pk,)],
        "decisions:round_file": [(counted.pk, "bien-ban", "docx")],
        "decisions:initiative_file": [(idea.pk, "dong-thuan", "docx")],
        "decisions:initiatives": [()],
        "decisions:begin": [()],
        **{
            f"decisions:{page}": [(idea.pk,)]
            for page in ("initiative", "endorse", "endorsements_paper")
        },
        "decisions:initiative_act": [(idea.pk, "gui"), (idea.pk, "mat-tran")],
    }


def _reception(clerk: Term) -> dict[str, list[tuple[Any, ...]]]:
    """A day held today with one line of the book; a dialogue that takes questions."""
    day = receptions.day_of(clerk, day=ON, on=ON)
    line = receptions.line_of(day, by=clerk, on=ON)
    talk = receptions.dialogue_of(clerk, day=ON + timedelta(days=9), on=ON)
    told = {"text": "Bao giờ sửa đường?", "hamlet": None, "source": "paper"}
    asked = talking.ask(talk, **told, by=clerk, on=ON)
    return {
        **{f"reception:{page}": [(day.pk,)] for page in ("day", "close", "book_for", "minutes")},
        **{f"reception:{page}": [(line.pk,)] for page in ("line", "make_case", "slip", "involved")},
        "reception:export": [("csv",)],
        "reception:book_paper": [()],
        **{f"reception:{page}": [(talk.pk,)] for page in ("talk", "add_question", "talk_paper")},
        "reception:step": [(talk.pk, "bao")],
        "reception:question": [(asked.pk, "tra-loi")],
    }


def _petitions(clerk: Term, chair: Term, province: Unit) -> dict[str, list[tuple[Any, ...]]]:
    """What somebody sent with a photo, with the paper of its receipt; a second complaint at the
    province; a secret matter."""
    told = {"on": ON, "public": True, "pictures": (told_cases.cleaned(),)}
    case = told_cases.send(clerk.unit, **told).case
    step = case.steps.get()
    file = step.files.get()
    secret = register.enter_secret(received_on=ON, many_places=False, by=chair, on=ON)
    above = in_office("thanh", Role.INSPECTOR, province).terms.get()
    again = told_cases.handed_in_again(above, on=ON, pictures=(told_cases.cleaned(),)).case
    first = again.steps.get()
    cases = [(case.pk, step.pk, file.pk), (again.pk, first.pk, first.files.get().pk)]
    return {
        "petitions:case": [(pk,) for pk, _, _ in cases],
        "petitions:bulk": [("giao",)],
        "petitions:act": [(pk, "ghi-chu") for pk, _, _ in cases],
        "petitions:office_file": [(pk, kept) for pk, _, kept in cases],
        "petitions:paper": [(pk, made, "docx") for pk, made, _ in cases],
        "petitions:draw_up": [(case.pk, step.pk)],
        "petitions:moderate": [(case.pk,)],
        "petitions:mask": [(case.pk, file.pk)],
        "petitions:masked_preview": [(case.pk, file.pk)],
        "petitions:public_remove": [(case.pk,)],
        "petitions:secret": [(secret.pk,)],
        "petitions:secret_paper": [(secret.pk, "docx")],
    }


def _board(item: int, head: Term) -> dict[str, list[tuple[Any, ...]]]:
    """A paper that hangs with a photo in the hamlet of `head` and was reported gone by somebody."""
    paper = postings.newest_paper("disclosure", "item", item)
    one = pinned.rows(paper).get(unit=head.unit)
    proof = pinned.tap([one], head, on=ON, photo=pinned.photo()).proof
    gap = missing.report_gone(one, since=ON, by=None, on=ON)
    plain = ("today", "token", "index", "places", "enter", "sheet", "aloud", "schedule")
    return {
        **{f"postings:{name}": [()] for name in plain},
        "postings:screen": [("dan",), ("bao",)],
        "postings:paper": [(paper.pk,)],
        "postings:photo": [(proof.pk,)],
        "postings:still": [(gap.pk,)],
        "postings:end_place": [(one.place_id,)],
    }


def duty_of(term: Term) -> list[tuple[Any, ...]]:
    """Something this very role owes in its unit."""
    duty, _ = Duty.objects.get_or_create(
        rule_key="disclosure.publish",
        unit=term.unit,
        role=term.role,
        kind="rights",
        key=str(term.pk),
        defaults={"what": "Việc", "address": "/viec/", "counted_from": ON, "due_on": ON},
    )
    return [(duty.pk,)]


def entered_for(term: Term) -> list[tuple[Any, ...]]:
    """What the office wrote down for this very person, who answers it."""
    entry, _ = EnteredFor.objects.get_or_create(
        act="people.set_phone",
        kind="phone",
        key=f"{term.person_id}-1",
        defaults={
            "code": f"ANSWER{term.pk}",
            "unit": term.unit,
            "account_id": term.person_id,
            "source": Source.CALL,
            "told_on": ON,
            "entered_by": term,
            "entered_on": ON,
            "said": "Số điện thoại công vụ: 0912 000 456",
        },
    )
    return [(entry.pk,)]


def extract_of(term: Term) -> list[tuple[Any, ...]]:
    """An extract of the trail that this very person took out."""
    extract, _ = TrailExtract.objects.get_or_create(
        account_id=term.person_id,
        term_id=term.pk,
        unit_id=term.unit_id,
        defaults={
            "made_at": clock.now(),
            "made_on": ON,
            "asked": {},
            "words": [],
            "form": "csv",
            "upto": 1,
            "entries": 1,
            "sha256": "0" * 64,
            "sent_at": clock.now(),
        },
    )
    return [(extract.pk,)]


def batch_of(term: Term, kind: str = importing.People.kind) -> list[tuple[Any, ...]]:
    """A list that this very person sent: nobody opens another's."""
    batch, _ = Batch.objects.get_or_create(
        kind=kind,
        account_id=term.person_id,
        unit_id=term.unit_id,
        defaults={
            "name": "nguoi.xlsx",
            "made_at": clock.now(),
            "counts": dict.fromkeys(["new", "changed", "same", "rejected"], 0),
        },
    )
    return [(batch.pk,)]


def units_of(term: Term) -> list[tuple[Any, ...]]:
    """A table of units, the same way."""
    return batch_of(term, UnitImporter.kind)


def papers_of(term: Term) -> list[tuple[Any, ...]]:
    """A list of papers, the same way."""
    return batch_of(term, PaperImporter.kind)


@pytest.fixture
def seats(commune, hamlet, province):
    return {Kind.COMMUNE: commune, Kind.COMMUNITY: hamlet, Kind.PROVINCE: province}


def somebody(role: Role, seats) -> Term:
    person = in_office(f"r.{role}", role, seats[SEATS[role][0]])
    return person.terms.select_related("unit").get()


def opens(client: Client, address: str) -> bool:
    """Whether this page is there for whoever asks. What the asking changed is undone."""
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address, {"x": "1"})
        transaction.set_rollback(True)
    led_away = answer.get("Location", "").startswith("/dang-nhap/")
    return answer.status_code in {200, 302, 422} and not led_away


def addresses(name: str, world, term: Term) -> list[str]:
    wants = "<" in str(DESK[name].pattern)
    assert name in world or not wants, f"no example of {name} yet: give it one in `world`"
    found = world.get(name, [()])
    return [reverse(name, args=given) for given in (found(term) if callable(found) else found)]


def test_pages_open_for_the_roles_the_table_names_and_close_the_moment_the_term_ends(
    world, seats, monkeypatch
):
    """The same session, the same addresses: open a moment ago, now nothing. One world for all.

    Half of the roles on each engine. The golden matrix asks every address as every role.
    """
    monkeypatch.setattr(errors, "render", bare)  # a page of 404 is the same thousands of times
    monkeypatch.setattr(gate, "render", bare)
    for role in half(Role):
        with transaction.atomic():
            compare(role, world, seats)
            transaction.set_rollback(True)


def bare(request: HttpRequest, name: str, status: int = 200) -> HttpResponse:
    return HttpResponse(name, status=status)


def compare(role: Role, world, seats) -> None:
    term = somebody(role, seats)
    client = signed_in(Client(), term.person)
    opened = {
        name for name in DESK if any(opens(client, at) for at in addresses(name, world, term))
    }
    assert opened == {name for name in DESK if role in may.roles_on(name)}, role

    Term.objects.filter(pk=term.pk).update(until=ON - timedelta(days=1))

    for name in opened:
        for address in addresses(name, world, term):
            assert client.get(address).status_code in {403, 404}, (role, address)
            assert client.post(address, {"x": "1"}).status_code in {403, 404}, (role, address)
    mine = client.get("/tai-khoan/quyen/").content.decode()
    assert "Hôm nay không giữ vai nào" in mine, role
    assert not any(right.what in mine for right in may.table()), role


@pytest.mark.parametrize("role", list(Role))
def test_every_line_shown_to_somebody_leads_to_an_open_page(role, lan, seats):
    term = somebody(role, seats)
    client = signed_in(Client(), term.person)
    page = client.get("/tai-khoan/quyen/").content.decode()

    lines = may.lines_of(term, on=ON)
    assert lines
    for line in lines:
        assert line.what in page
        assert client.get(line.address).status_code == 200, line


def test_the_ways_in_are_told_apart():
    """A page of civil servants is never opened by a card and a PIN alone."""
    heavy = {name for name in DESK if may.roles_on(name) <= CIVIL_SERVANTS}

    assert set(DESK) - heavy == {
        "duties:inbox",
        "duties:event",
        "calendars:addresses",
        "front:own_trail",
        "front:practice",
        "front:practice_enter",
        "front:practice_afresh",
        "behalf:mine",
        "behalf:answer",
        "people:add_passkey",
        "postings:today",
        "postings:screen",
        "postings:token",
        "postings:sheet",
        "postings:photo",
        *(name for name in DESK if name.startswith(("people:roll", "people:household"))),
        *(name for name in DESK if name.startswith("decisions:")),
        *(name for name in DESK if name.startswith("meetings:") and name != "meetings:decide"),
        "people:frozen",
        "people:frozen_paper",
        "people:proxy",
        "people:proxy_end",
        "people:proxy_paper",
    } - {"people:household_erase"}
