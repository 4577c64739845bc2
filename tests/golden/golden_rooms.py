"""One of each thing that the rooms of a first day keep: handed over, imported, asked, entered."""

from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

from danchu.behalf.actions import Told, correct_phone
from danchu.behalf.models import Source
from danchu.disclosure.actions import asking as asking_for
from danchu.disclosure.actions import (
    drafting,
    entering,
    noting,
    publishing,
    publishing_answers,
    receiving,
    supplying,
)
from danchu.disclosure.actions.asking import Asked
from danchu.disclosure.asking.models import InformationRequest
from danchu.disclosure.bringing.importer import PaperImporter
from danchu.duties.actions import open_calendar
from danchu.duties.models import Duty
from danchu.front import practice_copy
from danchu.front.demo import demo_pdf
from danchu.kit import batches, clock, worlds
from danchu.kit.clock import today
from danchu.kit.models import TrailExtract
from danchu.people import actions as people
from danchu.people import importing, passkeys, seals
from danchu.people.access import played_in
from danchu.people.demo import make_person
from danchu.people.keys import Number
from danchu.people.models import Role, Term, User
from danchu.personal_data.actions import answering, asking
from danchu.personal_data.actions.asking import Wish
from danchu.personal_data.actions.incidents import note_incident
from danchu.personal_data.models import DataRequest, Identity, Kind, Nature
from danchu.places import actions as places
from danchu.places.importing import UnitImporter
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import Unit
from golden_meetings import furnish_meetings
from golden_petitions import furnish_petitions
from golden_reception import furnish_reception
from golden_rolls import furnish_papers, furnish_rolls
from golden_votes import furnish_votes

ON = today()
YESTERDAY = ON - timedelta(days=1)
BEFORE = ON - timedelta(days=300)
BESIDE = "bovang"  # as in the story: searching for it must not lead to what stands beside it


def _term(username: str) -> Term:
    return Term.objects.select_related("person", "unit").get(person__username=username)


def furnish(unit: Unit, other: Unit, hamlet: Unit) -> dict[str, Any]:
    """Every thing by the name that `golden_examples` asks for: its number, code or token."""
    lan, binh, mai = _term("lan"), _term("binh"), _term("mai")
    return {
        **_ended(unit, other),
        **_calendars(lan),
        **_extracts(binh, _term("viet")),
        **_batches(lan, mai),
        **_backlogs(lan, mai),
        **_requests(unit, other),
        **_incidents(lan, mai),
        **_entered(lan, mai),
        **_asked(unit, other),
        **_unit_acts(hamlet, other),
        **_ways_in(lan, mai),
        **_practice(unit, lan),
        **furnish_rolls(_term("tam"), [lan, mai]),
        **furnish_papers([lan, mai]),
        **furnish_votes(_term("tam"), lan, binh),
        **furnish_meetings(_term("tam")),
        **furnish_petitions([lan, mai], binh),
        **furnish_reception([lan, mai]),
        "duty": _duty(unit),
        "duty elsewhere": _duty(other),
    }


def _ended(unit: Unit, other: Unit) -> dict[str, Any]:
    """One who left and was followed, one whose papers wait, one who was followed elsewhere."""
    found = {}
    for name, at in (("cuu", unit), ("nghi", unit), ("cuu.mai", other)):
        if name != "cuu":
            make_person(name, name.title(), Role.CLERK, at, since=BEFORE, until=YESTERDAY)
        found[f"term {name}"] = _term(name).pk
    told = {"by": None, "on": ON}
    people.hand_over(_term("cuu"), to=_term("lan"), papers=f"zqpapers {BESIDE}", **told)
    people.hand_over(_term("cuu.mai"), to=_term("mai"), papers=f"zqtheirs {BESIDE}", **told)
    return found | {"successor": _term("lan").pk}


def _asked(unit: Unit, other: Unit) -> dict[str, Any]:
    """One request just received, one answered with a file, one published, one elsewhere."""
    found: dict[str, Any] = {}
    lan, binh, mai = _term("lan"), _term("binh"), _term("mai")
    for name, at, by in (
        ("received", unit, lan),
        ("answered", unit, lan),
        ("published", unit, lan),
        ("elsewhere", other, mai),
    ):
        said = f"{'zqtheirs' if at == other else 'zqasked'} {BESIDE}"
        who = Asked(said, said, "here", said, said, said)
        ticket = asking_for.ask(at, who, on=ON)
        found |= {f"request {name}": ticket.request.pk, f"ticket {name}": ticket.request.code}
        found[f"secret {name}"] = ticket.secret
        if name == "received":
            continue
        reply = f"{'zqtheirs' if at == other else 'zqreplied'} {BESIDE}"
        held = SimpleUploadedFile("tra-loi.pdf", demo_pdf(reply))
        file = supplying.write_answer(ticket.request, text=reply, upload=held, by=by, on=ON)
        found[f"request file {name}"] = (ticket.request.pk, file.pk)
        found[f"ticket file {name}"] = (ticket.request.code, file.pk)
        read = InformationRequest.objects.get(pk=ticket.request.pk).digest()
        supplying.supply(ticket.request, read=read, seen=True, by=by, on=ON)
        if name == "published":
            told = {"question": "Thu bao nhiêu?", "answer": "Xem tệp", "file_ids": []}
            made = publishing_answers.publish_answer(
                ticket.request, **told, no_secret=True, seen=True, by=binh, on=ON
            )
            found["answer published"], found["answer file"] = made.pk, (made.pk, file.pk)
    return found


