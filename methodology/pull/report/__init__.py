"""The result of a pull, reported to officials and to programs; the words stand in ``templates/pull/``."""

from methodology.pull.report.json_form import report_json
from methodology.pull.report.labels import PullWords
from methodology.pull.report.markdown import report_markdown, review_notes

__all__ = ["PullWords", "report_json", "report_markdown", "review_notes"]
