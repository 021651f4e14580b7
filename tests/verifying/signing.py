"""Signs a PDF as officials do, with certificates made for the tests that are thrown away with them."""

from __future__ import annotations

import datetime
import functools
import io
from collections.abc import Callable
from typing import Any

from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIRST, LAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), datetime.datetime(2120, 1, 1, tzinfo=datetime.UTC)
SIGNER = "Ana Novak"
Update = Callable[[IncrementalPdfFileWriter], None]


class Identity:
    """A key with a certificate that a root of its own vouches for."""

    def __init__(self, name: str, *, for_timestamps: bool = False) -> None:
        root_key = ec.generate_private_key(ec.SECP256R1())
        key = rsa.generate_private_key(65537, 2048) if for_timestamps else ec.generate_private_key(ec.SECP256R1())
        authority_name = f"Overitelj: {name}"
        root = _certificate(authority_name, root_key, root_key, authority_name)
        own = _certificate(name, key, root_key, authority_name, for_timestamps=for_timestamps)
        self.root_pem = root.public_bytes(serialization.Encoding.PEM)
        self.root_der = root.public_bytes(serialization.Encoding.DER)
        encoding = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        self.key = load_private_key_from_pemder_data(key.private_bytes(*encoding), None)
        own_der = own.public_bytes(serialization.Encoding.DER)
        (self.certificate,) = load_certs_from_pemder_data(own_der)
        (self.root,) = load_certs_from_pemder_data(self.root_der)
        self.store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        self.store.register_multiple([self.certificate, self.root])

    @property
    def signer(self) -> SimpleSigner:
        """What pyHanko signs with."""
        return SimpleSigner(signing_cert=self.certificate, signing_key=self.key, cert_registry=self.store)


def _certificate(
    name: str, key: Any, issuer_key: Any, issuer: str, *, for_timestamps: bool = False
) -> certificates.Certificate:
    subject, issued_by = (
        certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer)
    )
    is_root = name == issuer
    usage = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"))
    flags = {**dict.fromkeys(usage, False), "key_cert_sign": is_root, "crl_sign": is_root}
    builder = (
        certificates.CertificateBuilder(issued_by, subject, key.public_key(), 7 if is_root else 8, FIRST, LAST)
        .add_extension(certificates.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(certificates.KeyUsage(digital_signature=True, content_commitment=True, **flags), critical=True)
    )
    if for_timestamps:
        purposes = certificates.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purposes, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@functools.cache
def official() -> Identity:
    """Who signs in the tests."""
    return Identity(SIGNER)


@functools.cache
def authority() -> Identity:
    """Who sets timestamps in the tests."""
    return Identity("Časovni žig", for_timestamps=True)


def signed(
    pdf: bytes,
    field: str = "Podpis1",
    *,
    box: tuple[int, int, int, int] | None = None,
    page: int = 0,
    text: str = "",
    update: Update | None = None,
    stamped: bool = False,
    **settings: Any,
) -> bytes:
    """Sign in an update of the file; with a ``box`` visibly on a page, with ``update`` together with another change."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if update is not None:
        update(writer)
    metadata = PdfSignatureMetadata(field_name=field, **settings)
    spec = SigFieldSpec(field, on_page=page, box=box) if box else None
    style = TextStampStyle(stamp_text=text or "%(signer)s") if box else None
    stamper = None
    if stamped:
        stamper = DummyTimeStamper(authority().certificate, authority().key, authority().store)
    signer = PdfSigner(metadata, official().signer, new_field_spec=spec, stamp_style=style, timestamper=stamper)
    return bytes(signer.sign_pdf(writer).getvalue())


def signed_for_long(pdf: bytes) -> bytes:
    """Sign with a timestamp, the data to validate it, and a timestamp on those (PAdES B-LTA)."""
    context = ValidationContext(
        trust_roots=[official().root, authority().root], allow_fetching=False, revocation_mode="soft-fail"
    )
    return signed(
        pdf,
        stamped=True,
        subfilter=SigSeedSubFilter.PADES,
        validation_context=context,
        embed_validation_info=True,
        use_pades_lta=True,
    )


def certified(pdf: bytes) -> bytes:
    """Sign so that only further signatures may be added."""
    return signed(pdf, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)


def updated(pdf: bytes, update: Update) -> bytes:
    """Change a file in an update that nobody signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    update(writer)
    target = io.BytesIO()
    writer.write(target)  # type: ignore[no-untyped-call]
    return target.getvalue()
