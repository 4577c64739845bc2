"""The same hits on both databases, with or without accents, whatever is typed."""

from datetime import date

import pytest

from danchu.kit import search
from danchu.kit.models import SearchEntry

pytestmark = pytest.mark.django_db

PAGES = {
    1: ("Quy chế thực hiện dân chủ của xã", "Việc nào dân biết, dân bàn."),
    2: ("Sửa đình làng", "Bà con xóm Đồng Tâm sửa mái ĐÌNH."),
    3: ("Dinh dưỡng trẻ em", "Chương trình bữa ăn học đường."),
    4: ("Mức thu phí chợ", "Theo 12/QĐ-UBND ngày 03/03/2026."),
    5: ("Mức thu tiền nước", "Theo 120/QĐ-UBND và 12/NQ-HĐND."),
    6: ("Đất nông nghiệp", "Chủ dự án, dẫn đường."),
}


@pytest.fixture(autouse=True)
def _pages():
    for number, (title, text) in PAGES.items():
        put(number, title, text)


def put(number, title, text="", *, on=None, **more):
    place = {"address": f"/cong-khai/{number}/", "on": on or date(2026, 3, number)}
    search.put("disclosure", "item", number, title=title, text=text, **place, **more)


def found(query, **narrowed) -> list[int]:
    return [int(entry.key) for entry in search.find(query, search.Narrowed(**narrowed))]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("dan chu", [6, 1]),
        ("dân chủ", [1, 6]),  # the exact accents first, then the newest
        ("DÂN CHỦ", [1, 6]),
        ("chủ dân", [1, 6]),
        ("dinh", [3, 2]),
        ("đình", [2, 3]),
        ("ĐÌNH", [2, 3]),
        ("dat", [6]),
        ("Đất", [6]),
        ("12/QĐ-UBND", [4]),  # 5 holds 12 and QĐ and UBND, and another number
        ("12/qđ", [4]),  # the number is unfinished
        ("Quyết định 12/QĐ-UBND", []),  # every word must stand there
        ("12/NQ-UBND", [5]),  # no such number: its parts, wherever they stand
        ("12 qd ubnd", [5, 4]),
        ("12-qđ/ubnd", [4]),
        ("120/QĐ-UBND", [5]),
        ("03/03/2026", [4]),
        ("3/3/2026", [4]),
        ("3.3.2026", [4]),
        ("4/3/2026", []),
        ("muc thu ti", [5]),  # the last word is unfinished
        ("muc thu t", [5, 4]),
        ("mu thu tien", []),  # an earlier one is not
        ("ubn", [5, 4]),
        ("xóm đồng tâm", [2]),
        ("khong co chu nay", []),
    ],
)
def test_words_are_found_as_people_type_them(query, hits):
    assert found(query) == hits


@pytest.mark.parametrize("query", ["", "   ", "!!!", "***", "'\"", "—", "✓", "中文"])
def test_no_word_no_hit(query):
    assert found(query) == []


@pytest.mark.parametrize(
    "query",
    [
        "dan' OR 1=1 --",
        'dan" OR "chu',
        "dan chu*",
        "dan & !chu",
        "dan | chu",
        "(dan chu",
        "dan:* <-> chu",
        "folded:dan",
        "dan NEAR(chu)",
        "dan AND NOT chu",
        "^dan",
        "-dan",
        "dan\x00chu",
        "dan\\chu",
        "%s %(dan)s",
        "'; DROP TABLE kit_searchentry; --",
        "{dan}",
        "dan\u202echu",
    ],
)
def test_the_letters_of_a_query_language_are_only_letters(query):
    assert set(found(query)) <= set(PAGES)
    assert SearchEntry.objects.count() == len(PAGES)


@pytest.mark.parametrize(
    "query",
    ["a" * 5000, "dan " * 5000, "dan chu " * 200, "1" * 400, "a1" * 3000],
)
def test_a_query_of_any_length_is_answered(query):
    assert set(found(query)) <= set(PAGES)


def test_words_that_look_like_numbers_are_whole_words_on_both_engines():
    words = ["1e5", "2x3", "0208", "3g", "a1b2", "12e", "7b0", "e12", "1d2e3", "5m2"]
    for number, word in enumerate(words, start=11):
        put(number, f"Mã {word} cuối", on=date(2026, 4, 1))

    assert [found(word) for word in words] == [[11 + n] for n in range(len(words))]
    assert [found(f"{word} cuoi") for word in words] == [[11 + n] for n in range(len(words))]


def test_two_ways_of_writing_one_accent_are_one():
    import unicodedata

    assert found(unicodedata.normalize("NFD", "dân chủ")) == [1, 6]


def test_newest_first_and_the_last_put_before_of_one_day():
    put(21, "Trám xuân", on=date(2026, 5, 1))
    put(22, "Trám hạ", on=date(2026, 5, 1))
    put(23, "Trám đông", on=date(2026, 4, 1))

    assert found("tram") == [22, 21, 23]


def test_the_index_follows_what_is_put_and_dropped():
    put(1, "Hương ước")
    assert (found("dan chu"), found("huong uoc")) == ([6], [1])

    search.drop("disclosure", "item", 1)
    search.drop("disclosure", "item", 1)
    assert found("huong uoc") == []


def test_a_search_may_be_narrowed_to_units_and_kinds():
    put(28, "Trám", unit_id=7)
    put(29, "Trám", unit_id=8)

    assert found("tram", unit_ids=[7]) == [28]
    assert found("tram", unit_ids=[7, 8]) == [29, 28]
    assert found("tram", kinds=["item"]) == [29, 28]
    assert found("tram", kinds=["unit"]) == []


def test_a_search_may_be_narrowed_to_a_topic_a_year_and_what_was_late():
    put(31, "Trám", topic="7", on=date(2025, 12, 31))
    put(32, "Trám", topic="7", on=date(2026, 1, 1), late=True)
    put(33, "Trám", topic="8", on=date(2026, 12, 31))

    assert found("tram", topic="7") == [32, 31]
    assert found("tram", year=2026) == [33, 32]
    assert found("tram", year=2025) == [31]
    assert found("tram", late=True) == [32]
    assert found("tram", topic="8", late=True) == []


def test_two_hundred_hits_are_the_most():
    for number in range(100, 305):
        put(number, "Trám", on=date(2026, 6, 1))

    assert found("tram") == list(range(304, 104, -1))
    assert len(found("tram")) == search.FIRST_HITS == 200
