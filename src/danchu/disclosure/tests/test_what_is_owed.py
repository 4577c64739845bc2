"""Channels and days: the law is the floor, province, commune and plan only add to it."""

from datetime import date

import pytest

from civics.errors import Refused
from danchu.disclosure import reading
from danchu.disclosure.actions import planning
from danchu.disclosure.actions.planning import Line
from danchu.disclosure.models import Channel, Plan, PlanLine
from danchu.disclosure.owed import owed
from danchu.disclosure.tests.factories import DUE, NOTED, SIGNED, duties_of, note, publish
from danchu.kit.models import AuditEntry
from danchu.rulebook.actions import set_local_rule

pytestmark = pytest.mark.django_db
WEB, POSTING, PERMANENT = Channel.WEB, Channel.POSTING, Channel.POSTING_PERMANENT
BROADCAST, HEAD = Channel.BROADCAST, Channel.COMMUNITY_HEAD
BOARD = [(WEB, None), (POSTING, 30)]
EVERYWHERE = [(WEB, None), (POSTING, 30), (BROADCAST, 3), (HEAD, None)]


def asked(unit, group, *, on=SIGNED):
    return [(c.channel, c.days) for c in owed(unit, group, decided_on=on).channels]


def issue(by, *lines, year=2026, on=date(2026, 1, 20), has_loudspeaker=True) -> Plan:
    return planning.issue_plan(
        by.unit,
        year=year,
        document="05/KH-UBND",
        has_loudspeaker=has_loudspeaker,
        lines=list(lines),
        by=by,
        on=on,
    )


@pytest.mark.parametrize(
    ("groups", "channels"),
    [
        ((1, 2, 3, 5, 6), BOARD),
        ((4, 13), [(WEB, None), (PERMANENT, None)]),
        ((7, 8, 9, 10, 11, 12), EVERYWHERE),
        ((14,), [(WEB, None)]),
    ],
)
def test_the_law_alone_asks_by_article_13(commune, groups, channels):
    assert [asked(commune, group) for group in groups] == [channels] * len(groups)


def test_the_rules_used_are_named_with_their_articles(commune):
    asks = owed(commune, 12, decided_on=SIGNED)

    assert [(a.rule.key, str(a.national.cite)) for a in asks.applied] == [
        ("disclosure.group.12", "Luật 10/2022/QH15, Điều 11 khoản 12"),
        ("disclosure.publish", "Luật 10/2022/QH15, Điều 12 khoản 3"),
        ("disclosure.web", "Luật 10/2022/QH15, Điều 13 khoản 1"),
        ("disclosure.posting", "Luật 10/2022/QH15, Điều 13 khoản 2 đoạn 1"),
        ("disclosure.broadcast", "Luật 10/2022/QH15, Điều 13 khoản 3"),
        ("disclosure.community_head", "Luật 10/2022/QH15, Điều 13 khoản 4"),
    ]
    assert asks.working_days == 5


# ── the plan of the commune ───────────────────────────────────────────────────────────────────


def test_a_longer_plan_is_accepted_and_shown(binh, commune, hung):
    issue(
        binh, Line(7, (Channel.NETWORKS,), posting_days=45, broadcast_days=5, responsible="Cô Lan")
    )

    assert asked(commune, 7) == [
        (WEB, None),
        (POSTING, 45),
        (BROADCAST, 5),
        (HEAD, None),
        (Channel.NETWORKS, None),
    ]
    assert asked(commune, 8) == EVERYWHERE
    assert [c.by_plan for c in owed(commune, 7, decided_on=SIGNED).channels] == [False] * 4 + [True]
    row = reading.plan_rows(commune, year=2026, on=date(2026, 12, 2))[6]
    assert (row.responsible, row.asks.days(POSTING), row.asks.days(BROADCAST)) == ("Cô Lan", 45, 5)
    page = hung.get("/xa/xa-la-bang/ke-hoach/2026/").content.decode()
    assert "Niêm yết: 45 ngày" in page
    assert "05/KH-UBND ngày 20/01/2026" in page


@pytest.mark.parametrize("days", [{"posting_days": 29}, {"broadcast_days": 2}])
def test_a_plan_with_fewer_days_than_the_law_is_refused_with_the_article(binh, days):
    with pytest.raises(Refused, match="Chỉ được dài hơn") as refused:
        issue(binh, Line(7, **days))

    assert str(refused.value.cite) == "Luật 10/2022/QH15, Điều 35 khoản 2 điểm c"
    assert not Plan.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_plan_with_the_days_of_the_law_is_accepted(binh, commune):
    issue(binh, Line(7, posting_days=30, broadcast_days=3))

    assert asked(commune, 7) == EVERYWHERE


