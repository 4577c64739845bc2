"""What waits for a jurist comes in the order of ten points; its state can be printed and signed."""

from datetime import date
from fnmatch import fnmatchcase

import pytest

from civics.cite import Cite
from danchu.kit.law import book
from danchu.rulebook import actions, worklist
from danchu.rulebook.points import POINTS, point_of
from danchu.rulebook.tests.jurists import yen_of

ON = date(2026, 12, 2)


@pytest.fixture
def yen(province):
    return yen_of(province)


def confirm_all(yen, keys):
    for key in keys:
        for value in book().rule(key).values:
            actions.confirm(
                key,
                since=value.since,
                digest=value.digest,
                document="12/VBHN-VPQH",
                note="",
                by=yen,
                on=ON,
            )


def number_of(key: str) -> int | None:
    rule = book().rule(key)
    point = point_of(rule, rule.values[0])
    return point.number if point else None


def test_there_are_ten_points_in_order():
    assert [one.number for one in POINTS] == list(range(1, 11))


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("disclosure.group.1", 1),  # Điều 11, which the law of 2025 may have touched
        ("disclosure.publish", None),  # Điều 12: after the ten
        ("meetings.notice", 2),
        ("disclosure.plan_due", 3),  # a day the province decides
        ("disclosure.group.2", 6),  # the budget has its own day
        ("online.who", 9),
        ("disclosure.group.7", 10),  # carries names
    ],
)
def test_each_value_waits_under_the_point_that_asks_for_it(key, number):
    if key not in book().rules:
        key = next(k for k in book().rules if k.startswith(key.partition(".")[0]))
    assert number_of(key) == number


def test_every_value_waits_exactly_once(db):
    chapters = worklist.chapters()
    assert [c.point.number if c.point else None for c in chapters] == [*range(1, 11), None]
    waiting = [one for chapter in chapters for one in chapter.waiting]
    values = [value for rule in book().rules.values() for value in rule.values]
    assert len(waiting) == len(values) == sum(chapter.whole for chapter in chapters)


def test_a_confirmed_value_leaves_the_list_and_comes_back_with_an_objection(yen):
    rest = worklist.chapters()[-1]
    confirm_all(yen, ["disclosure.publish"])
    assert len(worklist.chapters()[-1].waiting) == len(rest.waiting) - 1
    assert worklist.chapters()[-1].done == 1

    actions.object_to(
        "disclosure.publish", since=date(2023, 7, 1), reason="Sai khoản.", by=yen, on=ON
    )
    assert len(worklist.chapters()[-1].waiting) == len(rest.waiting)


def test_everybody_may_read_the_list_and_only_the_jurist_is_led_to_confirm(
    client, desk_of, yen, lan
):
    link = "/luat/disclosure.publish/xac-nhan/"
    assert link not in client.get("/luat/cho-xac-nhan/").content.decode()
    assert link not in desk_of(lan).get("/luat/cho-xac-nhan/").content.decode()
    page = desk_of(yen).get("/luat/cho-xac-nhan/").content.decode()
    assert f"{link}?tu=2023-07-01" in page
    assert "1. Luật Thực hiện dân chủ ở cơ sở, bản hợp nhất" in page
    assert 'href="/luat/cho-xac-nhan/"' in desk_of(yen).get("/viec/").content.decode()


def test_the_sheet_names_who_answers_and_leaves_room_to_sign(client, yen):
    confirm_all(yen, ["disclosure.publish", "disclosure.web"])
    page = client.get("/luat/cho-xac-nhan/to-in/").content.decode()
    assert "2 đã có người xác nhận, 0 đang có ý kiến phản đối" in page
    assert page.count("Lê Thị Yên, Chuyên viên Sở Tư pháp, 02/12/2026") == 2
    assert page.count("NGƯỜI XÁC NHẬN") == 1  # signs once for both
    assert "(ký, đóng dấu)" in page


def test_the_sheet_goes_by_instrument_and_article(db):
    places = [(one.instrument, one.article or 0) for one in worklist.sheet()]
    assert len(places) == len(set(places))
    names = list(dict.fromkeys(name for name, _ in places))
    assert names == [one.name for one in book().instruments if one.name in names]
    articles = [number for name, number in places if name == "Luật 10/2022/QH15"]
    assert articles == sorted(articles)
    assert {11, 12, 13, 14} <= set(articles)
    assert all(isinstance(one.value.cite, Cite) for part in worklist.sheet() for one in part.lines)


@pytest.mark.parametrize("address", ["/luat/cho-xac-nhan/", "/luat/cho-xac-nhan/to-in/"])
def test_three_confirmations_cost_as_many_queries_as_one(client, yen, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for keys in (["disclosure.publish"], ["disclosure.web", "disclosure.posting"]):
        confirm_all(yen, keys)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_every_pattern_of_a_point_names_a_rule():
    dead = [
        pattern
        for point in POINTS
        for pattern in point.keys
        if not any(fnmatchcase(key, pattern) for key in book().rules)
    ]
    assert dead == []
