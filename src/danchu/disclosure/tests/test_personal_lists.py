"""Personal lists of groups 7, 8 and 9 leave by themselves when their posting time is over."""

from datetime import date, timedelta

import pytest

from civics.errors import Refused
from danchu.disclosure import access, telling
from danchu.disclosure.actions import checking, planning, publishing
from danchu.disclosure.models import Attachment
from danchu.disclosure.tests.factories import attach, draft, note, pdf, publish, ticks
from danchu.kit import clock, search

pytestmark = pytest.mark.django_db
PUBLIC = date(2026, 3, 4)
LAST = date(2026, 4, 3)  # thirty days after, the day of posting not counted
AFTER = date(2026, 4, 4)
NAMES = "Ông Nguyễn Văn Kín, xóm Đồng Tâm: 60 triệu đồng"
TOTAL = "Xã hỗ trợ 12 hộ, tổng cộng 510 triệu đồng."


def with_list(lan, thang, *, group=7, number="12/QĐ-UBND", decided_on=date(2026, 3, 3), on=PUBLIC):
    """Public, with a list in the text and one in a file, beside a file for everybody."""
    item = note(lan, group=group, number=number, decided_on=decided_on, on=on)
    version = draft(item, lan, on=on, title="Hỗ trợ sửa nhà", body=TOTAL, personal_list=NAMES)
    attach(version, lan, pdf("danh-sach.pdf", words="kin"), personal=True, signed_paper=True, on=on)
    attach(version, lan, pdf("quyet-dinh.pdf", words="chung"), on=on)
    paper = {"signer": "Nông Văn Bình", "signed_on": decided_on, "no_secret": True}
    checking.check(version, by=lan, on=on)
    return publishing.publish_signed(item, **paper, ticks=ticks(item), by=lan, on=on)


def names(item, *, on) -> list[str]:
    files = item.versions.get().files.order_by("pk")
    return [row["name"] for row in telling.file_rows(files, item, on=on)]


def fetched(item, *, on) -> list[bool]:
    files = Attachment.objects.filter(version__item=item).order_by("pk")
    return [access.public_file(item.pk, file.pk, on=on) is not None for file in files]


@pytest.mark.parametrize("group", [7, 8, 9])
@pytest.mark.parametrize(("on", "over"), [(PUBLIC, False), (LAST, False), (AFTER, True)])
def test_the_list_stays_through_its_last_day_and_not_one_more(lan, thang, group, on, over):
    item = with_list(lan, thang, group=group)

    assert item.posted_until == LAST
    assert item.list_is_over(on=on) == over
    both = ["danh-sach.pdf", "quyet-dinh.pdf"]
    assert names(item, on=on) == (both[1:] if over else both)
    assert fetched(item, on=on) == [not over, True]


def test_the_days_of_the_plan_hold_when_they_are_longer(lan, thang, binh, commune):
    line = planning.Line(7, posting_days=45)
    fields = {"document": "05/KH-UBND", "has_loudspeaker": True, "lines": [line], "by": binh}
    planning.issue_plan(commune, year=2026, on=date(2026, 1, 20), **fields)

    assert with_list(lan, thang).posted_until == date(2026, 4, 18)


@pytest.fixture
def shown(lan, thang, binh, commune):
    """Public yesterday: whenever this is run, still within its thirty days."""
    day = clock.today() - timedelta(days=1)
    return with_list(lan, thang, decided_on=day, on=day, number="99/QĐ-UBND")


def told(hung, item) -> dict[str, str]:
    at = f"/cong-khai/{item.pk}"
    pages = {"item": f"{at}/", "notice": f"{at}/to-niem-yet/", "version": f"{at}/ban/1/"}
    return {name: hung.get(address).content.decode() for name, address in pages.items()}


def test_within_its_time_the_list_is_read_on_the_item_and_on_the_notice(shown, hung):
    pages = told(hung, shown)

    assert {name for name, page in pages.items() if NAMES in page} == {"item", "notice"}
    assert all(TOTAL in page for page in pages.values())
    assert "danh-sach.pdf" in pages["item"]


