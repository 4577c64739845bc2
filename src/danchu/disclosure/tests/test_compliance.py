"""Each paper by each way: what the page counts, what its lists hold, what the cells keep."""

import re
from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.test import Client

from danchu.disclosure.actions import counting, drafting, mending
from danchu.disclosure.actions.planning import Line, issue_plan
from danchu.disclosure.compliance import marks, owing
from danchu.disclosure.compliance.counting import GAPPY, Asked, Records, State, Tally
from danchu.disclosure.compliance.sheets import Commune
from danchu.disclosure.counted import Cell, ChangedMonth, PaperWay, Way
from danchu.disclosure.models import Channel, Item
from danchu.disclosure.models import State as Stands
from danchu.disclosure.owed import owed
from danchu.disclosure.tests.boards import photo, tap
from danchu.disclosure.tests.factories import approve, draft, note, publish
from danchu.duties.models import Basis
from danchu.kit.clock import today
from danchu.people.models import Role, Term
from danchu.people.tests.factories import in_office
from danchu.places.models import Unit
from danchu.postings.actions import missing, places
from danchu.postings.actions.proving import Deed
from danchu.postings.models import Paper, PlaceKind, Posting
from danchu.postings.models import State as Hangs
from danchu.rulebook.actions import set_local_rule
from danchu.rulebook.rulebook import Shelf

pytestmark = pytest.mark.django_db
XA = "/xa/xa-la-bang/thuc-hien/"
PAGE = f"{XA}?nam=2026"
FIRST = date(2026, 2, 2)
DAYS = [date(2026, 3, 2), date(2026, 4, 30), date(2026, 11, 2)]
LAST = date(2026, 6, 30)  # of the story


@pytest.fixture
def story(lan, thang, binh, hamlet, tam, province):
    """Months of a commune, in the order of days: everything that may happen to a paper."""
    rng = Random(26)  # noqa: S311  made up, nothing to guess
    second = Unit.objects.create(
        kind="community", title="xom", name="Suối Chè", folded="xom suoi che", slug="xom-suoi-che",
        valid_from=hamlet.valid_from, commune=hamlet.commune, province=province,
    )  # fmt: skip
    line = Line(group=1, more_channels=(Channel.BROADCAST, Channel.LETTER), broadcast_days=5)
    issue_plan(lan.unit, year=2026, document="1/KH", has_loudspeaker=True, lines=[line], by=binh,
               on=date(2026, 1, 9))  # fmt: skip
    extra = places.add_place(
        second, kind=PlaceKind.COMMUNITY_PLACE, name="Quán nước đầu xóm", by=lan, on=FIRST
    )
    for n in range(20):
        _live(n, rng, lan, thang)
    places.end_place(extra, by=lan, on=LAST) if not _hangs(extra) else None
    return lan.unit


def _hangs(place) -> bool:
    return Posting.objects.filter(place=place, state__in=[Hangs.UP, Hangs.GONE]).exists()


def _live(n: int, rng: Random, lan: Term, thang: Term) -> None:
    signed = FIRST + timedelta(days=rng.randrange(100))
    noted = signed + timedelta(days=rng.randrange(4))
    item = note(lan, group=n % 14 + 1, number=f"{n}/QĐ", decided_on=signed, on=noted)
    fate = rng.random()
    if fate < 0.2:
        if fate < 0.05:
            mending.refuse_to_publish(item, why="Chưa được công khai", by=thang, on=noted)
        return
    public = noted + timedelta(days=rng.randrange(12))
    publish(item, lan, thang, on=public, title=f"Việc {n}", body=f"Lời {n}")
    _walk(item, rng, lan, on=public)
    if fate > 0.8:
        later = max([public, *_days_of(item)]) + timedelta(days=3)
        _end(item, fate, lan, thang, rng, on=later)


def _end(item, fate, lan, thang, rng, *, on) -> None:
    if fate > 0.93:
        mending.withdraw(item, why="Ký nhầm", by=thang, on=on)
    elif fate > 0.88:
        mending.remove_urgently(item, ground="personal_data", by=lan, on=on)
    else:
        draft(item, lan, on=on, title="Mới", body="Đính chính", reason="Sai số")
        drafting.submit(item, by=lan, on=on)
        approve(item, thang, on=on)
        _walk(item, rng, lan, on=on)


def _days_of(item):
    rows = Posting.objects.filter(paper__key=str(item.pk), first_on__isnull=False)
    return list(rows.values_list("first_on", flat=True))


