"""One paper lived by the rooms' acts, and the same one written as rows: not a column differs."""

import re
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from danchu.disclosure.actions import checking, drafting, mending, noting, publishing
from danchu.disclosure.models import Attachment, Item, State, Version
from danchu.disclosure.owed import owed
from danchu.duties.models import Duty
from danchu.front.demo import demo_pdf
from danchu.front.scale import boards, files, papers
from danchu.front.scale.boards import Boards
from danchu.front.scale.lives import Days, Life
from danchu.front.scale.loading import filling
from danchu.front.scale.offices import offices
from danchu.front.scale.papers import Paper, Rows
from danchu.front.scale.sizes import BEGAN
from danchu.front.scale.tours import Tours
from danchu.front.scale.trail import Duties, Trail
from danchu.front.scale.writing import Words
from danchu.kit.folding import fold
from danchu.kit.models import AuditEntry, SearchEntry
from danchu.places.models import Unit
from danchu.postings.actions import missing, proving
from danchu.postings.actions.proving import Deed, Tick
from danchu.postings.models import ON_BOARDS, Broadcast, Channel, Gap, Posting, Proof
from danchu.postings.models import Paper as Hung
from danchu.postings.models import State as Hangs

ON = date(2026, 5, 4)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 3, day) for day in (3, 4, 5, 6))
LATE = date(2026, 3, 17)
WHY = "Đếm thiếu 2 hộ ở xóm Đồng Tâm"
SAID = Words("Danh sách hỗ trợ sửa nhà", "Hỗ trợ 12 hộ, 510 triệu đồng.", "")
MENDED = SAID._replace(body="Hỗ trợ 14 hộ, 510 triệu đồng.")
NUMBER = "412/QĐ-UBND"
ALL = (*papers.MODELS, *boards.MODELS, Duty, AuditEntry)

DRAFT = Life(TUESDAY, WEDNESDAY, THURSDAY)
WAITS = DRAFT._replace(submitted=THURSDAY, state=State.SUBMITTED)
PUBLIC = WAITS._replace(public=FRIDAY, state=State.PUBLISHED)
AFTER = date(2026, 3, 12)
CORRECTED = (AFTER, AFTER, date(2026, 3, 13))

LIVES = {
    "noted and forgotten": Life(TUESDAY, WEDNESDAY),
    "a draft": DRAFT,
    "waiting for the approver": WAITS,
    "public in time": PUBLIC,
    "public too late": PUBLIC._replace(public=LATE),
    "returned once": PUBLIC._replace(returned=THURSDAY),
    "on a signed paper": PUBLIC._replace(submitted=None, on_paper=True),
    "corrected": PUBLIC._replace(corrected=CORRECTED),
    "a correction begun": PUBLIC._replace(corrected=(*CORRECTED[:2], None)),
    "withdrawn": PUBLIC._replace(closed=AFTER, state=State.WITHDRAWN),
    "removed": PUBLIC._replace(closed=AFTER, state=State.REMOVED),
    "refused in time": Life(TUESDAY, WEDNESDAY, closed=THURSDAY, state=State.NOT_PUBLIC),
    "refused too late": Life(TUESDAY, WEDNESDAY, closed=LATE, state=State.NOT_PUBLIC),
}


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311  made up, nothing to guess


@pytest.fixture
def office(commune, hamlet, tam, lan, thang, binh):
    """La Bằng with one hamlet, where nobody is ever late on purpose."""
    return offices([commune], chance(1))[0]._replace(late=0.0)


@pytest.mark.parametrize("name", LIVES)
def test_rows_are_what_the_acts_leave(name, office, lan, thang, binh, tam, monkeypatch):
    monkeypatch.setattr(boards, "LOST", 0)
    life, cast = LIVES[name], {"lan": lan, "thang": thang, "binh": binh, "tam": tam}
    by_acts = taken_back(lambda: lived(life, 7, office, cast))
    by_rows = taken_back(lambda: written(life, 7, office))
    for table, rows in by_acts.items():
        assert by_rows[table] == rows, table


@pytest.mark.parametrize("group", [2, 4, 8, 14])
def test_every_way_of_hanging_leaves_the_same(group, office, lan, thang, binh, tam, monkeypatch):
    """Another law's day, for good at the seat, urgent, on the web alone."""
    monkeypatch.setattr(boards, "LOST", 0)
    cast = {"lan": lan, "thang": thang, "binh": binh, "tam": tam}
    by_acts = taken_back(lambda: lived(PUBLIC, group, office, cast))
    assert taken_back(lambda: written(PUBLIC, group, office)) == by_acts


