"""Rows against each other and against what is already noted: new, changed, the same, or refused."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from danchu.disclosure.bringing.matching import Files
from danchu.disclosure.bringing.rows import ATTACHED, Wanted, Wrong
from danchu.disclosure.brought import WaitingFile
from danchu.disclosure.models import CLOSED, Channel, Item, Plan, State, Version
from danchu.disclosure.owed import Owed, owed_by
from danchu.kit.batches import Change, Field
from danchu.kit.folding import fold
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Reading

Named = tuple[str, date]


def named(number: str, decided_on: date) -> Named:
    """By what a paper of one commune is known, however its number is typed."""
    return fold(number), decided_on


class Law:
    """What each row owes, asking once a day and a year instead of once a row."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.readings: dict[date, Reading] = {}
        plans = Plan.objects.filter(unit=unit, issued_on__isnull=False).prefetch_related("lines")
        self.plans = {plan.year: plan for plan in plans}

    def owed(self, one: Wanted) -> Owed:
        reading = self.readings.get(one.decided_on)
        if reading is None:
            reading = self.readings[one.decided_on] = Reading(self.unit, on=one.decided_on)
        return owed_by(reading, one.group, plan=self.plans.get(one.decided_on.year))


class Noted:
    """What the commune noted already on the days of the rows, looked up once."""

    def __init__(self, unit: Unit, rows: Sequence[Wanted]) -> None:
        self.by_name: dict[Named, list[Item]] = defaultdict(list)
        days = {one.decided_on for one in rows}
        items = Item.objects.filter(unit=unit, decided_on__in=days).order_by("pk")
        for item in items.prefetch_related("versions__files").select_related("declared_public"):
            self.by_name[named(item.number, item.decided_on)].append(item)

    def match(self, one: Wanted) -> Item | None:
        """The item this row speaks of; Wrong when it stands in another group."""
        found = self.by_name.get(named(one.number, one.decided_on), [])
        same = [item for item in found if item.group == one.group]
        if found and not same:
            raise Wrong(
                f"Văn bản {found[0]} đã ghi ở nhóm {found[0].group}. Nếu nhóm ấy sai, mở văn bản "
                "và chọn Sửa ghi nhận; nếu đúng thì sửa nhóm ở dòng này."
            )
        return same[0] if same else None


def twice(rows: Sequence[Wanted], files: dict[int, list[WaitingFile]]) -> dict[int, str]:
    """Lines of one list that name the same paper or the same file, with what to do."""
    papers, used = defaultdict(list), defaultdict(list)
    for one in rows:
        papers[named(one.number, one.decided_on)].append(one)
        for file in files.get(one.row.line, []):
            used[file.pk].append((one, file))
    refused = {}
    for pairs in used.values():
        for one, file in pairs if len(pairs) > 1 else []:
            others = ", ".join(str(o.row.line) for o, _ in pairs if o is not one)
            refused[one.row.line] = (
                f"Tệp {file.path} cũng ghi ở dòng {others}. Mỗi tệp thuộc một văn bản: hãy sửa, "
                "hoặc gửi thêm một bản tệp có tên khác."
            )
    for same in papers.values():
        for one in same if len(same) > 1 else []:
            others = ", ".join(str(o.row.line) for o in same if o is not one)
            refused[one.row.line] = (
                f"Văn bản {one.named} cũng ở dòng {others}. Mỗi văn bản một dòng: hãy gộp lại."
            )
    return refused


def files_of(one: Wanted, files: Files) -> list[WaitingFile]:
    """The files this row names, each once; else the one called like its number."""
    found = [files.named(said) for said in one.files] or files.of_number(one.number)
    return list({file.pk: file for file in found}.values())


