"""The office writes down a call: whom it is about, when the name is nobody's there."""

import pytest
from django.utils.html import escape

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
        "source": "call",
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


def test_the_senders_own_form_asks_no_second_time_about_a_name(hung, commune):
    told = {"track": "feedback", "text": CULVERT, "about": "anh Thắng địa chính"}
    assert hung.post("/don-thu/gui/xa-la-bang/", told).status_code == 200
