"""Households of a hamlet, and official papers: one of each thing, and how each is asked for."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.disclosure.actions import reporting
from danchu.documents.actions import About, draw_up, issue, receive_signed, void
from danchu.documents.models import Document
from danchu.documents.paper import Paper, Signer, Text
from danchu.front.demo import demo_pdf
from danchu.kit import batches, files
from danchu.kit.clock import today
from danchu.people import actions as people
from danchu.people.access.rolls import hamlets_of
from danchu.people.actions.proxies import Wish
from danchu.people.actions.rolls import ForWhat
from danchu.people.models import Term
from danchu.people.roll.importing import Households
from golden_ask_kinds import NONE, Example

ON = today()
BESIDE = "bovang"  # as in the story: searching for it must not lead to what stands beside it


def furnish_rolls(tam: Term, clerks: list[Term]) -> dict[str, Any]:
    """A household that stays and one that left, a frozen list, a proxy; a list a clerk sent."""
    ground = people.households.Ground(date(2025, 8, 1), "đơn của hộ")
    by = {"by": tam, "on": ON}
    names = (f"Lý Thị zqhousehold {BESIDE}", "Hà Văn Rời")
    entries = [people.households.Entry(name, "Ngõ 2") for name in names]
    stays, gone = (people.add_household(tam.unit, one, ground, **by) for one in entries)
    kept = people.freeze_roll(tam.unit, ForWhat("họp xóm"), **by)
    people.move_away(gone, ground._replace(day=ON), **by)
    paper = SimpleUploadedFile("giay.pdf", demo_pdf("giấy ủy quyền"))
    wish = Wish("Lý A Pao", "họp xóm", ON, ON, paper=paper)
    found = {"household": stays.pk, "left": gone.pk, "roll of": tam.unit.slug, "frozen": kept.pk}
    found["proxy"] = people.give_proxy(stays, wish, **by).pk
    for clerk in clerks:
        told = f"Xóm,Họ và tên người đại diện,Địa chỉ\n{tam.unit.full_name},Ma Văn {BESIDE},Ngõ 9\n"
        sent = {"by": clerk, "unit_id": clerk.unit_id, "on": ON}
        importer = Households([clerk.unit], hamlets_of(clerk.unit))
        made = batches.preview(importer, told.encode(), "ho.csv", **sent)
        found[f"households of {clerk.person.username}"] = made.pk
    return found


def furnish_papers(clerks: list[Term]) -> dict[str, Any]:
    """A draft, an open paper, one not for everybody and a cancelled one, of each commune."""
    found: dict[str, Any] = {}
    for clerk in clerks:
        at = clerk.person.username
        for name, open_ in (("draft", True), ("open", True), ("closed", False), ("void", True)):
            paper = _paper(f"zq{name}paper {BESIDE}" if at == "lan" else "Thông báo")
            about = About("golden", f"{at}-{name}", open=open_)
            made = draw_up(clerk.unit, paper, about, by=clerk, on=ON)
            if name != "draft":
                made = issue(made, by=clerk, on=ON)
            if name == "void":
                void(made, why="nhầm", by=clerk, on=ON)
            found[f"{name} of {at}"] = made
            if name in {"open", "closed"}:
                found[f"signed {name} of {at}"] = _signed(made, at, clerk)
        span = {"since": ON, "until": ON, "held_on": ON, "by": clerk, "on": ON}
        words = {"opening": f"zqsession {BESIDE}" if at == "lan" else "", "body": "", "closing": ""}
        session = reporting.enter_session(clerk.unit, name="Kỳ họp", **span)
        reporting.word_report(session, **words, by=clerk, on=ON)
        found[f"session of {at}"] = session.pk
    return found


def _signed(document: Document, at: str, clerk: Term) -> tuple[int, int]:
    """A file that came back signed, of a paper for everybody or not; no real signature in it."""
    secret = b" zqsignedfile" if at == "lan" and not document.open else b""
    kept = files.store("ky.pdf", "pdf", "application/pdf", b"%PDF-1.7" + secret)
    found = {"same": "other", "signatures": [{"intact": False, "anchor": "", "why": "broken"}]}
    return document.pk, receive_signed(document, kept, found, by=clerk, on=ON).pk


def of_rolls(things: dict[str, Any]) -> dict[str, list[Example]]:
    roll = [Example("", (things["roll of"],)), Example("no such", ("khong-co",))]
    lists = _each(things, of_clerk="households of lan", other_commune="households of mai")
    both = [*_each(things, stays="household", left="left"), GONE]
    acts = [Example(what, (things["household"], what)) for what in ("chuyen-di", "khong-co")]
    return {
        **{f"people:{page}": roll for page in ("roll", "roll_add", "roll_confirm", "roll_freeze")},
        "people:household": both,
        "people:household_erase": both,
        "people:household_act": acts,
        "people:proxy": _each(things, stays="household"),
        **{f"people:{page}": [*_each(things, own="frozen"), GONE] for page in FROZEN},
        **{f"people:{page}": [*_each(things, own="proxy"), GONE] for page in PROXIES},
        **{f"people:roll_import_{step}": lists for step in STEPS},
    }


def of_papers(things: dict[str, Any]) -> dict[str, list[Example]]:
    made = {name: one for name, one in things.items() if isinstance(one, Document)}
    mine = {name.removesuffix(" of lan"): one for name, one in made.items() if "lan" in name}
    own = [Example(name, (one.pk,)) for name, one in mine.items()]
    other = [Example("other commune", (made["closed of mai"].pk,))]
    codes = [Example(name, (one.code,)) for name, one in mine.items()]
    year = ON.year - 1
    return {
        "documents:document": [*own, *other, GONE],
        "documents:void": [*own, *other],
        "documents:file": [Example(one.state, (*one.arguments, "pdf")) for one in [own[2], *other]],
        "documents:check": [*codes, Example("no such", ("AAAAAAAAAA",))],
        "documents:open_file": [Example(one.state, (*one.arguments, "docx")) for one in codes],
        **_of_signed(things),
        "disclosure:plan_paper": [Example("", (ON.year,))],
        "disclosure:quarterly_words": [Example("", (year, 4)), Example("no such", (year, 9))],
        "disclosure:quarterly_item": [Example("", (year, 4))],
        "disclosure:session": [*_each(things, **SESSIONS), GONE],
        **{f"disclosure:{page}": _each(things, **SESSIONS) for page in OF_SESSION},
        "disclosure:bundle_paper": [Example("no such", (NONE, "phieu"))],
        "disclosure:quarterly_paper": [Example("", (year, 4))],
    }


def _of_signed(things: dict[str, Any]) -> dict[str, list[Example]]:
    """The file of a paper for everybody, of one that is not, of the other commune."""
    named = {"open": "open of lan", "closed": "closed of lan", "other commune": "closed of mai"}
    both = {state: things[f"signed {name}"] for state, name in named.items()}
    codes = {state: (things[name].code, both[state][1]) for state, name in named.items()}
    own = [Example(state, pair) for state, pair in both.items()]
    return {
        "documents:sign": [Example(one.state, one.arguments[:1]) for one in own[1:]],
        "documents:signed_file": own,
        "documents:check_again": own[1:],
        "documents:drop_signed": own[1:],
        "documents:open_signed": [Example(state, pair) for state, pair in codes.items()],
    }


SESSIONS = {"own": "session of lan", "other_commune": "session of mai"}
OF_SESSION = ("move_session", "report_paper", "report_item")
GONE = Example("no such", (NONE,))
STEPS = ("batch", "apply", "undo", "rejected")
FROZEN = ("frozen", "frozen_paper")
PROXIES = ("proxy_end", "proxy_paper")


def _each(things: dict[str, Any], **named: str) -> list[Example]:
    return [Example(state.replace("_", " "), (things[name],)) for state, name in named.items()]


def _paper(words: str) -> Paper:
    return Paper(
        name="THÔNG BÁO",
        about=words,
        above="ỦY BAN NHÂN DÂN",
        org="XÃ",
        place="Xã",
        symbol="TB-UBND",
        blocks=(Text(words),),
        signers=(Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),),
    )
