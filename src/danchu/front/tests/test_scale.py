"""A hundredth of a made-up province: the house reads it like anything that people did."""

import io
import re
from collections import Counter
from datetime import date
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from danchu.disclosure import figures, reading
from danchu.disclosure.models import Attachment, Item, NothingArose, State, Version
from danchu.duties.models import Basis, Duty
from danchu.front.acts import ACTS
from danchu.front.moving.gathering import gather, lines
from danchu.front.scale import build
from danchu.front.scale.items import Province
from danchu.front.scale.lives import Days
from danchu.front.scale.offices import offices
from danchu.front.scale.sizes import BEGAN, SIZES, Size
from danchu.kit import files, search, triggers
from danchu.kit.models import AuditEntry, SearchEntry
from danchu.people import demo
from danchu.people.figures import households
from danchu.people.models import User
from danchu.places.models import Unit
from danchu.postings.models import Posting
from danchu.postings.models import State as Hangs

ON = date(2026, 11, 25)  # a Wednesday
SMALL = SIZES["hundredth"]


def test_a_hundredth_of_a_province_reads_like_a_real_one(commune, elsewhere, client):
    """One build for all that is asked of it: it takes as long as everything else here together."""
    before = schema()
    told = seeded()

    assert "made-up province" in told
    assert schema() == before
    assert triggers.missing(connection) == []
    as_many_as_asked_for(commune)
    duties_tell_what_items_tell()
    everything_public_is_found()
    files_are_there()
    acts_are_known_and_in_order()
    boards_tell_what_they_were_told()
    figures_add_up(commune)
    pages_stand(client, commune)
    a_commune_can_move(commune)
    only_the_story_signs_in(client)
    assert seeded() == "there are records already: nothing was built\n"


def test_an_interrupted_seed_leaves_nothing(commune, elsewhere, monkeypatch):
    before = schema()
    small = Size(1, 4, 40, 60, 600)
    monkeypatch.setattr(build.Rows, "tell", broken_after(build.Rows.tell, 30))

    with pytest.raises(KeyboardInterrupt):
        build.province(small, on=ON, number=1, out=io.StringIO())

    assert not User.objects.exists()
    assert not Item.objects.exists()
    assert not Unit.objects.filter(demo=True).exists()
    assert schema() == before


def test_the_same_number_makes_up_the_same_papers(commune, hamlet, tam, lan, thang, binh):
    office = offices([commune], chance(1))
    days = Days(BEGAN, ON)

    def told(number):
        found = Province(office, days, chance(number)).tell(40)
        return [(paper.number, paper.words, paper.why, life) for paper, life in found]

    assert told(7) == told(7)
    assert told(7) != told(8)
    assert len(told(7)) == 40


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311  made up, nothing to guess


def seeded() -> str:
    out = io.StringIO()
    call_command("seed", scale="hundredth", on=ON, number=1, stdout=out)
    return out.getvalue()


def broken_after(tell, papers):
    """Ctrl-C after so many papers."""
    told = Counter()

    def broken(self, *given):
        told["papers"] += 1
        if told["papers"] > papers:
            raise KeyboardInterrupt
        return tell(self, *given)

    return broken


CASTS = re.compile(r"::character varying|::text(\[\])?|[()]")
SCHEMA = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2",
    "postgresql": """
        SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'constraint', conname, conrelid::regclass || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2, 3""",
}


def schema() -> list[tuple[str, ...]]:
    """Indexes, constraints and (SQLite) triggers; what ANALYZE keeps is none of them.

    PostgreSQL writes the casts of a list anew when it reads its own text again.
    """
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA[connection.vendor])
        rows = cursor.fetchall()
    return [
        (kind, name, CASTS.sub("", text or ""))
        for kind, name, text in rows
        if not name.startswith("sqlite_stat")
    ]


# ── what is asked of it ───────────────────────────────────────────────────────────────────────


def as_many_as_asked_for(commune):
    assert Unit.objects.communities().filter(commune=commune).count() == SMALL.communities
    assert households(commune, on=ON).whole == SMALL.households
    stories = Item.objects.filter(number__regex=r"^[1-3]?\d?\d/").count()
    assert Item.objects.count() - stories == SMALL.items
    assert abs(Posting.objects.count() - SMALL.postings) < SMALL.postings / 10
    shares = Counter(Item.objects.values_list("group", flat=True))
    assert len(shares) == 14


