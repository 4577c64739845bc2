"""Papers of reception and dialogue, drawn up through `documents`; every layout is a proposal."""

from collections.abc import Sequence
from datetime import date

from danchu.documents.paper import Block, Heading, Lines, Paper, Signer, Table, Text
from danchu.places.models import Unit
from danchu.reception import clocks
from danchu.reception.models import (
    PeoplesDialogue,
    Question,
    QuestionState,
    Reception,
    ReceptionDay,
    Result,
)
from danchu.rulebook import citing

CHAIR = Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
RECEIVER = Signer("NGƯỜI TIẾP CÔNG DÂN", "(ký, ghi rõ họ tên)")
CAME = Signer("CÔNG DÂN", "(ký, ghi rõ họ tên, hoặc điểm chỉ)")
TO_THEM = ("Như trên", "Lưu: VT")
TO_ALL = ("Các xóm, tổ dân phố, để báo cho Nhân dân", "Lưu: VT")
KEPT = ("Lưu: hồ sơ tiếp công dân",)


def minutes(day: ReceptionDay, lines: Sequence[Reception]) -> Paper:
    """Biên bản tiếp công dân of one day: who received, each line with what came of it."""
    head = [
        Text(
            f"Buổi tiếp từ {day.begins:%H:%M} đến {day.ends:%H:%M} ngày {day.day:%d/%m/%Y}, "
            f"tại {day.place}."
        ),
        Text(f"{day.get_state_display()}: {day.received_by or '……'}."),
    ]
    if day.why:
        head.append(Text(f"Lý do: {day.why}"))
    blocks: list[Block] = [*head, Heading(f"Đã tiếp {len(lines)} lượt")]
    for one in lines:
        blocks += [
            Text(f"{one.number}. {one.name}, {one.get_matter_display().lower()}", strong=True),
            Text(f"Trình bày: {one.text}"),
            Text(f"{one.get_result_display()}. {one.words}".strip()),
        ]
    if not lines:
        blocks.append(Text("Không có công dân đến."))
    return _of(
        day.unit,
        "BIÊN BẢN TIẾP CÔNG DÂN",
        f"Ngày {day.day:%d/%m/%Y}",
        "BB-TCD",
        blocks,
        keys=[clocks.BOOK],
        signers=(RECEIVER, CHAIR),
        recipients=KEPT,
        on=day.day,
    )


def book(unit: Unit, lines: Sequence[Reception], *, about: str, on: date) -> Paper:
    """Sổ tiếp công dân over a span, on paper."""
    rows = tuple(
        (
            f"{one.number}/{one.year}",
            f"{one.received_on:%d/%m/%Y}",
            f"{one.name}; {one.address}" if one.address else one.name,
            f"{one.get_matter_display()}: {one.text}",
            f"{one.get_result_display()}. {one.words}".strip(),
        )
        for one in lines
    )
    table = Table(
        ("Số", "Ngày", "Họ tên, địa chỉ", "Nội dung", "Kết quả"), rows, (10, 14, 24, 30, 22)
    )
    return _of(
        unit,
        "SỔ TIẾP CÔNG DÂN",
        about,
        "STCD",
        [table],
        keys=[clocks.BOOK],
        signers=(RECEIVER, CHAIR),
        recipients=KEPT,
        on=on,
    )


