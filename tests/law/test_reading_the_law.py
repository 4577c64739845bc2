"""Anybody reads the law here: by subject, by instrument, as of a day, one day beside another."""

from datetime import date

import pytest

from danchu.disclosure.actions.noting import note
from danchu.kit.law import book
from danchu.rulebook import actions, comparing, instruments, reading
from danchu.rulebook.tests.jurists import EditableLaw, yen_of
from danchu.rulebook.words import short

ON = date(2026, 12, 2)
PUBLISH = "    2023-07-01: {working_days: 5, cite: Điều 12 khoản 3}"


@pytest.fixture
def law(tmp_path, settings):
    copy = EditableLaw(tmp_path)
    settings.LAW_FOLDER = copy.folder
    book.cache_clear()
    yield copy
    book.cache_clear()


@pytest.fixture
def amended(law):
    """From 01/01/2027 three days instead of five."""
    line = f"{PUBLISH}\n    2027-01-01: {{working_days: 3, cite: Điều 12 khoản 3}}"
    law.edit("2022-10-qh15/disclosure.yaml", PUBLISH, line)
    return law


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


# ── instruments ───────────────────────────────────────────────────────────────────────────────


def test_the_front_page_lists_every_instrument_and_how_it_was_read(client, db):
    page = text(client, "/luat/")
    for one in book().instruments:
        assert f"/luat/van-ban/{one.folder}/" in page
    assert "chưa hợp nhất" in page


def test_an_instrument_shows_its_articles_and_what_amends_it(client, db):
    page = text(client, "/luat/van-ban/2022-10-qh15/")
    assert "Luật 97/2025/QH15, từ 01/07/2025 (Điều 4 sửa Luật này" in page
    assert '<h2 id="d-12">Điều 12</h2>' in page
    assert "/luat/disclosure.publish/" in page
    assert "5 ngày làm việc" in page
    assert client.get("/luat/van-ban/khong-co/").status_code == 404


def test_every_value_of_an_instrument_stands_under_one_article(db):
    for card in instruments.cards(on=ON):
        page = instruments.instrument_page(card.instrument.folder, on=ON)
        entries = [entry for article in page.articles for entry in article.entries]
        assert len({entry.rule.key for entry in entries}) == card.rules


def test_an_instrument_not_yet_or_no_longer_in_force_says_so():
    (law,) = [c for c in instruments.cards(on=date(2023, 6, 30)) if "10/2022" in c.instrument.name]
    assert (law.kind, law.status) == ("soon", "có hiệu lực từ 01/07/2023")
    (law,) = [c for c in instruments.cards(on=date(2023, 7, 1)) if "10/2022" in c.instrument.name]
    assert (law.kind, law.status) == ("ok", "đang có hiệu lực")


# ── searching ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ["niêm yết", "niem yet", "NIEM YET", "dieu 13", "disclosure.pos"])
def test_search_finds_with_and_without_accents(client, db, words):
    page = text(client, f"/luat/?q={words}")
    assert "/luat/disclosure.posting/" in page
    assert "/luat/decisions.approval.money/" not in page


# ── days ──────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_is_read_as_of_a_day(client, db, amended):
    today = text(client, "/luat/disclosure.publish/?ngay=31/12/2026")
    assert '<p class="rule__n">5<span>ngày làm việc</span>' in today
    later = text(client, "/luat/disclosure.publish/?ngay=2027-01-01")
    assert '<p class="rule__n">3<span>ngày làm việc</span>' in later
    assert "Đang đọc như ngày 01/01/2027" in later


def test_before_the_law_the_page_says_that_nothing_held(client, db):
    page = text(client, "/luat/disclosure.publish/?ngay=30/6/2023")
    assert "ngày này không có hiệu lực" in page
    assert "Trước 01/07/2023" in page


def test_a_day_that_is_none_is_said_and_today_is_shown(client, db):
    page = text(client, "/luat/disclosure.publish/?ngay=hom-qua", 422)
    assert "Ngày chưa đúng" in page
    assert "Đang đọc như ngày" not in page


def test_a_rule_shows_its_history_newest_first(client, db, amended):
    page = text(client, "/luat/disclosure.publish/")
    first, second = "Từ 01/01/2027: 3 ngày", "Từ 01/07/2023 đến hết 31/12/2026: 5 ngày"
    assert page.index(first) < page.index(second) < page.index("Trước 01/07/2023")


def test_two_days_are_compared_rule_by_rule(client, db, amended):
    (one,) = [
        d
        for d in comparing.between(book(), date(2026, 12, 31), date(2027, 1, 1))
        if d.rule.key == "disclosure.publish"
    ]
    assert (one.kind, one.was, one.becomes) == ("thay đổi", "5 ngày làm việc", "3 ngày làm việc")
    page = text(client, "/luat/so-sanh/?ngay=31/12/2026&voi=01/01/2027")
    assert "5 ngày làm việc" in page
    assert "3 ngày làm việc" in page


def test_a_rule_that_began_in_between_is_new(db):
    found = comparing.between(book(), date(2023, 6, 30), date(2023, 7, 1))
    kinds = {d.rule.key: (d.kind, d.was) for d in found}
    assert kinds["disclosure.publish"] == ("bắt đầu có", "chưa có")
    assert comparing.between(book(), ON, ON) == []


def test_comparing_without_days_asks_for_them(client, db):
    assert "quy tắc khác nhau" not in text(client, "/luat/so-sanh/")
    assert "Ngày chưa đúng" in text(client, "/luat/so-sanh/?ngay=x&voi=01/01/2027", 422)


def test_every_rule_has_a_page_and_every_value_a_line(client, db):
    first_of_file = {rule.room: rule.key for rule in book().rules.values()}
    for key in first_of_file.values():
        assert client.get(f"/luat/{key}/").status_code == 200
    for rule in book().rules.values():
        assert reading.rule_page(rule.key, on=ON).spans
        assert all(short(value) for value in rule.values)


# ── what is not certain is said where the number is used ─────────────────────────────────────


def test_what_is_held_against_a_number_stands_on_every_page_that_uses_it(
    client, desk_of, lan, commune, province
):
    item = note(
        commune,
        group=1,
        number="431/QĐ-UBND",
        decided_on=date(2026, 11, 20),
        signer="Nông Văn Bình",
        by=lan,
        on=date(2026, 11, 20),
    )
    yen = yen_of(province)
    keys = ["disclosure.publish", "disclosure.group.1", "disclosure.plan", "disclosure.web"]
    for key in [*keys, "disclosure.answer_pointer"]:
        since = book().rule(key).values[0].since
        actions.object_to(key, since=since, reason="Đang xem lại.", by=yen, on=ON)
    said = "có ý kiến phản đối: Đang xem lại."
    at = f"/xa/{commune.slug}"
    for address in ("/cong-khai/tre-han/", f"{at}/nhom-1/", f"{at}/ke-hoach/2026/"):
        assert said in text(client, address), address
    desk = desk_of(lan)
    for address in (
        "/cong-khai/ghi-nhan/?group=1&decided_on=20/11/2026",
        f"/cong-khai/{item.pk}/soan/",
    ):
        assert said in text(desk, address), address
