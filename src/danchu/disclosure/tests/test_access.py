"""Every office address, as everybody who has no business there: not found, or the door."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import resolve

from danchu.disclosure import access
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
from danchu.disclosure.models import Attachment, Item, Plan, Pointer, State
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
from danchu.disclosure.urls import urlpatterns
from danchu.disclosure.views.requests import STEPS
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.people.models import Role, Term
from danchu.postings.models import Paper, Posting

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def things(lan, thang, binh, commune):
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


def test_no_office_address_is_forgotten_here(things):
    named = {pattern.name for pattern in urlpatterns}

    assert named - PUBLIC == office_addresses(things).keys() - PUBLIC


@pytest.mark.parametrize("who", ["tam", "khoa"])
def test_a_hamlet_head_and_a_board_member_find_no_office_page(things, who, request, desk_of):
    before = records()

    assert outcomes(desk_of(request.getfixturevalue(who)), things) == {404}
    assert records() == before


def test_an_ex_official_comes_no_further_than_the_desk_without_an_office(things, cuu, desk_of):
    before = records()

    assert outcomes(desk_of(cuu), things) <= {403, 404}
    assert records() == before


def test_a_stranger_is_led_to_the_door(things, hung):
    before = records()

    for name, addresses in office_addresses(things).items():
        answers = {hung.get(addresses[0]).status_code, hung.post(addresses[0], SENT).status_code}
        assert answers == ({404, 405} if name == "file" else {302}), name
    assert outcomes(hung, things) <= {302, 404}
    at = f"/cong-khai/{things['noted'].pk}/soan/"
    assert hung.get(at)["Location"] == f"/dang-nhap/?next={at}"
    assert records() == before


def test_a_password_without_the_second_factor_is_a_stranger(things, lan, client):
    client.force_login(lan.person)
    before = records()

    assert outcomes(client, things) <= {302, 404}
    assert records() == before


OWN = {"index", "note", "owed", "nothing", "plan_form", "quarterly_list"}  # her own commune's


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER])
def test_chi_mai_of_another_commune_finds_nothing_of_ours(things, mai, role, desk_of):
    Term.objects.filter(pk=mai.pk).update(role=role)
    browser, before = desk_of(mai), records()

    for name, addresses in office_addresses(things).items():
        for address in addresses:
            if name in OWN and "don-vi" not in address:
                continue
            for answer in (browser.get(address), browser.post(address, SENT)):
                assert answer.status_code in {404, 405}, (name, address)
    assert records() == before
    own = browser.get("/cong-khai/")
    assert own.status_code == 200
    for number in ("1/QĐ", "2/QĐ", "3/QĐ", "4/QĐ", SECRET):
        assert number not in own.content.decode()
    assert browser.get("/viec/?xem=ca-don-vi").content.decode().count("/QĐ") == 0


# ── within the office ─────────────────────────────────────────────────────────────────────────

DECIDING = ("approve", "withdraw", "refuse")


def test_a_clerk_neither_approves_nor_withdraws_nor_refuses(things, lan, desk_of):
    browser, before = desk_of(lan), records()

    for name in DECIDING:
        for address in office_addresses(things)[name]:
            assert browser.get(address).status_code == 404
            assert browser.post(address, SENT).status_code == 404
    assert records() == before


def test_a_clerk_does_not_issue_the_plan(lan, desk_of):
    browser, at = desk_of(lan), f"/cong-khai/ke-hoach/{today().year}/"

    assert "Ban hành kế hoạch" not in browser.get(at).content.decode()
    assert browser.post(at, {"document": "05/KH-UBND"}).status_code == 404
    assert not Plan.objects.exists()


@pytest.mark.parametrize("who", ["thang", "binh"])
def test_the_approver_and_the_chair_decide(things, who, request, desk_of):
    browser = desk_of(request.getfixturevalue(who))
    handed, public = things["handed"].pk, things["public"].pk
    page = browser.get(f"/cong-khai/{handed}/duyet/").content.decode()
    assert SECRET in page
    assert browser.post(f"/cong-khai/{handed}/duyet/", {"no_secret": ""}).status_code == 422

    read = re.search(r'name="read" value="(\w+)"', page)[1]
    answer = browser.post(f"/cong-khai/{handed}/duyet/", {"no_secret": "on", "read": read})
    assert answer["Location"] == f"/cong-khai/{handed}/"
    assert browser.post(f"/cong-khai/{public}/thu-hoi/", {"why": "Sai"}).status_code == 302
    assert Item.objects.get(pk=handed).state == State.PUBLISHED
    assert Item.objects.get(pk=public).state == State.WITHDRAWN


def test_the_approver_gives_back_from_the_page(things, thang, desk_of):
    browser, handed = desk_of(thang), things["handed"]
    at = f"/cong-khai/{handed.pk}/duyet/"

    assert browser.post(at, {"give_back": "1", "why": ""}).status_code == 422
    assert browser.post(at, {"give_back": "1", "why": "Thiếu số tổng"}).status_code == 302
    handed.refresh_from_db()
    assert handed.state == State.NOTED


def test_anybody_of_the_office_removes_in_an_emergency(things, lan, desk_of):
    public = things["public"]

    desk_of(lan).post(f"/cong-khai/{public.pk}/go-khan/", {"ground": "personal_data"})

    public.refresh_from_db()
    assert public.state == State.REMOVED


def test_terms_are_read_at_each_request(things, lan, desk_of):
    browser = desk_of(lan)
    assert browser.get("/cong-khai/").status_code == 200

    Term.objects.filter(pk=lan.pk).update(until=date(2026, 1, 1))

    assert browser.get("/cong-khai/").status_code == 403


def test_a_file_of_a_draft_opens_for_its_office_alone_and_is_kept_nowhere(
    things, lan, mai, hung, desk_of
):
    at = f"/cong-khai/{things['noted'].pk}/tep/{things['file'].pk}/"

    mine = desk_of(lan).get(at)
    assert mine.status_code == 200
    assert mine["Cache-Control"] == "no-store, private"
    assert [b.get(at).status_code for b in (desk_of(mai), hung)] == [404, 404]


def test_a_public_file_is_checked_before_it_is_used_again(things, hung):
    file = Attachment.objects.get(version__item=things["public"])
    answer = hung.get(f"/cong-khai/{things['public'].pk}/tep/{file.pk}/")

    assert answer["Cache-Control"] == "no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "inline; filename*=UTF-8''quyet-dinh.pdf"
    other = things["noted"].pk
    assert hung.get(f"/cong-khai/{other}/tep/{file.pk}/").status_code == 404


def test_an_office_file_comes_as_a_download(things, lan, thang, hung):
    from danchu.disclosure.tests.factories import office

    item = publish(note(lan, number="5/QĐ"), lan, thang, files=[office()])
    file = Attachment.objects.get(version__item=item)

    answer = hung.get(f"/cong-khai/{item.pk}/tep/{file.pk}/")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''van-ban.docx"


def test_what_waits_shows_number_and_day_and_no_title(things, hung):
    page = hung.get("/xa/xa-la-bang/").content.decode()

    assert "Văn bản 1/QĐ ký ngày 03/03/2026" in page
    assert SECRET not in page
    assert hung.get(f"/cong-khai/{things['noted'].pk}/").status_code == 404


@pytest.mark.parametrize("typed", ["nhom-0", "nhom-15", "nhom-99999999999999999999", "nhom-x"])
def test_a_group_that_does_not_exist_is_not_found(commune, hung, typed):
    assert hung.get(f"/xa/xa-la-bang/{typed}/").status_code == 404


@pytest.mark.parametrize(
    "path", ["99999999999999999999/", "1/ban/99999999999999999999/", "1/tep/99999999999999999/"]
)
def test_numbers_no_row_can_have_are_not_found(db, hung, path):
    assert hung.get(f"/cong-khai/{path}").status_code == 404


@pytest.mark.parametrize("typed", ["01/01/2030", "01/01/2020", "31/12/2027", "x", ""])
@pytest.mark.parametrize("page", ["ghi-nhan", "phai-lam"])
def test_a_day_typed_wrong_is_answered_in_words(lan, desk_of, page, typed):
    answer = desk_of(lan).get(f"/cong-khai/{page}/?group=7&decided_on={typed}")

    assert answer.status_code == 200


def test_a_year_typed_wrong_when_noting_is_answered_in_words(lan, desk_of):
    fields = {"group": "7", "number": "1/QĐ", "signer": "Bình", "decided_on": "03/03/2062"}

    answer = desk_of(lan).post("/cong-khai/ghi-nhan/", fields)

    assert answer.status_code == 422
    assert "Ngày ký 03/03/2062 còn chưa đến" in answer.content.decode()


def test_a_person_of_two_communes_works_in_the_one_named(lan, elsewhere, desk_of):
    Term.objects.create(person=lan.person, role=Role.CLERK, unit=elsewhere, since=date(2025, 7, 1))
    fields = {"group": "7", "number": "1/QĐ", "signer": "Bình", "decided_on": "03/03/2026"}
    browser = desk_of(lan)

    browser.post("/cong-khai/ghi-nhan/", {**fields, "don-vi": elsewhere.slug})
    browser.post("/cong-khai/ghi-nhan/", fields)

    units = Item.objects.order_by("pk").values_list("unit__slug", flat=True)
    assert list(units) == [elsewhere.slug, "xa-la-bang"]
    assert browser.get("/cong-khai/?don-vi=khong-co").status_code == 404


def test_access_by_day_opens_and_closes_with_the_term(lan, commune):
    item = note(lan)
    Term.objects.filter(pk=lan.pk).update(since=date(2026, 3, 2), until=date(2026, 3, 9))

    days = [date(2026, 3, day) for day in (1, 2, 9, 10)]
    found = [access.kept_by(lan.person, on=day).filter(pk=item.pk).exists() for day in days]
    assert found == [False, True, True, False]
