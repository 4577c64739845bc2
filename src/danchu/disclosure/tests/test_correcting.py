"""Đính chính: a new version with its reason; the old one stays readable, with the difference."""

import time
from datetime import date

import pytest
from django.db import IntegrityError

from civics.errors import Refused
from danchu.disclosure import telling
from danchu.disclosure.actions import drafting, publishing
from danchu.disclosure.models import State, Version
from danchu.disclosure.tests.factories import (
    BODY,
    NOTED,
    TITLE,
    acts,
    attach,
    draft,
    duties_of,
    note,
    pdf,
    publish,
)
from danchu.duties.models import Basis
from danchu.kit import search
from danchu.rulebook.actions import set_local_rule

pytestmark = pytest.mark.django_db
FOUND, MENDED = date(2026, 3, 5), date(2026, 3, 9)  # a Thursday and the Monday after
WHY = "đếm thiếu một chỗ bán"
NEW = "Chỗ bán cố định 130.000 đồng một tháng."


@pytest.fixture
def item(lan, thang):
    return publish(note(lan), lan, thang, files=[pdf()])


def correct(item, lan, thang, *, on=MENDED, **words):
    draft(item, lan, on=FOUND, **{"body": NEW, "reason": WHY, **words})
    drafting.submit(item, by=lan, on=FOUND)
    return publishing.approve(item, no_secret=True, by=thang, on=on)


def correction_duty(item):
    return duties_of("item", item.pk).get(rule_key="disclosure.correct")


def test_beginning_a_correction_opens_its_own_duty_by_the_parameter_of_the_province(item, lan):
    draft(item, lan, on=FOUND, body=NEW, reason=WHY)
    draft(item, lan, on=FOUND, body=NEW + " Từ tháng 4.", reason=WHY)

    duty = correction_duty(item)
    assert duty.basis == Basis.PARAMETER
    assert (duty.counted_from, duty.due_on) == (FOUND, date(2026, 3, 9))  # two working days
    assert duty.done_on is None
    item.refresh_from_db()
    assert item.state == State.PUBLISHED


def test_the_parameter_is_the_provinces_to_set(item, lan, viet, province):
    papers = {"document": "11/QĐ-UBND", "signer": "Vũ Quốc Việt", "by": viet, "on": NOTED}
    change = {"working_days": 3}
    set_local_rule("disclosure.correct", unit=province, since=FOUND, change=change, **papers)

    draft(item, lan, on=FOUND, body=NEW, reason=WHY)

    assert correction_duty(item).due_on == date(2026, 3, 10)


def test_publishing_the_correction_closes_its_duty_and_leaves_the_first_one(item, lan, thang):
    correct(item, lan, thang)

    first, second = duties_of("item", item.pk)
    assert (first.rule_key, first.done_on) == ("disclosure.publish", NOTED)
    assert (second.rule_key, second.done_on) == ("disclosure.correct", MENDED)


def test_the_days_of_the_first_publication_stay(item, lan, thang):
    correct(item, lan, thang)

    item.refresh_from_db()
    assert (item.published_on, item.posted_until) == (NOTED, date(2026, 4, 3))
    assert not item.late(on=MENDED)


def test_the_new_text_is_read_first_and_the_old_one_stays_with_the_difference(
    item, lan, thang, hung
):
    correct(item, lan, thang, title="Mức phí chợ Đình Cả")

    page = hung.get(f"/cong-khai/{item.pk}/").content.decode()
    assert NEW in page
    assert BODY not in page
    assert WHY in page
    assert f"/cong-khai/{item.pk}/ban/1/" in page
    old = hung.get(f"/cong-khai/{item.pk}/ban/1/").content.decode()
    assert f"<del>{BODY}</del>" in old
    assert f"<ins>{NEW}</ins>" in old
    assert f"<del>{TITLE}</del> <ins>Mức phí chợ Đình Cả</ins>" in old
    assert hung.get(f"/cong-khai/{item.pk}/ban/3/").status_code == 404


def test_a_correction_being_written_is_nobodys_to_read_yet(item, lan, hung):
    version = draft(item, lan, on=FOUND, body=NEW, reason=WHY)
    file = attach(version, lan, pdf("moi.pdf", words="moi"), on=FOUND)

    assert NEW not in hung.get(f"/cong-khai/{item.pk}/").content.decode()
    assert hung.get(f"/cong-khai/{item.pk}/ban/2/").status_code == 404
    assert hung.get(f"/cong-khai/{item.pk}/tep/{file.pk}/").status_code == 404


