"""What a pull found, told to officials and to programs; the words stand in ``templates/pull/``."""

from methodology.roundtrip.report.json_form import report_json
from methodology.roundtrip.report.markdown import report_markdown
from methodology.roundtrip.report.remarks import review_notes
from methodology.roundtrip.report.words import PullWords

__all__ = ["PullWords", "report_json", "report_markdown", "review_notes"]