def slip(one: Reception) -> Paper:
    """Giấy biên nhận for papers handed over, or the notice that somebody is not received."""
    came = "Đã đến nơi tiếp công dân" if one.result == Result.REFUSED else "Được tiếp"
    said: list[Block] = [
        Text(f"Ông/bà: {one.name}"),
        *([Text(f"Địa chỉ: {one.address}")] if one.address else []),
        Text(f"{came} ngày {one.received_on:%d/%m/%Y}, {one} trong sổ tiếp công dân."),
    ]
    if one.result == Result.REFUSED:
        said += [Text("Không tiếp vì:"), Text(one.words)]
        name, symbol, keys = "THÔNG BÁO TỪ CHỐI TIẾP CÔNG DÂN", "TB-UBND", [clocks.REFUSE]
    elif one.is_open:
        due = f"{citing.days(clocks.ANSWER, one.unit, on=one.received_on)}"
        said += [Text(f"Giấy tờ đã nhận: {one.papers or 'không có'}.")]
        said += [Text(f"Kết quả được trả lời trong {due} kể từ ngày tiếp.")]
        name, symbol, keys = "GIẤY BIÊN NHẬN", "GBN-TCD", [clocks.RECEIPT, clocks.ANSWER]
    else:
        said += [Text(f"{one.get_result_display()}:"), Text(one.words)]
        name, symbol, keys = "THÔNG BÁO KẾT QUẢ TIẾP CÔNG DÂN", "TB-UBND", [clocks.ANSWER]
    signers = (CAME, RECEIVER) if one.is_open else (CHAIR,)
    return _of(
        one.unit,
        name,
        f"{one}".capitalize(),
        symbol,
        said,
        keys=keys,
        signers=signers,
        recipients=TO_THEM,
        on=one.received_on,
    )


def notice(one: PeoplesDialogue) -> Paper:
    """Thông báo hội nghị đối thoại: time, place, content, way (Luật 72/2025 Điều 43)."""
    said: list[Block] = [
        Text(f"Thời gian: {one.begins:%H:%M} ngày {one.day:%d/%m/%Y}."),
        Text(f"Địa điểm: {one.place}."),
        Text(f"Phương thức: {one.get_way_display()}."),
        Heading("Nội dung"),
        *[Text(line) for line in one.topics.splitlines() if line.strip()],
        Heading("Câu hỏi gửi trước"),
        Text(
            "Gửi trên trang của Ủy ban nhân dân, hoặc viết ra giấy nộp ở trụ sở, đến hết ngày đối "
            "thoại."
        ),
        Lines("Câu hỏi của tôi", 4),
    ]
    return _of(
        one.unit,
        "THÔNG BÁO",
        one.title,
        "TB-UBND",
        said,
        keys=[clocks.YEARLY, clocks.NOTICE],
        signers=(CHAIR,),
        recipients=TO_ALL,
        on=one.day,
    )


def results(one: PeoplesDialogue, questions: Sequence[Question]) -> Paper:
    """Thông báo kết quả đối thoại, each question with its answer or the day it is promised."""
    due = clocks.later_due(one.unit, on=one.held_on or one.day)
    later = f"Chưa trả lời. Sẽ trả lời bằng văn bản chậm nhất {due:%d/%m/%Y} (tham số của tỉnh)."
    said: list[Block] = [
        Text(
            f"Hội nghị ngày {one.day:%d/%m/%Y} tại {one.place}; chủ trì: {one.chaired_by}; "
            f"{one.present} người dự."
        ),
        Heading("Kết quả"),
        *[Text(line) for line in one.results.splitlines() if line.strip()],
        Heading("Câu hỏi và trả lời"),
    ]
    for question in questions:
        if question.state == QuestionState.REFUSED:
            continue
        said.append(Text(f"Câu {question.number}. {question.text}", strong=True))
        said.append(Text(f"Trả lời: {question.answer}" if question.answer else later))
    if not questions:
        said.append(Text("Không có câu hỏi."))
    return _of(
        one.unit,
        "THÔNG BÁO KẾT QUẢ ĐỐI THOẠI",
        one.title,
        "TB-UBND",
        said,
        keys=[clocks.YEARLY, clocks.RESULT],
        signers=(CHAIR,),
        recipients=TO_ALL,
        on=one.day,
    )


def _of(
    unit: Unit,
    name: str,
    about: str,
    symbol: str,
    blocks: Sequence[Block],
    *,
    keys: Sequence[str],
    signers: tuple[Signer, ...],
    recipients: tuple[str, ...],
    on: date,
) -> Paper:
    cited = [cite["place"] for cite in citing.in_force(keys, unit, on=on)]
    return Paper(
        name=name,
        about=about,
        above=unit.province.full_name.upper() if unit.province else "",
        org=f"ỦY BAN NHÂN DÂN {unit.full_name.upper()}",
        place=unit.name,
        symbol=symbol,
        basis=tuple(f"Căn cứ {one};" for one in cited),
        blocks=tuple(blocks),
        signers=signers,
        recipients=recipients,
    )
