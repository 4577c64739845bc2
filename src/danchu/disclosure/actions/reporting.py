"""Sessions of the council and the report to them; words beside numbers; papers as items."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from civics.errors import NoCalendar, Refused
from danchu.disclosure.actions import drafting, noting
from danchu.disclosure.council.tables import CouncilSession, QuarterlyWords
from danchu.disclosure.models import Item
from danchu.disclosure.periods import Quarter
from danchu.documents import actions as documents
from danchu.documents.models import Document, State
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit, files
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Reading

DUE = "disclosure.council_report_due"
OTHER = 14  # Điều 11 khoản 14: no group names a list or a report; other law and the code may


@transaction.atomic
def enter_session(
    unit: Unit, *, name: str, held_on: date, since: date, until: date, by: Term, on: date
) -> CouncilSession:
    """The council meets on `held_on`: the report is due before (Điều 14 khoản 3)."""
    if not since <= until <= held_on:
        raise Refused(
            f"Báo cáo từ {since:%d/%m/%Y} đến {until:%d/%m/%Y} phải nằm trước ngày họp "
            f"{held_on:%d/%m/%Y}. Hãy xem lại ba ngày này."
        )
    if not unit.stands(on=since):
        raise Refused(f"{unit} chưa thành lập vào ngày {since:%d/%m/%Y}. Hãy ghi ngày sau đó.")
    said = {"name": noting.plain(name), "since": since, "until": until}
    try:
        with transaction.atomic():
            session = CouncilSession.objects.create(
                unit=unit, held_on=held_on, entered_by=by, entered_on=on, **said
            )
    except IntegrityError as already:
        raise _same_day(held_on) from already
    _open_duty(session, on=on)
    audit.record("disclosure.enter_session", **_entry(session), by=by, on=on)
    return session


@transaction.atomic
def move_session(session: CouncilSession, *, held_on: date, by: Term, on: date) -> CouncilSession:
    """The council meets on another day; the day first entered stays readable."""
    session = _locked(session)
    if held_on == session.held_on:
        raise Refused(f"Ngày họp đang ghi đúng là {held_on:%d/%m/%Y}. Không cần ghi lại.")
    if held_on < session.until:
        raise Refused(
            f"Báo cáo tính đến hết ngày {session.until:%d/%m/%Y}, sau ngày họp mới. "
            "Hãy ghi kỳ họp khác với số liệu đến trước ngày ấy."
        )
    session.earlier = [*session.earlier, session.held_on.isoformat()]
    session.held_on = held_on
    try:
        with transaction.atomic():
            session.save(update_fields=["earlier", "held_on"])
    except IntegrityError as already:
        raise _same_day(held_on) from already
    duties.call_off("council", session.pk, on=on, why="kỳ họp chuyển sang ngày khác")
    if not _reported(session.pk):
        _open_duty(session, on=on)
    audit.record("disclosure.move_session", **_entry(session), by=by, on=on)
    return session


@transaction.atomic
def word_report(
    session: CouncilSession, *, opening: str, body: str, closing: str, by: Term, on: date
) -> CouncilSession:
    """The office's words of a report; its numbers are never typed."""
    session = _locked(session)
    session.opening, session.body, session.closing = opening.strip(), body.strip(), closing.strip()
    session.save(update_fields=["opening", "body", "closing"])
    audit.record("disclosure.word_report", **_entry(session), by=by, on=on)
    return session


@transaction.atomic
def word_list(
    unit: Unit, *, quarter: Quarter, opening: str, closing: str, by: Term, on: date
) -> QuarterlyWords:
    """The office's words around the list of a quarter."""
    words, _ = QuarterlyWords.objects.update_or_create(
        unit=unit,
        year=quarter.year,
        quarter=quarter.number,
        defaults={
            "opening": opening.strip(),
            "closing": closing.strip(),
            "written_by": by,
            "written_on": on,
        },
    )
    audit.record(
        "disclosure.word_list", by=by, unit_id=unit.pk, kind="quarterly_words", key=words.pk, on=on
    )
    return words


@transaction.atomic
def make_item(
    document: Document, *, title: str, body: str, file: files.Kept | None, by: Term, on: date
) -> Item:
    """An issued list or report goes the way of every item: noted, drafted, handed to the approver.

    `file`: its PDF, for papers that name no other item; a list is read on its check page, where
    what must be removed at once is gone at once.
    """
    issued_on, signers = document.issued_on, document.paper.signers if document.paper else ()
    if document.state != State.ISSUED or issued_on is None or not signers:
        raise Refused("Văn bản chưa cấp số. Hãy ban hành văn bản trước rồi đưa lên công khai.")
    signer = f"{signers[0].name}, {signers[0].title.capitalize()}".strip(", ")
    item = noting.note(
        document.unit,
        group=OTHER,
        number=document.spoken_number,
        decided_on=issued_on,
        signer=signer,
        by=by,
        on=on,
    )
    version = drafting.save_draft(item, title=title, body=body, personal_list="", by=by, on=on)
    if file is not None:
        drafting.attach_kept(version, file, personal=False, by=by, on=on)
    drafting.submit(item, by=by, on=on)
    documents.mention(document, "item", item.pk)
    audit.record(
        "disclosure.make_item", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return item


# ── what follows the paper: registered in apps.py ─────────────────────────────────────────────


def report_issued(document: Document, by: Term, on: date) -> None:
    duties.close("council", document.key, on=on)


def report_voided(document: Document, by: Term, on: date) -> None:
    """The number stays in the book, but the council has no report: it is owed again."""
    session = CouncilSession.objects.filter(pk=document.key, unit=document.unit_id).first()
    if session is not None and not _reported(session.pk):
        _open_duty(session, on=on)


def _reported(session_pk: int) -> bool:
    return Document.objects.about("council", session_pk).filter(state=State.ISSUED).exists()


def _open_duty(session: CouncilSession, *, on: date) -> None:
    try:
        due_on = Reading(session.unit, on=on).last_day(DUE, start=session.held_on).due_on
    except NoCalendar as unknown:
        raise Refused(unknown.message) from unknown
    due_on = max(due_on, min(on, session.held_on))  # entered late: today, not yesterday
    duties.open_duty(
        DUE,
        unit=session.unit,
        role=Role.CLERK,
        what=f"Báo cáo Hội đồng nhân dân về công khai, {session.name}",
        kind="council",
        key=session.pk,
        address=f"/cong-khai/bao-cao-hoi-dong/{session.pk}/",
        counted_from=min(on, due_on),
        due_on=due_on,
        basis=Basis.PARAMETER,
    )


def _locked(session: CouncilSession) -> CouncilSession:
    found = CouncilSession.objects.select_for_update(of=("self",)).select_related("unit")
    return found.get(pk=session.pk)


def _same_day(held_on: date) -> Refused:
    return Refused(f"Kỳ họp ngày {held_on:%d/%m/%Y} đã ghi rồi. Hãy mở kỳ họp ấy ở trang này.")


def _entry(session: CouncilSession) -> dict[str, Any]:
    return {"unit_id": session.unit_id, "kind": "council", "key": session.pk}