def _walk(item, rng: Random, lan: Term, *, on: date) -> None:
    """Whoever pins, reads or tells does so soon, late or never; some papers go missing."""
    paper = Paper.objects.filter(key=str(item.pk)).order_by("-edition").first()
    if paper is None:
        return
    for one in paper.postings.order_by("pk"):
        day = on + timedelta(days=rng.choice([0, 1, 2, 3, 9, 20]))
        if rng.random() < 0.2:
            continue
        if one.channel == Channel.BROADCAST:
            aired = rng.choice([[0, 1, 2, 3, 4], [0, 1], [0, 2, 3, 4, 5, 6]])
            for after in aired:
                tap([one], lan, deed=Deed.AIRED, on=day + timedelta(days=after))
        elif one.channel in (Channel.POSTING, Channel.POSTING_PERMANENT):
            tap([one], lan, on=day)
            if rng.random() < 0.3:
                gone = day + timedelta(days=4)
                missing.report_gone(one, since=gone, by=lan, on=gone)
                if rng.random() < 0.6:
                    tap([one], lan, on=gone + timedelta(days=rng.choice([0, 2])))
        else:
            tap([one], lan, deed=Deed.TOLD, on=day)


# ── the same counted by hand, without a word of SQL ───────────────────────────────────────────


def by_hand(unit, *, on: date) -> dict:
    tallies: dict = defaultdict(Tally)
    for key, states in facts(unit, on=on).items():
        for said, gappy in states.values():
            name = {"dung-han": "on_time", "tre": "late", "qua-han": "overdue", "con-han": "due"}
            tallies[key] = tallies[key].plus(Tally(**{name[said]: 1, "gappy": int(gappy)}))
    return dict(tallies)


def facts(unit, *, on: date) -> dict:
    """(basis, group, way) → item → (state, whether days are missing)."""
    found: dict = defaultdict(dict)
    for item in Item.objects.filter(unit=unit).exclude(state=Stands.NOT_PUBLIC):
        web = said([item.published_on], [item.due_on], on=on)
        found[Basis(item.due_basis), item.group, Way.WEB][item.pk] = (web, False)
        if item.published_on is None:
            for way, until in waiting_ways(item):
                key = (Basis(item.due_basis), item.group, way)
                found[key][item.pk] = (said([None], [until], on=on), False)
        for key, rows in places_of(item).items():
            done, due, gappy = zip(*rows, strict=True)
            found[key][item.pk] = (said(done, due, on=on), any(gappy))
    return found


def waiting_ways(item):
    ways = {}
    for one in owed(item.unit, item.group, decided_on=item.decided_on).channels:
        if one.channel in (Channel.POSTING, Channel.POSTING_PERMANENT):
            for place in one.applied.payload["places"]:
                ways[Way.SEAT if place == "commune_seat" else Way.HOUSES] = item.due_on
        elif one.channel == Channel.BROADCAST:
            ways[Way.BROADCAST] = item.due_on + timedelta(days=one.days - 1)
        elif one.channel == Channel.COMMUNITY_HEAD:
            ways[Way.HEADS] = item.due_on
        elif one.channel != Channel.WEB:
            ways[Way.MORE] = item.due_on
    return ways.items()


def places_of(item):
    found = defaultdict(list)
    rows = Posting.objects.filter(paper__room="disclosure", paper__key=str(item.pk))
    for one in rows.select_related("paper", "place"):
        loud = one.channel == Channel.BROADCAST
        due = one.due_on + timedelta(days=(one.days or 1) - 1 if loud else 0)
        ends = [day for day in (one.paper.closed_on, one.place and one.place.until) if day]
        if one.state == Hangs.OFF and not (ends and min(ends) > due):
            continue
        way = {Channel.BROADCAST: Way.BROADCAST, Channel.COMMUNITY_HEAD: Way.HEADS}.get(
            Channel(one.channel), Way.MORE
        )
        if one.channel in (Channel.POSTING, Channel.POSTING_PERMANENT):
            way = Way.SEAT if one.place.kind == PlaceKind.COMMUNE_SEAT else Way.HOUSES
        done = (one.kept_until if one.state == Hangs.DONE else None) if loud else one.first_on
        gappy = one.gap_days > 0 or one.state == Hangs.GONE
        basis = Basis(item.due_basis) if one.paper.edition == 1 else Basis.PARAMETER
        found[basis, item.group, way].append((done, due, gappy))
    return found


def said(done, due, *, on: date) -> str:
    still = [last for day, last in zip(done, due, strict=True) if day is None]
    if still:
        return State.OVERDUE if min(still) < on else State.DUE
    late = any(day > last for day, last in zip(done, due, strict=True))
    return State.LATE if late else State.ON_TIME


