"""Cases as people send them."""

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danchu.kit import photos
from danchu.kit.photos import Photo
from danchu.petitions.actions import sending
from danchu.petitions.actions.complaining import Handed, hand_in
from danchu.petitions.actions.sending import Story, Ticket
from danchu.petitions.models import Source, Track

SENT = date(2026, 11, 26)  # a Thursday
NOTICE_DUE = date(2026, 11, 30)  # two working days
ANSWER_DUE = date(2026, 12, 10)  # ten
CULVERT = "Cống qua suối đầu xóm vỡ một bên từ trận mưa, trẻ con đi học phải lội. Xin xã sửa giúp."
REASONS = "Xã đã đổ lại thành cống, xong ngày 07/12."


def send(unit, *, on: date = SENT, track=Track.FEEDBACK, person=None, secret="", **told) -> Ticket:
    story = Story(track=track, text=told.pop("text", CULVERT), **told)
    return sending.send(unit, story, person=person, on=on, secret=secret)


def handed_in(by, *, on: date = SENT, **told) -> Ticket:
    paper = {
        "name": "Nông Thị Vắng",
        "contact": "xóm Đồng Tâm",
        "against": "Quyết định 12/QĐ-UBND ngày 02/11/2026",
        "text": "Quyết định ghi thiếu diện tích đất của gia đình.",
        "known_on": date(2026, 11, 5),
        "signed": True,
        "source": Source.COUNTER,
    }
    return hand_in(Handed(**{**paper, **told}), by=by, on=on)


def handed_in_again(by, *, on: date = SENT, **told) -> Ticket:
    """A second complaint, in the province's office."""
    first = "3/QĐ-UBND ngày 20/11/2026"
    return handed_in(by, on=on, second=True, first_decision=first, **told)


def photo(name: str = "cong.jpg"):
    """A small picture, as a phone sends it."""
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "grey").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


def cleaned() -> Photo:
    """The same, as the form hands it on."""
    return photos.clean("cong.jpg", photo().read())
