"""All that knows WordprocessingML: what its rooms share, the writers of documents and redlines, the reader."""
