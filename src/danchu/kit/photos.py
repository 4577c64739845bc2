"""Photos from phones: pictures only, upright, small, and nothing riding along.

A photo proves that a paper hung on a board; it need not be larger than a screen, and where and on
whose phone it was taken is nobody's business. The island `take-photo` already shrinks it on the
device; here it is done again for everybody, because what a device sends is never trusted.
"""

import hashlib
import io
from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from civics.errors import Refused
from danchu.kit import clamd, files

MAX_SIDE = 1600  # pixels, the longer side
MAX_BYTES = 500_000
QUALITIES = (82, 72, 62, 50)
MAX_PROFILE_BYTES = 4096  # a colour profile of a phone has 500; more is not about colours
MOST = 4


class Photo(NamedTuple):
    """One photo as it may be kept: JPEG, upright, at most MAX_SIDE and MAX_BYTES."""

    name: str
    data: bytes
    width: int  # pixels
    height: int
    sha256: str  # of `data`


def clean(name: str, data: bytes) -> Photo:
    """The photo in these bytes; Refused, with what to do next, when they hold none."""
    name = files.clean_name(name)
    _refuse_other_kinds(name, data)
    clamd.refuse_infected(name, data)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > files.MAX_PIXELS:
                raise Refused(f"Ảnh {name} quá lớn. Hãy chụp lại với cỡ nhỏ hơn.")
            opened.draft("RGB", (MAX_SIDE, MAX_SIDE))  # a JPEG need not unpack whole
            picture = _on_white(ImageOps.exif_transpose(opened))
    except (*files.BROKEN, Image.DecompressionBombError, SyntaxError) as broken:
        raise Refused(f"Ảnh {name} hỏng, không mở được. Hãy chụp lại.") from broken
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    packed = _packed(picture)
    stem = name.rsplit(".", 1)[0] or "anh"
    size = picture.size
    return Photo(f"{stem}.jpg", packed, *size, hashlib.sha256(packed).hexdigest())


def keep(photo: Photo) -> files.Kept:
    """Store a cleaned photo beside the other files; `files.read`, `seal`, `discard` apply."""
    return files.store(photo.name, "jpg", "image/jpeg", photo.data)


def take_in(upload: "UploadedFile[bytes]") -> files.Kept:
    """Clean and store one upload; Refused, in words for the person sending it."""
    return keep(clean_upload(upload))


def clean_upload(upload: "UploadedFile[bytes]") -> Photo:
    """`clean`, after the size was asked: nobody's memory is filled by a film."""
    name, size = files.clean_name(upload.name or "anh"), upload.size or 0
    if size > settings.FILE_MAX_BYTES:
        raise Refused(
            f"Ảnh {name} nặng {size / 1048576:.0f} MB, nhiều hơn "
            f"{settings.FILE_MAX_BYTES // 1048576} MB. Hãy chụp lại với cỡ nhỏ hơn."
        )
    upload.seek(0)
    return clean(name, upload.read())


def _refuse_other_kinds(name: str, data: bytes) -> None:
    """What people do send by mistake, each with its own way out."""
    if not data:
        raise Refused(f"Ảnh {name} rỗng. Hãy mở thử trên máy rồi chọn lại.")
    brand = data[8:12] if data[4:8] == b"ftyp" else b""
    if brand[:3] in {b"hei", b"hev", b"mif", b"msf"}:
        raise Refused(
            f"Ảnh {name} là HEIC, máy chủ chưa đọc được. Hãy chụp màn hình tấm ảnh rồi gửi ảnh ấy, "
            "hoặc vào Cài đặt, Camera, Định dạng, chọn Tương thích nhất rồi chụp lại."
        )
    if brand == b"avif":
        raise Refused(f"Ảnh {name} là AVIF, máy chủ chưa đọc được. Hãy lưu thành JPG rồi gửi lại.")
    if brand or data[:4] == b"\x1aE\xdf\xa3":
        raise Refused(f"Tệp {name} là đoạn phim. Ở đây chỉ nhận ảnh; hãy chụp một tấm.")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"<svg" in head:
        raise Refused(f"Tệp {name} là hình vẽ SVG, không phải ảnh chụp. Hãy gửi ảnh JPG hoặc PNG.")
    if head.startswith((b"%pdf", b"pk\x03\x04")):
        raise Refused(f"Tệp {name} là văn bản. Ở đây chỉ nhận ảnh; hãy chụp tờ giấy.")
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
        raise Refused(
            f"Tệp {name} không phải ảnh JPG, PNG hay WEBP. Hãy chụp lại hoặc chọn ảnh khác."
        )


def _on_white(image: Image.Image) -> Image.Image:
    """Plain colours; what was see-through becomes paper, not black."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    paper.info = dict(image.info)
    return paper


def _packed(picture: Image.Image) -> bytes:
    """JPEG under MAX_BYTES: first a little coarser, then a little smaller, until it fits."""
    profile = picture.info.get("icc_profile") or b""
    kept = {"icc_profile": profile} if 0 < len(profile) <= MAX_PROFILE_BYTES else {}
    picture.info = {}
    while True:
        for quality in QUALITIES:
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=quality, optimize=True, exif=b"", **kept)
            if out.tell() <= MAX_BYTES:
                return out.getvalue()
        picture.thumbnail((picture.width * 3 // 4, picture.height * 3 // 4))


# ── in a form ─────────────────────────────────────────────────────────────────────────────────


class PhotoInput(forms.FileInput):
    """An ordinary file input inside the island `take-photo`; whole without a script."""

    template_name = "kit/_camera.html"
    allow_multiple_selected = True

    def __init__(self, *, most: int = MOST) -> None:
        super().__init__({"accept": "image/*", "capture": "environment"})
        if most > 1:
            self.attrs["multiple"] = True
        self.most = most

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "most": self.most}


class PhotosField(forms.FileField):
    """`photos = PhotosField(label="Ảnh bảng niêm yết", most=4)`; cleans to a list of `Photo`.

    Photos are judged while the form is, so that a refusal stands beside the field. What is valid is
    given to an action, which calls `keep`.
    """

    def __init__(self, *, most: int = MOST, **options: Any) -> None:
        self.most = most
        options.setdefault("widget", PhotoInput(most=most))
        options.setdefault("help_text", _hint(most))
        messages = {"required": "Chưa có ảnh. Hãy chụp hoặc chọn ít nhất một ảnh."}
        options["error_messages"] = {**messages, **options.get("error_messages", {})}
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A list of `Photo`, empty when none is needed and none came; all faults told at once."""
        sent: Sequence[Any] = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not sent:
            super().clean(None, initial)
            return []
        if len(sent) > self.most:
            words = f"Gửi nhiều nhất {self.most} ảnh một lần; đang có {len(sent)}. Hãy chọn lại."
            raise ValidationError(words)
        taken, wrong = [], []
        for upload in sent:
            try:
                taken.append(clean_upload(upload))
            except Refused as refused:
                wrong.append(refused.message)
        if wrong:
            raise ValidationError(wrong)
        return taken


def _hint(most: int) -> str:
    many = f"Nhiều nhất {most} ảnh. " if most > 1 else ""
    return f"{many}Máy tự thu nhỏ ảnh và bỏ nơi chụp, giờ chụp, tên máy."
