"""A practice commune stands in its own world: it opens nothing real and shows nowhere outside."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from civics.errors import Refused
from danchu.disclosure.models import Item, Pointer
from danchu.duties.models import Duty
from danchu.front import practice_copy
from danchu.front.tests.practising import (
    WORDS,
    approve,
    copy_of,
    entered,
    inside,
    noted_in_practice,
)
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry, SearchEntry
from danchu.people import access, actions
from danchu.people.models import Practice, Term, User
from danchu.places import actions as units
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import OfThisWorld, Unit
from danchu.places.models.units import UnitManager

pytestmark = pytest.mark.django_db


# ── a practice term opens nothing real, a real term only its own copy ─────────────────────────


def test_inside_nothing_real_is_there_to_be_changed(lan, thang, desk_of):
    from danchu.disclosure.tests.factories import note

    real = note(lan, on=today(), decided_on=today() - timedelta(days=1))
    browser = entered(desk_of(lan))

    for page in ("", "soan/", "sua-ghi-nhan/", "go-khan/", "khong-cong-khai/"):
        assert browser.get(f"/cong-khai/{real.pk}/{page}").status_code == 404
    assert browser.get("/xa/xa-la-bang/").status_code == 404
    noted_in_practice(browser)
    assert Item.objects.count() == 1
    assert set(Duty.objects.values_list("unit__slug", flat=True)) == {"xa-la-bang"}
    assert real.number not in browser.get("/cong-khai/").content.decode()


def test_the_copy_of_another_person_is_closed_even_in_the_same_commune(lan, thang, mai, desk_of):
    item = noted_in_practice(entered(desk_of(lan)))

    for other in (thang, mai):
        browser = entered(desk_of(other), "clerk")
        assert browser.get(f"/cong-khai/{item}/soan/").status_code == 404
        browser.post("/tap-huan/ra/")
        assert browser.get(f"/cong-khai/{item}/soan/").status_code == 404


def test_it_ends_when_the_real_term_does(lan, desk_of):
    browser = entered(desk_of(lan))
    Term.objects.filter(pk=lan.pk).update(until=today() - timedelta(days=1))

    assert browser.get("/viec/").status_code == 403
    assert "practice-strip" not in browser.get("/").content.decode()


def test_made_up_people_cannot_sign_in_and_hold_nothing_outside(lan, desk_of):
    entered(desk_of(lan))
    made_up = list(User._base_manager.filter(practice=True))
    assert len(made_up) == len(actions.practice.played())
    for one in made_up:
        assert not one.has_usable_password()
        assert access.account(one.username) is None
        assert not access.terms_of(one, on=today()).exists()
        assert not access.seen_units(one, on=today()).exists()


def test_no_real_card_is_printed_inside(lan, tam, desk_of):
    browser = entered(desk_of(lan))
    with inside(lan):
        head = Term.objects.get(role="community_head")
        clerk = Term.objects.get(role="clerk")
        with pytest.raises(Refused, match="không in thẻ thật"):
            actions.issue_card(head.person, by=clerk, on=today())
    page = browser.post(f"/tai-khoan/the-kich-hoat/{head.person_id}/", follow=True)
    assert "không in thẻ thật" in page.content.decode()
    assert browser.post(f"/tai-khoan/the-kich-hoat/{tam.person_id}/").status_code == 404


def test_somebody_appointed_inside_is_nobody_outside(lan, desk_of):
    browser = entered(desk_of(lan))
    with inside(lan):
        hamlet = Unit.objects.communities().first().pk
    filled = {
        "full_name": "Người Học Thử",
        "role": "board_member",
        "unit": hamlet,
        "since": today().isoformat(),
        "document": "1/QĐ",
    }
    answer = browser.post("/tai-khoan/nguoi-va-may/them/", filled)
    assert answer.status_code == 302, re.findall(r"error[^>]*>(.{0,200})", answer.content.decode())
    assert not User.objects.filter(full_name="Người Học Thử").exists()
    real = actions.register_person("Người Học Thử", by=lan)
    assert (real.username, real.practice) == ("nguoi.hoc.thu", False)


def test_ones_own_password_waits_outside(lan, desk_of):
    browser = entered(desk_of(lan))
    answer = browser.get("/tai-khoan/mat-khau/", follow=True)
    assert "là của tài khoản thật" in answer.content.decode()


def test_units_are_neither_reorganised_nor_brought_in_inside(lan, hamlet, desk_of):
    browser = entered(desk_of(lan))
    for address in ("/tai-khoan/don-vi/", "/tai-khoan/don-vi/nhap/", "/tai-khoan/don-vi/doi-ten/"):
        answer = browser.get(address, follow=True)
        assert "chỉ làm ở xã thật" in answer.content.decode()
    known = set(Unit._base_manager.values_list("pk", flat=True))
    with inside(lan):
        one = Unit.objects.communities().first()
        clerk = Term.objects.get(role="clerk")
        paper = Decision("12/NQ-HĐND", today(), today(), "thử")
        with pytest.raises(Refused, match="không tập được"):
            units.rename(one, NewUnit("Xóm Mới"), paper, by=clerk, on=today())
    assert set(Unit._base_manager.values_list("pk", flat=True)) == known


# ── default deny at the root ──────────────────────────────────────────────────────────────────

BESIDE = {  # tables with a unit that are read only through rows of this world, or of no world
    "places.Unit": "what a unit hangs under",
    "places.Belonging": "read from the units at both ends",
    "places.Succession": "no practice commune succeeds another",
    "places.Reorganisation": "no copy is reorganised: refused inside",
    "places.Move": "of a reorganisation",
    "places.Passing": "of a reorganisation",
    "places.FormerName": "of a reorganisation",
    "places.OldAddress": "of a reorganisation",
    "people.Card": "none is issued inside",
    "people.Device": "none is bound inside",
    "reception.Question": "read through its dialogue",
    "people.Practice": "the bridge between the worlds",
}


def of_units() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if any(
            isinstance(field, models.ForeignKey) and field.related_model is Unit
            for field in model._meta.get_fields()
        )
        and not model._meta.proxy
    ]


@pytest.mark.parametrize("model", of_units(), ids=lambda model: model._meta.label)
def test_a_table_with_a_unit_shows_only_its_own_world(model):
    """A new room: `objects = OfThisWorld.from_queryset(…)()`, or say above why not."""
    if model._meta.label not in BESIDE:
        assert isinstance(model._default_manager, OfThisWorld)


def test_units_and_accounts_keep_the_worlds_apart(lan, desk_of):
    entered(desk_of(lan))
    assert isinstance(Unit._default_manager, UnitManager)
    assert not Unit.objects.filter(practice=True).exists()
    assert not User.objects.filter(practice=True).exists()
    with inside(lan):
        assert set(Unit.objects.values_list("practice", "kind")) == {
            (True, "commune"),
            (True, "community"),
            (False, "province"),
        }
        assert not User.objects.filter(practice=False).exists()


def test_the_search_index_takes_nothing_in(lan, desk_of):
    known = SearchEntry.objects.count()
    browser = entered(desk_of(lan))
    browser.post("/tap-huan/lam-lai/")
    assert SearchEntry.objects.count() == known


def test_the_trail_of_the_real_commune_knows_only_real_acts(lan, binh, viet, desk_of):
    noted_in_practice(entered(desk_of(lan)))
    real = {lan.unit_id, lan.unit.province_id}
    assert not AuditEntry.objects.filter(unit_id__in=real).exists()
    assert AuditEntry.objects.filter(act="disclosure.note").exists()
    for reader in (binh, viet):
        assert "Ghi nhận văn bản" not in desk_of(reader).get("/nhat-ky/").content.decode()


# ── every public address of the house after a busy session ────────────────────────────────────


def busy(browser: Client, lan: Term) -> None:
    item = noted_in_practice(browser)
    browser.post(
        f"/cong-khai/{item}/soan/", {"title": "Tập huấn: thử", "body": "Tập huấn: x", "submit": "1"}
    )
    approve(entered(browser, "approver"), item)
    entered(browser, "chair").post(
        f"/cong-khai/ke-hoach/{today().year}/",
        {"document": "TH-98/KH", "has_loudspeaker": "on"},
    )
    slug = copy_of(lan).copy.slug
    browser.post(f"/xa/{slug}/chi-van-ban/", {"about": "Tập huấn: hỏi thử"})


def addresses(patterns: list, before: str = "/") -> list[str]:
    """Every address of the house, with a real value where one is asked for."""
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found.append(route)
    return found


def filled(route: str, values: dict[str, list[str]]) -> list[str]:
    """`/xa/<slug:slug>/` once for each value of its kind."""
    asked = re.search(r"<(?:(\w+):)?(\w+)>", route)
    if asked is None:
        return [route]
    kind, name = asked.group(1) or "str", asked.group(2)
    chosen = values.get(name) or values.get(kind) or ["1"]
    return [
        one for value in chosen for one in filled(route.replace(asked.group(0), value, 1), values)
    ]


def test_no_public_address_says_a_word_of_it(lan, thang, hamlet, elsewhere, desk_of):
    busy(entered(desk_of(lan)), lan)
    with inside(lan):
        items = list(Item.objects.values_list("pk", flat=True))
        codes = list(Pointer.objects.values_list("code", flat=True))
        files = [str(f) for f in Item.objects.values_list("versions__files", flat=True) if f]
        slugs = list(Unit.objects.values_list("slug", flat=True))
    values = {
        "slug": [*slugs, "xa-la-bang"],
        "pk": [str(pk) for pk in items],
        "file_pk": files,
        "code": codes,
        "year": [str(today().year)],
        "number": ["1", "7"],
        "key": ["disclosure.publish"],
    }
    wanted = {
        one for route in addresses(get_resolver().url_patterns) for one in filled(route, values)
    }
    wanted |= {"/tim/?q=tap+huan", "/?q=tap+huan", "/don-vi/?q=la+bang", "/api/v1/units?limit=500"}
    wanted |= {f"/api/v1/items?unit={slug}" for slug in slugs} | {"/api/v1/items?limit=500"}
    wanted |= {"/api/v1/duties/summary", "/xa/xa-la-bang/atom.xml"}
    wanted |= {f"/tim/?q=th&don-vi={slug}" for slug in slugs}
    said = []
    for address in sorted(wanted):
        answer = Client().get(address)
        text = b"".join(answer).decode(errors="ignore") if answer.status_code == 200 else ""
        said += [f"{address}: {word}" for word in WORDS if word in text]

    assert len(wanted) > 100
    assert said == []
    for real in (thang,):  # nor does the desk of a colleague
        for address in ("/viec/?xem=ca-don-vi", "/cong-khai/", "/nhap-thay/"):
            text = desk_of(real).get(address).content.decode()
            assert [word for word in WORDS if word in text] == []


def test_figures_stay_as_they_were(lan, desk_of):
    before = [Client().get(one).content for one in ("/api/v1/duties/summary", "/api/v1/units")]
    busy(entered(desk_of(lan)), lan)
    after = [Client().get(one).content for one in ("/api/v1/duties/summary", "/api/v1/units")]
    assert before == after


def test_the_calendar_opens_no_duty_for_a_copy(lan, desk_of):
    from danchu.disclosure.actions import planning

    entered(desk_of(lan))
    with inside(lan):
        known = Duty.objects.count()
    assert planning.open_calendar_duties(on=date(2027, 1, 4)) == 1
    with inside(lan):
        assert Duty.objects.count() == known


def test_a_copy_is_whole_or_not_there(lan, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(practice_copy, "_fill", broken)
    with pytest.raises(RuntimeError):
        practice_copy.start(lan.unit, by=lan, on=today())
    assert not Practice.objects.exists()
