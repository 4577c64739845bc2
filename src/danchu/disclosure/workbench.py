"""What the office's pages show: rows with the next step, the sheet, the plan's form."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest

from civics.errors import Refused
from danchu.behalf.reading import Mark, mark_of, marks
from danchu.disclosure import access, reading, telling
from danchu.disclosure.actions.drafting import draft_of
from danchu.disclosure.actions.noting import refuse_day
from danchu.disclosure.forms import DraftForm, LineForm, NoteForm, OwedForm
from danchu.disclosure.models import GROUPS, Item, NothingArose, Plan, Pointer, State, Version
from danchu.disclosure.owed import Owed, owed, owed_by
from danchu.disclosure.periods import Quarter
from danchu.duties.faces import Face, clock
from danchu.duties.reading import face_of
from danchu.kit.readable import number
from danchu.people.access import Person
from danchu.places.models import Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Applied, Reading


class OfficeRow(NamedTuple):
    """One item on the office's list, with the one thing to do next."""

    row: reading.Row
    next_step: str
    next_address: str


def office_rows(items: Iterable[Item], *, decides: bool, on: date) -> list[OfficeRow]:
    """`decides`: whether this person may approve here; nobody is sent to a page not theirs."""
    return [OfficeRow(row, *_next(row.item, decides)) for row in reading.rows(items, on=on)]


def _next(item: Item, decides: bool) -> tuple[str, str]:
    at = f"/cong-khai/{item.pk}"
    if item.state == State.NOTED:
        return "Soạn nội dung", f"{at}/soan/"
    if item.state == State.SUBMITTED and decides:
        return "Duyệt", f"{at}/duyet/"
    if item.state == State.SUBMITTED:
        return "Xem bản đã trình", f"{at}/soan/"
    if item.state == State.PUBLISHED:
        return "Đính chính", f"{at}/soan/"
    return "Xem", f"{at}/"


# ── noting ────────────────────────────────────────────────────────────────────────────────────


class Asked(NamedTuple):
    """The panel beside the form: what the law asks, or why it cannot say yet."""

    owed: Owed | None
    face: Face | None
    cites: list[dict[str, Any]]
    refused: str


def asked(unit: Unit, data: Mapping[str, Any], *, on: date) -> Asked | None:
    """None until group and day are there; a day that cannot be read or has not come is told."""
    form = OwedForm(data)
    if not form.is_valid():
        wrong = form.errors.get("decided_on") if data.get("decided_on") else None
        return Asked(None, None, [], str(wrong[0])) if wrong else None
    decided_on: date = form.cleaned_data["decided_on"]
    try:
        refuse_day(unit, decided_on, on=on)
        asks = owed(unit, form.cleaned_data["group"], decided_on=decided_on)
    except Refused as refused:
        return Asked(None, None, [], refused.message)
    face = clock(due_on=asks.due_on, done_on=None, basis=asks.basis, counted_from=decided_on, on=on)
    return Asked(asks, face, citing.panel(asks.applied), "")


def pointer_to_note(pointers: QuerySet[Pointer], request: HttpRequest) -> Pointer | None:
    """The pointer this note answers, named by `chi` in the address."""
    pk = number(request.POST.get("chi") or request.GET.get("chi") or "")
    return pointers.filter(pk=pk, answered_on__isnull=True).first() if pk is not None else None


def note_form(request: HttpRequest, pointer: Pointer | None, *, on: date) -> NoteForm:
    """The note as typed. `preview` asks only for the due day: judges nothing."""
    data = request.POST if request.POST and "preview" not in request.POST else None
    return NoteForm(data, on=on, initial=note_initial(request, pointer))


def note_initial(request: HttpRequest, pointer: Pointer | None) -> dict[str, Any]:
    """What is known before judging: as typed or in the address, else from whoever pointed."""
    typed = request.POST or request.GET
    known: dict[str, Any] = {k: v for k in NoteForm.base_fields if (v := typed.get(k))}
    if pointer and not known:
        known |= {"number": pointer.number, "decided_on": pointer.decided_on}
    return known


def renote_initial(item: Item) -> dict[str, Any]:
    """What the note says now."""
    return {name: getattr(item, name) for name in ("group", "number", "decided_on", "signer")}


# ── writing ───────────────────────────────────────────────────────────────────────────────────


class Sheet(NamedTuple):
    """The version being written, or what a correction would start from."""

    item: Item
    draft: Version | None
    public: Version | None
    personal: bool  # groups 7, 8, 9 may carry a personal list
    correcting: bool
    face: Face
    asks: Owed
    cites: list[dict[str, Any]]
    files: list[dict[str, Any]]
    has_signed_paper: bool
    declared: str  # what the office says of the time before; "" when nothing

    @property
    def initial(self) -> dict[str, str]:
        source = self.draft or self.public
        if source is None:
            return {}
        words = {"title": source.title, "body": source.body, "personal_list": source.personal_list}
        return {**words, "reason": source.reason if self.draft else ""}

    @property
    def submitted(self) -> bool:
        return self.draft is not None and self.draft.submitted_on is not None

    @property
    def open_version(self) -> Version:
        """The draft that takes files; refused before any text was saved."""
        if self.draft is None:
            raise Refused("Hãy lưu tên và nội dung trước, rồi thêm tệp.")
        return self.draft


