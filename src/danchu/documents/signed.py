"""What a signed file says, in words for somebody who never heard of a certificate."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from danchu.documents.models import SignedFile
from danchu.kit.clock import VIETNAM

UNKNOWN = "Chưa xác minh được người ký"
NOT_ASKED = (
    "Chưa hỏi nơi cấp chứng thư xem có bị thu hồi không: phần mềm không tự nối ra ngoài. "
    "Cần chắc thì tra ở nơi cấp."
)
SAME = {
    "bytes": "Đúng nguyên tệp đã ban hành, chỉ thêm chữ ký.",
    "edited": "Tệp đã ban hành nằm bên trong nhưng bị sửa trước khi ký.",
    "words": "Không phải nguyên tệp đã ban hành; các chữ đọc được thì giống nhau.",
    "other": "Là tệp khác với tệp đã ban hành. Hãy so từng chữ.",
}


class Verdict(NamedTuple):
    """What a page says first; kind is of the banner: ok, soon, late."""

    kind: str
    title: str
    text: str


class Line(NamedTuple):
    """One fact."""

    name: str
    words: str


class Told(NamedTuple):
    """One signed file on a page."""

    file: SignedFile
    verdict: Verdict
    same: str
    signatures: list[list[Line]]

    @property
    def office(self) -> str:
        """Where the office opens it."""
        return f"/van-ban/{self.file.document_id}/ban-ky/{self.file.pk}/"


def told(file: SignedFile, known: Collection[str]) -> Told:
    """`known`: fingerprints of the authorities that the operator trusts now."""
    found = [_Signature(one, known) for one in file.found["signatures"]]
    same = file.found["same"]
    return Told(file, _verdict(found, same), SAME[same], [one.lines for one in found])


def all_told(files: Iterable[SignedFile], known: Collection[str]) -> list[Told]:
    """Those that still stand."""
    return [told(one, known) for one in files if not one.sealed]


def shown(file: SignedFile | None, known: Collection[str]) -> Told | None:
    """For the page of everybody."""
    return told(file, known) if file else None


class _Signature:
    """One signature as `signatures.look` wrote it down."""

    def __init__(self, said: dict[str, Any], known: Collection[str]) -> None:
        self.said = said
        self.known = bool(said["anchor"]) and said["anchor"] in known

    def __getitem__(self, name: str) -> Any:
        return self.said.get(name, "")

    @property
    def who(self) -> str:
        return str(self["signer"] or "người không rõ tên")

    @property
    def lines(self) -> list[Line]:
        if self["why"] == "broken":
            return [Line("Chữ ký", "không đọc được, coi như không có.")]
        office = f", {self['office']}" if self["office"] else ""
        return [
            Line("Người ký", f"{self.who}{office}" + ("" if self.known else " (tên tự ghi)")),
            Line("Lúc ký", self._time()),
            Line("Nội dung được ký", self._whole()),
            Line("Chứng thư", self._certificate()),
            Line("Thu hồi", NOT_ASKED),
        ]

    def _time(self) -> str:
        if self["stamped"]:
            return f"{_moment(self['stamped'])}, có dấu thời gian tin cậy."
        unknown = "; có dấu thời gian nhưng không rõ của ai" if self["stamp"] else ""
        if self["claimed"]:
            return f"{_moment(self['claimed'])}, theo giờ máy người ký tự ghi{unknown}."
        return f"không ghi{unknown}."

    def _whole(self) -> str:
        if not self["intact"]:
            return "không khớp với chữ ký: đã bị sửa, hoặc chữ ký hỏng."
        if self["after"] == "changed":
            return "khớp lúc ký, nhưng sau đó tệp bị sửa."
        if self["part"]:
            return "chữ ký chỉ giữ một phần của tệp."
        if self["whole"]:
            return "còn nguyên, chữ ký giữ cả tệp."
        return "còn nguyên; sau đó chỉ thêm chữ ký hoặc phần được phép thêm."

    def _certificate(self) -> str:
        span = f"từ {_moment(self['begins'])} đến {_moment(self['ends'])}"
        whose = f"do {self['issuer'] or 'nơi không rõ'} cấp, {span}"
        if self["when"] == "late":
            return f"{whose}; đã hết hạn vào lúc {self._judged}."
        if self["when"] == "early":
            return f"{whose}; chưa có hiệu lực vào lúc {self._judged}."
        trusted = "có" if self.known else "không có"
        return f"{whose}; còn hạn vào lúc {self._judged}; {trusted} trong danh sách tin cậy."

    @property
    def _judged(self) -> str:
        return "đóng dấu thời gian" if self["stamped"] else "tệp được gửi lên"


def _verdict(found: list[_Signature], same: str) -> Verdict:
    """The worst that is true of any signature, or of the file."""
    last = found[-1]
    if any(not one["intact"] for one in found):
        return Verdict(
            "late",
            "Tệp không khớp với chữ ký",
            "Tệp đã bị sửa sau khi ký, hoặc chữ ký hỏng. Đừng dùng bản này; hãy hỏi văn phòng xã.",
        )
    if any(one["after"] == "changed" or one["part"] for one in found):
        return Verdict(
            "late",
            "Tệp đã bị sửa sau khi ký",
            "Phần thêm vào không được chữ ký nào giữ. Đừng dùng bản này; hãy hỏi văn phòng xã.",
        )
    if same == "edited":
        return Verdict(
            "late",
            "Nội dung đã bị sửa trước khi ký",
            "Chữ ký còn nguyên, nhưng nội dung được ký khác với văn bản trong sổ.",
        )
    strangers = [one for one in found if not one.known]
    if strangers:
        return Verdict(
            "soon",
            UNKNOWN,
            f"Tệp ghi tên {strangers[0].who}. Nơi cấp chứng thư không có trong danh sách tin cậy "
            "của nơi vận hành, nên chưa nói được có đúng là người ấy ký không.",
        )
    for when, title in (("late", "đã hết hạn"), ("early", "chưa có hiệu lực")):
        if any(one["when"] == when for one in found):
            return Verdict(
                "soon",
                f"Chứng thư ký {title}",
                "Chữ ký còn nguyên, nhưng không có gì chứng tỏ đã ký khi chứng thư còn hạn.",
            )
    if same != "bytes":
        return Verdict("soon", "Chữ ký đúng, nhưng trên một tệp khác", SAME[same])
    text = f"{last.who} ký. Tệp còn nguyên từ lúc ký và đúng là văn bản đã ban hành."
    return Verdict("ok", "Chữ ký số hợp lệ", text)


def _moment(said: str) -> str:
    return datetime.fromisoformat(said).astimezone(VIETNAM).strftime("%H:%M ngày %d/%m/%Y")