def test_past_its_time_the_list_is_gone_and_the_total_stays(lan, thang, hung):
    item = with_list(lan, thang)
    personal, common = Attachment.objects.order_by("pk")

    pages = told(hung, item)
    assert [name for name, page in pages.items() if "Nguyễn Văn Kín" in page] == []
    assert all(TOTAL in page for page in pages.values())
    assert "danh-sach.pdf" not in pages["item"]
    assert "đã hết thời gian niêm yết ngày 03/04/2026" in pages["item"]
    assert hung.get(f"/cong-khai/{item.pk}/tep/{personal.pk}/").status_code == 404
    assert hung.get(f"/cong-khai/{item.pk}/tep/{common.pk}/").status_code == 200


def test_an_older_versions_list_leaves_on_the_same_day(lan, thang):
    item = publish(note(lan, group=7), lan, thang, body=TOTAL, personal_list=NAMES)
    publish(item, lan, thang, on=date(2026, 3, 20), body="12 hộ.", reason="gọn hơn")

    item.refresh_from_db()
    assert item.posted_until == LAST


def test_the_list_never_enters_search_feeds_or_open_data(shown, hung):
    assert [hit.key for hit in search.find("99/QĐ-UBND")] == [str(shown.pk)]
    for word in ("Nguyễn Văn Kín", "nguyen van kin", "60 triệu"):
        assert search.find(word) == []
    for address in (
        "/atom.xml",
        "/xa/xa-la-bang/atom.xml",
        "/sitemap.xml",
        "/api/v1/items",
        "/tim/?q=99/Q%C4%90-UBND",
        "/",
        "/xa/xa-la-bang/",
        "/xa/xa-la-bang/nhom-7/",
    ):
        page = hung.get(address)
        assert page.status_code == 200, address
        assert "Kín" not in page.content.decode(), address


# ── refused in other groups ───────────────────────────────────────────────────────────────────

OTHERS = [group for group in range(1, 15) if group not in {7, 8, 9}]


@pytest.mark.parametrize("group", OTHERS)
def test_other_groups_have_no_personal_list(lan, thang, group):
    item = note(lan, group=group)

    with pytest.raises(Refused, match="Chỉ nhóm 7, 8, 9 có danh sách cá nhân"):
        publish(item, lan, thang, personal_list=NAMES)

    item.refresh_from_db()
    assert item.published_on is None
    assert search.find("12/QĐ-UBND") == []


@pytest.mark.parametrize("group", OTHERS)
def test_nor_a_file_with_one(lan, group):
    version = draft(note(lan, group=group), lan)

    with pytest.raises(Refused, match="Chỉ nhóm 7, 8, 9 có danh sách cá nhân"):
        attach(version, lan, personal=True)

    assert not version.files.exists()


def test_a_file_with_a_list_does_not_move_to_another_group_with_its_decision(lan, thang):
    from danchu.disclosure.actions import drafting, renoting

    item = note(lan, group=7)
    attach(draft(item, lan), lan, personal=True)
    fields = {"number": "12/QĐ-UBND", "decided_on": item.decided_on, "signer": "Bình", "why": "x"}
    renoting.renote(item, group=4, **fields, by=lan, on=PUBLIC)
    drafting.submit(item, by=lan, on=PUBLIC)

    with pytest.raises(Refused, match="Chỉ nhóm 7, 8, 9 có danh sách cá nhân"):
        publishing.approve(item, no_secret=True, by=thang, on=PUBLIC)


def test_the_form_shows_the_field_in_those_groups_only(lan, desk_of):
    browser = desk_of(lan)
    for group in range(1, 15):
        item = note(lan, group=group)
        page = browser.get(f"/cong-khai/{item.pk}/soan/").content.decode()
        assert ('name="personal_list"' in page) == (group in {7, 8, 9})
