"""Every act of this room leaves one line: who, under which term, where, on which day; no words."""

import ast
from datetime import date
from pathlib import Path

import pytest

import danchu.disclosure.actions
from danchu.disclosure import screening
from danchu.disclosure.actions import (
    answering,
    asking,
    bringing,
    checking,
    declaring,
    drafting,
    masking,
    mending,
    noting,
    planning,
    publishing,
    publishing_answers,
    receiving,
    renoting,
    reporting,
    speaking,
    supplying,
)
from danchu.disclosure.actions.bringing import Scan
from danchu.disclosure.periods import Quarter
from danchu.disclosure.speaking.sound import clean
from danchu.disclosure.spoken import Language
from danchu.disclosure.tests import asking as requests
from danchu.disclosure.tests.factories import (
    BODY,
    NOTED,
    SIGNED,
    TITLE,
    attach,
    draft,
    note,
    pdf,
    publish,
    recorded,
    spoken,
    upload,
)
from danchu.disclosure.tests.lists import letter, saved
from danchu.disclosure.tests.sounds import mp3
from danchu.documents.tests import factories as official
from danchu.front.audit import ACTS
from danchu.kit.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)
LATER = date(2026, 4, 1)
TAKE = speaking.Take(clean("doc.mp3", mp3()), Language.TAY, "announcer", consent=True)
ASKED = {"about": "mức thu", "number": "", "decided_on": None}


def handed(lan):
    item = note(lan)
    draft(item, lan)
    drafting.submit(item, by=lan, on=NOTED)
    return item


def paper(lan):
    item = note(lan)
    attach(draft(item, lan), lan, signed_paper=True)
    return item


def public(lan, thang):
    return publish(note(lan), lan, thang)


def on_air(item, lan):
    speaking.put_on_air(item, by=lan, on=DAY)
    return item


def with_phone(lan):
    return draft(note(lan, group=7), lan, body="Hỏi 0912345678")


def decided(version, by, *, masked):
    """One phone of the words masked, or kept."""
    (found,) = screening.look(version)[0].open
    masks = {found.key: found.find.mask} if masked else {}
    choice = masking.Choice(version.digest, frozenset([found.key]), masks, why="trực ban")
    return masking.decide(version, "chu", choice, by=by, on=DAY)


def correcting(lan, thang):
    item = public(lan, thang)
    draft(item, lan, reason="nhầm")
    return item


def a_pointer(lan):
    return noting.point(lan.unit, **ASKED, by=None, on=NOTED)


def in_hand(lan, text="Thu 20.000 đồng"):
    """A request with an answer written, and a file that can be masked."""
    request = requests.asked(lan.unit)
    supplying.write_answer(
        request, text=text, upload=upload("thu.docx", saved(letter())), by=lan, on=NOTED
    )
    return request


def given(lan):
    return requests.supply(requests.asked(lan.unit), lan)


def shown(request, by):
    words = {"question": "Thu bao nhiêu?", "answer": "Thu 20.000 đồng", "file_ids": []}
    told = {"no_secret": True, "seen": True, "by": by, "on": DAY}
    return publishing_answers.publish_answer(request, **words, **told)


def incomplete(lan):
    request = requests.asked(lan.unit)
    answering.ask_to_complete(request, missing="Năm nào?", by=lan, on=DAY)
    return request


def scan(by, on=NOTED):
    return receiving.receive(by.unit, pdf("quet.pdf", "quét"), by=by, on=on).file


def scan_of_a_draft(by):
    """A paper that is being written, and its scan in the queue."""
    draft(note(by), by)
    return scan(by)


WORDS = {"opening": "Mở đầu", "closing": ""}


def session(by, on=NOTED):
    span = {"since": NOTED, "until": NOTED, "held_on": DAY}
    return reporting.enter_session(by.unit, name="Kỳ họp", **span, by=by, on=on)


def entered(file, by):
    paper = {"group": 12, "number": "12/QĐ-UBND", "decided_on": SIGNED, "signer": "Bình"}
    told = Scan(**paper, title=TITLE, body="", since=None, ways=[])
    return bringing.enter(file, told, submit=False, by=by, on=DAY)


