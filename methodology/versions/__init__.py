"""Two versions of the document compared: what changed, why, and shown in the text."""
