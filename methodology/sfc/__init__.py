"""A table exported from the Commission's system, read and held against the content."""
