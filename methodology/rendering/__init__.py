"""One document in, files out: DOCX, PDF and HTML. Knows blocks and templates, never content."""
