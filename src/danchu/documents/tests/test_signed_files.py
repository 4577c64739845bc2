"""A signed PDF comes back: real keys sign, real bytes are changed; what is told is what is true."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.sign.fields import MDPPerm
from pypdf import PdfWriter

from danchu.documents import pdf, signatures, signed, word
from danchu.documents.actions import put_away
from danchu.documents.models import Document, SignedFile
from danchu.documents.paper import Face
from danchu.documents.tests import keys
from danchu.documents.tests.factories import ABOUT, a_paper, issued
from danchu.kit import clock, files
from danchu.kit.clock import today

ON = today()
NOW = clock.now()


@pytest.fixture(scope="module")
def ca():
    return keys.authority()


@pytest.fixture(scope="module")
def binh(ca):
    return keys.person(ca)


@pytest.fixture(scope="module")
def given():
    """What was given out to be signed."""
    face = Face("12/TB-UBND", ON, "ABCDEFGH23", "https://xa.example/", draft=False)
    return pdf.pdf(a_paper(), face)


def verdict(data, given, *trusted, at=NOW):
    """What a page would say first: kind and title."""
    trust = signatures.Trust([one.asn1 for one in trusted], at)
    found = signatures.look("bản ký.pdf", data, issued=given, trust=trust)
    known = {one.asn1.sha256.hex() for one in trusted}
    return signed.told(SignedFile(found=found), known)


def words(told):
    return " ".join(line.words for lines in told.signatures for line in lines)


def test_a_whole_file_of_a_known_signer_is_green(ca, binh, given):
    for data in (
        keys.sign(given, binh),
        keys.sign(given, binh, box=(320, 120, 520, 180)),
        keys.sign(given, binh, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES),
    ):
        told = verdict(data, given, ca)
        assert (told.verdict.kind, told.verdict.title) == ("ok", "Chữ ký số hợp lệ")
        assert "Nông Văn Bình, UBND xã La Bằng" in words(told)
        assert "theo giờ máy người ký tự ghi" in words(told)
        assert "Chưa hỏi nơi cấp chứng thư" in words(told)


def test_a_signer_nobody_knows_is_never_green(ca, binh, given):
    data = keys.sign(given, binh)
    stranger = keys.authority("Nơi khác")

    for trusted in ((), (stranger,)):
        told = verdict(data, given, *trusted)
        assert (told.verdict.kind, told.verdict.title) == ("soon", signed.UNKNOWN)
        assert "(tên tự ghi)" in words(told)
    kept = signatures.look("a", data, issued=given, trust=signatures.Trust([ca.asn1], NOW))
    assert signed.told(SignedFile(found=kept), known=()).verdict.title == signed.UNKNOWN


def test_what_was_changed_after_signing_is_red(ca, binh, given):
    once = keys.sign(given, binh)
    twice = keys.sign(once, keys.person(ca, "Lý Văn Thắng"), field="ChuKy2")

    for data, title in (
        (once.replace(b"pdfaid:part>2", b"pdfaid:part>3"), "Tệp không khớp với chữ ký"),
        (keys.added_to(once), "Tệp đã bị sửa sau khi ký"),
        (keys.added_to(twice), "Tệp đã bị sửa sau khi ký"),
        (keys.sign(keys.added_to(once), binh, field="ChuKy2"), "Tệp đã bị sửa sau khi ký"),
    ):
        told = verdict(data, given, ca)
        assert (told.verdict.kind, told.verdict.title) == ("late", title)


def test_what_was_changed_before_signing_is_not_our_paper(ca, binh, given):
    for data in (
        keys.sign(keys.added_to(given), binh),
        keys.sign(given, binh, box=(10, 10, 580, 800)),  # a box that hides the page
    ):
        told = verdict(data, given, ca)
        assert (told.verdict.kind, told.verdict.title) == (
            "late",
            "Nội dung đã bị sửa trước khi ký",
        )
    told = verdict(keys.sign(pdf.pdf(a_paper(place="Nơi khác"), FACE), binh), given, ca)
    assert told.verdict.title == "Chữ ký đúng, nhưng trên một tệp khác"
    assert (told.verdict.kind, "tệp khác" in told.same) == ("soon", True)


FACE = Face("12/TB-UBND", ON, "ABCDEFGH23", "https://xa.example/", draft=False)


def test_the_same_words_saved_anew_are_told_apart_from_the_same_file(ca, binh, given):
    again = PdfWriter(clone_from=io.BytesIO(given))
    out = io.BytesIO()
    again.write(out)

    told = verdict(keys.sign(out.getvalue(), binh), given, ca)

    assert told.verdict.kind == "soon"
    assert "Không phải nguyên tệp" in told.same


def test_two_signatures_are_both_told_and_the_second_changes_nothing(ca, binh, given):
    other = keys.person(ca, "Lý Văn Thắng")
    both = keys.sign(keys.sign(given, binh), other, field="ChuKy2")

    told = verdict(both, given, ca)

    assert told.verdict.kind == "ok"
    assert "Lý Văn Thắng ký" in told.verdict.text
    assert "sau đó chỉ thêm chữ ký" in words(told)
    half = verdict(both, given)
    assert half.verdict.title == signed.UNKNOWN


def test_the_day_of_a_certificate_is_judged_when_the_file_was_certainly_there(ca, given):
    over = keys.person(ca, "Hết hạn", begins=-700, ends=-300)
    early = keys.person(ca, "Chưa đến", begins=30, ends=300)

    assert verdict(keys.sign(given, over), given, ca).verdict.title == "Chứng thư ký đã hết hạn"
    told = verdict(keys.sign(given, early), given, ca)
    assert (told.verdict.kind, told.verdict.title) == ("soon", "Chứng thư ký chưa có hiệu lực")
    # it came in while the certificate was good
    then = NOW - timedelta(days=400)
    assert verdict(keys.sign(given, over), given, ca, at=then).verdict.kind == "ok"
    # a timestamp of somebody we know proves the same
    stamped = keys.sign(given, over, timestamps=keys.stamper(ca, days=-400))
    told = verdict(stamped, given, ca)
    assert (told.verdict.kind, "có dấu thời gian tin cậy" in words(told)) == ("ok", True)
    stranger = keys.sign(given, over, timestamps=keys.stamper(keys.authority("Lạ"), days=-400))
    told = verdict(stranger, given, ca)
    assert told.verdict.title == "Chứng thư ký đã hết hạn"
    assert "không rõ của ai" in words(told)


# ── on the pages ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def trusted(settings, tmp_path, ca):
    settings.TRUST_FOLDER = tmp_path / "trust"
    settings.TRUST_FOLDER.mkdir()
    (settings.TRUST_FOLDER / "ca.pem").write_bytes(ca.pem)
    return settings.TRUST_FOLDER


def sent(desk, document, data, name="bản ký số.pdf"):
    file = SimpleUploadedFile(name, data, "application/pdf")
    return desk.post(f"/van-ban/{document.pk}/ban-ky/", {"file": file}, follow=True)


@pytest.mark.django_db
def test_a_signed_paper_comes_back_and_everybody_may_read_what_it_says(
    lan, desk_of, hung, binh, trusted, django_capture_on_commit_callbacks
):
    document, desk = issued(lan, ON), desk_of(lan)
    check = f"/van-ban/kiem-tra/{document.code}/"
    given = desk.get(f"/van-ban/{document.pk}/tep.pdf").content
    data = keys.sign(given, binh)

    page = sent(desk, document, data).content.decode()

    assert "Chữ ký số hợp lệ" in page
    file = SignedFile.objects.get()
    assert (file.name, file.found["same"]) == ("bản ký số.pdf", "bytes")
    page = hung.get(check).content.decode()
    assert "Chữ ký số hợp lệ" in page
    assert "Nông Văn Bình" in page
    assert hung.get(f"{check}ban-ky/{file.pk}/").content == data

    again = sent(desk, document, data)
    assert again.status_code == 422
    assert "đã gửi ngày" in again.content.decode()
    assert SignedFile.objects.count() == 1

    (trusted / "ca.pem").unlink()  # the operator trusts it no more
    assert signed.UNKNOWN in hung.get(check).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        put_away("thing", "7", by=lan, on=ON)
    assert hung.get(f"{check}ban-ky/{file.pk}/").status_code == 404
    assert desk.get(f"/van-ban/{document.pk}/ban-ky/{file.pk}/").status_code == 404
    with pytest.raises(FileNotFoundError):
        files.read(file.stored_as)
    page = hung.get(check).content.decode()
    assert "Nông Văn Bình" not in page
    assert "đã niêm phong" in desk.get(f"/van-ban/{document.pk}/").content.decode()


@pytest.mark.django_db
def test_a_list_that_grew_is_asked_again_and_a_wrong_file_is_taken_off(
    lan, desk_of, hung, binh, ca, settings, tmp_path
):
    settings.TRUST_FOLDER = tmp_path
    document, desk = issued(lan, ON, about=ABOUT._replace(open=False)), desk_of(lan)
    data = keys.sign(desk.get(f"/van-ban/{document.pk}/tep.pdf").content, binh)
    assert signed.UNKNOWN in sent(desk, document, data).content.decode()
    file = SignedFile.objects.get()
    at = f"/van-ban/{document.pk}/ban-ky/{file.pk}/"

    (tmp_path / "moi.crt").write_bytes(ca.pem)
    assert signed.UNKNOWN in desk.get(f"/van-ban/{document.pk}/").content.decode()
    desk.post(f"{at}kiem-lai/")

    assert "Chữ ký số hợp lệ" in desk.get(f"/van-ban/{document.pk}/").content.decode()
    page = hung.get(f"/van-ban/kiem-tra/{document.code}/").content.decode()
    assert "Chữ ký số hợp lệ" in page
    assert "Nông Văn Bình" not in page  # not for everybody: no name, no file
    assert hung.get(f"/van-ban/kiem-tra/{document.code}/ban-ky/{file.pk}/").status_code == 404

    assert desk.post(f"{at}go/", {"why": " "}).status_code == 422
    desk.post(f"{at}go/", {"why": "gửi nhầm tệp"})
    assert "gửi nhầm tệp" in desk.get(f"/van-ban/{document.pk}/").content.decode()
    assert desk.get(at).status_code == 404
    assert "Bản ký số" not in hung.get(f"/van-ban/kiem-tra/{document.code}/").content.decode()


@pytest.mark.django_db
def test_what_is_no_signed_paper_of_ours_gets_a_kind_answer(lan, desk_of, binh, trusted, settings):
    document, other, desk = issued(lan, ON), issued(lan, ON), desk_of(lan)
    given = desk.get(f"/van-ban/{document.pk}/tep.pdf").content
    theirs = desk.get(f"/van-ban/{other.pk}/tep.pdf").content
    locked = PdfWriter(clone_from=io.BytesIO(given))
    locked.encrypt("mật khẩu", algorithm="AES-256")
    out = io.BytesIO()
    locked.write(out)
    plain = word.docx(a_paper(), FACE)
    out_of_word = io.BytesIO(plain)
    with zipfile.ZipFile(out_of_word, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    macro = out_of_word.getvalue()
    settings.FILE_MAX_BYTES = 1024 * 1024
    big = keys.sign(given, binh) + b" " * (1536 * 1024)

    for data, name, says in (
        (given, "chưa ký.pdf", "chưa có chữ ký số nào"),
        (keys.sign(theirs, binh), "bản ký.pdf", "là văn bản 2/TB-UBND, không phải 1/TB-UBND"),
        (keys.sign(keys.with_script(given), binh), "mã.pdf", "có mã tự chạy"),
        (out.getvalue(), "khóa.pdf", "đặt mật khẩu"),
        (b"%PDF-1.7 hong", "hỏng.pdf", "không đọc được"),
        (plain, "văn bản.docx", "không phải PDF"),
        (macro, "văn bản.docx", "có macro"),
        (big, "to.pdf", "nhiều hơn 1 MB"),
        (b"", "rỗng.pdf", "Tệp rỗng"),
    ):
        answer = sent(desk, document, data, name)
        assert answer.status_code == 422, name
        assert says in answer.content.decode(), name
    assert not SignedFile.objects.exists()
    assert desk.post(f"/van-ban/{document.pk}/ban-ky/").status_code == 422


@pytest.mark.django_db
def test_a_draft_a_cancelled_paper_and_strangers_take_no_signed_file(
    lan, mai, tam, desk_of, binh, trusted
):
    document = issued(lan, ON)
    data = keys.sign(desk_of(lan).get(f"/van-ban/{document.pk}/tep.pdf").content, binh)
    sent(desk_of(lan), document, data)
    file = SignedFile.objects.get()

    for stranger in (mai, tam):
        desk = desk_of(stranger)
        assert sent(desk, document, data).status_code == 404
        for end in ("", "kiem-lai/", "go/"):
            at = f"/van-ban/{document.pk}/ban-ky/{file.pk}/{end}"
            assert desk.post(at, {"why": "x"}).status_code in {404, 405}
    Document.objects.filter(pk=document.pk).update(
        state="void", void_on=ON, void_why="nhầm", void_by=lan
    )
    assert sent(desk_of(lan), document, data).status_code == 404
    file.refresh_from_db()
    assert not file.sealed
