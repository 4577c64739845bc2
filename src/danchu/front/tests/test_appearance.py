"""Light and dark: remembered without a script, drawn before the page arrives, asked of nobody."""

import re
from pathlib import Path

import pytest

import danchu

pytestmark = pytest.mark.django_db
TOKENS = Path(danchu.__file__).parent / "kit/static/kit/tokens.css"


def choose(client, chosen, back="/luat/"):
    return client.post("/giao-dien/", {"chon": chosen, "ve": back})


@pytest.mark.parametrize(("chosen", "theme"), [("sang", "light"), ("toi", "dark")])
def test_a_chosen_colour_stands_in_the_page_itself(client, chosen, theme):
    answer = choose(client, chosen)
    page = client.get("/giao-dien/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/luat/")
    assert f'data-theme="{theme}"' in page.content.decode()
    assert "private" in page.headers["Cache-Control"]
    assert "Cookie" in page.headers["Vary"]


def test_as_the_device_says_leaves_nothing_behind(client):
    choose(client, "toi")

    choose(client, "may")

    assert client.cookies["giao-dien"].value == ""
    assert "data-theme" not in client.get("/giao-dien/").content.decode()


@pytest.mark.parametrize("held", ["light", '"><script>', "xanh", ""])
def test_a_strange_cookie_changes_nothing(client, held):
    client.cookies["giao-dien"] = held

    assert '<html lang="vi">' in client.get("/khong-co-trang/").content.decode()


@pytest.mark.parametrize(
    "back",
    ["https://xau.example/", "//xau.example/", "javascript:alert(1)", "/\\xau.example", "luat"],
)
def test_the_way_back_never_leads_out_of_the_house(client, back):
    assert choose(client, "toi", back).headers["Location"] == "/"


def test_night_is_the_same_chosen_or_by_the_device():
    css = TOKENS.read_text()
    named = re.compile(r"--([\w-]+): ([^;]+);")
    by_device = re.search(r'not\(\[data-theme="light"\]\) \{(.*?)\n  \}', css, re.DOTALL)
    chosen = re.search(r'\[data-theme="dark"\] \{(.*?)\n\}', css, re.DOTALL)

    assert by_device
    assert chosen
    assert named.findall(by_device[1]) == named.findall(chosen[1]) != []


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/tim/?q=duong&nhom=7", "/tim/?q=duong&amp;nhom=7"),
        ("http://testserver/giao-dien/", "/"),
        ("https://xau.example/luat/", "/"),
        ("http://testserver//xau.example/", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_it_leads_back_to_the_page_it_was_asked_from(client, referer, back):
    page = client.get("/giao-dien/", headers={"Referer": referer}).content.decode()

    assert f'name="ve" value="{back}"' in page
