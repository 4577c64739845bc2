"""Thu hồi keeps title and reason. Gỡ khẩn leaves a tombstone, and nothing else anywhere."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from civics.errors import Refused
from danchu.disclosure.actions import (
    drafting,
    mending,
    noting,
    planning,
    renoting,
)
from danchu.disclosure.models import Attachment, State
from danchu.disclosure.periods import Quarter
from danchu.disclosure.tests.factories import (
    acts,
    approve,
    attach,
    draft,
    duties_of,
    note,
    pdf,
    publish,
)
from danchu.kit import search
from danchu.kit.models import AuditEntry
from danchu.people.models import Role, Term

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)
SECRETS = ["Kín-một", "Kín-hai", "Kín-ba", "Kín-bốn", "Kín-năm", "Kín-sáu", "Kín-bảy"]
ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN = SECRETS


@pytest.fixture
def item(lan, thang):
    """Public in two versions, each with its title, text, list and file; a third being written."""
    found = note(lan, group=6)
    fields = {"number": found.number, "decided_on": found.decided_on, "signer": found.signer}
    renoting.renote(found, group=7, **fields, why=f"nhầm {SEVEN}", by=lan, on=date(2026, 3, 4))
    files = [pdf(f"{ONE}.pdf", words="mot")]
    publish(found, lan, thang, title=f"Tên {TWO}", body=f"Lời {THREE}", files=files)
    version = draft(
        found,
        lan,
        title=f"Tên {FOUR}",
        body=f"Lời {FIVE}",
        personal_list=f"Ông {SIX}",
        reason=f"nhầm {SEVEN}",
    )
    attach(version, lan, pdf("them.pdf", words="hai"))
    drafting.submit(found, by=lan, on=DAY)
    approve(found, thang, on=DAY)
    draft(found, lan, title=f"Nháp {ONE}", body=f"Nháp {TWO}", reason="nữa", on=DAY)
    return found


def everywhere(item, *files) -> list[str]:
    """Every public address at which something of an item could stand."""
    at, code = f"/cong-khai/{item.pk}", item.unit.code
    return [
        f"{at}/",
        f"{at}/ban/1/",
        f"{at}/ban/2/",
        f"{at}/to-niem-yet/",
        *(f"{at}/tep/{file.pk}/" for file in files),
        "/",
        "/xa/xa-la-bang/",
        "/xa/xa-la-bang/nhom-7/",
        "/xa/xa-la-bang/tre-han/",
        "/xa/xa-la-bang/ke-hoach/2026/",
        "/xa/xa-la-bang/atom.xml",
        "/cong-khai/tre-han/",
        "/atom.xml",
        "/sitemap.xml",
        *(f"/tim/?q={secret}" for secret in SECRETS),
        "/tim/?q=ten",
        f"/api/v1/items?unit={code}",
        "/api/v1/items",
        f"/api/v1/duties/summary?unit={code}",
    ]


def told(browser, address) -> str:
    answer = browser.get(address)
    assert answer.status_code in {200, 404}, (address, answer.status_code)
    return answer.content.decode(errors="replace") if answer.status_code == 200 else ""


def leaks(browser, item, *files) -> list[tuple[str, str]]:
    """Where a secret word can still be read; a search page repeats the question, and only that."""
    found = []
    for address in everywhere(item, *files):
        text = told(browser, address)
        asked = address.partition("?q=")[2]
        found += [(address, s) for s in SECRETS if s in text and s != asked]
        if asked and f"/cong-khai/{item.pk}/" in text:
            found.append((address, "a hit"))
    return found


def files_of(item) -> list[Attachment]:
    return list(Attachment.objects.filter(version__item=item).order_by("pk"))


# ── thu hồi ───────────────────────────────────────────────────────────────────────────────────


def test_after_withdrawal_text_and_files_are_gone_title_and_reason_stay(item, thang, hung):
    files = files_of(item)
    mending.withdraw(item, why="Kèm nhầm danh mục cũ", by=thang, on=DAY)

    page = told(hung, f"/cong-khai/{item.pk}/")
    assert f"Tên {FOUR}" in page
    assert "Kèm nhầm danh mục cũ" in page
    assert "09/03/2026" in page
    assert not any(secret in page for secret in (ONE, THREE, FIVE, SIX))
    gone = [f"ban/{n}/" for n in (1, 2)] + ["to-niem-yet/"] + [f"tep/{f.pk}/" for f in files]
    assert {hung.get(f"/cong-khai/{item.pk}/{part}").status_code for part in gone} == {404}
    assert search.find(FIVE) == []
    assert [hit.title for hit in search.find(FOUR)] == [f"Tên {FOUR}"]


def test_withdrawal_says_why_and_happens_once(item, thang):
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        mending.withdraw(item, why="  ", by=thang, on=DAY)
    mending.withdraw(item, why="Sai nhóm", by=thang, on=DAY)

    with pytest.raises(Refused, match="Chỉ thu hồi được nội dung đang công khai"):
        mending.withdraw(item, why="Sai nhóm", by=thang, on=DAY)
    item.refresh_from_db()
    assert (item.state, item.closed_on, item.closed_by) == (State.WITHDRAWN, DAY, thang)


def test_withdrawal_calls_off_the_open_correction_and_keeps_the_day_of_publication(item, thang):
    mending.withdraw(item, why="Sai nhóm", by=thang, on=DAY)

    _mistyped, publication, first, second = duties_of("item", item.pk)
    assert (publication.done_on, publication.called_off_on) == (date(2026, 3, 4), None)
    assert (first.done_on, first.called_off_on) == (DAY, None)
    assert (second.done_on, second.called_off_on) == (None, DAY)


@pytest.mark.parametrize("act", [mending.withdraw, mending.remove_urgently])
def test_what_was_never_public_is_not_taken_down(lan, act):
    item = note(lan)
    draft(item, lan)
    how = {"why": "x"} if act is mending.withdraw else {"ground": "personal_data"}

    with pytest.raises(Refused):
        act(item, **how, by=lan, on=DAY)


# ── gỡ khẩn ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def remove(django_capture_on_commit_callbacks):
    def act(item, by, *, ground="personal_data"):
        with django_capture_on_commit_callbacks(execute=True):
            return mending.remove_urgently(item, ground=ground, by=by, on=DAY)

    return act


def test_before_removal_the_words_can_be_read(item, hung):
    """Else the next test would prove nothing."""
    read = {secret for _, secret in leaks(hung, item, *files_of(item))}
    assert read >= {TWO, THREE, FOUR, FIVE, SEVEN, "a hit"}
    where = {address for address, _ in leaks(hung, item)}
    assert where >= {
        f"/cong-khai/{item.pk}/",
        f"/cong-khai/{item.pk}/ban/1/",
        f"/cong-khai/{item.pk}/to-niem-yet/",
        "/",
        "/xa/xa-la-bang/",
        "/xa/xa-la-bang/nhom-7/",
        "/xa/xa-la-bang/atom.xml",
        "/atom.xml",
        "/api/v1/items",
    }


@pytest.mark.parametrize("before", ["published", "withdrawn"])
def test_after_removal_nothing_can_be_read_anywhere(item, lan, thang, remove, hung, before):
    files = files_of(item)
    if before == "withdrawn":
        mending.withdraw(item, why=f"có {ONE}", by=thang, on=DAY)
    remove(item, lan)

    assert leaks(hung, item, *files) == []
    at = f"/cong-khai/{item.pk}"
    gone = [f"{at}/ban/1/", f"{at}/ban/2/", f"{at}/to-niem-yet/"]
    gone += [f"{at}/tep/{file.pk}/" for file in files]
    assert {hung.get(address).status_code for address in gone} == {404}
    assert f"{at}/" not in told(hung, "/sitemap.xml")
    assert f"{at}/" not in told(hung, "/atom.xml")
    assert f"{at}/" not in told(hung, "/xa/xa-la-bang/atom.xml")


def test_the_office_that_published_it_cannot_read_it_either(item, lan, binh, remove, desk_of):
    files = files_of(item)
    remove(item, lan)

    at = f"/cong-khai/{item.pk}"
    pages = ["/cong-khai/", "/viec/", f"{at}/soan/", f"{at}/duyet/", f"{at}/ban-giay/"]
    pages += ["/cong-khai/danh-sach-quy/2026/1/", "/nhat-ky/"]
    pages += [f"{at}/niem-phong/", *(f"{at}/tep/{file.pk}/" for file in files)]
    for term in (lan, binh):
        browser = desk_of(term)
        for address in pages:
            text = told(browser, address)
            assert [secret for secret in SECRETS if secret in text] == [], address


def test_the_quarterly_list_and_the_duties_name_no_title(item, lan, binh, remove, desk_of):
    remove(item, lan)

    listed = told(desk_of(lan), "/cong-khai/danh-sach-quy/2026/1/")
    assert "Nội dung đã gỡ khẩn" in listed
    assert "12/QĐ-UBND, nhóm 7" in listed
    assert [d.what for d in duties_of("item", item.pk)] == [
        "Công khai 12/QĐ-UBND (nhóm 6: Tài sản công)",
        "Công khai 12/QĐ-UBND (nhóm 7: Chính sách hỗ trợ, an sinh)",
        "Công khai bản đính chính của 12/QĐ-UBND",
        "Công khai bản đính chính của 12/QĐ-UBND",
    ]


def test_the_open_data_says_that_it_was_removed_and_no_more(item, lan, remove, hung):
    remove(item, lan)

    (one,) = hung.get("/api/v1/items").json()["items"]
    assert (one["status"], one["title"], one["signer"]) == ("removed", None, None)


def test_no_list_is_handed_the_title_of_what_was_sealed(item, lan, remove):
    from danchu.disclosure import reading
    from danchu.disclosure.models import Item

    assert reading.with_titles(Item.objects.all()).get().public_title == f"Tên {FOUR}"

    remove(item, lan)

    assert reading.with_titles(Item.objects.all()).get().public_title is None


@pytest.mark.parametrize(
    ("ground", "words"),
    [("personal_data", "lộ dữ liệu cá nhân"), ("state_secret", "có nội dung bí mật nhà nước")],
)
def test_the_tombstone_says_who_when_and_on_what_ground(item, lan, remove, hung, ground, words):
    remove(item, lan, ground=ground)

    page = told(hung, f"/cong-khai/{item.pk}/")
    for said in ("Nội dung đã gỡ khẩn", "Ma Thị Lan", "Công chức Văn phòng", "09/03/2026", words):
        assert said in page, said


def test_the_tombstone_names_no_signer_like_the_open_data(item, lan, remove, hung):
    assert item.signer in told(hung, f"/cong-khai/{item.pk}/")

    remove(item, lan)

    assert item.signer not in told(hung, f"/cong-khai/{item.pk}/")


def test_a_ground_the_law_does_not_know_is_refused(item, lan):
    with pytest.raises(Refused, match="Chưa chọn lý do"):
        mending.remove_urgently(item, ground="xau_ho", by=lan, on=DAY)

    item.refresh_from_db()
    assert item.state == State.PUBLISHED


def test_removal_happens_once(item, lan, remove):
    remove(item, lan)

    with pytest.raises(Refused, match="đã gỡ khẩn"):
        remove(item, lan)


def test_the_bytes_are_moved_out_of_what_the_house_serves(item, lan, remove):
    files = files_of(item)
    assert len({file.stored_as for file in files}) == 2  # shared by first, second and draft

    remove(item, lan)

    for file in files_of(item):
        assert file.sealed
        assert not (Path(settings.FILES_FOLDER) / file.stored_as).exists()
        assert (Path(settings.SEALED_FOLDER) / file.stored_as).exists()


def test_the_same_file_in_another_item_is_untouched(item, lan, thang, remove, hung):
    other = publish(
        note(lan, number="13/QĐ-UBND"), lan, thang, files=[pdf(f"{ONE}.pdf", words="mot")]
    )
    (file,) = files_of(other)
    assert file.sha256 in {one.sha256 for one in files_of(item)}

    remove(item, lan)

    assert hung.get(f"/cong-khai/{other.pk}/tep/{file.pk}/").status_code == 200
    assert [hit.key for hit in search.find("13/QĐ-UBND")] == [str(other.pk)]


def test_a_removal_that_fails_leaves_everything_as_it_was(item, lan, hung):
    cut = transaction.savepoint()
    mending.remove_urgently(item, ground="personal_data", by=lan, on=DAY)
    transaction.savepoint_rollback(cut)

    item.refresh_from_db()
    assert item.state == State.PUBLISHED
    (first, *_) = files_of(item)
    assert hung.get(f"/cong-khai/{item.pk}/tep/{first.pk}/").status_code == 200


def test_a_file_whose_bytes_are_gone_is_not_found_rather_than_a_crash(item, hung):
    (file, *_) = files_of(item)
    (Path(settings.FILES_FOLDER) / file.stored_as).unlink()

    assert hung.get(f"/cong-khai/{item.pk}/tep/{file.pk}/").status_code == 404


# ── the sealed view ───────────────────────────────────────────────────────────────────────────


def test_the_inspector_reads_what_was_sealed_and_each_opening_is_written_down(
    item, lan, viet, remove, desk_of
):
    remove(item, lan)
    browser = desk_of(viet)
    before = AuditEntry.objects.count()

    page = told(browser, f"/cong-khai/{item.pk}/niem-phong/")
    assert all(secret in page for secret in (ONE, TWO, THREE, FOUR, FIVE, SIX))
    (file, *_) = files_of(item)
    sealed = browser.get(f"/cong-khai/{item.pk}/niem-phong/tep/{file.pk}/")
    assert sealed.content == pdf(words="mot").read()
    assert sealed["Cache-Control"] == "no-store, private"

    assert acts()[before:] == ["disclosure.open_sealed"] * 2
    entry = AuditEntry.objects.latest("pk")
    assert (entry.account_id, entry.term_id, entry.unit_id, entry.kind, entry.key) == (
        viet.person_id,
        viet.pk,
        item.unit_id,
        "item",
        str(item.pk),
    )


def test_nobody_but_an_inspector_of_that_place_opens_the_seal(
    item, lan, thang, binh, tam, khoa, mai, cuu, elsewhere, remove, desk_of, hung
):
    remove(item, lan)
    (file, *_) = files_of(item)
    of_elsewhere = Term.objects.create(
        person=mai.person, role=Role.INSPECTOR, unit=elsewhere, since=date(2025, 7, 1)
    )
    both = Term.objects.create(
        person=lan.person, role=Role.INSPECTOR, unit=elsewhere, since=date(2025, 7, 1)
    )
    at = f"/cong-khai/{item.pk}/niem-phong/"
    before = AuditEntry.objects.count()

    for term in (lan, thang, binh, tam, khoa, mai, cuu, of_elsewhere, both):
        browser = desk_of(term)
        assert browser.get(at).status_code in {403, 404}, term
        assert browser.get(f"{at}tep/{file.pk}/").status_code in {403, 404}, term
    assert hung.get(at).status_code == 302
    assert AuditEntry.objects.count() == before


def test_there_is_nothing_sealed_in_what_stands(item, viet, desk_of):
    assert desk_of(viet).get(f"/cong-khai/{item.pk}/niem-phong/").status_code == 404


# ── answered: not public ──────────────────────────────────────────────────────────────────────


def test_an_answer_why_not_is_an_act_with_a_reason_and_no_page(lan, thang, hung):
    item = note(lan)
    draft(item, lan, title=f"Tên {ONE}", body=TWO)
    mending.refuse_to_publish(item, why="Điều 11: bí mật nhà nước", by=thang, on=DAY)

    item.refresh_from_db()
    assert (item.state, item.closed_by) == (State.NOT_PUBLIC, thang)
    duty = duties_of("item", item.pk).get()
    assert (duty.called_off_on, duty.done_on) == (DAY, None)
    assert hung.get(f"/cong-khai/{item.pk}/").status_code == 404
    for address in ("/xa/xa-la-bang/", "/xa/xa-la-bang/nhom-12/", "/xa/xa-la-bang/tre-han/"):
        assert "12/QĐ-UBND" not in told(hung, address)
    assert hung.get("/api/v1/items").json()["items"] == []


def test_what_is_public_is_not_answered_away(item, thang):
    with pytest.raises(Refused, match="đính chính hoặc thu hồi"):
        mending.refuse_to_publish(item, why="x", by=thang, on=DAY)


def test_the_posted_quarterly_list_follows_the_records(item, lan, remove):
    quarter = Quarter(2026, 1)
    planning.post_quarterly_list(item.unit, quarter=quarter, by=lan, on=date(2026, 4, 1))
    from danchu.disclosure import access, reading

    remove(item, lan)

    rows = reading.rows(
        reading.with_titles(access.quarter_items(item.unit, quarter)), on=date(2026, 4, 2)
    )
    assert [row.title for row in rows] == ["Nội dung đã gỡ khẩn"]


def test_a_pointer_answered_by_it_leads_to_the_tombstone(item, lan, remove, hung, commune):
    asked = {"about": "chính sách", "number": "", "decided_on": None, "by": None}
    pointer = noting.point(commune, **asked, on=DAY)
    noting.link(pointer, item, by=lan, on=DAY)
    remove(item, lan)

    page = told(hung, f"/cong-khai/chi-van-ban/{pointer.code}/")
    assert [secret for secret in SECRETS if secret in page] == []
