"""What the signatures inside a PDF say: whole or changed, by whom, when, known to us or not.

Nothing here asks the network: whether a certificate was revoked is not asked, and said so. A
signature is looked at as of the moment when the file came in (or of a timestamp that we trust):
from then on it is certain that it was there.
"""

import io
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from asn1crypto import x509
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from civics.errors import Refused
from danchu.documents.same_paper import only_signed

MOST_SIGNATURES, MOST_REVISIONS, MOST_OBJECTS = 20, 60, 60_000
LONGEST_NAME, MOST_PAGES = 200, 60
USES = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
UNREADABLE = (  # what the readers raise when bytes do not hold what they promise
    PdfError,
    SigningError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    OSError,
    RecursionError,
)
CANNOT_READ = "không đọc được như một tệp PDF đúng chuẩn. Hãy ký lại từ tệp PDF tải ở trang này."

logging.getLogger("pyhanko").setLevel(
    logging.CRITICAL
)  # what is wrong with a file is told on a page
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class Trust(NamedTuple):
    """Whom the operator knows, and the moment at which the file was certainly there."""

    anchors: Sequence[x509.Certificate]
    at: datetime


def look(name: str, data: bytes, *, issued: bytes, trust: Trust) -> dict[str, Any]:
    """Facts of one signed file, plain enough to be kept as JSON. Refused: it is none.

    `issued`: the bytes that were given out to be signed. `same` says what this file is to them:
    "bytes" (they stand inside, unchanged but for signatures), "edited" (they stand inside and were
    changed), "words" (another file with the same words), "other".
    """
    reader = _opened(name, data)
    try:
        signatures = sorted(reader.embedded_regular_signatures, key=lambda s: s.signed_revision)
        if not signatures:
            raise Refused(
                f"Tệp {name} chưa có chữ ký số nào. Hãy ký trên dịch vụ ký số, rồi gửi tệp đã ký."
            )
        if len(signatures) > MOST_SIGNATURES:
            raise Refused(f"Tệp {name} có quá nhiều chữ ký. Mỗi tệp nhiều nhất {MOST_SIGNATURES}.")
        return {
            "same": _same(reader, data, issued, first=signatures[0].signed_revision),
            "signatures": [_signature(one, trust) for one in signatures],
        }
    except UNREADABLE as broken:
        raise Refused(f"Tệp {name} {CANNOT_READ}") from broken


def words_of(data: bytes) -> str:
    """All words of a PDF without the spaces between them; "" when it has none to read."""
    try:
        pages = PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]
        return "".join("".join(page.extract_text() for page in pages).split())
    except (PyPdfError, *UNREADABLE):
        return ""


def _opened(name: str, data: bytes) -> PdfFileReader:
    try:
        reader = PdfFileReader(io.BytesIO(data))
        if reader.encrypted:
            raise Refused(
                f"Tệp {name} đặt mật khẩu nên không ai kiểm được. Hãy bỏ mật khẩu, ký lại rồi gửi."
            )
        if reader.xrefs.total_revisions > MOST_REVISIONS:
            raise Refused(f"Tệp {name} đã lưu chồng quá nhiều lần. Hãy ký từ tệp gốc rồi gửi.")
        if _runs_something(reader):
            raise Refused(
                f"Tệp {name} có mã tự chạy bên trong nên không nhận. "
                "Hãy ký lại từ tệp PDF tải ở trang này."
            )
    except UNREADABLE as broken:
        raise Refused(f"Tệp {name} {CANNOT_READ}") from broken
    return reader


def _runs_something(reader: PdfFileReader) -> bool:
    """JavaScript, or a door to another program, anywhere in any revision."""
    seen = 0
    for revision in range(reader.xrefs.total_revisions):
        at = reader.get_historical_resolver(revision)
        for ref in reader.xrefs.explicit_refs_in_revision(revision):
            seen += 1
            if seen > MOST_OBJECTS:
                raise ValueError("more objects than a paper of an office has")
            if _acts(at.get_object(ref)):
                return True
    return False


def _acts(found: object, depth: int = 0) -> bool:
    if depth > 40:
        raise ValueError("nested deeper than any paper")
    if isinstance(found, DictionaryObject):
        if "/JS" in found or "/XFA" in found or found.get("/S") in {"/JavaScript", "/Launch"}:
            return True
        return any(_acts(found.raw_get(key), depth + 1) for key in found)
    if isinstance(found, ArrayObject):
        return any(_acts(one, depth + 1) for one in list.__iter__(found))
    return False


# ── is it our paper ───────────────────────────────────────────────────────────────────────────


def _same(reader: PdfFileReader, data: bytes, issued: bytes, *, first: int) -> str:
    if not data.startswith(issued):
        words = words_of(issued)
        return "words" if words and words_of(data) == words else "other"
    ours = PdfFileReader(io.BytesIO(issued)).xrefs.total_revisions - 1
    return "bytes" if only_signed(reader, ours=ours, first=first) else "edited"


# ── one signature ─────────────────────────────────────────────────────────────────────────────


def _signature(one: EmbeddedPdfSignature, trust: Trust) -> dict[str, Any]:
    try:
        return _told(one, _status(one, trust, at=trust.at), trust)
    except (SignatureValidationError, *UNREADABLE):
        return {"intact": False, "signer": "", "anchor": "", "why": "broken"}


def _status(one: EmbeddedPdfSignature, trust: Trust, *, at: datetime) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=list(trust.anchors), moment=at, allow_fetching=False, other_certs=[]
    )
    return validate_pdf_signature(one, context, key_usage_settings=USES)


def _told(one: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust) -> dict[str, Any]:
    stamp = status.timestamp_validity
    stamped = stamp.timestamp if stamp and stamp.valid and stamp.intact and stamp.trusted else None
    at = stamped or trust.at
    if stamped:
        status = _status(one, trust, at=stamped)
    signer = status.signing_cert
    begins, ends = signer.not_valid_before, signer.not_valid_after
    when = "late" if at > ends else "early" if at < begins else ""
    known = status
    if when and not status.trusted:  # who is it, were the day another
        known = _status(one, trust, at=begins + (ends - begins) / 2)
    claimed = status.signer_reported_dt
    return {
        "intact": bool(status.intact and status.valid),
        "why": "" if status.intact else "changed",
        "signer": _name(signer, "common_name"),
        "office": _name(signer, "organization_name"),
        "issuer": _name(signer, "common_name", of="issuer"),
        "serial": format(signer.serial_number, "x")[:64],
        "anchor": _anchor(known),
        "when": when,
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "claimed": claimed.astimezone(UTC).isoformat() if claimed and claimed.tzinfo else "",
        "stamped": stamped.isoformat() if stamped else "",
        "stamp": bool(stamp),
        "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "part": status.coverage
        not in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION},
        "after": _after(status),
    }


def _anchor(status: PdfSignatureStatus) -> str:
    """The fingerprint of the authority that stands for this signer; "" for a stranger."""
    path = status.validation_path
    return path.first.sha256.hex() if status.trusted and path is not None else ""


def _after(status: PdfSignatureStatus) -> str:
    """What came after this signature: "" nothing, "filled" what it allows, "changed" the rest."""
    level = status.modification_level
    if level is None or level == ModificationLevel.NONE:
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        return "" if whole or level is not None else "changed"
    return "filled" if status.docmdp_ok and level != ModificationLevel.OTHER else "changed"


def _name(signer: x509.Certificate, part: str, *, of: str = "subject") -> str:
    said = getattr(signer, of).native.get(part, "")
    first = said[0] if isinstance(said, list) else said
    return " ".join(str(first).split())[:LONGEST_NAME]
