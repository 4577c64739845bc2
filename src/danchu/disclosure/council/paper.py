"""The report as an official paper: numbers of the records, words of the office."""

from collections.abc import Iterable
from datetime import date

from danchu.disclosure import papers
from danchu.disclosure.council import figures
from danchu.disclosure.council.figures import Figures, Group, Span
from danchu.disclosure.council.tables import CouncilSession
from danchu.documents.paper import Block, Heading, Paper, Table, Text
from danchu.rulebook.rulebook import Applied


def report(session: CouncilSession, found: Figures, rules: Iterable[Applied], *, on: date) -> Paper:
    """Điều 14 khoản 3: to the council at its next regular session, and to the Front."""
    unit = session.unit
    span = Span(unit, session.since, session.until, on)
    days = f"từ {session.since:%d/%m/%Y} đến {session.until:%d/%m/%Y}"
    more = tuple(block for part in figures.MORE for block in part(span))
    return papers.of_the_committee(
        unit,
        name="BÁO CÁO",
        about=f"Quá trình và kết quả công khai thông tin {days}",
        symbol="BC-UBND",
        basis=papers.basis(rules),
        blocks=(
            Text(
                f"Ủy ban nhân dân {unit.spoken_name} báo cáo Hội đồng nhân dân tại "
                f"{session.name}, họp ngày {session.held_on:%d/%m/%Y}. Số liệu lấy từ sổ ghi, "
                f"tính đến hết ngày {on:%d/%m/%Y}."
            ),
            *papers.paragraphs(session.opening),
            Heading("I. THEO NHÓM NỘI DUNG"),
            *_by_group(found),
            Heading("II. THEO CÁCH CÔNG KHAI"),
            *_by_way(found),
            Heading("III. VĂN BẢN DO NGƯỜI DÂN, CƠ QUAN CHỈ RA"),
            Text(_pointed(found)),
            *more,
            Heading("IV. ĐÁNH GIÁ, NGUYÊN NHÂN"),
            *(papers.paragraphs(session.body) or (Text("Không có ý kiến thêm."),)),
            Heading("V. VIỆC SẼ LÀM, KIẾN NGHỊ"),
            *(papers.paragraphs(session.closing) or (Text("Không có kiến nghị."),)),
        ),
        to=(
            f"Hội đồng nhân dân {unit.spoken_name} (báo cáo)",
            f"Ủy ban MTTQ Việt Nam {unit.spoken_name} (để giám sát)",
        ),
        on=on,
    )


def _by_group(found: Figures) -> tuple[Block, ...]:
    head = ("Nhóm", "Nội dung", "Phải làm", "Đúng hạn", "Trễ", "Còn nợ", "Chưa đến hạn")
    rows = [_row(one, str(one.number)) for one in found.groups]
    total = found.total
    owed = f"“Còn nợ” là đã quá hạn mà chưa công khai: {total.overdue} văn bản."
    notes = [f"“Phải làm” gồm văn bản ký trong kỳ và văn bản kỳ trước còn nợ. {owed}"]
    if total.answered:
        notes.append(f"Đã trả lời vì sao không công khai: {total.answered} văn bản.")
    empty = [one for one in found.groups if not one.whole]
    said = [f"nhóm {one.number} ({', '.join(one.nothing)})" for one in empty if one.nothing]
    silent = [str(one.number) for one in empty if not one.nothing]
    if said:
        notes.append(f"Đã ghi không phát sinh: {'; '.join(said)}.")
    if silent:
        notes.append(
            f"Không có văn bản nào trong sổ và chưa ghi không phát sinh: nhóm {', '.join(silent)}."
        )
    table = Table(head, (*rows, _row(total, "")), (3, 10, 3, 3, 3, 3, 3), (0, 2, 3, 4, 5, 6))
    return (table, *map(Text, notes))


def _row(one: Group, number: str) -> tuple[str, ...]:
    numbers = (one.whole, one.in_time, one.late, one.overdue, one.waiting)
    return (number, one.name, *map(str, numbers))


def _by_way(found: Figures) -> tuple[Block, ...]:
    if not found.ways:
        return (Text("Trong kỳ không có giấy nào phải niêm yết, phát thanh, báo tại xóm."),)
    head = ("Cách", "Số giấy", "Số nơi", "Đúng hạn", "Trễ", "Còn nợ", "Chưa đến hạn")
    rows = tuple(
        (one.name, *map(str, (one.papers, one.whole, one.in_time, one.late, one.missing)),
         str(one.waiting))
        for one in found.ways
    )  # fmt: skip
    gaps = [
        f"{one.name}: thiếu {one.gap_days} ngày, tại {one.gappy} nơi."
        for one in found.ways
        if one.gap_days
    ]
    table = Table(head, rows, (8, 3, 3, 3, 3, 3, 3), (1, 2, 3, 4, 5, 6))
    return (table, *map(Text, gaps or ["Không có nơi nào thiếu ngày."]))


def _pointed(found: Figures) -> str:
    one = found.pointed
    if not one.whole:
        return "Trong kỳ không ai chỉ ra văn bản chưa công khai."
    return (
        f"Có {one.whole} lần chỉ ra văn bản chưa công khai; đã trả lời {one.answered}, "
        f"chưa trả lời {one.open}."
    )
