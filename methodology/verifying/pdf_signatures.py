"""Judges the electronic signatures of a PDF by pyHanko: who signed, what is covered, and whether more was changed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    FormUpdatingRule,
    ModificationLevel,
    StandardDiffPolicy,
    SuspiciousModification,
    WhitelistRule,
)
from pyhanko.sign.diff_analysis.commons import compare_key_refs
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON, ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.rules_api import Context, ReferenceUpdate
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from methodology.messages import declare_message, translate
from methodology.verifying.certificates import read_certificates
from methodology.verifying.pdf_objects import printable

MOST_SIGNATURES = 50
LONGEST_SAID = 300
_ALLOWED = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_Status = PdfSignatureStatus | DocumentTimestampStatus
_FAULTS = (
    *(PdfError, SigningError, SignatureValidationError, ValidationError, SuspiciousModification),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError),
    *(RecursionError, TypeError, ValueError),
)
"""What pyHanko and what it stands on raise at files and certificates that are not as they should be."""
READERS_AFFAIR = declare_message(
    "whether the certificates are genuine was not judged: name those of the roots that you trust with --trust"
)


@dataclass(slots=True)
class SignatureJudgement:
    """``faults`` say what is no sound signature; ``reasons`` who signed; ``trusted`` is false for a root unknown."""

    faults: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    trusted: bool = True


def judge_signatures(content: bytes, rebuilt: bytes, signed: int, roots: Sequence[bytes]) -> SignatureJudgement:
    """Judge the signatures of a PDF; ``signed`` is how many of its fields hold one, ``roots`` are files to trust.

    Where the file begins with the rebuild's bytes, all that was added to it must be a signature, by pyHanko's rules on
    what may be updated (its difference policy): validation data, timestamps and further signatures.
    """
    judgement = SignatureJudgement()
    try:
        certificates = [certificate for root in roots for certificate in read_certificates(root)]
        reader = PdfFileReader(io.BytesIO(content))
        signatures = reader.embedded_signatures
        if len(signatures) != signed or len(signatures) > MOST_SIGNATURES:
            message = translate(
                "{fields} fields are signed, and {count} signatures can be read", fields=signed, count=len(signatures)
            )
            judgement.faults.append(message)
            return judgement
        if content.startswith(rebuilt):
            judgement.faults += _unexplained(reader, rebuilt)
        for signature in signatures:
            _Signature(reader, signature, certificates, judgement).judge()
    except _FAULTS as fault:
        judgement.faults.append(translate("the signatures cannot be judged: {fault}", fault=_clean(fault)))
    if not roots and not judgement.faults:
        judgement.reasons.append(translate(READERS_AFFAIR))
    return judgement


def _unexplained(reader: PdfFileReader, rebuilt: bytes) -> Iterator[str]:
    """What was added to the rebuild's bytes and is no signature."""
    made = PdfFileReader(io.BytesIO(rebuilt))
    base = made.xrefs.total_revisions - 1
    if reader.xrefs.get_startxref_for_revision(base) != made.xrefs.get_startxref_for_revision(base):
        yield translate("what was added does not begin where the original ends")
        return
    # pyHanko knows updates of signed files alone: a file without a form is compared as one with an empty form.
    before = reader.get_historical_resolver(base)
    if "/AcroForm" not in before.root:
        fields = {generic.NameObject("/Fields"): generic.ArrayObject()}
        before.root[generic.NameObject("/AcroForm")] = generic.DictionaryObject(fields)  # type: ignore[no-untyped-call]
    policy = _first_update_policy()
    result = policy.review_file(reader, before)
    if isinstance(result, SuspiciousModification):
        yield translate("what was added is more than a signature: {what}", what=_clean(result))
    elif result.modification_level not in _ALLOWED:
        yield translate("what was added is more than a signature")