def test_the_files_are_carried_over_and_the_old_ones_stay(item, lan, thang, hung):
    old = item.versions.get().files.get()

    correct(item, lan, thang)

    new = item.versions.get(number=2).files.get()
    assert (new.sha256, new.stored_as, new.name) == (old.sha256, old.stored_as, old.name)
    assert new.pk != old.pk
    for file in (old, new):
        assert hung.get(f"/cong-khai/{item.pk}/tep/{file.pk}/").status_code == 200


def test_taking_a_file_out_of_the_correction_leaves_the_public_one(
    item, lan, hung, django_capture_on_commit_callbacks
):
    old = item.versions.get().files.get()
    carried = draft(item, lan, on=FOUND, body=NEW, reason=WHY).files.get()

    with django_capture_on_commit_callbacks(execute=True):
        drafting.detach(carried, by=lan, on=FOUND)

    assert hung.get(f"/cong-khai/{item.pk}/tep/{old.pk}/").status_code == 200


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_correction_says_why(item, lan, reason):
    with pytest.raises(Refused, match="Đính chính phải nói rõ vì sao"):
        draft(item, lan, on=FOUND, body=NEW, reason=reason)

    assert item.versions.count() == 1
    assert not duties_of("item", item.pk).filter(rule_key="disclosure.correct").exists()


def test_the_database_refuses_a_correction_without_a_reason(item, lan):
    with pytest.raises(IntegrityError, match="a_correction_says_why"):
        Version.objects.create(
            item=item, number=2, title="x", body="x", drafted_by=lan, drafted_on=FOUND
        )


def test_one_correction_at_a_time(item, lan):
    draft(item, lan, on=FOUND, body=NEW, reason=WHY)

    with pytest.raises(IntegrityError, match=r"one_draft_at_a_time|item_id"):
        Version.objects.create(
            item=item, number=3, title="x", body="x", reason="x", drafted_by=lan, drafted_on=FOUND
        )


def test_a_correction_dropped_leaves_the_public_text_and_calls_its_duty_off(
    item, lan, hung, django_capture_on_commit_callbacks
):
    version = draft(item, lan, on=FOUND, body=NEW, reason=WHY)
    attach(version, lan, pdf("moi.pdf", words="moi"), on=FOUND)
    old = item.versions.get(number=1).files.get()

    with django_capture_on_commit_callbacks(execute=True):
        drafting.drop_correction(item, by=lan, on=MENDED)

    assert item.versions.get().number == 1
    duty = correction_duty(item)
    assert (duty.called_off_on, duty.done_on) == (MENDED, None)
    assert hung.get(f"/cong-khai/{item.pk}/tep/{old.pk}/").status_code == 200
    assert acts()[-1] == "disclosure.drop_correction"


def test_the_first_version_is_never_dropped(lan):
    item = note(lan)
    draft(item, lan)

    with pytest.raises(Refused, match="Không có bản đính chính"):
        drafting.drop_correction(item, by=lan, on=FOUND)

    assert item.versions.count() == 1


def test_search_finds_the_mended_words_and_no_longer_the_old_ones(item, lan, thang):
    assert [e.key for e in search.find("120.000 đồng")] == [str(item.pk)]

    correct(item, lan, thang)

    assert search.find("120.000 đồng") == []
    assert [e.key for e in search.find("130.000 đồng")] == [str(item.pk)]


def test_a_second_correction_follows_the_first(item, lan, thang, hung):
    correct(item, lan, thang)
    correct(item, lan, thang, body="Chỗ bán cố định 140.000 đồng một tháng.")

    assert list(item.versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    old = hung.get(f"/cong-khai/{item.pk}/ban/2/").content.decode()
    assert f"<del>{NEW}</del>" in old
    assert "140.000" in old


def test_a_correction_of_a_long_list_is_shown_at_once():
    """Whoever opens the page waits; a thousand lines all changed once took minutes."""
    old = "\n".join(f"{n}. Nông Văn Bình, xóm {n % 20}, {n}.000 đồng" for n in range(1000))
    new = old.replace("Văn", "Thị")
    started = time.monotonic()

    changes = telling.differences(old, new)

    assert time.monotonic() - started < 2
    assert [one.kind for one in changes] == ["gone"] * 1000 + ["new"] * 1000


def test_lines_that_stayed_stand_between_those_that_went_and_came():
    changes = telling.differences("một\nhai\nba", "một\nbốn\nba")

    assert [(one.kind, one.text) for one in changes] == [
        ("same", "một"),
        ("gone", "hai"),
        ("new", "bốn"),
        ("same", "ba"),
    ]
