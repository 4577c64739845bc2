from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.people import access
from danchu.people.roll import province
from danchu.places.models import Kind, Unit


class Command(BaseCommand):
    help = (
        "Bring in the rolls of households of a province from one CSV or XLSX. Without --apply "
        "nothing is written: the counts and the rows not taken are told. --undo takes one back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="CSV or XLSX after the template")
        parser.add_argument("--province", default="tinh-thai-nguyen", help="address name")
        parser.add_argument("--apply", action="store_true", help="write it, all or nothing")
        parser.add_argument("--rejected", type=Path, help="where the rows not taken go, as XLSX")
        parser.add_argument("--undo", type=int, metavar="BATCH", help="take this import back")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        try:
            if options["undo"]:
                batch = province.undo(options["undo"], on=today())
                self.stdout.write(f"Đã hoàn tác lần nhập {batch.pk} ({batch.name}).")
                return
            self._bring_in(file, _province(options["province"]), **options)
        except Refused as refused:
            raise CommandError(refused.message) from refused

    def _bring_in(self, file: Path | None, unit: Unit, **options: Any) -> None:
        if file is None or not file.is_file():
            raise CommandError(f"Không có tệp {file}. Hãy xem lại đường dẫn.")
        apply = options["apply"]
        done = province.bring_in(file, unit, apply=apply, on=today(), tell=self._tell)
        counts = done.counts
        said = "Đã ghi" if apply else "Xem trước, chưa ghi gì"
        self.stdout.write(
            f"\n{said}: {counts['new']} hộ mới, {counts['changed']} hộ sửa, "
            f"{counts['same']} hộ không đổi, {counts['rejected']} dòng chưa nhận; "
            f"{done.near} hộ mới trùng tên với hộ khác cùng thôn, xóm: hãy xem lại."
        )
        if done.batch is not None:
            self.stdout.write(f"Hoàn tác: danchu import_households --undo {done.batch.pk}")
        self._keep_rejected(done, options["rejected"])

    def _keep_rejected(self, done: province.Outcome, target: Path | None) -> None:
        for _, why in done.refused[:5]:
            self.stdout.write(f"  chưa nhận: {why}")
        if done.refused and target:
            target.write_bytes(done.rejected_file())
            target.chmod(0o600)  # names and addresses
            self.stdout.write(f"Các dòng chưa nhận, kèm lý do: {target}")
        elif done.refused:
            self.stdout.write("Thêm --rejected TỆP.xlsx để lấy các dòng chưa nhận kèm lý do.")

    def _tell(self, seen: int) -> None:
        self.stdout.write(f"\r{seen} dòng", ending="")
        self.stdout.flush()


def _province(slug: str) -> Unit:
    unit = access.unit_named(slug)
    if unit is None or unit.kind != Kind.PROVINCE:
        raise CommandError(f"Không có tỉnh {slug!r}. Tên như trong địa chỉ trang.")
    return unit
