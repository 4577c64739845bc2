"""Mẫu số 03, the decision with all that Luật Điều 20 khoản 2 lists; recognised or refused."""

from danchu.decisions import reading, rules
from danchu.decisions.actions.counting import told
from danchu.decisions.models import Count, Decision, Motion
from danchu.decisions.papers.base import (
    FRONT_HEAD,
    HEADS,
    MARKS,
    PEN,
    basis,
    head,
    number,
    of_commune,
    said,
)
from danchu.decisions.words import Form, Way
from danchu.documents.paper import Block, Heading, Lines, Paper, Signer, Text
from danchu.places.models import Unit

SYMBOLS = {
    Form.RESOLUTION: "NQ",
    Form.MINUTES: "BB",
    Form.MEMORANDUM: "BGN",
    Form.AGREEMENT: "BTT",
}
HOUSEHOLDS = (("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ nhất)"), ("ĐẠI DIỆN HỘ GIA ĐÌNH", "(thứ hai)"))
FORM = "Mẫu số 03"
EVERY_FORM = " / ".join(one.label.upper() for one in Form)


def decision(written: Decision | None, motion: Motion | None) -> Paper:
    """Mẫu số 03. Every number comes from the count, none is typed again."""
    unit = motion.unit if motion else None
    return Paper(
        name=written.get_form_display().upper() if written else EVERY_FORM,
        about=motion.title if motion else f"Về việc {PEN}{PEN}{PEN}",
        symbol=SYMBOLS[Form(written.form)] if written else PEN,
        blocks=tuple(_decided(written, motion)),
        signers=_signers(written, motion),
        basis=_basis(written, motion),
        recipients=(
            "Ủy ban nhân dân xã",
            "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
            "Bà con trong thôn (niêm yết)",
            "Lưu",
        ),
        marks=(FORM, *MARKS),
        **head(unit),
    )


def _decided(written: Decision | None, motion: Motion | None) -> list[Block]:
    counts = _counts(motion)
    found: list[Block] = [
        said(
            "1. Thời gian bàn và quyết định: ngày",
            f"{written.decided_on:%d/%m/%Y}." if written else "",
        ),
        *_whole(counts),
        said("3. Nội dung cộng đồng dân cư bàn:", motion.text if motion else "", lines=3),
        said("4. Hình thức quyết định:", "; ".join(_way(one) for _, one in counts)),
        Heading("5. Kết quả biểu quyết, tổng hợp phiếu lấy ý kiến"),
        *_result(counts),
    ]
    if motion and (whole := reading.commune_verdict(motion)) is not None:
        found.append(Text(f"Toàn xã: {whole['sum']}.", strong=True))
    found += [
        Heading("6. Nội dung quyết định"),
        *([Text(line) for line in written.text.splitlines() if line] if written else []),
        *([] if written else [Lines("", 5)]),
        said("7. Tổ chức thực hiện:", _executor(written)),
        said(
            "Hình thức văn bản đã thống nhất với Trưởng ban công tác Mặt trận:",
            written.front_agreed if written else "",
        ),
    ]
    return found


def _counts(motion: Motion | None) -> list[tuple[Unit, Count]]:
    if motion is None:
        return []
    parts = [(one.unit, reading.last_count(one)) for one in motion.parts.all()]
    return [(unit, count) for unit, count in parts if count is not None]


def _whole(counts: list[tuple[Unit, Count]]) -> list[Block]:
    if not counts:
        return [
            Text(
                f"2. Tổng số hộ gia đình: {PEN}; số người đại diện hộ có mặt (gửi phiếu): {PEN}; "
                f"số hộ không có người đại diện tham dự: {PEN}."
            )
        ]
    return [
        Text(
            f"2. {unit.full_name}: tổng số hộ gia đình: {count.households}; số người đại diện hộ "
            f"{'gửi phiếu' if count.way == Way.SLIPS else 'có mặt'}: {count.present}; số hộ không "
            f"có người đại diện tham dự: {count.households - count.present}."
        )
        for unit, count in counts
    ]


def _way(count: Count) -> str:
    if count.way == Way.SLIPS:
        return "phát phiếu lấy ý kiến của từng hộ gia đình"
    return f"cuộc họp của cộng đồng dân cư, {'bỏ phiếu kín' if count.secret else 'giơ tay'}"


def _result(counts: list[tuple[Unit, Count]]) -> list[Block]:
    if not counts:
        return [
            Text(f"Tán thành: {PEN}; không tán thành: {PEN}; ý kiến khác, không hợp lệ: {PEN}."),
            Text(f"Cần {PEN} hộ tán thành. Kết luận: {PEN}{PEN}"),
        ]
    return [Text(_counted(unit, count, many=len(counts) > 1)) for unit, count in counts]