# name of the act → what must be there first, and the act itself by its rightful person
ACT = {
    "note": (lambda c: None, lambda c, _: note(c["lan"], on=DAY), "lan"),
    "renote": (
        lambda c: note(c["lan"]),
        lambda c, i: renoting.renote(
            i,
            group=5,
            number="13/QĐ-UBND",
            decided_on=NOTED,
            signer="Bình",
            why="gõ nhầm",
            by=c["lan"],
            on=DAY,
        ),
        "lan",
    ),
    "draft": (lambda c: note(c["lan"]), lambda c, i: draft(i, c["lan"], on=DAY), "lan"),
    "attach": (
        lambda c: draft(note(c["lan"]), c["lan"]),
        lambda c, v: attach(v, c["lan"], on=DAY),
        "lan",
    ),
    "detach": (
        lambda c: attach(draft(note(c["lan"]), c["lan"]), c["lan"]),
        lambda c, f: drafting.detach(f, by=c["lan"], on=DAY),
        "lan",
    ),
    "check_personal": (
        lambda c: draft(note(c["lan"], group=7), c["lan"]),
        lambda c, v: checking.check(v, by=c["lan"], on=DAY),
        "lan",
    ),
    "mask": (
        lambda c: with_phone(c["lan"]),
        lambda c, v: decided(v, c["lan"], masked=True),
        "lan",
    ),
    "keep_personal": (
        lambda c: with_phone(c["lan"]),
        lambda c, v: decided(v, c["lan"], masked=False),
        "lan",
    ),
    "submit": (
        lambda c: draft(note(c["lan"]), c["lan"]).item,
        lambda c, i: drafting.submit(i, by=c["lan"], on=DAY),
        "lan",
    ),
    "give_back": (
        lambda c: handed(c["lan"]),
        lambda c, i: drafting.give_back(i, why="x", by=c["thang"], on=DAY),
        "thang",
    ),
    "publish": (
        lambda c: handed(c["lan"]),
        lambda c, i: publishing.approve(i, no_secret=True, by=c["thang"], on=DAY),
        "thang",
    ),
    "publish (paper)": (
        lambda c: paper(c["lan"]),
        lambda c, i: publishing.publish_signed(
            i, signer="Bình", signed_on=NOTED, no_secret=True, by=c["lan"], on=DAY
        ),
        "lan",
    ),
    "drop_correction": (
        lambda c: correcting(c["lan"], c["thang"]),
        lambda c, i: drafting.drop_correction(i, by=c["lan"], on=DAY),
        "lan",
    ),
    "withdraw": (
        lambda c: public(c["lan"], c["thang"]),
        lambda c, i: mending.withdraw(i, why="x", by=c["binh"], on=DAY),
        "binh",
    ),
    "remove": (
        lambda c: public(c["lan"], c["thang"]),
        lambda c, i: mending.remove_urgently(i, ground="personal_data", by=c["lan"], on=DAY),
        "lan",
    ),
    "refuse": (
        lambda c: note(c["lan"]),
        lambda c, i: mending.refuse_to_publish(i, why="x", by=c["thang"], on=DAY),
        "thang",
    ),
    "point": (
        lambda c: None,
        lambda c, _: noting.point(c["lan"].unit, **ASKED, by=c["khoa"], on=DAY),
        "khoa",
    ),
    "answer": (
        lambda c: a_pointer(c["lan"]),
        lambda c, p: noting.answer(p, text="x", by=c["lan"], on=DAY),
        "lan",
    ),
    "link": (
        lambda c: (a_pointer(c["lan"]), note(c["lan"])),
        lambda c, both: noting.link(*both, by=c["lan"], on=DAY),
        "lan",
    ),
    "nothing": (
        lambda c: None,
        lambda c, _: noting.declare_nothing(
            c["lan"].unit, group=6, quarter=Quarter(2025, 4), by=c["lan"], on=DAY
        ),
        "lan",
    ),
    "plan": (
        lambda c: None,
        lambda c, _: planning.issue_plan(
            c["binh"].unit,
            year=2026,
            document="05/KH-UBND",
            has_loudspeaker=True,
            lines=[],
            by=c["binh"],
            on=DAY,
        ),
        "binh",
    ),
    "quarterly_list": (
        lambda c: None,
        lambda c, _: planning.post_quarterly_list(
            c["lan"].unit, quarter=Quarter(2025, 4), by=c["lan"], on=DAY
        ),
        "lan",
    ),
    "enter_session": (lambda c: None, lambda c, _: session(c["lan"], on=DAY), "lan"),
    "move_session": (
        lambda c: session(c["lan"]),
        lambda c, s: reporting.move_session(s, held_on=LATER, by=c["lan"], on=DAY),
        "lan",
    ),
    "word_report": (
        lambda c: session(c["lan"]),
        lambda c, s: reporting.word_report(s, **WORDS, body="", by=c["lan"], on=DAY),
        "lan",
    ),
    "word_list": (
        lambda c: None,
        lambda c, _: reporting.word_list(
            c["lan"].unit, quarter=Quarter(2025, 4), **WORDS, by=c["lan"], on=DAY
        ),
        "lan",
    ),
    "make_item": (
        lambda c: official.issued(c["lan"], NOTED),
        lambda c, d: reporting.make_item(d, title=TITLE, body=BODY, file=None, by=c["lan"], on=DAY),
        "lan",
    ),
    "declare_public": (
        lambda c: note(c["lan"]),
        lambda c, i: declaring.declare_public(i, since=NOTED, ways=["loa"], by=c["lan"], on=DAY),
        "lan",
    ),
    "send_scan": (lambda c: None, lambda c, _: scan(c["lan"], on=DAY), "lan"),
    "enter_scan": (lambda c: scan_of_a_draft(c["lan"]), lambda c, f: entered(f, c["lan"]), "lan"),
    "drop_scan": (
        lambda c: scan(c["lan"]),
        lambda c, f: receiving.drop(f, by=c["lan"], on=DAY),
        "lan",
    ),
    "ask": (
        lambda c: None,
        lambda c, _: requests.ask(c["lan"].unit, on=DAY, entered_by=c["lan"]),
        "lan",
    ),
    "complete_request": (
        lambda c: incomplete(c["lan"]),
        lambda c, r: asking.complete(r, "năm 2025", by=c["khoa"], on=DAY),
        "khoa",
    ),
    "withdraw_request": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: asking.withdraw_request(r, by=c["khoa"], on=DAY),
        "khoa",
    ),
    "accept_request": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: answering.accept_request(r, ready=True, by=c["lan"], on=DAY),
        "lan",
    ),
    "ask_to_complete": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: answering.ask_to_complete(r, missing="x", by=c["lan"], on=DAY),
        "lan",
    ),
    "announce_supply": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: answering.announce_supply(r, notice="x", fee_vnd=0, by=c["lan"], on=DAY),
        "lan",
    ),
    "extend_request": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: answering.extend_request(
            r, until=date(2026, 4, 14), why="x", by=c["binh"], on=DAY
        ),
        "binh",
    ),
    "refuse_request": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: requests.refuse(r, c["binh"], on=DAY),
        "binh",
    ),
    "redirect_request": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: answering.redirect_request(r, to="Sở", words="x", by=c["lan"], on=DAY),
        "lan",
    ),
    "write_answer": (
        lambda c: requests.asked(c["lan"].unit),
        lambda c, r: supplying.write_answer(r, text="x", by=c["lan"], on=DAY),
        "lan",
    ),
    "drop_file": (
        lambda c: in_hand(c["lan"]).files.get(),
        lambda c, f: supplying.drop_file(f, by=c["lan"], on=DAY),
        "lan",
    ),
    "mask_file": (
        lambda c: in_hand(c["lan"]).files.get(),
        lambda c, f: supplying.mask_file(f, by=c["lan"], on=DAY),
        "lan",
    ),
    "supply": (
        lambda c: in_hand(c["lan"]),
        lambda c, r: supplying.supply(
            r, read=r.__class__.objects.get(pk=r.pk).digest(), entitled=True, by=c["lan"], on=DAY
        ),
        "lan",
    ),
    "publish_answer": (
        lambda c: given(c["lan"]),
        lambda c, r: shown(r, c["thang"]),
        "thang",
    ),
    "remove_answer": (
        lambda c: shown(given(c["lan"]), c["thang"]),
        lambda c, a: publishing_answers.remove_answer(
            a, ground="personal_data", by=c["lan"], on=DAY
        ),
        "lan",
    ),
}
ACT |= {
    "issue_script": (
        lambda c: public(c["lan"], c["thang"]),
        lambda c, i: spoken(i, c["lan"], on=DAY),
        "lan",
    ),
    "keep_recording": (
        lambda c: spoken(public(c["lan"], c["thang"]), c["lan"]),
        lambda c, s: speaking.keep_recording(s, TAKE, by=c["lan"], on=DAY),
        "lan",
    ),
    "take_back_recording": (
        lambda c: recorded(public(c["lan"], c["thang"]), c["lan"]),
        lambda c, r: speaking.take_back(r, why="x", by=c["lan"], on=DAY),
        "lan",
    ),
    "put_on_air": (
        lambda c: public(c["lan"], c["thang"]),
        lambda c, i: speaking.put_on_air(i, by=c["lan"], on=DAY),
        "lan",
    ),
    "no_longer_urgent": (
        lambda c: on_air(public(c["lan"], c["thang"]), c["lan"]),
        lambda c, i: speaking.no_longer_urgent(i, why="x", by=c["lan"], on=DAY),
        "lan",
    ),
}
# What a machine, or an act within, writes of the same deed, by the same person on the same day.
BESIDE = {
    "publish": ["postings.hand_in"],
    "publish (paper)": ["postings.hand_in"],
    "withdraw": ["postings.close"],
    "remove": ["postings.close"],
    "enter_scan": ["disclosure.attach"],
    "put_on_air": ["postings.make_urgent"],
    "no_longer_urgent": ["postings.make_ordinary"],
    "make_item": ["disclosure.note", "disclosure.draft", "disclosure.submit"],
}


