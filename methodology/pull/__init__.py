"""Edited Word files read back into the content.

The way of one file, and the module of each step:

1. Read: ``original`` builds from the content that travels in the file every text as it was printed, with its paths.
2. What differs: ``matching`` pairs these texts with those of the file, ``differences`` divides each changed text among
   the runs that it was printed from (``division``).
3. Where it belongs: ``value_edits`` (values and sentences, through ``printed_values`` and ``source_text``),
   ``list_edits``, ``sentence_lists`` and ``chapter_edits`` turn the differences into edits of the content.
4. What is applied, what is left: ``file_edits`` applies them in memory (``applying``), builds the document, compares it
   with the file again and reports whatever still differs, so that nothing is dropped.
5. ``merging`` lays the edits of all files on the content of today; ``pulling`` runs the way, ``pulled`` is its result,
   ``report`` its form for readers.
"""
