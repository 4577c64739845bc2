"""A practice commune: a copy to learn on, played in every role, made afresh in one tap."""

import time

import pytest
from django.test import Client

from civics.errors import Refused
from danchu.disclosure.models import Item, Pointer
from danchu.duties.models import Duty
from danchu.front.tests.practising import (
    approve,
    copy_of,
    entered,
    inside,
    noted_in_practice,
)
from danchu.kit.clock import today
from danchu.people import actions
from danchu.people.models import Practice, Role, User
from danchu.places.models import Unit

pytestmark = pytest.mark.django_db


# ── learning ──────────────────────────────────────────────────────────────────────────────────


def test_from_the_desk_into_a_commune_with_something_in_every_state(lan, hamlet, desk_of):
    browser = desk_of(lan)
    assert "/tap-huan/" in browser.get("/viec/").content.decode()

    page = entered(browser).get("/cong-khai/").content.decode()

    assert "Xã La Bằng (tập huấn)" in page
    with inside(lan):
        assert set(Item.objects.values_list("state", flat=True)) == {
            "noted",
            "submitted",
            "published",
        }
        assert Item.objects.late(on=today()).exists()
        assert Item.objects.filter(versions__number=2).exists()
        assert Pointer.objects.count() == 2
        assert [unit.name for unit in Unit.objects.communities()] == ["Đồng Tâm"]


@pytest.mark.parametrize("role", [role.value for role in actions.practice.played()])
def test_every_role_of_a_commune_is_played_and_a_new_one_comes_by_itself(
    lan, hamlet, desk_of, role
):
    page = entered(desk_of(lan), role).get("/viec/").content.decode()

    assert f"Bạn đóng vai: <b>{Role(role).label}</b>" in page
    assert {"province", "inspector", "jurist"}.isdisjoint({role})


def test_one_person_learns_the_way_of_two(lan, desk_of):
    """The clerk does not approve; the same learner, as approver, does."""
    clerk = entered(desk_of(lan))
    item = noted_in_practice(clerk)
    words = {"title": "Thử", "body": "Thử công khai.", "submit": "1"}
    clerk.post(f"/cong-khai/{item}/soan/", words)
    assert clerk.get(f"/cong-khai/{item}/duyet/").status_code == 404
    approve(entered(clerk, "approver"), item)

    assert "Thử công khai." in clerk.get(f"/cong-khai/{item}/").content.decode()
    assert Client().get(f"/cong-khai/{item}/").status_code == 404


def test_a_hamlet_head_may_learn_too(tam, desk_of):
    page = entered(desk_of(tam), "community_head").get("/viec/").content.decode()
    assert "TẬP HUẤN" in page


def test_somebody_without_a_commune_has_no_practice_commune(viet, desk_of):
    assert desk_of(viet).get("/tap-huan/").status_code == 404
    assert desk_of(viet).post("/tap-huan/vao/", {"vai": "clerk"}).status_code == 404


@pytest.mark.parametrize("role", ["province", "inspector", "jurist", "nobody"])
def test_no_role_above_the_commune_is_played(lan, desk_of, role):
    assert desk_of(lan).post("/tap-huan/vao/", {"vai": role}).status_code == 404


def test_what_is_ones_own_and_the_calendar_file_are_those_of_the_practice_commune(lan, desk_of):
    desk = desk_of(lan)
    real = noted_in_practice(desk)  # not practising yet: a real one
    duty = Duty.objects.get(kind="item", key=str(real)).pk
    assert desk.get(f"/viec/{duty}.ics").status_code == 200

    entered(desk)

    assert desk.get(f"/viec/{duty}.ics").status_code == 404
    assert desk.get("/cong-khai/chi-van-ban/cua-toi/").status_code == 200


def test_two_taps_make_one_copy(lan, desk_of):
    entered(entered(desk_of(lan)))
    assert Practice.objects.count() == 1


# ── nobody can miss it ────────────────────────────────────────────────────────────────────────


def test_every_page_says_so_and_papers_say_it_across_the_page(lan, desk_of):
    browser = entered(desk_of(lan))
    with inside(lan):
        item = Item.objects.published().first().pk
        slug = copy_of(lan).copy.slug
    pages = ["/", "/viec/", "/cong-khai/", "/tai-khoan/", f"/xa/{slug}/", f"/cong-khai/{item}/"]
    pages += ["/luat/", "/tim/?q=thu", "/khong-co/", "/tap-huan/", "/nhap-thay/", "/don-vi/"]
    for one in pages:
        assert "TẬP HUẤN" in browser.get(one).content.decode(), one

    paper = browser.get(f"/cong-khai/{item}/to-niem-yet/").content.decode()
    assert '<p class="practice-mark" aria-hidden="true">TẬP HUẤN</p>' in paper
    assert "http://testserver/tap-huan/giay/" in paper
    assert "không có giá trị" in Client().get("/tap-huan/giay/").content.decode()


def test_the_real_world_shows_no_trace_of_the_banner(lan, desk_of):
    browser = entered(desk_of(lan))
    browser.post("/tap-huan/ra/")
    assert "TẬP HUẤN" not in browser.get("/viec/").content.decode()
    assert Client().get("/").content.decode().count("practice-strip") == 0


# ── afresh ────────────────────────────────────────────────────────────────────────────────────


def test_one_tap_and_everything_is_as_on_the_first_day_under_two_seconds(lan, hamlet, desk_of):
    browser = entered(desk_of(lan))
    noted_in_practice(browser)
    before = copy_of(lan)

    began = time.monotonic()
    browser.post("/tap-huan/lam-lai/")
    took = time.monotonic() - began

    after = copy_of(lan)
    assert after.pk != before.pk
    assert "TH-99" not in browser.get("/cong-khai/").content.decode()
    with inside(lan):
        assert Item.objects.count() == 5
    assert took < 2, f"{took:.1f} s"
    before.refresh_from_db()
    assert before.closed_on == today()
    assert User._base_manager.filter(practice=True).count() == len(actions.practice.played())


def test_a_reset_takes_nobody_elses_work_away(lan, thang, desk_of):
    theirs = entered(desk_of(thang), "clerk")
    item = noted_in_practice(theirs)
    entered(desk_of(lan)).post("/tap-huan/lam-lai/")
    assert theirs.get(f"/cong-khai/{item}/soan/").status_code == 200


def test_only_its_owner_closes_it(lan, thang, desk_of):
    entered(desk_of(lan))
    with pytest.raises(Refused, match="của người khác"):
        actions.close_practice(copy_of(lan), by=thang, on=today())


def test_a_practice_commune_opens_only_for_ones_own_commune(lan, mai, elsewhere):
    with pytest.raises(Refused, match="đang giữ vai"):
        actions.open_practice(elsewhere, by=lan, on=today())
    with pytest.raises(Refused, match="đang giữ vai"):
        actions.open_practice(lan.unit.province, by=lan, on=today())