def new(one: Wanted, files: list[WaitingFile], asks: Owed) -> Change:
    personal = bool(asks.group.payload["personal_list"])
    fields = [
        Field("Trích yếu", "", one.title),
        Field("Nhóm", "", f"{one.group}. {asks.name}"),
        Field("Người ký", "", one.signer),
        Field("Hạn công khai", "", f"{asks.due_on:%d/%m/%Y}"),
        Field("Tệp", "", "; ".join(file.path for file in files) or "chưa có tệp"),
    ]
    if one.public_since:
        fields.append(Field("Theo khai báo, đã công khai trên giấy", "", said_public(one)))
    if personal:
        fields.append(Field("Danh sách cá nhân", "", "để ở bản soạn, xem lại rồi mới trình"))
    body = one.body or (ATTACHED if files else "")
    data: dict[str, Any] = {
        "group": one.group,
        "number": one.number,
        "signer": one.signer,
        "decided_on": one.decided_on.isoformat(),
        "due_on": asks.due_on.isoformat(),
        "words": {"title": one.title, "body": body},
        "files": [file.pk for file in files],
        "personal": personal,
        "public": _public(one),
    }
    return Change(one.row.line, "new", one.named, fields, data)


def changed(one: Wanted, item: Item, files: list[WaitingFile], asks: Owed) -> Change:
    """What the row would add to a paper already noted; an empty cell writes nothing."""
    if item.state in CLOSED:
        raise Wrong(f"Văn bản này: {item.get_state_display().lower()}. Không ghi thêm bằng tệp.")
    version = max(item.versions.all(), key=lambda one: one.number, default=None)
    fields, words = _words(one, version)
    there = {file.sha256 for file in version.files.all()} if version else set()
    lacking = [file for file in files if file.sha256 not in there]
    fields += [Field("Tệp", "", file.path) for file in lacking]
    _refuse_what_is_not_a_draft(one, item, version, fields)
    if version is None and "body" not in words:
        words["body"] = ATTACHED if lacking else ""
    declared = getattr(item, "declared_public", None)
    public = _public(one)
    if (
        public
        and declared
        and (declared.since, declared.ways) == (one.public_since, one.public_ways)
    ):
        public = None
    if public:
        old = f"{declared.since:%d/%m/%Y}" if declared else ""
        fields.append(Field("Theo khai báo, đã công khai trên giấy", old, said_public(one)))
    data = {
        "item": item.pk,
        "due_on": asks.due_on.isoformat(),
        "words": words,
        "files": [file.pk for file in lacking],
        "personal": bool(asks.group.payload["personal_list"]),
        "public": public,
    }
    return Change(one.row.line, "changed" if fields else "same", one.named, fields, data)


def _words(one: Wanted, version: Version | None) -> tuple[list[Field], dict[str, str]]:
    fields, words = [], {}
    for key, label in (("title", "Trích yếu"), ("body", "Nội dung")):
        said = getattr(one, key)
        old = getattr(version, key) if version else ""
        if said and said != " ".join(old.split()):
            fields.append(Field(label, old, said))
            words[key] = said
    return fields, words


def _refuse_what_is_not_a_draft(
    one: Wanted, item: Item, version: Version | None, fields: list[Field]
) -> None:
    """A table fills drafts; what was handed over or is public is mended by its own act."""
    if one.signer != item.signer:
        raise Wrong(
            f"Trong sổ ghi người ký “{item.signer}”, dòng này ghi “{one.signer}”. Sửa dòng này, "
            "hoặc mở văn bản và chọn Sửa ghi nhận."
        )
    if not fields:
        return
    what = ", ".join(dict.fromkeys(field.label.lower() for field in fields))
    if item.state == State.PUBLISHED:
        raise Wrong(
            f"Văn bản đã công khai, dòng này khác ở: {what}. Nội dung đã công khai thì lập bản "
            "đính chính ở trang của văn bản."
        )
    if item.state == State.SUBMITTED or (version and version.submitted_on):
        raise Wrong(
            f"Văn bản đang chờ duyệt, dòng này khác ở: {what}. Nhờ người duyệt trả lại rồi sửa."
        )


def _public(one: Wanted) -> dict[str, Any] | None:
    if one.public_since is None:
        return None
    return {"since": one.public_since.isoformat(), "ways": one.public_ways}


def said_public(one: Wanted) -> str:
    """'từ 05/03/2026, Niêm yết'."""
    ways = "; ".join(str(Channel(way).label) for way in one.public_ways)
    return f"từ {one.public_since:%d/%m/%Y}{f', {ways}' if ways else ''}"
