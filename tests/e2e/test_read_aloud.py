"""From a decision to a voice: a text issued, a recording heard on a phone, a reading in the log."""

from typing import Any

import pytest

from danchu.disclosure.models import Item
from danchu.disclosure.tests.factories import note, publish
from danchu.disclosure.tests.sounds import wav
from danchu.kit.clock import today
from danchu.people.models import Term
from danchu.postings.models import Broadcast

pytestmark = pytest.mark.browser
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LENGTH = """new Promise((done, failed) => { const sound = document.querySelector('audio');
sound.onloadedmetadata = () => done(sound.duration); sound.onerror = () => failed('no sound');
sound.preload = 'auto'; sound.load(); })"""
# A device that has a Vietnamese voice: this Chromium has none of its own.
HAS_A_VOICE = """window.heard = [];
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [{ name: 'An', lang: 'vi-VN', localService: true }], cancel: () => undefined,
  addEventListener: () => undefined, speak: (one) => window.heard.push(one.text) } });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };"""


def test_a_text_is_issued_recorded_heard_and_written_into_the_log(official, somebody, tmp_path):
    on = today()
    lan, thang = (Term.objects.in_office(on=on).get(person__username=n) for n in ("lan", "thang"))
    paper = note(lan, group=8, number="199/QĐ-UBND", decided_on=on, on=on)
    said: dict[str, Any] = {"title": "Hỗ trợ hộ bị lũ", "body": "Mỗi hộ 60.000.000 đồng."}
    item: Item = publish(paper, lan, thang, on=on, **said)

    desk = official("lan")
    desk.goto(f"/cong-khai/{item.pk}/bai-doc/")
    text = desk.get_by_label("Bài đọc").first
    assert "Mỗi hộ sáu mươi triệu đồng." in text.input_value()
    desk.get_by_role("button", name="Ban hành bài đọc").click()
    desk.get_by_text("Đã ban hành bài đọc. Người đọc loa").first.wait_for()
    desk.get_by_role("link", name="Thêm bản người đọc").click()
    (tmp_path / "đọc tiếng Tày.wav").write_bytes(wav(seconds=3))
    desk.get_by_label("Tệp ghi âm").set_input_files(tmp_path / "đọc tiếng Tày.wav")
    desk.get_by_text("Tiếng Tày").click()
    desk.get_by_text("Người đọc đồng ý").click()
    desk.get_by_role("button", name="Đăng bản ghi âm").click()
    desk.get_by_text("Đã thêm bản ghi âm. Ai").first.wait_for()

    phone = somebody()
    phone.goto(f"/cong-khai/{item.pk}/")
    assert phone.evaluate(LENGTH) == pytest.approx(3, abs=0.1)
    assert phone.locator("[data-read]").is_hidden()  # no Vietnamese voice on this device
    assert phone.evaluate(WIDER) == 0
    spoken = somebody()
    spoken.add_init_script(HAS_A_VOICE)
    spoken.goto(f"/cong-khai/{item.pk}/")
    spoken.get_by_role("button", name="Nghe bằng giọng của máy bạn").press("Enter")
    spoken.get_by_role("button", name="Dừng đọc").press("Enter")
    assert spoken.evaluate("window.heard") == ["Kính thưa bà con."]

    desk.goto("/niem-yet/loa/")
    first = desk.locator(".bill").first
    assert "Hỗ trợ hộ bị lũ" in first.inner_text()
    first.locator("input[type=checkbox]").first.check()
    desk.get_by_label("Buổi nào?").select_option("17:00")
    desk.get_by_role("button", name="Ghi vào sổ phát loa").click()
    desk.get_by_text("Đã ghi 1 việc.").first.wait_for()
    entry = Broadcast.objects.latest("pk")
    assert (entry.on, f"{entry.at:%H:%M}", entry.edition) == (on, "17:00", 1)