def test_a_plan_speaks_for_its_own_year_and_commune_only(binh, commune, elsewhere):
    issue(binh, Line(7, posting_days=45))

    assert asked(commune, 7, on=date(2025, 12, 31)) == EVERYWHERE
    assert asked(commune, 7, on=date(2027, 1, 4)) == EVERYWHERE
    assert asked(elsewhere, 7) == EVERYWHERE


def test_a_plan_not_yet_issued_adds_nothing(commune):
    plan = Plan.objects.create(unit=commune, year=2026)
    PlanLine.objects.create(plan=plan, group=7, posting_days=45)

    assert asked(commune, 7) == EVERYWHERE
    assert reading.plan_rows(commune, year=2026, on=NOTED)[6].asks.days(POSTING) == 30


def test_where_there_is_no_loudspeaker_none_is_owed(binh, commune):
    issue(binh, has_loudspeaker=False)

    assert asked(commune, 7) == [(WEB, None), (POSTING, 30), (HEAD, None)]
    assert asked(commune, 7, on=date(2027, 1, 4)) == EVERYWHERE


def test_issuing_again_replaces_the_lines(binh, commune):
    issue(binh, Line(7, posting_days=45))
    issue(binh, Line(8, posting_days=60), on=date(2026, 2, 2))

    assert asked(commune, 7) == EVERYWHERE
    assert asked(commune, 8) == [(WEB, None), (POSTING, 60), (BROADCAST, 3), (HEAD, None)]
    assert Plan.objects.get().issued_on == date(2026, 2, 2)


def test_the_item_keeps_what_was_owed_when_it_became_public(lan, thang, binh):
    issue(binh, Line(12, posting_days=45))
    item = publish(note(lan), lan, thang, on=date(2026, 3, 5))

    issue(binh, on=date(2026, 3, 6))

    item.refresh_from_db()
    assert item.channels == ["web", "posting", "broadcast", "community_head"]
    assert (item.posting_days, item.broadcast_days) == (45, 3)
    assert item.posted_until == date(2026, 4, 19)  # 45 days after the day of posting


def test_thirty_days_are_counted_after_the_day_of_posting(lan, thang):
    item = publish(note(lan), lan, thang, on=date(2026, 3, 4))

    assert item.posted_until == date(2026, 4, 3)


# ── the province and the commune by local rule ────────────────────────────────────────────────


def three_days(by, unit, *, since, on):
    papers = {"document": "09/QĐ-UBND", "signer": "Nông Văn Bình"}
    change = {"working_days": 3}
    return set_local_rule(
        "disclosure.publish", unit=unit, since=since, change=change, **papers, by=by, on=on
    )


def test_a_local_rule_holds_from_its_day_and_never_moves_a_day_already_set(binh, lan, commune):
    before = note(lan, decided_on=date(2026, 3, 3), on=date(2026, 3, 3))
    three_days(binh, commune, since=date(2026, 3, 4), on=date(2026, 3, 4))

    last = note(lan, decided_on=date(2026, 3, 3), number="13/QĐ-UBND", on=date(2026, 3, 5))
    first = note(lan, decided_on=date(2026, 3, 4), number="14/QĐ-UBND", on=date(2026, 3, 5))

    before.refresh_from_db()
    assert before.due_on == duties_of("item", before.pk).get().due_on == DUE
    assert last.due_on == DUE  # signed under the older rule
    assert first.due_on == date(2026, 3, 9)
    assert owed(commune, 12, decided_on=date(2026, 3, 4)).working_days == 3


def test_a_rule_of_the_province_holds_in_its_communes_and_one_of_a_commune_there_alone(
    binh, viet, province, commune, elsewhere
):
    day = date(2026, 3, 4)
    three_days(viet, province, since=day, on=day)

    assert [owed(u, 12, decided_on=day).working_days for u in (commune, elsewhere)] == [3, 3]

    papers = {"document": "10/QĐ-UBND", "signer": "Nông Văn Bình", "by": binh}
    change = {"days": 45}
    set_local_rule("disclosure.posting", unit=commune, since=day, change=change, on=day, **papers)
    assert asked(commune, 1, on=day) == [(WEB, None), (POSTING, 45)]
    assert asked(elsewhere, 1, on=day) == BOARD


def test_the_plan_may_not_undercut_the_communes_own_rule(binh, commune):
    day = date(2026, 1, 5)
    papers = {"document": "10/QĐ-UBND", "signer": "Nông Văn Bình", "by": binh}
    change = {"days": 45}
    set_local_rule("disclosure.posting", unit=commune, since=day, change=change, on=day, **papers)

    with pytest.raises(Refused, match="Chỉ được dài hơn 45"):
        issue(binh, Line(7, posting_days=40))