def duties_tell_what_items_tell():
    """An item is late exactly when its duty is; what was answered too late is late as a duty."""
    late = set(Item.objects.late(on=ON).values_list("pk", flat=True))
    owed = Duty.objects.filter(kind="item", rule_key="disclosure.publish")
    said = {int(key) for key in owed.late(on=ON).values_list("key", flat=True)}
    answered = Item.objects.filter(state=State.NOT_PUBLIC, closed_on__gt=F("due_on"))
    assert said - set(answered.values_list("pk", flat=True)) == late
    assert 0.01 < len(late) / SMALL.items < 0.2
    assert owed.count() == Item.objects.count()
    assert not Version.objects.filter(item__state=State.NOT_PUBLIC, published_at__isnull=False)


def everything_public_is_found():
    shown = Item.objects.filter(state__in=[State.PUBLISHED, State.WITHDRAWN])
    entries = SearchEntry.objects.filter(room="disclosure", kind="item")
    assert {int(key) for key in entries.values_list("key", flat=True)} == {
        item.pk for item in shown
    }
    item = shown.filter(state=State.PUBLISHED).order_by("-pk")[0]
    found = search.find(item.number)
    assert str(item.pk) in {entry.key for entry in found}
    assert len(search.find("chè")) == search.FIRST_HITS > len(search.find("quế")) > 0


def files_are_there():
    for file in Attachment.objects.order_by("pk")[::97]:
        data = files.read_sealed(file.stored_as) if file.sealed else files.read(file.stored_as)
        assert (len(data), file.name[-4:]) == (file.size, ".pdf")
    sealed = Attachment.objects.filter(version__item__state=State.REMOVED)
    assert set(sealed.values_list("sealed", flat=True)) == {True}


def acts_are_known_and_in_order():
    entries = AuditEntry.objects.filter(at__date__lt=ON).order_by("pk")
    days = list(entries.values_list("on", flat=True))
    assert days == sorted(days)
    strange = set(entries.values_list("act", flat=True).distinct()) - set(ACTS)
    assert strange == set()
    notes = AuditEntry.objects.filter(act="disclosure.note").count()
    assert notes == Item.objects.count()


def boards_tell_what_they_were_told():
    rows = Posting.objects.all()
    assert not rows.filter(state=Hangs.DONE, first_on=None).exclude(paper__closed_on=None)
    assert not rows.filter(taken_down_on__lte=F("kept_until"), paper__closed_on=None)
    assert not rows.filter(first_on__lt=F("paper__handed_on"))
    assert rows.filter(gap_days__gt=0).exists()
    ways = Duty.objects.filter(kind__startswith="paper_").exclude(kind="paper_down")
    waiting = rows.filter(state=Hangs.WAITING).values("paper")
    assert ways.filter(key__in=[str(one["paper"]) for one in waiting]).open().exists()


def figures_add_up(commune):
    said = figures.of_unit(None, on=ON)
    owed = Duty.objects.live().filter(kind="item", basis=Basis.LAW, rule_key="disclosure.publish")
    assert said.law.whole + said.law.due == owed.count()
    groups = reading.group_lines(commune, on=ON)
    assert sum(line.published for line in groups) == Item.objects.published().count()
    assert not NothingArose.objects.filter(unit=elsewhere_of(commune)).exists()


def elsewhere_of(commune):
    return Unit.objects.exclude(pk=commune.pk).filter(kind=commune.kind).first()


def pages_stand(client, commune):
    item = Item.objects.published().order_by("-pk").first()
    removed = Item.objects.filter(state=State.REMOVED).order_by("-pk").first()
    for address in (
        "/",
        "/cong-khai/tre-han/",
        f"/xa/{commune.slug}/",
        f"/cong-khai/{item.pk}/",
        f"/cong-khai/{removed.pk}/",
        "/tim/?q=chè",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "Bản minh họa" in page.content.decode(), address


def a_commune_can_move(commune):
    rows = gather(commune).rows
    assert len(rows["disclosure.Item"]) == Item.objects.filter(unit=commune).count()
    lost = [row for row in rows["duties.Duty"] if "trước-" in row["key"]]
    assert lost == []
    assert all(lines(told).count(b"\n") == len(told) for told in rows.values())


def only_the_story_signs_in(client):
    assert {login.person.username for login in demo.logins()} > {"lan", "thang", "tam"}
    assert len(demo.logins()) < 30 < User.objects.count()