@pytest.mark.parametrize("name", ACT)
def test_each_act_is_one_entry_with_account_term_unit_and_day(name, lan, thang, binh, khoa):
    cast = {"lan": lan, "thang": thang, "binh": binh, "khoa": khoa}
    before, act, who = ACT[name]
    thing = before(cast)
    last = AuditEntry.objects.count()

    act(cast, thing)

    entries = list(AuditEntry.objects.order_by("pk")[last:])
    by = cast[who]
    own = f"disclosure.{name.partition(' ')[0]}"
    assert sorted(entry.act for entry in entries) == sorted([own, *BESIDE.get(name, [])])
    for entry in entries:
        assert (entry.account_id, entry.term_id) == (by.person_id, by.pk)
        assert (entry.unit_id, entry.on) == (lan.unit_id, DAY)
        assert entry.key.isdecimal()


def test_beginning_a_correction_is_an_act_of_its_own(lan, thang):
    item = public(lan, thang)
    last = AuditEntry.objects.count()

    draft(item, lan, reason="nhầm", on=DAY)
    draft(item, lan, reason="nhầm", on=DAY)

    acts = AuditEntry.objects.order_by("pk")[last:].values_list("act", flat=True)
    assert list(acts) == ["disclosure.draft", "disclosure.correct", "disclosure.draft"]


