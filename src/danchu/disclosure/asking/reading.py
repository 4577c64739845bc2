"""What pages show of a request: its clock, its walk, its căn cứ, and what is public already."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from civics.errors import NotInForce
from danchu.behalf.reading import Mark, mark_of
from danchu.disclosure.asking import clocks, looking
from danchu.disclosure.asking.models import (
    AnswerFile,
    Came,
    InformationRequest,
    PublishedAnswer,
    Stage,
)
from danchu.duties.faces import Face, clock
from danchu.duties.models import Basis
from danchu.kit import search
from danchu.kit.folding import fold
from danchu.kit.models import SearchEntry
from danchu.places.models import Unit
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Applied, reading_of

NEW_LAW = "information.new_law"
LIKE_SHOWN, MOST_PAIRS = 5, 12
# Words of asking, which stand in every question and find nothing.
EMPTY = frozenset(
    fold(
        "tôi muốn hỏi xin cho biết về của là có không bao nhiêu như thế nào được các những và ở xã "
        "thông tin này kia đó với xem cần giúp mình bà con năm ngày"
    ).split()
)


# ── what is public already ────────────────────────────────────────────────────────────────────


def like(unit: Unit, text: str) -> list[SearchEntry]:
    """Public pages of the commune that most words of a question, taken in pairs, lead to."""
    words = [word for word in fold(text).split() if word not in EMPTY]
    pairs = list(dict.fromkeys(pairwise(words)))[:MOST_PAIRS]
    asked = [" ".join(pair) for pair in pairs] or words[:1]
    within = search.Narrowed(kinds=("item", "published_answer"), unit_ids=[unit.pk])
    met: dict[int, tuple[int, SearchEntry]] = {}
    for one in asked:
        for entry in search.find(one, within):
            met[entry.pk] = (met.get(entry.pk, (0, entry))[0] + 1, entry)
    best = sorted(met.values(), key=lambda told: (-told[0], -told[1].pk))
    return [entry for _, entry in best[:LIKE_SHOWN]]


# ── căn cứ ────────────────────────────────────────────────────────────────────────────────────


def asking_cites(unit: Unit, *, on: date) -> list[dict[str, Any]]:
    """Beside the form: what must be answered, by when, at what cost."""
    clock_ = clocks.CLOCKS[Came.NETWORK]
    keys = [
        "disclosure.information_request",
        "information.request_form",
        "information.request_contents",
        "information.receive",
        clock_.ready,
        clock_.notice,
        clock_.whole,
        "information.cost",
    ]
    return citing.panel(_in_force(unit, keys, on=on))


def request_cites(request: InformationRequest, *, on: date) -> list[dict[str, Any]]:
    """The rules this request is judged by: those of the day its clock began."""
    day = request.counted_from or request.missing_on or on
    if request.stage == Stage.REFUSED:
        keys = ["information.refuse", "information.refuse.cases", "information.complain"]
    elif request.stage == Stage.INCOMPLETE:
        keys = ["information.receive"]
    else:
        keys = [request.due_rule] if request.due_rule else []
        if request.at_the_office and (notice := clocks.of(request).notice):
            keys.append(notice)
        if request.stage == Stage.REDIRECTED:
            keys.append("information.receive")
        if request.fee_vnd is not None:
            keys.append("information.cost")
        if request.late(on=on):
            keys.append("information.complain")
    return citing.panel(_in_force(request.unit, keys, on=day))


def refusing_cites(request: InformationRequest, *, on: date) -> list[dict[str, Any]]:
    """What whoever refuses must have read."""
    keys = [
        "information.refuse",
        "information.refuse.cases",
        "information.not_accessible",
        "information.conditional",
        "information.forms",
    ]
    return citing.panel(_in_force(request.unit, keys, on=on))


def _in_force(unit: Unit, keys: Iterable[str], *, on: date) -> list[Applied]:
    """And last what the press says of a law that may have come after."""
    book = reading_of(unit, on=on)
    found = [book.value(key) for key in keys]
    try:
        return [*found, book.value(NEW_LAW)]
    except NotInForce:
        return found


# ── one request ───────────────────────────────────────────────────────────────────────────────


def face(request: InformationRequest, *, on: date) -> Face | None:
    """The clock of the answer; None while it waits for whoever asked."""
    if request.due_on is None or request.counted_from is None:
        return None
    return clock(
        due_on=request.due_on,
        done_on=None if request.stage == Stage.WITHDRAWN else request.closed_on,
        basis=Basis.LAW,
        counted_from=request.counted_from,
        stopped=request.stage == Stage.WITHDRAWN,
        on=on,
    )


def notice_face(request: InformationRequest, *, on: date) -> Face | None:
    """The clock of telling when; None when it was told, or is not asked for."""
    if request.notice_due_on is None or request.counted_from is None:
        return None
    return clock(
        due_on=request.notice_due_on,
        done_on=None,
        basis=Basis.LAW,
        counted_from=request.counted_from,
        on=on,
    )


class Row(NamedTuple):
    """One request on the office's list."""

    request: InformationRequest
    face: Face | None  # of what comes first
    next: str