def _calendars(lan: Term) -> dict[str, Any]:
    """Two secret addresses: one lives, the office behind the other ended."""
    return {
        "token": open_calendar(None, by=lan, on=ON),
        "token of ex": open_calendar(None, by=_term("cuu"), on=ON),
    }


def _extracts(binh: Term, viet: Term) -> dict[str, Any]:
    """Of the chair one that waits and one that was fetched; one of the inspector."""
    found = {}
    for name, by, sha256 in (
        ("waiting", binh, ""),
        ("fetched", binh, "0" * 64),
        ("of inspector", viet, ""),
    ):
        made = TrailExtract.objects.create(
            account_id=by.person_id,
            term_id=by.pk,
            unit_id=by.unit_id,
            made_at=clock.now(),
            made_on=ON,
            asked={"q": f"zqextract {BESIDE}"} if by == binh else {},
            words=[["Việc, số văn bản", f"zqextract {BESIDE}"]] if by == binh else [],
            form="csv",
            upto=1,
            entries=1,
            sha256=sha256,
            sent_at=clock.now() if sha256 else None,
        )
        found[f"extract {name}"] = made.pk
    return found


def _batches(lan: Term, mai: Term) -> dict[str, Any]:
    """A list of people and one of units, sent by the clerk of each commune; not yet written."""
    found = {}
    for by in (lan, mai):
        name = "zqbatch" if by == lan else "zqtheirs"
        units = UnitImporter([by.unit], named=False)
        person = f"Họ tên,Vai,Từ ngày,Văn bản\n{name} {BESIDE},Đại biểu,{BEFORE:%d/%m/%Y},1/NQ\n"
        unit = f"Tên đơn vị\nXóm {name} {BESIDE}\n"
        for what, importer, told in (
            ("people", importing.People(by, on=ON), person),
            ("units", units, unit),
        ):
            sent = {"by": by, "unit_id": by.unit_id, "on": ON}
            made = batches.preview(importer, told.encode(), f"{what}.csv", **sent)
            found[f"{what} of {by.person.username}"] = made.pk
    return found


def _backlogs(lan: Term, mai: Term) -> dict[str, Any]:
    """A list of papers and a scan in the queue, sent by the clerk of each commune."""
    found = {}
    for by in (lan, mai):
        name = "zqpapers" if by == lan else "zqtheirs"
        heading = "Nhóm;Trích yếu;Số, ký hiệu;Ngày ký;Người ký"
        told = f"{heading}\n11;{name} {BESIDE};88/QĐ;{YESTERDAY:%d/%m/%Y};Bình\n"
        sent = {"by": by, "unit_id": by.unit_id, "on": ON}
        made = batches.preview(PaperImporter(by), told.encode(), "van-ban.csv", **sent)
        pdf = SimpleUploadedFile(f"{name}.pdf", demo_pdf(name))
        scan = receiving.receive(by.unit, pdf, by=by, on=ON).file
        found[f"papers of {by.person.username}"] = made.pk
        found[f"scan of {by.person.username}"] = scan.pk if scan else None
    return found


def _requests(unit: Unit, other: Unit) -> dict[str, Any]:
    """To see, to erase and one done here; the same of the other commune; one of the province."""
    found: dict[str, DataRequest] = {}
    for where, at, by, asker, word in (
        ("", unit, "lan", "cam", "zqrequest"),
        (" elsewhere", other, "mai", "son", "zqtheirs"),
    ):
        person, clerk, text = User.objects.get(username=asker), _term(by), f"{word} {BESIDE}"
        found[f"see{where}"] = asking.ask(person, at, Wish(Kind.SEE, text), on=ON)
        done = asking.ask(person, at, Wish(Kind.OBJECT, text), on=ON)
        found[f"done{where}"] = answering.fulfil(done, answer=text, by=clerk, on=ON)
        found[f"erase{where}"] = asking.ask_on_paper(
            at,
            Wish(Kind.ERASE, text),
            person=None,
            name="Nông Thị Vắng",
            contact="",
            identity=Identity.CARD,
            by=clerk,
            on=ON,
        )
    dung = _term("dung")
    wish = Wish(Kind.LIMIT, f"zqprovince {BESIDE}")
    found["of province"] = asking.ask(_term("viet").person, dung.unit, wish, on=ON)
    codes = {f"code {name}": found[name].code for name in ("see", "see elsewhere")}
    return {name: one.pk for name, one in found.items()} | codes


