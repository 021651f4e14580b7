"""Build the methodology document: ``python build.py --help``."""
