"""From publication to a board without a signal: one photo, several papers, nothing lost."""

from datetime import timedelta
from typing import Any

import pytest

from danchu.disclosure.tests.factories import note, publish
from danchu.kit.clock import today
from danchu.people import actions
from danchu.people.models import Role, Term
from danchu.postings.models import Paper, Posting, Proof, State
from tests.e2e.looking import controlled
from tests.e2e.phones import choose

PIN = "480195"
STORED = """new Promise((done) => { const asked = indexedDB.open('danchu-board', 1);
asked.onsuccess = () => {
const all = asked.result.transaction('waiting').objectStore('waiting').getAll();
all.onsuccess = () => done(all.result.length); }; })"""


def take(page: Any, titles: list[str], colour: str, tmp_path: Any) -> None:
    """Tick, choose a photo, one tap."""
    for title in titles:
        page.locator(".tick", has_text=title).locator("input").check()
    choose(page, colour, tmp_path)
    page.get_by_role("button", name="Đã dán, gửi").click()


@pytest.fixture
def three_papers(house) -> list[Paper]:
    """The clerk made three decisions public today."""
    lan, thang = (Term.objects.get(person__username=name) for name in ("lan", "thang"))
    Posting.objects.filter(unit__name="Đồng Tâm").exclude(state=State.DONE).update(
        state=State.OFF, taken_down_on=None
    )
    papers = []
    for number in (1, 2, 3):
        signed = today() - timedelta(days=1)
        item = note(lan, number=f"90{number}/QĐ", group=3, decided_on=signed, on=today())
        publish(item, lan, thang, on=today(), title=f"Tờ số {number} của bản")
        papers.append(Paper.objects.get(key=str(item.pk)))
    return papers


@pytest.mark.browser
def test_a_phone_without_a_signal_closed_and_restarted_loses_nothing(
    three_papers, own_phone, tmp_path
):
    phone = own_phone
    tam = Term.objects.get(person__username="tam", role=Role.COMMUNITY_HEAD)
    lan = Term.objects.get(person__username="lan", role=Role.CLERK)
    card = actions.issue_card(tam.person, by=lan, on=today())
    phone.page.goto(f"/the/{card.code}/")
    phone.page.get_by_label("Chọn mã PIN").fill(PIN)
    phone.page.get_by_label("Nhập lại mã PIN").fill(PIN)
    phone.page.locator("main form button").last.click()
    phone.page.wait_for_url("**/viec/")
    controlled(phone.page)
    phone.page.goto("/niem-yet/hom-nay/")
    assert "Hôm nay có 3 việc" in phone.page.locator("h1").inner_text()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    phone.page.get_by_text("Đã lưu trên máy").wait_for()

    # At the board, no signal. The browser was closed on the way.
    phone.restart(offline=True)
    phone.page.goto("/niem-yet/hom-nay/")
    assert "Máy đang không có mạng" in phone.page.locator("main").inner_text()
    phone.page.locator("a.today__a").click()
    phone.page.locator(".tick").nth(2).wait_for()
    take(phone.page, ["Tờ số 1", "Tờ số 2"], "red", tmp_path)
    phone.page.get_by_text("Đang chờ gửi (1)").wait_for()
    assert not phone.page.locator(".tick", has_text="Tờ số 1").is_visible()
    take(phone.page, ["Tờ số 3"], "blue", tmp_path)
    phone.page.get_by_text("Đang chờ gửi (2)").wait_for()
    assert (
        not Proof.objects.filter(by=tam, on=today(), stored_as__gt="")
        .filter(put_up__paper__in=three_papers)
        .exists()
    )

    # The phone is restarted, still without a signal: two wait. Then the signal comes.
    phone.restart(offline=True)
    phone.page.goto("/niem-yet/hom-nay/dan/")
    phone.page.get_by_text("Đang chờ gửi (2)").wait_for()
    phone.restart(offline=False)
    phone.page.goto("/niem-yet/hom-nay/")
    if "/vao/" in phone.page.url:  # the session ended with the browser: the PIN, then it sends
        phone.page.locator("input[type=password], input[name=pin]").first.fill(PIN)
        phone.page.locator("main form button").first.click()
        phone.page.wait_for_url("**/hom-nay/")
    phone.page.get_by_text("Xã đã nhận 2 việc").wait_for()

    mine = Posting.objects.filter(paper__in=three_papers, unit=tam.unit)
    assert {one.state for one in mine} == {State.UP}
    first, second, third = (one.put_up for one in mine.order_by("paper"))
    assert first == second != third  # one photo proves many papers
    assert first.stored_as
    assert first.phone_at is not None
    assert first.size < 500_000
    assert phone.page.evaluate(STORED) == 0  # nothing stays on the phone after the receipt

    phone.page.reload()
    assert "Hôm nay không có việc nào" in phone.page.locator("h1").inner_text()
    phone.page.goto(f"/cong-khai/{three_papers[0].key}/")
    said = phone.page.locator(".proof").inner_text()
    assert "1 trên 4 nơi" in said
    assert "Hoàng Thị Tâm" not in said
