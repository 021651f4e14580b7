"""What a built file says of its making: digests of what went in, the program's version, the commit of the content."""

from methodology.sealing.origin import origin_of
from methodology.sealing.passages import Passage, digest_of, document_passages, laid_out
from methodology.sealing.seal import content_digest, make_seal, templates_digest

__all__ = [
    "Passage",
    "content_digest",
    "digest_of",
    "document_passages",
    "laid_out",
    "make_seal",
    "origin_of",
    "templates_digest",
]
