"""Who may see and do what in this room. Rows are fetched through these, so a stranger gets 404."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from danchu.disclosure import attached
from danchu.disclosure.brought import PAPERS_KIND, WaitingFile
from danchu.disclosure.checked import Original
from danchu.disclosure.council.tables import CouncilSession, QuarterlyWords
from danchu.disclosure.models import (
    POINTING_ROLES,
    Attachment,
    Item,
    ItemQuerySet,
    NoteChange,
    Plan,
    Pointer,
    QuarterlyList,
    State,
    Version,
)
from danchu.disclosure.periods import Quarter
from danchu.disclosure.spoken import Recording, Script
from danchu.documents.models import Document
from danchu.documents.models import State as DocumentState
from danchu.kit import batches
from danchu.kit.models import Batch
from danchu.people.access import Person, term_in, terms_of, units_as
from danchu.people.models import Role, Term, User
from danchu.places import finding
from danchu.places.models import FormerName, Kind, Unit
from danchu.places.naming import in_order
from danchu.postings.models import Paper
from danchu.postings.reading import newest_paper

OFFICE = (Role.CLERK, Role.APPROVER, Role.CHAIR)
DECIDING = (Role.APPROVER, Role.CHAIR)


def offices_of(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose office this person works in on `on`."""
    return units_as(person, OFFICE, on=on).filter(kind=Kind.COMMUNE)


def clerk_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    """The term under which this person brings in lists and scans: the clerk of the commune."""
    return term_in(person, [Role.CLERK], unit, on=on) if unit.kind == Kind.COMMUNE else None


