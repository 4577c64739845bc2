"""A copy of a commune to learn on."""

from django.db import transaction

from danchu.kit.folding import fold
from danchu.places.models import Belonging, Kind, Title, Unit

PRACTICE_SOURCE = "xã tập huấn"


@transaction.atomic
def copy_for_practice(home: Unit, *, named: str) -> Unit:
    """A practice commune with the hamlets of `home`, hidden from everybody but its own world.

    `named` makes its address; no code, no entry in the search index.
    """
    copy = Unit.objects.create(
        kind=home.kind,
        title=home.title,
        name=f"{home.name} (tập huấn)",
        folded=f"{home.folded} tap huan",
        slug=f"tap-huan-{named}",
        valid_from=home.valid_from,
        source=PRACTICE_SOURCE,
        practice=True,
        province_id=home.province_id,
        latitude=home.latitude,
        longitude=home.longitude,
        area_km2=home.area_km2,
    )
    hamlets = Unit.objects.communities().filter(commune=home, valid_to__isnull=True).order_by("pk")
    copied = [_hamlet(one, copy, f"tap-huan-{named}-{n}") for n, one in enumerate(hamlets, start=1)]
    made = Unit.objects.bulk_create(copied or [_made_up_hamlet(copy, f"tap-huan-{named}-1")])
    Belonging.objects.bulk_create(
        [
            *(Belonging(unit=one, parent=copy, since=copy.valid_from) for one in made),
            *(
                Belonging(unit=copy, parent_id=pk, since=copy.valid_from)
                for pk in [home.province_id]
                if pk
            ),
        ]
    )
    return copy


def _hamlet(one: Unit, copy: Unit, slug: str) -> Unit:
    return Unit(
        kind=one.kind,
        title=one.title,
        name=one.name,
        folded=one.folded,
        slug=slug,
        valid_from=copy.valid_from,
        source=PRACTICE_SOURCE,
        practice=True,
        commune=copy,
        province_id=copy.province_id,
    )


def _made_up_hamlet(copy: Unit, slug: str) -> Unit:
    """Where the real hamlets are not yet on record, there is still one to learn on."""
    title, name = Title.XOM, "Tập Huấn"
    one = Unit(kind=Kind.COMMUNITY, title=title, name=name, folded=fold(f"{title.label} {name}"))
    return _hamlet(one, copy, slug)
