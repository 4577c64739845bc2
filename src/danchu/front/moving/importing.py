"""A commune's archive taken into this house: whole or not at all, and twice is the same as once."""

import json
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from civics.errors import Refused
from danchu.disclosure.compliance import marks
from danchu.front.moving import exporting, gathering
from danchu.front.moving.declared import NO_RECORDS, PERSON, TERM, UNIT, Taken, taken
from danchu.people.models import User
from danchu.places.models import Unit

NOTHING_DONE = "Chưa có gì bị thay đổi."
Row = gathering.Row


class Imported(NamedTuple):
    """What came in, for the person who asked."""

    name: str
    rows: int
    files: int
    already: bool  # everything stood here before
    people_from_elsewhere: list[str]  # named by the records, but of no unit of this commune


def read(file: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and every member, checked; Refused when anything is missing or changed."""
    try:
        with zipfile.ZipFile(file) as archive:
            told = json.loads(archive.read(exporting.MANIFEST))
            members = {name: archive.read(name) for name in told["members"]}
    except FileNotFoundError as lost:
        raise Refused(f"Không có tệp {file}. Hãy xem lại đường dẫn.") from lost
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError) as broken:
        raise _damaged(file) from broken
    if told["format"] != exporting.FORMAT:
        raise Refused(f"Gói {file.name} do bản phần mềm mới hơn làm ra. {NOTHING_DONE}")
    for name, expected in told["members"].items():
        if sha256(members[name]).hexdigest() != expected["sha256"]:
            raise _damaged(file)
    if exporting.digest_of(members) != told["digest"]:
        raise _damaged(file)
    return told, members


def _damaged(file: Path) -> Refused:
    return Refused(
        f"Gói {file.name} bị hỏng hoặc bị cắt cụt. {NOTHING_DONE} "
        "Hãy chép lại gói từ nơi xuất rồi chạy lại."
    )


def take_in(file: Path, *, dry_run: bool = False) -> Imported:
    """Everything in one transaction; files of a failed run are taken away again."""
    told, members = read(file)
    written: list[Path] = []
    try:
        with transaction.atomic():
            done = _Importing(told, members, written).whole()
            if not done.already:
                marks.mark_every()  # rows came in beside the acts
            if dry_run:
                transaction.set_rollback(True)
    except Exception:
        _forget(written)
        raise
    if dry_run:
        _forget(written)
    return done


def _forget(written: list[Path]) -> None:
    for place in written:
        place.unlink(missing_ok=True)


class _Importing:
    def __init__(
        self, told: dict[str, Any], members: dict[str, bytes], written: list[Path]
    ) -> None:
        self.told, self.members, self.written = told, members, written
        self.rows = {
            label: [json.loads(line) for line in members[f"rows/{label}.jsonl"].splitlines()]
            for label in taken()
            if f"rows/{label}.jsonl" in members
        }
        self.here: dict[str, int] = {}  # "places.Unit#3" → the number it has in this house
        self.elsewhere: list[str] = []

    def whole(self) -> Imported:
        unknown = {n.removeprefix("rows/") for n in self.members if n.startswith("rows/")} - {
            f"{label}.jsonl" for label in taken()
        }
        if unknown:
            raise Refused(
                f"Gói có bảng chưa biết ở đây: {', '.join(sorted(unknown))}. {NOTHING_DONE} "
                "Hãy nâng cấp phần mềm rồi nhập lại."
            )
        unit = Unit.objects.filter(slug=self.told["unit"]["slug"]).first()
        if unit is not None and records_stand(unit):
            return self._already(unit)
        if unit is not None:
            apps.get_model("duties.Duty")._base_manager.filter(
                unit__in=Unit.objects.within(unit)
            ).delete()  # the calendar opened them; the archive brings those that count
        for label, how in taken().items():
            self._table(label, how)
        unit = Unit.objects.get(slug=self.told["unit"]["slug"])
        self._prove(exporting.contents(unit))
        return self._said(already=False)

    def _prove(self, here: dict[str, bytes]) -> None:
        """What would be exported now is what was in the archive, byte for byte."""
        other = [name for name in sorted(self.members) if here.get(name) != self.members[name]]
        if other:
            raise Refused(
                f"Nhập xong mà hồ sơ không giống trong gói ({', '.join(other)}). {NOTHING_DONE} "
                "Người hoặc đơn vị cùng tên ở hai nơi đang ghi khác nhau: hãy sửa cho giống rồi "
                "nhập lại."
            )

    def _already(self, unit: Unit) -> Imported:
        """Idempotent: the same records may be imported again, others may not be mixed in."""
        if exporting.digest_of(exporting.contents(unit)) == self.told["digest"]:
            return self._said(already=True)
        raise Refused(
            f"{unit.full_name} ở đây đã có hồ sơ khác với gói. {NOTHING_DONE} "
            "Gói chỉ nhập được vào nơi xã chưa có hồ sơ."
        )

    def _said(self, *, already: bool) -> Imported:
        rows = sum(len(found) for found in self.rows.values())
        files = sum(1 for name in self.members if not name.startswith("rows/"))
        return Imported(self.told["unit"]["name"], rows, files, already, self.elsewhere)

    # ── rows ──

    def _table(self, label: str, how: Taken) -> None:
        """Commune before community, older before younger; what is known here is not made again."""
        rows = self.rows.get(label, [])
        if label == UNIT:
            rows = sorted(
                rows, key=lambda row: ("outside" not in row, row.get("kind") == "community")
            )
            for row in rows:
                self._one(label, how, row)
            return
        model = apps.get_model(label)
        own = any(f.related_model is model for f in gathering.fields_of(label, how))
        new: list[tuple[int, models.Model]] = []
        for row in rows:
            values = self._values(label, how, row)
            if known := self._known(label, how, values, row):
                self.here[f"{label}#{row['#']}"] = known
                if label not in {PERSON, TERM}:  # a map entry is written as the archive has it
                    model._base_manager.filter(pk=known).update(**values)
            else:
                new.append((row["#"], model(**values)))
                if own:  # a later row may name this one: it needs its number now
                    self._write(label, model, new)
                    new = []
        self._write(label, model, new)

    def _write(
        self, label: str, model: type[models.Model], new: list[tuple[int, models.Model]]
    ) -> None:
        made = model._base_manager.bulk_create([obj for _, obj in new], batch_size=500)
        for (number, _), obj in zip(new, made, strict=True):
            self.here[f"{label}#{number}"] = obj.pk

    def _one(self, label: str, how: Taken, row: Row) -> None:
        known = Unit.objects.filter(slug=row["slug"]).first()
        if known is None and "outside" in row:
            raise Refused(
                f"Ở đây chưa có đơn vị {row['outside']}. {NOTHING_DONE} "
                "Hãy chạy load_units rồi nhập lại."
            )
        if known and "outside" not in row:
            Unit.objects.filter(pk=known.pk).update(**self._values(label, how, row))
        unit = known or Unit.objects.create(**self._values(label, how, row))
        self.here[f"{label}#{row['#']}"] = unit.pk

    def _known(self, label: str, how: Taken, values: Row, row: Row) -> int | None:
        if not how.known_by:
            return None
        model = apps.get_model(label)
        by = {}
        for name in how.known_by:
            column = model._meta.get_field(name).attname
            by[column if values[column] is not None else f"{column}__isnull"] = (
                values[column] if values[column] is not None else True
            )
        found = model._base_manager.filter(**by).first()
        if label == PERSON and isinstance(found, User) and found.full_name != row["full_name"]:
            raise Refused(
                f"Tên đăng nhập {found.username} ở đây là của {found.full_name}, trong gói là của "
                f"{row['full_name']}. {NOTHING_DONE} Hãy đổi tên đăng nhập ở một nơi rồi xuất lại."
            )
        if label == TERM and found is None:
            self._tell_elsewhere(values)
        return found.pk if found else None

    def _tell_elsewhere(self, values: Row) -> None:
        unit = Unit.objects.get(pk=values["unit_id"])
        inside = self.told["unit"]["slug"] in {unit.slug, unit.commune.slug if unit.commune else ""}
        if not inside:
            person = User.objects.get(pk=values["person_id"])
            self.elsewhere.append(f"{person.full_name} ({unit.full_name})")

    def _values(self, label: str, how: Taken, row: Row) -> Row:
        loose = {name for name, _ in how.loose}
        values: Row = {}
        for field in gathering.fields_of(label, how):
            value = row[field.name]
            if isinstance(field, models.ForeignKey) or field.attname in loose:
                value = self.here[value] if value else None
            elif field.name == "stored_as" and value:
                value = self._file(str(value))
            elif how.speaks and field.name in {"key", "address"}:
                value = self._spoken(str(value))
            elif not isinstance(field, models.JSONField):
                value = field.to_python(value)
            values[field.attname] = value
        if label == PERSON:
            values["password"] = "!"  # noqa: S105  no password at all: the office gives a new one
        return values

    def _spoken(self, text: str) -> str:
        return REFERENCE.sub(lambda hit: str(self.here.get(hit[0], hit[0])), text)

    # ── files ──

    def _file(self, name: str) -> str:
        """The bytes under a new name nobody can guess, sealed as they were."""
        data, ending = self.members[name], name.rsplit(".", 1)[-1]
        token = secrets.token_hex(16)
        stored_as = f"{token[:2]}/{token}.{ending}"
        sealed = name.startswith("sealed/")
        folder = Path(settings.SEALED_FOLDER if sealed else settings.FILES_FOLDER)
        place = folder / stored_as
        for made in (folder, place.parent):  # `parents` would open the folder above to everybody
            made.mkdir(exist_ok=True, mode=0o700 if sealed else 0o755)
        self.written.append(place)
        place.write_bytes(data)
        return stored_as


def _named_first(row: Row) -> tuple[bool, bool]:
    """Units that are only named, then the commune, then its communities."""
    return "outside" not in row, row.get("kind") == "community"


REFERENCE = re.compile(r"[a-z]+\.[A-Z]\w*#\d+")


def records_stand(unit: Unit) -> bool:
    """Whether this commune has anything here but its place on the map."""
    return any(found.exists() for found in _records(unit))


def _records(unit: Unit) -> Iterator["models.QuerySet[Any]"]:
    inside = Unit.objects.within(unit).values("pk")
    for label, how in taken().items():
        if label not in NO_RECORDS and how.unit:
            found = apps.get_model(label)._base_manager.filter(**{f"{how.unit}__in": inside})
            yield found.exclude(room="places") if label == "kit.SearchEntry" else found
