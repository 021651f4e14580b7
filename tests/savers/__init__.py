"""Programs that save a Word file, each as real files of it show: the file comes out as somebody sends it back.

``word`` is Microsoft Word, ``google`` Google Docs, ``strict`` Word's Strict Open XML, ``office`` the real LibreOffice,
to DOCX and by way of ODT. ``keyboard`` edits a file as an author does, ``python -m tests.savers`` prints what a pull
makes of the edits that each of them saved.
"""
