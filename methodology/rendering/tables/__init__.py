"""The programme's tables as a workbook, and as one CSV file a table."""

from methodology.rendering.tables.csv_files import render_csv
from methodology.rendering.tables.workbook import render_workbook

__all__ = ["render_csv", "render_workbook"]
