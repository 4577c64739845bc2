"""The office writes down a call: whom it is about, when the name is nobody's there."""

import re

import pytest
from django.utils.html import escape

from danchu.behalf.models import EnteredFor
from danchu.kit.clock import today
from danchu.petitions.models import Attachment, Case
from danchu.petitions.tests.factories import CULVERT, photo

pytestmark = pytest.mark.django_db
ENTER = "/don-thu/ban/ghi/"


def heard(**told):
    """A call to the hot line, as the form of the office is filled in."""
    call = {
        "source_of_case": "hotline",
        "track": "petition",
        "text": "Xin làm thêm đèn ở ngã ba đầu xóm",
        "name": "Lý Thị Mẩy",
        "told_on": f"{today():%d/%m/%Y}",
    }
    return {**call, **told}


def test_a_name_that_is_nobodys_is_said_once_and_nothing_typed_is_lost(lan, thang, desk_of):
    office = desk_of(lan)
    told = heard()
    typed = {**told, "about": "anh Thắng địa chính"}
    answer = office.post(ENTER, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có ai tên như vậy trong danh sách cán bộ của xã La Bằng" in page
    assert all(escape(said) in page for said in typed.values())
    assert not Case.objects.exists()

    page = office.post(ENTER, {**typed, "nhu-da-viet": "1"}).content.decode()
    case = Case.objects.get()
    assert f'href="/don-thu/ban/{case.pk}/#lien-quan"' in page
    assert not case.bars.exists()

    for about, barred in (("Lý Văn Thắng", 1), ("Không", 0), ("", 0)):
        page = office.post(ENTER, {**told, "about": about}).content.decode()
        case = Case.objects.order_by("-pk")[0]
        assert case.number in page
        assert "Chưa chặn ai" not in page
        assert case.bars.count() == barred


def test_a_photo_already_chosen_is_not_asked_for_again_because_of_a_name(lan, desk_of):
    told = heard(about="anh Thắng địa chính", pictures=[photo()])
    page = desk_of(lan).post(ENTER, told).content.decode()
    assert "Chưa chặn ai" in page
    assert Attachment.objects.count() == 1


def test_one_summary_stands_above_the_three_forms_with_all_that_is_missing(lan, desk_of):
    answer = desk_of(lan).post(ENTER, {"track": "petition", "told_on": "hôm qua"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert page.count("error-summary__t") == 1
    assert "Còn 4 chỗ cần xem lại" in page
    links = re.findall(r'<li><a href="#(id_\w+)">', page)
    assert links == ["id_text", "id_source_of_case", "id_name", "id_told_on"]
    assert [page.count(f'id="{one}') > 0 for one in links] == [True] * 4
    assert page.index("error-summary__t") < page.index("Chuyện gì</h2>")


@pytest.mark.parametrize(
    ("way", "source", "how"),
    [
        ("hotline", "hotline", "call"),
        ("zalo", "hotline", "zalo"),
        ("mailbox", "mailbox", "paper"),
        ("reception", "reception", "met"),
    ],
)
def test_the_way_is_asked_once_and_no_paper_was_a_call(lan, desk_of, way, source, how):
    assert 'name="source"' not in desk_of(lan).get(ENTER).content.decode()

    assert desk_of(lan).post(ENTER, heard(source_of_case=way)).status_code == 200

    assert (Case.objects.get().source, EnteredFor.objects.get().source) == (source, how)


def test_the_senders_own_form_asks_no_second_time_about_a_name(hung, commune):
    told = {"track": "feedback", "text": CULVERT, "about": "anh Thắng địa chính"}
    assert hung.post("/don-thu/gui/xa-la-bang/", told).status_code == 200
