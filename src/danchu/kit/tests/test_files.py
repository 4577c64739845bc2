"""Files are judged by what they hold, not by what they are called, and nothing rides along."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from civics.errors import Refused
from danchu.kit import files

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def zipped(*entries: tuple[str, bytes], types: bytes | None = b"<Types/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if types is not None:
            archive.writestr("[Content_Types].xml", types)
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def image(kind="JPEG", size=(40, 30), mode="RGB", **saved) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **saved)
    return out.getvalue()


PDF = b"%PDF-1.7\n%%EOF"
DOCX = zipped(("word/document.xml", b"<x/>"))
XLSX = zipped(("xl/workbook.xml", b"<x/>"))


# ── the type is told by the content ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "data", "kept", "content_type"),
    [
        ("Quyết định.pdf", PDF, "Quyết định.pdf", "application/pdf"),
        ("Danh sách.DOCX", DOCX, "Danh sách.docx", WORD),
        ("bảng.xlsx", XLSX, "bảng.xlsx", SHEET),
        ("ảnh.jpeg", image(), "ảnh.jpg", "image/jpeg"),
        ("ảnh.png", image("PNG"), "ảnh.png", "image/png"),
        ("ảnh.webp", image("WEBP"), "ảnh.jpg", "image/jpeg"),
        ("thuc-ra-la-pdf.docx", PDF, "thuc-ra-la-pdf.pdf", "application/pdf"),
        ("khong-duoi", PDF, "khong-duoi.pdf", "application/pdf"),
        ("hai.duoi.exe", PDF, "hai.duoi.pdf", "application/pdf"),
    ],
)
def test_what_it_holds_names_its_kind(name, data, kept, content_type):
    taken = files.take_in(sent(name, data))

    assert (taken.name, taken.content_type) == (kept, content_type)
    assert len(files.read(taken.stored_as)) == taken.size


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bao-cao.pdf", b"MZ\x90\x00" + b"\0" * 100),  # a program renamed
        ("bao-cao.pdf", b" %PDF-1.7"),
        ("hinh.svg", SVG),
        ("hinh.png", SVG),
        ("trang.html", b"<html><script>alert(1)</script></html>"),
        ("anh.gif", image("GIF")),
        ("anh.tif", image("TIFF")),
        ("nen.zip", zipped(("a.txt", b"a"), types=None)),
        ("nen.docx", zipped(("a.txt", b"a"))),
        ("chi-word.docx", zipped(("word/document.xml", b"<x/>"), types=None)),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("nua.jpg", image(size=(400, 300))[:300]),
        ("nua.png", image("PNG", size=(400, 300))[:60]),
        ("nua.docx", DOCX[:-30]),
        ("chu.txt", "một dòng chữ".encode()),
    ],
)
def test_anything_else_is_refused_in_plain_words(name, data):
    with pytest.raises(Refused) as refused:
        files.take_in(sent(name, data))

    assert name in refused.value.message
    assert refused.value.message.endswith(".")


def bad_chunk() -> bytes:
    """A PNG whose text chunk promises more than it holds."""
    whole = image("PNG")
    text = b"zTXt" + b"k\0\0" + zlib.compress(b"a" * (70 * 1024 * 1024))
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    return whole[:33] + chunk + whole[33:]


@pytest.mark.parametrize(
    "data",
    [
        bad_chunk(),
        image("PNG")[:40] + b"\xff" * 40,
        image()[:20] + b"\xff" * 2000,
        b"PK\x03\x04" + b"\xff" * 500,
        DOCX.replace(b"[Content_Types].xml", b"[Content_Typ\xff\xff].xml"),
        image("WEBP")[:20] + b"\0" * 50,
    ],
)
def test_broken_bytes_are_refused_never_a_crash(data):
    with pytest.raises(Refused):
        files.take_in(sent("hong.docx", data))


def test_any_byte_may_be_broken():
    for whole in (DOCX, image("PNG"), image(), image("WEBP")):
        for at in range(4, len(whole), max(1, len(whole) // 60)):
            broken = whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :]
            try:
                files.take_in(sent("hong", broken))
            except Refused:
                continue


@pytest.mark.parametrize(
    "data",
    [
        zipped(("word/document.xml", b"<x/>"), ("word/vbaProject.bin", b"x")),
        zipped(("xl/workbook.xml", b"<x/>"), ("xl/VBAPROJECT.BIN", b"x")),
        zipped(
            ("word/document.xml", b"<x/>"),
            ("word/du-lieu.bin", b"x"),
            types=b'<Types><Override ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
        zipped(
            ("word/document.xml", b"<x/>"),
            types=b'<Types><Override ContentType="a.document.macroEnabled.main+xml"/></Types>',
        ),
        zipped(
            ("xl/workbook.xml", b"<x/>"),
            types=b'<Types><Override ContentType="vnd.ms-excel.macrosheet+xml"/></Types>',
        ),
    ],
)
def test_a_macro_is_found_under_any_name(data):
    with pytest.raises(Refused, match="có macro"):
        files.take_in(sent("bao-cao.docx", data))


def test_a_zip_bomb_is_refused_without_being_unpacked():
    bomb = zipped(("word/document.xml", b"<x/>"), ("word/to.xml", b"\0" * (301 * 1024 * 1024)))
    assert len(bomb) < 1024 * 1024

    with pytest.raises(Refused, match="bung ra quá lớn"):
        files.take_in(sent("to.docx", bomb))


# ── size ──────────────────────────────────────────────────────────────────────────────────────


def test_25_megabytes_are_refused_with_what_to_do():
    with pytest.raises(Refused) as refused:
        files.take_in(sent("to.pdf", b"%PDF-" + b"0" * (25 * 1024 * 1024 - 5)))

    assert refused.value.message == (
        "Tệp to.pdf nặng 25 MB, nhiều hơn 20 MB. Hãy chụp lại nhỏ hơn hoặc tách tệp."
    )


def test_the_last_byte_allowed_is_allowed():
    limit = settings.FILE_MAX_BYTES

    assert files.take_in(sent("vua.pdf", b"%PDF-" + b"0" * (limit - 5))).size == limit
    with pytest.raises(Refused):
        files.take_in(sent("qua.pdf", b"%PDF-" + b"0" * (limit - 4)))


def test_an_empty_file_is_refused():
    with pytest.raises(Refused, match=r"Tệp rong\.pdf rỗng"):
        files.take_in(sent("rong.pdf", b""))


@pytest.mark.parametrize("size", [(7800, 7800), (14000, 14000)])
def test_a_picture_that_unpacks_too_large_is_refused(size):
    flat = image("PNG", size=size, mode="1")

    with pytest.raises(Refused):
        files.take_in(sent("to.png", flat))


# ── nothing rides along ───────────────────────────────────────────────────────────────────────

SECRET = b"Nguyen Van A 0912345678"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">%s</x:xmpmeta>' % SECRET


def gps() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # description
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 35.0, 8.0), 3: "E", 4: (105.0, 50.0, 0.0)})
    return exif


def labelled_png() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return image("PNG", pnginfo=words, exif=gps())


@pytest.mark.parametrize(
    "data",
    [
        image(exif=gps()),
        image(comment=SECRET),
        image(xmp=XMP),
        labelled_png(),
        image("WEBP", exif=gps(), xmp=XMP),
    ],
)
def test_place_author_and_comment_are_gone_from_pictures(data):
    assert SECRET in data or b"GPS" in data or len(data) > 300

    kept = files.read(files.take_in(sent("anh.jpg", data)).stored_as)

    with Image.open(io.BytesIO(kept)) as clean:
        assert not clean.getexif()
        assert not clean.getexif().get_ifd(0x8825)
        assert not {"comment", "xmp", "XML:com.adobe.xmp", "Author", "exif"} & set(clean.info)
    assert SECRET not in kept


def test_what_is_glued_behind_a_picture_is_gone():
    kept = files.read(files.take_in(sent("anh.jpg", image() + SECRET)).stored_as)

    assert SECRET not in kept


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by the camera
    kept = files.take_in(sent("anh.jpg", image(size=(40, 30), exif=exif)))

    with Image.open(io.BytesIO(files.read(kept.stored_as))) as upright:
        assert upright.size == (30, 40)


# ── names and places ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Quyết định số 12 (bản ký).pdf", "Quyết định số 12 (bản ký).pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\x.pdf", "x.pdf"),
        ("C:\\Users\\lan\\Danh sách.pdf", "Danh sách.pdf"),
        ("/srv/app/x.pdf", "x.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a b Set-Cookie x.pdf"),
        ("bao-cao\u202efdp.exe", "bao-cao fdp.exe"),
        ('"x"<script>|?*.pdf', "x script .pdf"),
        ("   ", "tep"),
        ("...", "tep"),
        ("", "tep"),
        (".htaccess", "htaccess"),
    ],
)
def test_names_play_no_tricks_and_vietnamese_stays(name, clean):
    assert files.clean_name(name) == clean


def test_a_long_name_keeps_its_end_and_fits_the_column():
    kept = files.take_in(sent("Danh sách " * 20 + "cuối.pdf", PDF))

    assert kept.name.endswith("Danh sách cuối.pdf")
    assert len(kept.name) <= 160


def test_where_it_is_stored_tells_nothing_of_its_name_or_content():
    one, two = files.take_in(sent("a.pdf", PDF)), files.take_in(sent("a.pdf", PDF))

    assert one.sha256 == two.sha256
    assert one.stored_as != two.stored_as
    assert one.sha256 not in one.stored_as
    folder = Path(settings.FILES_FOLDER).resolve()
    assert folder in (folder / one.stored_as).resolve().parents


def test_sealing_moves_the_bytes_and_may_be_repeated():
    one, two = files.take_in(sent("a.pdf", PDF)), files.take_in(sent("a.pdf", PDF))

    files.seal([one.stored_as, one.stored_as, "khong/co.pdf"])
    files.seal([one.stored_as])

    with pytest.raises(FileNotFoundError):
        files.read(one.stored_as)
    assert files.read_sealed(one.stored_as) == PDF
    assert files.read(two.stored_as) == PDF
    assert Path(settings.SEALED_FOLDER).stat().st_mode & 0o077 == 0


def test_forgetting_may_be_repeated():
    one = files.take_in(sent("a.pdf", PDF))

    files.discard([one.stored_as])
    files.discard([one.stored_as])

    with pytest.raises(FileNotFoundError):
        files.read(one.stored_as)


def test_what_was_not_yet_moved_under_the_seal_can_still_be_inspected(settings, tmp_path):
    """The machine may stop between the act and the move of its files."""
    settings.FILES_FOLDER, settings.SEALED_FOLDER = tmp_path / "files", tmp_path / "sealed"
    stored_as = files.take_in(sent("giay.pdf", b"%PDF-1.4 giay")).stored_as

    before = files.read_sealed(stored_as)
    files.seal([stored_as])

    assert before == files.read_sealed(stored_as)
