"""Merging, splitting, dissolving, renaming: by a decision, from a day, with heirs named.

What is dated is written at once, also when the day lies ahead: each page judges by its day. What is
open (duties, drafts, hamlets of a commune, a new name) passes on that day, by `carry` each morning.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.kit.audit import InOffice
from danchu.places import carrying, hanging, judging, points
from danchu.places.findable import make_findable
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import Belonging, Kind, Move, Reorganisation, Succession, Unit
from danchu.places.naming import called, free_slugs
from danchu.places.points import NOWHERE, Point

Act = Reorganisation.Act


@transaction.atomic
def merge(
    olds: Sequence[Unit],
    into: Unit | NewUnit,
    paper: Decision,
    *,
    by: InOffice | None,
    on: date,
) -> Reorganisation:
    """Several units become one: a new one, or one of those that stands on."""
    judging.decision(paper, on=on)
    new = into if isinstance(into, NewUnit) else None
    if len(olds) < (2 if new else 1):
        raise Refused("Hãy chọn ít nhất hai đơn vị để nhập thành một.")
    ending = {old.pk for old in olds}
    locked = _locked([*olds, *([into] if isinstance(into, Unit) else [])])
    olds = [one for one in locked if one.pk in ending]
    heir = locked[-1] if isinstance(into, Unit) else None
    if heir:
        judging.heir(heir, olds, paper.day)
    judging.side_by_side(locked)
    for old in olds:
        judging.ends(old, paper.day)
    name = judging.name_free(new, olds[0], olds) if new else ("", "")
    judging.nothing_forbids(olds, heir, paper.day)
    _end(olds, paper)
    born = [_born(olds[0], *name, new.code, paper, lies=points.of_whole(olds))] if new else []
    to = heir or born[0]
    names = ", ".join(old.full_name for old in olds)
    words = f"{names} nhập {'vào' if heir else 'thành'} {to.spoken_name}"
    act = _act(Act.MERGE, olds[0], words, paper, by=by, on=on, born=born)
    _succeed(act, [(old, to) for old in olds], partial=False)
    _finish(act, [(old, to) for old in olds], on=on)
    audit.record("places.merge", by=by, unit_id=_book(olds[0]), kind="act", key=act.pk, on=on)
    return act


@transaction.atomic
def split(
    old: Unit,
    into: Sequence[NewUnit],
    paper: Decision,
    *,
    by: InOffice | None,
    on: date,
    placing: Mapping[int, int] | None = None,
) -> Reorganisation:
    """One unit becomes several new ones. The first named takes over what is open.

    `placing`, for a commune: id of each unit under it → place in `into`, counted from 0.
    """
    judging.decision(paper, on=on)
    if len(into) < 2:
        raise Refused("Hãy ghi ít nhất hai đơn vị mới, mỗi dòng một tên.")
    (old,) = _locked([old])
    judging.ends(old, paper.day)
    placing = judging.placed(old, into, placing or {})
    names = [judging.name_free(one, old, [old]) for one in into]
    if len(set(names)) < len(names):
        raise Refused("Hai đơn vị mới trùng tên. Hãy ghi như trên quyết định.")
    judging.nothing_forbids([old], None, paper.day)
    _end([old], paper)
    born = [_born(old, *name, one.code, paper) for name, one in zip(names, into, strict=True)]
    words = f"{old.full_name} tách thành {' và '.join(one.spoken_name for one in born)}"
    places = {str(unit): born[at].pk for unit, at in placing.items()}
    act = _act(Act.SPLIT, old, words, paper, by=by, on=on, born=born, placing=places)
    _succeed(act, [(old, one) for one in born], partial=True)
    _finish(act, [(old, born[0])], on=on)
    audit.record("places.split", by=by, unit_id=_book(old), kind="act", key=act.pk, on=on)
    return act


@transaction.atomic
def dissolve(
    old: Unit, heir: Unit, paper: Decision, *, by: InOffice | None, on: date
) -> Reorganisation:
    """A unit ends and none follows it; `heir`, a neighbour or its commune, does what is open."""
    judging.decision(paper, on=on)
    judging.heir(heir, [old], paper.day)
    old, heir = _locked([old, heir])
    judging.heir(heir, [old], paper.day)  # as it stands now that nobody else writes
    judging.ends(old, paper.day)
    if heir.pk != old.commune_id:
        judging.side_by_side([old, heir])
    judging.nothing_forbids([old], heir, paper.day)
    words = f"{old.full_name} giải thể; việc đang mở do {heir.spoken_name} nhận"
    act = _act(Act.DISSOLVE, old, words, paper, by=by, on=on, born=[])
    _end([old], paper)
    _finish(act, [(old, heir)], on=on)
    audit.record("places.dissolve", by=by, unit_id=_book(old), kind="act", key=act.pk, on=on)
    return act


@transaction.atomic
def rename(
    unit: Unit, to: NewUnit, paper: Decision, *, by: InOffice | None, on: date
) -> Reorganisation:
    """The same unit under another name from that day: its people, duties and decisions go on."""
    judging.decision(paper, on=on)
    (unit,) = _locked([unit])
    judging.changes(unit, paper.day)
    if unit.valid_from and paper.day <= unit.valid_from:
        raise Refused(
            f"{unit.full_name} bắt đầu ngày {unit.valid_from:%d/%m/%Y}, nên tên mới phải có hiệu "
            "lực sau ngày ấy."
        )
    title, name = judging.name_free(to, unit, [unit])
    if (title, name) == (unit.title, unit.name):
        raise Refused(f"{unit.full_name} đã mang tên ấy, không có gì để đổi.")
    new = called(Unit(kind=unit.kind), title, name)
    words = f"{unit.full_name} đổi tên thành {new.spoken_name}"
    naming = {"unit": unit.pk, "title": title, "name": name}
    act = _act(Act.RENAME, unit, words, paper, by=by, on=on, born=[], naming=naming)
    if act.on <= on:
        carrying.carry_over(act, on=on)
    audit.record("places.rename", by=by, unit_id=_book(unit), kind="act", key=act.pk, on=on)
    return act


# ── inside ────────────────────────────────────────────────────────────────────────────────────


def _locked(units: Sequence[Unit]) -> list[Unit]:
    """The same units as they stand now, in the order given: two clerks at once take turns."""
    keys = [unit.pk for unit in units]
    rows = Unit.objects.select_for_update(of=("self",)).select_related("commune", "province")
    found = {unit.pk: unit for unit in rows.filter(pk__in=keys).order_by("pk")}
    return [found[pk] for pk in dict.fromkeys(keys)]


def _book(unit: Unit) -> int | None:
    """In whose trail the act stands."""
    return unit.province_id if unit.kind == Kind.COMMUNE else unit.commune_id


def _act(
    what: Act,
    unit: Unit,
    words: str,
    paper: Decision,
    *,
    by: InOffice | None,
    on: date,
    born: Sequence[Unit],
    **more: Any,
) -> Reorganisation:
    above = unit.province if unit.kind == Kind.COMMUNE else unit.commune
    return Reorganisation.objects.create(
        act=what,
        above=above or unit,
        document=paper.document.strip(),
        signed_on=paper.signed_on,
        on=paper.day,
        reason=paper.reason.strip(),
        words=words[:400],
        account_id=by.person_id if by else None,
        term_id=by.pk if by else None,
        entered_on=on,
        born=[one.pk for one in born],
        **more,
    )


def _end(olds: Sequence[Unit], paper: Decision) -> None:
    keys = [old.pk for old in olds]
    Unit.objects.filter(pk__in=keys).update(valid_to=paper.last_day)
    Belonging.objects.filter(unit__in=keys, until=None).update(until=paper.last_day)


def _born(
    like: Unit, title: str, name: str, code: str, paper: Decision, lies: Point = NOWHERE
) -> Unit:
    """Where it `lies` is known of a whole of parts that are known, of no part."""
    commune = like.kind == Kind.COMMUNE
    unit = Unit(
        kind=like.kind,
        code=code[:12] if commune else "",
        own_code="" if commune else code[:30],
        valid_from=paper.day,
        source=paper.cited,
        commune=like.commune,
        province=like.province,
        demo=like.demo,
        **lies._asdict(),
    )
    called(unit, title, name)
    free_slugs([unit])
    unit.save()
    parent = like.province if commune else like.commune
    if parent:
        Belonging.objects.create(unit=unit, parent=parent, since=paper.day)
    return unit


def _succeed(act: Reorganisation, pairs: Sequence[tuple[Unit, Unit]], *, partial: bool) -> None:
    Succession.objects.bulk_create(
        Succession(
            old=old, new=new, on=act.on, act=act.decision, partial=partial, reorganisation=act
        )
        for old, new in pairs
    )


def _finish(act: Reorganisation, moves: Sequence[tuple[Unit, Unit]], *, on: date) -> None:
    """Keep what hung there as it was told, then settle it; pass on what is open when it is time."""
    act.hanging = [
        [old.full_name, [[line.there, line.becomes] for line in _lines(old, heir, act.on)]]
        for old, heir in moves
    ]
    act.save(update_fields=["hanging"])
    Move.objects.bulk_create(Move(reorganisation=act, old=old, heir=heir) for old, heir in moves)
    if act.on <= on:
        carrying.carry_over(act, on=on)
    else:
        carrying.settle(act, on=on)
        make_findable(carrying.touched(act))


def _lines(old: Unit, heir: Unit, day: date) -> list[hanging.Line]:
    return hanging.lines(old, heir, day=day)