def records(unit, asked=None, *, on):
    asked = asked or Asked()
    owes = owing.of_waiting(unit, Shelf([unit]), first=asked.first, last=asked.last)
    return Records(unit, asked, owes, on=on)


def from_cells(unit, *, on: date) -> dict:
    rows = Cell.objects.filter(unit=unit).tallied("basis", "group", "way", on=on)
    return {(Basis(b), g, Way(w)): Tally(*counts) for b, g, w, *counts in rows}


def kept_cells():
    return sorted(map(str, Cell.objects.values_list(*(
        "unit", "month", "group", "way", "basis", "waits_until", "on_time", "late", "waiting",
        "gappy"))))  # fmt: skip


# ── the numbers ───────────────────────────────────────────────────────────────────────────────


def test_page_lists_and_cells_say_what_the_records_say(story):
    """One story for all that is asked of it."""
    hand = by_hand(story, on=DAYS[1])
    assert not Cell.objects.exists()
    assert records(story, on=DAYS[1]).counted().tallies == hand  # no month was counted yet
    counting.count_changed()
    assert not ChangedMonth.objects.exists()
    for on in DAYS:  # the same cells for every day: overdue is stored nowhere
        hand = by_hand(story, on=on)
        assert records(story, on=on).counted().tallies == hand
        assert from_cells(story, on=on) == hand
    states = {state for tally in hand.values() for state in tally._fields if getattr(tally, state)}
    assert states == {"on_time", "late", "overdue", "gappy"}  # by November nothing is due
    assert {basis for basis, _, _ in hand} == set(Basis)
    assert {way for _, _, way in hand} == set(Way)

    cells = kept_cells()
    marks.mark(story.pk, FIRST)
    Cell.objects.filter(month=FIRST.replace(day=1)).delete()
    assert records(story, on=DAYS[2]).counted().tallies == hand  # that month from the records
    counting.count_changed()

    assert counting.count_changed() == 0
    marks.mark_every()
    assert counting.count_changed() > 1
    assert kept_cells() == cells

    every_number_is_the_length_of_its_list(story)
    files_hold_every_way(story)


def every_number_is_the_length_of_its_list(unit):
    """The addresses on the page, each followed: as many papers there as the number says."""
    followed: dict[str, int] = {}
    for start in (PAGE, f"{PAGE}&quy=1"):
        html = Client().get(start).content.decode()
        links = re.findall(r'<a href="([^"]+)#danh-sach">(.*?)</a>', html, flags=re.DOTALL)
        for address, words in links:
            if number := re.search(r"\d+", re.sub("<[^>]+>", "", words)):
                assert followed.setdefault(address, int(number.group())) == int(number.group())
    assert len(followed) > 150
    for address, number in followed.items():
        assert listed(unit, address.replace("&amp;", "&")) == number, address


def listed(unit, address) -> int:
    """Papers in the list at an address of the page, as the page itself reads it."""
    commune = Commune(unit, QueryDict(address.partition("?")[2]), XA, on=today())
    return commune.records.page(0, 1).whole


def files_hold_every_way(unit):
    rows = b"".join(Client().get(f"{PAGE}&format=csv")).decode("utf-8-sig").splitlines()
    ways = sum(len(items) for items in facts(unit, on=today()).values())
    editions = Paper.objects.filter(edition__gt=2).count()
    assert editions == 0
    assert len(rows) - 1 == ways
    narrow = Client().get(f"{PAGE}&format=csv&tinh-trang={GAPPY}")
    assert len(b"".join(narrow).splitlines()) < len(rows)


def test_the_page_names_roles_and_days_never_people_or_photos(lan, thang, hamlet, tam):
    item = publish(note(lan), lan, thang)
    waits = note(lan, number="13/QĐ", group=3)
    draft(waits, lan, title="Chưa ai được đọc")
    said = {"day": date(2026, 3, 6), "own": True, "photo": photo()}
    tap(Posting.objects.filter(place__unit=hamlet), tam, on=date(2026, 3, 9), **said)
    shown = Client().get(PAGE).content.decode()
    assert "Dán ngày 06/03/2026." in shown
    assert "1 nơi nhập sau." in shown

    for address in (PAGE, f"{XA}to-in/?nam=2026&tinh-trang=dung-han", f"{PAGE}&format=csv"):
        shown = Client().get(address)
        html = (shown.content if not shown.streaming else b"".join(shown)).decode()
        assert "trưởng thôn, Tổ trưởng tổ dân phố" in html or "to-in" in address
        assert tam.person.full_name not in html
        assert "/niem-yet/anh/" not in html
        assert "Chưa ai được đọc" not in html
        assert "1 trên 1 nơi, đúng hạn" in html or "csv" in address
    board = Paper.objects.get(key=str(item.pk))
    assert f"/niem-yet/bang/{board.pk}/" in Client().get(PAGE).content.decode()


