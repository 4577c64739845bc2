"""A signed PDF on its way in: kept, judged, refused with a reason or written down."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from civics.errors import Refused
from danchu.documents import access, actions, reading, trust
from danchu.documents.models import Document, SignedFile
from danchu.kit import clock, files
from danchu.people.models import Term

CODE = re.compile(f"[{actions.LETTERS}]{{{actions.CODE_LENGTH}}}")
Absolute = Callable[[str], str]


def take(
    document: Document, upload: "UploadedFile[bytes]", absolute: Absolute, *, by: Term, on: date
) -> SignedFile:
    """One upload for `document`. What is refused leaves nothing behind."""
    kept = files.take_in(upload)
    try:
        if kept.content_type != "application/pdf":
            raise Refused(
                f"Tệp {kept.name} không phải PDF. Ký số ở đây là ký trên tệp PDF tải từ trang này."
            )
        found = _found(document, kept.name, files.read(kept.stored_as), absolute, on=on)
        return actions.receive_signed(document, kept, found, by=by, on=on)
    except BaseException:
        files.discard([kept.stored_as])
        raise


def again(signed: SignedFile, absolute: Absolute, *, by: Term, on: date) -> SignedFile:
    """Look once more, as of the moment when the file came in."""
    try:
        data = files.read(signed.stored_as)
    except FileNotFoundError as gone:
        raise Refused("Tệp này vừa được niêm phong, không kiểm lại được nữa.") from gone
    found = _look(signed.document, signed.name, data, absolute, at=signed.sent_at)
    return actions.check_again(signed, found, by=by, on=on)


def _found(
    document: Document, name: str, data: bytes, absolute: Absolute, *, on: date
) -> dict[str, Any]:
    found = _look(document, name, data, absolute, at=clock.moment_on(on))
    if found["same"] in {"other", "words"}:
        _refuse_another(document, name, data)
    return found


def _look(
    document: Document, name: str, data: bytes, absolute: Absolute, *, at: datetime
) -> dict[str, Any]:
    from danchu.documents import signatures  # a second and 20 MB, for those who need it

    paper = document.paper
    issued = reading.file_of(document, paper, "pdf", absolute) if paper else b"no paper"
    trusted = signatures.Trust(trust.anchors(), at)
    return signatures.look(name, data, issued=issued, trust=trusted)


def _refuse_another(document: Document, name: str, data: bytes) -> None:
    """Somebody took the wrong one of two signed papers of the same office."""
    from danchu.documents import signatures

    codes = set(CODE.findall(signatures.words_of(data)))
    if document.code in codes:
        return
    other = access.beside(document).filter(code__in=codes).first()
    if other is not None:
        raise Refused(
            f"Tệp {name} là văn bản {other.spoken_number}, không phải {document.spoken_number}. "
            "Hãy mở đúng văn bản rồi gửi."
        )
