"""Bài đọc loa: made, compared, issued, recorded; what is removed leaves it at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civics.errors import Refused
from danchu.disclosure import access
from danchu.disclosure.actions import mending, speaking
from danchu.disclosure.actions.speaking import Take
from danchu.disclosure.models import Item
from danchu.disclosure.speaking import machine, making, sound
from danchu.disclosure.spoken import Language, Recording, Script, Voice
from danchu.disclosure.tests.factories import NOTED, acts, approve, draft, note, publish
from danchu.disclosure.tests.sounds import m4a, mp3, wav
from danchu.kit import files

pytestmark = pytest.mark.django_db
PEOPLE = "1. Nông Thị Vắng, xóm Đồng Tâm: 5 triệu đồng\n2. Lý Văn Xa, xóm Suối Chè: 6 triệu đồng"
MADE = """Kính thưa bà con.
Ủy ban nhân dân xã La Bằng thông báo: Mức thu phí chợ Đình Cả.
Theo Quyết định số mười hai của Ủy ban nhân dân ngày mồng ba tháng ba năm hai nghìn không trăm \
hai mươi sáu.
Chỗ bán cố định một trăm hai mươi nghìn đồng một tháng.
Bà con chưa rõ thì hỏi văn phòng Ủy ban nhân dân xã La Bằng."""


@pytest.fixture
def item(lan, thang, tam) -> Item:
    return publish(note(lan), lan, thang)


def issue(item: Item, by, text: str = MADE, **more) -> Script:
    return speaking.issue_script(item, text=text, by=by, on=NOTED, **more)


def take(data: bytes = b"", **more) -> Take:
    made = sound.clean("Bài đọc.mp3", data or mp3())
    said = {"language": Language.TAY, "reader": "community_head", "consent": True, **more}
    return Take(made, **said)


# ── the whole story, in a browser without a script ────────────────────────────────────────────


def test_a_clerk_makes_a_text_issues_it_adds_a_recording_and_everybody_hears_it(
    item, lan, mai, tam, desk_of, client, django_capture_on_commit_callbacks
):
    at = f"/cong-khai/{item.pk}/bai-doc/"
    clerk = desk_of(lan)
    page = clerk.get(at).content.decode()
    assert "Chỗ bán cố định một trăm hai mươi nghìn đồng một tháng." in page
    assert "giả định 180 tiếng một phút" in page
    assert client.get(f"{at}to-in/").status_code == 404  # nothing is issued yet
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()
    assert "xã chưa ban hành bài đọc" in page

    typed = MADE.replace("một trăm hai mươi nghìn", "130.000")
    answer = clerk.post(at, {"text": typed})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Không còn: một trăm hai mươi nghìn. Mới có: một trăm ba mươi nghìn." in said
    assert "130.000 đồng một tháng" in said  # what was typed is not lost
    assert not Script.objects.exists()
    assert clerk.post(at, {"text": typed, "checked": "on"}).status_code == 302
    assert Script.objects.get().numbers_changed
    assert clerk.post(at, {"text": MADE}).status_code == 302
    issued = access.script_of(item)
    assert (issued.edition, issued.text, issued.numbers_changed) == (2, MADE, False)
    assert "đã ban hành, không có chữ nào khác" in clerk.post(at, {"text": MADE}).content.decode()

    form = {"language": "tay", "reader": "community_head", "words": "Ngòi phjải tàng lòn."}
    file = SimpleUploadedFile("Bài đọc tiếng Tày.m4a", m4a())
    assert clerk.post(f"{at}ghi-am/", {**form, "file": file}).status_code == 422  # nobody agreed
    form["consent"] = "on"
    bad = SimpleUploadedFile("bài.ogg", b"OggS" + b"\0" * 40)
    answer = clerk.post(f"{at}ghi-am/", {**form, "file": bad})
    assert "iPhone không nghe được" in answer.content.decode()
    file.seek(0)
    assert clerk.post(f"{at}ghi-am/", {**form, "file": file}).status_code == 302
    file.seek(0)
    answer = clerk.post(f"{at}ghi-am/", {**form, "file": file})
    assert "đã có ở bài đọc này rồi" in answer.content.decode()
    kept = Recording.objects.get()
    assert (kept.name, kept.content_type) == ("Bài đọc tiếng Tày.m4a", "audio/mp4")

    address = f"/cong-khai/{item.pk}/ghi-am/{kept.pk}/"
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()
    assert f'<source src="{address}" type="audio/mp4">' in page
    for words in ("Tiếng Tày", "Ngòi phjải tàng lòn.", "Xã ban hành ngày", "<read-aloud"):
        assert words in page
    whole = client.get(address)
    assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    assert "media-src 'self'" in client.get("/")["Content-Security-Policy"]
    piece = client.get(address, headers={"Range": "bytes=0-7", "Accept-Encoding": "gzip"})
    assert (piece.status_code, piece.content) == (206, m4a()[:8])
    assert "Theo Quyết định số mười hai" in client.get(f"{at}to-in/").content.decode()

    stranger = desk_of(mai)
    for path in (at, f"{at}ghi-am/", f"{at}ghi-am/{kept.pk}/rut/"):
        assert stranger.get(path).status_code == 404
    for path in (f"{at}giong-may/", f"{at}khan/"):
        assert stranger.post(path).status_code == 404
    assert desk_of(tam).get(at).status_code == 404  # heads read it, the office writes it

    with django_capture_on_commit_callbacks(execute=True):
        clerk.post(f"{at}ghi-am/{kept.pk}/rut/", {"why": "người đọc đổi ý"})
    assert client.get(address).status_code == 404
    with pytest.raises(FileNotFoundError):
        files.read(kept.stored_as)
    assert acts(act__startswith="disclosure.")[-4:] == [
        "disclosure.issue_script",
        "disclosure.issue_script",
        "disclosure.keep_recording",
        "disclosure.take_back_recording",
    ]


# ── what never goes in ────────────────────────────────────────────────────────────────────────


def test_nobody_of_a_personal_list_is_read_aloud(lan, thang):
    item = publish(
        note(lan, group=7),
        lan,
        thang,
        title="Hỗ trợ hộ nghèo",
        body="Xã hỗ trợ 2 hộ, cộng 11 triệu đồng.",
        personal_list=PEOPLE,
    )
    made = making.made(item, item.versions.get())
    assert "mười một triệu đồng" in made
    assert "Vắng" not in made
    for added in ("Nông Thị Vắng năm triệu.", "Bà NÔNG THỊ  VẮNG được nhận."):
        with pytest.raises(Refused, match="tên người trong danh sách cá nhân"):
            issue(item, lan, f"{made}\n{added}", numbers_checked=True)
    with pytest.raises(Refused, match="số căn cước, ngày sinh"):
        issue(item, lan, f"{made}\nCăn cước 019085001234.", numbers_checked=True)
    script = issue(item, lan, made)
    with pytest.raises(Refused, match="tên người trong danh sách"):
        speaking.keep_recording(script, take(words="Lý Văn Xa nhận sáu triệu."), by=lan, on=NOTED)


def test_ids_that_a_page_may_print_are_not_said(lan, thang):
    body = "Ông Tĩnh, sinh ngày 02/9/1960, căn cước 019060001234, gọi 0208 3855 123."
    item = publish(note(lan), lan, thang, body=body)
    made = making.made(item, item.versions.get())
    assert made.count("số đã che") == 2
    assert "không hai không tám" in made


# ── what leaves ───────────────────────────────────────────────────────────────────────────────


def test_what_is_removed_at_once_leaves_text_and_recordings_in_the_same_act(
    item, lan, tam, client, django_capture_on_commit_callbacks
):
    script = issue(item, lan)
    kept = speaking.keep_recording(script, take(), by=lan, on=NOTED)
    address = f"/cong-khai/{item.pk}/ghi-am/{kept.pk}/"
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        mending.remove_urgently(item, ground="personal_data", by=lan, on=NOTED)
    assert access.script_of(item) is None
    for path in (address, f"/cong-khai/{item.pk}/bai-doc/to-in/"):
        assert client.get(path).status_code == 404
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()
    assert "bai-doc" not in page
    assert "phí chợ" not in page
    with pytest.raises(FileNotFoundError):
        files.read(kept.stored_as)
    with pytest.raises(Refused, match="chỉ nội dung đang công khai"):
        issue(item, lan, MADE + "\nThêm.")


def test_withdrawn_is_heard_no_more(item, lan, binh, client):
    kept = speaking.keep_recording(issue(item, lan), take(), by=lan, on=NOTED)
    mending.withdraw(item, why="sai mức thu", by=binh, on=NOTED)
    assert client.get(f"/cong-khai/{item.pk}/ghi-am/{kept.pk}/").status_code == 404
    assert access.issued_scripts([item.pk]) == {}


def test_a_correction_wants_a_text_and_a_recording_of_its_own(item, lan, thang, client):
    script = issue(item, lan)
    kept = speaking.keep_recording(script, take(), by=lan, on=NOTED)
    draft(item, lan, body="Chỗ bán cố định 100.000 đồng một tháng.", reason="nhầm mức")
    from danchu.disclosure.actions import drafting

    drafting.submit(item, by=lan, on=NOTED)
    approve(item, thang)
    assert access.script_of(item) is None
    assert client.get(f"/cong-khai/{item.pk}/ghi-am/{kept.pk}/").status_code == 404
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()
    assert "một trăm nghìn đồng" in page
    assert "<audio" not in page
    with pytest.raises(Refused, match="đã đính chính sau bài đọc này"):
        speaking.keep_recording(script, take(wav()), by=lan, on=NOTED)
    again = issue(item, lan, MADE.replace("một trăm hai mươi nghìn", "một trăm nghìn"))
    assert again.edition == 2


def test_a_text_or_a_recording_that_says_nothing_is_refused(item, lan):
    with pytest.raises(Refused, match="Bài đọc trống"):
        issue(item, lan, "… --")
    with pytest.raises(Refused, match="dài quá"):
        issue(item, lan, "một câu dài. " * 1200)
    script = issue(item, lan)
    with pytest.raises(Refused, match="người đọc đồng ý"):
        speaking.keep_recording(script, take(consent=False), by=lan, on=NOTED)
    with pytest.raises(Refused, match="người đọc đồng ý"):
        speaking.keep_recording(script, take(reader="bà Vắng"), by=lan, on=NOTED)


def test_without_espeak_the_clerk_is_told_plainly(item, lan, desk_of, monkeypatch):
    issue(item, lan)
    monkeypatch.setenv("PATH", "/nowhere")
    browser = desk_of(lan)
    at = f"/cong-khai/{item.pk}/bai-doc/"
    assert "chưa cài espeak-ng" in browser.get(at).content.decode()
    page = browser.post(f"{at}giong-may/", follow=True).content.decode()
    assert "chưa cài espeak-ng" in page
    assert not Recording.objects.exists()


@pytest.mark.skipif(not machine.able(), reason="espeak-ng is not installed here")
def test_a_machines_voice_is_called_one(item, lan, client):
    made = speaking.make_voice(issue(item, lan), by=lan, on=NOTED)
    assert (made.voice, made.reader) == (Voice.MACHINE, "")
    page = client.get(f"/cong-khai/{item.pk}/").content.decode()
    assert "giọng máy" in page


def test_the_public_page_asks_no_more_for_a_text_and_once_for_recordings(
    item, lan, client, django_assert_num_queries
):
    client.get(f"/cong-khai/{item.pk}/")
    with django_assert_num_queries(8):
        client.get(f"/cong-khai/{item.pk}/")
    script = issue(item, lan)
    with django_assert_num_queries(8):
        client.get(f"/cong-khai/{item.pk}/")
    for data in (mp3(), wav(), m4a()):
        speaking.keep_recording(script, take(data), by=lan, on=NOTED)
    with django_assert_num_queries(9):
        client.get(f"/cong-khai/{item.pk}/")
