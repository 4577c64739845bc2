"""Photos and papers as people send them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danchu.kit import photos


def jpeg(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def photo(colour: str = "red") -> photos.Photo:
    return photos.clean("tờ kiểm đếm.jpg", jpeg(colour))


def pdf(name: str = "du-toan.pdf", words: str = "dự toán") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, f"%PDF-1.4\n% {words}\n%%EOF\n".encode())
