"""Texts as odd keyboards write them: what the database could not keep is refused in words."""

import pytest

from danchu.disclosure.models import Item
from danchu.disclosure.tests.factories import note

pytestmark = pytest.mark.django_db
GROWS = "\ufb2c" * 60  # 60 letters, which one spelling writes as 180


def test_a_number_that_grows_beyond_its_field_is_refused(desk_of, lan):
    fields = {"group": "12", "decided_on": "02/03/2026", "signer": "Nông Văn Bình"}

    answer = desk_of(lan).post("/cong-khai/ghi-nhan/", {**fields, "number": GROWS})

    assert answer.status_code == 422
    assert not Item.objects.exists()


def test_a_text_longer_than_the_search_can_hold_is_refused(desk_of, lan):
    item = note(lan)
    words = {"title": "Mức thu", "body": "nước sạch " * 10_000}

    answer = desk_of(lan).post(f"/cong-khai/{item.pk}/soan/", words)

    assert answer.status_code == 422
    assert not item.versions.exists()


@pytest.mark.parametrize("slug", ["a\0b", "khong-co"])
def test_an_office_that_does_not_exist_is_not_found(desk_of, lan, slug):
    answer = desk_of(lan).post("/cong-khai/khong-phat-sinh/", {"don-vi": slug})

    assert answer.status_code == 404


@pytest.mark.parametrize("digits", ["9" * 5000, "٣", "-1", "0"])
def test_numbers_nobody_counts_to_are_no_group_and_no_pointer(desk_of, lan, digits):
    desk = desk_of(lan)

    assert desk.post("/cong-khai/khong-phat-sinh/", {"group": digits}).status_code < 500
    assert desk.get("/cong-khai/ghi-nhan/", {"chi": digits}).status_code == 200
