"""Papers on their way to boards, and taps as phones send them."""

import io
from datetime import date
from uuid import uuid4

from PIL import Image

from danchu.disclosure.tests.factories import note, publish
from danchu.duties.models import Duty
from danchu.kit import photos
from danchu.people.models import Term
from danchu.postings.actions import proving
from danchu.postings.actions.proving import Deed, Tick
from danchu.postings.models import Paper, Posting

UP = date(2026, 3, 5)  # a Thursday: pinned here, it must hang to the end of 4/4/2026


def paper_of(lan: Term, thang: Term, *, group=12, number="12/QĐ-UBND") -> Paper:
    """Signed on 3/3/2026, public on 4/3/2026; boards, loudspeakers and heads are due on 10/3."""
    item = publish(note(lan, group=group, number=number), lan, thang)
    return Paper.objects.get(room="disclosure", kind="item", key=str(item.pk))


def rows(paper: Paper, channel="posting"):
    return Posting.objects.filter(paper=paper, channel=channel).order_by("pk")


def tap(postings, by: Term, *, deed=Deed.UP, on=UP, client_id=None, **more) -> proving.Outcome:
    """One tap for all of `postings`."""
    ticks = [Tick(one.pk, deed) for one in postings]
    mine = Posting.objects.all()
    return proving.prove(mine, ticks, client_id=client_id or uuid4(), by=by, on=on, **more)


def photo(colour="red", name="bảng tin xóm.jpg") -> photos.Photo:
    return photos.clean(name, jpeg(colour))


def jpeg(colour="red", size=(64, 48), **saved) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **saved)
    return out.getvalue()


def duty(paper: Paper, kind: str) -> Duty:
    return Duty.objects.filter(kind=kind, key=str(paper.pk)).order_by("-pk")[0]
