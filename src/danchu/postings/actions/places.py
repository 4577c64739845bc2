"""Where papers hang in a commune: the law's places stand by themselves, others are added."""

from datetime import date

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.postings.changing import changed
from danchu.postings.models import Place, PlaceKind, Posting, State


@transaction.atomic
def ensure_places(commune: Unit, *, on: date) -> list[Place]:
    """Every place of the commune and its hamlets that stands on `on`.

    The office's board and one culture house a hamlet are written down by themselves: Điều 13
    khoản 2 wants them. A hamlet that says it has another place ends the first one.
    """
    Unit.objects.select_for_update().get(pk=commune.pk)
    hamlets = list(Unit.objects.communities().standing(on=on).filter(commune=commune))
    places = list(standing(commune, on=on))
    boards = Place.objects.exclude(kind=PlaceKind.LOUDSPEAKER)
    ever = set(boards.filter(unit__in=[commune, *hamlets]).values_list("unit", flat=True))
    missing = [_first(commune, PlaceKind.COMMUNE_SEAT, on)] * (commune.pk not in ever)
    missing += [_first(one, PlaceKind.CULTURE_HOUSE, on) for one in hamlets if one.pk not in ever]
    if not missing:
        return places
    Place.objects.bulk_create(missing)
    return list(standing(commune, on=on))


def _first(unit: Unit, kind: PlaceKind, on: date) -> Place:
    """The place that the law takes for granted: there since the unit is."""
    what = "Bảng niêm yết trụ sở" if kind == PlaceKind.COMMUNE_SEAT else "Nhà văn hóa"
    since = min(on, unit.valid_from or on)
    return Place(unit=unit, kind=kind, name=f"{what} {unit.spoken_name}", since=since)


def standing(commune: Unit, *, on: date) -> "list[Place]":
    """Places in use on `on`, of the commune and of hamlets standing that day."""
    units = Unit.objects.within(commune).standing(on=on)
    found = Place.objects.standing(on=on).filter(unit__in=units)
    return list(found.select_related("unit").order_by("pk"))


@transaction.atomic
def add_place(unit: Unit, *, kind: PlaceKind, name: str, by: Term, on: date) -> Place:
    """A community point, a second board, a loudspeaker cluster. Papers from now on go there."""
    name = " ".join(name.split())
    try:
        with transaction.atomic():
            place = Place.objects.create(unit=unit, kind=kind, name=name, since=on)
    except IntegrityError as twice:
        raise Refused(
            f"{unit.full_name} đã có nơi tên “{name}”. Hãy đặt tên khác để người dán không nhầm."
        ) from twice
    audit.record("postings.add_place", by=by, unit_id=unit.pk, kind="place", key=place.pk, on=on)
    return place


@transaction.atomic
def end_place(place: Place, *, by: Term, on: date) -> Place:
    """No papers go there from tomorrow on. Refused while one hangs there that must still hang."""
    place = Place.objects.select_for_update(of=("self",)).select_related("unit").get(pk=place.pk)
    if place.until:
        raise Refused(f"Nơi này đã thôi dùng từ sau ngày {place.until:%d/%m/%Y}.")
    hanging = Posting.objects.filter(place=place, state__in=[State.UP, State.GONE]).count()
    if hanging:
        raise Refused(
            f"Còn {hanging} giấy đang niêm yết ở đây. Hãy đợi đủ ngày và gỡ xong, rồi thôi dùng."
        )
    from danchu.postings.actions.proving import settle  # proving asks for places too

    open_here = Posting.objects.filter(place=place, state=State.WAITING)
    waiting = list(open_here.select_related("paper").select_for_update(of=("self",)))
    for posting in waiting:
        posting.state = State.OFF
        posting.save(update_fields=["state"])
        settle(posting.paper, posting.channel, on=on)
    place.until = on
    place.save(update_fields=["until"])
    changed({posting.paper for posting in waiting})
    audit.record(
        "postings.end_place", by=by, unit_id=place.unit_id, kind="place", key=place.pk, on=on
    )
    return place
