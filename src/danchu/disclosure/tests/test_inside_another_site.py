"""The list inside another site: light, without cookies, open to be framed there and only there."""

import html
import re
from datetime import date

import pytest

from danchu.disclosure.actions import mending
from danchu.disclosure.tests.factories import TITLE, draft, note, publish
from danchu.kit.clock import today

pytestmark = pytest.mark.django_db
FRAME = "/xa/xa-la-bang/nhung/"
LINKS = re.compile(r"<a ([^>]*)>")


@pytest.fixture
def papers(lan, thang):
    publish(note(lan, number="1/QĐ", group=12), lan, thang)
    publish(note(lan, number="2/QĐ", group=2), lan, thang, title="Thu chi quỹ")
    draft(note(lan, number="3/QĐ", group=5), lan, title="Nháp chưa ai được xem")
    back = publish(note(lan, number="4/QĐ"), lan, thang, title="In nhầm")
    mending.withdraw(back, why="In nhầm", by=thang, on=date(2026, 3, 6))


def policy(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def test_only_the_frame_may_stand_in_another_site(client, papers):
    frame = client.get(FRAME)
    assert policy(frame)["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in frame
    for name in ("script-src", "form-action", "connect-src"):
        assert policy(frame)[name] == "'none'"
    for address in ("/xa/xa-la-bang/", f"{FRAME}ma/", "/tim/", "/xa/xa-khong-co/nhung/"):
        other = client.get(address)
        assert policy(other)["frame-ancestors"] == "'none'"
        assert other["X-Frame-Options"] == "DENY"
    assert policy(client.get(f"{FRAME}ma/"))["frame-src"] == "'self'"


def test_the_frame_holds_no_cookie_no_form_no_script_and_its_links_leave_it(client, papers):
    answer = client.get(FRAME)
    page = answer.content.decode()

    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    for part in ("<form", "<script", "csrf"):
        assert part not in page
    links = LINKS.findall(page)
    assert len(links) == 4
    for link in links:
        assert 'target="_blank" rel="noopener"' in link
        assert 'href="http://testserver/' in link
    assert len(answer.content) < 4000


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("", [TITLE, "Thu chi quỹ", f"{today():%d/%m/%Y}"], ["Nháp", "In nhầm", "quá hạn"]),
        ("?nhom=2", ["Thu chi quỹ", "Nhóm 2:"], [TITLE]),
        ("?nhom=14", ["Chưa có nội dung nào trong nhóm này"], [TITLE]),
        ("?tre=1", ["1 việc quá hạn chưa công khai", "/tre-han/"], []),
        ("?nhom=99&so=0&tre=x", [TITLE, "Thu chi quỹ"], ["quá hạn"]),
        ("?nhom=%F0%9F%90%84&so=٣", [TITLE, "Thu chi quỹ"], []),
    ],
)
def test_the_frame_shows_what_was_asked_and_the_usual_for_what_is_odd(
    client, papers, query, seen, unseen
):
    page = client.get(FRAME + query).content.decode()

    assert [words for words in seen if words not in page] == []
    assert [words for words in unseen if words in page] == []


def test_no_more_rows_than_asked(client, lan, thang):
    for number in range(5):
        publish(note(lan, number=f"{number}/QĐ"), lan, thang)

    assert client.get(f"{FRAME}?so=3").content.decode().count("<li>") == 3
    assert client.get(FRAME).content.decode().count("<li>") == 5


def test_a_kept_frame_is_asked_again_and_what_was_removed_is_gone(
    client, papers, lan, thang, django_assert_max_num_queries
):
    gone = publish(note(lan, number="5/QĐ"), lan, thang, title="Lộ số thẻ")
    first = client.get(FRAME)
    again = {"If-None-Match": first["ETag"]}
    with django_assert_max_num_queries(3):
        assert client.get(FRAME, headers=again).status_code == 304
    assert first["Cache-Control"] == "no-cache"

    mending.remove_urgently(gone, ground="personal_data", by=lan, on=today())
    changed = client.get(FRAME, headers=again)
    assert changed.status_code == 200
    assert "Lộ số thẻ" not in changed.content.decode()


def test_the_code_to_paste_is_what_the_preview_shows(client, papers):
    page = client.get(f"{FRAME}ma/?nhom=2&so=5&tre=on").content.decode()

    code = html.unescape(re.search(r'<copy-text[^>]* text="([^"]*)"', page)[1])
    asked = "nhung/?nhom=2&amp;so=5&amp;tre=1"
    assert f'src="http://testserver/xa/xa-la-bang/{asked}"' in code
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in code
    assert f'src="/xa/xa-la-bang/{asked}"' in page
    assert "Thu chi quỹ" in client.get(f"{FRAME}?nhom=2&so=5&tre=1").content.decode()


@pytest.mark.parametrize("query", ["so=99", "so=hai", "nhom=15"])
def test_a_choice_that_cannot_be_is_said_and_the_usual_code_stays(client, papers, query):
    answer = client.get(f"{FRAME}ma/?{query}")

    assert answer.status_code == 422
    assert 'src="/xa/xa-la-bang/nhung/"' in answer.content.decode()


def test_a_commune_of_another_day_has_no_frame(client, commune):
    commune.valid_to = date(2026, 6, 30)
    commune.save()

    assert client.get(FRAME).status_code == 404
    assert client.get(f"{FRAME}ma/").status_code == 404
