"""The door of the open data: refusals that a program and a person understand, limits, headers."""

import html
import json
import re

import pytest
from django.test import Client

from danchu.front.api import gate, rows, words
from danchu.front.tests import factories as make

pytestmark = pytest.mark.django_db
ITEMS = "/api/v1/items"


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        (lambda c: c.get(f"{ITEMS}?unit=99999"), "khong-co-don-vi"),
        (lambda c: c.get("/api/v1/nguoi-dung"), "khong-co-dia-chi"),
        (lambda c: c.get("/api/v2/items"), "khong-co-dia-chi"),
        (lambda c: c.get("/api/v1/items/"), "khong-co-dia-chi"),
        (lambda c: c.post(ITEMS, {"a": 1}), "chi-doc"),
        (lambda c: c.delete(ITEMS), "chi-doc"),
        (lambda c: c.post("/api/v1/openapi.json"), "chi-doc"),
        (lambda c: c.get(ITEMS, headers={"Accept": "text/csv"}), "chi-co-json"),
        (lambda c: c.get(ITEMS, headers={"Accept": "application/json;q=0"}), "chi-co-json"),
        (lambda c: c.generic("GET", ITEMS, b"{}", "application/json"), "khong-nhan-noi-dung"),
        (lambda c: c.get(f"{ITEMS}?limit=0"), "cau-hoi-chua-dung"),
        (lambda c: c.get(f"{ITEMS}?unit=%00"), "khong-doc-duoc"),
    ],
)
def test_every_refusal_is_a_problem_whose_kind_has_a_page(client, asked, slug):
    answer = asked(client)
    problem = answer.json()

    assert answer["Content-Type"] == "application/problem+json"
    assert problem["status"] == answer.status_code == words.KINDS[slug].status
    assert problem["type"] == f"http://testserver/api/loi/{slug}/"
    assert problem["title"] == words.KINDS[slug].title.vi
    assert problem["instance"] == answer.wsgi_request.get_full_path()
    page = client.get(f"/api/loi/{slug}/")
    assert page.status_code == 200
    for said in (*words.KINDS[slug].title, *words.KINDS[slug].what_next):
        assert said in html.unescape(page.content.decode())


def test_what_breaks_here_is_a_problem_too_and_gives_nothing_away(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("mật khẩu 123")

    monkeypatch.setattr(rows, "items", broken)
    answer = Client(raise_request_exception=False).get(ITEMS, headers={"Accept-Language": "en"})

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Something broke on this side"
    assert "123" not in answer.content.decode()


@pytest.mark.parametrize(
    ("likes", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9,vi;q=0.8", "en"),
        ("en;q=0.3, vi;q=0.7", "vi"),
        ("fr, en;q=0.1", "en"),
        ("fr", "vi"),
        (";;q=x,,", "vi"),
    ],
)
def test_a_refusal_is_said_in_the_language_liked_better(client, likes, language):
    answer = client.get(f"{ITEMS}?limit=0", headers={"Accept-Language": likes})

    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]
    said = words.HINTS["limit"].of(language)
    assert answer.json()["detail"] == said
    assert answer.json()["errors"] == [{"parameter": "limit", "detail": said}]


def test_everything_wrong_is_said_at_once(client):
    errors = client.get(f"{ITEMS}?limit=0&group=15&on=mai").json()["errors"]

    assert [error["parameter"] for error in errors] == ["group", "on", "limit"]


def test_a_misspelt_name_is_told_the_right_ones(client):
    detail = client.get(f"{ITEMS}?units=05818").json()["detail"]

    assert detail.startswith("Không có tham số units. Ở đây có: cursor, group,")
    assert " unit," in detail


def test_so_many_questions_and_no_more_and_when_again(client, monkeypatch):
    monkeypatch.setattr(gate, "AT_MOST", 2)
    one, two, three = (client.get(ITEMS) for _ in range(3))

    assert [one.status_code, two.status_code, three.status_code] == [200, 200, 429]
    assert [a["RateLimit-Remaining"] for a in (one, two, three)] == ["1", "0", "0"]
    assert one["RateLimit-Limit"] == "2"
    assert one["RateLimit-Policy"] == "2;w=300"
    assert 1 <= int(three["Retry-After"]) <= 300
    assert three["Retry-After"] == three["RateLimit-Reset"]
    assert three.json()["type"].endswith("/api/loi/hoi-qua-nhieu/")
    assert three["Access-Control-Allow-Origin"] == "*"
    assert client.get(ITEMS, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_sixty_people_behind_one_address_are_not_too_many():
    assert gate.AT_MOST >= 60 * 50


def test_head_says_what_get_would_and_sends_nothing(client):
    make.published(make.commune(), "1/QĐ", "Một")
    full, head = client.get(ITEMS), client.head(ITEMS)

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == full["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_ways_are_told_which_there_are(client, method):
    answer = getattr(client, method)(ITEMS)

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_page_of_another_site_may_ask_with_a_tag_and_without_who_it_is(client):
    asked = {"Origin": "https://example.vn", "Access-Control-Request-Method": "GET"}
    answer = client.options(ITEMS, headers=asked)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
    exposed = client.get(ITEMS)["Access-Control-Expose-Headers"]
    assert {"ETag", "Link", "Retry-After"} <= set(re.split(", ", exposed))


def test_the_described_problem_is_the_one_that_is_sent(client):
    described = client.get("/api/v1/openapi.json").json()
    refused = described["paths"][ITEMS]["get"]["responses"]["422"]["content"]
    schema = refused["application/problem+json"]["schema"]

    problem = json.loads(client.get(f"{ITEMS}?limit=0").content)
    assert set(problem) == set(schema["properties"])
    assert set(schema["required"]) <= set(problem)
