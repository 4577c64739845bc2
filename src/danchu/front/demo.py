"""The demo commune: a real unit, made-up people and papers, caught in the middle of a story.

Everything is done by the actions of the rooms on days gone by, so the demo shows nothing that the
house cannot do.
"""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from danchu.disclosure.actions import (
    checking,
    drafting,
    mending,
    noting,
    planning,
    publishing,
    speaking,
)
from danchu.disclosure.models import Channel, Item
from danchu.disclosure.periods import Quarter
from danchu.disclosure.screening import asks
from danchu.disclosure.speaking import making
from danchu.front import (
    demo_boards,
    demo_meetings,
    demo_petitions,
    demo_reception,
    demo_requests,
    demo_votes,
)
from danchu.front.demo_papers import PAPERS, Paper
from danchu.front.demo_people import SINCE, Cast, build_people, build_places
from danchu.kit.law import book
from danchu.people.models import User
from danchu.places.models import Unit


def records_stand() -> bool:
    """Whether anything but units and law is in the database."""
    return User.objects.exists() or Item.objects.exists()


def made_up() -> bool:
    """Whether the demo was built here."""
    return User.objects.filter(demo=True).exists() or Unit.objects.filter(demo=True).exists()


@transaction.atomic
def build(*, on: date) -> Unit:
    """People, three communities, and papers on time, late, due, corrected, sealed."""
    unit, communities = build_places(on=on)
    cast = build_people(unit, communities, on=on)
    planning.open_calendar_duties(on=on)
    _plan(unit, cast, on=on)
    for paper in PAPERS:
        tell(paper, unit, cast, on=on)
    _read_aloud(unit, cast, on=on)
    demo_boards.pin(unit, cast.clerk, on=on)
    if cast.second_head is not None:
        demo_meetings.gather(cast.second_head, demo_pdf, since=SINCE, on=on)
    demo_petitions.tell(unit, communities, cast.clerk, cast.chair, on=on)
    demo_reception.receive(unit, cast.clerk, on=on)
    _quarter(unit, cast, on=on)
    demo_requests.tell(unit, cast, on=on)
    demo_votes.vote(communities[0], on=on)
    noting.point(
        unit,
        about="Xã mới có mức thu tiền vệ sinh mà chưa thấy dán ở nhà văn hóa (minh họa).",
        number="",
        decided_on=None,
        by=cast.delegate,
        on=_working_days_ago(2, on),
    )
    return unit


def _plan(unit: Unit, cast: Cast, *, on: date) -> None:
    planning.issue_plan(
        unit,
        year=on.year,
        document="05/KH-UBND (minh họa)",
        has_loudspeaker=True,
        lines=[
            planning.Line(
                7,
                more_channels=(Channel.NETWORKS,),
                posting_days=45,
                responsible="Công chức Văn hóa - Xã hội",
                when="tháng 11, 12",
            ),
            planning.Line(2, responsible="Công chức Tài chính - Kế toán", when="hằng quý"),
        ],
        by=cast.chair,
        on=max(date(on.year, 1, 20), cast.chair.since),
    )


def _read_aloud(unit: Unit, cast: Cast, *, on: date) -> None:
    """The urgent paper, and the newest, have their text issued on the day they were published."""
    public = Item.objects.filter(unit=unit).published().order_by("-published_on", "-pk")
    for item in [*public.filter(group=8)[:1], *public.exclude(group=8)[:1]]:
        version = item.versions.public().order_by("-number")[0]
        text = making.made(item, version)
        speaking.issue_script(item, text=text, by=cast.clerk, on=item.published_on or on)


def _quarter(unit: Unit, cast: Cast, *, on: date) -> None:
    quarter = Quarter.before(on)
    planning.post_quarterly_list(
        unit, quarter=quarter, by=cast.clerk, on=_after(quarter.last_day, 4)
    )
    for group in (6, 9):
        noting.declare_nothing(unit, group=group, quarter=quarter, by=cast.clerk, on=on)


def tell(paper: Paper, unit: Unit, cast: Cast, *, on: date) -> None:
    """Live one paper through its days."""
    signed = _signed_on(paper, on)
    noted = min(_after(signed, 1), on)
    item = noting.note(
        unit,
        group=paper.group,
        number=paper.number,
        decided_on=signed,
        signer=f"{cast.chair.person.full_name}, {cast.chair.spoken_role}",
        by=cast.clerk,
        on=noted,
    )
    if paper.ends == "noted":
        return
    _write(item, paper, cast, on=noted)
    if paper.ends == "submitted":
        return
    public_on = _after(signed, paper.published_after)
    _approve(item, cast, on=public_on)
    if paper.ends == "corrected":
        _correct(item, paper, cast, on=_after(public_on, 3))
    elif paper.ends == "withdrawn":
        mending.withdraw(item, why=paper.why, by=cast.chair, on=_after(public_on, 2))
    elif paper.ends == "removed":
        ground = "personal_data"
        mending.remove_urgently(item, ground=ground, by=cast.clerk, on=_after(public_on, 1))


def _approve(item: Item, cast: Cast, *, on: date) -> None:
    """The approver reads all, and ticks what the machine could not read."""
    version = drafting.draft_of(item)
    check = checking.of_now(version) if version else None
    ticks = [ask.key for ask in asks(check.told)] if check else []
    publishing.approve(item, no_secret=True, by=cast.approver, on=on, ticks=ticks)


def _write(item: Item, paper: Paper, cast: Cast, *, on: date) -> None:
    version = drafting.save_draft(
        item,
        title=paper.title,
        body=paper.body,
        personal_list=paper.personal_list,
        by=cast.clerk,
        on=on,
    )
    file = SimpleUploadedFile("van-ban-minh-hoa.pdf", demo_pdf(f"{paper.number} (minh hoa)"))
    drafting.attach(version, file, personal=False, signed_paper=False, by=cast.clerk, on=on)
    drafting.submit(item, by=cast.clerk, on=on)


def _correct(item: Item, paper: Paper, cast: Cast, *, on: date) -> None:
    drafting.save_draft(
        item,
        title=paper.title,
        body=paper.body.replace(*paper.correction),
        personal_list=paper.personal_list,
        reason=paper.why,
        by=cast.clerk,
        on=on,
    )
    drafting.submit(item, by=cast.clerk, on=on)
    _approve(item, cast, on=_after(on, 1))


def _signed_on(paper: Paper, on: date) -> date:
    """The signing day: so many working days ago, or such that it falls due in so many days."""
    if paper.signed_ago is not None:
        return _working_days_ago(paper.signed_ago, on)
    due = book().calendar.after(on, paper.due_in)
    days = [on - timedelta(days=back) for back in range(20)]
    return next(d for d in days if book().deadline("disclosure.publish", start=d).due_on == due)


def _after(day: date, working_days: int) -> date:
    return book().calendar.after(day, working_days)


def _working_days_ago(days: int, on: date) -> date:
    return book().calendar.before(on, days)


def demo_pdf(words: str) -> bytes:
    """A one-line PDF, plain enough to be written by hand."""
    stream = f"BT /F1 20 Tf 60 760 Td ({words}) Tj ET".encode("ascii", "replace")
    fonts = b"/Resources<</Font<</F1 5 0 R>>>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + fonts + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