def test_a_paper_that_waits_owes_every_way_by_the_law_of_its_own_day(lan, hamlet):
    note(lan, group=7)

    found = records(lan.unit, on=date(2026, 3, 11)).counted().tallies
    assert {way: tally for (_, _, way), tally in found.items()} == {
        Way.WEB: Tally(overdue=1),
        Way.SEAT: Tally(overdue=1),
        Way.HOUSES: Tally(overdue=1),
        Way.BROADCAST: Tally(due=1),  # three days running, begun on the last day, end two later
        Way.HEADS: Tally(overdue=1),
    }
    last_day = records(lan.unit, on=date(2026, 3, 10)).counted().tallies
    assert set(last_day.values()) == {Tally(due=1)}


def test_of_a_month_that_changed_lists_read_the_records_of_others_what_was_kept(lan, thang):
    """A paper of each month waits and is late; one is public meanwhile, the other is kept."""
    first = note(lan, number="1/QĐ", decided_on=date(2026, 3, 2), on=date(2026, 3, 2))
    second = note(lan, number="2/QĐ", decided_on=date(2026, 4, 6), on=date(2026, 4, 6))
    counting.count_changed()
    overdue = Asked(way=Way.WEB, state=State.OVERDUE)
    assert [row[0] for row in records(lan.unit, overdue, on=DAYS[2]).page(0, 9).rows] == [
        second.pk,
        first.pk,
    ]
    PaperWay.objects.filter(item=second).update(late=1)  # told apart from the records
    publish(first, lan, thang, on=date(2026, 5, 4))

    found = records(lan.unit, overdue, on=DAYS[2]).page(0, 9)
    assert ([row[0] for row in found.rows], found.whole) == ([second.pk], 1)
    late = records(lan.unit, Asked(way=Way.WEB, state=State.LATE), on=DAYS[2])
    assert [row[0] for row in late.below(None, 9)] == [first.pk]


def test_a_paper_public_since_its_ways_were_asked_is_counted_once(lan, thang, hamlet):
    item = note(lan)
    owes = owing.of_waiting(lan.unit, Shelf([lan.unit]), first=None, last=None)
    publish(item, lan, thang)

    asked = Records(lan.unit, Asked(), owes, on=DAYS[0])
    assert {tally.whole + tally.due for tally in asked.counted().tallies.values()} == {1}
    asked.keep(item.decided_on.replace(day=1))


def test_another_rule_of_the_province_has_its_months_counted_anew(lan, province):
    note(lan, decided_on=today(), on=today())
    counting.count_changed()
    dung = in_office("dung", Role.PROVINCE, province).terms.get()
    paper = {"document": "9/NQ", "signer": "HĐND", "by": dung, "on": today()}
    set_local_rule("disclosure.posting", unit=province, since=today(), change={"days": 40}, **paper)

    assert ChangedMonth.objects.filter(unit=lan.unit).exists()


def test_a_missed_day_does_not_go_away_with_the_paper_or_the_place(lan, thang, hamlet):
    late = publish(note(lan), lan, thang)
    early = publish(note(lan, number="13/QĐ"), lan, thang)
    mending.withdraw(late, why="Nhầm", by=thang, on=date(2026, 3, 16))
    mending.withdraw(early, why="Nhầm", by=thang, on=date(2026, 3, 6))

    seats = Asked(way=Way.SEAT)
    assert [row[0] for row in records(lan.unit, seats, on=DAYS[0]).page(0, 9).rows] == [late.pk]


def test_what_was_answered_is_neither_listed_nor_counted(lan, thang):
    item = note(lan, number="99/MẬT")
    mending.refuse_to_publish(item, why="Mật", by=thang, on=date(2026, 3, 5))

    found = records(lan.unit, on=DAYS[1]).counted()
    assert (found.tallies, found.unsaid) == ({}, 1)
    assert records(lan.unit, on=DAYS[1]).page(0, 9) == ([], 0)
    assert "99/MẬT" not in Client().get(PAGE).content.decode()


@pytest.mark.parametrize(
    "odd",
    ["quy=9", "nhom=99", "kenh=la", "tinh-trang='", "moc=la", "trang=999", "trang=-1"],
)
def test_an_odd_address_is_the_plain_page(lan, odd):
    note(lan)
    assert "12/QĐ-UBND" in Client().get(f"{PAGE}&{odd}").content.decode()
    assert Client().get(f"/cong-khai/thuc-hien/?{odd}").status_code == 200
