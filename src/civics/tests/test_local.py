from datetime import date

import pytest

from civics.errors import Refused
from civics.local import BASES, BASIS, check_extension

ON = date(2026, 5, 10)


def extend(book, key, level="commune", **proposed):
    rule = book.rule(key)
    check_extension(rule, rule.value(on=ON), proposed, level=level)


def test_the_basis_is_the_one_in_the_law_files(book):
    assert book.value("regulation.extend_only", on=ON).cite == BASIS
    for sphere, basis in BASES.items():
        assert book.value(f"regulation.{sphere}.extend_only", on=ON).cite == basis


@pytest.mark.parametrize(
    ("key", "proposed"),
    [
        ("disclosure.posting", {"days": 31}),
        ("disclosure.posting", {"days": 30}),
        ("disclosure.posting", {"groups": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}),
        ("disclosure.broadcast", {"days": 5}),
        ("disclosure.publish", {"working_days": 1}),
        ("meetings.notice", {"days": 3}),
        ("decisions.send_decision", {"working_days": 3}),
        ("disclosure.group.14", {"channels": ["web", "posting", "broadcast"]}),
        ("decisions.approval.money", {"at_least": "2/3"}),
        ("disclosure.group.1", {"personal_list": True}),
    ],
)
def test_going_further_or_staying_is_accepted(book, key, proposed):
    extend(book, key, **proposed)


@pytest.mark.parametrize(
    ("key", "proposed", "why"),
    [
        ("disclosure.posting", {"days": 29}, "dài hơn"),
        ("disclosure.posting", {"days": 0}, "từ 1 trở lên"),
        ("disclosure.posting", {"days": "45"}, "số nguyên"),
        ("disclosure.posting", {"days": True}, "số nguyên"),
        ("disclosure.posting", {"working_days": 45}, "không có mục"),
        ("disclosure.posting", {"consecutive": False}, "không được bỏ"),
        ("disclosure.posting", {"places": ["commune_seat"]}, "không được bỏ"),
        ("disclosure.posting", {}, "Chưa ghi"),
        ("disclosure.publish", {"working_days": 6}, "sớm hơn"),
        ("disclosure.publish", {"days": 3}, "không có mục"),
        ("disclosure.group.7", {"channels": ["web", "posting"]}, "không được bỏ"),
        ("disclosure.group.7", {"channels": "web"}, "danh sách"),
        ("disclosure.group.7", {"sector_rule": {"key": "disclosure.web"}}, "giữ nguyên"),
        ("disclosure.group.8", {"urgent": False}, "không được bỏ"),
        ("decisions.approval.money", {"at_least": "3/4"}, "giữ nguyên"),
        ("decisions.slips.team", {"persons_max": 7}, "giữ nguyên"),
        ("decisions.meeting.clusters", {"households_min": 100}, "giữ nguyên"),
        ("disclosure.plan_due", {"days": 60}, "sớm hơn"),
        ("methods.online.never", {"allowed": True}, "không cho phép"),
        ("consultations.period", {"days": 19}, "dài hơn"),
        ("inspection.dialogue", {"times_per_year": 0}, "từ 1 trở lên"),
        ("supervision.inspection_board.answer", {"days": 16}, "sớm hơn"),
        ("supervision.inspection_board.size", {"persons_min": 4}, "giữ nguyên"),
        ("supervision.investment_board.announce_plan", {"days": 44}, "dài hơn"),
    ],
)
def test_narrowing_is_refused_with_article_35(book, key, proposed, why):
    with pytest.raises(Refused, match=why) as refused:
        extend(book, key, **proposed)

    assert str(refused.value.cite) == "Luật 10/2022/QH15, Điều 35 khoản 2 điểm c"


@pytest.mark.parametrize(
    ("key", "proposed", "article"),
    [
        ("disclosure.agency.publish", {"working_days": 6}, "Điều 59 khoản 1 điểm a"),
        ("disclosure.state_enterprise.publish", {"days": 16}, "Điều 81 khoản 1 điểm a"),
        ("regulation.employer.choose", {"points": []}, "Điều 82 khoản 3"),
        ("principles.banned.5", {"allowed": True}, "Điều 35 khoản 2 điểm c"),
    ],
)
def test_each_sphere_is_refused_by_its_own_article(book, key, proposed, article):
    with pytest.raises(Refused) as refused:
        extend(book, key, **proposed)

    assert str(refused.value.cite) == f"Luật 10/2022/QH15, {article}"


def test_the_province_sets_its_own_parameter_and_only_that(book):
    extend(book, "disclosure.plan_due", level="province", days=60)

    with pytest.raises(Refused):
        extend(book, "disclosure.posting", level="province", days=20)


def test_no_rule_of_the_law_can_be_made_weaker(book):
    """Every number one step the wrong way, every list without its first item, every yes a no."""
    for rule in book.rules.values():
        for name, item in rule.values[-1].payload.items():
            for weaker in weaker_than(item, rule.extends):
                with pytest.raises(Refused):
                    check_extension(rule, rule.values[-1], {name: weaker})


def weaker_than(item, extends):
    if item is True:
        yield False
    elif item is False and extends == "none":
        yield True
    elif isinstance(item, int) and not isinstance(item, bool):
        yield from {"longer": [item - 1], "shorter": [item + 1]}.get(extends, [item - 1, item + 1])
    elif isinstance(item, tuple):
        yield list(item[1:])
    elif isinstance(item, str):
        yield item + "."
