"""Every address of the office, one thing of each kind behind it, and what may be sent there."""

from dataclasses import replace

from django.urls import resolve

from danchu.disclosure.actions import (
    drafting,
    mending,
    noting,
    publishing_answers,
    receiving,
    reporting,
    supplying,
)
from danchu.disclosure.asking.models import AnswerFile, InformationRequest, PublishedAnswer
from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import Attachment, Item, Plan, Pointer
from danchu.disclosure.spoken import Recording, Script
from danchu.disclosure.tests import asking as told
from danchu.disclosure.tests import backlog
from danchu.disclosure.tests.factories import (
    NOTED,
    attach,
    draft,
    note,
    pdf,
    publish,
    recorded,
)
from danchu.disclosure.views.requests import STEPS
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.postings.models import Paper, Posting

SECRET = "Kín chưa công khai"
PUBLIC = {
    "item",
    "version",
    "notice",
    "file",
    "late_everywhere",
    "pointer",
    "mine",
    "picture",
    "compliance_everywhere",
    "heard",
    "recording",
    "script_sheet",
    "my_requests",
    "ticket_door",  # tickets open by their secret: see test_information_requests
    "ticket",
    "ticket_sheet",
    "ticket_file",
    "published_answer",
    "published_file",
}


def session_of(lan):
    span = {"since": NOTED, "until": NOTED, "held_on": NOTED}
    made = reporting.enter_session(lan.unit, name=SECRET, **span, by=lan, on=NOTED)
    return reporting.word_report(made, opening=SECRET, body="", closing="", by=lan, on=NOTED)


def asked_of(commune, lan, binh):
    """A request the office works on, one it answered, and what was made public of that one."""
    who = replace(told.WHO, about=SECRET)
    waiting = told.asked(commune, who=who, on=NOTED)
    supplying.write_answer(waiting, text=SECRET, upload=pdf(words="5"), by=lan, on=NOTED)
    answered = told.supply(told.asked(commune, on=NOTED), lan, on=NOTED)
    shown = {"question": "Thu bao nhiêu?", "answer": told.REPLY, "file_ids": []}
    yes = {"no_secret": True, "seen": True}
    made = publishing_answers.publish_answer(answered, **shown, **yes, by=binh, on=NOTED)
    more = {"asked": waiting, "asked_file": waiting.files.get(), "published": made}
    return more | {"answered": told.supply(told.asked(commune, on=NOTED), lan, on=NOTED)}


def one_of_each(lan, thang, binh, commune):
    """One of each: noted with a draft, handed over, public, removed, pointed to."""
    noted = note(lan, number="1/QĐ")
    file = attach(draft(noted, lan, title=SECRET, body=SECRET), lan)
    handed = note(lan, number="2/QĐ")
    draft(handed, lan, title=SECRET, body=SECRET)
    drafting.submit(handed, by=lan, on=NOTED)
    public = publish(note(lan, number="3/QĐ"), lan, thang, files=[pdf()])
    removed = publish(note(lan, number="4/QĐ"), lan, thang, title=SECRET, files=[pdf(words="4")])
    mending.remove_urgently(removed, ground="personal_data", by=lan, on=NOTED)
    asked = {"about": SECRET, "number": "", "decided_on": None, "by": None}
    pointer = noting.point(commune, **asked, on=NOTED)
    sealed = Attachment.objects.get(version__item=removed)
    return {
        "noted": noted,
        "file": file,
        "handed": handed,
        "public": public,
        "removed": removed,
        "pointer": pointer,
        "sealed": sealed,
        "session": session_of(lan),
        "scan": receiving.receive(commune, pdf("cho.pdf", "cho"), by=lan, on=NOTED).file,
        "list": backlog.preview(lan, backlog.line(77), pack=backlog.papers(77)),
        "recording": recorded(public, lan),
        **asked_of(commune, lan, binh),
    }


OF_A_LIST = {
    "bring_batch": "",
    "bring_more": "them-zip/",
    "bring_apply": "ghi/",
    "bring_undo": "hoan-tac/",
    "bring_rejected": "chua-nhan/",
    "bring_submit": "trinh/",
}


