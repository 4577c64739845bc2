"""A paper that was pinned on an earlier day is entered later: both days stay, no gap is hidden."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest

from civics.errors import Refused
from danchu.disclosure.tests.boards import UP, jpeg, paper_of, photo, rows, tap
from danchu.kit import clock
from danchu.people.tests.factories import signed_in
from danchu.postings import reading
from danchu.postings.actions import missing
from danchu.postings.models import Paper, Proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(lan, thang, tam) -> Paper:
    return paper_of(lan, thang)


def test_a_paper_pinned_on_an_earlier_day_is_entered_with_both_days(paper, tam, lan, hamlet):
    """Signed on 3/3, public on 4/3, pinned on 3/3 from the paper itself, entered on 9/3."""
    mine, late = rows(paper).filter(unit=hamlet), date(2026, 3, 9)
    said = {"photo": photo(), "on": late, "own": True}
    before = tap(mine.all(), tam, day=date(2026, 3, 2), **said)
    assert "có từ ngày 03/03/2026" in before.lines[0].words
    with pytest.raises(Refused, match="còn chưa đến"):
        tap(mine.all(), tam, day=late + timedelta(days=1), **said)
    assert tap(mine.all(), tam, day=date(2026, 3, 3), **said).took == 1

    [one] = mine.all()
    assert (one.first_on, one.kept_until, one.put_up.later) == (
        date(2026, 3, 3),
        date(2026, 4, 2),
        True,
    )
    [row] = reading.rows(mine.all(), on=late)
    assert "Dán ngày 03/03/2026, nhập sau ngày 09/03/2026." in row.notes
    assert "1 nơi ghi vào sổ sau ngày làm." in str(reading.told(paper, on=late))

    missing.report_gone(one, since=date(2026, 3, 10), note="", by=None, on=date(2026, 3, 10))
    now = {"on": date(2026, 3, 20), "own": True, "photo": photo("blue")}
    word = tap(mine.all(), tam, day=date(2026, 3, 11), **now)
    assert "không bớt được bằng lời" in word.lines[0].words
    assert "thiếu 10 ngày" in tap(mine.all(), tam, **now).lines[0].words


def test_a_photo_proves_no_other_paper_of_the_day_it_was_taken(paper, lan, thang, tam, hamlet):
    """The day typed is the day of the old photo: that opens no way to it."""
    tap(rows(paper).filter(unit=hamlet), tam, photo=photo())
    other = rows(paper_of(lan, thang, number="13/QĐ")).filter(unit=hamlet)
    late = UP + timedelta(days=4)
    with pytest.raises(Refused, match="đã gửi làm chứng ngày 05/03/2026"):
        tap(other, tam, day=UP, on=late, own=True, photo=photo())
    assert tap(other, tam, day=UP, on=late, own=True, photo=photo("blue")).took == 1


def named(data: bytes) -> BytesIO:
    found = BytesIO(data)
    found.name = "bang.jpg"
    return found


def test_an_earlier_day_wants_a_photo_not_a_word(paper, tam, hamlet, client):
    signed_in(client, tam.person)
    on, [one] = clock.today(), rows(paper).filter(unit=hamlet)
    told = {"giay": one.pk, "client_id": str(uuid4()), "note": "máy hỏng camera"}
    told["happened"] = f"{on - timedelta(days=2):%d/%m/%Y}"
    answer = client.post("/niem-yet/hom-nay/dan/", told)
    assert (answer.status_code, Proof.objects.count()) == (422, 0)
    client.post("/niem-yet/hom-nay/dan/", {**told, "photos": named(jpeg())})
    one.refresh_from_db()
    assert (one.first_on, one.put_up.later) == (on - timedelta(days=2), True)
