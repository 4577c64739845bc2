"""An authority, people with certificates of it, and PDFs that they really sign."""

import io
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from danchu.kit import clock

DAY = timedelta(days=1)


class Holder(NamedTuple):
    """A certificate and its key."""

    certificate: made.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def asn1(self) -> x509.Certificate:
        return x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))


@cache
def _key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _made(name, *, by, begins, ends, ca=False, stamps=False) -> Holder:
    key = _key(name)
    subject = made.Name(
        [
            made.NameAttribute(NameOID.COMMON_NAME, name),
            made.NameAttribute(NameOID.ORGANIZATION_NAME, "UBND xã La Bằng"),
        ]
    )
    building = (
        made.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(made.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            made.KeyUsage(
                digital_signature=not ca,
                content_commitment=not ca,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=ca,
                crl_sign=ca,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if stamps:
        use = made.ExtendedKeyUsage([made.oid.ExtendedKeyUsageOID.TIME_STAMPING])
        building = building.add_extension(use, critical=True)
    return Holder(building.sign((by.key if by else key), hashes.SHA256()), key)


def authority(name="Cơ quan chứng thực thử") -> Holder:
    now = clock.now()
    return _made(name, by=None, begins=now - 3650 * DAY, ends=now + 3650 * DAY, ca=True)


def person(by: Holder, name="Nông Văn Bình", *, begins=-365, ends=365) -> Holder:
    """`begins`, `ends`: days from now."""
    now = clock.now()
    return _made(name, by=by, begins=now + begins * DAY, ends=now + ends * DAY)


def stamper(by: Holder, *, days=0) -> DummyTimeStamper:
    """Puts real timestamps of an authority, made out so many days from now."""
    now = clock.now()
    of = _made("Dấu thời gian", by=by, begins=now - 3000 * DAY, ends=now + DAY, stamps=True)
    certificates = SimpleCertificateStore()
    certificates.register(by.asn1)
    return DummyTimeStamper(
        tsa_cert=of.asn1,
        tsa_key=_for_signing(of.key),
        certs_to_embed=certificates,
        fixed_dt=now + days * DAY,
    )


def sign(data: bytes, who: Holder, *, field="ChuKy1", timestamps=None, box=None, **more) -> bytes:
    """`data` with one more signature, as a signing service adds it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    signer = signers.SimpleSigner(
        signing_cert=who.asn1,
        signing_key=_for_signing(who.key),
        cert_registry=SimpleCertificateStore(),
    )
    spec = fields.SigFieldSpec(field, box=box) if box else None
    said = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **more)
    made_ = signers.PdfSigner(said, signer, timestamper=timestamps, new_field_spec=spec)
    return made_.sign_pdf(writer).getvalue()


def added_to(data: bytes, words: bytes = b"BT /F1 40 Tf 90 400 Td (999) Tj ET") -> bytes:
    """`data` with something written over its first page, by an increment that no one signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page, _ = writer.find_page_for_modification(0)
    page = page.get_object()
    contents = page.raw_get("/Contents")
    more = writer.add_object(generic.StreamObject(stream_data=words))
    old = list.__iter__(contents) if isinstance(contents, generic.ArrayObject) else [contents]
    page["/Contents"] = generic.ArrayObject([*old, more])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_script(data: bytes) -> bytes:
    """`data` with a script that runs when the file is opened."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    action = generic.DictionaryObject(
        {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
        }
    )
    writer.root["/OpenAction"] = writer.add_object(action)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _for_signing(key: rsa.RSAPrivateKey) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(
        key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
