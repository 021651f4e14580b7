"""Word files that were edited by hand, read back into the content."""
