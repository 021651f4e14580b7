"""Components of a programme added and removed: operations, sources, risks, chapters and indicators.

:mod:`.adding` and :mod:`.removing` come to new texts of content files, :mod:`.outcome` to what check finds in them.
"""
