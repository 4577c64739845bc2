"""Erasing empties the person and keeps the house: acts, terms, counts, papers, late lists."""

import json
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from civics.errors import Refused
from danchu.disclosure import figures
from danchu.disclosure.actions import noting
from danchu.disclosure.models import Item, Pointer
from danchu.disclosure.tests.factories import NOTED, draft, note, publish
from danchu.duties.models import Duty
from danchu.kit.models import AuditEntry, SearchEntry
from danchu.people import actions as people
from danchu.people import codes
from danchu.people.models import Card, Device, Erasure, Role, Term, User
from danchu.people.own_data import ERASED_NAME, ERASED_WORDS
from danchu.people.tests.factories import signed_in
from danchu.personal_data.actions import answering
from danchu.personal_data.models import DataRequest, Kind, State
from danchu.personal_data.tests.factories import ASKED, asks, left_office, on_paper

pytestmark = pytest.mark.django_db
NAME, PHONE, MAIL = "Đỗ Văn Cựu", "0912 345 678", "cuu@vi-du.vn"
IN_OFFICE = date(2026, 3, 9)  # a day on which ông Cựu was the clerk
LATER = date(2026, 12, 20)
ERASING = {"personal_data.erase", "people.erase"}


@pytest.fixture(autouse=True)
def _own_list(settings, tmp_path):
    settings.ERASURES_FILE = tmp_path / "erasures.jsonl"


@pytest.fixture
def left(cuu, commune, lan, thang):
    """Ông Cựu, who noted, drafted and pointed while in office, and has left traces everywhere."""
    User.objects.filter(pk=cuu.person_id).update(
        full_name=NAME, phone=PHONE, email=MAIL, username="do.van.cuu"
    )
    cuu.refresh_from_db()
    publish(note(cuu), cuu, thang)
    draft(note(cuu, number="99/QĐ-UBND"), cuu)
    Item.objects.filter(number="99/QĐ-UBND").update(signer=f"{NAME}, Phó Chủ tịch")
    about = f"Hỏi {NAME.upper()}, điện thoại {PHONE}, về mức thu"
    noting.point(commune, about=about, number="", decided_on=None, by=cuu, on=NOTED)
    codes.enrol(cuu.person, codes.new_secret())
    cuu.person.set_password("mot cau rat dai de nho")
    cuu.person.save()
    return cuu


def ask_and_erase(term, commune, by):
    request = asks(term.person, commune, Kind.ERASE)
    answering.erase(request, by=by, on=ASKED)
    return request


