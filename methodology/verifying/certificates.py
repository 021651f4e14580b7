"""The root certificates that a reader trusts."""

from __future__ import annotations

from typing import Any

from pyhanko.keys import load_certs_from_pemder_data

from methodology.messages import translate


def read_certificates(content: bytes) -> list[Any]:
    """The certificates of a file, PEM or DER, as pyHanko takes them. Raises ValueError where there are none."""
    try:
        certificates = list(load_certs_from_pemder_data(content))
        names = [certificate.subject.human_friendly for certificate in certificates]
    except (ValueError, TypeError) as fault:
        raise ValueError(translate("it holds no certificate")) from fault
    if not names:
        raise ValueError(translate("it holds no certificate"))
    return certificates
