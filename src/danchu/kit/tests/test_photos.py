"""Photos: pictures only, upright, small, nothing riding along; and every refusal says what next."""

import io

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image

from civics.errors import Refused
from danchu.kit import files, photos
from danchu.kit.tests.test_files import DOCX, PDF, SECRET, SVG, XMP, gps, image, labelled_png


def opened(photo: photos.Photo) -> Image.Image:
    return Image.open(io.BytesIO(photo.data))


def noise(width: int, height: int) -> bytes:
    """The worst a camera can send: nothing in it packs."""
    out = io.BytesIO()
    grey = Image.effect_noise((width, height), 120)
    Image.merge("RGB", (grey, grey.rotate(90).resize(grey.size), grey)).save(
        out, "JPEG", quality=98
    )
    return out.getvalue()


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (1601, 20), (1600, 1600)])
def test_a_photo_is_no_larger_than_a_screen_needs(size):
    photo = photos.clean("anh.jpg", image(size=size))

    assert max(photo.width, photo.height) == photos.MAX_SIDE
    assert opened(photo).size == (photo.width, photo.height)
    assert abs(photo.width / photo.height - size[0] / size[1]) < size[0] / size[1] * 0.06


def test_a_small_photo_is_not_blown_up():
    assert opened(photos.clean("anh.jpg", image(size=(640, 480)))).size == (640, 480)


def test_the_worst_photo_still_weighs_under_half_a_megabyte():
    heavy = noise(3200, 2400)
    assert len(heavy) > 4_000_000

    assert len(photos.clean("anh.jpg", heavy).data) <= photos.MAX_BYTES


def two_in_one() -> bytes:
    """Newer phones put a second picture behind the first (MPO)."""
    out = io.BytesIO()
    second = Image.new("RGB", (50, 40), "blue")
    Image.new("RGB", (50, 40), "red").save(out, "MPO", save_all=True, append_images=[second])
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        image(exif=gps(), comment=SECRET, xmp=XMP),
        labelled_png(),
        image("WEBP", exif=gps(), xmp=XMP),
        image() + SECRET,
        image(icc_profile=SECRET * 400),
        two_in_one() + SECRET,
    ],
)
def test_no_place_no_name_no_hidden_picture_stays(data):
    assert SECRET in data

    photo = photos.clean("anh.jpg", data)

    assert SECRET not in photo.data
    assert dict(opened(photo).getexif()) == {}
    assert (opened(photo).format, getattr(opened(photo), "n_frames", 1)) == ("JPEG", 1)


def test_a_photo_held_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = photos.clean("anh.jpg", image(size=(400, 300), exif=exif))

    assert (photo.width, photo.height) == (300, 400)


def test_what_is_see_through_becomes_paper():
    photo = photos.clean("dau.png", image("PNG", mode="RGBA"))

    assert opened(photo).getpixel((5, 5)) == (255, 255, 255)


def box(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0" * 200


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("IMG_1.HEIC", box(b"heic"), "Tương thích nhất"),
        ("IMG_1.jpg", box(b"mif1"), "chụp màn hình"),
        ("anh.avif", box(b"avif"), "lưu thành JPG"),
        ("phim.mp4", box(b"isom"), "đoạn phim"),
        ("phim.webm", b"\x1aE\xdf\xa3" + b"\0" * 99, "đoạn phim"),
        ("ve.svg", SVG, "SVG"),
        ("ve.jpg", b'<?xml version="1.0"?>' + SVG, "SVG"),
        ("don.pdf", PDF, "văn bản"),
        ("don.docx", DOCX, "văn bản"),
        ("dong.gif", image("GIF"), "JPG, PNG hay WEBP"),
        ("rong.jpg", b"", "rỗng"),
        ("nua.jpg", image(size=(400, 300))[:300], "Hãy chụp lại"),
        ("hong.png", image("PNG")[:40] + b"\xff" * 40, "Hãy chụp lại"),
        ("to.png", image("PNG", size=(9000, 9000), mode="1"), "quá lớn"),
        ("am.wav", b"RIFF\0\0\0\0WAVEfmt " + b"\0" * 64, "Hãy chụp lại"),
    ],
)
def test_anything_else_is_refused_with_a_way_out(name, data, says):
    with pytest.raises(Refused) as refused:
        photos.clean(name, data)

    assert name in refused.value.message
    assert says in refused.value.message
    assert refused.value.message.endswith(".")


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
def test_any_byte_of_a_photo_may_be_broken():
    for whole in (image("PNG"), image(), image("WEBP"), two_in_one()):
        for at in range(4, len(whole), max(1, len(whole) // 60)):
            broken = whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :]
            try:
                photos.clean("hong.jpg", broken)
            except Refused:
                continue


# ── in a form ─────────────────────────────────────────────────────────────────────────────────


class Posting(forms.Form):
    photos = photos.PhotosField(label="Ảnh", most=2)


def posted(*sent: tuple[str, bytes]) -> Posting:
    uploads = [SimpleUploadedFile(name, data) for name, data in sent]
    return Posting({}, MultiValueDict({"photos": uploads}))


def test_photos_of_a_form_can_be_kept_and_read_again():
    form = posted(("Bảng xóm.jpeg", image(exif=gps())), ("2.png", image("PNG")))

    assert form.is_valid()
    kept = [photos.keep(photo) for photo in form.cleaned_data["photos"]]

    assert [one.name for one in kept] == ["Bảng xóm.jpg", "2.jpg"]
    assert [one.sha256 for one in kept] == [one.sha256 for one in form.cleaned_data["photos"]]
    assert all(files.read(one.stored_as).startswith(b"\xff\xd8") for one in kept)


def test_every_fault_of_every_photo_is_told_at_once():
    form = posted(("a.pdf", PDF), ("b.heic", box(b"heic")))

    assert not form.is_valid()
    assert len(form.errors["photos"]) == 2


def test_a_photo_may_be_missing_only_where_the_form_says_so(settings):
    settings.FILE_MAX_BYTES = 1000
    too_heavy = posted(("to.jpg", noise(100, 100)))

    assert posted().errors["photos"] == ["Chưa có ảnh. Hãy chụp hoặc chọn ít nhất một ảnh."]
    assert "đang có 3" in posted(*[("a.jpg", image())] * 3).errors["photos"][0]
    assert "nhiều hơn" in too_heavy.errors["photos"][0]
