"""Public pages kept in a worker's memory: never older than the last act, never anybody's own."""

import time
from datetime import date, timedelta

import pytest
from django.core.management import call_command, get_commands
from django.db import transaction
from django.test import Client
from tests.test_rights import patterns
from tests.test_trail_of_acts import ACT

from danchu.disclosure import recognising
from danchu.disclosure.actions import mending
from danchu.disclosure.tests.factories import BODY, TITLE, note, publish
from danchu.disclosure.tests.test_reading_scans import scan
from danchu.front import kept
from danchu.front.kept.pages import KNOWS
from danchu.front.kept.shelf import OWN_LINE, Shelf
from danchu.kit import audit, clock, versions
from danchu.kit.models import ChangeCount
from danchu.kit.tests.engines import half
from danchu.people.tests.factories import signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)
HOME, LA_BANG, NGHINH_TUONG = "/", "/xa/xa-la-bang/", "/xa/xa-nghinh-tuong/"
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.fixture(autouse=True)
def empty_shelf(monkeypatch):
    """One of this test alone; elsewhere tests keep nothing."""
    monkeypatch.setattr(kept, "SHELF", Shelf(32 * 1024 * 1024))


def is_kept(address: str, **asks: str) -> bool:
    """Whether an answer to anybody comes from the shelf (asked by somebody new)."""
    return OWN_LINE in Client().get(address, **asks)


def read(address: str) -> str:
    """Ask twice, so that the page is kept; what it says."""
    Client().get(address)
    answer = Client().get(address)
    assert OWN_LINE in answer, f"{address} is not kept"
    return answer.content.decode()


# ── what comes from the shelf is the page ─────────────────────────────────────────────────────


@pytest.mark.parametrize("address", [LA_BANG, f"{LA_BANG}nhung/?so=3"])
@pytest.mark.parametrize("asks", [{}, PACKED], ids=["plain", "gzip"])
def test_a_kept_page_is_the_page_with_all_its_headers(commune, asks, address):
    fresh, kept_one = (Client().get(address, **asks) for _ in range(2))

    assert OWN_LINE not in fresh
    assert kept_one[OWN_LINE] == "1"
    assert kept_one.content == fresh.content
    own = {OWN_LINE, "X-Request-Id"}
    assert {k: v for k, v in kept_one.items() if k not in own} == {
        k: v for k, v in fresh.items() if k not in own
    }
    assert kept_one["X-Request-Id"] != fresh["X-Request-Id"]


