"""Lets LibreOffice accept or reject all changes of Word files: run by the Python that LibreOffice comes with.

Arguments: the name of the pipe, ``AcceptAllTrackedChanges`` or ``RejectAllTrackedChanges``, then
pairs of a file and its target.
"""

# mypy: ignore-errors
import sys

from tests.pull.uno_office import Office

office = Office(sys.argv[1])
for source, target in zip(sys.argv[3::2], sys.argv[4::2], strict=True):
    document = office.open(source)
    office.dispatch(document, sys.argv[2])
    office.save(document, target)
office.end()