def _first_update_policy() -> StandardDiffPolicy:
    """What the first signature may add: the same as later ones, the flags of the form, and what it permits."""
    rules = [rule for rule in DEFAULT_DIFF_POLICY.global_rules if not isinstance(rule, CatalogModificationRule)]
    ignored = ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}
    catalogue = CatalogModificationRule(ignored)  # type: ignore[no-untyped-call]
    permissions = _PermissionRule().as_qualified(ModificationLevel.LTA_UPDATES)
    form = DEFAULT_DIFF_POLICY.form_rule
    form_rule = FormUpdatingRule(form.field_rules if form else [], ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"})
    return StandardDiffPolicy([catalogue, *rules, permissions], form_rule)


class _PermissionRule(WhitelistRule):
    """Allows the reference from the catalogue to the signature that certifies the file (ISO 32000-1 12.8.4)."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        place = Context.from_absolute(old, RawPdfPath("/Root", "/Perms"))
        references = compare_key_refs("/Perms", old, old.root, new.root)
        yield from (ReferenceUpdate(reference, context_checked=place) for reference in references)


@dataclass(slots=True)
class _Signature:
    """One signature or timestamp, with all that its judgement needs."""

    reader: PdfFileReader
    signature: EmbeddedPdfSignature
    roots: list[Any]
    judgement: SignatureJudgement

    def judge(self) -> None:
        name = _clean(self.signature.field_name)
        is_timestamp = self.signature.sig_object_type == "/DocTimeStamp"
        try:
            status = self._validate(is_timestamp=is_timestamp)
            faults = list(_faults(status, name))
        except _FAULTS as fault:
            message = translate("the signature '{name}' cannot be judged: {fault}", name=name, fault=_clean(fault))
            self.judgement.faults.append(message)
            return
        if faults:
            self.judgement.faults += faults
            return
        self._report(status)

    def _validate(self, *, is_timestamp: bool, moment: datetime | None = None) -> _Status:
        """Validate at a moment (now, if none); what the file itself has on revoked certificates is used."""
        settings: dict[str, Any] = {"trust_roots": self.roots, "allow_fetching": False, "revocation_mode": "soft-fail"}
        if moment is not None:
            settings |= {"moment": moment, "best_signature_time": moment}
        try:
            context = DocumentSecurityStore.read_dss(self.reader).as_validation_context(settings)
        except NoDSSFoundError:
            context = ValidationContext(**settings)
        if is_timestamp:
            return validate_pdf_timestamp(self.signature, context)
        # Officials' certificates name either usage; one that names none is judged by its chain alone.
        usage = self.signature.signer_cert.key_usage_value
        wanted = None if usage is None else {"non_repudiation", "digital_signature"}
        return validate_pdf_signature(self.signature, context, key_usage_settings=KeyUsageConstraints(wanted))

    def _report(self, status: _Status) -> None:
        who = _clean(status.signing_cert.subject.human_friendly)
        covered = translate("covers the file as it was then; what was added later is of signatures alone")
        if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
            covered = translate("covers the whole file")
        stamp = None
        if isinstance(status, PdfSignatureStatus):
            when = translate("it claims no time")
            if status.signer_reported_dt:
                when = translate("it claims to be of {date}", date=_date(status.signer_reported_dt))
            what = translate(
                "signed by {who}: the signature is whole and valid, {when} and {covered}",
                who=who,
                when=when,
                covered=covered,
            )
            stamp = status.timestamp_validity
        else:
            what = translate(
                "a timestamp of {date} by {who}: it is whole and valid and {covered}",
                date=_date(status.timestamp),
                who=who,
                covered=covered,
            )
        self.judgement.reasons.append(what)
        if stamp is not None and stamp.intact and stamp.valid:
            by, date = _clean(stamp.signing_cert.subject.human_friendly), _date(stamp.timestamp)
            self.judgement.reasons.append(
                translate("this signature has a timestamp of {date} by {who}", date=date, who=by)
            )
        if self.roots:
            self._judge_trust(status)

    def _judge_trust(self, status: _Status) -> None:
        """Judge by the roots: now, or at the moment of a timestamp that is trusted itself."""
        stamp = getattr(status, "timestamp_validity", None)
        said = translate(
            "its certificate is trusted by the roots that were named, as of now; "
            "whether it was revoked was not asked for on the network"
        )
        trusted = status.trusted
        if not trusted and stamp is not None and stamp.intact and stamp.valid and stamp.trusted:
            trusted = self._validate(is_timestamp=False, moment=stamp.timestamp).trusted
            said = translate(
                "its certificate is trusted by the roots that were named, as of at the moment of its timestamp; "
                "whether it was revoked was not asked for on the network"
            )
        if not trusted:
            said = translate("its certificate is not trusted by the roots that were named")
            if problem := status.trust_problem_indic:
                said = f"{said}: {problem.standard_name.lower().replace('_', ' ')}"
            self.judgement.trusted = False
        self.judgement.reasons.append(said)


def _faults(status: _Status, name: str) -> Iterator[str]:
    """What is wrong with the signature of a field."""
    if not status.intact:
        yield translate("the signature '{name}' is broken: the bytes that it covers were altered", name=name)
    elif not status.valid:
        yield translate("the signature '{name}' is broken: it was not made with the key of its certificate", name=name)
    result = status.diff_result
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield translate("the signature '{name}' does not cover the file", name=name)
    elif isinstance(result, SuspiciousModification):
        what = _clean(result)
        yield translate("the signature '{name}' does not allow what was added after it: {what}", name=name, what=what)
    elif status.docmdp_ok is False or status.modification_level not in _ALLOWED:
        yield translate("the signature '{name}' does not allow what was added after it", name=name)
    if isinstance(status, PdfSignatureStatus) and not status.seed_value_ok:
        yield translate("the signature '{name}' is not as its field asks for", name=name)


def _date(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} {moment.tzname() or ''}".strip()


def _clean(text: object) -> str:
    """What a foreign text or an error says."""
    return printable(text, LONGEST_SAID) or type(text).__name__
