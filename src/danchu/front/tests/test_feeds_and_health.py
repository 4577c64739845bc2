"""What machines read: news, the list of pages, whom to tell of a hole, whether the house stands."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from django.db import connection

from danchu.disclosure.models import State
from danchu.front.tests import factories as make
from danchu.kit import triggers

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(client, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314  our own answer


def titles(tree: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in tree.findall(f"{ATOM}entry")]


# ── Atom ──────────────────────────────────────────────────────────────────────────────────────


def test_the_feed_tells_published_papers_last_changed_first(client):
    unit = make.commune()
    old = make.published(unit, "1/QĐ", "Danh sách hộ ngèo", on=date(2026, 11, 18))
    make.published(unit, "2/QĐ", "Mức thu quỹ", on=date(2026, 11, 20))
    make.version(old, 2, "Danh sách hộ nghèo", public_on=date(2026, 11, 21))

    tree = feed(client, "/atom.xml")

    assert titles(tree) == ["Danh sách hộ nghèo", "Mức thu quỹ"]
    entry = tree.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published") == "2026-11-18T00:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00+00:00"
    assert tree.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00+00:00"


def test_an_item_stands_once_by_its_newest_public_words(client):
    """A correction still in draft, or sealed since, is not what changed last."""
    unit = make.commune()
    drafted = make.published(unit, "1/QĐ", "Một", on=date(2026, 11, 18))
    sealed = make.published(unit, "2/QĐ", "Hai", on=date(2026, 11, 17))
    twice = make.published(unit, "3/QĐ", "Ba sai", on=date(2026, 11, 16))
    make.version(drafted, 2, "Một nháp", public_on=None)
    make.version(sealed, 2, "Hai lộ", public_on=date(2026, 11, 21), sealed=True)
    make.version(twice, 2, "Ba", public_on=date(2026, 11, 19))

    expected = ["Ba", "Một", "Hai"]
    assert titles(feed(client, "/atom.xml")) == expected
    assert titles(feed(client, f"/xa/{unit.slug}/atom.xml")) == expected


def test_the_feed_is_silent_about_everything_else(client):
    unit = make.commune()
    make.item(unit, "3/QĐ", state=State.WITHDRAWN, title="Phí", published_on=date(2026, 11, 20))
    make.item(unit, "4/QĐ", state=State.REMOVED, title="Mật", published_on=date(2026, 11, 20))
    make.item(unit, "5/QĐ", title="Nháp")

    tree = feed(client, "/atom.xml")

    assert titles(tree) == []
    assert tree.findtext(f"{ATOM}updated") == "2025-07-01T00:00:00+00:00"
    assert client.get("/atom.xml").content == client.get("/atom.xml").content


def test_a_commune_has_its_own_feed(client):
    make.published(make.commune(), "1/QĐ", "Của La Bằng")
    make.published(make.commune("Nghinh Tường", "xa-nghinh-tuong", "05722"), "2/QĐ", "Của xã khác")

    tree = feed(client, "/xa/xa-la-bang/atom.xml")

    assert titles(tree) == ["Của La Bằng"]
    assert tree.findtext(f"{ATOM}title") == "Xã La Bằng: mới công khai"
    assert client.get("/xa/xa-khong-co/atom.xml").status_code == 404


def test_every_entry_is_whole_by_rfc_4287(client):
    """Ids absolute and all different, updated, an author, and a link."""
    unit = make.commune()
    for number in (1, 2, 3):
        make.published(unit, f"{number}/QĐ", f"Số {number} & <b>hai</b>")

    tree = feed(client, "/xa/xa-la-bang/atom.xml")

    entries = tree.findall(f"{ATOM}entry")
    ids = [part.findtext(f"{ATOM}id") for part in (tree, *entries)]
    assert len(set(ids)) == 4
    assert all(one.startswith("http://testserver/") for one in ids)
    for part in (tree, *entries):
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo
        assert part.findtext(f"{ATOM}author/{ATOM}name")
        assert part.find(f"{ATOM}link[@rel='alternate']").get("href")
    assert titles(tree)[0] == "Số 3 & <b>hai</b>"


def test_a_letter_xml_does_not_know_does_not_stop_the_feed(client):
    make.published(make.commune(), "1/QĐ", "Danh sách\x0b hộ")

    assert titles(feed(client, "/atom.xml")) == ["Danh sách  hộ"]


def test_one_entry_and_three_take_the_same_queries(client, django_assert_num_queries):
    unit = make.commune()
    for number in (1, 2, 3):
        make.published(unit, f"{number}/QĐ", "Tên")
        with django_assert_num_queries(1):
            client.get("/atom.xml")


# ── sitemap, robots, security.txt ─────────────────────────────────────────────────────────────


def test_the_sitemap_names_communes_and_public_papers(client):
    unit = make.commune()
    public = make.published(unit, "1/QĐ", "Danh sách", on=date(2026, 11, 20))
    secret = make.item(
        unit, "4/QĐ", state=State.REMOVED, title="Mật", published_on=date(2026, 11, 20)
    )

    tree = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  our own answer

    pages = {page.findtext(f"{PAGES}loc"): page.findtext(f"{PAGES}lastmod") for page in tree}
    assert pages[f"http://testserver/cong-khai/{public.pk}/"] == "2026-11-20"
    assert "http://testserver/xa/xa-la-bang/" in pages
    assert f"http://testserver/cong-khai/{secret.pk}/" not in pages


def test_robots_are_shown_the_map_and_kept_off_the_desks(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /viec/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_whom_to_tell_of_a_hole_and_until_when_this_holds(client, settings):
    settings.SECURITY_CONTACT = "mailto:an-toan@example.vn"

    answer = client.get("/.well-known/security.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:an-toan@example.vn"
    assert fields["Preferred-Languages"] == "vi, en"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)  # noqa: TID251
    assert 178 <= left.days <= 181


# ── health ────────────────────────────────────────────────────────────────────────────────────


def test_the_process_is_alive_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_the_house_is_ready_when_every_part_stands(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "parts": dict.fromkeys(["database", "triggers", "law", "cache", "files"], "ok"),
    }


def test_a_lost_trigger_is_named(client):
    put_back = triggers.take_off(connection, triggers.APPEND_ONLY)

    answer = client.get("/readyz")

    put_back()
    assert answer.status_code == 503
    assert answer.json()["parts"]["triggers"] == "failed"
    assert answer.json()["parts"]["database"] == "ok"


def test_a_folder_that_cannot_be_written_is_named_without_its_path(client, settings, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    settings.FILES_FOLDER = blocked

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["files"] == "failed"
    assert str(tmp_path) not in answer.content.decode()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_never_kept(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]


def test_health_has_no_way_to_write(client):
    assert client.post("/healthz").status_code == 405


# ── JSON Feed ─────────────────────────────────────────────────────────────────────────────────


def test_the_json_feed_tells_what_the_atom_feed_tells(client):
    unit, other = make.commune(), make.commune("Nghinh Tường", "xa-nghinh-tuong", "05722")
    make.published(unit, "1/QĐ", "Mức thu quỹ", on=date(2026, 11, 18))
    make.published(other, "2/QĐ", "Dự toán", on=date(2026, 11, 20))
    make.item(unit, "5/QĐ", title="Nháp")

    whole, own = client.get("/feed.json"), client.get("/xa/xa-la-bang/feed.json")

    assert whole["Content-Type"] == "application/feed+json; charset=utf-8"
    assert [one["title"] for one in whole.json()["items"]] == titles(feed(client, "/atom.xml"))
    assert whole.json()["version"] == "https://jsonfeed.org/version/1.1"
    told = own.json()["items"]
    assert [(one["title"], one["date_published"]) for one in told] == [
        ("Mức thu quỹ", "2026-11-18T00:00:00+00:00")
    ]
    assert told[0]["url"].startswith("http://testserver/cong-khai/")
    assert client.get("/xa/xa-khong-co/feed.json").status_code == 404