def _incidents(lan: Term, mai: Term) -> dict[str, Any]:
    found = {}
    for name, by, word in (("", lan, "zqincident"), (" elsewhere", mai, "zqtheirs")):
        told = dict.fromkeys(("happened", "data_kind", "harm", "measures"), f"{word} {BESIDE}")
        made = note_incident(
            nature=Nature.LEAKED, found_at=clock.now(), persons=3, by=by, on=ON, **told
        )
        found[f"incident{name}"] = made.pk
    return found


def _entered(lan: Term, mai: Term) -> dict[str, Any]:
    """For somebody without an account, with a scan, here and elsewhere; for the hamlet's head."""
    found: dict[str, Any] = {}
    asked = {"about": "Thu quỹ đường", "number": "", "decided_on": None}
    for name, by, note, said in (
        ("", lan, "zqentered", "zqproof"),
        (" elsewhere", mai, "zqtheirs", "zqtheirs"),
    ):
        scan = SimpleUploadedFile("giay.pdf", demo_pdf(f"{said} {BESIDE}"))
        told = Told(Source.PAPER, ON, None, "Lý Thị Mẩy", "456", f"{note} {BESIDE}", scan)
        made = entering.point_for(by.unit, told, **asked, by=by, on=ON)
        found |= {f"entry{name}": made.pk, f"entry code{name}": made.code}
    tam, called = _term("tam").person, Told(Source.CALL, ON, note=f"zqentered {BESIDE}")
    phone = correct_phone(tam, phone="0912 000 456", told=called, by=lan, on=ON)
    return found | {"entry for tam": phone.pk}


def _unit_acts(hamlet: Unit, other: Unit) -> dict[str, Any]:
    """Two names that begin in a month: of a hamlet here, and of the other commune."""
    paper = Decision("12/NQ-HĐND", ON, ON + timedelta(days=30), "Nhân dân đồng thuận")
    here = places.rename(hamlet, NewUnit("Xóm Tâm Mới"), paper, by=_term("lan"), on=ON)
    there = places.rename(other, NewUnit("Xã Tường Mới"), paper, by=_term("dung"), on=ON)
    return {"act": here.pk, "act elsewhere": there.pk}


def _ways_in(lan: Term, mai: Term) -> dict[str, Any]:
    """A passkey of each clerk; the telephone number of a citizen, sealed."""
    found = {}
    for by, name in ((lan, "zqpasskey"), (mai, "zqtheirs")):
        public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
        key_id = by.person.username.encode()
        credential = bytes(AttestedCredentialData.create(bytes(16), key_id, public))
        made = passkeys.Made(key_id, credential, 0)
        key = people.add_passkey(by.person, made, name=f"{name} {BESIDE}", on=ON)
        found[f"passkey of {by.person.username}"] = key.pk
    sealed = seals.newest(seals.PHONE, "+84912345678")._asdict()
    cam = User.objects.get(username="cam")
    Number.objects.create(person=cam, last_three="678", first_on=ON, used_on=ON, **sealed)
    return found


def _practice(unit: Unit, lan: Term) -> dict[str, Any]:
    """The clerk's practice copy, with something published there that the real world never shows."""
    practice = practice_copy.start(unit, by=lan, on=ON)
    with worlds.practising(practice.copy_id):
        clerk, approver = (played_in(role, on=ON) for role in (Role.CLERK, Role.APPROVER))
        assert clerk
        assert approver
        about = {"number": "77/QĐ-UBND", "decided_on": ON, "signer": "Bình"}
        item = noting.note(practice.copy, group=7, **about, by=clerk, on=ON)
        said = dict.fromkeys(("title", "body"), f"zqpractice {BESIDE}")
        drafting.save_draft(item, **said, personal_list="", reason="", by=clerk, on=ON)
        drafting.submit(item, by=clerk, on=ON)
        publishing.approve(item, no_secret=True, by=approver, on=ON)
        return {"practice": practice.copy.slug, "practice item": item.pk}


def _duty(unit: Unit) -> int:
    return Duty.objects.filter(unit=unit, role=Role.CLERK).order_by("pk")[0].pk
