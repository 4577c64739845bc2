"""A ward is called a ward: no page for its people says "xã" of it."""

import re
from datetime import timedelta

import pytest

from danchu.disclosure.tests.boards import paper_of
from danchu.kit.clock import today
from danchu.people.models import Role
from danchu.people.tests.factories import in_office
from danchu.petitions.actions import handling, showing
from danchu.petitions.models import PublicCase
from danchu.petitions.tests.factories import send
from danchu.places.models import Title
from danchu.reception.tests.factories import HALL, day_of, dialogue_of

pytestmark = pytest.mark.django_db
WORD = re.compile(r".{0,20}\bxã\b(?!, phường| hội).{0,20}", re.IGNORECASE)


def said(page: str) -> str:
    """What stands in the middle, without the law's own words beside it and what was typed in."""
    middle = page[page.index("<main") : page.index("</main>")]
    middle = re.sub(r'<div class="cite">.*?</section>|<[^>]+>', " ", middle, flags=re.DOTALL)
    return middle.replace(HALL, "").replace("hội trường xã", "")


def test_no_page_calls_a_ward_a_commune(commune, hung):
    commune.title, commune.slug = Title.PHUONG, "phuong-la-bang"
    commune.save()
    on = today()
    clerk = in_office("clerk", Role.CLERK, commune).terms.get()
    ticket = send(commune, on=on, public=True, text="Cống vỡ một bên, mong sửa giúp")
    showing.show(
        PublicCase.objects.get(),
        title="Cống vỡ",
        words="Cống vỡ",
        answer="",
        where="",
        by=clerk,
        on=on,
    )
    handling.answer(
        ticket.case, words="Đã đổ lại cống, xong ngày 07/12", cite="Xem tại chỗ", by=clerk, on=on
    )
    talk = dialogue_of(clerk, day=on + timedelta(9), on=on)
    day = day_of(clerk, day=on + timedelta(2), on=on)
    opens = {"code": ticket.case.number, "secret": ticket.secret}
    assert hung.post("/don-thu/theo-doi/", opens).status_code == 302

    pages = [
        f"/don-thu/cua-toi/{ticket.case.code}/",
        f"/don-thu/gui/{commune.slug}/",
        f"/don-thu/to-cao/?xa={commune.slug}",
        f"/don-thu/cong-khai/{commune.slug}/",
        f"/don-thu/cong-khai/{commune.slug}/nhat-ky/",
        f"/don-thu/cong-khai/viec/{PublicCase.objects.get().pk}/",
        f"/don-thu/so-lieu/{commune.slug}/",
        f"/tiep-dan/xa/{commune.slug}/",
        f"/tiep-dan/dat/{day.pk}/",
        f"/tiep-dan/doi-thoai/{talk.pk}/",
        f"/tiep-dan/doi-thoai/{talk.pk}/hoi/",
    ]
    found = {page: WORD.findall(said(hung.get(page).content.decode())) for page in pages}
    assert {page: words for page, words in found.items() if words} == {}


def test_a_hamlet_head_of_a_ward_is_told_that_the_ward_has_it(commune, tam, lan, thang, desk_of):
    commune.title = Title.PHUONG
    commune.save()
    head = desk_of(tam)
    paper_of(lan, thang)
    page = head.get("/niem-yet/hom-nay/").content.decode()
    screens = sorted(set(re.findall(r'href="(/niem-yet/hom-nay/[a-z-]+/)\?', page)))
    assert screens
    for address in ("/niem-yet/hom-nay/", *screens):
        page = head.get(address).content.decode()
        assert 'receiver="Phường"' in page, address  # what the queue says it with
        assert WORD.findall(said(page)) == [], address
