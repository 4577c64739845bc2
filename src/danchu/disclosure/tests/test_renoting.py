"""A mistyped note is mended in the open: judged anew, and what stood there stays readable."""

from datetime import date

import pytest

from civics.errors import Refused
from danchu.disclosure import telling
from danchu.disclosure.actions import drafting, noting, renoting
from danchu.disclosure.models import Item
from danchu.duties.models import Duty
from danchu.kit.models import AuditEntry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 2)


@pytest.fixture
def item(commune, lan):
    return noting.note(
        commune, group=3, number="155/QĐ-UBND", decided_on=date(2026, 11, 10),
        signer="Nông Văn Bình", by=lan, on=TODAY,
    )  # fmt: skip


def again(item, lan, **instead):
    words = {"group": 3, "number": "155/QĐ-UBND", "decided_on": date(2026, 12, 1)}
    words |= {"signer": "Nông Văn Bình", "why": "gõ nhầm ngày ký"} | instead
    return renoting.renote(item, **words, by=lan, on=TODAY)


def test_the_due_day_follows_the_right_signing_day_and_one_duty_stays_open(item, lan):
    assert item.due_on == date(2026, 11, 17)

    again(item, lan)

    duty = Duty.objects.open().get(kind="item", key=str(item.pk))
    assert duty.due_on == Item.objects.get(pk=item.pk).due_on == date(2026, 12, 8)
    called_off = Duty.objects.get(called_off_on__isnull=False)
    assert (called_off.due_on, called_off.called_off_on) == (date(2026, 11, 17), TODAY)
    assert AuditEntry.objects.filter(act="disclosure.renote", account_id=lan.person_id).count() == 1


def test_what_stood_there_and_why_it_changed_is_told_in_the_history(item, lan):
    again(item, lan)

    step = next(s for s in telling.story(item, []) if s["title"].startswith("Sửa ghi nhận"))
    assert step["title"] == "Sửa ghi nhận 02/12/2026"
    assert "gõ nhầm ngày ký" in step["text"]
    assert "155/QĐ-UBND, ký 10/11/2026" in step["text"]


def test_another_group_brings_its_own_basis(item, lan):
    again(item, lan, group=2)

    assert Duty.objects.open().get(kind="item").basis == "fallback"


def test_without_a_reason_nothing_changes(item, lan):
    with pytest.raises(Refused, match="vì sao sửa"):
        again(item, lan, why="  ")

    assert Item.objects.get(pk=item.pk).due_on == date(2026, 11, 17)


def test_a_note_is_not_mended_into_another_one(item, lan, commune):
    noting.note(
        commune, group=3, number="156/QĐ-UBND", decided_on=date(2026, 11, 11),
        signer="Nông Văn Bình", by=lan, on=TODAY,
    )  # fmt: skip

    with pytest.raises(Refused, match="đã được ghi nhận ở mục khác"):
        again(item, lan, number="156/QĐ-UBND", decided_on=date(2026, 11, 11))

    assert Item.objects.get(pk=item.pk).number == "155/QĐ-UBND"
    assert item.note_changes.count() == 0


def test_what_waits_for_the_approver_is_not_mended(item, lan):
    drafting.save_draft(item, title="Tên", body="Chữ", personal_list="", by=lan, on=TODAY)
    drafting.submit(item, by=lan, on=TODAY)

    with pytest.raises(Refused, match="không sửa ghi nhận được nữa"):
        again(item, lan)


def test_the_page_is_for_the_office_of_the_commune_alone(item, lan, mai, client, desk_of):
    address = f"/cong-khai/{item.pk}/sua-ghi-nhan/"

    assert desk_of(lan).get(address).status_code == 200
    assert desk_of(mai).get(address).status_code == 404
    assert client.get(address).status_code == 302
