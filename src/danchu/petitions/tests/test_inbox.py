"""The office's list: what is looked for is found, open or closed; what is urgent stands first."""

import pytest

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.petitions.actions import handling
from danchu.petitions.tests.factories import REASONS, send

pytestmark = pytest.mark.django_db
ON = today()
INBOX = "/don-thu/ban/"


def test_a_closed_case_is_found_by_the_first_letters_of_its_number_as_the_ticket_writes_it(
    commune, lan, desk_of
):
    closed, other = (send(commune, on=ON).case for _ in range(2))
    handling.answer(closed, words=REASONS, cite="Xem tại chỗ", by=lan, on=ON)
    office = desk_of(lan)
    for typed in (closed.number, closed.number[:7], closed.code[:4], f"pa {closed.code[:4]}"):
        page = office.get(INBOX, {"q": typed}).content.decode()
        assert closed.number in page, typed
        assert other.number not in page, typed


def test_giving_it_to_somebody_stands_first_until_somebody_has_it(commune, lan, desk_of):
    case = send(commune, on=ON).case
    office, at = desk_of(lan), f"{INBOX}{{}}/"
    page = office.get(at.format(case.pk)).content.decode()
    assert page.index('id="giao"') < page.index('id="tra-loi"')
    handling.assign(case, lan, by=lan, on=ON)
    page = office.get(at.format(case.pk)).content.decode()
    assert page.index('id="tra-loi"') < page.index('id="giao"')


def test_a_button_pressed_after_the_case_was_closed_is_told_so_without_words(commune, lan, thang):
    case = send(commune, on=ON).case
    handling.answer(case, words=REASONS, cite="Xem tại chỗ", by=lan, on=ON)
    with pytest.raises(Refused, match=rf"{case.number} đã khép lại: đã trả lời. Chưa ghi được gì"):
        handling.assign(case, lan, by=thang, on=ON)


def test_words_sent_after_the_case_was_closed_come_back_to_their_sender(commune, lan, hung):
    ticket = send(commune, on=ON)
    secret = {"code": ticket.case.number, "secret": ticket.secret}
    at = hung.post("/don-thu/theo-doi/", secret)["Location"]
    handling.answer(ticket.case, words=REASONS, cite="Xem tại chỗ", by=lan, on=ON)
    more = "Sáng nay nước lại dâng, cống chưa thông."
    page = hung.post(at, {"words": more})
    assert page.status_code == 422
    assert "đã khép lại" in page.content.decode()
    assert more in page.content.decode()