def office_addresses(things) -> dict[str, list[str]]:
    """By the name of the address; a test below proves that none is missing."""
    noted, handed, public = (things[k].pk for k in ("noted", "handed", "public"))
    removed, file, pointer = (things[k].pk for k in ("removed", "file", "pointer"))
    at = "/cong-khai"
    asked, answered = things["asked"].pk, things["answered"].pk
    of_answer, voice = things["asked_file"].pk, things["recording"].pk
    return {
        "requests": [f"{at}/hoi/?don-vi=xa-la-bang"],
        "ask_for": [f"{at}/hoi/nhap-thay/?don-vi=xa-la-bang"],
        "request": [f"{at}/hoi/{asked}/", f"{at}/hoi/{answered}/"],
        "request_step": [f"{at}/hoi/{asked}/{step}/" for step in STEPS],
        "request_answer": [f"{at}/hoi/{asked}/tra-loi/"],
        "request_publish": [f"{at}/hoi/{answered}/cong-khai/"],
        "request_file": [f"{at}/hoi/{asked}/tep/{of_answer}/"],
        "request_file_act": [f"{at}/hoi/{asked}/tep/{of_answer}/sua/"],
        "answer_remove": [f"{at}/hoi-dap/{things['published'].pk}/go-khan/"],
        "script": [f"{at}/{public}/bai-doc/"],
        "record": [f"{at}/{public}/bai-doc/ghi-am/"],
        "take_back": [f"{at}/{public}/bai-doc/ghi-am/{voice}/rut/"],
        "voice": [f"{at}/{public}/bai-doc/giong-may/"],
        "on_air": [f"{at}/{public}/bai-doc/khan/"],
        "not_urgent": [f"{at}/{public}/bai-doc/thoi-khan/"],
        "draft": [f"{at}/{noted}/soan/", f"{at}/{public}/soan/"],
        "attach": [f"{at}/{noted}/soan/tep/"],
        "check": [f"{at}/{noted}/soan/kiem/"],
        "decide": [f"{at}/{noted}/soan/kiem/chu/"],
        "original": [f"{at}/{removed}/niem-phong/goc/1/"],
        "drop_correction": [f"{at}/{public}/soan/bo-dinh-chinh/"],
        "renote": [f"{at}/{noted}/sua-ghi-nhan/"],
        "approve": [f"{at}/{handed}/duyet/"],
        "publish_signed": [f"{at}/{noted}/ban-giay/"],
        "withdraw": [f"{at}/{public}/thu-hoi/"],
        "remove": [f"{at}/{public}/go-khan/"],
        "refuse": [f"{at}/{noted}/khong-cong-khai/"],
        "sealed": [f"{at}/{removed}/niem-phong/"],
        "index": [f"{at}/"],
        "note": [f"{at}/ghi-nhan/", f"{at}/ghi-nhan/?don-vi=xa-la-bang"],
        "owed": [f"{at}/phai-lam/?group=7&decided_on=03/03/2026&don-vi=xa-la-bang"],
        "nothing": [f"{at}/khong-phat-sinh/?don-vi=xa-la-bang"],
        "plan_form": [f"{at}/ke-hoach/{today().year}/?don-vi=xa-la-bang"],
        "quarterly_list": [f"{at}/danh-sach-quy/2026/1/?don-vi=xa-la-bang"],
        "plan_paper": [f"{at}/ke-hoach/{today().year}/van-ban/?don-vi=xa-la-bang"],
        "quarterly_paper": [f"{at}/danh-sach-quy/2026/1/van-ban/?don-vi=xa-la-bang"],
        "quarterly_words": [f"{at}/danh-sach-quy/2026/1/loi/?don-vi=xa-la-bang"],
        "quarterly_item": [f"{at}/danh-sach-quy/2026/1/len/?don-vi=xa-la-bang"],
        "sessions": [f"{at}/bao-cao-hoi-dong/?don-vi=xa-la-bang"],
        "session": [f"{at}/bao-cao-hoi-dong/{things['session'].pk}/"],
        "move_session": [f"{at}/bao-cao-hoi-dong/{things['session'].pk}/ngay/"],
        "report_paper": [f"{at}/bao-cao-hoi-dong/{things['session'].pk}/van-ban/"],
        "report_item": [f"{at}/bao-cao-hoi-dong/{things['session'].pk}/len/"],
        "posting_paper": [f"{at}/{public}/van-ban/thong-bao/"],
        "bundle_paper": [f"{at}/to-gop/1/van-ban/phieu/?don-vi=xa-la-bang"],
        "answer": [f"{at}/chi-van-ban/{pointer}/tra-loi/"],
        "point_for": [f"{at}/chi-van-ban/nhap-thay/?don-vi=xa-la-bang"],
        "detach": [f"{at}/{noted}/soan/tep/{file}/bo/"],
        "sealed_file": [f"{at}/{removed}/niem-phong/tep/{things['sealed'].pk}/"],
        **{name: [f"{at}/nhap/{things['list'].pk}/{end}"] for name, end in OF_A_LIST.items()},
        "bring": [f"{at}/nhap/?don-vi=xa-la-bang"],
        "bring_template": [f"{at}/nhap/mau/?don-vi=xa-la-bang"],
        "scans": [f"{at}/ban-quet/?don-vi=xa-la-bang"],
        "scan": [f"{at}/ban-quet/{things['scan'].pk}/"],
        "scan_file": [f"{at}/ban-quet/{things['scan'].pk}/tep/"],
        "drop_scan": [f"{at}/ban-quet/{things['scan'].pk}/bo/"],
        "file": [f"{at}/{noted}/tep/{file}/", f"{at}/{removed}/tep/{things['sealed'].pk}/"],
    }


SENT = {
    "group": "5",
    "number": "9/QĐ",
    "decided_on": "03/03/2026",
    "signer": "Bình",
    "title": "x",
    "body": "x",
    "reason": "x",
    "why": "x",
    "ground": "personal_data",
    "no_secret": "on",
    "signed_on": "03/03/2026",
    "text": "x",
    "document": "x",
    "don-vi": "xa-la-bang",
    "submit": "1",
    **told.FORM,
    "came": "office",
    "ready": "no",
    "missing": "x",
    "notice": "x",
    "until": "16/03/2026",
    "to": "x",
    "words": "x",
    "question": "x",
    "answer": "x",
    "checked": "on",
}


def records() -> list:
    tables = (Item, Attachment, Pointer, Plan, AuditEntry, WaitingFile, Paper, Posting)
    tables += (InformationRequest, AnswerFile, PublishedAnswer, Script, Recording)
    versions = list(Item.objects.order_by("pk").values_list("state", "versions__title"))
    return [versions, *(list(table.objects.order_by("pk").values_list()) for table in tables)]


def outcomes(browser, things) -> set[int]:
    """Every office address read and written to; the words that nobody may see are seen nowhere."""
    seen = set()
    for name, addresses in office_addresses(things).items():
        assert resolve(addresses[0].partition("?")[0]).url_name == name
        for address in addresses:
            for answer in (browser.get(address), browser.post(address, SENT)):
                if answer.status_code != 405:  # a page that is only read, or only written to
                    seen.add(answer.status_code)
                assert SECRET not in answer.content.decode(errors="replace"), address
    return seen
