"""Merging, splitting, dissolving, renaming: dated, decided, passed on, taken back; no circle."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from civics.errors import Refused
from danchu.kit.folding import fold, slug
from danchu.kit.models import AuditEntry, SearchEntry
from danchu.places import actions, carrying, finding, hanging
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import (
    Belonging,
    FormerName,
    OldAddress,
    Passing,
    Reorganisation,
    Succession,
    Unit,
)

ON = date(2026, 12, 2)
SIGNED = date(2026, 11, 20)
DAY = date(2026, 12, 1)
LATER = date(2027, 1, 1)
EVE = timedelta(days=1)
PAPER = Decision("12/NQ-HĐND", SIGNED, DAY, "Sắp xếp xóm năm 2026")


def xom(name, commune, **fields):
    said = f"xóm {name}"
    unit = Unit.objects.create(
        kind="community",
        title="xom",
        name=name,
        folded=fold(said),
        slug=slug(f"{said} {commune.name}"),
        commune=commune,
        province=commune.province,
        **{"valid_from": date(2025, 7, 1), **fields},
    )
    Belonging.objects.create(unit=unit, parent=commune, since=unit.valid_from)
    return unit


@pytest.fixture
def pair(commune):
    return xom("Chè", commune), xom("Nghè", commune)


def merged(olds, into, paper=PAPER, *, by=None, on=ON):
    return actions.merge(olds, into, paper, by=by, on=on)


def fresh(unit):
    return Unit.objects.get(pk=unit.pk)


# ── merging ───────────────────────────────────────────────────────────────────────────────────


def test_two_hamlets_become_a_new_one_on_a_day(commune, pair, lan):
    act = merged(pair, NewUnit("Xóm Bản Chè", "BC"), by=lan)

    new = Unit.objects.get(pk=act.born[0])
    assert (new.full_name, new.own_code, new.valid_from) == ("Xóm Bản Chè", "BC", DAY)
    assert (new.commune, new.province, new.source) == (
        commune, commune.province, "12/NQ-HĐND ngày 20/11/2026",
    )  # fmt: skip
    for old in pair:
        assert fresh(old).valid_to == DAY - EVE
        assert finding.heirs(fresh(old), on=ON) == [new]
        assert finding.on_day(new, on=DAY - EVE) == list(pair)
        assert Belonging.objects.get(unit=old).until == DAY - EVE
    assert Belonging.objects.get(unit=new).parent == commune
    assert act.words == "Xóm Chè, Xóm Nghè nhập thành xóm Bản Chè"
    assert (act.carried_on, act.term_id, act.above) == (ON, lan.pk, commune)
    entry = AuditEntry.objects.get(act="places.merge")
    assert (entry.unit_id, entry.key, entry.term_id) == (commune.pk, str(act.pk), lan.pk)
    assert (
        SearchEntry.objects.get(key=str(pair[0].pk)).about == "Nhập vào xóm Bản Chè từ 01/12/2026"
    )


def test_a_hamlet_goes_into_one_that_stands_on(pair):
    old, into = pair

    act = merged([old], into)

    assert act.born == []
    assert (fresh(old).valid_to, fresh(into).valid_to) == (DAY - EVE, None)
    row = Succession.objects.get()
    assert (row.old, row.new, row.on, row.partial) == (old, into, DAY, False)
    assert row.act == "12/NQ-HĐND ngày 20/11/2026"


def test_a_new_hamlet_may_take_the_name_of_one_that_ends_at_an_address_of_its_own(pair):
    act = merged(pair, NewUnit("Xóm Chè"))

    new = Unit.objects.get(pk=act.born[0])
    assert new.full_name == "Xóm Chè"
    assert new.slug != pair[0].slug


def test_an_act_that_lies_ahead_is_dated_now_and_carried_over_on_its_day(commune, pair):
    calls = []

    class Votes(hanging.Hanging):
        room = "votes"

        def lines(self, old, heir, *, day):
            return [hanging.Line("1 cuộc biểu quyết đang mở", "tiếp tục với 90 hộ đã chốt")]

        def settle(self, act, old, heir, *, on):
            calls.append(("settle", old.name, heir.name, on))

        def carry(self, act, old, heir, *, on):
            calls.append(("carry", old.name, heir.name, on))

    hanging.register(Votes())
    try:
        paper = PAPER._replace(day=LATER)
        act = merged(pair, NewUnit("Xóm Bản Chè"), paper)
        assert [one[0] for one in calls] == ["settle", "settle"]
        assert fresh(pair[0]).stands(on=LATER - EVE)
        assert not fresh(pair[0]).stands(on=LATER)
        assert act.carried_on is None
        assert ["1 cuộc biểu quyết đang mở", "tiếp tục với 90 hộ đã chốt"] in act.hanging[0][1]

        call_command("carry_over", "--on", (LATER - EVE).isoformat(), verbosity=0)
        assert ("carry", "Chè", "Bản Chè", LATER - EVE) not in calls
        call_command("carry_over", "--on", LATER.isoformat(), verbosity=0)
        call_command("carry_over", "--on", LATER.isoformat(), verbosity=0)
        assert [one for one in calls if one[0] == "carry"] == [
            ("carry", "Chè", "Bản Chè", LATER),
            ("carry", "Nghè", "Bản Chè", LATER),
        ]
        assert AuditEntry.objects.filter(act="places.carry").count() == 1
    finally:
        hanging.forget("votes")


# ── refused, with exact words ─────────────────────────────────────────────────────────────────


def refused(*args, **kwargs):
    before = (Unit.objects.count(), Reorganisation.objects.count(), Succession.objects.count())
    with pytest.raises(Refused) as said:
        merged(*args, **kwargs)
    after = (Unit.objects.count(), Reorganisation.objects.count(), Succession.objects.count())
    assert before == after
    return said.value.message


def test_a_merge_in_a_circle_is_refused(pair):
    one, two = pair
    assert "vòng tròn" in refused([one, two], two)

    merged([one], two)

    said = refused([two], one, PAPER._replace(day=date(2026, 12, 2)))
    assert said == (
        "Xóm Chè kết thúc ngày 30/11/2026, nên không kế thừa được. Hãy chọn đơn vị còn hoạt động."
    )


def test_a_unit_ends_once(pair, commune):
    one, two = pair
    merged([one], two)

    said = refused([one], xom("Ba", commune))
    assert said.startswith("Xóm Chè kết thúc ngày 30/11/2026 theo việc đã ghi.")


def test_a_successor_in_another_commune_is_refused(pair, elsewhere):
    said = refused([pair[0]], xom("Xa", elsewhere))

    assert "không cùng nơi" in said
    assert "xã Nghinh Tường" in said


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        (PAPER._replace(document="  "), "Chưa có số văn bản"),
        (PAPER._replace(signed_on=date(2026, 12, 3)), "còn ở phía trước"),
        (PAPER._replace(day=date(2026, 11, 19)), "đứng trước ngày ký 20/11/2026"),
        (PAPER._replace(day=date(2030, 1, 1)), "quá xa"),
    ],
)
def test_the_paper_itself_is_judged(pair, paper, says):
    assert says in refused([pair[0]], pair[1], paper)


def test_the_day_of_signing_is_early_enough(pair):
    merged([pair[0]], pair[1], PAPER._replace(day=SIGNED))


@pytest.mark.parametrize(("began", "fine"), [(date(2026, 11, 30), True), (DAY, False)])
def test_a_unit_cannot_end_before_it_began(commune, pair, began, fine):
    young = xom("Mới", commune, valid_from=began)

    if fine:
        merged([young], pair[0])
        assert fresh(young).valid_to == DAY - EVE
    else:
        assert refused([young], pair[0]).startswith("Xóm Mới bắt đầu ngày 01/12/2026")


def test_a_unit_that_receives_cannot_end_before_that(pair, commune):
    one, two = pair
    three = xom("Ba", commune)
    merged([one], two, PAPER._replace(day=LATER))

    said = refused([two], three)
    assert "Xóm Nghè đã có việc theo 12/NQ-HĐND ngày 20/11/2026, từ ngày 01/01/2027" in said
    merged([two], three, PAPER._replace(day=LATER + EVE))
    assert finding.heirs(fresh(one), on=LATER + EVE) == [three]


def test_a_name_that_stands_in_the_commune_is_not_given_twice(pair, commune):
    xom("Ba", commune)

    assert "Ở đây đã có XÓM BA" in refused(pair, NewUnit("XÓM BA"))
    assert "chưa có danh xưng" in refused(pair, NewUnit("Bản"))


def test_one_hamlet_alone_does_not_merge_into_a_new_one(pair):
    assert "ít nhất hai đơn vị" in refused([pair[0]], NewUnit("Xóm Mới"))
    assert "ít nhất hai đơn vị" in refused([], pair[0])


# ── splitting, dissolving ─────────────────────────────────────────────────────────────────────


def test_a_split_makes_new_hamlets_and_keeps_what_each_came_from(pair):
    old, _ = pair

    act = actions.split(old, [NewUnit("Xóm Chè 1"), NewUnit("Xóm Chè 2")], PAPER, by=None, on=ON)

    first, second = [Unit.objects.get(pk=pk) for pk in act.born]
    assert [row.partial for row in finding.successors(old)] == [True, True]
    assert finding.heirs(fresh(old), on=ON) == [first, second]
    assert act.moves.get().heir == first
    assert act.words == "Xóm Chè tách thành xóm Chè 1 và xóm Chè 2"


@pytest.mark.parametrize("names", [["Xóm Chè 1"], ["Xóm Chè 1", "Xóm Chè 1"], ["Xóm A", "B"]])
def test_a_split_needs_two_names_that_differ(pair, names):
    with pytest.raises(Refused):
        actions.split(pair[0], [NewUnit(one) for one in names], PAPER, by=None, on=ON)
    assert fresh(pair[0]).valid_to is None
    assert Unit.objects.communities().count() == 2


TWO = [NewUnit("Xã A"), NewUnit("Xã B")]


@pytest.mark.parametrize(
    ("placing", "says"),
    [
        ({}, "còn thiếu Xóm Chè, Xóm Nghè"),
        ({0: 1}, "còn thiếu Xóm Nghè"),
        ({0: 1, 1: 2}, "còn thiếu Xóm Nghè"),
        ({0: 1, 1: 1}, "Chưa có thôn, xóm nào về Xã A"),
    ],
)
def test_a_split_commune_says_where_each_hamlet_goes(commune, pair, placing, says):
    placing = {pair[at].pk: to for at, to in placing.items()}

    with pytest.raises(Refused, match=says):
        actions.split(commune, TWO, PAPER, by=None, on=ON, placing=placing)
    assert fresh(commune).valid_to is None


def test_the_hamlets_of_a_split_commune_go_where_the_decision_says(commune, pair):
    placing = {pair[0].pk: 1, pair[1].pk: 0}

    act = actions.split(commune, TWO, PAPER, by=None, on=ON, placing=placing)

    a, b = (Unit.objects.get(pk=pk) for pk in act.born)
    assert [fresh(one).commune for one in pair] == [b, a]
    belongings = Belonging.objects.filter(unit=pair[0]).order_by("since")
    assert [(row.parent, row.until) for row in belongings] == [(commune, DAY - EVE), (b, None)]
    assert carrying.placed(act) == [("Xã A", ["Xóm Nghè"]), ("Xã B", ["Xóm Chè"])]

    actions.undo(act, why="ghi nhầm ngày", by=None, on=ON)
    assert {fresh(one).commune for one in pair} == {commune}
    assert Belonging.objects.get(unit=pair[0]).until is None


def test_a_hamlet_merged_before_the_split_takes_effect_goes_where_its_older_ones_would(
    commune, pair
):
    ahead = PAPER._replace(day=LATER)
    third = xom("Suối", commune)
    placing = {pair[0].pk: 1, pair[1].pk: 0, third.pk: 1}
    act = actions.split(commune, TWO, ahead, by=None, on=ON, placing=placing)
    new = Unit.objects.get(pk=merged([pair[0], third], NewUnit("Xóm Chè Suối")).born[0])
    assert new.commune == commune

    actions.carry(act, on=LATER)

    assert fresh(new).commune_id == act.born[1]


def test_a_dissolved_hamlet_has_no_successor_but_somebody_does_its_work(commune, pair):
    act = actions.dissolve(pair[0], commune, PAPER, by=None, on=ON)

    assert not Succession.objects.exists()
    assert act.moves.get().heir == commune
    assert fresh(pair[0]).valid_to == DAY - EVE
    with pytest.raises(Refused, match="vòng tròn"):
        actions.dissolve(pair[1], pair[1], PAPER, by=None, on=ON)


def test_communes_merge_and_their_hamlets_follow_on_the_day(commune, elsewhere, province, pair):
    act = merged([commune, elsewhere], NewUnit("Xã Đại Từ", "05999"))

    new = Unit.objects.get(pk=act.born[0])
    assert (new.code, new.province, new.slug) == ("05999", province, "xa-dai-tu")  # fmt: skip
    assert {fresh(one).commune for one in pair} == {new}
    belongings = Belonging.objects.filter(unit=pair[0]).order_by("since")
    assert [(row.parent, row.until) for row in belongings] == [(commune, DAY - EVE), (new, None)]

    actions.undo(act, why="ghi nhầm ngày", by=None, on=ON)
    assert {fresh(one).commune for one in pair} == {commune}
    assert Belonging.objects.get(unit=pair[0]).until is None


# ── renaming ──────────────────────────────────────────────────────────────────────────────────


def test_a_renamed_hamlet_is_the_same_unit_and_its_old_address_leads_on(client, pair):
    old, at = pair[0], pair[0].slug

    actions.rename(old, NewUnit("Xóm Tân Chè"), PAPER, by=None, on=ON)

    unit = fresh(old)
    assert (unit.full_name, unit.valid_to) == ("Xóm Tân Chè", None)
    was = FormerName.objects.get()
    assert (was.full_name, was.until) == ("Xóm Chè", DAY - EVE)
    assert client.get(f"/don-vi/{at}/")["Location"] == f"/don-vi/{unit.slug}/"
    page = client.get(f"/don-vi/{unit.slug}/").content.decode()
    assert "Xóm Chè nay là Xóm Tân Chè" in page
    assert "Từ ngày 01/12/2026 theo 12/NQ-HĐND ngày 20/11/2026" in page
    history = client.get(f"/don-vi/{unit.slug}/lich-su/?ngay=2026-11-30").content.decode()
    assert "Khi ấy mang tên Xóm Chè" in history
    assert "xóm chè" in SearchEntry.objects.get(key=str(unit.pk)).plain


def test_a_new_name_that_lies_ahead_waits_for_its_day(pair):
    actions.rename(pair[0], NewUnit("Xóm Tân Chè"), PAPER._replace(day=LATER), by=None, on=ON)

    assert fresh(pair[0]).name == "Chè"
    assert "đã có việc theo 12/NQ-HĐND" in refused([pair[0]], pair[1])
    call_command("carry_over", "--on", LATER.isoformat(), verbosity=0)
    assert fresh(pair[0]).name == "Tân Chè"


def test_the_name_it_has_is_no_new_name(pair):
    with pytest.raises(Refused, match="đã mang tên ấy"):
        actions.rename(pair[0], NewUnit("Xóm  Chè"), PAPER, by=None, on=ON)


def test_a_mistyped_name_is_taken_back_and_both_addresses_lead_to_the_hamlet(client, pair):
    act = actions.rename(pair[0], NewUnit("Xóm Sai"), PAPER, by=None, on=ON)
    wrong = fresh(pair[0]).slug

    actions.undo(act, why="gõ nhầm tên", by=None, on=ON)

    unit = fresh(pair[0])
    assert (unit.full_name, unit.slug) == ("Xóm Chè", pair[0].slug)
    assert not FormerName.objects.exists()
    assert OldAddress.objects.get().slug == wrong
    assert client.get(f"/don-vi/{wrong}/")["Location"] == f"/don-vi/{unit.slug}/"


# ── taking back ───────────────────────────────────────────────────────────────────────────────


def test_a_mistyped_merge_is_taken_back_and_stays_in_the_book(pair, lan):
    act = merged(pair, NewUnit("Xóm Sai"), by=lan)

    actions.undo(act, why="nhầm xóm", by=lan, on=ON)

    assert [fresh(one).valid_to for one in pair] == [None, None]
    assert Belonging.objects.filter(until=None).count() == 2
    assert not Unit.objects.filter(name="Sai").exists()
    assert not Succession.objects.exists()
    act.refresh_from_db()
    assert (act.undone_on, act.undone_why, act.undone_term_id) == (ON, "nhầm xóm", lan.pk)
    assert act.words == "Xóm Chè, Xóm Nghè nhập thành xóm Sai"
    with pytest.raises(Refused, match="đã được hủy"):
        actions.undo(act, why="x", by=lan, on=ON)
    merged(pair, NewUnit("Xóm Đúng"))


def test_taking_back_wants_a_reason_and_goes_from_the_last_act(pair, commune):
    first = merged(pair, NewUnit("Xóm Một"))
    new = Unit.objects.get(pk=first.born[0])
    last = merged([new], xom("Ba", commune), PAPER._replace(day=date(2026, 12, 2)))

    with pytest.raises(Refused, match="vì sao hủy"):
        actions.undo(last, why=" ", by=None, on=ON)
    with pytest.raises(Refused, match="Hãy hủy việc ấy trước"):
        actions.undo(first, why="nhầm", by=None, on=ON)
    actions.undo(last, why="nhầm", by=None, on=ON)
    actions.undo(first, why="nhầm", by=None, on=ON)
    assert not Passing.objects.exists()


# ── whatever is decided, in whatever order ────────────────────────────────────────────────────


class EverySequence(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3), st.integers(0, 9)),
            max_size=8,
        )
    )
    def test_no_circle_ever_stands_and_each_hamlet_has_heirs_or_stands(self, moves):
        commune = Unit.objects.create(
            kind="commune", title="xa", name="X", folded="xa x", slug="xa-x"
        )
        units = [xom(str(n), commune) for n in range(5)]
        for old, new, what, after in moves:
            paper = PAPER._replace(day=SIGNED + timedelta(days=after))
            try:
                if what == 0:
                    actions.rename(units[old], NewUnit(f"Xóm {old}{after}x"), paper, by=None, on=ON)
                elif what == 1 and (last := Reorganisation.objects.standing().last()):
                    actions.undo(last, why="nhầm", by=None, on=ON)
                else:
                    actions.merge([units[old]], units[new], paper, by=None, on=ON)
            except Refused:
                continue
        for unit in Unit.objects.communities():
            for day in (SIGNED, DAY, LATER):
                stands = finding.heirs(unit, on=day)  # would never end on a circle
                assert len(stands) == 1
                assert stands[0].stands(on=day)
