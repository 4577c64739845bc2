"""What the pages of the report show and do: the span of days, the paper, its way to the web."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from civics.errors import Refused
from danchu.disclosure import access
from danchu.disclosure.actions import reporting
from danchu.disclosure.council import figures
from danchu.disclosure.council import paper as papers
from danchu.disclosure.council.figures import Span
from danchu.disclosure.council.tables import CouncilSession
from danchu.disclosure.models import Item
from danchu.documents import actions as documents
from danchu.documents import reading as files_of
from danchu.documents.actions import About
from danchu.documents.models import Document
from danchu.documents.models import State as Drawn
from danchu.documents.paper import Paper
from danchu.duties.faces import Face, face
from danchu.duties.models import Duty
from danchu.kit import files
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Applied, reading_of

KEYS = ("disclosure.report_council", "disclosure.council_report_due")


class Row(NamedTuple):
    """One session in the list."""

    session: CouncilSession
    document: Document | None
    face: Face | None  # the clock of its duty, None when there is none


def rows(unit: Unit, *, on: date) -> list[Row]:
    """Three queries, however many sessions."""
    sessions = list(access.sessions_of(unit)[:50])
    keys = [str(one.pk) for one in sessions]
    papers_of = {
        one.key: one
        for one in Document.objects.filter(kind="council", key__in=keys)
        .exclude(state=Drawn.VOID)
        .order_by("pk")
    }
    clocks = _clocks(keys, on=on)
    return [Row(one, papers_of.get(str(one.pk)), clocks.get(str(one.pk))) for one in sessions]


def _clocks(keys: list[str], *, on: date) -> dict[str, Face]:
    duties = Duty.objects.filter(kind="council", key__in=keys, called_off_on=None).order_by("pk")
    return {one.key: face(one, on=on) for one in duties}


def next_span(unit: Unit, *, on: date) -> dict[str, date]:
    """From the day after the last report, else from the year's first day (or the unit's)."""
    last = access.sessions_of(unit).first()
    year = date(on.year, 1, 1)
    since = last.until + timedelta(days=1) if last else max(year, unit.valid_from or year)
    return {"since": min(since, on), "until": on}


def words(session: CouncilSession) -> dict[str, str]:
    return {"opening": session.opening, "body": session.body, "closing": session.closing}


def rules(unit: Unit, *, on: date) -> list[Applied]:
    return [reading_of(unit, on=on).value(key) for key in KEYS]


def cites(unit: Unit, *, on: date) -> list[dict[str, Any]]:
    return citing.panel(rules(unit, on=on))


def shown(session: CouncilSession, *, on: date) -> dict[str, Any]:
    """The report as it would read today, what was issued of it, and the clock."""
    document = access.newest_document("council", session.pk)
    issued = document if document and document.state == Drawn.ISSUED else None
    return {
        "paper": paper(session, on=on),
        "document": document,
        "issued": issued,
        "item": access.made_from(issued),
        "earlier": [date.fromisoformat(day) for day in session.earlier],
        "face": _clocks([str(session.pk)], on=on).get(str(session.pk)),
        "cites": cites(session.unit, on=on),
    }


def paper(session: CouncilSession, *, on: date) -> Paper:
    span = Span(session.unit, session.since, session.until, on)
    basis = [reading_of(session.unit, on=on).value("disclosure.report_council")]
    return papers.report(session, figures.figures(span), basis, on=on)


def draw(session: CouncilSession, *, by: Term, on: date) -> Document:
    about = About("council", session.pk, f"/cong-khai/bao-cao-hoi-dong/{session.pk}/", open=True)
    return documents.draw_up(session.unit, paper(session, on=on), about, by=by, on=on)


def publish(session: CouncilSession, absolute: Callable[[str], str], *, by: Term, on: date) -> Item:
    """The issued report with its PDF: the signed one when it came back."""
    document = access.newest_document("council", session.pk)
    written = document.paper if document else None
    if document is None or written is None or document.state != Drawn.ISSUED:
        raise Refused("Báo cáo chưa cấp số. Hãy lập văn bản, ban hành, rồi đưa lên công khai.")
    data = files_of.file_of(document, written, "pdf", absolute)
    name = files_of.file_name(document, "pdf")
    kept = files.store(name, "pdf", "application/pdf", data)
    address = absolute(f"/van-ban/kiem-tra/{document.code}/")
    body = (
        f"Ủy ban nhân dân {session.unit.spoken_name} báo cáo Hội đồng nhân dân tại "
        f"{session.name} về việc công khai thông tin từ {session.since:%d/%m/%Y} đến "
        f"{session.until:%d/%m/%Y}; gửi Mặt trận để giám sát.\n\nKiểm tra văn bản: {address}"
    )
    title = f"Báo cáo công khai thông tin, {session.name}"
    try:
        return reporting.make_item(document, title=title, body=body, file=kept, by=by, on=on)
    except BaseException:
        files.discard([kept.stored_as])
        raise
