"""From the rows of `postings` to an official paper: which rows, whose hamlet, about what."""

from collections.abc import Sequence
from datetime import date

from civics.errors import Refused
from danchu.disclosure import access, papers_posted
from danchu.disclosure.models import Item, State
from danchu.disclosure.papers_posted import Place
from danchu.documents import actions as documents
from danchu.documents.actions import About
from danchu.documents.models import Document
from danchu.kit.readable import number
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.postings import access as boards
from danchu.postings import day, reading
from danchu.postings.models import ON_BOARDS, OPEN, Posting
from danchu.postings.models import Paper as Board
from danchu.postings.reading import Row

NOTICE, POSTED, TAKEN_DOWN = "thong-bao", "bien-ban", "bien-ban-go"
OF_ITEM = (NOTICE, POSTED, TAKEN_DOWN)
SHEET, TOGETHER = "phieu", "thong-bao"
OF_HAMLET = (SHEET, TOGETHER)


def back(item: Item) -> str:
    """Where the tap came from: the paper's board, or the item when nothing hangs."""
    board = access.board_of(item)
    return f"/niem-yet/giay/{board.pk}/" if board else f"/cong-khai/{item.pk}/soan/"


def hamlet(commune: Unit, asked: str, *, on: date) -> Unit | None:
    """One hamlet of the commune by its number; None for any other word."""
    pk = number(asked)
    return next((one for one in access.communities(commune, on=on) if one.pk == pk), None)


def draw(item: Item, what: str, asked: str, *, by: Term, on: date) -> Document:
    """One paper about one item."""
    board = access.board_of(item)
    if what == NOTICE:
        return _notice(item, board, by=by, on=on)
    if board is None:
        raise Refused(papers_posted.NO_BOARD)
    return _minutes(item, board, what, hamlet(item.unit, asked, on=on), by=by, on=on)


def _notice(item: Item, board: Board | None, *, by: Term, on: date) -> Document:
    version = access.public_versions(item).first() if item.state == State.PUBLISHED else None
    if version is None:
        raise Refused("Nội dung này đang không công khai nên không có gì để niêm yết.")
    paper = papers_posted.notice(item, version, board, on=on)
    repeats = (("item", item.pk), ("item_text", item.pk))
    about = About("notice", item.pk, f"/cong-khai/{item.pk}/", open=True, mentions=repeats)
    return documents.draw_up(item.unit, paper, about, by=by, on=on)


def _minutes(
    item: Item, board: Board, what: str, only: Unit | None, *, by: Term, on: date
) -> Document:
    if item.state == State.REMOVED:
        raise Refused("Nội dung đã gỡ khẩn, không lập biên bản có tên nội dung ấy được nữa.")
    rows = _rows(board, only, on=on)
    head = boards.head_named(only, on=on) if only else ""
    place = Place(item.unit, only, head)
    if what == POSTED:
        if not any(row.posting.first_on for row in rows):
            raise Refused("Chưa nơi nào ghi đã dán. Dán, ghi ngày xong thì lập biên bản.")
        paper = papers_posted.posted(board, rows, place, by=by, on=on)
    else:
        if not any(row.posting.taken_down_on for row in rows):
            raise Refused("Chưa nơi nào ghi đã gỡ. Gỡ, ghi ngày xong thì lập biên bản kết thúc.")
        paper = papers_posted.taken_down(board, rows, place, by=by, on=on)
    kind = "posted" if what == POSTED else "taken_down"
    key = f"{board.pk}-{only.pk}" if only else f"{board.pk}"
    at = f"/niem-yet/giay/{board.pk}/"
    about = About(kind, key, at, mentions=(("item", item.pk),))
    return documents.draw_up(item.unit, paper, about, by=by, on=on)


def _rows(board: Board, only: Unit | None, *, on: date) -> list[Row]:
    found = boards.public_board(board).filter(channel__in=ON_BOARDS)
    if only is not None:
        found = found.filter(unit=only)
    rows = reading.rows(found.order_by("unit__kind", "unit__name", "pk"), on=on)
    if not rows:
        raise Refused(papers_posted.NO_BOARD)
    return rows


def draw_bundle(commune: Unit, at: Unit, what: str, *, by: Term, on: date) -> Document:
    """What a hamlet is given today, or one notice for all that hangs on its boards."""
    mine = boards.of_hamlet(at)
    if what == SHEET:
        screens = list(day.screens(mine, on=on).values())
        postings = [task.posting for screen in screens for task in screen.tasks]
        head = boards.head_named(at, on=on)
        paper = papers_posted.sheet(commune, at, head, screens, on=on)
    else:
        hanging = mine.filter(channel__in=ON_BOARDS, state__in=OPEN, paper__closed_on=None)
        postings = list(hanging.order_by("paper", "pk"))
        paper = papers_posted.together(commune, at, postings, on=on)
    if not postings:
        raise Refused(f"{at} hôm nay không có giấy nào phải dán, báo hay gỡ.")
    kind = "bundle" if what == SHEET else "bundle_notice"
    about = About(
        kind,
        f"{at.pk}-{on:%Y%m%d}",
        f"/niem-yet/to-gop/?xom={at.pk}" if what == SHEET else "",
        open=what == TOGETHER,
        mentions=_items(postings),
    )
    return documents.draw_up(commune, paper, about, by=by, on=on)


def _items(postings: Sequence[Posting]) -> tuple[tuple[str, object], ...]:
    """Whose titles the paper repeats."""
    papers = [one.paper for one in postings]
    return tuple((one.kind, one.key) for one in papers if one.room == "disclosure")
