"""From the files of ``content/`` to a programme; everything that is wrong is found in one go, with its place."""

from methodology.reading.official_texts import read_fund_alone
from methodology.reading.programme import Reading, read_programme, read_what_is_whole

__all__ = ["Reading", "read_fund_alone", "read_programme", "read_what_is_whole"]
