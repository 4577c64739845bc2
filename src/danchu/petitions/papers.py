"""Papers of this room, as plain data for Word and PDF. Every layout is a proposal of ours."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from danchu.documents.paper import Block, Face, Heading, Lines, Paper, Signer, Text
from danchu.documents.reading import FORMATS, qr_picture
from danchu.kit import worlds
from danchu.people.access import demo_stands
from danchu.petitions import clocks
from danchu.petitions.models import (
    Case,
    Denunciation,
    DenunciationState,
    Source,
    Step,
    StepKind,
    Track,
)
from danchu.petitions.steps import TAKEN_OUT
from danchu.places.models import Kind, Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import last_day

PEN = Signer("NGƯỜI KHIẾU NẠI", "(ký, ghi rõ họ tên, hoặc điểm chỉ)")
FOR_BOTH = {
    StepKind.INVITED,
    StepKind.MET,
    StepKind.SUSPENDED,
    StepKind.RESUMED,
    StepKind.WITHDRAWN,
    StepKind.DECIDED,
}
BOTH_SIDES = (
    PEN,
    Signer("NGƯỜI BỊ KHIẾU NẠI", "(ký, ghi rõ họ tên)"),
    Signer("NGƯỜI CHỦ TRÌ", "(ký, ghi rõ họ tên)"),
)
CHAIR = Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
# Which steps hand over a paper: its name and the book it is numbered in.
NAMES = {
    StepKind.SENT: ("GIẤY BIÊN NHẬN", "GBN-UBND"),
    StepKind.REFERRED: ("PHIẾU CHUYỂN ĐƠN", "PC-UBND"),
    StepKind.GUIDED: ("PHIẾU HƯỚNG DẪN", "HD-UBND"),
    StepKind.ASSIGNED: ("THÔNG BÁO THỤ LÝ", "TB-UBND"),
    StepKind.EXTENDED: ("THÔNG BÁO GIA HẠN", "TB-UBND"),
    StepKind.ANSWERED: ("VĂN BẢN TRẢ LỜI", "UBND-VP"),
    StepKind.ACCEPTED: ("THÔNG BÁO THỤ LÝ KHIẾU NẠI", "TB-UBND"),
    StepKind.REFUSED: ("THÔNG BÁO KHÔNG THỤ LÝ", "TB-UBND"),
    StepKind.COMPLEX: ("VĂN BẢN XÁC ĐỊNH VỤ VIỆC PHỨC TẠP", "TB-UBND"),
    StepKind.REMOTE: ("THÔNG BÁO THỜI HẠN GIẢI QUYẾT KHIẾU NẠI", "TB-UBND"),
    StepKind.PLAIN: ("THÔNG BÁO THỜI HẠN GIẢI QUYẾT KHIẾU NẠI", "TB-UBND"),
    StepKind.INVITED: ("THÔNG BÁO TỔ CHỨC ĐỐI THOẠI", "TB-UBND"),
    StepKind.MET: ("BIÊN BẢN ĐỐI THOẠI", "BB-UBND"),
    StepKind.SUSPENDED: ("QUYẾT ĐỊNH TẠM ĐÌNH CHỈ GIẢI QUYẾT KHIẾU NẠI", "QĐ-UBND"),
    StepKind.RESUMED: ("QUYẾT ĐỊNH TIẾP TỤC GIẢI QUYẾT KHIẾU NẠI", "QĐ-UBND"),
    StepKind.WITHDRAWN: ("QUYẾT ĐỊNH ĐÌNH CHỈ GIẢI QUYẾT KHIẾU NẠI", "QĐ-UBND"),
    StepKind.DECIDED: ("QUYẾT ĐỊNH GIẢI QUYẾT KHIẾU NẠI LẦN ĐẦU", "QĐ-UBND"),
}
# Papers about how it is being settled: before it was accepted there is none.
SETTLING = {StepKind.REMOTE, StepKind.PLAIN, StepKind.WITHDRAWN}
OF_FEEDBACK = {StepKind.ASSIGNED, StepKind.EXTENDED, StepKind.ANSWERED, StepKind.GUIDED}


def complaint(told: dict[str, Any]) -> Paper:
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
    return Paper(
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


def blank_denunciation() -> Paper:
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
    return Paper(
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


def has_paper(step: Step) -> bool:
    """Whether this step hands a paper over. Handing on inside the office, or taking out, does not.

    Feedback is taken in hand once, and once more each time its sender opens it again.
    """
    kind = StepKind(step.kind)
    if step.case.is_complaint:
        counted = kind not in SETTLING or _before(step, StepKind.ACCEPTED).exists()
        return kind in NAMES and kind not in OF_FEEDBACK and counted
    if kind == StepKind.ASSIGNED:
        return _last(step, StepKind.ASSIGNED, StepKind.REOPENED) in {None, StepKind.REOPENED}
    told = step.words != TAKEN_OUT and kind != StepKind.WITHDRAWN
    return kind in NAMES and told


def takes_number(step: Step) -> bool:
    """Whether a book of papers numbers it; a decision has its number when it is written down."""
    return step.kind != StepKind.DECIDED


def goes_to_the_book(step: Step) -> bool:
    """Only a commune keeps the book here; the province prints the paper at once, for the pen."""
    return has_paper(step) and takes_number(step) and step.case.unit.kind == Kind.COMMUNE


def of_step(step: Step) -> Paper:
    """The paper of one step, for the office to number, sign and hand over."""
    case, unit = step.case, step.case.unit
    name, symbol = NAMES[StepKind(step.kind)]
    if case.is_complaint and case.complaint.second:
        name = name.replace("LẦN ĐẦU", "LẦN HAI")
    if step.kind == StepKind.ASSIGNED:
        name += f" {case.get_track_display().upper()}"
    return Paper(
        name=name,
        about=f"{case.get_track_display()} số {case.number}",
        above=unit.province.full_name.upper() if unit.province else "",
        org=f"ỦY BAN NHÂN DÂN {unit.full_name.upper()}",
        place=unit.name,
        symbol=symbol,
        basis=tuple(f"Căn cứ {one};" for one in _basis(step)),
        blocks=tuple(_blocks(step)),
        signers=BOTH_SIDES if step.kind == StepKind.MET else (CHAIR,),
        recipients=("Người gửi", *_others(step), "Lưu: VT"),
    )


def _others(step: Step) -> tuple[str, ...]:
    """Whom the law has told beside the complainant (`to` of the rules of this step)."""
    both = step.case.is_complaint and step.kind in FOR_BOTH
    return ("Người bị khiếu nại, người có liên quan",) if both else ()


def _blocks(step: Step) -> list[Block]:
    case, kind = step.case, StepKind(step.kind)
    said: list[Block] = [Text(f"Ông/bà: {case.name or 'người gửi không ghi tên'}")]
    if case.is_complaint:
        said.append(Text(f"Khiếu nại: {case.complaint.against}"))
    said.append(Text(f"Ngày nhận: {case.received_on:%d/%m/%Y}."))
    said += [Text(line) for line in _said(step)]
    said += [Text(line) for line in _words(step).splitlines() if line.strip()]
    if kind in {StepKind.DECIDED, StepKind.REFUSED}:
        said.append(Text(disagree(case, on=step.on)))
    return said


def _words(step: Step) -> str:
    """What was written at this step; a decision does not say its own number in its text."""
    if step.kind != StepKind.DECIDED:
        return step.words
    said = step.words.removeprefix(f"Quyết định {step.case.complaint.decision_number}: ")
    return said[:1].upper() + said[1:]


def _said(step: Step) -> list[str]:
    """What the office says before the words it wrote itself."""
    case, kind = step.case, StepKind(step.kind)
    what = clocks.KIND_OF[Track(case.track)]
    if kind == StepKind.SENT:
        return [f"Ủy ban nhân dân đã nhận {what} của ông/bà.", _promise(step)]
    if kind == StepKind.ASSIGNED:
        return [f"Ủy ban nhân dân đã thụ lý {what} của ông/bà.", _promise(step)]
    if kind == StepKind.ACCEPTED:
        until = last_day(_settles_at(step), unit=case.unit, start=step.on).due_on
        told = "Ủy ban nhân dân đã thụ lý khiếu nại của ông/bà."
        return [told, f"Giải quyết chậm nhất hết ngày {until:%d/%m/%Y}."]
    if kind == StepKind.WITHDRAWN:
        return [
            f"Đình chỉ giải quyết: ông/bà đã rút khiếu nại, có đơn ký, ngày {step.on:%d/%m/%Y}."
        ]
    return []


def _promise(step: Step) -> str:
    """By which day something is owed as this step is written; whose number that is."""
    case = step.case
    if case.is_complaint:
        until = last_day(clocks.ACCEPT, unit=case.unit, start=case.received_on).due_on
        return f"Thụ lý, hoặc báo lý do không thụ lý, chậm nhất hết ngày {until:%d/%m/%Y}."
    until = _answer_until(step)
    return f"Trả lời chậm nhất hết ngày {until:%d/%m/%Y} (tham số của tỉnh)."


def _answer_until(step: Step) -> date:
    """Counted from the day it came, or was opened again; longer once it was extended since."""
    unit, start = step.case.unit, step.case.received_on
    until = last_day(clocks.ANSWER, unit=unit, start=start).due_on
    moved = _before(step, StepKind.REOPENED, StepKind.EXTENDED).order_by("pk")
    for kind, on in moved.values_list("kind", "on"):
        longer = kind == StepKind.EXTENDED
        key, since = (clocks.EXTEND, until) if longer else (clocks.ANSWER, on)
        until = last_day(key, unit=unit, start=since).due_on
    return until


def _settles_at(step: Step) -> str:
    """The rule of its days as this step was written: what was found later changes no old paper."""
    found = Step.objects.filter(case=step.case_id, pk__lte=step.pk).order_by("pk")
    kinds: set[str] = set()
    for kind in found.values_list("kind", flat=True):
        kinds = set() if kind == StepKind.PLAIN else kinds | {kind}
    second = step.case.complaint.second
    return clocks.SETTLES[second, StepKind.REMOTE in kinds, StepKind.COMPLEX in kinds]


def _before(step: Step, *kinds: StepKind) -> QuerySet[Step]:
    return Step.objects.filter(case=step.case_id, pk__lt=step.pk, kind__in=kinds)


def _last(step: Step, *kinds: StepKind) -> str | None:
    return _before(step, *kinds).order_by("-pk").values_list("kind", flat=True).first()


def disagree(case: Case, *, on: date, when: str = "Không đồng ý thì") -> str:
    """Where the law leads whoever complained, by the round."""
    if case.complaint.second:
        return f"{when} có quyền khởi kiện vụ án hành chính tại Tòa án."
    far = case.complaint.is_remote
    again = citing.days(
        clocks.SECOND_LIMIT_REMOTE if far else clocks.SECOND_LIMIT, case.unit, on=on
    )
    return (
        f"{when} trong {again} được khiếu nại lần hai lên Chủ tịch Ủy ban nhân dân "
        "tỉnh, hoặc khởi kiện tại Tòa án theo Luật Tố tụng hành chính."
    )


def _basis(step: Step) -> list[str]:
    """What the officer named, then the articles of this step."""
    cited = citing.in_force(_rules(step), step.case.unit, on=step.on)
    return list(
        dict.fromkeys([*([step.cite] if step.cite else []), *(one["place"] for one in cited)])
    )


def _rules(step: Step) -> list[str]:
    case, kind = step.case, StepKind(step.kind)
    if not case.is_complaint:
        heard = [clocks.HEARD] if case.source == Source.RECEPTION else []
        about = [clocks.REFER] if case.about_rules and kind == StepKind.REFERRED else []
        return [clocks.ANSWER, *heard, *about]
    second = case.complaint.second
    settled = _settles_at(step)
    return {
        StepKind.SENT: [clocks.ACCEPT],
        StepKind.ACCEPTED: [clocks.ACCEPT, settled],
        StepKind.REFUSED: [clocks.ACCEPT],
        StepKind.COMPLEX: [clocks.COMPLEX, clocks.COMPLEX_WRITTEN, settled],
        StepKind.REMOTE: [settled],
        StepKind.PLAIN: [settled],
        StepKind.INVITED: [clocks.MEETING],
        StepKind.SUSPENDED: [clocks.SUSPEND_SEND],
        StepKind.RESUMED: [clocks.SUSPEND_SEND],
        StepKind.WITHDRAWN: [clocks.SUSPEND_SEND],
        StepKind.DECIDED: [settled, clocks.SECOND_SEND if second else clocks.FIRST_SEND],
    }.get(kind, [])


# ── secret matters: a number and days, the rest is for the pen ────────────────────────────────

# State → name of its paper, what it says. Never kept here: numbered in the book of secret papers.
SECRET_NAMES = {
    DenunciationState.RECEIVED: ("GIẤY BIÊN NHẬN", "Đã nhận."),
    DenunciationState.ACCEPTED: ("QUYẾT ĐỊNH THỤ LÝ", "Đã thụ lý."),
    DenunciationState.REFUSED: ("THÔNG BÁO KHÔNG THỤ LÝ", "Không thụ lý, lý do ghi tay."),
    DenunciationState.REFERRED: ("PHIẾU CHUYỂN", "Chuyển đến nơi ghi tay."),
    DenunciationState.SETTLED: ("KẾT LUẬN", "Kết luận ghi tay."),
    DenunciationState.STOPPED: ("QUYẾT ĐỊNH ĐÌNH CHỈ", "Đình chỉ giải quyết, lý do ghi tay."),
}
EXTENDED = "QUYẾT ĐỊNH GIA HẠN"


def of_secret(one: Denunciation) -> Paper:
    """The paper of where a secret matter stands: its number and days; names and words by hand."""
    unit = one.unit
    name, said = SECRET_NAMES[DenunciationState(one.state)]
    if one.state == DenunciationState.ACCEPTED and one.extensions:
        name, said = EXTENDED, f"Gia hạn lần {one.extensions}."
    days = [Text(f"Ngày nhận: {one.received_on:%d/%m/%Y}.")]
    if one.accepted_on:
        days.append(Text(f"Ngày thụ lý: {one.accepted_on:%d/%m/%Y}."))
    if one.due_on and one.state == DenunciationState.ACCEPTED:
        days.append(Text(f"Hạn: hết ngày {one.due_on:%d/%m/%Y}."))
    return Paper(
        name=name,
        about=f"{one.spoken}, năm {one.year}",
        above=unit.province.full_name.upper() if unit.province else "",
        org=f"ỦY BAN NHÂN DÂN {unit.full_name.upper()}",
        place=unit.name,
        symbol="……",
        blocks=(
            Text(said),
            *days,
            Lines("Phần ghi tay, giữ trong hồ sơ giấy", 8),
            Text("Độ mật, số văn bản: ghi và đóng dấu theo quy định về văn bản mật."),
        ),
        signers=(Signer("", "CHỦ TỊCH"),),
        recipients=("Hồ sơ giấy của việc",),
    )


# ── as a file ─────────────────────────────────────────────────────────────────────────────────


def face(address: str = "", step: Step | None = None) -> Face:
    """Of what no book of papers numbers; `address`: where to follow it; `step`: of a decision."""
    says = f"Theo dõi việc này: quét mã, hoặc mở {address}" if address else ""
    picture = qr_picture(address) if address else ""
    bare = Face("", None, "", address, draft=False, qr=picture, says=says)
    if step is None or takes_number(step):
        return bare
    told = step.case.complaint
    return bare._replace(number=told.decision_number, day=told.decided_on)


def file(paper: Paper, kind: str, face: Face) -> tuple[bytes, str]:
    """Word or PDF of what is not kept in the book of papers."""
    content_type, make = FORMATS[kind]
    mark = "TẬP HUẤN" if worlds.copy_here() is not None else "MINH HỌA" if demo_stands() else ""
    return make(paper, face, mark=mark), content_type