def test_whoever_has_the_page_is_told_so_with_the_headers_of_the_page(commune):
    for address in (LA_BANG, "/luat/"):
        read(address)
        tag = Client().get(address)["ETag"]
        again = Client().get(address, HTTP_IF_NONE_MATCH=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert OWN_LINE in again
        assert "Content-Security-Policy" in again


def test_a_page_of_another_host_name_or_day_is_another_page(commune, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["testserver", "dan-chu.example"]
    read(LA_BANG)
    assert not is_kept(LA_BANG, HTTP_HOST="dan-chu.example")
    assert Client().get(LA_BANG, HTTP_HOST="nobody.example").status_code == 400
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert not is_kept(LA_BANG)


# ── nothing is older than the last act ────────────────────────────────────────────────────────


def test_what_is_published_is_read_at_once_and_another_commune_keeps_its_page(lan, thang, mai):
    for address in (HOME, LA_BANG, NGHINH_TUONG):
        assert TITLE not in read(address)

    publish(note(lan), lan, thang)

    assert not is_kept(HOME)
    assert not is_kept(LA_BANG)
    assert is_kept(NGHINH_TUONG)
    assert TITLE in read(LA_BANG)


def test_what_is_removed_in_an_emergency_is_gone_at_once(lan, thang):
    item = publish(note(lan), lan, thang)
    pages = [HOME, LA_BANG, f"/cong-khai/{item.pk}/", f"/cong-khai/{item.pk}/ban/1/", "/atom.xml"]
    assert all(TITLE in read(address) for address in pages)
    pages.append("/tim/?q=cho+dinh+ca")  # marks each word it found
    assert f"/cong-khai/{item.pk}/" in read(pages[-1])

    mending.remove_urgently(item, ground="personal_data", by=lan, on=DAY)

    for address in pages:
        answer = Client().get(address)
        assert OWN_LINE not in answer, address
        assert TITLE not in answer.content.decode(), address
        assert BODY not in answer.content.decode(), address
    assert f"/cong-khai/{item.pk}/" not in answer.content.decode()


@pytest.mark.parametrize("name", half(ACT))
def test_an_act_that_changes_a_page_takes_it_off_the_shelf(
    name, lan, thang, binh, khoa, mai, monkeypatch
):
    """The promise itself, for each act of the room that fills the pages."""
    cast = {"lan": lan, "thang": thang, "binh": binh, "khoa": khoa}
    before, act, _ = ACT[name]
    thing = before(cast)
    item = publish(note(lan, number="1/QĐ-UBND"), lan, thang)
    pages = [
        *(HOME, LA_BANG, NGHINH_TUONG, f"{LA_BANG}tre-han/", f"{LA_BANG}ke-hoach/2026/"),
        *(f"{LA_BANG}nhom-12/", f"{LA_BANG}feed.json", f"/cong-khai/{item.pk}/"),
        *("/cong-khai/tre-han/", "/tim/?q=cho"),
    ]
    for address in pages:
        read(address)

    act(cast, thing)

    given = {address: Client().get(address) for address in pages}
    monkeypatch.setattr(kept.SHELF, "most", 0)
    for address, answer in given.items():
        assert answer.content == Client().get(address).content, address
    assert OWN_LINE in given[NGHINH_TUONG]


def test_an_act_nobody_thought_of_counts_for_everybody(lan, mai):
    read(NGHINH_TUONG)
    audit.record("works.begin", by=lan, unit_id=lan.unit_id, kind="work", key=1, on=DAY)
    assert not is_kept(NGHINH_TUONG)


def test_a_command_that_changes_records_counts_for_everybody():
    """Each command of the house is in one of these lists: decide where a new one belongs."""
    counts = {"load_units", "import_unit", "seed", "open_duties", "restore"}
    counts |= {"open_taking_down", "keep_reception"}
    acts = {"import_units", "carry_over", "appoint", "set_password", "apply_erasures"}
    acts |= {"rotate_identity_keys", "import_households", "read_scans"}
    acts |= {"count_compliance"}  # counts for each commune whose months it counted
    shows_nothing = {"backup", "verify_backup", "tidy", "worker", "demo_logins", "export_unit"}
    shows_nothing |= {"write_map", "law_diff", "forget_askers"}
    shows_nothing |= {"add_up_duties"}  # the same figures, sooner told
    ours = {name for name, app in get_commands().items() if app.startswith("danchu.")}
    assert ours == counts | acts | shows_nothing


def test_what_a_machine_read_of_a_scan_is_found_by_the_next_question(lan, thang, monkeypatch):
    publish(note(lan), lan, thang, files=[scan()])
    monkeypatch.setattr(recognising, "able", lambda: True)
    monkeypatch.setattr(recognising, "words", lambda data, content_type: "Khoán thu bến đò")
    address = "/tim/?q=ben+do"
    assert TITLE not in read(address)
    call_command("read_scans", "--on", f"{DAY}", verbosity=0)
    assert TITLE in Client().get(address).content.decode()


# ── who is somebody is answered anew ──────────────────────────────────────────────────────────


def test_a_person_is_never_given_a_kept_page_and_theirs_is_never_kept(lan):
    own = signed_in(Client(), lan.person).get(LA_BANG)
    assert OWN_LINE not in own
    assert not is_kept(LA_BANG)
    mine = signed_in(Client(), lan.person).get(LA_BANG)
    assert OWN_LINE not in mine
    assert mine["Cache-Control"] == "no-store, private"
    assert lan.person.full_name in mine.content.decode()


@pytest.mark.parametrize(
    "asks",
    [
        {"HTTP_COOKIE": "danchu_may=1"},
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_COOKIE": "lang=en"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_RANGE": "bytes=0-9"},
    ],
    ids=lambda asks: next(iter(asks.values())),
)
def test_a_request_that_asks_more_is_answered_anew_and_not_kept(commune, asks):
    Client().get("/don-vi/", **asks)
    assert not is_kept("/don-vi/", **asks)
    assert not is_kept("/don-vi/")


def test_a_page_with_a_form_is_not_kept_and_a_token_of_before_opens_the_shelf(commune):
    before = Client()
    before.get("/du-lieu-ca-nhan/")
    assert before.cookies["csrftoken"]
    for address in ("/du-lieu-ca-nhan/", f"{LA_BANG}chi-van-ban/"):
        Client().get(address)
        assert not is_kept(address)
    read(LA_BANG)
    assert OWN_LINE in before.get(LA_BANG)


def test_only_whole_answers_to_known_questions_are_kept(commune):
    for address in ("/xa/khong-co/", "/?utm_source=x", "/?q=a&q=b", f"{LA_BANG}?q=a", "/healthz"):
        Client().get(address)
        assert not is_kept(address), address
    assert "la-bang" in read("/?q=la+bang")
    Client().get("/tim/?tre=1&q=cho")
    assert is_kept("/tim/?q=cho&tre=1")


def test_every_name_of_a_kept_page_is_a_page():
    assert KNOWS.keys() - {name for name, _ in patterns()} == set()


def test_strangers_with_many_questions_push_out_no_page():
    shelf, now = Shelf(400_000), versions.Versions()

    def entry(size):
        return kept.Kept(b"x" * size, {}, None, None, now.of(None), time.monotonic())

    shelf.keep(("/", (), "page"), entry(10_000))
    for number in range(500):
        shelf.keep(("/tim/", (("q", str(number)),)), entry(5_000))
    shelf.keep(("/large/", ()), entry(300_000))
    assert shelf.find(("/", (), "page"), now)
    assert shelf.find(("/tim/", (("q", "499"),)), now)
    assert not shelf.find(("/tim/", (("q", "0"),)), now)
    assert not shelf.find(("/large/", ()), now)
    assert shelf.size <= 400_000


# ── the counts ────────────────────────────────────────────────────────────────────────────────


def test_folding_the_counts_changes_none_of_them(lan, mai):
    for _ in range(5):
        for term in (lan, mai):
            audit.record("disclosure.note", by=term, unit_id=term.unit_id, kind="x", key=1, on=DAY)
    audit.record("people.erase", by=lan, unit_id=lan.unit_id, kind="x", key=1, on=DAY)
    before = versions.Versions()
    versions.fold()
    after = versions.Versions()
    for commune in (None, lan.unit_id, mai.unit_id):
        assert after.of(commune) == before.of(commune)
    assert ChangeCount.objects.count() == 3


def test_an_act_that_is_taken_back_halfway_counts_nothing(lan):
    before = versions.Versions().of(lan.unit_id)
    with transaction.atomic():
        audit.record("disclosure.note", by=lan, unit_id=lan.unit_id, kind="x", key=1, on=DAY)
        assert versions.Versions().of(lan.unit_id) != before
        transaction.set_rollback(True)
    assert versions.Versions().of(lan.unit_id) == before