def rows(requests: Iterable[InformationRequest], *, on: date) -> list[Row]:
    found = []
    for one in requests:
        first = notice_face(one, on=on)
        found.append(Row(one, first or face(one, on=on), _next(one)))
    return found


def _next(request: InformationRequest) -> str:
    if request.stage == Stage.RECEIVED:
        return "Xem và nhận giải quyết"
    if request.stage == Stage.ACCEPTED:
        return "Trả lời"
    return "Xem"


ENDS = {
    Stage.SUPPLIED: "Xã cung cấp thông tin",
    Stage.REFUSED: "Xã từ chối, có lý do",
    Stage.REDIRECTED: "Xã chỉ nơi có trách nhiệm",
    Stage.WITHDRAWN: "Người hỏi rút phiếu",
}


def walk(request: InformationRequest) -> list[dict[str, Any]]:
    """Day by day, in words for whoever asked. No names."""
    steps: list[tuple[date | None, str, str]] = [
        (request.asked_on, "Phiếu đến xã", request.get_came_display()),
        (request.missing_on, "Xã hỏi thêm", request.missing),
        (request.accepted_on, "Xã nhận giải quyết", ""),
        (request.noticed_on, "Xã báo thời hạn", request.notice),
        (request.extended_on, "Xã gia hạn", request.extended_why),
    ]
    if request.missing_on and request.counted_from:
        steps.append((request.counted_from, "Người hỏi đã bổ sung", "Hạn đếm lại từ ngày này."))
    if request.closed_on:
        late = request.late(on=request.closed_on) and request.stage != Stage.WITHDRAWN
        steps.append((request.closed_on, ENDS[Stage(request.stage)], "trễ hạn" if late else ""))
    told = [(day, title, text) for day, title, text in steps if day]
    return [
        {"on": day, "title": title, "text": text, "state": "done"}
        for day, title, text in sorted(told, key=lambda one: one[0])
    ]


def shown(request: InformationRequest, *, on: date) -> dict[str, Any]:
    """What both sides' pages show of it."""
    return {
        "found": request,
        "face": face(request, on=on),
        "notice_face": notice_face(request, on=on),
        "walk": walk(request),
        "today": on,
        "cites": request_cites(request, on=on),
        "mark": marked(request),
    }


def marked(request: InformationRequest) -> Mark | None:
    return mark_of(clocks.DUTY, request.pk) if request.entered_by_id else None


def file_rows(held: Iterable[AnswerFile], under: str) -> list[dict[str, Any]]:
    """As `kit/_files.html` wants them."""
    return [
        {
            "name": one.name,
            "address": f"{under}{one.pk}/",
            "kind": one.name.rsplit(".", 1)[-1].upper(),
            "size": one.size,
            "sha256": one.sha256,
        }
        for one in held
    ]


# ── the answer being written ──────────────────────────────────────────────────────────────────


class Desk(NamedTuple):
    """The answer as it stands, looked through."""

    looked: list[looking.Looked]
    found: int
    unread: list[str]
    digest: str

    @property
    def written(self) -> bool:
        return bool(self.looked)


def desk(request: InformationRequest) -> Desk:
    """Nothing while nothing was written."""
    held = list(request.files.order_by("pk"))
    if not request.answer and not held:
        return Desk([], 0, [], "")
    looked = looking.look({"Trả lời": request.answer}, held)
    return Desk(looked, looking.count(looked), looking.unread(looked), request.digest())


def publishing_initial(request: InformationRequest) -> dict[str, Any]:
    """The answer as it was given; the question is always written anew."""
    return {"answer": request.answer}


def title_of(found: PublishedAnswer) -> str:
    return "Hỏi đáp đã gỡ khẩn" if found.removed_on else found.question
