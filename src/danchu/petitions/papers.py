"""Papers of this room, as plain data for Word and PDF. Every layout is a proposal of ours."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from danchu.documents.paper import Block, Face, Heading, Lines, Paper, Signer, Text
from danchu.documents.reading import FORMATS, qr_picture
from danchu.kit import worlds
from danchu.kit.pages import absolute
from danchu.people.access import demo_stands
from danchu.petitions import clocks
from danchu.petitions.models import Step, StepKind
from danchu.places.models import Unit
from danchu.rulebook import citing

__all__ = ["FORMATS", "blank_denunciation", "complaint_paper", "has_paper", "step_paper"]
PEN = Signer("NGƯỜI KHIẾU NẠI", "(ký, ghi rõ họ tên, hoặc điểm chỉ)")
CHAIR = Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
# Which steps hand over a paper: its name and the book it would be numbered in.
NAMES = {
    StepKind.SENT: ("GIẤY BIÊN NHẬN", "GBN-UBND"),
    StepKind.ACCEPTED: ("THÔNG BÁO THỤ LÝ KHIẾU NẠI", "TB-UBND"),
    StepKind.REFUSED: ("THÔNG BÁO KHÔNG THỤ LÝ", "TB-UBND"),
    StepKind.REFERRED: ("PHIẾU CHUYỂN ĐƠN", "PC-UBND"),
    StepKind.EXTENDED: ("THÔNG BÁO GIA HẠN", "TB-UBND"),
    StepKind.COMPLEX: ("VĂN BẢN XÁC ĐỊNH VỤ VIỆC PHỨC TẠP", "TB-UBND"),
    StepKind.SUSPENDED: ("QUYẾT ĐỊNH TẠM ĐÌNH CHỈ GIẢI QUYẾT KHIẾU NẠI", "QĐ-UBND"),
    StepKind.RESUMED: ("QUYẾT ĐỊNH TIẾP TỤC GIẢI QUYẾT KHIẾU NẠI", "QĐ-UBND"),
    StepKind.ANSWERED: ("VĂN BẢN TRẢ LỜI", "UBND-VP"),
    StepKind.DECIDED: ("QUYẾT ĐỊNH GIẢI QUYẾT KHIẾU NẠI LẦN ĐẦU", "QĐ-UBND"),
}


def complaint_paper(request: HttpRequest, told: dict[str, Any], kind: str) -> tuple[bytes, str]:
    """Đơn khiếu nại as it was just told. The words pass through memory and are nowhere kept."""
    unit: Unit = told["unit"]
    known = told["known_on"]
    blocks: tuple[Block, ...] = (
        Text(f"Kính gửi: Chủ tịch Ủy ban nhân dân {unit.spoken_name}", strong=True),
        Text(f"Tôi là: {told['name']}"),
        Text(f"Địa chỉ: {told['address']}"),
        *([Text(f"Điện thoại: {told['contact']}")] if told["contact"] else []),
        Lines("Số định danh cá nhân hoặc hộ chiếu"),
        Heading("1. Khiếu nại về việc"),
        Text(told["against"]),
        Text(f"Tôi nhận hoặc biết việc này ngày {known:%d/%m/%Y}." if known else "Ngày biết: ……"),
        Heading("2. Nội dung, lý do"),
        *[Text(line) for line in told["text"].splitlines() if line.strip()],
        Heading("3. Đề nghị"),
        *[Text(line) for line in told["wish"].splitlines() if line.strip()],
        Heading("4. Giấy tờ kèm theo"),
        Text(told["proofs"] or "Không có."),
        Text("Tôi xin chịu trách nhiệm về nội dung khiếu nại."),
        Heading("Phần nơi nhận ghi"),
        Lines("Nhận ngày, giờ"),
        Lines("Người nhận (ký, ghi rõ họ tên)"),
        Lines("Số theo dõi"),
    )
    paper = Paper(
        name="ĐƠN KHIẾU NẠI",
        about="",
        above="",
        org="",
        place=unit.name,
        symbol="",
        blocks=blocks,
        personal=True,
        signers=(PEN,),
    )
    return _file(paper, kind, absolute(request, reverse("petitions:follow")))


def blank_denunciation(kind: str) -> tuple[bytes, str]:
    """An empty form for the pen. It asks the device for nothing."""
    blocks = (
        Lines("Kính gửi (người có thẩm quyền giải quyết)"),
        Lines("Họ và tên người tố cáo"),
        Lines("Địa chỉ, cách liên hệ"),
        Lines("Người bị tố cáo (tên, chức vụ, nơi làm việc)"),
        Lines("Hành vi bị tố cáo: việc gì, ngày nào, ở đâu", 10),
        Lines("Chứng cứ kèm theo", 3),
        Text("Tôi đề nghị được giữ bí mật họ tên, địa chỉ, bút tích và thông tin cá nhân khác."),
        Text("Tôi cam đoan tố cáo là đúng sự thật và chịu trách nhiệm về nội dung tố cáo."),
    )
    paper = Paper(
        name="ĐƠN TỐ CÁO",
        about="",
        above="",
        org="",
        place="……",
        symbol="",
        blocks=blocks,
        personal=True,
        signers=(Signer("NGƯỜI TỐ CÁO", "(ký, ghi rõ họ tên, hoặc điểm chỉ)"),),
    )
    return _file(paper, kind, "")


def has_paper(step: Step) -> bool:
    return step.kind in NAMES


def step_paper(request: HttpRequest, step: Step, kind: str) -> tuple[bytes, str]:
    """The paper of one step, for the office to number, sign and hand over."""
    case = step.case
    name, symbol = NAMES[StepKind(step.kind)]
    second = case.is_complaint and case.complaint.second
    name = name.replace("LẦN ĐẦU", "LẦN HAI") if second else name
    unit = case.unit
    cited = [*([step.cite] if step.cite else []), *_rules(step)]
    paper = Paper(
        name=name,
        about=f"{case.get_track_display()} số {case.number}",
        above=unit.province.full_name.upper() if unit.province else "",
        org=f"ỦY BAN NHÂN DÂN {unit.full_name.upper()}",
        place=unit.name,
        symbol=symbol,
        basis=tuple(f"Căn cứ {one};" for one in cited),
        blocks=tuple(_blocks(step)),
        signers=(CHAIR,),
        recipients=("Người gửi", "Lưu: VT"),
    )
    return _file(paper, kind, absolute(request, f"{reverse('petitions:follow')}?so={case.number}"))


def _blocks(step: Step) -> list[Text]:
    case = step.case
    said = [Text(f"Ông/bà: {case.name or 'người gửi không ghi tên'}")]
    said += [Text(f"Ngày nhận: {case.received_on:%d/%m/%Y}.")]
    if step.kind == StepKind.SENT:
        said += [Text("Ủy ban nhân dân đã nhận đơn, phản ánh của ông/bà.")]
    if step.kind == StepKind.ACCEPTED:
        due = clocks.running(case)
        said += [Text("Ủy ban nhân dân đã thụ lý khiếu nại của ông/bà.")]
        said += [Text(f"Giải quyết chậm nhất hết ngày {due.due_on:%d/%m/%Y}.")] if due else []
    said += [Text(line) for line in step.words.splitlines() if line.strip()]
    if case.is_complaint and case.complaint.second and step.kind == StepKind.DECIDED:
        said += [Text("Không đồng ý thì có quyền khởi kiện vụ án hành chính tại Tòa án.")]
    elif step.kind in {StepKind.DECIDED, StepKind.REFUSED}:
        again = citing.days(clocks.SECOND_LIMIT, case.unit, on=step.on)
        said += [
            Text(
                f"Không đồng ý thì trong {again} được khiếu nại lần hai lên Chủ tịch Ủy ban nhân "
                "dân tỉnh, hoặc khởi kiện tại Tòa án theo Luật Tố tụng hành chính."
            )
        ]
    return said


RULES = {
    StepKind.ACCEPTED: [clocks.ACCEPT, clocks.FIRST],
    StepKind.REFUSED: [clocks.ACCEPT],
    StepKind.COMPLEX: [clocks.COMPLEX, clocks.FIRST_COMPLEX],
    StepKind.SUSPENDED: [clocks.SUSPEND_SEND],
    StepKind.DECIDED: [clocks.FIRST, clocks.FIRST_SEND],
}


def _rules(step: Step) -> list[str]:
    keys = RULES.get(StepKind(step.kind), [])
    return [one["place"] for one in citing.cites(keys, step.case.unit, on=step.on)]


def _file(paper: Paper, kind: str, address: str) -> tuple[bytes, str]:
    content_type, make = FORMATS[kind]
    says = f"Theo dõi việc này: quét mã, hoặc mở {address}" if address else ""
    picture = qr_picture(address) if address else ""
    face = Face("", None, "", address, draft=False, qr=picture, says=says)
    mark = "TẬP HUẤN" if worlds.copy_here() is not None else "MINH HỌA" if demo_stands() else ""
    return make(paper, face, mark=mark), content_type