def test_a_paper_that_was_lost_and_put_up_again(office, lan, thang, binh, tam, monkeypatch):
    """The days of the gap are chance: the acts lose the paper on the day on which the rows did."""
    monkeypatch.setattr(boards, "LOST", 1)
    gaps = []

    def by_rows():
        item = written(PUBLIC, 7, office)
        gaps.extend(Gap.objects.values("posting__unit", "since", "until", "note", "told_by"))
        return item

    cast = {"lan": lan, "thang": thang, "binh": binh, "tam": tam}
    rows = taken_back(by_rows)
    assert len(gaps) == 2
    acts = taken_back(lambda: lived(PUBLIC, 7, office, cast, gaps=gaps))
    for table, found in acts.items():
        assert rows[table] == found, table


def test_an_index_word_by_word_is_the_index(office):
    from danchu.front.scale import writing
    from danchu.kit.search import indexed

    rng = chance(3)
    for group in range(1, 15):
        said = writing.paper(group, office.hamlets, on=TUESDAY, lists=False, rng=rng)
        plain = f"{said.title}\n{said.body}\n{NUMBER} 03/03/2026".lower()
        assert writing.indexed(plain) == indexed(plain)
        assert writing.folded(said.body) == fold(said.body)


@lru_cache
def tours_known() -> Tours:
    return Tours(Days(BEGAN, ON))


# ── written as rows ───────────────────────────────────────────────────────────────────────────


def written(life: Life, group: int, office) -> int:
    with filling(ALL, as_they_are=ALL) as tables:
        trail, duties = Trail(tables[AuditEntry]), Duties(tables[Duty])
        hung = [tables[model] for model in boards.MODELS]
        hangs = Boards(hung, duties, trail, tours=tours_known(), rng=chance(2))
        rows = Rows([tables[model] for model in papers.MODELS], duties, trail, hangs)
        item = rows.tell(paper(group, office, life), life)
        trail.write()
    return item


def paper(group: int, office, life: Life) -> Paper:
    asks = owed(Unit.objects.get(pk=office.unit_id), group, decided_on=TUESDAY)
    file = files.share(office.code, office.full_name, group)
    return Paper(office, NUMBER, SAID, asks, file, WHY, MENDED if life.corrected else None)


# ── lived by acts ─────────────────────────────────────────────────────────────────────────────


def lived(life: Life, group: int, office, cast, gaps=()) -> int:
    lan, thang, binh = cast["lan"], cast["thang"], cast["binh"]
    item = noting.note(
        lan.unit,
        group=group,
        number=NUMBER,
        decided_on=life.signed,
        signer=office.signer,
        by=lan,
        on=life.noted,
    )
    if life.drafted:
        draft(item, group, office, life, lan)
    if life.returned:
        drafting.submit(item, by=lan, on=life.returned)
        drafting.give_back(item, why="Thiếu tên xóm", by=thang, on=life.returned)
    if life.submitted:
        drafting.submit(item, by=lan, on=life.submitted)
    for day in (life.noted + timedelta(days=n) for n in range((ON - life.noted).days)):
        if day == life.public and life.on_paper:
            signed = {"signer": office.signer, "signed_on": life.signed}
            checking.check(item.versions.get(), by=lan, on=day)
            publishing.publish_signed(item, **signed, no_secret=True, by=lan, on=day)
        elif day == life.public:
            publishing.approve(item, no_secret=True, by=thang, on=day)
        if life.corrected:
            correct(item, life.corrected, lan, thang, on=day)
        if day == life.closed:
            close(item, life.state, lan, binh, on=day)
        carried(office, cast, gaps, on=day)
    return item.pk


def draft(item, group, office, life, lan):
    version = drafting.save_draft(item, **SAID._asdict(), by=lan, on=life.drafted)
    data = demo_pdf(f"{fold(office.full_name)}, nhom {group} (minh hoa)")
    file = SimpleUploadedFile(f"{NUMBER.replace('/', '-')}.pdf", data)
    marks = {"personal": False, "signed_paper": life.on_paper}
    drafting.attach(version, file, **marks, by=lan, on=life.drafted)


def correct(item, days, lan, thang, *, on):
    begun, handed_in, public = days
    if on == begun:
        drafting.save_draft(item, **MENDED._asdict(), reason=WHY, by=lan, on=on)
    if on == handed_in:
        drafting.submit(item, by=lan, on=on)
    if on == public:
        publishing.approve(item, no_secret=True, by=thang, on=on)


def close(item, state, lan, binh, *, on):
    if state == State.WITHDRAWN:
        mending.withdraw(item, why=WHY, by=binh, on=on)
    elif state == State.REMOVED:
        mending.remove_urgently(item, ground="personal_data", by=lan, on=on)
    else:
        mending.refuse_to_publish(item, why=WHY, by=binh, on=on)


