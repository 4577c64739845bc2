"""Which file a row means: its name without accents, case, Unicode form, and with or without ending.

>>> key("Quý 1/12_QĐ-UBND.PDF")
('12 qd ubnd', 'pdf')
"""

from collections import defaultdict
from collections.abc import Iterable

from danchu.disclosure.bringing.rows import Wrong
from danchu.disclosure.brought import WaitingFile
from danchu.kit.folding import fold

ENDINGS = ("pdf", "docx", "doc", "xlsx", "xls", "jpg", "jpeg", "png", "webp", "heic", "zip")


def key(said: str) -> tuple[str, str]:
    """The folded name and its ending; no ending when what follows the dot is none we know."""
    last = said.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = last.rpartition(".")
    if dot and ending.lower() in ENDINGS:
        return fold(stem), ending.lower().replace("jpeg", "jpg")
    return fold(last), ""


class Files:
    """The files that rows may name: those sent with the list first, then those of the queue."""

    def __init__(self, sent: Iterable[WaitingFile]) -> None:
        self.all = list(sent)
        self.by_path: dict[str, list[WaitingFile]] = defaultdict(list)
        self.by_name: dict[tuple[str, str], list[WaitingFile]] = defaultdict(list)
        for one in self.all:
            self.by_path[fold(one.path)].append(one)
            stem, ending = key(one.path)
            self.by_name[stem, ending].append(one)
            if ending:
                self.by_name[stem, ""].append(one)

    def named(self, said: str) -> WaitingFile:
        """The one file of this name; Wrong when there is none, several, or one not taken."""
        found = self._found(said)
        if not found:
            raise Wrong(
                f"Không thấy tệp “{said}” trong các tệp đã gửi. Hãy xem lại tên, hoặc gửi thêm zip "
                "có tệp ấy ở trang xem trước."
            )
        if len(found) > 1:
            paths = "; ".join(one.path for one in found[:3])
            raise Wrong(
                f"Có {len(found)} tệp trùng tên “{said}”: {paths}. Hãy ghi cả thư mục, hoặc đổi "
                "tên cho khác nhau."
            )
        if found[0].refused:
            raise Wrong(f"Tệp {found[0].path} {found[0].refused}")
        return found[0]

    def of_number(self, number: str) -> list[WaitingFile]:
        """The file called like the paper itself, when there is just one; for rows naming none."""
        found = [one for one in self._of(fold(number), "") if not one.refused]
        return found if len(found) == 1 else []

    def _found(self, said: str) -> list[WaitingFile]:
        if "/" in said and (exactly := self.by_path.get(fold(said))):
            return exactly
        stem, ending = key(said)
        return self._of(stem, ending)

    def _of(self, stem: str, ending: str) -> list[WaitingFile]:
        """Sent with the list before those of the queue; the same bytes twice are one file."""
        found = self.by_name.get((stem, ending), [])
        with_list = [one for one in found if one.batch_id is not None]
        return list({one.sha256 or one.pk: one for one in reversed(with_list or found)}.values())