def test_somebody_who_is_not_signed_in_leaves_no_name(lan):
    a_pointer(lan)

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.account_id, entry.term_id) == ("disclosure.point", None, None)


def test_the_trail_holds_no_words(lan, thang):
    public(lan, thang)

    for row in AuditEntry.objects.values_list():
        text = " ".join(str(cell) for cell in row)
        for words in (TITLE, BODY, "12/QĐ-UBND", "Lan", "Thắng"):
            assert words not in text


def entries_made() -> set[str]:
    """First arguments of `audit.record` in the actions of this room."""
    folder = Path(danchu.disclosure.actions.__path__[0])
    return {
        node.args[0].value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record"
    }


def test_no_act_is_left_out_above():
    proven = {f"disclosure.{name.partition(' ')[0]}" for name in ACT}

    assert entries_made() - proven == {"disclosure.correct", "disclosure.open_sealed"}


def test_the_head_reads_each_act_in_words():
    assert entries_made() - ACTS.keys() == set()


def test_the_head_of_the_unit_reads_the_trail_and_nobody_else_does(
    lan, binh, mai, tam, hung, desk_of
):
    note(lan)

    page = desk_of(binh).get("/nhat-ky/").content.decode()
    assert "Ghi nhận văn bản đã ký" in page
    assert "Ma Thị Lan" in page
    assert [desk_of(term).get("/nhat-ky/").status_code for term in (lan, mai, tam)] == [404] * 3
    assert hung.get("/nhat-ky/").status_code == 302
