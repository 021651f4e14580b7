"""``python -m tests.messages``: bring every catalogue up to the code, and say what is left to translate."""

from __future__ import annotations

import sys
from itertools import product

from methodology.messages import EXPLANATIONS, MESSAGES, SOURCE_LANGUAGE, list_languages_of_messages
from tests.messages.catalogues import catalogue_path, faults, read_catalogue, updated


def main() -> int:
    """Write the catalogues; return 1 while a translation is missing or wrong."""
    left = 0
    languages = [language for language in list_languages_of_messages() if language != SOURCE_LANGUAGE]
    for language, domain in product(languages, (MESSAGES, EXPLANATIONS)):
        catalogue_path(language, domain).write_bytes(updated(language, domain))
        for message in read_catalogue(language, domain):
            for fault in faults(message, domain) if message.id else ():
                print(f"{language}: {fault}")
                left += 1
    print(f"{left} left")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