def carried(office, cast, gaps, *, on):
    """What the heads and the clerk did for the boards on `on`, each with one tap."""
    missing.open_taking_down(on=on)
    for gap in gaps:
        if gap["since"] == on:
            lost = Posting.objects.get(unit=gap["posting__unit"], channel=Channel.POSTING)
            by = cast["tam"] if gap["told_by"] == cast["tam"].pk else None
            by = cast["lan"] if gap["told_by"] == cast["lan"].pk else by
            missing.report_gone(lost, since=on, note=gap["note"], by=by, on=on)
    back = {gap["posting__unit"]: gap["until"] + timedelta(days=1) for gap in gaps}
    for term in (cast["lan"], cast["tam"]):
        mine = Posting.objects.filter(unit=term.unit_id).select_related("paper")
        ticks = [Tick(one.pk, deed) for one in mine if (deed := to_do(one, back, on=on))]
        if ticks:
            proving.prove(mine, ticks, client_id=uuid4(), by=term, on=on)


def to_do(one: Posting, back: dict[int, date], *, on: date) -> Deed | None:
    tours = tours_known()
    day = tours.for_paper(one.paper.handed_on, one.due_on)
    if one.channel == Channel.BROADCAST:
        read = one.state in {Hangs.WAITING, Hangs.UP} and on >= day
        return Deed.AIRED if read else None
    if one.state == Hangs.WAITING and on >= day:
        return Deed.UP if one.channel in ON_BOARDS else Deed.TOLD
    if one.state == Hangs.GONE:
        return Deed.UP if on == back[one.unit_id] else None
    over = one.paper.closed_on or (one.kept_until and one.kept_until < on)
    return Deed.DOWN if one.state == Hangs.UP and over and tours.after(on) == on else None


# ── the same words for both ───────────────────────────────────────────────────────────────────


def taken_back(make) -> dict[str, list[str]]:
    """What `make` left behind its item, told without numbers; then none of it happened."""
    last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        told = Told(make(), last).whole()
        transaction.set_rollback(True)
    return told


class Told:
    """Everything that hangs on one item, each row by what it is and not by its number."""

    def __init__(self, item: int, last_entry: int) -> None:
        self.last_entry = last_entry
        of_paper = {"room": "disclosure", "kind": "item", "key": str(item)}
        self.found = {
            Item: Item.objects.filter(pk=item),
            Version: Version.objects.filter(item=item),
            Attachment: Attachment.objects.filter(version__item=item).select_related("version"),
            SearchEntry: SearchEntry.objects.filter(**of_paper),
            Hung: Hung.objects.filter(**of_paper),
            Posting: Posting.objects.select_related("paper"),
            Proof: Proof.objects.all(),
            Gap: Gap.objects.select_related("posting__paper"),
            Broadcast: Broadcast.objects.select_related("posting__paper", "proof"),
        }
        self.names = {
            model: {row.pk: self._name(row) for row in rows} for model, rows in self.found.items()
        }

    def whole(self) -> dict[str, list[str]]:
        told = {model.__name__: sorted(map(self._row, rows)) for model, rows in self.found.items()}
        told["Duty"] = sorted(map(self._row, Duty.objects.all()))
        acts = AuditEntry.objects.filter(pk__gt=self.last_entry).order_by("on", "pk")
        told["AuditEntry"] = sorted(map(self._row, acts))
        told["order"] = [f"{one.on} {one.act}" for one in acts.filter(kind="item")]
        return told

    def _name(self, row) -> str:
        if isinstance(row, Version):
            return f"version {row.number}"
        if isinstance(row, Attachment):
            return f"file of {row.version.number}"
        if isinstance(row, Hung):
            return f"edition {row.edition}"
        if isinstance(row, Posting):
            return f"{row.channel} at {row.unit_id} of {row.paper.edition}"
        if isinstance(row, Proof):
            return f"tap {row.unit_id} {row.on}"
        if isinstance(row, Gap):
            return f"gap {row.since} at {row.posting.unit_id}"
        return type(row).__name__

    def _row(self, row) -> str:
        said = {}
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            names = self.names.get(field.related_model) if field.is_relation else None
            said[field.name] = names[value] if names and value else value
        for by_chance in ("id", "at", "stored_as", "client_id"):
            said.pop(by_chance, None)
        if "key" in said and "kind" in said:
            said["key"] = self._thing(said["kind"], said["key"])
            said["address"] = re.sub(r"\d+", "#", said.get("address", ""))
        return str(said)

    def _thing(self, kind: str, key: str) -> str:
        of = {"item": Item, "file": Attachment, "posting_proof": Proof, "posting_gap": Gap}
        of |= {"posting": Posting}
        model = of.get(kind) or (Hung if kind.startswith("paper") else None)
        return self.names[model][int(key)] if model else key
