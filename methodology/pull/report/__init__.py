"""What a pull found, told to officials and to programs; the words stand in ``templates/pull/``."""

from methodology.pull.report.json_form import report_json
from methodology.pull.report.markdown import report_markdown
from methodology.pull.report.remarks import review_notes
from methodology.pull.report.words import PullWords

__all__ = ["PullWords", "report_json", "report_markdown", "review_notes"]
