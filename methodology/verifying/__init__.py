"""Whether a file was built here, from what, and whether it still says what it said then."""
