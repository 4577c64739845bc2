"""Decisions on their way to the people, and files as phones and offices send them."""

import io
import zipfile
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danchu.disclosure import screening
from danchu.disclosure.actions import checking, drafting, noting, publishing, speaking
from danchu.disclosure.checked import Original
from danchu.disclosure.models import Item
from danchu.disclosure.speaking import making
from danchu.disclosure.speaking.sound import clean
from danchu.disclosure.spoken import Language, Recording, Script
from danchu.disclosure.tests.sounds import mp3
from danchu.duties.models import Duty
from danchu.kit import files
from danchu.kit.models import AuditEntry
from danchu.people.models import Term

SIGNED = date(2026, 3, 3)  # a Tuesday; due on Tuesday 10/3/2026
NOTED = date(2026, 3, 4)
DUE = date(2026, 3, 10)
TITLE, BODY = "Mức thu phí chợ Đình Cả", "Chỗ bán cố định 120.000 đồng một tháng."


def note(by: Term, *, group=12, number="12/QĐ-UBND", decided_on=SIGNED, on=NOTED, **more) -> Item:
    signer = more.pop("signer", "Nông Văn Bình, Chủ tịch UBND xã")
    fields = {"group": group, "number": number, "decided_on": decided_on, "signer": signer}
    return noting.note(by.unit, **fields, by=by, on=on, **more)


def draft(item: Item, by: Term, *, on=NOTED, **words):
    said = {"title": TITLE, "body": BODY, "personal_list": "", **words}
    return drafting.save_draft(item, **said, by=by, on=on)


def publish(item: Item, by: Term, approver: Term, *, on=NOTED, files=(), **words) -> Item:
    """Draft with its files, hand over, approve, all on one day."""
    version = draft(item, by, on=on, **words)
    for file in files:
        attach(version, by, file, on=on)
    drafting.submit(item, by=by, on=on)
    return approve(item, approver, on=on)


def approve(item: Item, by: Term, *, on=NOTED) -> Item:
    """The approver ticks whatever nobody but a person can read."""
    return publishing.approve(item, no_secret=True, by=by, on=on, ticks=ticks(item))


def ticks(item: Item) -> list[str]:
    """All that the signer of the open draft is asked to look at himself."""
    check = checking.of_now(drafting.draft_of(item))
    return [ask.key for ask in screening.asks(check.told)] if check else []


def attach(version, by: Term, file=None, *, personal=False, signed_paper=False, on=NOTED):
    upload = file or pdf()
    marks = {"personal": personal, "signed_paper": signed_paper}
    return drafting.attach(version, upload, **marks, by=by, on=on)


def original(item: Item, by: Term, *, on=NOTED) -> Original:
    """Something sealed before it was masked."""
    made = {"sha256": "0" * 64, "size": 2, "stored_as": files.keep_sealed(b"kn", "txt")}
    told = {"version_number": 1, "name": "chu.txt", "content_type": "text/plain", "masked": 1}
    return Original.objects.create(item=item, sealed_by=by, sealed_on=on, **made, **told)


def spoken(item: Item, by: Term, *, on=NOTED) -> Script:
    """The text as the machine makes it, issued."""
    text = making.made(item, item.versions.public().order_by("-number")[0])
    return speaking.issue_script(item, text=text, by=by, on=on)


def recorded(item: Item, by: Term, *, on=NOTED) -> Recording:
    """Somebody reads it in Tày."""
    sound = clean("doc.mp3", mp3())
    take = speaking.Take(sound, Language.TAY, "announcer", consent=True)
    return speaking.keep_recording(spoken(item, by, on=on), take, by=by, on=on)


def duties_of(kind: str, key: object):
    return Duty.objects.filter(kind=kind, key=str(key)).order_by("pk")


def acts(**of) -> list[str]:
    """What the trail says, oldest first."""
    return list(AuditEntry.objects.filter(**of).order_by("pk").values_list("act", flat=True))


# ── files ─────────────────────────────────────────────────────────────────────────────────────

TYPES = '<Types xmlns="t"><Override PartName="/{part}" ContentType="{type}"/></Types>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def pdf(name="quyet-dinh.pdf", words="12/QD-UBND") -> SimpleUploadedFile:
    return upload(name, b"%%PDF-1.4\n%% %s\n%%%%EOF" % words.encode())


def office(name="van-ban.docx", *, part="word/document.xml", kind=WORD, more=()):
    """A zip with the parts an office file has; `more`: further (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(part=part, type=kind))
        archive.writestr(part, "<x/>")
        for entry, data in more:
            archive.writestr(entry, data)
    return upload(name, out.getvalue())


def picture(name="anh.jpg", *, kind="JPEG", size=(40, 30), colour="red", **saved):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **saved)
    return upload(name, out.getvalue())