def _counted(unit: Unit, count: Count, *, many: bool) -> str:
    where = f"{unit.full_name}: tán thành" if many else "Tán thành"
    other = count.present - count.yes - count.no
    return (
        f"{where} {number(count.yes)}, không tán thành {number(count.no)}, ý kiến khác hoặc không "
        f"hợp lệ {other}. {told(count).sentence}"
    )


def _executor(written: Decision | None) -> str:
    if written is None:
        return ""
    by = f", xong trước ngày {written.finish_by:%d/%m/%Y}" if written.finish_by else ""
    return f"{written.executor}{by}."


def _signers(written: Decision | None, motion: Motion | None) -> tuple[Signer, ...]:
    """Head, Front head, two representatives: Điều 20 khoản 2 điểm g."""
    names = (written.household_one, written.household_two) if written else ("", "")
    two = tuple(Signer(*one, name) for one, name in zip(HOUSEHOLDS, names, strict=True))
    if motion is not None and motion.of_commune:
        front, own = Signer("TM. ỦY BAN MTTQ VIỆT NAM XÃ", "CHỦ TỊCH"), "TM. ỦY BAN NHÂN DÂN"
        return (*two, front, Signer(own, "CHỦ TỊCH"))
    own = rules.head_of(motion.unit).upper() if motion else HEADS
    return (*two, Signer("", FRONT_HEAD), Signer("", own))


def _basis(written: Decision | None, motion: Motion | None) -> tuple[str, ...]:
    if written is None or motion is None:
        return ()
    keys = ["decisions.form", "decisions.points", rules.share_key(motion.matter, motion.scope)]
    return basis(rules.basis([*keys, written.effect_key], on=written.decided_on))


# ── the answer of the commune's committee, or of its Front ────────────────────────────────────


def recognition(written: Decision | None) -> Paper:
    """'Quyết định công nhận': from this day the decision holds (Điều 21 khoản 2)."""
    day = f" từ ngày {written.effective_on:%d/%m/%Y}" if written and written.effective_on else ""
    where = written.motion.unit.full_name if written else "Thôn, tổ dân phố"
    blocks: tuple[Block, ...] = (
        *_considered(written),
        Heading("QUYẾT ĐỊNH:"),
        Text(
            f"Điều 1. Công nhận quyết định nêu trên. Quyết định có hiệu lực{day or f' từ {PEN}'}."
        ),
        Text(f"Điều 2. {where} và tổ chức, cá nhân liên quan chịu trách nhiệm thi hành."),
    )
    return _answer(written, "QUYẾT ĐỊNH", "Công nhận quyết định của cộng đồng dân cư", "QĐ", blocks)


def refusal(written: Decision | None) -> Paper:
    """The written answer with its reason: silence is no recognition (Điều 21 khoản 2 đoạn 5)."""
    blocks: tuple[Block, ...] = (
        *_considered(written),
        Text("Cơ quan có thẩm quyền không công nhận quyết định nêu trên.", strong=True),
        said("Lý do:", written.refused_why if written else "", lines=5),
        Text("Đề nghị thôn, tổ dân phố thông báo đến bà con."),
    )
    about = "Về việc không công nhận quyết định của cộng đồng dân cư"
    return _answer(written, "VĂN BẢN TRẢ LỜI", about, "CV", blocks)


def _considered(written: Decision | None) -> tuple[Block, ...]:
    if written is None:
        return (Lines("Xét quyết định của cộng đồng dân cư (hình thức, số, ngày, nơi, việc):", 3),)
    form = written.get_form_display().lower()
    which = " ".join(one for one in (form, written.number) if one)
    unit = written.motion.unit.spoken_name
    day = f"{written.decided_on:%d/%m/%Y}"
    return (Text(f"Xét {which} ngày {day} của {unit} về việc: {written.motion.title}."),)


def _answer(
    written: Decision | None, name: str, about: str, symbol: str, blocks: tuple[Block, ...]
) -> Paper:
    front = written is not None and written.recognised_by == "fatherland_front"
    commune = (written.unit.commune or written.unit) if written else None
    keys = ["decisions.recognise", written.effect_key] if written else []
    where = written.motion.unit.full_name if written else "Thôn, tổ dân phố"
    body = "TM. ỦY BAN MTTQ VIỆT NAM XÃ" if front else "TM. ỦY BAN NHÂN DÂN"
    other = "Ủy ban nhân dân xã" if front else "Ủy ban Mặt trận Tổ quốc Việt Nam xã"
    return Paper(
        name=name,
        about=about,
        symbol=symbol,
        blocks=blocks,
        signers=(Signer(body, "CHỦ TỊCH"),),
        basis=basis(rules.basis(keys, on=written.decided_on)) if written else (),
        recipients=(where, other, "Lưu: VT"),
        **of_commune(commune, front=front),
    )
