"""What everybody may read: wished by the sender, looked at before, masked, gone when it must be."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from civics.errors import Refused
from danchu.duties.models import Duty
from danchu.kit import files, photos, search
from danchu.petitions.actions import handling, masking, showing, taking_out
from danchu.petitions.models import (
    Attachment,
    Case,
    MaskedPhoto,
    Moderation,
    PublicCase,
    Showing,
)
from danchu.petitions.public_list import pixels
from danchu.petitions.tests.factories import CULVERT, REASONS, SENT, send

pytestmark = pytest.mark.django_db
LIST = "/don-thu/cong-khai/xa-la-bang/"
WORDS = {"title": "Cống đầu xóm vỡ", "words": "Trẻ con phải lội.", "answer": "", "where": ""}
RED, GREEN = (250, 10, 10), (10, 200, 10)


def striped(where: str = "cong.jpg"):
    """A red half that must vanish and a green one that stays, with a place in its EXIF."""
    picture = Image.new("RGB", (400, 200), GREEN)
    picture.paste(RED, (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x010E] = "zqplace"
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=exif)
    return SimpleUploadedFile(where, kept.getvalue(), "image/jpeg")


@pytest.fixture
def found(commune) -> PublicCase:
    picture = photos.clean("cong.jpg", striped().read())
    case = send(commune, public=True, pictures=(picture,), name="Lý Thị Mẩy").case
    return PublicCase.objects.get(case=case)


def shown(found, by, on=SENT, **words) -> PublicCase:
    return showing.show(found, **{**WORDS, **words}, by=by, on=on)


def test_nothing_is_public_unless_wished_looked_at_and_worded_anew(
    hung, lan, mai, commune, desk_of
):
    send(commune)
    told = {"track": "feedback", "text": CULVERT, "public": "on", "pictures": striped()}
    assert hung.post("/don-thu/gui/xa-la-bang/", told).status_code == 200
    found = PublicCase.objects.get()  # of two cases one is wished public
    assert CULVERT[:20] not in Client().get(LIST).content.decode()
    assert Client().get(f"/don-thu/cong-khai/viec/{found.pk}/").status_code == 404
    assert Duty.objects.open().get(kind="public_case").rule_key == "feedback.show"

    at = f"/don-thu/ban/{found.case_id}/cong-khai/"
    assert desk_of(mai).get(at).status_code == 404
    office = desk_of(lan)
    assert office.get(at).status_code == 200
    assert office.post(at, {"viec": "dua", **WORDS}).status_code == 302
    everybody = Client()
    assert WORDS["title"] in everybody.get(LIST).content.decode()
    page = everybody.get(f"/don-thu/cong-khai/viec/{found.pk}/").content.decode()
    assert "Đang xử lý" in page
    assert CULVERT[:20] not in page
    assert "<img" not in page  # the photo waits for its mask
    assert not Duty.objects.open().filter(kind="public_case").exists()
    csv = b"".join(everybody.get(f"{LIST}?format=csv").streaming_content).decode()
    assert WORDS["title"] in csv
    assert WORDS["title"] in everybody.get(f"{LIST}?q=cong+dau+xom").content.decode()
    assert WORDS["title"] not in everybody.get(f"{LIST}?q=den+duong").content.decode()
    assert WORDS["title"] not in everybody.get(f"{LIST}?tinh-trang=da-tra-loi").content.decode()


@pytest.mark.parametrize(
    "words",
    [
        {"words": "Gọi 0912 345 678"},
        {"title": "Nhà chị Lý Thị Mẩy"},
        {"answer": "Cán bộ địa chính vòi tiền"},
        {"where": "Ly Thi May"},
    ],
)
def test_words_that_point_to_somebody_are_refused_and_nothing_typed_is_lost(
    found, lan, desk_of, words
):
    sent = {"viec": "dua", **WORDS, **words}
    answer = desk_of(lan).post(f"/don-thu/ban/{found.case_id}/cong-khai/", sent)
    assert answer.status_code == 422
    assert next(iter(words.values())) in answer.content.decode()
    assert not PublicCase.objects.shown().exists()


def test_a_refusal_names_a_ground_and_somebody_else_looks_again_once(found, lan, thang, desk_of):
    with pytest.raises(Refused, match="Chưa chọn căn cứ"):
        showing.refuse_show(found, ground="ugly", words="Không hợp với xã", by=lan, on=SENT)
    showing.refuse_show(found, ground="personal", words="Chỉ nói một nhà", by=lan, on=SENT)
    log = Client().get(f"{LIST}nhat-ky/").content.decode()
    assert "Nói về một người cụ thể" in log
    assert "Chỉ nói một nhà" not in log
    assert found.case.code not in log

    found.refresh_from_db()
    showing.appeal_show(found, words="Cả xóm đi qua cống này", on=SENT)
    assert Duty.objects.open().get(kind="public_case").rule_key == "feedback.show_again"
    with pytest.raises(Refused, match="người khác"):
        shown(found, lan)
    showing.refuse_show(found, ground="personal", words="Vẫn chỉ nói một nhà", by=thang, on=SENT)
    with pytest.raises(Refused, match="Đã xem lại một lần"):
        showing.appeal_show(found, words="Cả xóm đi qua", on=SENT)
    assert list(Moderation.objects.order_by("pk").values_list("kind", flat=True)) == [
        "wished", "refused", "appealed", "upheld",
    ]  # fmt: skip


def test_two_taps_or_four_numbers_make_a_box_and_its_pixels_are_gone(
    found, lan, desk_of, settings, tmp_path
):
    office, file = desk_of(lan), Attachment.objects.get()
    at = f"/don-thu/ban/{found.case_id}/cong-khai/anh/{file.pk}/"
    assert office.post(at, {"viec": "che", "sure": "on"}).status_code == 422  # words first
    shown(found, lan)
    once = office.get(f"{at}?cham.x=0&cham.y=0").content.decode()
    assert 'name="goc" value="0,0"' in once
    twice = office.get(f"{at}?goc=0,0&cham.x=152&cham.y=152").content.decode()  # of 304 × 152
    assert 'name="o" value="0,0,500,1000"' in twice
    typed = office.get(f"{at}?o=0,0,500,1000&x=900&y=0&width=200&height=50").content.decode()
    assert 'value="900,0,100,50"' in typed
    assert "bốn số" in office.get(f"{at}?x=-4&y=z&width=&height=3").content.decode()
    preview = office.get(f"{at}xem-truoc.jpg?o=0,0,500,1000")
    assert "no-store" in preview["Cache-Control"]

    assert office.post(at, {"viec": "che", "o": "0,0,500,1000"}).status_code == 422  # not looked
    sent = office.post(at, {"viec": "che", "o": "0,0,500,1000", "sure": "on"})
    assert sent.status_code == 302
    one, everybody = MaskedPhoto.objects.get(), Client()
    public = f"/don-thu/cong-khai/viec/{found.pk}/anh/{one.pk}/"
    answer = everybody.get(public)
    assert answer["Cache-Control"] == "no-cache"
    assert b"zqplace" not in answer.content
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert not picture.getexif()
        left = {picture.getpixel((x, y)) for x in range(0, 200, 7) for y in range(0, 200, 7)}
        assert max(max(pixel) for pixel in left) < 60  # black, and no red anywhere
        assert picture.getpixel((390, 100))[1] > 150
    assert everybody.get(f"/don-thu/ban/{found.case_id}/tep/{file.pk}/").status_code == 302
    assert files.read_sealed(file.stored_as) != answer.content

    assert office.post(at, {"viec": "khong"}).status_code == 302
    assert everybody.get(public).status_code == 404


def test_every_pixel_a_box_touches_is_painted_and_none_beside_it():
    assert pixels._pixels((0, 0, 1, 1), (400, 200)) == (0, 0, 0, 0)
    assert pixels._pixels((1, 1, 1, 1), (1600, 1600)) == (1, 1, 3, 3)
    assert pixels._pixels((999, 999, 1, 1), (400, 200)) == (399, 199, 399, 199)
    assert pixels.between((900, 100), (100, 900)) == (100, 100, 800, 800)
    with pytest.raises(Refused):
        pixels.box(0, 0, 0, 5)


def test_that_somebody_was_accused_is_told_to_nobody_else(found, lan, desk_of):
    shown(found, lan)
    at = f"/don-thu/ban/{found.case_id}/cong-khai/"
    office = desk_of(lan)
    assert office.post(f"{at}go-khan/", {"ground": "accuses"}).status_code == 302

    for page in (f"/don-thu/cong-khai/viec/{found.pk}/", f"{LIST}nhat-ky/"):
        told = Client().get(page).content.decode()
        assert "ói về một người cụ thể" in told, page  # as any other word about somebody
        assert "Luật 91/2025/QH15" in told, page
        assert "tố cáo" not in told.lower(), page
    assert "có lời tố cáo" in office.get(at).content.decode().lower()


def test_a_leak_leaves_every_page_file_and_search_in_the_same_act(
    found, lan, mai, desk_of, django_capture_on_commit_callbacks
):
    shown(found, lan, words="Chữ lộzq ra")
    file = Attachment.objects.get()
    one = masking.mask_photo(found, file, [], sure=True, by=lan, on=SENT)
    everybody, at = Client(), f"/don-thu/cong-khai/viec/{found.pk}/"
    assert "lộzq" in everybody.get(at).content.decode()
    assert "lộzq" in everybody.get(at).content.decode()  # by now from what is kept

    go = f"/don-thu/ban/{found.case_id}/cong-khai/go-khan/"
    assert desk_of(mai).post(go, {"ground": "personal"}).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert desk_of(lan).post(go, {"ground": "personal"}).status_code == 302

    for page in (at, LIST, f"{LIST}?q=lozq", f"{LIST}nhat-ky/", "/tim/?q=lozq"):
        assert "lộzq" not in everybody.get(page).content.decode()
    assert "gỡ khẩn" in everybody.get(at).content.decode()
    assert everybody.get(f"{at}anh/{one.pk}/").status_code == 404
    with pytest.raises(FileNotFoundError):
        files.read(one.stored_as)
    assert not search.find("lozq")
    with pytest.raises(Refused):
        shown(PublicCase.objects.get(), lan)
    assert Case.objects.get().text == CULVERT  # the matter goes on


def test_the_sender_changes_their_mind_and_the_taken_out_leaves_nothing(found, lan, commune):
    shown(found, lan)
    showing.take_back(found, on=SENT)
    assert WORDS["title"] not in Client().get(LIST).content.decode()
    again = showing.wish(found.case, on=SENT)
    shown(again, lan, words="Chữ zqout")
    taking_out.take_out(found.case, by=lan, on=SENT)
    assert PublicCase.objects.get().state == Showing.REMOVED
    assert not search.find("zqout")
    assert not Duty.objects.open().filter(kind="public_case").exists()


def test_status_days_and_answer_follow_the_case(found, lan):
    shown(found, lan)
    with pytest.raises(Refused, match="Chưa trả lời người gửi"):
        shown(found, lan, answer="Xong rồi")
    handling.answer(found.case, words=REASONS, cite="Xem", by=lan, on=date(2026, 12, 1))
    page = Client().get(f"/don-thu/cong-khai/viec/{found.pk}/").content.decode()
    assert "Đã trả lời sau 5 ngày" in page
    found.refresh_from_db()
    shown(found, lan, answer="Đã đổ lại cống")
    assert "Đã đổ lại cống" in Client().get(f"/don-thu/cong-khai/viec/{found.pk}/").content.decode()


def test_the_sender_wishes_and_appeals_on_their_own_page(hung, lan, commune):
    ticket = send(commune)
    hung.post("/don-thu/theo-doi/", {"code": ticket.case.number, "secret": ticket.secret})
    at = f"/don-thu/cua-toi/{ticket.case.code}/"
    assert Client().post(f"{at}cong-khai/", {"viec": "muon"}).status_code == 404
    hung.post(f"{at}cong-khai/", {"viec": "muon"})
    found = PublicCase.objects.get()
    showing.refuse_show(found, ground="untrue", words="Chưa đúng sự thật", by=lan, on=SENT)
    assert "Chưa đúng sự thật" in hung.get(at).content.decode()
    hung.post(f"{at}cong-khai/", {"viec": "xem-lai", "words": "Có ảnh chụp"})
    found.refresh_from_db()
    assert found.state == Showing.APPEALED