def clerk_units(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose clerk this person is on `on`."""
    return units_as(person, [Role.CLERK], on=on).filter(kind=Kind.COMMUNE)


def scans_of(person: Person, *, on: date) -> QuerySet[WaitingFile]:
    """Files waiting in the queues of the communes whose clerk this person is, oldest first."""
    waiting = WaitingFile.objects.filter(unit__in=clerk_units(person, on=on), batch=None)
    return waiting.filter(refused="").select_related("unit").order_by("pk")


def lists_of(person: Person, unit: Unit) -> QuerySet[Batch]:
    """Lists this person sent for this commune, newest first; somebody else's are not found."""
    return batches.of_account(person.pk, PAPERS_KIND).filter(unit_id=unit.pk)


def brought_by(batch: Batch) -> ItemQuerySet:
    """What a list brought in that was written."""
    return Item.objects.filter(pk__in=[one["item"] for one in batch.made])


def office_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    return term_in(person, OFFICE, unit, on=on)


def deciding_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    """The term under which this person may approve, withdraw, refuse to publish."""
    return term_in(person, DECIDING, unit, on=on)


def kept_by(person: Person, *, on: date) -> ItemQuerySet:
    """Items this person may work on: those of the communes whose office they serve."""
    return _whole(Item.objects.filter(unit__in=offices_of(person, on=on)))


def decided_by(person: Person, *, on: date) -> ItemQuerySet:
    """Items on which this person may decide."""
    return _whole(Item.objects.filter(unit__in=units_as(person, DECIDING, on=on)))


def next_to_approve(person: Person, item: Item, *, on: date) -> Item | None:
    """What waits for this person's approval in the same commune, due first; never an own draft."""
    waiting = Version.objects.filter(
        published_at=None, sealed=False, submitted_on__isnull=False
    ).exclude(drafted_by__person=person.pk)
    items = decided_by(person, on=on).filter(unit=item.unit, versions__in=waiting)
    return items.exclude(pk=item.pk).order_by("due_on", "pk").first()


def pointers_of(person: Person, *, on: date) -> QuerySet[Pointer]:
    """Pointers that the offices of this person must answer."""
    return Pointer.objects.filter(unit__in=offices_of(person, on=on)).select_related("unit", "item")


def public_items() -> ItemQuerySet:
    """What everybody may open: published, withdrawn with its title, or a tombstone.

    Each carries `renoted`: whether what was noted of it was ever mended.
    """
    renoted = Exists(NoteChange.objects.filter(item=OuterRef("pk")))
    items = _whole(Item.objects.on_record().annotate(renoted=renoted))
    return items.select_related("declared_public", "heard_before")


def public_versions(item: Item) -> QuerySet[Version]:
    """Newest first, each with what `attached.files_of` wants."""
    versions = attached.with_files(item.versions.public())
    return versions.select_related("approved_by__person").order_by("-number")


def versions_read_aloud(item: Item) -> QuerySet[Version]:
    """The same, each with `script` (its newest issued text: edition, text, day; None) and
    `recorded`: whether somebody's reading of it may be heard. No query more."""
    said = JSONObject(edition="edition", text="text", on="issued_on")
    newest = Script.objects.filter(version=OuterRef("pk")).order_by("-edition").values(said=said)
    heard = Recording.objects.open().filter(script__version=OuterRef("pk"))
    script = Subquery(newest[:1], output_field=JSONField())
    return public_versions(item).annotate(script=script, recorded=Exists(heard))


def recordings_of(version: Version) -> QuerySet[Recording]:
    """What anybody may hear of this version: people first, then the machine."""
    found = Recording.objects.open().filter(script__version=version).select_related("script")
    return found.order_by("-voice", "language", "pk")


def kept_recordings(item: Item) -> QuerySet[Recording]:
    """Of every text of the item, as the office sees them; what was taken back is not listed."""
    found = Recording.objects.filter(script__version__item=item, taken_back_on=None, sealed=False)
    return found.select_related("script__version__item").order_by("-script__edition", "pk")


def public_recording(item_pk: int, pk: int) -> Recording | None:
    """A recording anybody may hear: of the version that is read today, not of one before it."""
    items = Item.objects.published().filter(pk=item_pk)
    found = Recording.objects.open().filter(pk=pk, script__version__item__in=items)
    later = Version.objects.public().filter(
        item=OuterRef("script__version__item"), number__gt=OuterRef("script__version__number")
    )
    return found.filter(~Exists(later)).first()


def script_of(item: Item) -> Script | None:
    """The text that is read aloud today; None: not issued for the words that are public now."""
    return issued_scripts([item.pk]).get(item.pk)


def issued_scripts(items: Iterable[int]) -> dict[int, Script | None]:
    """By item, for those that are public: the issued text of the newest version. Two queries."""
    public = Item.objects.published().filter(pk__in=items)
    versions = Version.objects.public().filter(item__in=public).order_by("item", "number")
    newest = {item: pk for pk, item in versions.values_list("pk", "item")}  # the last one stays
    scripts = Script.objects.open().filter(version__in=newest.values()).order_by("edition")
    of_version = {one.version_id: one for one in scripts.select_related("version__item")}
    return {item: of_version.get(version) for item, version in newest.items()}


def public_file(item_pk: int, file_pk: int, *, on: date) -> Attachment | None:
    """A file anybody may fetch on `on`: of a public version, no personal list past its time."""
    file = (
        Attachment.objects.filter(
            pk=file_pk,
            sealed=False,
            version__item__in=Item.objects.published().filter(pk=item_pk),
            version__published_at__isnull=False,
            version__sealed=False,
        )
        .select_related("version__item")
        .first()
    )
    if file is None or (file.personal and file.version.item.list_is_over(on=on)):
        return None
    return file


def kept_file(person: Person, item_pk: int, file_pk: int, *, on: date) -> Attachment | None:
    """A file the office may see while it is not sealed."""
    items = kept_by(person, on=on).filter(pk=item_pk)
    return Attachment.objects.filter(pk=file_pk, sealed=False, version__item__in=items).first()


def sealed_items(person: Person, *, on: date) -> ItemQuerySet:
    """Items with something sealed under the units this person inspects; openings are noted."""
    units = Unit.objects.none()
    for term in terms_of(person, on=on).filter(role=Role.INSPECTOR):
        units = units | Unit.objects.within(term.unit)
    sealed = Q(state=State.REMOVED) | Q(originals__isnull=False)
    return _whole(Item.objects.filter(sealed, unit__in=units.distinct()).distinct())


def with_originals(person: Person, *, on: date) -> ItemQuerySet:
    """Of these, what was masked and lies sealed as it stood before."""
    return sealed_items(person, on=on).filter(originals__isnull=False)


def sealed_work_of(person: User) -> list[int]:
    """Sealed items that this person wrote or removed: who opens them is shown to them."""
    items = Item.objects.filter(Q(state=State.REMOVED) | Q(originals__isnull=False))
    mine = items.filter(Q(versions__drafted_by__person=person) | Q(closed_by__person=person))
    return list(mine.values_list("pk", flat=True).distinct())


def inspecting_term(person: Person, item: Item, *, on: date) -> Term | None:
    """The term under which this person opens what was sealed of this item."""
    terms = terms_of(person, on=on).filter(role=Role.INSPECTOR).order_by("pk")
    return next((t for t in terms if Unit.objects.within(t.unit).filter(pk=item.unit_id)), None)


def pointing_term(person: Person, *, on: date) -> Term | None:
    """Under which role somebody points to a decision; None: as a citizen."""
    return terms_of(person, on=on).filter(role__in=POINTING_ROLES).first()


def communes(*, on: date) -> QuerySet[Unit]:
    """Communes standing on `on`, for public pages."""
    return Unit.objects.communes().standing(on=on).select_related("province")


def former_communes(*, on: date) -> QuerySet[Unit]:
    """Communes of the order since 01/7/2025 that have ended: what they made public stays theirs."""
    return Unit.objects.communes().filter(valid_from__isnull=False, valid_to__lt=on)


def communities(unit: Unit, *, on: date) -> list[Unit]:
    """By name, as people count: Xóm Bản 2 before Xóm Bản 10."""
    return sorted(Unit.objects.communities().standing(on=on).filter(commune=unit), key=in_order)


class Here(NamedTuple):
    """A commune with its communities by name, and what it was called before, newest first."""

    commune: Unit
    communities: list[Unit]
    names: list[FormerName]


def commune_at(slug: str, *, on: date) -> Here | None:
    """The commune standing on `on` at this address. One query."""
    here = Unit.objects.communes().filter(slug=slug)
    above = Q(pk__in=here.values("province"))
    rows = (
        Unit.objects.standing(on=on)
        .filter(Q(pk__in=here) | Q(kind=Kind.COMMUNITY, commune__in=here) | above)
        .annotate(**finding.NAMED_BEFORE)
    )
    found = list(rows)  # a row for each name that a unit ever bore
    units = list({unit.pk: unit for unit in found}.values())
    commune = next((unit for unit in units if unit.kind == Kind.COMMUNE), None)
    if commune is None:
        return None
    names = finding.named_before(unit for unit in found if unit.pk == commune.pk)
    for province in (unit for unit in units if unit.pk == commune.province_id):
        commune.province = province
    below = sorted((unit for unit in units if unit.kind == Kind.COMMUNITY), key=in_order)
    return Here(commune, below, names)


def waiting_and_newest(unit: Unit, most: int) -> ItemQuerySet:
    """All that is noted and not yet public: everybody sees number, day and clock, nobody a title or
    a text; and the `most` newest of what stands on record."""
    items = Item.objects.filter(unit=unit)
    newest = items.on_record().order_by("-published_on", "-pk").values("pk")[:most]
    # Two short lists by their own index each, then these rows: never all rows of the commune.
    shown = items.waiting().values("pk").union(Item.objects.filter(pk__in=newest).values("pk"))
    return Item.objects.filter(pk__in=shown).select_related("unit")


def newest_items(unit: Unit) -> ItemQuerySet:
    return _whole(Item.objects.filter(unit=unit).on_record().order_by("-published_on", "-pk"))


def told_items(unit: Unit) -> ItemQuerySet:
    """All of one commune that anybody may know of; what was answered "not public" is not listed."""
    return _whole(Item.objects.filter(unit=unit).exclude(state=State.NOT_PUBLIC))


def group_items(unit: Unit, number: int) -> ItemQuerySet:
    items = Item.objects.filter(unit=unit, group=number).exclude(state=State.NOT_PUBLIC)
    return items.select_related("unit").order_by("-decided_on", "-pk")


def late_items(unit: Unit | None, *, on: date) -> ItemQuerySet:
    return _of(unit, Item.objects.late(on=on).exclude(state=State.NOT_PUBLIC))


def overdue_items(unit: Unit | None, *, on: date) -> ItemQuerySet:
    """Of `late_items`, what is not public yet; the longest overdue first."""
    return _of(unit, Item.objects.overdue(on=on)).order_by("due_on", "pk")


def published_late_items(unit: Unit | None) -> ItemQuerySet:
    """Of `late_items`, what was made public after its day; the newest first."""
    return _of(unit, Item.objects.published_late()).order_by("-published_on", "-pk")


def _of(unit: Unit | None, items: ItemQuerySet) -> ItemQuerySet:
    return (items.filter(unit=unit) if unit else items).select_related("unit")


def plan_of(unit: Unit, year: int) -> Plan | None:
    return Plan.objects.filter(unit=unit, year=year).select_related("issued_by__person").first()


def pointer_by_code(code: str) -> QuerySet[Pointer]:
    """Whoever holds the code may read the answer."""
    return Pointer.objects.filter(code=code.upper()).select_related("unit", "item")


def pointers_by(person: Person) -> QuerySet[Pointer]:
    """What this person pointed to while signed in, newest first; nobody else's list shows it."""
    if not isinstance(person, User):
        return Pointer.objects.none()
    return Pointer.objects.filter(account=person).select_related("unit", "item").order_by("-pk")


def draft_files(item: Item) -> QuerySet[Attachment]:
    return Attachment.objects.filter(
        version__item=item, version__published_at__isnull=True, sealed=False
    ).select_related("version__item")


def sealed_files(item: Item) -> QuerySet[Attachment]:
    return Attachment.objects.filter(version__item=item, sealed=True)


def originals(item: Item) -> QuerySet[Original]:
    """What stood there before it was masked, newest first."""
    return item.originals.select_related("sealed_by__person").order_by("-pk")


def quarter_items(unit: Unit, quarter: Quarter) -> ItemQuerySet:
    """What was made public in a quarter, oldest first."""
    days = (quarter.first_day, quarter.last_day)
    items = Item.objects.filter(unit=unit, published_on__range=days)
    return _whole(items.order_by("published_on", "pk"))


def quarterly_list_of(unit: Unit, quarter: Quarter) -> QuarterlyList | None:
    lists = QuarterlyList.objects.filter(unit=unit, year=quarter.year, quarter=quarter.number)
    return lists.select_related("posted_by__person").first()


def words_of_list(unit: Unit, quarter: Quarter) -> QuarterlyWords | None:
    """What the office wrote around the list of a quarter."""
    found = QuarterlyWords.objects.filter(unit=unit, year=quarter.year, quarter=quarter.number)
    return found.first()


def sessions_of(unit: Unit) -> QuerySet[CouncilSession]:
    """Sessions of the council of one commune, the newest first."""
    return CouncilSession.objects.filter(unit=unit).order_by("-held_on").select_related("unit")


def sessions_by(person: Person, *, on: date) -> QuerySet[CouncilSession]:
    """Sessions whose report this person's office writes."""
    mine = CouncilSession.objects.filter(unit__in=offices_of(person, on=on))
    return mine.select_related("unit", "entered_by__person")


def made_from(document: Document | None) -> Item | None:
    """The item as which a paper of this office was made public, or waits to be."""
    if document is None or document.issued_on is None:
        return None
    found = Item.objects.filter(unit=document.unit_id, decided_on=document.issued_on)
    return found.filter(number=document.spoken_number).first()


def newest_document(kind: str, key: object) -> Document | None:
    """The last paper drawn up from a record that was not cancelled."""
    found = Document.objects.about(kind, key).exclude(state=DocumentState.VOID)
    return found.select_related("unit").order_by("-pk").first()


def _whole(items: ItemQuerySet) -> ItemQuerySet:
    return items.select_related("unit", "closed_by__person")


def newest_anywhere() -> ItemQuerySet:
    """What was made public last, in every commune."""
    return Item.objects.published().select_related("unit").order_by("-published_on", "-pk")


def board_of(item: Item) -> Paper | None:
    """The last paper of this item that was put up: where everybody reads each place."""
    return newest_paper("disclosure", "item", item.pk)