def every_cell():
    """(table, field, text) of everything in the database."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy:
            continue
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._default_manager.values_list(*names):
            for name, cell in zip(names, row, strict=True):
                yield model._meta.label, name, str(cell)


def where(words):
    words = words.casefold()
    return {f"{table}.{name}" for table, name, text in every_cell() if words in text.casefold()}


def counted(commune):
    """Everything that is counted, on a day in office, today and later."""
    days = (IN_OFFICE, ASKED, LATER)
    return {
        "figures": [figures.of_unit(unit, on=day) for unit in (None, commune) for day in days],
        "late": [
            list(Item.objects.late(on=day).order_by("pk").values_list("pk", flat=True))
            for day in days
        ],
        "duties": list(Duty.objects.exclude(kind="data_request").order_by("pk").values_list()),
        "in office": [Term.objects.in_office(on=day).count() for day in (IN_OFFICE,)],
        "terms": list(Term.objects.order_by("pk").values_list()),
        "items": list(Item.objects.order_by("pk").values_list()),
        "acts": list(AuditEntry.objects.exclude(act__in=ERASING).order_by("pk").values_list()),
        "search": list(SearchEntry.objects.order_by("pk").values_list()),
        "people": User.objects.count(),
        "requests": DataRequest.objects.count(),
    }


def test_every_count_act_and_late_list_is_the_same_after(left, commune, lan):
    request = asks(left.person, commune, Kind.ERASE)
    before = counted(commune)

    answering.erase(request, by=lan, on=ASKED)

    after = counted(commune)
    for what, was in before.items():
        assert after[what] == was, what


def test_name_phone_mail_and_username_stand_nowhere_but_where_the_law_keeps_the_signer(
    left, commune, lan
):
    assert where(PHONE)
    assert where(MAIL)
    ask_and_erase(left, commune, lan)

    assert where(NAME) == {"disclosure.Item.signer"}  # who signed a paper is a public act
    assert where(PHONE) == set()
    assert where(MAIL) == set()
    assert where("do.van.cuu") == set()


def test_what_the_account_becomes(left, commune, lan):
    password = left.person.password
    ask_and_erase(left, commune, lan)

    person = User.objects.get(pk=left.person_id)
    assert str(person) == ERASED_NAME
    assert (person.phone, person.email, person.is_active) == ("", "", False)
    assert person.username.startswith("da-xoa-")
    assert person.erased_on == ASKED
    assert person.password != password
    assert not person.has_usable_password()
    assert not Authenticator.objects.filter(user=person).exists()


def test_cards_and_phones_open_nothing_and_say_nothing(tam, commune, lan):
    first = people.issue_card(tam.person, by=lan, on=NOTED).card
    bound = people.bind_device(first, "402917", name="điện thoại Android", on=NOTED)
    hashes = set(Card.objects.values_list("code_hash", flat=True))
    people.issue_card(tam.person, by=lan, on=NOTED)
    left_office(tam)

    ask_and_erase(tam, commune, lan)

    device = Device.objects.get(person=tam.person_id)
    assert (device.name, device.pin, device.used_at) == ("máy đã xóa", "!", None)
    assert device.revoked_at is not None
    assert device.secret_hash != bound.device.secret_hash
    assert not Card.objects.filter(revoked_at=None, used_at=None).exists()
    assert not hashes & set(Card.objects.values_list("code_hash", flat=True))


def test_an_open_session_ends_at_once(left, commune, lan):
    browser = signed_in(Client(), left.person)
    key = browser.session.session_key
    assert browser.get("/tai-khoan/du-lieu/").status_code == 200

    ask_and_erase(left, commune, lan)

    assert browser.get("/tai-khoan/du-lieu/").status_code == 302
    assert not Session.objects.filter(pk=key).exists()


def test_the_words_of_their_requests_go_and_the_requests_stay(left, commune, lan):
    earlier = asks(left.person, commune, Kind.SEE)
    answering.fulfil(earlier, answer="Đã đưa bản sao.", by=lan, on=ASKED)

    request = ask_and_erase(left, commune, lan)

    for pk in (earlier.pk, request.pk):
        row = DataRequest.objects.get(pk=pk)
        assert (row.text, row.answer, row.state) == ("", "", State.DONE)
        assert row.asked_on == ASKED
    assert not Duty.objects.open().filter(kind="data_request").exists()


def test_past_papers_show_the_role_and_no_name(left, commune, lan, binh, desk_of):
    ask_and_erase(left, commune, lan)

    trail = desk_of(binh).get("/nhat-ky/").content.decode()
    assert ERASED_NAME in trail
    assert NAME not in trail


def test_the_search_and_the_open_data_do_not_know_the_name(left, commune, lan, client):
    ask_and_erase(left, commune, lan)

    for address in (
        f"/tim/?q={NAME}",
        "/api/v1/items",
        "/atom.xml",
        "/xa/xa-la-bang/",
        f"/du-lieu-ca-nhan/theo-doi/{DataRequest.objects.get().code}/",
    ):
        page = client.get(address).content.decode()
        assert PHONE not in page, address
        assert MAIL not in page, address
        if "q=" not in address:  # the search repeats what was typed
            assert NAME not in page, address


# ── who may, and when not ─────────────────────────────────────────────────────────────────────


def test_the_one_who_entered_it_on_paper_does_not_approve_it(left, commune, lan, binh):
    request = on_paper(commune, lan, person=left.person)
    with pytest.raises(Refused, match="người thứ hai"):
        answering.erase(request, by=lan, on=ASKED)
    assert User.objects.get(pk=left.person_id).erased_on is None

    answering.erase(request, by=binh, on=ASKED)
    assert User.objects.get(pk=left.person_id).erased_on == ASKED


def test_somebody_back_in_office_meanwhile_is_not_erased_and_nothing_is_half_done(
    left, commune, lan
):
    request = asks(left.person, commune, Kind.ERASE)
    people.appoint(
        left.person,
        Role.BOARD_MEMBER,
        commune,
        since=date(2027, 1, 1),
        until=None,
        document="12/QĐ",
        by=lan,
        on=ASKED,
    )

    with pytest.raises(Refused, match="Còn giữ vai"):
        answering.erase(request, by=lan, on=ASKED)

    request.refresh_from_db()
    assert request.state == State.WAITING
    assert request.text
    assert User.objects.get(pk=left.person_id).full_name == NAME
    assert Duty.objects.open().filter(kind="data_request").count() == 2


def test_erasing_twice_is_refused_kindly(left, commune, lan):
    ask_and_erase(left, commune, lan)
    with pytest.raises(Refused, match="đã xóa ngày 26/11/2026"):
        people.erase(left.person, by=lan, on=ASKED)


def test_an_erased_account_takes_up_no_office_and_gets_no_password(left, commune, lan):
    ask_and_erase(left, commune, lan)
    term = {"since": LATER, "until": None, "document": "12/QĐ", "by": lan, "on": ASKED}
    with pytest.raises(Refused, match="ghi là người mới"):
        people.appoint(left.person, Role.BOARD_MEMBER, commune, **term)
    with pytest.raises(Refused, match="không vào lại được"):
        people.set_one_time_password(left.person, on=ASKED)


def test_nobody_erases_themselves(left, commune):
    with pytest.raises(Refused, match="Không ai tự xóa"):
        people.erase(left.person, by=left, on=ASKED)


def test_the_generic_way_does_not_erase(left, commune, lan):
    request = asks(left.person, commune, Kind.ERASE)
    with pytest.raises(Refused, match="trang riêng"):
        answering.fulfil(request, answer="Xong.", by=lan, on=ASKED)
    seen = asks(left.person, commune, Kind.SEE)
    with pytest.raises(Refused, match="không phải yêu cầu xóa"):
        answering.erase(seen, by=lan, on=ASKED)


def test_a_namesake_in_another_commune_is_left_alone(left, commune, elsewhere, lan, mai):
    about = f"Hỏi {NAME} ở xã khác"
    noting.point(elsewhere, about=about, number="", decided_on=None, by=None, on=NOTED)

    ask_and_erase(left, commune, lan)

    assert Pointer.objects.get(unit=elsewhere).about == about


# ── somebody without an account ───────────────────────────────────────────────────────────────


def test_a_citizen_named_in_a_pointer_is_taken_out_of_it(commune, elsewhere, lan, binh):
    about = "Ông Trịnh Văn Đức chưa được xét; trịnh văn đức đã hỏi; Trịnh Văn Đức2 thì khác"
    for unit in (commune, elsewhere):
        noting.point(unit, about=about, number="", decided_on=None, by=None, on=NOTED)
    Item.objects.filter(pk=note(lan).pk).update(signer="Trịnh Văn Đức")
    request = on_paper(commune, lan, name="Trịnh Văn Đức")

    texts = answering.erase(request, by=binh, on=ASKED)

    assert texts == 1
    here = Pointer.objects.get(unit=commune).about
    assert (
        here == f"Ông {ERASED_WORDS} chưa được xét; {ERASED_WORDS} đã hỏi; Trịnh Văn Đức2 thì khác"
    )
    assert Pointer.objects.get(unit=elsewhere).about == about
    assert where("Trịnh Văn Đức") == {"disclosure.Item.signer", "disclosure.Pointer.about"}
    row = DataRequest.objects.get(pk=request.pk)
    assert (row.name, row.contact, row.text, row.state) == ("", "", "", State.DONE)


# ── after a restore ───────────────────────────────────────────────────────────────────────────


def test_a_restored_backup_is_erased_again(
    left, commune, lan, settings, django_capture_on_commit_callbacks, capsys
):
    saved = User.objects.filter(pk=left.person_id).values().get()
    pointers = {one.pk: one.about for one in Pointer.objects.all()}
    with django_capture_on_commit_callbacks(execute=True):
        ask_and_erase(left, commune, lan)
    listed = settings.ERASURES_FILE.read_text()
    assert NAME not in listed
    tables = {json.loads(line)["table"] for line in listed.splitlines()}
    assert tables == {"people.User", "disclosure.Pointer"}
    assert settings.ERASURES_FILE.stat().st_mode & 0o777 == 0o600

    # The older database comes back: it knows of no erasure.
    Erasure.objects.all().delete()
    User.objects.filter(pk=left.person_id).update(**saved)
    for pk, about in pointers.items():
        Pointer.objects.filter(pk=pk).update(about=about)
    assert where(PHONE)

    call_command("apply_erasures")

    assert f"tài khoản {left.person_id}" in capsys.readouterr().out
    assert where(PHONE) == set()
    assert where(NAME) == {"disclosure.Item.signer"}
    assert User.objects.get(pk=left.person_id).erased_on == ASKED

    acts = AuditEntry.objects.count()
    call_command("apply_erasures")
    assert "đã xóa lại" not in capsys.readouterr().out
    assert AuditEntry.objects.count() == acts


def test_a_line_cut_short_does_not_stop_the_others(left, commune, lan, settings):
    settings.ERASURES_FILE.write_text(
        json.dumps({"table": "people.User", "key": left.person_id, "on": "2026-11-26"})
        + '\n{"table": "people.U'
    )
    call_command("apply_erasures", verbosity=0)
    assert User.objects.get(pk=left.person_id).erased_on == ASKED
