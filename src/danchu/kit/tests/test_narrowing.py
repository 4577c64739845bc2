"""A list narrowed by its address: only what is offered counts, nothing fails, nothing is lost."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.template import Context, Template

from danchu.kit import narrowing
from danchu.kit.narrowing import Choice

GROUP = Choice("nhom", "Nhóm", [("7", "7. An sinh"), ("12", "12. Phí")])
LATE = Choice("tre", "Chỉ việc trễ")


def bar(query: str) -> narrowing.Bar:
    return narrowing.bar(QueryDict(query), "/tim/", GROUP, LATE, keep=["q"])


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_each_chip_takes_away_only_itself_and_keeps_the_words():
    shown = bar("q=đường & cầu&nhom=7&tre=1&la=x".replace("& c", "%26 c"))

    assert [chip.words for chip in shown.chips] == ["7. An sinh", "Chỉ việc trễ"]
    assert asked(shown.chips[0].address) == {"q": ["đường & cầu"], "tre": ["1"]}
    assert asked(shown.chips[1].address) == {"q": ["đường & cầu"], "nhom": ["7"]}
    assert asked(shown.clear) == {"q": ["đường & cầu"]}


@pytest.mark.parametrize("query", ["nhom=99", "nhom=", "tre=yes", "nhom=%00", "nhom=7'--"])
def test_what_is_not_offered_is_not_chosen(query):
    assert bar(query).chosen == {}
    assert bar(query).chips == []


def test_the_form_shows_what_is_chosen_and_hands_on_the_words():
    page = Template('{% include "kit/_filters.html" with found=3 %}').render(
        Context({"filters": bar('q="><b>&nhom=12')})
    )

    assert '<option value="12" selected>' in page
    assert 'name="q" value="&quot;&gt;&lt;b&gt;"' in page
    assert "<b>3</b>" in page
    assert "<details" in page
    assert " open>" in page


def test_closed_while_nothing_is_chosen():
    page = Template('{% include "kit/_filters.html" %}').render(Context({"filters": bar("")}))

    assert " open>" not in page
    assert "Đang lọc" not in page


def pages(query: str, whole: int = 92) -> narrowing.Pages:
    return narrowing.pages(QueryDict(query), range(whole))


@pytest.mark.parametrize(
    ("query", "first", "words"),
    [
        ("", 0, "1 đến 40 trên 92"),
        ("trang=2", 40, "41 đến 80 trên 92"),
        ("trang=3", 80, "81 đến 92 trên 92"),
        ("trang=99", 80, "81 đến 92 trên 92"),
        ("trang=abc", 0, "1 đến 40 trên 92"),
        ("trang=-1", 80, "81 đến 92 trên 92"),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest(query, first, words):
    shown = pages(query)

    assert (shown.rows[0], shown.words) == (first, words)


def test_turning_keeps_the_narrowing_and_the_first_page_has_a_plain_address():
    shown = pages("nhom=7&trang=2")

    assert (shown.newer, shown.older) == ("?nhom=7", "?nhom=7&trang=3")
    assert pages("trang=2").newer == "."
    assert [current for _, _, current in shown.links] == [False, True, False]


def test_the_ends_turn_nowhere():
    assert pages("").newer == ""
    assert pages("trang=3").older == ""
    assert pages("", whole=40).older == ""
    assert pages("", whole=0).rows == []
