"""The change report in all its forms: for a terminal, a pull request, a program, a browser, an office.

What they say in words stands in ``templates/changes/``: every ``templates`` below is the folder ``templates/`` of the
program itself, not that of a version compared.
"""