def sheet(item: Item, *, on: date) -> Sheet:
    """Everything the writing and approving pages need of one item."""
    draft = draft_of(item)
    public = item.versions.public().order_by("-number").first()
    asks = owed(item.unit, item.group, decided_on=item.decided_on)
    files = list(draft.files.all()) if draft else []
    return Sheet(
        item=item,
        draft=draft,
        public=public,
        personal=bool(asks.group.payload["personal_list"]),
        correcting=public is not None,
        face=reading.item_face(item, on=on),
        asks=asks,
        cites=citing.panel(asks.applied),
        files=telling.file_rows(files, item, on=on),
        has_signed_paper=any(file.signed_paper for file in files),
        declared=telling.declared(item),
    )


def draft_form(found: Sheet, data: Mapping[str, Any] | None) -> DraftForm:
    """The words of the draft, with the fields that this group and this step need."""
    return DraftForm(
        data, initial=found.initial, personal=found.personal, correcting=found.correcting
    )


def draft_page(item: Item, person: Person, found: Sheet, *, on: date) -> dict[str, Any]:
    """What the writing page shows besides its two forms."""
    may_decide = access.deciding_term(person, item.unit, on=on) is not None
    return {"item": item, "sheet": found, "may_decide": may_decide}


# ── pointing, nothing arose ───────────────────────────────────────────────────────────────────


def pointer_rules(unit: Unit, *, on: date) -> list[Applied]:
    return [Reading(unit, on=on).value("disclosure.answer_pointer")]


def code_typed(request: HttpRequest) -> str:
    """`?ma=jhf7 z6j9 n6`: the code somebody kept, however it was typed."""
    return "".join(filter(str.isalnum, request.GET.get("ma", "")))[:20].upper()


def pointer_face(pointer: Pointer, *, on: date) -> Face | None:
    return face_of("pointer", pointer.pk, on=on)


def pointer_cites(pointer: Pointer) -> list[dict[str, Any]]:
    """By which rule the office must answer, and how sure that is."""
    key = "disclosure.answer_pointer"
    return reading.day_rules(pointer.unit, key, on=pointer.pointed_on)


def answer_page(pointer: Pointer, person: Person, *, on: date) -> dict[str, Any]:
    """What the answering page shows besides its form: items that it may be."""
    kept = access.kept_by(person, on=on).filter(unit=pointer.unit)
    face = pointer_face(pointer, on=on)
    mark = mark_of("pointer", pointer.pk)
    candidates = kept.order_by("-pk")[:50]
    shown = {"pointer": pointer, "candidates": candidates, "face": face, "mark": mark}
    return shown | {"cites": pointer_cites(pointer)}


def pointer_shown(pointer: Pointer, *, on: date) -> dict[str, Any]:
    """What the page of whoever holds the code shows of it."""
    return {
        "face": pointer_face(pointer, on=on),
        "cites": pointer_cites(pointer),
        "mark": mark_of("pointer", pointer.pk),
    }


def waiting_pointers(person: Person, *, on: date) -> list[tuple[Pointer, Mark | None]]:
    """Pointers without an answer, each with its mark when the office entered it for somebody."""
    open_ones = access.pointers_of(person, on=on).filter(answered_on__isnull=True)
    rows = list(open_ones)
    found = marks("pointer", [one.pk for one in rows])
    return [(one, found.get(str(one.pk))) for one in rows]


class NothingRow(NamedTuple):
    """One group in one quarter: how many were signed, or that nothing arose, by whom."""

    number: int
    name: str
    signed: int
    declared: NothingArose | None


def nothing_rows(unit: Unit, quarter: Quarter, *, on: date) -> list[NothingRow]:
    book = Reading(unit, on=on)
    days = (quarter.first_day, quarter.last_day)
    groups = Item.objects.filter(unit=unit, decided_on__range=days).values_list("group", flat=True)
    signed = list(groups)
    declared = NothingArose.objects.filter(unit=unit, year=quarter.year, quarter=quarter.number)
    said = {row.group: row for row in declared.select_related("declared_by__person")}
    return [
        NothingRow(
            n,
            str(book.value(f"disclosure.group.{n}").payload["name"]),
            signed.count(n),
            said.get(n),
        )
        for n in GROUPS
    ]


# ── the plan ──────────────────────────────────────────────────────────────────────────────────


class PlanLineForm(NamedTuple):
    """One group in the plan's form: what the law asks, and the fields to add to it."""

    asks: Owed
    form: LineForm


def plan_initial(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"has_loudspeaker": True}
    return {"document": plan.document, "has_loudspeaker": plan.has_loudspeaker}


def plan_page(
    unit: Unit, person: Person, lines: list["PlanLineForm"], *, year: int, on: date
) -> dict[str, Any]:
    """What the plan's form shows besides the document: fourteen lines, and who may issue."""
    return {
        "unit": unit,
        "year": year,
        "lines": lines,
        "may_issue": access.deciding_term(person, unit, on=on) is not None,
        "failed": any(line.form.errors for line in lines),
        "cites": citing.panel(reading.plan_rules(unit, on=on)),
    }


def line_forms(
    unit: Unit, plan: Plan | None, data: Mapping[str, Any] | None, *, year: int, on: date
) -> list[PlanLineForm]:
    """Fourteen small forms, each knowing what the law already requires of its group."""
    lines = {line.group: line for line in plan.lines.all()} if plan else {}
    book = Reading(unit, on=max(min(on, date(year, 12, 31)), date(year, 1, 1)))
    found = []
    for n in GROUPS:
        asks = owed_by(book, n, plan=None)
        line = lines.get(n)
        fields = (
            "posting_days",
            "broadcast_days",
            "more_channels",
            "more_places",
            "when",
            "responsible",
        )
        initial = {name: getattr(line, name) for name in fields} if line else {}
        required = [c.channel.value for c in asks.channels]
        found.append(
            PlanLineForm(asks, LineForm(data, group=n, required=required, initial=initial))
        )
    return found
